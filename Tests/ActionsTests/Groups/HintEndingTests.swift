// "This suits me": a member ends a quiet word for the term, and then the facilitator does not read it either.
import Actions
import Database
import Domain
import Store
import TestSupport
import Testing

@Suite struct HintEndingTests {
  /// Four held sessions: Dana held the floor for `dana` of 40 minutes in each, Marcus for `marcus`, everybody was there.
  private func house(_ engine: TestEngine, dana: Int, marcus: Int = 8) async throws -> TableHouse {
    let table = try await TableHouse.open(engine)
    let rest = (40 - dana - marcus) / 2
    let held = [dana, marcus, rest, 40 - dana - marcus - rest]
    try await table.house.engine.write { tx in
      for week in 1...4 {
        let id: ID<Session> = table.house.newID()
        let start = RoomPlay.start - .days(week * 7)
        try tx.insert(
          Session(
            id: id, groupID: table.group, startsAt: start, minutes: 90, place: "Library", meetingLink: "", status: .held, openedAt: start,
            heldAt: start + .minutes(90)),
          at: start)
        for (member, minutes) in zip(table.members, held) {
          try tx.execute(
            """
            INSERT INTO floor_time (session_id, person_id, held_ms, attributed_ms, talk_ms, present)
            VALUES (\(id), \(member.personID), \(minutes * 60_000), \(40 * 60_000), \(50 * 60_000), 4)
            """)
        }
      }
    }
    return table
  }

  private func hints(_ table: TableHouse, _ actor: Actor) async throws -> [FloorHintLine] {
    try await table.house.groupHome(table.group, as: actor).hints
  }

  @Test(arguments: TestEngine.allCases) func moreThanTwiceAFairShareOverFourSessionsIsSaidToTheMemberAndTheFacilitatorAlone(_ engine: TestEngine)
    async throws
  {
    let table = try await house(engine, dana: 22, marcus: 8)
    let dana = table.members[0]
    #expect(try await hints(table, dana).map(\.hint) == [.much])
    #expect(try await hints(table, table.facilitator).map(\.personID) == [dana.personID])
    for other in table.members.dropFirst() { #expect(try await hints(table, other).isEmpty) }
  }

  @Test(arguments: TestEngine.allCases) func theMemberEndsItForTheTermAndTheFacilitatorReadsNothing(_ engine: TestEngine) async throws {
    let table = try await house(engine, dana: 22, marcus: 2)
    let (dana, marcus) = (table.members[0], table.members[1])
    #expect(try await hints(table, table.facilitator).map(\.hint) == [.much, .little])
    try await table.house.endHint(.much, in: table.group, as: dana)
    let own = try await hints(table, dana)
    // The next first of February, in the zone of the group.
    #expect(own.count == 1 && own[0].isOwn && own[0].restsUntil == Instant(milliseconds: 1_801_461_600_000))
    #expect(try await hints(table, table.facilitator).map(\.personID) == [marcus.personID])
    try await table.house.endHint(.little, in: table.group, as: marcus)
    #expect(try await hints(table, table.facilitator).isEmpty)
    // After the term it is said again, if it is still so.
    table.clock.set(Instant(milliseconds: 1_801_461_600_001))
    #expect(try await hints(table, table.facilitator).count == 2)
    #expect(try await hints(table, dana).map(\.restsUntil) == [nil])
  }

  @Test(arguments: TestEngine.allCases) func onlyAWordThatStandsCanBeEndedAndOnlyOnesOwn(_ engine: TestEngine) async throws {
    let table = try await house(engine, dana: 22)
    // Marcus has none; Dana has another one. Neither is ended beforehand.
    try await table.house.endHint(.much, in: table.group, as: table.members[1])
    try await table.house.endHint(.little, in: table.group, as: table.members[0])
    let kept = try await table.house.engine.read { try $0.rows("SELECT hint FROM hint_ended").count }
    #expect(kept == 0)
    #expect(try await hints(table, table.facilitator).map(\.hint) == [.much])
    await #expect(throws: Refusal.notAllowed) { try await table.house.endHint(.much, in: table.group, as: table.facilitator) }
    let other = try await TableHouse.furnish(table.house, clock: table.clock, number: 2)
    await #expect(throws: Refusal.notFound) { try await table.house.endHint(.much, in: table.group, as: other.members[0]) }
  }

  @Test(arguments: TestEngine.allCases) func anAppraiserReadsNoWordAboutWhomTheyAppraise(_ engine: TestEngine) async throws {
    let table = try await house(engine, dana: 22, marcus: 2)
    let role = RoleHeld(
      id: table.house.newID(), personID: table.facilitator.personID, role: .appraiser, objectID: table.members[0].personID.text,
      from: table.clock.now)
    try await table.house.engine.write { try $0.insert(role) }
    #expect(try await hints(table, table.facilitator).map(\.personID) == [table.members[1].personID])
    #expect(try await hints(table, table.members[0]).map(\.hint) == [.much])
  }
}
