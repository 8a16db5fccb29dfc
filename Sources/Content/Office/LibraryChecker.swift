// Makes a library of files, or says everything that is wrong in them.
import Domain
import Yams

package enum LibraryChecker {
  /// Later files lie over earlier ones: an operator's file takes the place of the shipped one with its key.
  package static func library(from files: [LibraryFile]) throws -> Library {
    var reading = Reading()
    for file in files { reading.read(file) }
    return try reading.library()
  }
}

/// Kinds of files, as their first line says.
private enum FileKind: String, CaseIterable { case `protocol`, template, shelf, arrival, scenario, stems, feedbackModel, focusSkill }

/// Where an item came from.
struct ItemPlace {
  let file: String
  let isShipped: Bool
  let isEditable: Bool

  /// One key, one file; only an operator's file may take the place of a shipped one.
  func mayLie(over old: ItemPlace?, _ key: String, _ fields: FieldReader) -> Bool {
    guard let old else { return true }
    if old.isShipped && !isShipped {
      if old.isEditable { return true }
      fields.fault("key", Sentence("content.notEditable", ["key": key]))
    } else {
      fields.fault("key", Sentence("content.keyTwice", ["key": key, "file": old.file]))
    }
    return false
  }
}

private struct Reading {
  private var faults: [ContentFault] = []
  private var protocols: [String: ProtocolEntry] = [:]
  private var drafts: [String: TemplateDraft] = [:]
  private var shelf: [(text: String, line: Int?)] = []
  private var shelfFaults: FaultList?
  private var shelfIsShipped = true
  private var arrivals: (questions: [ArrivalQuestion], isShipped: Bool)?
  private var protocolPlaces: [String: ItemPlace] = [:]
  private var practice = PracticeReading()
  private var templatePlaces: [String: ItemPlace] = [:]

  mutating func read(_ file: LibraryFile) {
    let list = FaultList(file: file.name)
    readKind(file, list)
    faults += list.faults
  }

  private mutating func readKind(_ file: LibraryFile, _ list: FaultList) {
    guard let root = YAMLText.mapping(of: file, faults: list) else { return }
    let fields = FieldReader(root, path: "", faults: list)
    guard let kind = fields.choice("kind", FileKind.self) else { return }
    switch kind {
    case .protocol:
      guard let (entry, isEditable) = ProtocolFile.read(fields), list.faults.isEmpty else { return }
      let place = ItemPlace(file: file.name, isShipped: file.isShipped, isEditable: isEditable)
      if place.mayLie(over: protocolPlaces[entry.key], entry.key, fields) {
        protocols[entry.key] = entry
        protocolPlaces[entry.key] = place
      }
    case .template:
      guard let draft = TemplateDraft.read(fields) else { return }
      let place = ItemPlace(file: file.name, isShipped: file.isShipped, isEditable: draft.head.isEditable)
      if place.mayLie(over: templatePlaces[draft.key], draft.key, fields) {
        drafts[draft.key] = draft
        templatePlaces[draft.key] = place
      }
    case .shelf:
      let words = fields.words("protocols", atMost: 100)
      fields.refuseUnknown()
      if shelfFaults != nil && shelfIsShipped == file.isShipped {
        fields.fault("kind", Sentence("content.twoShelves"))
        return
      }
      shelf = words
      shelfFaults = FaultList(file: file.name)
      shelfIsShipped = file.isShipped
    case .arrival:
      let questions = ArrivalFile.read(fields)
      if let arrivals, arrivals.isShipped == file.isShipped {
        fields.fault("kind", Sentence("content.twoArrivals"))
        return
      }
      arrivals = (questions, file.isShipped)
    case .scenario: practice.scenarios.add(ScenarioFile.read(fields), of: file, fields)
    case .stems: practice.stems.add(StemsFile.read(fields), of: file, fields)
    case .feedbackModel: practice.models.add(FeedbackModelFile.read(fields), of: file, fields)
    case .focusSkill: practice.skills.add(FocusSkillFile.read(fields), of: file, fields)
    }
  }

  mutating func library() throws -> Library {
    // A template is only held against protocols that could be read: otherwise one fault would be told twice.
    let mayResolve = faults.isEmpty
    var templates: [SessionTemplate] = []
    var shelved = PracticeShelf()
    if mayResolve {
      let (shelf, found) = practice.shelf()
      shelved = shelf
      faults += found
      for draft in drafts.values.sorted(by: { ($0.minutes, $0.key) < ($1.minutes, $1.key) }) {
        if let template = draft.resolved(protocols) { templates.append(template) }
        faults += draft.fields.faults.faults
      }
      checkShelf()
    }
    guard faults.isEmpty else { throw LibraryFaults(faults.sorted { ($0.file, $0.line ?? 0) < ($1.file, $1.line ?? 0) }) }
    return Library(protocols: ordered(), templates: templates, arrivalQuestions: arrivals?.questions ?? [], practice: shelved)
  }

  private mutating func checkShelf() {
    guard let list = shelfFaults else { return }
    var seen: Set<String> = []
    for (place, word) in shelf.enumerated() {
      let field = "protocols[\(place + 1)]"
      if protocols[word.text] == nil { list.add(line: word.line, field: field, Sentence("content.noSuchProtocol", ["key": word.text])) }
      if !seen.insert(word.text).inserted { list.add(line: word.line, field: field, Sentence("content.onShelfTwice")) }
    }
    faults += list.faults
  }

  private func ordered() -> [ProtocolEntry] {
    let first = shelf.compactMap { protocols[$0.text] }
    let onShelf = Set(first.map(\.key))
    let rest = protocols.values.filter { !onShelf.contains($0.key) }
    return first + rest.sorted { ($0.shape.title, $0.key) < ($1.shape.title, $1.key) }
  }
}

/// Text to YAML, its own faults with their lines.
private enum YAMLText {
  static func mapping(of file: LibraryFile, faults: FaultList) -> Node.Mapping? {
    do {
      guard let root = try Yams.compose(yaml: file.text) else {
        faults.add(line: nil, field: "", Sentence("content.emptyFile"))
        return nil
      }
      guard case .mapping(let mapping) = root else {
        faults.add(line: root.mark?.line, field: "", Sentence("content.notFields"))
        return nil
      }
      return mapping
    } catch let error as YamlError {
      let (line, sentence) = explain(error)
      faults.add(line: line, field: "", sentence)
    } catch {
      faults.add(line: nil, field: "", Sentence("content.notYAML", ["problem": ""]))
    }
    return nil
  }

  private static func explain(_ error: YamlError) -> (line: Int?, sentence: Sentence) {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _), .composer(_, let problem, let mark, _):
      (mark.line, Sentence("content.notYAML", ["problem": problem]))
    case .duplicatedKeysInMapping(let duplicates, let context):
      (context.mark.line, Sentence("content.fieldTwice", ["field": duplicates.sorted().joined(separator: ", ")]))
    case .reader(let problem, _, _, _): (nil, Sentence("content.notYAML", ["problem": problem]))
    default: (nil, Sentence("content.notYAML", ["problem": ""]))
    }
  }
}
