// Receiving feedback: three taps, five words, one line, deleting; whose words they are; and what a group reads of all of it.
import Actions
import Database
import Domain
import Store
import TestSupport
import Testing

@Suite struct FeedbackReceivingTests {
  private func refusal(_ work: () async throws -> Void) async -> String {
    do {
      try await work()
      return "done"
    } catch let problem as Problem { return problem.lines.map { "\($0.field ?? "-") \($0.sentence.key)" }.joined(separator: ", ") } catch {
      return "\(error)"
    }
  }

  private func received(_ id: ID<FeedbackNote>, _ table: FeedbackTable) async throws -> (ReceivedNote, FeedbackRubric)? {
    guard case .receiver(let note, let rubric) = try await table.house.feedbackNote(id, as: table.dana).sight else { return nil }
    return (note, rubric)
  }

  @Test(arguments: TestEngine.allCases) func theReceiverTapsAndMayTapAgain(_ engine: TestEngine) async throws {
    let table = try await FeedbackTable.open(engine)
    let id = try await table.give("I noticed", by: table.priya)
    #expect(try await received(id, table)?.0.stage == .given)
    // Reading it was receiving it.
    #expect(try await received(id, table)?.0.stage == .received)
    for decision in FeedbackDecision.allCases {
      try await table.house.decide(decision.rawValue, on: id, as: table.dana)
      #expect(try await received(id, table)?.0.decision == decision)
    }
    #expect(await refusal { try await table.house.decide("4", on: id, as: table.dana) } == "decision feedback.decision.unknown")
    try await table.house.describe([.specific: "there", .kind: "between"], on: id, as: table.dana)
    #expect(try await received(id, table)?.1 == FeedbackRubric([.specific: .there, .kind: .between]))
    try await table.house.describe([:], on: id, as: table.dana)
    #expect(try await received(id, table)?.1.isEmpty == true)
  }

