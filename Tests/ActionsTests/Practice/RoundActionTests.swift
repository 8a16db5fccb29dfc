// Practice rounds on both engines: who may start one, what changes it, what stopping deletes, and what nobody can find out.
import Actions
import Content
import Database
import Domain
import Store
import TestSupport
import Testing

@Suite struct RoundActionTests {
  static func draft(_ table: TableHouse) -> RoundDraft {
    RoundDraft(
      practitioner: table.members[0].personID, coachee: table.members[1].personID, observers: [table.members[2].personID], skill: "listening")
  }

  private func open(_ engine: TestEngine) async throws -> TableHouse {
    try await TableHouse.open(engine, library: try Library.load())
  }

  private func started(_ table: TableHouse) async throws -> ID<PracticeRound> {
    try await table.house.startRound(RoundActionTests.draft(table), in: table.group, as: table.members[0])
  }

  /// Moves the round to this phase, by whoever practices.
  private func go(_ id: ID<PracticeRound>, to phase: RoundPhase, _ table: TableHouse) async throws {
    let (house, practitioner) = (table.house, table.members[0])
    if try await house.round(id, as: practitioner).round.situation == nil {
      _ = try await house.act(.draw(atMost: .easy), inRound: id, as: practitioner)
    }
    while true {
      let now = try await house.round(id, as: practitioner).round.phase
      if now == phase || now.isOver { return }
      _ = try await house.act(.command(.moveOn(from: now)), inRound: id, at: now, as: practitioner)
    }
  }

  @Test(arguments: TestEngine.allCases) func twoOrThreePlayARoundToItsEnd(_ engine: TestEngine) async throws {
    let table = try await open(engine)
    let house = table.house
    let id = try await started(table)
    try await go(id, to: .done, table)
    let state = try await house.round(id, as: table.members[1])
    #expect(state.round.phase == .done && state.round.endedAt == table.clock.now && state.names.count >= 3)
    let done = try await house.engine.read { try $0.doneRounds(of: table.group, since: Instant(milliseconds: 0)) }
    #expect(done == [state.round])
    // A pair too, with the facilitator in a part; nobody of them is in another round any more.
    let pair = RoundDraft(practitioner: table.facilitator.personID, coachee: table.members[0].personID)
    _ = try await house.startRound(pair, in: table.group, as: table.members[0])
    let audited = try await house.engine.read { try $0.rows("SELECT deed FROM audit WHERE deed = 'startRound'").count }
    #expect(audited == 2)
  }

