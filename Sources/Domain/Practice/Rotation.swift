// The rounds of one practice session: planned from those present and the term's memory, kept where held, planned anew where people come and go.

/// The same people, memory and seed give the same plan, on every device.
package struct Rotation: Equatable, Sendable {
  /// Who is here now, in the order of their ids.
  package private(set) var present: [ID<Person>]
  /// What was played; no plan ever changes it.
  package private(set) var held: [RotationRound] = []
  /// What comes next.
  package private(set) var planned: [RotationRound] = []
  private let tableSize: Int
  private let rounds: Int
  private let facilitatorObserves: Bool
  private let memory: RotationMemory
  private let seed: UInt64

  package static let numberPresent = 2...6
  package static let mostRounds = 12

  /// As many tables as those present fill with `tableSize` each, nobody idle; a size above everybody makes one table.
  /// `facilitatorObserves` seats the facilitator as observer where a table has none. `held` are rounds of this session that were played,
  /// with whoever was here then.
  package init(
    present: [ID<Person>], tableSize: Int, rounds: Int, facilitatorObserves: Bool = false, memory: RotationMemory, seed: UInt64,
    held: [RotationRound] = []
  ) throws(Problem) {
    self.present = present.sorted()
    self.tableSize = tableSize
    self.rounds = rounds
    self.facilitatorObserves = facilitatorObserves
    self.memory = memory
    self.seed = seed
    self.held = held
    guard Set(present).count == present.count else { throw Problem("present", "practice.rotation.twice") }
    guard Rotation.numberPresent.contains(present.count) else { throw Problem("present", "practice.rotation.present") }
    guard tableSize >= 2 else { throw Problem("tableSize", "practice.rotation.tableSize") }
    guard (1...Rotation.mostRounds).contains(rounds) else {
      throw Problem("rounds", "practice.rotation.rounds", ["most": String(Rotation.mostRounds)])
    }
    plan()
  }

  /// A round was played: as planned, or with parts exchanged at the table. What follows an exchange is planned anew.
  package mutating func hold(_ round: RotationRound) {
    held.append(round)
    if round == planned.first { planned.removeFirst() } else { plan() }
  }

  /// Somebody went or came after the rounds held so far: only what is still to come is planned anew.
  /// With fewer than two there is nobody to practice with, and nothing is planned until somebody comes.
  package mutating func change(leaving: [ID<Person>] = [], joining: [ID<Person>] = []) throws(Problem) {
    guard leaving.allSatisfy(present.contains), Set(leaving).count == leaving.count else {
      throw Problem("leave", "practice.rotation.notHere")
    }
    let after = present.filter { !leaving.contains($0) } + joining
    guard Set(after).count == after.count else { throw Problem("join", "practice.rotation.twice") }
    guard after.count <= Rotation.numberPresent.upperBound else { throw Problem("join", "practice.rotation.present") }
    present = after.sorted()
    plan()
  }

  private mutating func plan() {
    let left = rounds - held.count
    guard left > 0, present.count >= Rotation.numberPresent.lowerBound else {
      planned = []
      return
    }
    var session = RotationTally()
    var term = memory.term
    for round in held {
      session.add(round)
      term.add(round)
    }
    let board = RotationBoard(
      present: present, tables: max(1, present.count / tableSize),
      isSteady: held.allSatisfy { $0.people.sorted() == present }, session: session, term: term, missed: memory.missed, seed: seed)
    let turns = RotationSearch(board: board).rounds(left, inSession: rounds)
    let order = RotationOrder(board: board, before: held.last).ordered(turns)
    var seating = RotationSeating(board: board, term: term, facilitatorObserves: facilitatorObserves)
    planned = order.map { seating.seat($0) }
  }
}
