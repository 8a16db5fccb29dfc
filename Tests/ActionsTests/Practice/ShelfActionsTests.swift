// Adding to a group's shelf: who may, who may change it again, what a card is refused without, and that another group sees none of it.
import Actions
import Database
import Domain
import Store
import TestSupport
import Testing

@Suite struct ShelfActionsTests {
  static func draft(_ title: String = "The late bus") -> ScenarioDraft {
    var draft = ScenarioDraft()
    (draft.title, draft.brief, draft.role, draft.wants) = (title, "Half the class comes late.", "A teacher", "To be left alone")
    (draft.truth, draft.softens, draft.limit) = ("She is worn out.", "Being asked about the morning.", "Do not cry.")
    (draft.level, draft.stance, draft.skills) = ("2", "torn", ["listening"])
    return draft
  }

  @Test(arguments: TestEngine.allCases) func aScenarioStandsOnTheShelfOfItsGroupAlone(_ engine: TestEngine) async throws {
    let district = try await District.open(engine.open())
    let house = district.house
    let id = try await house.addScenario(Self.draft(), to: district.alder, as: district.dana)
    for reader in [district.marcus, district.tomas, district.dana] {
      let page = try await house.practicePage(PracticeWish(), of: district.alder, as: reader)
      let front = try #require(page.scenarios.first { $0.key == id.text })
      #expect(front.title == "The late bus" && front.authorship?.authorName == "Dana Whitfield" && page.scenarios.count == 35)
      let skill = try await house.skillPage("listening", of: district.alder, as: reader)
      #expect(skill.scenarios.contains { $0.key == id.text })
    }
    let birch = try await house.practicePage(PracticeWish(), of: district.birch, as: district.ines)
    #expect(!birch.scenarios.contains { $0.key == id.text } && birch.scenarios.count == 34)
    await #expect(throws: Refusal.notFound) { try await house.practicePage(PracticeWish(), of: district.alder, as: district.ines) }
    await #expect(throws: Refusal.notAllowed) { try await house.practicePage(PracticeWish(), of: district.alder, as: district.renata) }
    await #expect(throws: Refusal.notFound) { try await house.skillPage("nowhere", of: district.alder, as: district.dana) }
  }

