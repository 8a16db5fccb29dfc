// A whole session noted on one device: what is kept, how it is marked, and that its owner alone settles it, then and later.
import Actions
import Domain
import Store
import TestSupport
import Testing

@Suite struct SpokenActionTests {
  /// Every other phone lies face down: the facilitator does all of it, and closes.
  private func heldByOneHand(_ engine: TestEngine) async throws -> TableHouse {
    let table = try await TableHouse.open(engine)
    let (dana, marcus, priya, yolanda) = (table.members[0].personID, table.members[1].personID, table.members[2].personID, table.members[3].personID)
    func note(_ wish: RoomWish) async throws { try await table.house.act(wish, in: table.session, as: table.facilitator) }
    try await table.openRoom()
    try await table.lead(.moveOn(from: nil))
    for person in [dana, marcus, priya, yolanda] {
      table.clock.advance(.minutes(1))
      try await table.lead(.passFloor(of: .member(person)))
    }
    try await note(.noteCard(for: dana, text: "Ask first"))
    try await note(.noteCard(for: marcus, text: "Let go"))
    let card = try #require(try await table.view(table.facilitator).cards.first)
    try await table.lead(.keepCard(card.id, true))
    try await table.lead(.closeInThreeMinutes)
    try await note(.noteCommitment(for: dana, text: "Visit one lesson", byDate: "2026-11-20"))
    try await note(.noteCommitment(for: marcus, text: "Ask two teachers", byDate: nil))
    try await note(.noteCommitment(for: priya, text: "Something she never said", byDate: nil))
    try await table.lead(.passCommitmentFor(yolanda))
    table.clock.advance(.minutes(3))
    try await table.lead(.close)
    return table
  }

