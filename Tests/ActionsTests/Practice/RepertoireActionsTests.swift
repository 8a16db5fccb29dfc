// One's own list of stems and one's own word about a skill: only of what one can see, and for nobody else.
import Actions
import Database
import Domain
import Store
import TestSupport
import Testing

@Suite struct RepertoireActionsTests {
  @Test(arguments: TestEngine.allCases) func aListGrowsFromWhatFeltLikeOneself(_ engine: TestEngine) async throws {
    let district = try await District.open(engine.open())
    let house = district.house
    #expect(try await house.repertoire(as: district.dana).repertoire.lines.isEmpty)
    try await house.markStem("what-else", felt: .notYet, as: district.dana)
    district.clock.advance(.days(1))
    try await house.markStem("what-else", felt: .yes, as: district.dana)
    try await house.markStem("what-stood-out", felt: .notYet, as: district.dana)
    let page = try await house.repertoire(as: district.dana)
    #expect(page.repertoire.shortList.map(\.stem) == ["what-else"] && page.repertoire.stillTrying.map(\.stem) == ["what-stood-out"])
    #expect(page.stems["what-else"]?.text == "What else?" && page.groups.map(\.id) == [district.alder])
    // Nobody else has it, whoever they are.
    for other in [district.marcus, district.tomas, district.renata, district.sam] {
      #expect(try await house.repertoire(as: other).repertoire.lines.isEmpty)
    }
    try await house.forgetStem("what-else", as: district.marcus)
    try await house.forgetStem("what-stood-out", as: district.dana)
    #expect(try await house.repertoire(as: district.dana).repertoire.lines.map(\.stem) == ["what-else"])
    // Nothing of it is counted anywhere.
    #expect(try await house.engine.read { try $0.rows("SELECT deed FROM audit WHERE deed = 'keepRepertoire'").count } == 0)
  }

  @Test(arguments: TestEngine.allCases) func onlyWhatStandsOnAShelfOneSeesIsMarked(_ engine: TestEngine) async throws {
    let district = try await District.open(engine.open())
    let house = district.house
    let own = try await house.addStem(StemDraft(type: "open", text: "And then?"), to: district.alder, as: district.marcus)
    try await house.markStem(own.text, felt: .yes, as: district.dana)
    #expect(try await house.repertoire(as: district.dana).stems[own.text]?.text == "And then?")
    let nowhere: ID<OwnStem> = house.newID()
    for key in [own.text, nowhere.text, "no-such-stem", "", "x' OR 1=1"] {
      await #expect(throws: Problem("stem", "shelf.stem.unknown")) { try await house.markStem(key, felt: .yes, as: district.ines) }
    }
    // What one has tried stays one's own when it is taken back; nobody new finds it.
    try await house.withdrawStem(own, as: district.marcus)
    try await house.markStem(own.text, felt: .notYet, as: district.dana)
    #expect(try await house.repertoire(as: district.dana).repertoire.felt(own.text) == .notYet)
    await #expect(throws: Problem.self) { try await house.markStem(own.text, felt: .yes, as: district.priya) }
  }

  @Test(arguments: TestEngine.allCases) func howSureOneFeelsIsReadByOneselfAlone(_ engine: TestEngine) async throws {
    let district = try await District.open(engine.open())
    let house = district.house
    try await house.checkConfidence(skill: "goal", moment: "before", standing: "shaky", as: district.dana)
    district.clock.advance(.hours(1))
    try await house.checkConfidence(skill: "goal", moment: "after", standing: "growing", as: district.dana)
    let own = try await house.skillPage("goal", of: district.alder, as: district.dana)
    #expect(own.checks.map(\.standing) == [.shaky, .growing])
    for other in [district.marcus, district.tomas] {
      #expect(try await house.skillPage("goal", of: district.alder, as: other).checks.isEmpty)
      #expect(try await house.repertoire(as: other).confidence.isEmpty)
    }
    #expect(try await house.repertoire(as: district.dana).confidence.map(\.skill.key) == ["goal"])
    await #expect(throws: Problem.self) {
      try await house.checkConfidence(skill: "goal", moment: "before", standing: "7", as: district.dana)
    }
    try await house.forgetConfidence(in: "goal", as: district.marcus)
    #expect(try await house.repertoire(as: district.dana).confidence.first?.checks.count == 2)
    try await house.forgetConfidence(in: "goal", as: district.dana)
    #expect(try await house.repertoire(as: district.dana).confidence.isEmpty)
  }
}
