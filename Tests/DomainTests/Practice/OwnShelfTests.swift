// A group's own scenarios and stems: what is refused with which sentence, and what the library looks like with them.
import Domain
import Foundation
import Testing

@Suite struct OwnShelfTests {
  static let draft: ScenarioDraft = {
    var draft = ScenarioDraft()
    (draft.title, draft.brief, draft.role, draft.wants) = ("The late bus", "Half the class comes late.", "A teacher", "To be left alone")
    (draft.truth, draft.softens, draft.limit) = ("She is worn out.", "Being asked about the morning.", "Do not cry.")
    (draft.level, draft.stance, draft.skills) = ("2", "torn", ["listening"])
    return draft
  }()

  private func fields(_ draft: ScenarioDraft) -> [String] {
    do {
      _ = try draft.scenario(key: "k", skills: ["listening", "boundary", "a", "b", "c"])
      return []
    } catch { return error.lines.compactMap(\.field) }
  }

  private func own(_ number: Int, by author: String) throws -> OwnScenario {
    let id = ID<OwnScenario>(trusted: "own-\(number)")
    return OwnScenario(
      id: id, groupID: ID(trusted: "g"), authorID: ID(trusted: author), authorName: author,
      scenario: try OwnShelfTests.draft.scenario(key: id.text, skills: ["listening"]), version: 1)
  }

  @Test func aScenarioIsWhatWasTyped() throws {
    let scenario = try OwnShelfTests.draft.scenario(key: "k", skills: ["boundary", "listening"])
    #expect(scenario.title == "The late bus" && scenario.level == .stretch && scenario.stance == .torn && scenario.skills == ["listening"])
    #expect(scenario.card == Scenario.Card(truth: "She is worn out.", softens: "Being asked about the morning.", limit: "Do not cry."))
    #expect(ScenarioDraft(scenario) == OwnShelfTests.draft)
    let again = try JSONDecoder().decode(Scenario.self, from: JSONEncoder().encode(scenario))
    #expect(again == scenario)
  }

  @Test func withoutACardNobodyCanPlayIt() {
    var draft = OwnShelfTests.draft
    (draft.truth, draft.softens, draft.limit) = (" ", "\n", "")
    let problem = #expect(throws: Problem.self) { try draft.scenario(key: "k", skills: ["listening"]) }
    #expect(problem?.lines == [Problem.Line(field: "truth", sentence: Sentence("shelf.scenario.cardMissing"))])
    draft.truth = "Something"
    #expect(fields(draft) == ["softens", "limit"])
  }

  @Test func everythingThatIsWrongIsSaidAtOnce() {
    #expect(fields(ScenarioDraft()) == ["title", "brief", "role", "wants", "truth", "level", "stance", "skills"])
    var draft = OwnShelfTests.draft
    draft.title = String(repeating: "x", count: 81)
    draft.level = "9223372036854775808"
    draft.stance = "furious"
    draft.skills = ["nowhere"]
    draft.audience = "everybody"
    #expect(fields(draft) == ["title", "level", "stance", "skills", "audience"])
    draft = OwnShelfTests.draft
    draft.skills = ["listening", "boundary", "a", "b", "c"]
    #expect(fields(draft) == ["skills"])
  }

  @Test func aStemOfTheGroupIsNeverBlockedByAFlaw() throws {
    try StemDraft(type: "open", text: "  Don't you think it is time?  ").checked(types: ["open"])
    #expect(StemDraft(type: "open", text: " a \n b ").text == "a b")
    for (draft, wrong) in [
      (StemDraft(type: "open", text: ""), ["text"]), (StemDraft(type: "shut", text: "What else?"), ["type"]),
      (StemDraft(type: "open", text: String(repeating: "x", count: 121)), ["text"]), (StemDraft(), ["text", "type"]),
    ] {
      let problem = #expect(throws: Problem.self) { try draft.checked(types: ["open"]) }
      #expect(problem?.lines.compactMap(\.field) == wrong)
    }
  }

  @Test func ownOnesStandAmongTheLibrarys() throws {
    let shelf = PracticeShelf(
      scenarios: [try OwnShelfTests.draft.scenario(key: "shipped", skills: ["listening"])],
      stemTypes: [StemType(key: "open", title: "Open", stems: [Stem(key: "what-else", type: "open", text: "What else?", useWhen: "", avoidWhen: "")])]
    )
    let stem = OwnStem(id: ID(trusted: "s"), groupID: ID(trusted: "g"), authorID: ID(trusted: "a"), authorName: "A", type: "open", text: "And?")
    let own = OwnShelf(scenarios: [try own(1, by: "dana"), try own(2, by: "marcus")], stems: [stem])
    let whole = shelf.adding(own)
    #expect(whole.scenarios.map(\.key).sorted() == ["own-1", "own-2", "shipped"])
    #expect(whole.stem("s")?.text == "And?" && whole.stem("what-else") != nil && whole.stem("nothing") == nil)
  }

  /// There is no card in it to give away.
  @Test func thePublicSideHasNoCard() throws {
    let own = try own(1, by: "dana")
    let text = String(describing: own.scenario.front(own))
    #expect(text.contains("The late bus") && text.contains("dana"))
    for word in [own.scenario.card.truth, own.scenario.card.softens, own.scenario.card.limit] { #expect(!text.contains(word)) }
  }
}
