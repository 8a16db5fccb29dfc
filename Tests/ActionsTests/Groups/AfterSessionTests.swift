// After a session: exit slips that lead to nobody, what was missed, buddies; and the end of a group with what each takes along.
import Actions
import Database
import Domain
import Store
import TestSupport
import Testing

@Suite struct AfterSessionTests {
  /// Held with the first `present` members there.
  private func held(_ engine: TestEngine, present: Int = 4) async throws -> TableHouse {
    let table = try await TableHouse.open(engine)
    let ids = table.members.map(\.personID)
    _ = try await table.house.act(
      .open(present: Array(ids.prefix(present)), comingLate: [], absent: Array(ids.dropFirst(present))), in: table.session, as: table.facilitator)
    return table
  }

  private func close(_ table: TableHouse) async throws {
    table.clock.advance(.minutes(80))
    try await table.lead(.goTo(RoomPlay.itemID(3)))
    try await table.lead(.close)
  }

  private func give(_ table: TableHouse, _ member: Int, _ useful: String, signed: Bool = false) async throws {
    try await table.house.giveExitSlip(
      useful: useful, voice: "right", voiceLine: "", wish: "", signed: signed, for: table.session, as: table.members[member])
  }

  @Test(arguments: TestEngine.allCases) func anUnsignedSlipLeadsToNobody(_ engine: TestEngine) async throws {
    let table = try await held(engine)
    let (house, session) = (table.house, table.session)
    await #expect(throws: Refusal.stale(Sentence("after.slip.notHeld"))) { try await give(table, 0, "early") }
    try await close(table)
    let before = try await house.engine.read { try $0.auditEntries(of: table.facilitator.programID).count }
    for member in [3, 1, 0, 2] {
      table.clock.advance(.minutes(1))
      try await give(table, member, "slip of \(member)", signed: member == 1)
    }
    await #expect(throws: Refusal.stale(Sentence("after.slip.once"))) { try await give(table, 3, "again") }
    await #expect(throws: Problem("useful", "after.slip.empty")) {
      try await house.giveExitSlip(useful: " ", voice: "", voiceLine: "", wish: "", signed: true, for: session, as: table.members[0])
    }
    let slips = try #require(try await house.sessionRecord(session, as: table.facilitator).slips.slips)
    #expect(slips.count == 4 && slips.compactMap(\.author) == [table.members[1].personID])
    // No time, no author, and rows that lie in the order of ids of chance, not in that in which they came.
    let rows = try await house.engine.read { tx in
      (
        slips: try tx.rows("SELECT id, author_id FROM exit_slip").map { row -> String in try row["id"] },
        givers: try tx.rows("SELECT person_id FROM exit_slip_given").map { row -> String in try row["person_id"] },
        audit: try tx.auditEntries(of: table.facilitator.programID).count
      )
    }
    #expect(rows.slips == rows.slips.sorted() && rows.givers == rows.givers.sorted() && rows.givers.count == 4)
    #expect(Set(rows.slips.map { $0.prefix(13) }).count == 1, "the ids tell when each came")
    #expect(rows.audit == before)
    let columns = try await house.engine.read { tx in try tx.row("SELECT * FROM exit_slip_given LIMIT 1").map { "\($0)" } ?? "" }
    #expect(!columns.contains("_at"))
  }

  @Test(arguments: TestEngine.allCases) func slipsAreReadByWhoeverLedAndByNobodyElse(_ engine: TestEngine) async throws {
    let table = try await held(engine, present: 3)
    let (house, session) = (table.house, table.session)
    try await close(table)
    await #expect(throws: Refusal.stale(Sentence("after.slip.wasAway"))) { try await give(table, 3, "I was not there") }
    await #expect(throws: Refusal.notAllowed) {
      try await house.giveExitSlip(
        useful: "x", voice: "", voiceLine: "", wish: "", signed: true, for: session, as: table.facilitator)
    }
    try await give(table, 0, "the second round")
    let own = try await house.sessionRecord(session, as: table.members[0]).slips
    #expect(own.hasGiven && !own.mayGive && own.isSmallTable && own.slips == nil)
    #expect(try await house.sessionRecord(session, as: table.members[1]).slips.mayGive)
    #expect(try await !house.sessionRecord(session, as: table.members[3]).slips.mayGive)
    table.clock.advance(.days(1))
    let next = try await table.anotherFacilitator("Nora Lindqvist")
    await #expect(throws: Refusal.notFound) { _ = try await house.sessionRecord(session, as: next) }
    #expect(try await house.sessionRecord(session, as: table.facilitator).slips.slips?.map(\.useful) == ["the second round"])
  }

  @Test(arguments: TestEngine.allCases) func whoWasAwayFindsWhatTheyMissed(_ engine: TestEngine) async throws {
    let table = try await held(engine, present: 3)
    let (house, group) = (table.house, table.group)
    _ = try await house.act(.putCard(text: "Ask one question less"), in: table.session, as: table.members[1])
    _ = try await house.act(.putCard(text: "Dropped"), in: table.session, as: table.members[1])
    let cards = try await table.view(table.facilitator).cards
    try await table.lead(.keepCard(cards[0].id, true))
    _ = try await house.act(.nameCommitment(text: "Visit room 4", byDate: nil), in: table.session, as: table.members[0])
    #expect(try await house.groupHome(group, as: table.members[3]).absence == nil)
    try await table.lead(.markAttendance(table.members[2].personID, .leave))
    try await close(table)
    let absence = try #require(try await house.groupHome(group, as: table.members[3]).absence)
    #expect(!absence.leftEarly && absence.keptCards.map(\.text) == ["Ask one question less"])
    #expect(absence.commitments.map(\.text) == ["Visit room 4"] && !absence.items.isEmpty)
    #expect(try await house.groupHome(group, as: table.members[2]).absence?.leftEarly == true)
    for actor in [table.members[0], table.facilitator] { #expect(try await house.groupHome(group, as: actor).absence == nil) }
    // With nothing cached, as after a restart.
    let counter = StatementCounter()
    let fresh = House(engine: house.engine, catalogue: house.catalogue, now: house.now)
    try await StatementCounter.$current.withValue(counter) { _ = try await fresh.groupHome(group, as: table.members[3]) }
    #expect(counter.count <= 10)
    print("figure: statements behind a group home with something missed on \(engine): \(counter.count)")
  }

  @Test(arguments: TestEngine.allCases) func aBuddyIsAskedAcceptsAndIsEndedByEither(_ engine: TestEngine) async throws {
    let table = try await held(engine)
    let (house, group, dana, marcus, priya) = (table.house, table.group, table.members[0], table.members[1], table.members[2])
    _ = try await house.act(.nameCommitment(text: "Visit room 4", byDate: nil), in: table.session, as: dana)
    try await close(table)
    let promise = try #require(try await house.groupHome(group, as: dana).commitments.first)
    await #expect(throws: Problem("buddy", "room.commitment.notYours")) {
      try await house.pairUp(.ask(priya.personID), for: promise.id, in: group, as: marcus)
    }
    for stranger in [dana.personID, table.facilitator.personID] {
      await #expect(throws: Problem("buddy", "after.buddy.stranger")) {
        try await house.pairUp(.ask(stranger), for: promise.id, in: group, as: dana)
      }
    }
    try await house.pairUp(.ask(marcus.personID), for: promise.id, in: group, as: dana)
    await #expect(throws: Refusal.stale(Sentence("after.buddy.asked"))) {
      try await house.pairUp(.ask(priya.personID), for: promise.id, in: group, as: dana)
    }
    for wrong in [priya, dana] {
      await #expect(throws: Refusal.stale(Sentence("after.buddy.gone"))) { try await house.pairUp(.accept, for: promise.id, in: group, as: wrong) }
    }
    #expect(try await house.groupHome(group, as: marcus).buddies.map(\.hasAccepted) == [false])
    try await house.pairUp(.accept, for: promise.id, in: group, as: marcus)
    #expect(try await house.groupHome(group, as: dana).buddies.map(\.hasAccepted) == [true])
    #expect(try await house.groupHome(group, as: priya).buddies.isEmpty)
    await #expect(throws: Refusal.stale(Sentence("after.buddy.gone"))) { try await house.pairUp(.end, for: promise.id, in: group, as: priya) }
    try await house.pairUp(.end, for: promise.id, in: group, as: marcus)
    try await house.pairUp(.ask(priya.personID), for: promise.id, in: group, as: dana)
    try await house.pairUp(.end, for: promise.id, in: group, as: dana)
    #expect(try await house.groupHome(group, as: dana).buddies.isEmpty)
    await #expect(throws: Refusal.notAllowed) { try await house.pairUp(.end, for: promise.id, in: group, as: table.facilitator) }
  }
}
