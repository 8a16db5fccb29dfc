// The edits of an agenda, before its session and while it runs: each takes the items as they are and gives them as they become.

package enum AgendaEdit: Equatable, Sendable {
  /// Puts an item last, but before the closing item: a session ends with its closing.
  case add(AgendaItem)
  case remove(ID<AgendaItem>)
  case up(ID<AgendaItem>)
  case down(ID<AgendaItem>)
  /// The whole order at once, as a pointer leaves it.
  case order([ID<AgendaItem>])
  /// Everything anew, from a template.
  case replace([AgendaItem])
  /// Another item in the place of this one.
  case swap(ID<AgendaItem>, for: AgendaItem)
  /// How many rounds run; those named first keep theirs.
  case rounds(ID<AgendaItem>, Int?)
  /// Whose rounds they are and how many of them run.
  case turns(ID<AgendaItem>, [ID<Person>], rounds: Int?)
  /// What to read beforehand; an empty reading takes it away.
  case reading(ID<AgendaItem>, AgendaReading)

  /// Whom the edit names.
  package var turns: [ID<Person>] {
    if case .turns(_, let people, _) = self { return people }
    return []
  }

  package static let mostItems = 20
  package static let longestTitle = 80
  package static let blockMinutes = 1...120

  package func apply(to items: [AgendaItem]) throws(Problem) -> [AgendaItem] {
    var items = items
    switch self {
    case .add(let item):
      guard items.count < AgendaEdit.mostItems else { throw Problem("add", "agenda.tooMany", ["most": String(AgendaEdit.mostItems)]) }
      let place = items.last?.shape.closesSession == true && !item.shape.closesSession ? items.count - 1 : items.count
      items.insert(item, at: place)
    case .remove(let id):
      items.remove(at: try AgendaEdit.place(of: id, in: items))
    case .up(let id):
      let place = try AgendaEdit.place(of: id, in: items)
      if place > 0 { items.swapAt(place, place - 1) }
    case .down(let id):
      let place = try AgendaEdit.place(of: id, in: items)
      if place < items.count - 1 { items.swapAt(place, place + 1) }
    case .order(let ids):
      var byID = Dictionary(items.map { ($0.id, $0) }) { first, _ in first }
      let ordered = ids.compactMap { byID.removeValue(forKey: $0) }
      guard ordered.count == ids.count, byID.isEmpty else { throw Problem(nil, "agenda.itemGone") }
      items = ordered
    case .replace(let fresh):
      items = fresh
    case .swap(let id, let item):
      items[try AgendaEdit.place(of: id, in: items)] = item
    case .rounds(let id, let rounds):
      items[try AgendaEdit.place(of: id, in: items)].rounds = try AgendaEdit.checked(rounds)
    case .turns(let id, let people, let rounds):
      let place = try AgendaEdit.place(of: id, in: items)
      guard Set(people).count == people.count else { throw Problem("turns", "agenda.turnTwice") }
      items[place].turns = people
      items[place].rounds = try AgendaEdit.checked(rounds)
    case .reading(let id, let reading):
      items[try AgendaEdit.place(of: id, in: items)].reading = try reading.checked()
    }
    return items
  }

  private static func checked(_ rounds: Int?) throws(Problem) -> Int? {
    if let rounds, !(1...GroupSize.most).contains(rounds) { throw Problem("rounds", "agenda.rounds") }
    return rounds
  }

  private static func place(of id: ID<AgendaItem>, in items: [AgendaItem]) throws(Problem) -> Int {
    guard let place = items.firstIndex(where: { $0.id == id }) else { throw Problem(nil, "agenda.itemGone") }
    return place
  }
}
