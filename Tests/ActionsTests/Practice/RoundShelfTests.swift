// What a group has added, in its rounds: own scenarios are played and drawn, never by who wrote them, their card goes to the coachee alone;
// and which stems were used is marked by the practitioner, after the play, for themselves.
import Actions
import Database
import Domain
import Store
import TestSupport
import Testing

@Suite struct RoundShelfTests {
  /// Dana practices, Marcus plays, Priya observes.
  private func round(_ district: District, skill: String? = "listening") async throws -> ID<PracticeRound> {
    try await district.house.startRound(
      RoundDraft(
        practitioner: district.dana.personID, coachee: district.marcus.personID, observers: [district.priya.personID], skill: skill),
      in: district.alder, as: district.dana)
  }

  private func move(_ district: District, _ round: ID<PracticeRound>, to phase: RoundPhase) async throws {
    for _ in RoundPhase.allCases {
      let now = try await district.house.round(round, as: district.dana).round.phase
      if now == phase { return }
      try await district.house.act(.command(.moveOn(from: now)), inRound: round, as: district.dana)
    }
  }

  @Test(arguments: TestEngine.allCases) func anOwnScenarioIsPlayedAndItsCardGoesToTheCoachee(_ engine: TestEngine) async throws {
    let district = try await District.open(engine.open())
    let house = district.house
    let own = try await house.addScenario(ShelfActionsTests.draft(), to: district.alder, as: district.priya)
    let id = try await round(district)
    try await house.act(.ownScenario(own), inRound: id, as: district.marcus)
    try await move(district, id, to: .briefed)
    func card(_ actor: Actor) async throws -> Scenario.Card? { try await house.round(id, as: actor).view(at: house.now()).card }
    #expect(try await card(district.marcus)?.truth == "She is worn out.")
    // Not even its author reads it here while it is played.
    for other in [district.dana, district.priya, district.tomas] { #expect(try await card(other) == nil) }
    // Taken back in the middle of it, it is played to its end; nobody else is dealt it.
    try await house.withdrawScenario(own, as: district.priya)
    #expect(try await card(district.marcus)?.truth == "She is worn out.")
    try await move(district, id, to: .done)
    #expect(try await card(district.marcus) != nil)
    #expect(try await card(district.priya) != nil)
    #expect(try await card(district.dana) == nil)
    let page = try await house.practicePage(PracticeWish(), of: district.alder, as: district.marcus)
    #expect(page.practiced.map(\.id) == [id] && page.practiced.first?.part == .coachee && page.practiced.first?.skill == "listening")
    #expect(page.practiced.first?.others == ["Dana Whitfield", "Priya Raman"] && page.ownRound == nil)
    #expect(try await house.practicePage(PracticeWish(), of: district.alder, as: district.yolanda).practiced.isEmpty)
  }

  @Test(arguments: TestEngine.allCases) func nobodyIsDealtWhatTheyWroteOrWhatIsOfAnotherGroup(_ engine: TestEngine) async throws {
    let district = try await District.open(engine.open())
    let house = district.house
    let mine = try await house.addScenario(ShelfActionsTests.draft(), to: district.alder, as: district.dana)
    let theirs = try await house.addScenario(ShelfActionsTests.draft(), to: district.alder, as: district.yolanda)
    let elsewhere = try await house.addScenario(ShelfActionsTests.draft(), to: district.birch, as: district.ines)
    let id = try await round(district)
    let offered = try await house.round(id, as: district.dana).situations.map(\.situation)
    #expect(offered.contains(.ownScenario(theirs)) && !offered.contains(.ownScenario(mine)) && !offered.contains(.ownScenario(elsewhere)))
    for forbidden in [mine, elsewhere] {
      await #expect(throws: Problem("situation", "round.setting.unknownSituation")) {
        try await house.act(.ownScenario(forbidden), inRound: id, as: district.dana)
      }
    }
    var drawn: [Situation] = []
    for _ in 1...60 {
      try await house.act(.draw(atMost: .stretch), inRound: id, as: district.dana)
      district.clock.advance(.minutes(1))
      if let situation = try await house.round(id, as: district.dana).round.situation { drawn.append(situation) }
    }
    #expect(!drawn.contains(.ownScenario(mine)) && !drawn.contains(.ownScenario(elsewhere)))
    #expect(drawn.contains(.ownScenario(theirs)), "60 draws out of a handful")
  }

