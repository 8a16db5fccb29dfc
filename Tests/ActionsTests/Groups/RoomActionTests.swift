// Commands of a room on both engines: done whole or not at all, numbered without a gap, kept so that any reader finds the same room.
import Actions
import Database
import Domain
import Foundation
import Store
import TestSupport
import Testing

@Suite struct RoomActionTests {
  /// The log as it stands in the rows, replayed by nobody but this test.
  private func log(_ table: TableHouse) async throws -> [NumberedEvent] {
    try await table.house.engine.read { try $0.events(of: table.session, after: 0) }
  }

  @Test(arguments: TestEngine.allCases) func snapshotAndTailEqualReplayInTheRows(_ engine: TestEngine) async throws {
    let table = try await TableHouse.open(engine)
    try await table.openRoom(late: [3])
    var dice = Dice(seed: 7)
    for number in 1...randomCases(300, full: 3_000) {
      table.clock.advance(.seconds(dice.roll(0...30)))
      let room = try await table.house.room(table.session, as: table.facilitator).room
      var (command, person) = RoomPlay.randomCommand(in: room, number: number, &dice)
      if case .close = command { command = .pause }
      // Random play knows the facilitator of its own rooms by another name.
      let actor = person == RoomPlay.facilitator ? table.facilitator : Actor(personID: person, programID: table.program)
      _ = try? await table.house.act(.command(command), in: table.session, as: actor)
    }
    let cached = try await table.house.room(table.session, as: table.facilitator).room
    let log = try await log(table)
    #expect(log.map(\.seq) == Array(1...log.count) && log.count == cached.seq && cached.seq > LiveRoom.snapshotEvery)
    #expect(LiveRoom(sessionID: table.session).replaying(log) == cached)
    // A process that has just started knows neither cache nor history: it begins at the snapshot.
    let (session, snapshot, stored) = try await table.house.engine.read { tx in
      let session = try #require(try tx.session(table.session))
      return (session, try #require(try tx.snapshot(of: table.session)), try tx.room(of: session))
    }
    #expect(session.lastSeq == cached.seq && stored == cached)
    #expect(snapshot.seq >= cached.seq - LiveRoom.snapshotEvery && snapshot.seq < cached.seq)
    // A snapshot of another edition of the rules is as good as none.
    try await table.house.engine.write { _ = try $0.execute("UPDATE session_snapshot SET edition = 0, body = 'unreadable'") }
    #expect(try await table.house.engine.read { try $0.room(of: session) } == cached)
  }

  @Test(arguments: TestEngine.allCases) func twentyAtOnceAreAllHeardOnceAndInOrder(_ engine: TestEngine) async throws {
    let table = try await TableHouse.open(engine)
    try await table.openRoom()
    let opened = try await table.view(table.facilitator).seq
    let seqs = try await withThrowingTaskGroup(of: Int.self) { group in
      for number in 1...20 {
        let member = table.members[number % 4]
        group.addTask { try await table.house.act(.putCard(text: "Card \(number)"), in: table.session, key: "key-of-card-\(number)", as: member) }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(seqs.sorted() == Array(opened + 1...opened + 20))
    let cards = try await table.view(table.facilitator).cards.map(\.text)
    #expect(cards.sorted() == (1...20).map { "Card \($0)" }.sorted())
  }

  @Test(arguments: TestEngine.allCases) func theSameKeyTwentyTimesAtOnceIsOneCommand(_ engine: TestEngine) async throws {
    let table = try await TableHouse.open(engine)
    try await table.openRoom()
    let answers = try await withThrowingTaskGroup(of: Int?.self) { group in
      for _ in 1...20 {
        group.addTask {
          do {
            return try await table.house.act(.putCard(text: "Once"), in: table.session, key: "one-key-for-all", as: table.members[0])
          } catch DatabaseFault.notUnique {
            return nil
          }
        }
      }
      return try await group.reduce(into: Set<Int?>()) { $0.insert($1) }
    }
    #expect(answers.count == 1 && !answers.contains(nil))
    #expect(try await table.view(table.facilitator).cards.count == 1)
  }

  @Test func aRefusedCommandLeavesNothingBehind() async throws {
    let table = try await TableHouse.open(.sqlite)
    try await table.openRoom()
    let before = try await log(table)
    await #expect(throws: Problem.self) { try await table.act(.nameCommitment(id: RoomPlay.commitmentID(1), text: " ", byDate: nil), by: 0) }
    await #expect(throws: Problem.self) { try await table.lead(.close) }
    await #expect(throws: Problem(nil, "room.control.otherLeads")) { try await table.act(.close, by: 0) }
    await #expect(throws: Problem(nil, "room.control.otherLeads")) { try await table.act(.giveFloor(.facilitator), by: 0) }
    await #expect(throws: Refusal.notAllowed) { try await table.act(.takeOver, by: 0) }
    await #expect(throws: Problem.self) { try await table.house.act(.putCard(text: "x"), in: table.session, key: "short", as: table.members[0]) }
    #expect(try await log(table) == before)
  }

  @Test(arguments: TestEngine.allCases) func closingMakesFactsAndTheNextSessionOpensWithThem(_ engine: TestEngine) async throws {
    let table = try await TableHouse.open(engine)
    let (house, dana, marcus) = (table.house, table.members[0], table.members[1])
    try await table.openRoom()
    try await house.act(.nameCommitment(text: "Visit one lesson", byDate: "2026-11-20"), in: table.session, as: dana)
    table.clock.advance(.seconds(1))
    try await house.act(.nameCommitment(text: "Ask two teachers", byDate: nil), in: table.session, as: marcus)
    try await house.act(.putCard(text: "Kept"), in: table.session, as: dana)
    try await house.act(.putCard(text: "Let go"), in: table.session, as: dana)
    let kept = try #require(try await table.view(dana).cards.first)
    try await table.lead(.keepCard(kept.id, true))
    try await table.lead(.goTo(RoomPlay.itemID(3)))
    table.clock.advance(.minutes(5))
    try await table.lead(.close)

    let record = try await house.sessionRecord(table.session, as: marcus)
    #expect(record.keptCards.map(\.text) == ["Kept"])
    #expect(record.items.map(\.wasSkipped) == [false, true, false])
    #expect(record.commitments.count == 2 && record.session.status == .held)

    // Two weeks later Dana's comes up again, is partly done, and stays open; Marcus's is done and does not come a third time.
    table.clock.advance(.days(14))
    let second = try await TableHouse.planSession(
      in: house, group: table.group, at: table.clock.now, items: [RoomPlay.item(21, RoomPlay.check), RoomPlay.item(22, RoomPlay.closing)])
    try await house.act(.open(present: table.members.map(\.personID), comingLate: [], absent: []), in: second, as: table.facilitator)
    let carried = try await house.room(second, as: dana).room.carried
    #expect(carried.map(\.text) == ["Visit one lesson", "Ask two teachers"])
    try await house.act(.command(.checkCommitment(carried[0].id, .partly)), in: second, as: dana)
    await #expect(throws: Problem.self) { try await house.act(.command(.checkCommitment(carried[1].id, .done)), in: second, as: dana) }
    try await house.act(.command(.checkCommitment(carried[1].id, .done)), in: second, as: table.facilitator)
    try await house.act(.command(.goTo(RoomPlay.itemID(22))), in: second, as: table.facilitator)
    try await house.act(.command(.close), in: second, as: table.facilitator)
    let open = try await house.engine.read { try $0.openCommitments(of: table.members.map(\.personID), in: table.group) }
    #expect(open.map(\.text) == ["Visit one lesson"] && open.map(\.state) == [.partly])
  }

  @Test(arguments: TestEngine.allCases) func theAgendaOfARunningSessionCanStillBeChanged(_ engine: TestEngine) async throws {
    let table = try await TableHouse.open(engine)
    try await table.openRoom()
    let house = table.house
    let before = try await house.planner(table.session, as: table.facilitator)
    #expect(before.mayChange && before.begun == 1 && before.expected == 4)
    try await house.changeAgenda(
      of: table.session, .addBlock(title: "Agreements", minutes: 10), basedOn: before.session.version, as: table.facilitator)
    let view = try await table.view(table.members[0])
    #expect(view.agenda.map(\.title) == ["Check", "Help", "Agreements", "Quiet close"] && view.agenda.map(\.state)[2] == .coming)
    // From an older page nothing is changed, and what runs stays where it is.
    await #expect(throws: Refusal.self) {
      try await house.changeAgenda(of: table.session, .edit(.remove(RoomPlay.itemID(2))), basedOn: before.session.version, as: table.facilitator)
    }
    let newer = try await house.planner(table.session, as: table.facilitator)
    await #expect(throws: Problem.self) {
      try await house.changeAgenda(of: table.session, .edit(.remove(RoomPlay.itemID(1))), basedOn: newer.session.version, as: table.facilitator)
    }
    await #expect(throws: Refusal.notAllowed) {
      try await house.changeAgenda(of: table.session, .edit(.remove(RoomPlay.itemID(2))), basedOn: newer.session.version, as: table.members[0])
    }
    #expect(try await table.view(table.members[0]).agenda == view.agenda)
  }