  @Test(arguments: TestEngine.allCases) func aSessionFromOneDeviceIsMarkedUntilItsOwnersConfirm(_ engine: TestEngine) async throws {
    let table = try await heldByOneHand(engine)
    let (house, dana, marcus, priya) = (table.house, table.members[0], table.members[1], table.members[2])
    let record = try await house.sessionRecord(table.session, as: marcus)
    #expect(record.keptCards.map(\.isSpoken) == [true] && record.commitments.map(\.isSpoken) == [true, true, true])
    #expect(record.passedCommitment == [table.members[3].personID])
    #expect(try await house.groupHome(table.group, as: dana).commitments.map(\.spokenIn) == [table.session])

    let noted = try await house.ownSpoken(in: table.session, as: dana)
    #expect(noted.notes.map(\.kind.rawValue).sorted() == ["card", "commitment"] && noted.names == [table.facilitator.personID: "Tomas Lindqvist"])
    let promise = try #require(noted.notes.first { $0.kind == .commitment })
    // Nobody else can, not even whoever noted it.
    await #expect(throws: Problem(nil, "room.spoken.unknown")) {
      try await house.settleSpoken(.confirm(promise.id, text: nil, byDate: nil), in: table.session, as: marcus)
    }
    await #expect(throws: Refusal.notAllowed) {
      try await house.settleSpoken(.confirm(promise.id, text: nil, byDate: nil), in: table.session, as: table.facilitator)
    }
    await #expect(throws: Problem.self) { try await house.settleSpoken(.confirm(promise.id, text: " ", byDate: nil), in: table.session, as: dana) }
    try await house.settleSpoken(.confirm(promise.id, text: "Visit two lessons", byDate: ""), in: table.session, as: dana)
    await #expect(throws: Problem(nil, "room.spoken.settled")) {
      try await house.settleSpoken(.takeBack(promise.id), in: table.session, as: dana)
    }
    let hers = try #require(try await house.ownSpoken(in: table.session, as: priya).notes.first)
    try await house.settleSpoken(.takeBack(hers.id), in: table.session, as: priya)

    let after = try await house.sessionRecord(table.session, as: table.facilitator)
    #expect(after.commitments.map(\.text) == ["Visit two lessons", "Ask two teachers"] && after.commitments.map(\.isSpoken) == [false, true])
    #expect(after.commitments[0].byDate == nil && after.keptCards.map(\.isSpoken) == [true])
    #expect(try await house.groupHome(table.group, as: priya).commitments.isEmpty)

    // The next session opens with what still waits, marked; what its owner says of it is their word.
    table.clock.advance(.days(14))
    let second = try await TableHouse.planSession(
      in: house, group: table.group, at: table.clock.now, items: [RoomPlay.item(21, RoomPlay.check), RoomPlay.item(22, RoomPlay.closing)])
    try await house.act(.open(present: table.members.map(\.personID), comingLate: [], absent: []), in: second, as: table.facilitator)
    // Named within one moment, they come in no order that means anything.
    let carried = try await house.room(second, as: dana).room.carried.sorted { $0.ownerID < $1.ownerID }
    #expect(carried.map(\.text) == ["Visit two lessons", "Ask two teachers"] && carried.map(\.isSpoken) == [nil, true])
    try await house.act(.command(.checkCommitment(carried[1].id, .partly)), in: second, as: marcus)
    try await house.act(.command(.goTo(RoomPlay.itemID(22))), in: second, as: table.facilitator)
    try await house.act(.command(.close), in: second, as: table.facilitator)
    #expect(try await house.groupHome(table.group, as: marcus).commitments.map(\.spokenIn) == [nil])
    #expect(try await house.sessionRecord(table.session, as: marcus).commitments.map(\.isSpoken) == [false, false])
  }

  @Test(arguments: TestEngine.allCases) func whoLeftTheGroupStillSettlesTheirOwnWord(_ engine: TestEngine) async throws {
    let table = try await heldByOneHand(engine)
    let marcus = table.members[1]
    try await table.house.endMembership(of: marcus.personID, in: table.group, as: table.facilitator)
    let note = try #require(try await table.house.ownSpoken(in: table.session, as: marcus).notes.first)
    try await table.house.settleSpoken(.takeBack(note.id), in: table.session, as: marcus)
    #expect(
      try await table.house.sessionRecord(table.session, as: table.members[0]).commitments.map(\.text) == [
        "Visit one lesson", "Something she never said",
      ])
  }

  /// What somebody took back is gone from every page, and no later session brings it back to life.
  @Test(arguments: TestEngine.allCases) func whatItsOwnerTookBackStaysGone(_ engine: TestEngine) async throws {
    let table = try await TableHouse.open(engine)
    let (house, group, dana, priya, yolanda) = (table.house, table.group, table.members[0], table.members[2], table.members[3])
    try await table.openRoom()
    try await house.act(.noteCard(for: priya.personID, text: "Not her card"), in: table.session, as: table.facilitator)
    try await table.lead(.keepCard(try #require(try await table.view(dana).cards.first).id, true))
    try await house.act(.noteCommitment(for: priya.personID, text: "Not her word", byDate: nil), in: table.session, as: table.facilitator)
    try await house.act(.noteCommitment(for: dana.personID, text: "Visit one lesson", byDate: nil), in: table.session, as: table.facilitator)
    try await table.lead(.markAttendance(yolanda.personID, .leave))
    try await table.lead(.closeInThreeMinutes)
    try await table.lead(.close)
    let missed = try #require(try await house.groupHome(group, as: yolanda).absence)
    #expect(missed.commitments.count == 2 && missed.commitments.allSatisfy(\.isSpoken) && missed.keptCards.map(\.isSpoken) == [true])

    // The next session has begun with it when she says that it was never hers.
    table.clock.advance(.days(14))
    let second = try await TableHouse.planSession(
      in: house, group: group, at: table.clock.now, items: [RoomPlay.item(21, RoomPlay.check), RoomPlay.item(22, RoomPlay.closing)])
    try await house.act(.open(present: table.members.map(\.personID), comingLate: [], absent: []), in: second, as: table.facilitator)
    for note in try await house.ownSpoken(in: table.session, as: priya).notes {
      try await house.settleSpoken(.takeBack(note.id), in: table.session, as: priya)
    }
    let promise = try #require(try await house.ownSpoken(in: table.session, as: dana).notes.first)
    try await house.settleSpoken(.confirm(promise.id, text: "Visit two lessons", byDate: nil), in: table.session, as: dana)
    let now = try #require(try await house.groupHome(group, as: yolanda).absence)
    #expect(now.keptCards.isEmpty && now.commitments.map(\.text) == ["Visit two lessons"] && now.commitments.map(\.isSpoken) == [false])

    try await house.act(.command(.goTo(RoomPlay.itemID(22))), in: second, as: table.facilitator)
    try await house.act(.command(.close), in: second, as: table.facilitator)
    #expect(try await house.groupHome(group, as: priya).commitments.isEmpty)
    #expect(try await house.sessionRecord(second, as: yolanda).carried.map(\.text) == ["Visit two lessons"])
  }

  @Test func whileTheRoomIsOpenTheOwnersWordIsACommand() async throws {
    let table = try await TableHouse.open(.sqlite)
    let (house, dana) = (table.house, table.members[0])
    try await table.openRoom()
    try await house.act(.noteCard(for: dana.personID, text: "Ask first"), in: table.session, as: table.facilitator)
    let note = try #require(try await house.ownSpoken(in: table.session, as: dana).notes.first)
    #expect(try await house.ownSpoken(in: table.session, as: table.members[1]).notes.isEmpty)
    try await house.settleSpoken(.confirm(note.id, text: "Ask her first", byDate: nil), in: table.session, as: dana)
    #expect(try await table.view(table.members[1]).cards.map(\.text) == ["Ask her first"])
    #expect(try await house.ownSpoken(in: table.session, as: dana).notes.isEmpty)
    // A member who does not lead notes nothing for others.
    await #expect(throws: Problem.self) { try await house.act(.noteCard(for: dana.personID, text: "x"), in: table.session, as: table.members[1]) }
  }
}
