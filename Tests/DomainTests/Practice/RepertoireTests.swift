// One's own list of stems: the newest word about each counts, and tapping twice in a round does not make two rounds of it.
import Domain
import Testing

@Suite struct RepertoireTests {
  private func tried(_ stem: String, _ felt: Felt?, round: String? = nil, at second: Int64) -> StemTried {
    StemTried(stem: stem, roundID: round.map { ID(trusted: $0) }, felt: felt, triedAt: Instant(milliseconds: second * 1_000))
  }

  @Test func theNewestWordCounts() {
    let list = Repertoire([
      tried("what-else", .notYet, round: "1", at: 1), tried("what-else", .yes, round: "2", at: 5), tried("what-else", nil, at: 9),
      tried("so-what", .yes, at: 2), tried("so-what", .notYet, round: "2", at: 3), tried("and", nil, round: "2", at: 4),
    ])
    #expect(list.lines.map(\.stem) == ["what-else", "and", "so-what"])
    #expect(list.shortList.map(\.stem) == ["what-else"] && list.stillTrying.map(\.stem) == ["and", "so-what"])
    #expect(list.felt("what-else") == .yes && list.felt("so-what") == .notYet && list.felt("and") == nil && list.felt("never") == nil)
    #expect(list.lines.first?.rounds == 2 && list.lines.first?.lastTried == Instant(milliseconds: 9_000))
    #expect(Repertoire([]).lines.isEmpty)
  }

  @Test func aCheckNeedsASkillAMomentAndAWord() throws {
    let now = Instant(milliseconds: 5)
    let check = try ConfidenceCheck.read(skill: "goal", moment: "before", standing: "shaky", skills: ["goal"], at: now)
    #expect(check == ConfidenceCheck(skill: "goal", moment: .before, standing: .shaky, checkedAt: now))
    let problem = #expect(throws: Problem.self) {
      try ConfidenceCheck.read(skill: "nothing", moment: "during", standing: "7", skills: ["goal"], at: now)
    }
    #expect(problem?.lines.compactMap(\.field) == ["skill", "moment", "standing"])
  }
}
