// The shipped library: 25 protocols whose minutes are those of the outline, five templates that fit, words a person can read.
import Content
import Domain
import Foundation
import Testing

@Suite struct ContentTests {
  /// Minutes for 2, 3, 4, 5 and 6 present; `nil` below the protocol's minimum. Changed only where a protocol is meant to change.
  static let minutes: [String: [Double?]] = [
    "commitment-check": [5, 7, 9, 11, 13],
    "celebration-round": [4, 5.5, 7, 8.5, 10],
    "consultancy": [nil, 23, 28, 33, 38],
    "tuning": [nil, 23, 26.5, 30, 33.5],
    "success-analysis": [nil, 17, 20, 23, 26],
    "question-ladder": [nil, 26, 31, 36, 41],
    "microlab": [nil, 26, 32, 38, 26],
    "chalk-talk": [nil, 20, 21, 22, 23],
    "last-word": [nil, 18, 27, 38, 51],
    "troika": [nil, 26, 34, 42, 26],
    "action-learning": [nil, 21.5, 27, 32.5, 38],
    "case-circle": [nil, 19, 21, 23, 25],
    "goal-clinic": [nil, 15, 17.5, 20, 22.5],
    "practice-triad": [31, 44, 63, 46, 47],
    "fishbowl": [nil, nil, 20.5, 22.5, 24.5],
    "feedback-carousel": [nil, 17, 22, 27, 32],
    "feedforward-round": [nil, 14.5, 15, 23.5, 24],
    "one-two-all": [nil, 7.5, 8, 8.5, 9],
    "stop-doing": [nil, 25, 26, 27, 28],
    "bold-ideas": [nil, nil, 13.5, 15.5, 17.5],
    "toolbox-exchange": [6, 9, 12, 15, 18],
    "scope-sort": [nil, 15, 17, 19, 21],
    "clip-study": [nil, 14, 16, 18, 20],
    "group-debrief": [8, 10.5, 13, 15.5, 18],
    "quiet-close": [9, 10.5, 12, 13.5, 15],
  ]

  @Test func everyProtocolOfTheTableIsShippedAndNoOther() throws {
    let library = try Library.load()
    #expect(library.protocols.map(\.key).sorted() == ContentTests.minutes.keys.sorted())
    #expect(library.protocols.count == 25)
  }

  @Test(arguments: ContentTests.minutes.keys.sorted())
  func minutesForTwoToSixPresent(_ key: String) throws {
    let entry = try #require(try Library.load()[key])
    let table = try #require(ContentTests.minutes[key])
    for (place, expected) in table.enumerated() {
      let present = place + 2
      if let expected {
        #expect(Double(entry.shape.seconds(present: present)) / 60 == expected, "\(key) with \(present)")
        #expect(present >= entry.shape.minimumPresent)
      } else {
        #expect(present < entry.shape.minimumPresent, "\(key) with \(present)")
      }
    }
  }

  @Test func presentersAndRoundsAsTheOutlineSays() throws {
    let library = try Library.load()
    let success = try #require(library["success-analysis"]).shape
    for present in 3...6 {
      let one = success.seconds(present: present)
      for presenters in 1...present {
        #expect(success.seconds(present: present, cap: presenters) == 180 + presenters * (one - 180))
      }
    }
    let triad = try #require(library["practice-triad"]).shape
    #expect(triad.seconds(present: 4) == 63 * 60)
    #expect(triad.seconds(present: 4, cap: 2) == 36 * 60)
  }