  /// Dana and Marcus trade their parts while a situation of Marcus's lies on the table.
  @Test(arguments: TestEngine.allCases) func whoeverPracticesAfterATradeDoesNotKnowTheCard(_ engine: TestEngine) async throws {
    let district = try await District.open(engine.open())
    let house = district.house
    let own = try await house.addScenario(ShelfActionsTests.draft(), to: district.alder, as: district.marcus)
    let id = try await round(district)
    try await house.act(.ownScenario(own), inRound: id, as: district.dana)
    try await house.act(.command(.trade(district.marcus.personID, district.priya.personID)), inRound: id, as: district.marcus)
    #expect(try await house.round(id, as: district.dana).round.situation == .ownScenario(own))
    try await house.act(.command(.trade(district.marcus.personID, district.dana.personID)), inRound: id, as: district.marcus)
    let traded = try await house.round(id, as: district.dana).round
    #expect(traded.parts.practitioner == district.marcus.personID && traded.situation == nil)
    // Nobody is asked to say yes to something hard that is not there any more.
    #expect(traded.level == nil)
  }

  @Test(arguments: TestEngine.allCases) func whoPracticedMarksTheirStemsAfterThePlay(_ engine: TestEngine) async throws {
    let district = try await District.open(engine.open())
    let house = district.house
    let own = try await house.addStem(StemDraft(type: "paraphrase", text: "So it was the bus."), to: district.alder, as: district.yolanda)
    let id = try await round(district)
    try await house.act(.library("under-water"), inRound: id, as: district.dana)
    for stem in [own.text, "what-else"] { try await house.act(.addStem(stem), inRound: id, as: district.dana) }
    func mark(_ stem: String, _ felt: Felt?, used: Bool = true, as actor: Actor) async throws {
      try await house.markStem(stem, used: used, felt: felt, inRound: id, as: actor)
    }
    await #expect(throws: Problem("stem", "shelf.round.notNow")) { try await mark("what-else", .yes, as: district.dana) }
    try await move(district, id, to: .jotting)
    for other in [district.marcus, district.priya, district.tomas] {
      await #expect(throws: Problem("stem", "shelf.round.notYours")) { try await mark("what-else", .yes, as: other) }
      #expect(try await house.round(id, as: other).beside.stemsToMark.isEmpty)
    }
    await #expect(throws: Refusal.notFound) { try await mark("what-else", .yes, as: district.yolanda) }
    await #expect(throws: Problem("stem", "round.stems.unknown")) { try await mark("what-stood-out", .yes, as: district.dana) }
    #expect(try await house.round(id, as: district.dana).beside.stemsToMark.map(\.key) == [own.text, "what-else"])
    try await mark(own.text, .yes, as: district.dana)
    try await mark("what-else", .yes, as: district.dana)
    try await mark("what-else", .notYet, as: district.dana)
    let tried = try await house.round(id, as: district.dana).beside.stemsTried
    #expect(tried.count == 2 && tried.first { $0.stem == own.text }?.felt == .yes && tried.first { $0.stem == "what-else" }?.felt == .notYet)
    #expect(try await house.round(id, as: district.priya).beside.stemsTried.isEmpty)
    let list = try await house.repertoire(as: district.dana)
    #expect(list.repertoire.shortList.map(\.stem) == [own.text] && list.repertoire.shortList.first?.rounds == 1)
    #expect(list.stems[own.text]?.text == "So it was the bus.")
    try await mark("what-else", nil, used: false, as: district.dana)
    #expect(try await house.repertoire(as: district.dana).repertoire.lines.map(\.stem) == [own.text])
    // Of a round that is stopped no mark is kept.
    try await house.act(.command(.stop), inRound: id, as: district.priya)
    #expect(try await house.repertoire(as: district.dana).repertoire.lines.isEmpty)
    await #expect(throws: Problem.self) { try await mark("what-else", .yes, as: district.dana) }
  }

  /// Where no stem was chosen, all that serve the skill can be marked.
  @Test(arguments: TestEngine.allCases) func withoutAChoiceAllStemsOfTheSkillAreThere(_ engine: TestEngine) async throws {
    let district = try await District.open(engine.open())
    let id = try await round(district)
    try await district.house.act(.library("under-water"), inRound: id, as: district.dana)
    try await move(district, id, to: .jotting)
    let types = Set(try await district.house.round(id, as: district.dana).beside.stemsToMark.map(\.type))
    #expect(types == ["paraphrase", "clarifying"])
  }
}
