// What a term remembers of its practice: parts played and fair shares, who practised with whom, who waits for a turn.

/// Counts over rounds, each less what would have been even among those who were there. Whole sixtieths keep the shares of two to six
/// people exact.
struct RotationTally: Equatable, Sendable {
  struct Pair: Hashable, Sendable {
    let first: ID<Person>
    let second: ID<Person>
  }

  static let one = 60

  /// What observers are over, practitioner and coachee are short: two of the three parts say it all.
  private(set) var practitioner: [ID<Person>: Int] = [:]
  private(set) var coachee: [ID<Person>: Int] = [:]
  /// Practices of the first as practitioner with the second as coachee.
  private(set) var directions: [Pair: Int] = [:]
  /// How often two sat at one table, the smaller id first; a plain count.
  private(set) var tablemates: [Pair: Int] = [:]
  private(set) var practiced: Set<ID<Person>> = []
  /// How often the facilitator observed somebody's turn.
  private(set) var seenByFacilitator: [ID<Person>: Int] = [:]

  mutating func add(_ round: RotationRound) {
    let people = round.people
    guard people.count >= 2 else { return }
    let share = RotationTally.one * round.tables.count / people.count
    for person in people {
      practitioner[person, default: 0] -= share
      coachee[person, default: 0] -= share
      for other in people where other != person {
        directions[Pair(first: person, second: other), default: 0] -= share / (people.count - 1)
      }
    }
    for table in round.tables { add(table) }
  }

  private mutating func add(_ table: RotationTable) {
    practitioner[table.practitioner, default: 0] += RotationTally.one
    coachee[table.coachee, default: 0] += RotationTally.one
    directions[Pair(first: table.practitioner, second: table.coachee), default: 0] += RotationTally.one
    practiced.insert(table.practitioner)
    if table.facilitatorObserves { seenByFacilitator[table.practitioner, default: 0] += 1 }
    for person in table.people {
      for other in table.people where person < other { tablemates[Pair(first: person, second: other), default: 0] += 1 }
    }
  }

  func metAtTable(_ one: ID<Person>, _ other: ID<Person>) -> Int {
    tablemates[Pair(first: min(one, other), second: max(one, other))] ?? 0
  }
}

/// The sessions of a term so far, as far as the next one has to know them.
package struct RotationMemory: Equatable, Sendable {
  private(set) var term = RotationTally()
  /// How many sessions in a row somebody came to without a turn as practitioner: first in line (R15).
  private(set) var missed: [ID<Person>: Int] = [:]

  package init() {}

  /// Those to whom a turn was promised come first, as if they had waited for it twice as long as anybody.
  package mutating func promise(_ people: [ID<Person>]) {
    let longest = missed.values.max() ?? 0
    for person in people { missed[person] = 2 * longest + 1 }
  }

  /// One session more, with the rounds that were really held.
  package mutating func add(session: [RotationRound]) {
    for round in session { term.add(round) }
    let turns = Set(session.flatMap(\.tables).map(\.practitioner))
    for person in Set(session.flatMap(\.people)) { missed[person] = turns.contains(person) ? 0 : (missed[person] ?? 0) + 1 }
  }
}
