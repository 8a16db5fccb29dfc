// Norms: written by the facilitator, accepted by each member, asked again with each version and each who joins.
import Actions
import Domain
import Store
import TestSupport
import Testing

@Suite struct NormsActionsTests {
  @Test(arguments: TestEngine.allCases) func aNewVersionIsAskedOfEverybody(_ engine: TestEngine) async throws {
    let district = try await District.open(engine.open())
    let (house, alder) = (district.house, district.alder)
    let before = try await house.normsPage(alder, as: district.dana)
    #expect(before.norms?.version == 1 && !before.asksActor && before.acceptances.count == 4 && !before.mayWrite)
    try await house.writeNorms(of: alder, body: "What is said here stays here.\r\n\r\n", basedOn: 1, as: district.tomas)
    let page = try await house.normsPage(alder, as: district.dana)
    #expect(page.norms?.version == 2 && page.norms?.body == "What is said here stays here." && page.asksActor && page.acceptances.isEmpty)
    #expect(try await house.groupHome(alder, as: district.dana).asksForNorms)
    try await house.acceptNorms(of: alder, version: 2, as: district.dana)
    #expect(try await !house.groupHome(alder, as: district.dana).asksForNorms)
    #expect(try await house.groupHome(alder, as: district.marcus).asksForNorms)
    #expect(try await house.normsPage(alder, as: district.tomas).acceptances == [district.dana.personID: district.clock.now])
  }

  @Test(arguments: TestEngine.allCases) func acceptingTwiceKeepsTheFirstDay(_ engine: TestEngine) async throws {
    let district = try await District.open(engine.open())
    let first = try await district.house.normsPage(district.alder, as: district.dana).acceptances
    district.clock.advance(.days(3))
    try await district.house.acceptNorms(of: district.alder, version: 1, as: district.dana)
    #expect(try await district.house.normsPage(district.alder, as: district.dana).acceptances == first)
  }

  @Test(arguments: TestEngine.allCases) func anOldVersionCannotBeAcceptedNorBuiltOn(_ engine: TestEngine) async throws {
    let district = try await District.open(engine.open())
    let (house, alder) = (district.house, district.alder)
    try await house.writeNorms(of: alder, body: "Two", basedOn: 1, as: district.tomas)
    await #expect(throws: Refusal.stale(Sentence("norms.newer"))) { try await house.acceptNorms(of: alder, version: 1, as: district.dana) }
    await #expect(throws: Refusal.stale(Sentence("norms.stale"))) {
      try await house.writeNorms(of: alder, body: "Other two", basedOn: 1, as: district.tomas)
    }
    #expect(try await house.normsPage(alder, as: district.tomas).norms?.body == "Two")
  }

  @Test(arguments: TestEngine.allCases) func ofTwoWhoWriteAtOnceOneIsStale(_ engine: TestEngine) async throws {
    let district = try await District.open(engine.open())
    let written = await withTaskGroup(of: Bool.self) { tasks in
      for number in 0..<6 {
        tasks.addTask {
          (try? await district.house.writeNorms(of: district.alder, body: "Version by \(number)", basedOn: 1, as: district.tomas)) != nil
        }
      }
      return await tasks.reduce(into: 0) { $0 += $1 ? 1 : 0 }
    }
    #expect(written == 1)
    #expect(try await district.house.normsPage(district.alder, as: district.tomas).norms?.version == 2)
  }

  @Test(arguments: TestEngine.allCases) func theSameTextAsksNobody(_ engine: TestEngine) async throws {
    let district = try await District.open(engine.open())
    let body = try #require(try await district.house.normsPage(district.alder, as: district.tomas).norms?.body)
    try await district.house.writeNorms(of: district.alder, body: body + "\n\n", basedOn: 1, as: district.tomas)
    #expect(try await district.house.normsPage(district.alder, as: district.tomas).norms?.version == 1)
  }

  @Test(arguments: TestEngine.allCases) func whoJoinsPutsThemToEverybodyAgain(_ engine: TestEngine) async throws {
    let district = try await District.open(engine.open())
    let body = try await district.house.normsPage(district.alder, as: district.tomas).norms?.body
    _ = try await district.house.addMember(district.ines.personID, to: district.alder, secondGroupAgreed: true, as: district.renata)
    let page = try await district.house.normsPage(district.alder, as: district.dana)
    #expect(page.norms?.version == 2 && page.norms?.body == body && page.asksActor)
    #expect(try await district.house.normsPage(district.alder, as: district.ines).asksActor)
  }

  @Test(arguments: TestEngine.allCases) func emptyAndEndlessTextIsSaid(_ engine: TestEngine) async throws {
    let district = try await District.open(engine.open())
    await #expect(throws: Problem("body", "norms.missing")) {
      try await district.house.writeNorms(of: district.alder, body: " \n\u{200B}", basedOn: 1, as: district.tomas)
    }
    await #expect(throws: Problem("body", "norms.long", ["most": "8000"])) {
      try await district.house.writeNorms(of: district.alder, body: String(repeating: "x", count: 8_001), basedOn: 1, as: district.tomas)
    }
  }

  @Test(arguments: TestEngine.allCases) func whoMayNotIsRefused(_ engine: TestEngine) async throws {
    let district = try await District.open(engine.open())
    for (actor, refusal) in [(district.dana, Refusal.notAllowed), (district.renata, .notAllowed), (district.ines, .notFound)] {
      await #expect(throws: refusal) { try await district.house.writeNorms(of: district.alder, body: "x", basedOn: 1, as: actor) }
    }
    await #expect(throws: Refusal.notAllowed) { try await district.house.acceptNorms(of: district.alder, version: 1, as: district.tomas) }
    await #expect(throws: Refusal.notFound) { try await district.house.acceptNorms(of: district.alder, version: 1, as: district.ines) }
    await #expect(throws: Refusal.notAllowed) { try await district.house.normsPage(district.alder, as: district.sam) }
  }
}