  @Test(arguments: TestEngine.allCases) func whoeverLeadsTheGroupNowGoesOnWithTheRoom(_ engine: TestEngine) async throws {
    let table = try await TableHouse.open(engine)
    try await table.openRoom()
    let other = try await table.anotherFacilitator("Renata Okafor")
    await #expect(throws: Refusal.notFound) { try await table.lead(.moveOn(from: nil)) }
    let before = try await table.view(other)
    #expect(before.facilitator?.isOwn == true && before.controls.contains(.moveOn) && before.seq == 3)
    // Looking takes nothing over; the first thing done does.
    #expect(try await table.view(table.members[0]).facilitator?.personID == table.facilitator.personID)
    try await table.house.act(.command(.moveOn(from: nil)), in: table.session, as: other)
    let log = try await log(table)
    #expect(log[3].event == .facilitatorChanged(to: other.personID))
    #expect(try await table.view(table.members[0]).facilitator?.personID == other.personID)
    let names = try await table.house.room(table.session, as: table.members[0]).names
    #expect(names[other.personID] == "Renata Okafor")
  }

  @Test(arguments: TestEngine.allCases) func writingIsKeptInVersions(_ engine: TestEngine) async throws {
    let table = try await TableHouse.open(engine)
    let (house, session, dana) = (table.house, table.session, table.members[0])
    #expect(try await house.keepWriting("one", after: 0, in: session, as: dana) == 1)
    #expect(try await house.keepWriting("one two", after: 1, in: session, as: dana) == 2)
    #expect(try await house.keepWriting("one two", after: 1, in: session, as: dana) == 2)
    await #expect(throws: NewerWriting(kept: Writing(body: "one two", version: 2, updatedAt: table.clock.now))) {
      try await house.keepWriting("other", after: 1, in: session, as: dana)
    }
    #expect(try await house.ownWriting(in: session, as: table.members[1]) == .empty)
    #expect(try await house.ownWriting(in: session, as: table.facilitator) == .empty)
    await #expect(throws: Problem.self) {
      try await house.keepWriting(String(repeating: "x", count: House.longestWriting + 1), after: 2, in: session, as: dana)
    }
  }

  /// The statements of a command do not grow with the log, nor those of the page.
  @Test(arguments: TestEngine.allCases) func aCommandTakesAFixedNumberOfStatements(_ engine: TestEngine) async throws {
    let table = try await TableHouse.open(engine)
    try await table.openRoom()
    func statements(_ work: () async throws -> Void) async throws -> Int {
      let counter = StatementCounter()
      try await StatementCounter.$current.withValue(counter) { try await work() }
      return counter.count
    }
    var commands: [Int] = []
    var pages: [Int] = []
    for number in 1...60 {
      commands.append(
        try await statements {
          try await table.house.act(.putCard(text: "\(number)"), in: table.session, key: "statement-\(number)", as: table.members[number % 4])
        })
      // A hand that goes on like this would be told to wait.
      table.clock.advance(.seconds(2))
      pages.append(try await statements { _ = try await table.house.lookAtSession(table.session, as: table.members[1]) })
    }
    // One command in fifty also keeps the snapshot.
    #expect(Set(commands).count == 2 && (commands.max() ?? 0) <= 8, "\(Set(commands))")
    // The sixth asks whose time with the floor this viewer may see.
    #expect(Set(pages).count == 1 && (pages.first ?? 0) <= 6, "\(Set(pages))")
  }
}