  /// The giver writes none of the receiver's words, and to everybody else the note does not exist.
  @Test(arguments: TestEngine.allCases) func theyAreTheReceiversWords(_ engine: TestEngine) async throws {
    let table = try await FeedbackTable.open(engine)
    let house = table.house
    let id = try await table.give("I noticed", by: table.priya)
    let other = try await TableHouse.furnish(house, clock: table.table.clock, number: 2)
    let expected: [(Actor, Refusal)] = [
      (table.priya, .notAllowed), (table.marcus, .notFound), (table.yolanda, .notFound), (table.table.facilitator, .notFound),
      (other.members[0], .notFound),
    ]
    for (actor, answer) in expected {
      #expect(await refusal { try await house.decide("keep", on: id, as: actor) } == "\(answer)")
      #expect(await refusal { try await house.describe([.kind: "missing"], on: id, as: actor) } == "\(answer)")
      #expect(await refusal { try await house.answerFeedback(kind: "helped", text: "x", on: id, as: actor) } == "\(answer)")
      #expect(await refusal { try await house.deleteFeedback(id, as: actor) } == "\(answer)")
      if answer == .notFound { #expect(await refusal { _ = try await house.feedbackNote(id, as: actor) } == "\(answer)") }
    }
    let rows = try await house.engine.read { try $0.rows("SELECT decision FROM feedback_note WHERE decision IS NOT NULL").count }
    #expect(rows == 0)
    // Before it is given there is nothing for its receiver either.
    _ = try await house.writeFeedback(FeedbackTable.typed("Draft"), after: 0, in: table.round, as: table.yolanda)
    let draft = try #require(try await house.feedbackDesk(in: table.round, as: table.yolanda).note)
    for actor in [table.dana, table.marcus, table.priya, table.table.facilitator] {
      #expect(await refusal { _ = try await house.feedbackNote(draft.id, as: actor) } == "\(Refusal.notFound)")
      #expect(await refusal { try await house.decide("keep", on: draft.id, as: actor) } == "\(Refusal.notFound)")
    }
  }

  @Test(arguments: TestEngine.allCases) func whoHasNotReadTheNoticeReadsButWritesNoWord(_ engine: TestEngine) async throws {
    let table = try await FeedbackTable.open(engine)
    let id = try await table.give("I noticed", by: table.priya)
    let dana = table.dana.personID
    try await table.house.engine.write { try $0.execute("DELETE FROM notice_acceptance WHERE person_id = \(dana)") }
    _ = try await table.house.feedbackNote(id, as: table.dana)
    #expect(await refusal { try await table.house.decide("keep", on: id, as: table.dana) } == "\(Refusal.noticeFirst)")
  }

  @Test(arguments: TestEngine.allCases) func deletingTakesItFromBothInTheEnd(_ engine: TestEngine) async throws {
    let table = try await FeedbackTable.open(engine)
    let house = table.house
    let id = try await table.give("I noticed", by: table.priya)
    try await house.decide("keep", on: id, as: table.dana)
    try await house.describe([.kind: "there"], on: id, as: table.dana)
    try await house.deleteFeedback(id, as: table.dana)
    #expect(try await house.feedbackHome(as: table.dana).received.isEmpty)
    #expect(await refusal { _ = try await house.feedbackNote(id, as: table.dana) } == "\(Refusal.notFound)")
    #expect(try await house.round(table.round, as: table.dana).beside.notes.received.isEmpty)
    #expect(try await house.engine.read { try $0.rows("SELECT note_id FROM feedback_rubric").count } == 0)
    // The giver has the own words still, and cannot push them on the receiver again.
    #expect(try await house.feedbackHome(as: table.priya).given.map(\.note.given?.parts.first?.text) == ["I noticed"])
    #expect(await refusal { try await house.reword(FeedbackTable.typed("Again"), after: 2, of: id, as: table.priya) } == "- feedback.wasDeleted")
    // Closing the group's next session takes them too.
    table.table.clock.advance(.minutes(1))
    try await table.table.openRoom()
    table.table.clock.advance(.minutes(80))
    if let closing = try await house.engine.read({ try $0.agenda(of: table.table.session).last }) { try await table.table.lead(.goTo(closing.id)) }
    try await table.table.lead(.close)
    #expect(try await house.engine.read { try $0.rows("SELECT id FROM feedback_note").count } == 0)
  }

  @Test(arguments: TestEngine.allCases) func aGroupReadsWhatWasUsefulToIt(_ engine: TestEngine) async throws {
    let table = try await FeedbackTable.open(engine)
    let house = table.house
    var given: [(Int, Int)] = []
    for (giver, receiver) in [(1, 0), (2, 0), (0, 1), (2, 1), (0, 2)] {
      let usefulness = try await house.usefulness(of: table.table.group, as: table.marcus)
      #expect(usefulness.missing.notes == 5 - given.count && usefulness.models.isEmpty)
      let coachee = [0, 1, 2, 3].first { $0 != giver && $0 != receiver } ?? 3
      let round = try await FeedbackTable.add(.keepOrTry, to: table.table, practitioner: receiver, coachee: coachee, observers: [giver])
      let id = try await table.give("Note \(given.count)", by: table.table.members[giver], in: round)
      try await house.decide(given.count == 2 ? "park" : "try", on: id, as: table.table.members[receiver])
      given.append((giver, receiver))
    }
    for actor in [table.dana, table.yolanda, table.table.facilitator] {
      let usefulness = try await house.usefulness(of: table.table.group, as: actor)
      #expect(usefulness.missing.isNothing && usefulness.models.map(\.key) == ["notice-wonder"] && usefulness.models.map(\.share) == [.mostly])
      #expect(usefulness.stances.map(\.key) == [.facilitative])
    }
    let other = try await TableHouse.furnish(house, clock: table.table.clock, number: 2)
    await #expect(throws: Refusal.notFound) { try await house.usefulness(of: table.table.group, as: other.members[0]) }
  }

  /// A page costs the same however many notes there are.
  @Test(arguments: TestEngine.allCases) func pagesCostTheSameWithManyNotes(_ engine: TestEngine) async throws {
    let table = try await FeedbackTable.open(engine)
    let id = try await table.give("First", by: table.priya)
    let (house, dana, round, group) = (table.house, table.dana, table.round, table.table.group)
    let pages: [(String, Int, @Sendable () async throws -> Void)] = [
      ("feedback", 1, { _ = try await house.feedbackHome(as: dana) }), ("a note", 3, { _ = try await house.feedbackNote(id, as: dana) }),
      ("a round with notes", 9, { _ = try await house.round(round, as: dana) }),
      ("usefulness", 2, { _ = try await house.usefulness(of: group, as: dana) }),
    ]
    func count(_ work: () async throws -> Void) async throws -> Int {
      let counter = StatementCounter()
      try await StatementCounter.$current.withValue(counter) { try await work() }
      return counter.count
    }
    for page in pages { try await page.2() }
    var few: [Int] = []
    for page in pages { few.append(try await count(page.2)) }
    try await table.give("Second", by: table.yolanda)
    for _ in 1...12 {
      let more = try await FeedbackTable.add(.done, to: table.table, practitioner: 0, coachee: 1, observers: [2])
      try await house.decide("keep", on: try await table.give("More", by: table.priya, in: more), as: dana)
    }
    for (page, few) in zip(pages, few) {
      let many = try await count(page.2)
      #expect(many == few && many <= page.1, "\(page.0): \(few) with few notes, \(many) with many")
      print("figure: statements behind \(page.0) on \(engine): \(many)")
    }
  }
}
