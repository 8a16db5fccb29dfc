// The quiet signals: who hears which, for how long, and that nothing of them stays anywhere.
import Actions
import Content
import Database
import Domain
import Store
import TestSupport
import Testing

@Suite struct QuietSignalTests {
  private func open() async throws -> TableHouse {
    let table = try await TableHouse.open(.sqlite)
    try await table.openRoom()
    return table
  }

  private func heard(_ table: TableHouse, _ viewer: RoomViewer) -> [QuietSignalKind] {
    table.house.signals.view(for: viewer, in: table.session, at: table.clock.now).heard.map(\.kind)
  }

  @Test func eachIsHeardByThoseItIsFor() async throws {
    let table = try await open()
    let (house, session, dana) = (table.house, table.session, table.members[0])
    house.signals.facilitatorCame(to: session)
    for kind in QuietSignalKind.allCases { try await house.signal(kind, in: session, as: dana) }
    #expect(heard(table, .facilitator(table.facilitator.personID)) == [.moment, .lostThread, .pleaseBreak])
    #expect(heard(table, .member(table.members[1].personID)) == [.moment])
    #expect(heard(table, .member(dana.personID)).isEmpty && heard(table, .wall).isEmpty)
    #expect(house.signals.view(for: .member(dana.personID), in: session, at: table.clock.now).own == QuietSignalKind.allCases)
    // A member who holds control leads, and still is not told.
    try await table.lead(.handControl(to: table.members[1].personID))
    #expect(heard(table, .member(table.members[1].personID)) == [.moment])
    // Nobody who sits elsewhere hears any of it.
    #expect(house.signals.view(for: .facilitator(table.facilitator.personID), in: ID(trusted: "other"), at: table.clock.now).heard.isEmpty)
  }

  @Test func nothingOfItIsKept() async throws {
    let table = try await open()
    let before = try await table.view(table.facilitator).seq
    table.house.signals.facilitatorCame(to: table.session)
    for _ in 1...100 {
      for kind in QuietSignalKind.allCases { try await table.house.signal(kind, in: table.session, as: table.members[0]) }
    }
    #expect(heard(table, .facilitator(table.facilitator.personID)).count == 3)
    #expect(try await table.view(table.facilitator).seq == before)
    let traces = try await table.house.engine.read { tx in
      try tx.rows("SELECT body AS text FROM session_event UNION ALL SELECT deed AS text FROM audit").map { try $0["text"] as String }
    }
    #expect(!traces.contains { $0.contains("lostThread") || $0.contains("moment\"") || $0.contains("pleaseBreak") || $0.contains("ignal") })
  }

  @Test func withoutTheFacilitatorThePrivateOnesReachNobody() async throws {
    let table = try await open()
    for kind in [QuietSignalKind.lostThread, .pleaseBreak] {
      await #expect(throws: Problem(nil, "room.signal.nobody")) { try await table.house.signal(kind, in: table.session, as: table.members[0]) }
    }
    try await table.house.signal(.moment, in: table.session, as: table.members[0])
    table.house.signals.facilitatorCame(to: table.session)
    table.house.signals.facilitatorCame(to: table.session)
    table.house.signals.facilitatorWent(from: table.session)
    try await table.house.signal(.lostThread, in: table.session, as: table.members[0])
    table.house.signals.facilitatorWent(from: table.session)
    await #expect(throws: Problem.self) { try await table.house.signal(.pleaseBreak, in: table.session, as: table.members[0]) }
  }

  @Test func theyFadeAndAreTakenDown() async throws {
    let table = try await open()
    let (house, session) = (table.house, table.session)
    let (dana, marcus) = (table.members[0], table.members[1])
    let lead = RoomViewer.facilitator(table.facilitator.personID)
    house.signals.facilitatorCame(to: session)
    try await house.signal(.moment, in: session, as: dana)
    try await house.signal(.lostThread, in: session, as: marcus)
    await #expect(throws: Problem(nil, "room.signal.notYours")) { try await house.endSignal(.moment, of: dana.personID, in: session, as: marcus) }
    try await house.endSignal(.lostThread, of: marcus.personID, in: session, as: table.facilitator)
    #expect(heard(table, lead) == [.moment])
    table.clock.advance(.seconds(119))
    #expect(heard(table, lead) == [.moment])
    table.clock.advance(.seconds(1))
    #expect(heard(table, lead).isEmpty)
    try await house.signal(.moment, in: session, as: dana)
    #expect(heard(table, lead) == [.moment])
    // A clock set back ends a signal: it does not stay up for an hour.
    table.clock.advance(.minutes(-60))
    #expect(heard(table, lead).isEmpty)
  }

  /// Taking down costs nothing: a storm of it must not make every stream look again.
  @Test func takingDownWhatIsNotUpWakesNobody() async throws {
    let table = try await open()
    let (house, session, dana) = (table.house, table.session, table.members[0])
    let listening = house.live.listen(to: session)
    try await house.signal(.moment, in: session, as: dana)
    for _ in 1...20 { try await house.endSignal(.moment, of: dana.personID, in: session, as: dana) }
    listening.end()
    var told = 0
    for await _ in listening.signals { told += 1 }
    #expect(told == 2)
  }

  @Test func onlyWhoIsHereGivesOne() async throws {
    let table = try await TableHouse.open(.sqlite)
    await #expect(throws: Problem(nil, "room.notOpen")) { try await table.house.signal(.moment, in: table.session, as: table.members[0]) }
    try await table.openRoom(late: [3])
    await #expect(throws: Problem(nil, "room.notHere")) { try await table.house.signal(.moment, in: table.session, as: table.members[3]) }
    await #expect(throws: Problem(nil, "room.notHere")) { try await table.house.signal(.moment, in: table.session, as: table.facilitator) }
    let stranger = Actor(personID: table.house.newID(), programID: table.program)
    await #expect(throws: Refusal.notFound) { try await table.house.signal(.moment, in: table.session, as: stranger) }
  }

  @Test(arguments: TestEngine.allCases) func planBComesFromTheLibrary(_ engine: TestEngine) async throws {
    let pairs = ProtocolEntry(shape: RoomPlay.pairs, use: "Ask each other")
    let table = try await TableHouse.open(engine, library: Library(protocols: [pairs], templates: []))
    try await table.openRoom(late: [2, 3])
    let offered = try #require(try await table.house.room(table.session, as: table.facilitator).room.planB(from: [pairs], at: table.clock.now))
    #expect(offered.options.map(\.key) == ["pairs"] && offered.needs == 3)
    await #expect(throws: Problem.self) {
      try await table.house.act(.planB("pairs", insteadOf: offered.itemID), in: table.session, as: table.members[0])
    }
    await #expect(throws: Problem(nil, "agenda.unknownProtocol")) {
      try await table.house.act(.planB("nothing", insteadOf: offered.itemID), in: table.session, as: table.facilitator)
    }
    for _ in 1...2 {
      try await table.house.act(.planB("pairs", insteadOf: offered.itemID), in: table.session, key: "the-same-key", as: table.facilitator)
    }
    #expect(try await table.view(table.members[0]).agenda.map(\.title) == ["Check", "Pairs", "Quiet close"])
  }
}