  @Test(arguments: TestEngine.allCases) func onlyItsAuthorReadsTheCardAndChangesIt(_ engine: TestEngine) async throws {
    let district = try await District.open(engine.open())
    let house = district.house
    let id = try await house.addScenario(Self.draft(), to: district.alder, as: district.dana)
    #expect(try await house.ownScenario(id, as: district.dana).scenario.scenario.card.truth == "She is worn out.")
    for (other, refusal) in [
      (district.marcus, Refusal.notAllowed), (district.tomas, .notAllowed), (district.renata, .notAllowed), (district.ines, .notFound),
    ] {
      await #expect(throws: refusal) { try await house.ownScenario(id, as: other) }
      await #expect(throws: refusal) { try await house.changeScenario(id, Self.draft("Theirs"), after: 1, as: other) }
      await #expect(throws: refusal) { try await house.withdrawScenario(id, as: other) }
    }
    try await house.changeScenario(id, Self.draft("The early bus"), after: 1, as: district.dana)
    await #expect(throws: Refusal.stale(Sentence("shelf.scenario.stale"))) {
      try await house.changeScenario(id, Self.draft("From another window"), after: 1, as: district.dana)
    }
    #expect(try await house.ownScenario(id, as: district.dana).scenario.scenario.title == "The early bus")
    #expect(try await house.withdrawScenario(id, as: district.dana) == district.alder)
    await #expect(throws: Refusal.notFound) { try await house.ownScenario(id, as: district.dana) }
    #expect(try await house.practicePage(PracticeWish(), of: district.alder, as: district.dana).scenarios.count == 34)
    // Nothing of it stands in the audit but that it was done.
    let audited = try await house.engine.read {
      try $0.rows("SELECT deed, object_id FROM audit WHERE deed IN ('addToShelf', 'changeAddition')").count
    }
    #expect(audited == 3)
  }

  @Test(arguments: TestEngine.allCases) func whatIsWrongIsSaidAndNothingIsKept(_ engine: TestEngine) async throws {
    let district = try await District.open(engine.open())
    let house = district.house
    var bare = Self.draft()
    (bare.truth, bare.softens, bare.limit) = ("", "", "")
    let problem = await #expect(throws: Problem.self) { try await house.addScenario(bare, to: district.alder, as: district.dana) }
    #expect(problem?.lines.map(\.sentence.key) == ["shelf.scenario.cardMissing"])
    await #expect(throws: Problem.self) { try await house.addStem(StemDraft(type: "nowhere", text: "And?"), to: district.alder, as: district.dana) }
    #expect(try await house.engine.read { try $0.ownShelf(of: district.alder) } == OwnShelf())
    await #expect(throws: Refusal.notFound) { try await house.addScenario(Self.draft(), to: district.alder, as: district.ines) }
    await #expect(throws: Refusal.notFound) { try await house.addStem(StemDraft(type: "open", text: "And?"), to: district.alder, as: district.ines) }
    await #expect(throws: Refusal.notAllowed) { try await house.addScenario(Self.draft(), to: district.alder, as: district.renata) }
    await #expect(throws: Refusal.notAllowed) { try await house.additionForm(for: district.alder, as: district.sam) }
  }

  @Test(arguments: TestEngine.allCases) func aStemIsAddedOnceAndItsAuthorTakesItBack(_ engine: TestEngine) async throws {
    let district = try await District.open(engine.open())
    let house = district.house
    // A flaw keeps nobody from adding it.
    let id = try await house.addStem(StemDraft(type: "open", text: "Don't you think it worked?"), to: district.alder, as: district.dana)
    await #expect(throws: Problem("text", "shelf.stem.twice")) {
      try await house.addStem(StemDraft(type: "goal", text: "don't you think it WORKED?"), to: district.alder, as: district.marcus)
    }
    let page = try await house.stemsPage(of: district.alder, as: district.marcus)
    #expect(page.own[id.text]?.authorName == "Dana Whitfield" && page.types.first { $0.key == "open" }?.stems.last?.key == id.text)
    for (other, refusal) in [(district.marcus, Refusal.notAllowed), (district.tomas, .notAllowed), (district.ines, .notFound)] {
      await #expect(throws: refusal) { try await house.ownStem(id, as: other) }
      await #expect(throws: refusal) { try await house.changeStem(id, StemDraft(type: "open", text: "Mine"), as: other) }
      await #expect(throws: refusal) { try await house.withdrawStem(id, as: other) }
    }
    try await house.changeStem(id, StemDraft(type: "goal", text: "What worked?"), as: district.dana)
    #expect(try await house.ownStem(id, as: district.dana).stem.text == "What worked?")
    try await house.withdrawStem(id, as: district.dana)
    await #expect(throws: Refusal.notFound) { try await house.ownStem(id, as: district.dana) }
    #expect(try await house.stemsPage(of: district.alder, as: district.dana).own.isEmpty)
  }

  /// Who has left the group changes nothing there any more, not even what they wrote.
  @Test(arguments: TestEngine.allCases) func whoHasLeftChangesNothing(_ engine: TestEngine) async throws {
    let district = try await District.open(engine.open())
    let house = district.house
    let id = try await house.addScenario(Self.draft(), to: district.alder, as: district.dana)
    district.clock.advance(.days(1))
    try await house.endMembership(of: district.dana.personID, in: district.alder, as: district.tomas)
    district.clock.advance(.days(1))
    await #expect(throws: Refusal.self) { try await house.ownScenario(id, as: district.dana) }
    await #expect(throws: Refusal.self) { try await house.practicePage(PracticeWish(), of: district.alder, as: district.dana) }
    #expect(try await house.practicePage(PracticeWish(), of: district.alder, as: district.tomas).scenarios.contains { $0.key == id.text })
  }

  /// Two people add at once when one place is left: one of them is told that the shelf is full.
  @Test(arguments: TestEngine.allCases) func theLastPlaceIsGivenOnce(_ engine: TestEngine) async throws {
    let district = try await District.open(engine.open())
    let house = district.house
    let scenario = try Self.draft().scenario(key: "k", skills: ["listening"])
    try await house.engine.write { tx in
      for number in 1..<OwnShelf.mostScenarios {
        try tx.insert(scenario, as: ID(trusted: "s\(number)"), of: district.alder, by: district.dana.personID, at: district.clock.now)
      }
    }
    let kept = await withTaskGroup(of: Bool.self) { group in
      for actor in [district.dana, district.marcus, district.priya, district.yolanda] {
        group.addTask { (try? await house.addScenario(Self.draft(), to: district.alder, as: actor)) != nil }
      }
      return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
    }
    #expect(kept == 1)
    #expect(try await house.engine.read { try $0.ownShelf(of: district.alder).scenarios.count } == OwnShelf.mostScenarios)
  }

  /// The number of statements behind each page does not grow with what is on the shelf.
  @Test(arguments: TestEngine.allCases) func pagesCostTheSameWithManyRows(_ engine: TestEngine) async throws {
    let district = try await District.open(engine.open())
    let house = district.house
    let pages: [(name: String, most: Int, read: @Sendable () async throws -> Void)] = [
      ("practice", 7, { _ = try await house.practicePage(PracticeWish(), of: district.alder, as: district.dana) }),
      ("skill", 5, { _ = try await house.skillPage("listening", of: district.alder, as: district.dana) }),
      ("stems", 4, { _ = try await house.stemsPage(of: district.alder, as: district.dana) }),
      ("repertoire", 5, { _ = try await house.repertoire(as: district.dana) }),
    ]
    let first = try await house.addStem(StemDraft(type: "open", text: "First"), to: district.alder, as: district.dana)
    try await house.markStem(first.text, felt: .yes, as: district.dana)
    var before: [Int] = []
    for page in pages { before.append(try await count(page.read)) }
    for number in 1...12 {
      try await house.addScenario(Self.draft("Number \(number)"), to: district.alder, as: district.dana)
      let stem = try await house.addStem(StemDraft(type: "open", text: "Number \(number)"), to: district.alder, as: district.dana)
      try await house.markStem(stem.text, felt: .yes, as: district.dana)
      district.clock.advance(.hours(20))
      try await house.checkConfidence(skill: "listening", moment: "before", standing: "shaky", as: district.dana)
    }
    for (page, few) in zip(pages, before) {
      let many = try await count(page.read)
      #expect(many == few && many <= page.most, "\(page.name): \(few) statements with few rows, \(many) with many")
      print("figure: statements behind \(page.name) on \(engine): \(many)")
    }
  }

  private func count(_ work: () async throws -> Void) async throws -> Int {
    let counter = StatementCounter()
    try await StatementCounter.$current.withValue(counter) { try await work() }
    return counter.count
  }
}
