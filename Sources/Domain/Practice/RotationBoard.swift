// Those present as numbers from 0 to 5: what the search has to know about each of them and about each two.

struct RotationTurn: Equatable, Sendable {
  let practitioner: Int
  let coachee: Int
}

/// One round without its observers: for each table who practices with whom.
typealias RotationTurns = [RotationTurn]

struct RotationBoard: Sendable {
  /// Shuffled by the seed, which alone decides between plans that are equally even.
  let people: [ID<Person>]
  let tables: Int
  let standing: RotationStanding
  /// Whether those present are the ones with whom the session began.
  let isSteady: Bool

  init(
    present: [ID<Person>], tables: Int, isSteady: Bool, session: RotationTally, term: RotationTally, missed: [ID<Person>: Int], seed: UInt64
  ) {
    self.isSteady = isSteady
    var dice = RotationDice(state: seed)
    let people = present.sorted().shuffled(using: &dice)
    self.people = people
    self.tables = tables
    standing = RotationStanding(
      tables: tables, sessionPractitioner: people.map { session.practitioner[$0] ?? 0 },
      sessionCoachee: people.map { session.coachee[$0] ?? 0 }, termPractitioner: people.map { term.practitioner[$0] ?? 0 },
      termCoachee: people.map { term.coachee[$0] ?? 0 },
      directions: people.flatMap { first in people.map { second in term.directions[RotationTally.Pair(first: first, second: second)] ?? 0 } },
      missed: people.map { min(missed[$0] ?? 0, 100) }, practiced: people.map(session.practiced.contains))
  }

  var count: Int { people.count }

  /// Every way to fill the tables with a practitioner and a coachee each: 360 at most.
  func options() -> [RotationTurns] {
    var all: [RotationTurns] = []
    func fill(_ turns: RotationTurns, _ free: [Int], from first: Int) {
      guard turns.count < tables else {
        all.append(turns)
        return
      }
      for low in free where low >= first {
        for high in free where high > low {
          let rest = free.filter { $0 != low && $0 != high }
          fill(turns + [RotationTurn(practitioner: low, coachee: high)], rest, from: low)
          fill(turns + [RotationTurn(practitioner: high, coachee: low)], rest, from: low)
        }
      }
    }
    fill([], Array(0..<count), from: 0)
    return all
  }
}

/// SplitMix64: small, seeded, the same everywhere.
package struct RotationDice: RandomNumberGenerator {
  private var state: UInt64

  package init(state: UInt64) { self.state = state }

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    return RotationDice.mixed(state)
  }

  static func mixed(_ value: UInt64) -> UInt64 {
    var mixed = value
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
