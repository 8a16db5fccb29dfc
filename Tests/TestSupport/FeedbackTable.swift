// A table with a practice round at any phase: Dana practices, Marcus plays the colleague, Priya and Yolanda observe.
import Actions
import Content
import Database
import Domain
import Messages
import Store

package struct FeedbackTable: Sendable {
  package let table: TableHouse
  package let round: ID<PracticeRound>

  package var house: House { table.house }
  package var dana: Actor { table.members[0] }
  package var marcus: Actor { table.members[1] }
  package var priya: Actor { table.members[2] }
  package var yolanda: Actor { table.members[3] }

  package static func open(_ engine: TestEngine, at phase: RoundPhase = .observerFeedback, observers: [Int] = [2, 3]) async throws -> FeedbackTable {
    let table = try await TableHouse.open(engine, library: try Library.load())
    let round = try await add(phase, to: table, practitioner: 0, coachee: 1, observers: observers)
    return FeedbackTable(table: table, round: round)
  }

  /// One more round of the same people.
  @discardableResult
  package static func add(
    _ phase: RoundPhase, to table: TableHouse, practitioner: Int, coachee: Int, observers: [Int]
  ) async throws -> ID<PracticeRound> {
    let people = table.members.map(\.personID)
    var round = PracticeRound(
      id: table.house.newID(), groupID: table.group, sessionID: nil,
      parts: RoundParts(practitioner: people[practitioner], coachee: people[coachee], observers: observers.map { people[$0] }), at: table.clock.now)
    round.phase = phase
    round.skill = table.house.library.practice.skills.first?.key
    if phase.isOver { round.endedAt = table.clock.now }
    let made = round
    try await table.house.engine.write { try $0.insert(made, at: made.phaseBeganAt) }
    return round.id
  }

  package func move(to phase: RoundPhase) async throws {
    let id = round
    let now = table.clock.now
    try await house.engine.write { tx in
      guard var found = try tx.round(id) else { return }
      found.round.phase = phase
      if phase.isOver { found.round.endedAt = now }
      _ = try tx.save(found.round, after: found.version, partsChanged: false)
    }
  }

  /// What a form along "I notice, I wonder" sends.
  package static func typed(_ text: String, wonder: String = "I wonder how you chose it.") -> FeedbackTyped {
    FeedbackTyped(along: "notice-wonder", parts: ["notice": text, "wonder": wonder], medium: "verbal", stance: "facilitative")
  }

  /// Gives a note and says which it is.
  @discardableResult
  package func give(_ text: String, by giver: Actor, in other: ID<PracticeRound>? = nil) async throws -> ID<FeedbackNote> {
    let id = other ?? round
    try await house.giveFeedback(FeedbackTable.typed(text), after: 0, in: id, as: giver)
    guard let note = try await house.engine.read({ try $0.feedback(in: id, by: giver.personID)?.note }) else { throw Refusal.notFound }
    return note.id
  }
}
