// The facilitator's notebook: one reader, no successor, and never a word lost to a newer version.
import Actions
import Database
import Domain
import Store
import TestSupport
import Testing

@Suite struct NotebookTests {
  @Test(arguments: TestEngine.allCases) func onlyItsAuthorReadsIt(_ engine: TestEngine) async throws {
    let table = try await TableHouse.open(engine)
    let house = table.house
    #expect(try await house.notebook(of: table.group, as: table.facilitator).writing == .empty)
    #expect(try await house.keepNotebook("Priya is quiet after long weeks", after: 0, of: table.group, as: table.facilitator) == 1)
    #expect(try await house.notebook(of: table.group, as: table.facilitator).writing.body == "Priya is quiet after long weeks")
    for member in table.members {
      await #expect(throws: Refusal.notAllowed) { try await house.notebook(of: table.group, as: member) }
      await #expect(throws: Refusal.notAllowed) { try await house.keepNotebook("x", after: 0, of: table.group, as: member) }
    }
    let other = try await TableHouse.furnish(house, clock: table.clock, number: 2)
    await #expect(throws: Refusal.notFound) { try await house.notebook(of: table.group, as: other.facilitator) }
    // It is nowhere in the log of what was done.
    let audited = try await house.engine.read { try $0.rows("SELECT deed FROM audit WHERE deed = 'keepNotebook'").count }
    #expect(audited == 0)
  }

  @Test(arguments: TestEngine.allCases) func itDoesNotPassToASuccessorAndStaysWithItsAuthor(_ engine: TestEngine) async throws {
    let table = try await TableHouse.open(engine)
    let house = table.house
    _ = try await house.keepNotebook("Mine", after: 0, of: table.group, as: table.facilitator)
    table.clock.advance(.days(1))
    let successor = try await table.anotherFacilitator("Nia Boateng")
    #expect(try await house.notebook(of: table.group, as: successor).writing == .empty)
    #expect(try await house.keepNotebook("The successor's own", after: 0, of: table.group, as: successor) == 1)
    let page = try await house.notebook(of: table.group, as: table.facilitator)
    #expect(page.writing.body == "Mine" && !page.leads)
    // They find the way to it, can empty it, and then there is no way to show any more.
    #expect(try await house.groupList(as: table.facilitator).notebooks.map(\.id) == [table.group])
    #expect(try await house.groupList(as: successor).notebooks.isEmpty)
    #expect(try await house.keepNotebook("", after: 1, of: table.group, as: table.facilitator) == 2)
    #expect(try await house.groupList(as: table.facilitator).notebooks.isEmpty)
    #expect(try await house.notebook(of: table.group, as: successor).writing.body == "The successor's own")
  }

  @Test(arguments: TestEngine.allCases) func anOlderPageThrowsNothingAway(_ engine: TestEngine) async throws {
    let table = try await TableHouse.open(engine)
    let house = table.house
    _ = try await house.keepNotebook("One", after: 0, of: table.group, as: table.facilitator)
    _ = try await house.keepNotebook("Two", after: 1, of: table.group, as: table.facilitator)
    for version in [0, 1, 7] {
      let newer = try await #require(throws: NewerWriting.self) {
        try await house.keepNotebook("Other", after: version, of: table.group, as: table.facilitator)
      }
      #expect(newer.kept.body == "Two" && newer.kept.version == 2)
    }
    // The same text again, whatever the version, is no new one.
    #expect(try await house.keepNotebook("Two", after: 0, of: table.group, as: table.facilitator) == 2)
    await #expect(throws: Problem.self) {
      try await house.keepNotebook(String(repeating: "x", count: House.longestWriting + 1), after: 2, of: table.group, as: table.facilitator)
    }
    #expect(try await house.notebook(of: table.group, as: table.facilitator).writing.body == "Two")
  }

  /// Ten windows of one person save at once: one is first, and every other is told what is newer.
  @Test(arguments: TestEngine.allCases) func tenWindowsAtOnce(_ engine: TestEngine) async throws {
    let table = try await TableHouse.open(engine)
    let outcomes = await withTaskGroup(of: Bool.self) { group in
      for number in 1...10 {
        group.addTask { (try? await table.house.keepNotebook("Window \(number)", after: 0, of: table.group, as: table.facilitator)) != nil }
      }
      return await group.reduce(into: [Bool]()) { $0.append($1) }
    }
    #expect(outcomes.filter { $0 }.count == 1)
    #expect(try await table.house.notebook(of: table.group, as: table.facilitator).writing.version == 1)
  }
}
