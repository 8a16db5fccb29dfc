// The agenda of a session that runs: what is still to come changes for everybody at once, what has begun stays.
import Actions
import Content
import Domain
import TestSupport
import Testing

@Suite struct RunningAgendaTests {
  private struct Running {
    let table: TableHouse
    var house: House { table.house }

    init(_ engine: TestEngine) async throws {
      table = try await TableHouse.open(engine, library: try Library.load())
      try await table.openRoom()
    }

    func planner() async throws -> Planner { try await house.planner(table.session, as: table.facilitator) }

    func change(_ wish: AgendaWish) async throws {
      try await house.changeAgenda(of: table.session, wish, basedOn: try await planner().session.version, as: table.facilitator)
    }
  }

  @Test(arguments: TestEngine.allCases) func whatIsToComeChangesForEverybody(_ engine: TestEngine) async throws {
    let running = try await Running(engine)
    let before = try await running.planner()
    #expect(before.isRunning && before.mayChange && before.begun == 1 && before.plan.items.count == 3)
    let pressure = try #require(before.pressure)
    let seq = try await running.table.view(running.table.members[0]).seq
    try await running.change(.addProtocol("goal-clinic"))
    let after = try await running.planner()
    #expect(after.plan.items.map(\.shape.key)[2] == "goal-clinic" && after.plan.items.last?.shape.closesSession == true)
    let taken = after.plan.items[2].seconds(present: 4)
    let left = try #require(after.pressure)
    #expect(pressure.bufferLeft - pressure.runsOverBy - left.bufferLeft + left.runsOverBy <= .seconds(taken))
    let view = try await running.table.view(running.table.members[0])
    #expect(view.seq == seq + 1 && view.agenda.map(\.itemID) == after.plan.items.map(\.id))
  }

  @Test(arguments: TestEngine.allCases) func whatHasBegunStays(_ engine: TestEngine) async throws {
    let running = try await Running(engine)
    let items = try await running.planner().plan.items
    for edit in [AgendaEdit.remove(items[0].id), .down(items[0].id), .up(items[1].id), .order(items.reversed().map(\.id))] {
      await #expect(throws: Problem.self) { try await running.change(.edit(edit)) }
    }
    // The closing stays last, and what is wrong changes no version.
    await #expect(throws: Problem("items", "room.agenda.closingLast")) { try await running.change(.edit(.down(items[1].id))) }
    let after = try await running.planner()
    #expect(after.plan.items == items && after.session.version == 1)
  }

  @Test(arguments: TestEngine.allCases) func aStaleEditIsRefusedAndTheRoomGoesOn(_ engine: TestEngine) async throws {
    let running = try await Running(engine)
    try await running.change(.addProtocol("goal-clinic"))
    await #expect(throws: Refusal.stale(Sentence("agenda.stale"))) {
      try await running.house.changeAgenda(
        of: running.table.session, .addProtocol("consultancy"), basedOn: 1, as: running.table.facilitator)
    }
    // Taps in the room do not make the planner's page old.
    try await running.table.lead(.moveOn(from: nil))
    try await running.change(.addBlock(title: "Agreements", minutes: 5))
    #expect(try await running.planner().plan.items.count == 5)
  }

  @Test(arguments: TestEngine.allCases) func onlyTheFacilitatorChangesIt(_ engine: TestEngine) async throws {
    let running = try await Running(engine)
    await #expect(throws: Refusal.notAllowed) {
      try await running.house.changeAgenda(of: running.table.session, .addProtocol("goal-clinic"), basedOn: 1, as: running.table.members[0])
    }
    await #expect(throws: Refusal.notAllowed) { try await running.house.planner(running.table.session, as: running.table.members[0]) }
  }
}
