// What a file of the practice shelf can get wrong, named with line and field, and how an operator's own lies over it.
import Content
import Domain
import Testing

@Suite struct PracticeFileTests {
  static let scenario = """
    kind: scenario
    key: own
    title: Own
    brief: Somebody stands in the door.
    role: A teacher
    wants: A minute.
    level: 1
    stance: willing
    skills: [listening]
    audience: both
    version: 1
    locale: en
    card:
      truth: There is more.
      softens: A chair.
      limit: One sentence more.
    """
  static let stems = """
    kind: stems
    key: own
    title: Own
    summary: Ours.
    audience: both
    version: 1
    locale: en
    stems:
      - key: what-now
        text: What now?
        useWhen: Always.
        avoidWhen: Never.
    """
  static let model = """
    kind: feedbackModel
    key: own
    title: Own
    summary: Ours.
    bestFor: Us.
    trap: Them.
    audience: both
    version: 1
    locale: en
    origin: own
    parts:
      - {key: one, title: One, prompt: One}
      - {key: two, title: Two, prompt: Two}
    """
  static let skill = """
    kind: focusSkill
    key: own
    title: Own
    primer: \(String(repeating: "word ", count: 50))
    lens: What is there?
    stems: [open]
    audience: both
    version: 1
    locale: en
    model:
      - {speaker: Coach, says: \(String(repeating: "word ", count: 50))}
      - {speaker: Teacher, says: \(String(repeating: "word ", count: 50))}
      - {speaker: Coach, says: \(String(repeating: "word ", count: 50))}
    """

  static let slips: [(String, String, String, String)] = [
    (scenario, "level: 1", "level: 4", ":7: level: content.notANumber"),
    (scenario, "stance: willing", "stance: wiling", ":8: stance: content.notAChoiceNear"),
    (scenario, "[listening]", "[]", ":9: skills: content.emptyList"),
    (scenario, "[listening]", "[listning]", ":9: skills: content.notAChoiceNear"),
    (scenario, "card:", "cart:", ":1: card: content.cardMissing"),
    (scenario, "  limit: One sentence more.", "", ":14: card.limit: content.missing"),
    (scenario, "  limit:", "  limits:", ":16: card.limits: content.unknownNear"),
    (scenario, "brief:", "summary:", ":1: brief: content.missing"),
    (stems, "What now?", "What now? And then?", ":10: stems[1].text: content.stemDouble"),
    (
      stems, "What now?", "What do you see and how is it?", ":10: stems[1].text: content.stemDouble"
    ),
    (stems, "What now?", "Don't you think it was long?", ":10: stems[1].text: content.stemLeading"),
    (stems, "What now?", "Why didn't you stop?", ":10: stems[1].text: content.stemAccusing"),
    (stems, "what-now", "what-else", ":8: stems: content.stemTwice"),
    (stems, "    avoidWhen: Never.", "", ":9: stems[1].avoidWhen: content.missing"),
    (model, "  - {key: two, title: Two, prompt: Two}", "", ":11: parts: content.twoParts"),
    (model, "key: two", "key: one", ":13: parts[2].key: content.partTwice"),
    (model, "origin: own", "origin: ours", ":10: origin: content.originWord"),
    (
      skill, "primer: word ", "primer: \(String(repeating: "word ", count: 120))",
      ":4: primer: content.wordCount"
    ),
    (skill, "says: word word word", "says: word", ":10: model: content.wordCount"),
    (skill, "[open]", "[opn]", ":6: stems: content.notAChoiceNear"),
  ]

  @Test(arguments: slips.indices) func aSlipIsNamedWithLineAndField(_ place: Int) throws {
    let (sound, old, new, expected) = PracticeFileTests.slips[place]
    #expect(LibraryCheckerTests.faults(sound) == [])
    try #require(sound.contains(old))
    let faults = LibraryCheckerTests.faults(sound.replacingOccurrences(of: old, with: new))
    #expect(faults.contains { $0.hasPrefix(expected) }, "\(faults)")
  }

  @Test func anOwnFileTakesThePlaceOfTheShippedOne() throws {
    let files =
      try Library.shippedFiles() + [
        LibraryFile(
          name: "own.yaml",
          text: PracticeFileTests.scenario.replacingOccurrences(
            of: "key: own", with: "key: got-a-minute")),
        LibraryFile(name: "more.yaml", text: PracticeFileTests.scenario),
      ]
    let shelf = try LibraryChecker.library(from: files).practice
    #expect(shelf.scenarios.count == 35)
    #expect(
      shelf.scenarios.first { $0.key == "got-a-minute" }?.brief == "Somebody stands in the door.")
  }

  @Test func oneKeyInTwoFilesIsAFault() throws {
    let twice = [
      LibraryFile(name: "a.yaml", text: PracticeFileTests.model),
      LibraryFile(name: "b.yaml", text: PracticeFileTests.model),
    ]
    #expect(
      throws: LibraryFaults([
        ContentFault(
          file: "b.yaml", line: 2, field: "key",
          Sentence("content.keyTwice", ["key": "own", "file": "a.yaml"]))
      ])
    ) { try LibraryChecker.library(from: Library.shippedFiles() + twice) }
  }
}
