// Everybody's time with the floor: shown to members only while all agree, ended by any one of them, and by nobody in name.
import Actions
import Database
import Domain
import Store
import TestSupport
import Testing

@Suite struct OpenArcsTests {
  /// A running room in which Dana has had the floor for two minutes.
  private func open(_ engine: TestEngine) async throws -> TableHouse {
    let table = try await TableHouse.open(engine)
    try await table.openRoom()
    try await table.lead(.moveOn(from: nil))
    table.clock.advance(.minutes(2))
    try await table.act(.passFloor(of: nil), by: 0)
    return table
  }

  private func sees(_ table: TableHouse, _ actor: Actor, _ other: Int) async throws -> Bool {
    try await table.view(actor).seats.first { $0.personID == table.members[other].personID }?.held != nil
  }

  private func agree(_ table: TableHouse, _ members: [Int]) async throws {
    for member in members { try await table.house.answerOpenArcs(true, in: table.group, as: table.members[member]) }
  }

  @Test(arguments: TestEngine.allCases) func onlyWhileEveryMemberAgrees(_ engine: TestEngine) async throws {
    let table = try await open(engine)
    for member in 0..<3 {
      try await agree(table, [member])
      #expect(try await !sees(table, table.members[1], 0))
    }
    try await agree(table, [3, 3])
    for member in 0..<4 {
      for other in 0..<4 { #expect(try await sees(table, table.members[member], other)) }
    }
    let wall = try await table.house.room(table.session, asWall: true, as: table.facilitator).view(at: table.clock.now)
    #expect(wall.seats.allSatisfy { $0.held == nil })
    // Any one ends it at once, and begins it again.
    try await table.house.answerOpenArcs(false, in: table.group, as: table.members[2])
    #expect(try await !sees(table, table.members[0], 1))
    #expect(try await sees(table, table.members[0], 0))
    #expect(try await sees(table, table.facilitator, 1))
    try await agree(table, [2])
    #expect(try await sees(table, table.members[0], 1))
  }

  @Test(arguments: TestEngine.allCases) func nobodyReadsWhoSaidWhat(_ engine: TestEngine) async throws {
    let table = try await open(engine)
    try await agree(table, [0, 1, 3])
    func home(_ actor: Actor) async throws -> [Bool?] {
      let home = try await table.house.groupHome(table.group, as: actor)
      return [home.arcsAreOpen, home.ownArcsAnswer]
    }
    #expect(try await home(table.members[0]) == [false, true])
    #expect(try await home(table.members[2]) == [false, false])
    #expect(try await home(table.facilitator) == [false, nil])
    // Who has not said yes and who took it back look alike to everybody else.
    try await agree(table, [2])
    try await table.house.answerOpenArcs(false, in: table.group, as: table.members[1])
    #expect(try await home(table.members[0]) == [false, true])
    #expect(try await home(table.facilitator) == [false, nil])
    let audited = try await table.house.engine.read { try $0.rows("SELECT deed FROM audit WHERE deed IN ('answerOpenArcs', 'endHint')").count }
    #expect(audited == 0)
  }

  @Test(arguments: TestEngine.allCases) func aNewMemberIsAskedToo(_ engine: TestEngine) async throws {
    let table = try await open(engine)
    try await agree(table, [0, 1, 2, 3])
    let newcomer = Person(
      id: table.house.newID(), programID: table.program, fullName: "Ines Calder", signInName: "ines", coachKind: .ic, isDemo: false,
      createdAt: table.clock.now)
    let now = table.clock.now
    try await table.house.engine.write { tx in
      try tx.insert(newcomer)
      try tx.acceptNotice(newcomer.id, at: now)
      try tx.insertMember(Belonging(personID: newcomer.id, from: now), of: table.group)
    }
    #expect(try await !sees(table, table.members[0], 1))
    try await table.house.answerOpenArcs(true, in: table.group, as: Actor(personID: newcomer.id, programID: table.program))
    #expect(try await sees(table, table.members[0], 1))
    // A yes of an earlier stretch in the group is none now.
    table.clock.advance(.minutes(1))
    let (left, back) = (table.clock.now, table.clock.now + .minutes(1))
    try await table.house.engine.write { tx in
      try tx.endMember(newcomer.id, of: table.group, at: left)
      try tx.insertMember(Belonging(personID: newcomer.id, from: back), of: table.group)
    }
    #expect(try await sees(table, table.members[0], 1))
    table.clock.advance(.minutes(2))
    #expect(try await !sees(table, table.members[0], 1))
  }

  @Test(arguments: TestEngine.allCases) func whoIsNoMemberHasNoSay(_ engine: TestEngine) async throws {
    let table = try await open(engine)
    let other = try await TableHouse.furnish(table.house, clock: table.clock, number: 2)
    await #expect(throws: Refusal.notAllowed) { try await table.house.answerOpenArcs(true, in: table.group, as: table.facilitator) }
    await #expect(throws: Refusal.notFound) { try await table.house.answerOpenArcs(true, in: table.group, as: other.members[0]) }
  }

  /// The time of somebody whom the facilitator appraises at work is shown to that member, and not to that facilitator.
  @Test(arguments: TestEngine.allCases) func anAppraiserDoesNotSeeTheTimeOfWhomTheyAppraise(_ engine: TestEngine) async throws {
    let table = try await open(engine)
    #expect(try await sees(table, table.facilitator, 0))
    let role = RoleHeld(
      id: table.house.newID(), personID: table.facilitator.personID, role: .appraiser, objectID: table.members[0].personID.text,
      from: table.clock.now)
    try await table.house.engine.write { try $0.insert(role) }
    #expect(try await !sees(table, table.facilitator, 0))
    #expect(try await sees(table, table.facilitator, 1))
    #expect(try await sees(table, table.members[0], 0))
    // Open arcs are for members: they tell the appraiser nothing.
    try await agree(table, [0, 1, 2, 3])
    #expect(try await !sees(table, table.facilitator, 0))
    #expect(try await sees(table, table.members[1], 0))
  }
}
