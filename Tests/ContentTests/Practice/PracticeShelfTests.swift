// What is practiced with: as much of it as was promised, every key leads somewhere, and the words are fit to be spoken.
import Content
import Domain
import Foundation
import Testing

@Suite struct PracticeShelfTests {
  static func shelf() throws -> PracticeShelf { try Library.load().practice }

  @Test func thereIsAsMuchAsWasPromised() throws {
    let shelf = try PracticeShelfTests.shelf()
    #expect(shelf.scenarios.count == 34)
    #expect(shelf.scenarios.count { $0.stance == .willing || $0.stance == .strong } >= 8)
    for level in Scenario.Level.allCases {
      #expect(shelf.scenarios.count { $0.level == level } >= 5)
    }
    for audience in [Audience.ic, .itc] {
      #expect(shelf.scenarios.count { $0.audience == audience } >= 5)
    }
    #expect(shelf.stemTypes.count == 13 && shelf.stemTypes.allSatisfy { $0.stems.count == 6 })
    #expect(shelf.feedbackModels.count == 8 && shelf.skills.count == 14)
  }

  @Test func everySkillHasSomethingToPracticeItWith() throws {
    let shelf = try PracticeShelfTests.shelf()
    for skill in shelf.skills {
      let wish = shelf.filtered(skill: skill.key)
      #expect(wish.scenarios.count >= 2 && !wish.stemTypes.isEmpty, "\(skill.key)")
      #expect(skill.model.count >= 8 && Set(skill.model.map(\.speaker)).count == 2, "\(skill.key)")
    }
  }

  @Test func aWishLeavesWhatServesIt() throws {
    let shelf = try PracticeShelfTests.shelf()
    #expect(shelf.filtered() == shelf)
    let wish = shelf.filtered(skill: "boundary", atMost: .stretch, audience: .ic)
    #expect(
      wish.skills.map(\.key) == ["boundary"]
        && wish.stemTypes.map(\.key) == ["boundary", "consent"])
    #expect(
      wish.scenarios.contains { $0.key == "short-again" }
        && !wish.scenarios.contains { $0.key == "just-between-us" })
    #expect(!wish.scenarios.contains { $0.key == "you-are-the-tech-person" })
    #expect(
      wish.scenarios.allSatisfy {
        $0.skills.contains("boundary") && $0.level != .hard && $0.audience != .itc
      })
    #expect(shelf.filtered(skill: "no-such-skill").scenarios.isEmpty)
  }

  @Test func noStemAsksTwoThingsLeadsOrAccuses() throws {
    let types = try PracticeShelfTests.shelf().stemTypes
    for stem in types.flatMap(\.stems) {
      #expect(StemFlaw.found(in: stem.text) == [], "\(stem.text)")
      #expect(
        stem.text.hasSuffix("?") || stem.text.hasSuffix(".") || stem.text.hasSuffix("…"),
        "\(stem.text)")
    }
    #expect(
      Set(types.flatMap(\.stems).map(\.key)).count == 78
        && Set(types.flatMap(\.stems).map(\.text)).count == 78)
  }

  @Test func everySentenceIsPlainAndEachCardIsWhole() throws {
    let shelf = try PracticeShelfTests.shelf()
    var sentences: [String] = []
    for scenario in shelf.scenarios {
      sentences += [
        scenario.title, scenario.brief, scenario.role, scenario.wants, scenario.card.truth,
        scenario.card.softens, scenario.card.limit,
      ]
    }
    for skill in shelf.skills {
      sentences += [skill.title, skill.primer, skill.lens] + skill.model.map(\.says)
    }
    for type in shelf.stemTypes {
      sentences += type.stems.flatMap { [$0.text, $0.useWhen, $0.avoidWhen] }
    }
    for model in shelf.feedbackModels {
      sentences +=
        [model.title, model.summary, model.bestFor, model.trap] + model.parts.map(\.prompt)
    }
    for sentence in sentences {
      #expect(
        !sentence.isEmpty && !sentence.contains("!") && !sentence.contains("coachee")
          && !sentence.contains("  "), "\(sentence)")
    }
    #expect(Set(shelf.scenarios.map(\.card.truth)).count == shelf.scenarios.count)
  }

  @Test func feedbackModelsHaveThePartsTheyAreKnownFor() throws {
    let models = Dictionary(
      uniqueKeysWithValues: try PracticeShelfTests.shelf().feedbackModels.map { ($0.key, $0) })
    #expect(models["sbi"]?.parts.map(\.isRequired) == [true, true, true, false])
    #expect(models["ladder"]?.parts.map(\.key) == ["clarify", "value", "concern", "suggest"])
    #expect(models["glow-grow"]?.parts.count == 2 && models["name-it-try-it"]?.parts.count == 4)
    #expect(models["feedforward"]?.origin?.author == "Marshall Goldsmith")
  }
}