  @Test(arguments: TestEngine.allCases) func whatCannotBeStartedSaysWhatToDo(_ engine: TestEngine) async throws {
    let table = try await open(engine)
    let house = table.house
    let (first, second, third, fourth) = (table.members[0], table.members[1], table.members[2], table.members[3])
    func start(_ draft: RoundDraft, as actor: Actor? = nil) async throws -> ID<PracticeRound> {
      try await house.startRound(draft, in: table.group, as: actor ?? first)
    }
    let ids = table.members.map(\.personID)
    await #expect(throws: Problem("practitioner", "round.parts.noPractitioner")) { try await start(RoundDraft(practitioner: nil, coachee: ids[1])) }
    await #expect(throws: Problem("coachee", "round.parts.noCoachee")) { try await start(RoundDraft(practitioner: ids[0], coachee: nil)) }
    await #expect(throws: Problem("coachee", "round.parts.twice")) { try await start(RoundDraft(practitioner: ids[0], coachee: ids[0])) }
    await #expect(throws: Problem("observer", "round.parts.tooMany", ["most": "3"])) {
      try await start(RoundDraft(practitioner: ids[0], coachee: ids[1], observers: [ids[2], ids[3]]))
    }
    await #expect(throws: Problem("practitioner", "round.start.withoutYou")) {
      try await start(RoundDraft(practitioner: ids[1], coachee: ids[2]), as: first)
    }
    let stranger = try await TableHouse.furnish(house, clock: table.clock, number: 2)
    await #expect(throws: Problem("coachee", "round.start.notOfGroup")) {
      try await start(RoundDraft(practitioner: ids[0], coachee: stranger.members[0].personID))
    }
    await #expect(throws: Problem("skill", "round.setting.unknownSkill")) {
      try await start(RoundDraft(practitioner: ids[0], coachee: ids[1], skill: "juggling"))
    }
    await #expect(throws: Refusal.notFound) {
      try await house.startRound(RoundDraft(practitioner: ids[0], coachee: ids[1]), in: table.group, as: stranger.facilitator)
    }
    // One open round a person.
    let id = try await start(RoundDraft(practitioner: ids[0], coachee: ids[1]))
    await #expect(throws: Problem(nil, "round.start.youAreBusy")) { try await start(RoundDraft(practitioner: ids[0], coachee: ids[2])) }
    await #expect(throws: Problem.self) { try await start(RoundDraft(practitioner: ids[2], coachee: ids[1]), as: third) }
    _ = try await start(RoundDraft(practitioner: ids[2], coachee: ids[3]), as: fourth)
    // A round that nobody brought to its end does not bind anybody for ever, and leaves nothing.
    table.clock.advance(.days(1) + .minutes(1))
    _ = try await start(RoundDraft(practitioner: ids[1], coachee: ids[0]), as: second)
    await #expect(throws: Refusal.notFound) { try await house.round(id, as: first) }
  }

  @Test(arguments: TestEngine.allCases) func itIsThereForThoseWithAPartAndForWhoeverLooksAfterIt(_ engine: TestEngine) async throws {
    let table = try await open(engine)
    let house = table.house
    let id = try await started(table)
    for actor in [table.members[0], table.members[1], table.members[2], table.facilitator] { _ = try await house.round(id, as: actor) }
    let stranger = try await TableHouse.furnish(house, clock: table.clock, number: 2)
    for actor in [table.members[3], stranger.facilitator, stranger.members[0]] {
      await #expect(throws: Refusal.notFound) { try await house.round(id, as: actor) }
      await #expect(throws: Refusal.notFound) { try await house.act(.command(.stop), inRound: id, as: actor) }
    }
    // Whoever leaves the group leaves its rounds.
    let gone = table.members[2].personID
    try await house.engine.write { tx in _ = try tx.endMember(gone, of: table.group, at: table.clock.now) }
    await #expect(throws: Refusal.notFound) { try await house.round(id, as: table.members[2]) }
  }

  @Test(arguments: TestEngine.allCases) func stoppingDeletesWhatHungOnItAndKeepsNobodysName(_ engine: TestEngine) async throws {
    let table = try await open(engine)
    let house = table.house
    let id = try await started(table)
    try await go(id, to: .observerFeedback, table)
    try await fillBeside(id, table)
    _ = try await house.act(.command(.stop), inRound: id, key: "stop-key-1234", as: table.members[2])
    for name in ["feedback_note", "feedback_rubric", "feedback_line", "stem_tried"] {
      #expect(try await count(name, in: house) == 0, "\(name)")
    }
    // Neither the key of the tap nor the audit tells who it was.
    let stopper = table.members[2].personID
    let traces = try await house.engine.read { tx in
      try tx.rows("SELECT key FROM command_key WHERE person_id = \(stopper)").count
        + tx.rows("SELECT id FROM audit WHERE actor_id = \(stopper)").count
    }
    #expect(traces == 0)
    #expect(try await house.engine.read { try $0.doneRounds(of: table.group, since: Instant(milliseconds: 0)) }.isEmpty)
    // The table goes on with the parts exchanged, as a new round in the same place.
    _ = try await house.act(.swapped, inRound: id, as: table.members[0])
    let state = try await house.round(id, as: table.members[1])
    #expect(state.hand.part == .practitioner && state.round.phase == .set && state.round.situation != nil)
    #expect(try await house.engine.read { try $0.busyInRounds([stopper]) }[stopper] == id)
    let parts = try await house.engine.read { tx in
      try tx.rows("SELECT person_id, part FROM practice_part WHERE round_id = \(id)").reduce(into: [ID<Person>: String]()) {
        $0[try $1["person_id"]] = try $1["part"]
      }
    }
    #expect(parts == [table.members[1].personID: "practitioner", table.members[0].personID: "coachee", stopper: "observer"])
    // Or it leaves, and there is no round.
    _ = try await house.act(.command(.stop), inRound: id, as: table.members[0])
    #expect(try await house.act(.command(.goOn(.leave)), inRound: id, as: table.members[1]) == .gone(.left))
    #expect(try await count("practice_round", in: house) == 0)
    #expect(try await count("practice_part", in: house) == 0)
  }

  /// A note with all that can hang on it, and a stem that was tried.
  private func fillBeside(_ id: ID<PracticeRound>, _ table: TableHouse) async throws {
    let (giver, receiver, group) = (table.members[2].personID, table.members[0].personID, table.group)
    let note = ID<PracticeRound>(trusted: "01900000-0000-7000-8000-0000000000cc")
    try await table.house.engine.write { tx in
      try tx.execute(
        """
        INSERT INTO feedback_note (id, group_id, round_id, giver_id, receiver_id, skill, draft, version, wording, written_at, received_wording,
          decided_wording)
        VALUES (\(note), \(group), \(id), \(giver), \(receiver), 'listening', '{}', 1, 0, 1, 0, 0)
        """)
      try tx.execute("INSERT INTO feedback_rubric (note_id, body, updated_at) VALUES (\(note), '{}', 1)")
      try tx.execute("INSERT INTO feedback_line (note_id, wording, kind, body, sent_at) VALUES (\(note), 1, 'helped', 'x', 1)")
      try tx.execute("INSERT INTO stem_tried (id, person_id, stem, round_id, tried_at) VALUES (\(note), \(receiver), 'x', \(id), 1)")
    }
  }

  private func count(_ name: String, in house: House) async throws -> Int {
    try await house.engine.read { tx in
      switch name {
      case "feedback_note": try tx.rows("SELECT 1 AS one FROM feedback_note").count
      case "feedback_rubric": try tx.rows("SELECT 1 AS one FROM feedback_rubric").count
      case "feedback_line": try tx.rows("SELECT 1 AS one FROM feedback_line").count
      case "stem_tried": try tx.rows("SELECT 1 AS one FROM stem_tried").count
      case "practice_part": try tx.rows("SELECT 1 AS one FROM practice_part").count
      default: try tx.rows("SELECT 1 AS one FROM practice_round").count
      }
    }
  }

  @Test(arguments: TestEngine.allCases) func aRoundCostsTheSameWithManyOthersBesideIt(_ engine: TestEngine) async throws {
    let table = try await open(engine)
    let house = table.house
    let id = try await started(table)
    func cost() async throws -> Int {
      let counter = StatementCounter()
      try await StatementCounter.$current.withValue(counter) { _ = try await house.round(id, as: table.members[0]) }
      return counter.count
    }
    let few = try await cost()
    let (ids, now) = (table.members.map(\.personID), table.clock.now)
    try await house.engine.write { tx in
      for _ in 0..<30 {
        var round = PracticeRound(
          id: house.newID(), groupID: table.group, sessionID: nil, parts: RoundParts(practitioner: ids[2], coachee: ids[3]), at: now)
        (round.phase, round.endedAt) = (.done, now)
        try tx.insert(round, at: now)
      }
    }
    let many = try await cost()
    #expect(many == few && many <= 8, "\(few) statements with few rounds, \(many) with many")
    print("figure: statements behind a round on \(engine): \(many)")
  }

  @Test(arguments: TestEngine.allCases) func aRepeatedTapIsDoneOnceAndALateOneNotAtAll(_ engine: TestEngine) async throws {
    let table = try await open(engine)
    let house = table.house
    let id = try await started(table)
    #expect(try await house.act(.draw(atMost: .easy), inRound: id, key: "draw-key-1234", as: table.members[0]) == .changed)
    let drawn = try await house.round(id, as: table.members[0]).round.situation
    #expect(try await house.act(.draw(atMost: .easy), inRound: id, key: "draw-key-1234", as: table.members[0]) == .unchanged)
    #expect(try await house.round(id, as: table.members[0]).round.situation == drawn)
    await #expect(throws: Problem(nil, "room.key.usedOtherwise")) {
      try await house.act(.command(.chooseSkill("goal")), inRound: id, key: "draw-key-1234", as: table.members[0])
    }
    // Another draw is another situation, never the one that lies there.
    for _ in 0..<5 {
      let before = try await house.round(id, as: table.members[0]).round.situation
      _ = try await house.act(.draw(atMost: .stretch), inRound: id, as: table.members[1])
      #expect(try await house.round(id, as: table.members[0]).round.situation != before)
    }
    try await go(id, to: .playing, table)
    #expect(try await house.act(.draw(atMost: .easy), inRound: id, at: .set, as: table.members[1]) == .unchanged)
    #expect(try await house.act(.command(.moveOn(from: .briefed)), inRound: id, at: .briefed, as: table.members[1]) == .unchanged)
    await #expect(throws: Problem(nil, "round.setting.over")) { try await house.act(.draw(atMost: .easy), inRound: id, as: table.members[1]) }
  }

  @Test(arguments: TestEngine.allCases) func twoWhoTapAtOnceMoveTheRoundOnce(_ engine: TestEngine) async throws {
    let table = try await open(engine)
    let house = table.house
    let id = try await started(table)
    try await go(id, to: .playing, table)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for actor in table.members.prefix(3) {
        group.addTask {
          do { _ = try await house.act(.command(.moveOn(from: .playing)), inRound: id, at: .playing, as: actor) } catch Refusal.stale {}
        }
      }
      try await group.waitForAll()
    }
    #expect(try await house.round(id, as: table.members[0]).round.phase == .jotting)
  }

  @Test(arguments: TestEngine.allCases) func whatIsNotOnTheShelfIsSaid(_ engine: TestEngine) async throws {
    let table = try await open(engine)
    let house = table.house
    let id = try await started(table)
    let practitioner = table.members[0]
    await #expect(throws: Problem("situation", "round.setting.unknownSituation")) {
      try await house.act(.library("nothing"), inRound: id, as: practitioner)
    }
    await #expect(throws: Problem("skill", "round.setting.unknownSkill")) {
      try await house.act(.command(.chooseSkill("nothing")), inRound: id, as: practitioner)
    }
    await #expect(throws: Problem("stem", "round.stems.unknown")) { try await house.act(.addStem("nothing"), inRound: id, as: practitioner) }
    let stems = try await house.round(id, as: practitioner).stems.prefix(4).map(\.key)
    for stem in stems.prefix(3) { _ = try await house.act(.addStem(stem), inRound: id, as: practitioner) }
    await #expect(throws: Problem("stem", "round.stems.tooMany", ["most": "3"])) {
      try await house.act(.addStem(stems[3]), inRound: id, as: practitioner)
    }
    #expect(try await house.act(.addStem(stems[0]), inRound: id, as: practitioner) == .unchanged)
    _ = try await house.act(.dropStem(stems[0]), inRound: id, as: practitioner)
    #expect(try await house.round(id, as: practitioner).material.stems.map(\.key) == Array(stems[1...2]))
  }

  @Test func aSituationWithoutACardIsNeitherChosenNorDrawn() async throws {
    let bare = Scenario(
      key: "bare", title: "Bare", brief: "b", role: "r", wants: "w", card: Scenario.Card(truth: "t", softens: " ", limit: "l"), level: .easy,
      stance: .willing, skills: [], audience: .both)
    let shelf = PracticeShelf(scenarios: [bare])
    let table = try await TableHouse.open(.sqlite, library: Library(protocols: [], templates: [], practice: shelf))
    let id = try await table.house.startRound(
      RoundDraft(practitioner: table.members[0].personID, coachee: table.members[1].personID), in: table.group, as: table.members[0])
    await #expect(throws: Problem("situation", "round.setting.noCard")) {
      try await table.house.act(.library("bare"), inRound: id, as: table.members[0])
    }
    await #expect(throws: Problem("situation", "round.setting.nothingToDraw")) {
      try await table.house.act(.draw(atMost: .hard), inRound: id, as: table.members[0])
    }
  }

  @Test(arguments: TestEngine.allCases) func theCardIsHandedOverByWhoeverLeadsAndDoesNotPractice(_ engine: TestEngine) async throws {
    let table = try await open(engine)
    let house = table.house
    let id = try await started(table)
    _ = try await house.act(.draw(atMost: .easy), inRound: id, as: table.members[0])
    await #expect(throws: Problem(nil, "round.card.notNow")) { try await house.openCard(.handOver, inRound: id, as: table.facilitator) }
    try await go(id, to: .briefed, table)
    for actor in [table.members[0], table.members[2]] {
      await #expect(throws: Problem(nil, "round.card.notYours")) { try await house.openCard(.handOver, inRound: id, as: actor) }
    }
    let card = try await house.openCard(.handOver, inRound: id, as: table.facilitator)
    let coachee = try await house.round(id, as: table.members[1])
    #expect(coachee.view(at: table.clock.now).card == card)
    // Everybody at the table reads that it was done.
    #expect(coachee.round.cardOpened == CardOpening(by: table.facilitator.personID, way: .handOver))
    #expect(try await house.openCard(.paper, inRound: id, as: table.members[1]) == card)
    try await go(id, to: .done, table)
    await #expect(throws: Problem.self) { try await house.openCard(.paper, inRound: id, as: table.facilitator) }
  }

  @Test(arguments: TestEngine.allCases) func aFacilitatorWhoPracticesHandsNothingOver(_ engine: TestEngine) async throws {
    let table = try await open(engine)
    let draft = RoundDraft(practitioner: table.facilitator.personID, coachee: table.members[1].personID, skill: "listening")
    let id = try await table.house.startRound(draft, in: table.group, as: table.facilitator)
    _ = try await table.house.act(.draw(atMost: .easy), inRound: id, as: table.facilitator)
    _ = try await table.house.act(.command(.moveOn(from: .set)), inRound: id, as: table.facilitator)
    await #expect(throws: Problem(nil, "round.card.practicing")) { try await table.house.openCard(.handOver, inRound: id, as: table.facilitator) }
    #expect(try await table.house.round(id, as: table.facilitator).view(at: table.clock.now).card == nil)
  }

  @Test(arguments: TestEngine.allCases) func whoeverControlsTheRoomLooksAfterTheRoundsOfItsSession(_ engine: TestEngine) async throws {
    let table = try await open(engine)
    let house = table.house
    try await table.openRoom()
    let round = PracticeRound(
      id: house.newID(), groupID: table.group, sessionID: table.session,
      parts: RoundParts(practitioner: table.members[0].personID, coachee: table.members[1].personID), at: table.clock.now)
    try await house.engine.write { tx in try tx.insert(round, at: table.clock.now) }
    await #expect(throws: Refusal.notFound) { try await house.round(round.id, as: table.members[3]) }
    try await table.lead(.handControl(to: table.members[3].personID))
    let state = try await house.round(round.id, as: table.members[3])
    #expect(state.hand == RoundHand(person: table.members[3].personID, part: nil, leads: true))
    #expect(try await house.engine.read { try $0.rounds(of: table.session) } == [round])
  }

  /// One that another group left lying binds nobody either, and the words of a coming talk go with it. What moves is not abandoned.
  @Test(arguments: TestEngine.allCases) func aRoundLeftLyingElsewhereBindsNobody(_ engine: TestEngine) async throws {
    let table = try await open(engine)
    let house = table.house
    let other = try await TableHouse.furnish(house, clock: table.clock, number: 2)
    let (dana, now) = (table.members[0], table.clock.now)
    var lying = PracticeRound(
      id: house.newID(), groupID: other.group, sessionID: nil,
      parts: RoundParts(practitioner: dana.personID, coachee: other.members[0].personID), at: now)
    lying.situation = .comingTalk(ComingTalk(about: "canary-talk", usualAnswer: "canary-answer"))
    let left = lying
    try await house.engine.write { try $0.insert(left, at: now) }
    let ids = table.members.map(\.personID)
    let moving = try await house.startRound(
      RoundDraft(practitioner: ids[2], coachee: ids[3], skill: "listening"), in: table.group, as: table.members[2])
    _ = try await house.act(.draw(atMost: .easy), inRound: moving, as: table.members[2])
    table.clock.advance(.days(1) + .minutes(1))
    _ = try await house.act(.command(.moveOn(from: .set)), inRound: moving, as: table.members[2])
    _ = try await house.startRound(RoundDraft(practitioner: ids[0], coachee: ids[1]), in: table.group, as: dana)
    #expect(try await house.engine.read { try $0.rows("SELECT id FROM practice_round WHERE body LIKE '%canary%'").isEmpty })
    #expect(try await house.round(moving, as: table.members[3]).round.phase == .briefed)
  }

  /// A key comes with a hash of what was wished: neither of a coming talk's words nor of how a stopped table went on is one kept.
  @Test(arguments: TestEngine.allCases) func noKeyOutlivesAComingTalkOrAStoppedRound(_ engine: TestEngine) async throws {
    let table = try await open(engine)
    let house = table.house
    let id = try await started(table)
    let talk = RoundWish.comingTalk(about: "Tess asks for grades", usualAnswer: "It is fine")
    #expect(try await house.act(talk, inRound: id, key: "talk-key-1234", as: table.members[0]) == .changed)
    #expect(try await house.act(talk, inRound: id, key: "talk-key-1234", as: table.members[0]) == .unchanged)
    _ = try await house.act(.command(.stop), inRound: id, key: "stop-key-1234", as: table.members[1])
    _ = try await house.act(.command(.goOn(.leave)), inRound: id, key: "leave-key-123", as: table.members[1])
    #expect(try await house.engine.read { try $0.rows("SELECT key FROM command_key").isEmpty })
  }
}
