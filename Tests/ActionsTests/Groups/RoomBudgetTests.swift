// What one person may change in a minute, and the chair for who joins while the session runs.
import Actions
import Domain
import Store
import TestSupport
import Testing

@Suite struct RoomBudgetTests {
  @Test(arguments: TestEngine.allCases) func nobodyFillsTheLogAlone(_ engine: TestEngine) async throws {
    let table = try await TableHouse.open(engine)
    try await table.openRoom()
    try await table.lead(.moveOn(from: nil))
    let before = try await table.view(table.facilitator).seq
    var refused = 0
    // A storm: a hundred taps within a second that each change something.
    for number in 1...100 {
      do {
        try await table.act(.sitByVideo(table.members[1].personID, number % 2 == 1), by: 1)
      } catch let problem as Problem {
        #expect(problem.lines.map(\.sentence.key) == ["room.tooFast"])
        refused += 1
      }
    }
    // Once the purse is empty every second tap wishes what is so already.
    #expect(refused == 20)
    #expect(try await table.view(table.facilitator).seq == before + 60)
    // Others go on as if nothing had been, and so does the hasty one after a moment.
    try await table.act(.passFloor(of: nil), by: 0)
    table.clock.advance(.seconds(2))
    try await table.act(.passFloor(of: nil), by: 1)
    #expect(try await table.view(table.facilitator).floor.holder == .member(table.members[2].personID))
  }

  /// A tap that comes again wishes what is so already: it makes no event, and costs nothing.
  @Test func aStormOfTheSameTapIsOneEvent() async throws {
    let table = try await TableHouse.open(.sqlite)
    try await table.openRoom()
    try await table.lead(.moveOn(from: nil))
    let before = try await table.view(table.facilitator).seq
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 1...100 { group.addTask { try await table.act(.askForFloor, by: 2) } }
      try await group.waitForAll()
    }
    #expect(try await table.view(table.facilitator).seq == before + 1)
    try await table.act(.putCard(id: RoomPlay.cardID(1), text: "Still here"), by: 2)
  }

  @Test func aClockSetBackCostsNothing() async throws {
    let table = try await TableHouse.open(.sqlite)
    try await table.openRoom()
    for number in 1...20 { try await table.act(.sitByVideo(table.members[1].personID, number % 2 == 1), by: 1) }
    table.clock.advance(.minutes(-60))
    for number in 1...20 { try await table.act(.sitByVideo(table.members[1].personID, number % 2 == 1), by: 1) }
    #expect(try await table.view(table.facilitator).clock?.remaining == .minutes(1))
  }

  @Test(arguments: TestEngine.allCases) func whoJoinsTheGroupWhileItsSessionRunsGetsAChair(_ engine: TestEngine) async throws {
    let table = try await TableHouse.open(engine)
    let (house, group) = (table.house, table.group)
    try await table.openRoom()
    let other = Person(
      id: house.newID(), programID: table.program, fullName: "Wren Osei", signInName: "wren.osei", coachKind: .itc, isDemo: false,
      createdAt: table.clock.now)
    try await house.engine.write { tx in
      try tx.insert(other)
      try tx.acceptNotice(other.id, at: table.clock.now)
    }
    let before = try await table.view(table.facilitator).seq
    #expect(try await house.addMember(other.id, to: group, as: table.facilitator) == .joins)
    let wren = Actor(personID: other.id, programID: table.program)
    let view = try await table.view(wren)
    #expect(view.seq == before + 1 && view.seats.last?.isOwn == true && view.seats.last?.presence == .expected)
    #expect(try await house.room(table.session, as: table.members[0]).names[other.id] == "Wren Osei")
    await #expect(throws: Problem.self) { try await house.act(.command(.askForFloor), in: table.session, as: wren) }
    try await table.lead(.markAttendance(other.id, .arrive))
    try await table.lead(.moveOn(from: nil))
    try await house.act(.command(.askForFloor), in: table.session, as: wren)
    // Who leaves keeps the chair in which they sat: what was is not changed.
    try await house.endMembership(of: other.id, in: group, as: table.facilitator)
    await #expect(throws: Refusal.notFound) { try await table.view(wren) }
    #expect(try await table.view(table.facilitator).seats.count == 5)
  }
}
