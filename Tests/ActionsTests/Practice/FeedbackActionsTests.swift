// Giving feedback: drafts that nobody else reads, what is refused and with which sentence, and better words.
import Actions
import Database
import Domain
import Store
import TestSupport
import Testing

@Suite struct FeedbackActionsTests {
  private func refusal(_ work: () async throws -> Void) async -> String {
    do {
      try await work()
      return "done"
    } catch let problem as Problem { return problem.lines.map { "\($0.field ?? "-") \($0.sentence.key)" }.joined(separator: ", ") } catch {
      return "\(error)"
    }
  }

  @Test(arguments: TestEngine.allCases) func aDraftSurvivesAndIsGivenOnce(_ engine: TestEngine) async throws {
    let table = try await FeedbackTable.open(engine, at: .jotting)
    let (house, round) = (table.house, table.round)
    #expect(
      try await house.writeFeedback(FeedbackTyped(along: "notice-wonder", parts: ["notice": "I no"]), after: 0, in: round, as: table.priya) == 1)
    #expect(try await house.writeFeedback(FeedbackTable.typed("I noticed"), after: 1, in: round, as: table.priya) == 2)
    // The same again is no new version, whatever version the page has.
    #expect(try await house.writeFeedback(FeedbackTable.typed("I noticed"), after: 0, in: round, as: table.priya) == 2)
    let newer = try await #require(throws: NewerFeedback.self) {
      try await house.writeFeedback(FeedbackTable.typed("Other window"), after: 1, in: round, as: table.priya)
    }
    #expect(newer.kept["notice-wonder", "notice"] == "I noticed" && newer.version == 2)
    // Giving it before its time keeps it.
    #expect(
      await refusal { try await house.giveFeedback(FeedbackTable.typed("I noticed two"), after: 2, in: round, as: table.priya) }
        == "- feedback.notTheirTurn")
    #expect(try await house.feedbackDesk(in: round, as: table.priya).note?.draft?["notice-wonder", "notice"] == "I noticed two")
    try await table.move(to: .observerFeedback)
    try await house.giveFeedback(FeedbackTable.typed("I noticed two"), after: 3, in: round, as: table.priya)
    // A second tap does nothing more; other words do not slip in.
    try await house.giveFeedback(FeedbackTable.typed("I noticed two"), after: 3, in: round, as: table.priya)
    #expect(
      await refusal { try await house.giveFeedback(FeedbackTable.typed("Something else"), after: 4, in: round, as: table.priya) }
        == "- feedback.alreadyGiven")
    let note = try #require(try await house.feedbackDesk(in: round, as: table.priya).note)
    #expect(note.wording == 1 && note.draft == nil && note.given?.parts.first?.text == "I noticed two" && note.given?.timing == .immediate)
    #expect(note.receiverID == table.dana.personID && note.skill == house.library.practice.skills.first?.key)
  }

  @Test(arguments: TestEngine.allCases) func whatIsMissingLosesNothing(_ engine: TestEngine) async throws {
    let table = try await FeedbackTable.open(engine)
    let half = FeedbackTyped(along: "notice-wonder", parts: ["notice": "Only half"])
    #expect(
      await refusal { try await table.house.giveFeedback(half, after: 0, in: table.round, as: table.priya) }
        == "part-wonder feedback.part.missing, stance feedback.stance.missing, medium feedback.medium.missing")
    #expect(try await table.house.feedbackDesk(in: table.round, as: table.priya).note?.draft?["notice-wonder", "notice"] == "Only half")
    let endless = FeedbackTyped(along: "notice-wonder", parts: ["notice": String(repeating: "x", count: 2_001)])
    #expect(
      await refusal { _ = try await table.house.writeFeedback(endless, after: 1, in: table.round, as: table.priya) }
        == "part-notice feedback.part.long")
  }

  @Test(arguments: TestEngine.allCases) func whoMayNot(_ engine: TestEngine) async throws {
    let table = try await FeedbackTable.open(engine)
    let house = table.house
    let other = try await TableHouse.furnish(house, clock: table.table.clock, number: 2)
    let expected: [(Actor, String)] = [
      (table.dana, "- feedback.toOneself"), (table.marcus, "- feedback.coacheeSpeaks"), (table.table.facilitator, "\(Refusal.notAllowed)"),
      (other.members[0], "\(Refusal.notFound)"), (other.facilitator, "\(Refusal.notFound)"),
    ]
    for (actor, answer) in expected {
      #expect(await refusal { _ = try await house.feedbackDesk(in: table.round, as: actor) } == answer)
      #expect(await refusal { _ = try await house.writeFeedback(FeedbackTable.typed("x"), after: 0, in: table.round, as: actor) } == answer)
      #expect(await refusal { try await house.giveFeedback(FeedbackTable.typed("x"), after: 0, in: table.round, as: actor) } == answer)
    }
    // An observer of another round finds nothing here.
    let third = try await FeedbackTable.add(.observerFeedback, to: table.table, practitioner: 0, coachee: 1, observers: [2])
    #expect(
      await refusal { _ = try await house.writeFeedback(FeedbackTable.typed("x"), after: 0, in: third, as: table.yolanda) } == "\(Refusal.notFound)")
    #expect(await refusal { _ = try await house.feedbackDesk(in: house.newID(), as: table.priya) } == "\(Refusal.notFound)")
    #expect(try await house.engine.read { try $0.rows("SELECT id FROM feedback_note").count } == 0)
    // In a pair the coachee observes too.
    let pair = try await FeedbackTable.add(.observerFeedback, to: table.table, practitioner: 0, coachee: 1, observers: [])
    try await table.give("From inside", by: table.marcus, in: pair)
    #expect(try await house.feedbackHome(as: table.dana).received.map(\.otherName) == ["Marcus Bell"])
  }

  @Test(arguments: TestEngine.allCases) func ofAStoppedRoundNothingIsKept(_ engine: TestEngine) async throws {
    let table = try await FeedbackTable.open(engine)
    let house = table.house
    let note = try await table.give("I noticed", by: table.priya)
    _ = try await house.writeFeedback(FeedbackTable.typed("Draft"), after: 0, in: table.round, as: table.yolanda)
    try await house.answerFeedback(kind: "helped", text: "the question", on: note, as: table.dana)
    try await house.describe([.kind: "there"], on: note, as: table.dana)
    try await house.act(.command(.stop), inRound: table.round, as: table.marcus)
    for count: SQL in ["SELECT id FROM feedback_note", "SELECT note_id FROM feedback_line", "SELECT note_id FROM feedback_rubric"] {
      #expect(try await house.engine.read { try $0.rows(count).count } == 0)
    }
    #expect(
      await refusal { _ = try await house.writeFeedback(FeedbackTable.typed("Late"), after: 1, in: table.round, as: table.yolanda) }
        == "- feedback.stopped")
    #expect(await refusal { try await house.decide("keep", on: note, as: table.dana) } == "\(Refusal.notFound)")
    // It goes on with an easier situation: a new beginning for feedback too.
    try await house.act(.easier, inRound: table.round, as: table.marcus)
    #expect(
      await refusal { _ = try await house.writeFeedback(FeedbackTable.typed("Early"), after: 0, in: table.round, as: table.priya) }
        == "- feedback.notYet")
  }

  @Test(arguments: TestEngine.allCases) func betterWordsStandBesideTheOlderUntilDecidedAgain(_ engine: TestEngine) async throws {
    let table = try await FeedbackTable.open(engine, at: .done)
    let house = table.house
    let id = try await table.give("You should have waited", by: table.priya)
    try await house.decide("park", on: id, as: table.dana)
    try await house.answerFeedback(kind: "sayAgain", text: "with what you saw", on: id, as: table.dana)
    guard case .giver(let asked) = try await house.feedbackNote(id, as: table.priya).sight else { return #expect(Bool(false)) }
    #expect(asked.line?.text == "with what you saw" && asked.wasOpened)
    _ = try await house.writeRewording(FeedbackTable.typed("After your question she"), after: asked.version, of: id, as: table.priya)
    // Not yet given: the receiver reads the older words, and only those.
    guard case .receiver(let before, _) = try await house.feedbackNote(id, as: table.dana).sight else { return #expect(Bool(false)) }
    #expect(!"\(before)".contains("After your question"))
    table.table.clock.advance(.days(2))
    try await house.reword(FeedbackTable.typed("After your question she thought for six seconds"), after: asked.version + 1, of: id, as: table.priya)
    guard case .receiver(let after, _) = try await house.feedbackNote(id, as: table.dana).sight else { return #expect(Bool(false)) }
    #expect(after.stage == .reworded && after.earlier?.parts.first?.text == "You should have waited" && after.given.timing == .delayed)
    // A second tap finds it given.
    try await house.reword(FeedbackTable.typed("After your question she thought for six seconds"), after: asked.version + 1, of: id, as: table.priya)
    #expect(try await house.engine.read { try $0.feedback(in: table.round, by: table.priya.personID)?.note.wording } == 2)
    #expect(try await house.usefulness(of: table.table.group, as: table.dana).missing.notes == 5)
    try await house.decide("try", on: id, as: table.dana)
    guard case .receiver(let decided, _) = try await house.feedbackNote(id, as: table.dana).sight else { return #expect(Bool(false)) }
    #expect(decided.earlier == nil && decided.decision == .try)
    #expect(try await house.usefulness(of: table.table.group, as: table.dana).missing.notes == 4)
    // Only the giver says it again, and only as long as they have their own text.
    for actor in [table.dana, table.marcus, table.yolanda, table.table.facilitator] {
      let answer = await refusal { try await house.reword(FeedbackTable.typed("Forged"), after: 0, of: id, as: actor) }
      #expect(answer == "\(actor == table.dana ? Refusal.notAllowed : Refusal.notFound)")
    }
    let now = table.table.clock.now + .days(7)
    let session: ID<Session> = house.newID()
    try await house.engine.write { tx in
      try tx.insert(
        Session(
          id: session, groupID: table.table.group, startsAt: now, minutes: 90, place: "Library", meetingLink: "", status: .held, openedAt: now,
          heldAt: now + .minutes(90)), at: now)
    }
    #expect(await refusal { try await house.reword(FeedbackTable.typed("Late"), after: 9, of: id, as: table.priya) } == "- feedback.textIsGone")
    guard case .giver(let gone) = try await house.feedbackNote(id, as: table.priya).sight else { return #expect(Bool(false)) }
    #expect(gone.given == nil && gone.line == nil)
    guard case .receiver = try await house.feedbackNote(id, as: table.dana).sight else { return #expect(Bool(false)) }
  }

  /// A round that nobody brought to its end is over when another is started, and keeps what was written in it; one that was not played goes.
  @Test(arguments: TestEngine.allCases) func anAbandonedRoundTakesNoNoteWithIt(_ engine: TestEngine) async throws {
    let table = try await FeedbackTable.open(engine, at: .keepOrTry, observers: [2])
    let drafted = try await FeedbackTable.add(.jotting, to: table.table, practitioner: 2, coachee: 1, observers: [0])
    let empty = try await FeedbackTable.add(.playing, to: table.table, practitioner: 0, coachee: 1, observers: [2])
    let note = try await table.give("I noticed", by: table.priya)
    _ = try await table.house.writeFeedback(FeedbackTable.typed("Draft"), after: 0, in: drafted, as: table.dana)
    table.table.clock.advance(.days(3))
    // It keeps nobody from a new one either.
    try await table.house.startRound(
      RoundDraft(practitioner: table.yolanda.personID, coachee: table.priya.personID), in: table.table.group, as: table.yolanda)
    #expect(try await table.house.feedbackDesk(in: drafted, as: table.dana).note?.draft != nil)
    #expect(try await table.house.round(table.round, as: table.dana).round.phase == .done)
    _ = try await table.house.feedbackNote(note, as: table.dana)
    _ = try await table.house.round(table.round, as: table.dana)
    await #expect(throws: Refusal.notFound) { try await table.house.round(empty, as: table.dana) }
  }

  /// Ten windows of one giver begin at once: one is first, and every other is told.
  @Test(arguments: TestEngine.allCases) func tenWindowsAtOnce(_ engine: TestEngine) async throws {
    let table = try await FeedbackTable.open(engine)
    let done = await withTaskGroup(of: Bool.self) { group in
      for number in 1...10 {
        group.addTask {
          (try? await table.house.writeFeedback(FeedbackTable.typed("Window \(number)"), after: 0, in: table.round, as: table.priya)) != nil
        }
      }
      return await group.reduce(into: [Bool]()) { $0.append($1) }
    }
    #expect(done.count { $0 } == 1)
    #expect(try await table.house.engine.read { try $0.rows("SELECT id FROM feedback_note").count } == 1)
  }

  /// That somebody wrote, gave or decided stands in no log of what was done.
  @Test func theAuditKnowsNothingOfNotes() async throws {
    let table = try await FeedbackTable.open(.sqlite)
    let before = try await table.house.engine.read { try $0.rows("SELECT id FROM audit").count }
    let note = try await table.give("I noticed", by: table.priya)
    try await table.house.decide("keep", on: note, as: table.dana)
    try await table.house.deleteFeedback(note, as: table.dana)
    #expect(try await table.house.engine.read { try $0.rows("SELECT id FROM audit").count } == before)
  }
}
