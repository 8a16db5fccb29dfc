// Gathers the files of the practice shelf: one key, one file, and every key that a file names exists.
import Domain

/// Items of one kind by key, each with the file it came from.
struct Shelf<Item> {
  private struct Placed {
    let item: Item
    let fields: FieldReader
    let place: ItemPlace
  }

  private var items: [String: Placed] = [:]

  mutating func add(
    _ read: (item: Item, head: ItemHead)?, of file: LibraryFile, _ fields: FieldReader
  ) {
    guard let read, let key = read.head.key, fields.faults.faults.isEmpty else { return }
    let place = ItemPlace(
      file: file.name, isShipped: file.isShipped, isEditable: read.head.isEditable)
    if place.mayLie(over: items[key]?.place, key, fields) {
      items[key] = Placed(item: read.item, fields: fields, place: place)
    }
  }

  var keys: [String] { items.keys.sorted() }

  /// By key, each with its file's fields for what is found only beside the others.
  var sorted: [(item: Item, fields: FieldReader)] {
    keys.compactMap { items[$0] }.map { ($0.item, $0.fields) }
  }
}

struct PracticeReading {
  var scenarios = Shelf<Scenario>()
  var skills = Shelf<FocusSkill>()
  var stems = Shelf<StemType>()
  var models = Shelf<FeedbackModel>()

  /// The shelf, after a fault for each name that leads nowhere.
  func shelf() -> (shelf: PracticeShelf, faults: [ContentFault]) {
    for (scenario, fields) in scenarios.sorted {
      known(scenario.skills, "skills", among: skills.keys, fields)
    }
    for (skill, fields) in skills.sorted { known(skill.stems, "stems", among: stems.keys, fields) }
    var owners: [String: String] = [:]
    for (type, fields) in stems.sorted {
      for (place, stem) in type.stems.enumerated() {
        if owners[stem.key] != nil {
          fields.fault(
            "stems", Sentence("content.stemTwice", ["key": "\(stem.key) [\(place + 1)]"]))
        }
        owners[stem.key] = type.key
      }
    }
    let readers =
      scenarios.sorted.map(\.fields) + skills.sorted.map(\.fields) + stems.sorted.map(\.fields)
    let shelf = PracticeShelf(
      scenarios: scenarios.sorted.map(\.item).sorted {
        ($0.level.rawValue, $0.title) < ($1.level.rawValue, $1.title)
      },
      skills: skills.sorted.map(\.item), stemTypes: stems.sorted.map(\.item),
      feedbackModels: models.sorted.map(\.item))
    return (shelf, readers.flatMap(\.faults.faults))
  }

  private func known(_ words: [String], _ name: String, among all: [String], _ fields: FieldReader) {
    for word in words where !all.contains(word) { fields.wrongChoice(name, word, among: all) }
  }
}
