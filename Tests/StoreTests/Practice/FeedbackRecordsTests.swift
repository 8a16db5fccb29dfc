// Notes come back as they were written, to giver and receiver and to nobody else, and what is deleted goes.
import Actions
import Database
import Domain
import Foundation
import Store
import TestSupport
import Testing

@Suite struct FeedbackRecordsTests {
  private func words(_ text: String, stance: FeedbackStance = .facilitative) -> FeedbackWording {
    FeedbackWording(
      model: "sbi", modelTitle: "Moment, behavior, effect", medium: .verbal, timing: .immediate, stance: stance,
      parts: [.init(key: "situation", title: "The moment", text: text)])
  }

  /// A table with one done round and the note of its observer, drafted.
  private func furnished(_ engine: TestEngine) async throws -> (TableHouse, FeedbackNote) {
    let table = try await TableHouse.open(engine)
    let (dana, marcus, priya) = (table.members[0].personID, table.members[1].personID, table.members[2].personID)
    let round: ID<PracticeRound> = table.house.newID()
    let now = table.clock.now
    var note = FeedbackNote(id: table.house.newID(), groupID: table.group, roundID: round, from: priya, to: dana, skill: "paraphrase", at: now)
    note.write(FeedbackDraft(model: "sbi", stance: .dialogical, texts: ["sbi.situation": "When \"she\" — went"]), at: now)
    let drafted = note
    try await table.house.engine.write { tx in
      try tx.execute(
        """
        INSERT INTO practice_round (id, group_id, number, table_number, phase, version, body, created_at)
        VALUES (\(round), \(table.group), 1, 1, 'done', 1, '{}', \(now))
        """)
      for (person, part) in [(dana, "practitioner"), (marcus, "coachee"), (priya, "observer")] {
        try tx.execute("INSERT INTO practice_part (round_id, person_id, part) VALUES (\(round), \(person), \(part))")
      }
      #expect(try tx.insert(drafted))
      // The second window of the giver finds it there.
      #expect(try tx.insert(drafted) == false)
    }
    return (table, note)
  }

  @Test(arguments: TestEngine.allCases) func aDraftIsItsGiversAlone(_ engine: TestEngine) async throws {
    let (table, note) = try await furnished(engine)
    for (place, member) in table.members.enumerated() {
      let (one, own, inRound) = try await table.house.engine.read { tx in
        (
          try tx.feedback(note.id, for: member.personID), try tx.feedback(of: member.personID, most: 10),
          try tx.feedback(in: note.roundID, for: member.personID)
        )
      }
      #expect((one != nil) == (place == 2) && own.count == (place == 2 ? 1 : 0) && inRound.count == own.count)
      if place == 2 { #expect(one?.note == note && one?.giverKeepsText == true && one?.receiverName == "Dana Whitfield") }
    }
  }

  @Test(arguments: TestEngine.allCases) func itComesBackAsItWasGiven(_ engine: TestEngine) async throws {
    let (table, drafted) = try await furnished(engine)
    var note = drafted
    try note.give(words("One"), skill: nil, at: table.clock.now)
    try note.give(words("Two", stance: .directive), skill: "silence", at: table.clock.now + .minutes(1))
    note.write(FeedbackDraft(model: "sbi", texts: ["sbi.situation": "Three"]), at: table.clock.now)
    let line = FeedbackLine(kind: .sayAgain, text: "slower", wording: 2, sentAt: table.clock.now)
    note.line = line
    let given = note
    try await table.house.engine.write { tx in
      #expect(try tx.saveGivers(given, after: 0) == false)
      #expect(try tx.saveGivers(given, after: 1))
      try tx.keep(line, about: given.id)
    }
    let (dana, priya) = (table.members[0].personID, table.members[2].personID)
    let read = try await table.house.engine.read { try $0.feedback(given.id, for: dana) }
    #expect(read?.note == note)
    // What the receiver saves leaves the giver's side alone, and the other way round.
    note.decide(.try)
    let decided = note
    try await table.house.engine.write { try $0.saveReceivers(decided) }
    #expect(try await table.house.engine.read { try $0.feedback(given.id, for: priya)?.note } == note)
    let counted = try await table.house.engine.read { try $0.decidedNotes(of: table.group) }
    #expect(counted == [DecidedNote(giver: priya, receiver: dana, model: "sbi", stance: .directive, decision: .try)])
    // The five words are read for the receiver only.
    let rubric = FeedbackRubric([.kind: .there, .timely: .missing])
    try await table.house.engine.write { try $0.keep(rubric, about: decided.id, at: table.clock.now) }
    #expect(try await table.house.engine.read { try $0.rubric(of: decided.id, for: dana) } == rubric)
    #expect(try await table.house.engine.read { try $0.rubric(of: decided.id, for: priya) }.isEmpty)
  }

  /// The giver has the own text until a session that began after it has been held.
  @Test(arguments: TestEngine.allCases) func theGiversTextEndsWithTheNextSession(_ engine: TestEngine) async throws {
    let (table, drafted) = try await furnished(engine)
    var note = drafted
    let now = table.clock.now
    try note.give(words("One"), skill: nil, at: now)
    note.delete(at: now)
    let given = note
    let dana = table.members[0].personID
    let priya = table.members[2].personID
    func held(from opened: Instant) async throws {
      let id: ID<Session> = table.house.newID()
      try await table.house.engine.write { tx in
        try tx.insert(
          Session(
            id: id, groupID: table.group, startsAt: opened, minutes: 90, place: "Library", meetingLink: "", status: .held, openedAt: opened,
            heldAt: opened + .minutes(90)), at: now)
      }
    }
    func keepsText() async throws -> Bool? { try await table.house.engine.read { try $0.feedback(given.id, for: priya)?.giverKeepsText } }
    try await table.house.engine.write { tx in
      #expect(try tx.saveGivers(given, after: 1)); try tx.saveReceivers(given)
    }
    #expect(try await table.house.engine.read { try $0.feedback(given.id, for: dana) } == nil)
    // The session in which it was given began before.
    try await held(from: now - .minutes(20))
    #expect(try await keepsText() == true)
    // A line about it gives the text another while.
    let line = FeedbackLine(kind: .sayAgain, text: "slower", wording: 1, sentAt: now + .days(20))
    try await table.house.engine.write { try $0.keep(line, about: given.id) }
    try await held(from: now + .days(14))
    #expect(try await keepsText() == true)
    try await table.house.engine.write { try $0.forgetDeletedNotes(of: table.group) }
    #expect(try await keepsText() == true)
    try await held(from: now + .days(28))
    #expect(try await keepsText() == false)
    // Deleted by the receiver, out of the giver's hands: nothing of it is left.
    try await table.house.engine.write { try $0.forgetDeletedNotes(of: table.group) }
    #expect(try await keepsText() == nil)
    #expect(try await table.house.engine.read { try $0.rows("SELECT note_id FROM feedback_line").count } == 0)
  }

  @Test(arguments: TestEngine.allCases) func theDatabaseRefusesANoteToOneself(_ engine: TestEngine) async throws {
    let (table, note) = try await furnished(engine)
    let toOneself = FeedbackNote(
      id: table.house.newID(), groupID: note.groupID, roundID: note.roundID, from: note.receiverID, to: note.receiverID, skill: "",
      at: table.clock.now)
    await #expect(throws: DatabaseFault.self) { try await table.house.engine.write { _ = try $0.insert(toOneself) } }
  }
}