  @Test func whereThoseWhoArePresentSplitIntoTables() throws {
    let library = try Library.load()
    func split(_ present: Int) -> [String] {
      library.protocols.filter { $0.shape.splits(present: present) }.map(\.key).sorted()
    }
    for present in 2...4 { #expect(split(present).isEmpty) }
    #expect(split(5) == ["practice-triad"])
    #expect(split(6) == ["microlab", "practice-triad", "troika"])
  }

  @Test(arguments: [
    ("practice-first-90", 85), ("goal-day-75", 68), ("first-meeting-60", 54), ("short-45", 36), ("year-end-90", 82),
  ])
  func templatesFitTheirMinutes(_ key: String, _ minutes: Int) throws {
    let template = try #require(try Library.load().template(key))
    var number = 0
    let items = template.agenda {
      number += 1
      return ID(trusted: "\(number)")
    }
    let plan = AgendaPlan(minutes: template.minutes, present: template.present, items: items)
    #expect(plan.itemSeconds == minutes * 60)
    #expect(plan.fits)
    #expect(plan.concerns.isEmpty)
    #expect(key.hasSuffix(String(template.minutes)))
  }

  @Test func fiveTemplatesAndNoOther() throws {
    #expect(try Library.load().templates.count == 5)
  }

  @Test func sixLieOnTheShelfForEveryNumberPresent() throws {
    let library = try Library.load()
    #expect(
      library.shelf(present: 4).map(\.entry.key) == [
        "commitment-check", "practice-triad", "consultancy", "goal-clinic", "toolbox-exchange", "quiet-close",
      ])
    for present in 3...6 {
      let shelf = library.shelf(present: present)
      #expect(shelf.count == 6)
      #expect(shelf.allSatisfy { $0.isOffered })
      #expect(shelf.contains { $0.entry.shape.closesSession })
    }
  }

  @Test func onlyTheQuietCloseEndsASession() throws {
    #expect(try Library.load().protocols.filter { $0.shape.closesSession }.map(\.key) == ["quiet-close"])
  }

  @Test func aFileIsCalledLikeItsKey() throws {
    for file in try Library.shippedFiles() where !["shelf.yaml", "arrival.yaml"].contains(file.name) {
      let name = URL(fileURLWithPath: file.name).deletingPathExtension().lastPathComponent
      #expect(file.text.contains("\nkey: \(name)\n"), "\(file.name)")
    }
  }

  @Test func everyStepOffersWhatToSayAndWhatToWatchFor() throws {
    var seen: [String: String] = [:]
    for entry in try Library.load().protocols {
      let shape = entry.shape
      for step in shape.opening + shape.steps + shape.closing {
        let place = "\(shape.key) \(step.key)"
        let (say, watch) = (try #require(step.say, "\(place) has nothing to say"), try #require(step.watch, "\(place) has nothing to watch for"))
        for sentence in [say, watch] {
          // One sentence each, made for this step: the same words twice would be no help in either.
          #expect(seen.updateValue(place, forKey: sentence) == nil, "\(place) says what another step says: \(sentence)")
          #expect(sentence.hasSuffix(".") || sentence.hasSuffix("?"), "\(place)")
          #expect(sentence.count <= 160 && sentence.count >= 15, "\(place)")
          #expect(!sentence.contains(". ") && !sentence.contains("!"), "\(place): \(sentence)")
        }
      }
    }
    #expect(seen.count == 252)
  }

  @Test func thereAreQuestionsToArriveOnAndAnOperatorsFileTakesTheirPlace() throws {
    let shipped = try Library.load().arrivalQuestions
    #expect(shipped.count >= 8 && Set(shipped.map(\.key)).count == shipped.count)
    for question in shipped { #expect(question.text.hasSuffix("?") && question.text.unicodeScalars.count <= 120, "\(question.key)") }
    let own = LibraryFile(name: "own.yaml", text: "kind: arrival\nquestions:\n  - key: own\n    question: What now?\n")
    let files = try Library.shippedFiles()
    #expect(try LibraryChecker.library(from: files + [own]).arrivalQuestions == [ArrivalQuestion(key: "own", text: "What now?")])
    #expect(throws: LibraryFaults.self) { try LibraryChecker.library(from: files + [own, own]) }
    let twice = LibraryFile(name: "own.yaml", text: own.text + "  - key: own\n    question: Again?\n")
    #expect(throws: LibraryFaults.self) { try LibraryChecker.library(from: files + [twice]) }
  }

  @Test func everySentenceIsPlain() throws {
    let library = try Library.load()
    var sentences: [String] = library.templates.flatMap { [$0.title, $0.summary] }
    for entry in library.protocols {
      let shape = entry.shape
      sentences += [shape.title, shape.summary, entry.use]
      for step in shape.opening + shape.steps + shape.closing {
        sentences += [step.title, step.instruction, step.say ?? "", step.watch ?? ""]
        #expect(step.instruction.hasSuffix(".") || step.instruction.hasSuffix("?"), "\(shape.key) \(step.key)")
      }
    }
    for sentence in sentences {
      #expect(!sentence.contains("!"), "\(sentence)")
      #expect(!sentence.contains("coachee"), "\(sentence)")
      #expect(!sentence.contains("  "), "\(sentence)")
    }
  }
}
