// What an educator's file can get wrong: each fault names file, line and field, and all are told at once.
import Content
import Domain
import Foundation
import Testing

@Suite struct LibraryCheckerTests {
  static let sound = """
    kind: protocol
    key: slow-look
    title: Slow look
    summary: Look at one piece of student work for a long time before anybody says anything.
    use: Student work
    version: 1
    locale: en
    audience: both
    origin: own
    minimumPresent: 2
    repeat: once
    steps:
      - key: look
        title: Look
        instruction: Look in silence.
        floor: none
        fixed: 5
      - key: say
        title: Say
        instruction: In turn, say what you see.
        floor: each
        perPresent: 1.5
    """

  /// The faults of one file laid over the shipped library, as they are printed, without the file's name.
  static func faults(_ text: String) -> [String] {
    do {
      _ = try LibraryChecker.library(from: Library.shippedFiles() + [LibraryFile(name: "own.yaml", text: text)])
      return []
    } catch let faults as LibraryFaults {
      return faults.faults.map { fault in
        String(fault.report(\.key).dropFirst("own.yaml".count))
      }
    } catch {
      return ["\(error)"]
    }
  }

  @Test func aSoundFileHasNoFault() {
    #expect(LibraryCheckerTests.faults(LibraryCheckerTests.sound) == [])
  }

  /// What is exchanged in the sound file, for what, and the fault that has to come.
  static let slips: [(String, String, String)] = [
    ("kind: protocol", "kind: protocoll", ":1: kind: content.notAChoiceNear"),
    ("kind: protocol\n", "", ":1: kind: content.missing"),
    ("key: slow-look", "key: Slow Look", ":2: key: content.notAKey"),
    ("key: slow-look", "key: \(String(repeating: "a", count: 41))", ":2: key: content.notAKey"),
    ("title: Slow look\n", "title:\n", ":3: title: content.missing"),
    ("title: Slow look\n", "titel: Slow look\n", ":3: titel: content.unknownNear"),
    ("title: Slow look", "title: [a, b]", ":3: title: content.notOneValue"),
    ("title: Slow look", "title: \(String(repeating: "long ", count: 20))", ":3: title: content.tooLong"),
    ("title: Slow look", "title: \"Slow \\u0000look\"", ":3: title: content.controlCharacter"),
    ("version: 1", "version: one", ":6: version: content.notANumber"),
    ("version: 1", "version: 99999999999999999999", ":6: version: content.notANumber"),
    ("audience: both", "audience: bot", ":8: audience: content.notAChoiceNear"),
    ("origin: own", "origin: mine", ":9: origin: content.originWord"),
    ("origin: own", "origin: {name: Slow Looking, autor: Somebody}", ":9: origin.autor: content.unknownNear"),
    ("minimumPresent: 2", "minimumPresent: 7", ":10: minimumPresent: content.notANumber"),
    ("repeat: once", "repeat: twice", ":11: repeat: content.notAChoice"),
    ("repeat: once", "repeat: perTableMember", ":11: repeat: content.needsField"),
    ("repeat: once", "repeat: perCircleMember", ":11: repeat: content.needsField"),
    ("repeat: once", "roundsMayBeCapped: yes", ":11: roundsMayBeCapped: content.nothingToCap"),
    ("repeat: once", "circles: {2: [2], 3: [3], 4: [4], 5: [3], 6: [3, 3]}", ":11: circles.5: content.seatsDoNotAdd"),
    ("repeat: once", "circles: {2: [2], 3: [3], 4: [4], 6: [3, 3]}", ":11: circles: content.seatsMissing"),
    ("repeat: once", "circles: {9: [9], 2: [2], 3: [3], 4: [4], 5: [5], 6: [6]}", ":11: circles.9: content.notPresent"),
    ("repeat: once", "tables: {2: [2F], 3: [3], 4: [2F, 2F], 5: [5], 6: [6]}", ":11: tables.4: content.oneFacilitator"),
    ("floor: none", "floor: nobody", ":16: steps[1].floor: content.notAChoice"),
    ("floor: none", "floor: non", ":16: steps[1].floor: content.notAChoiceNear"),
    ("floor: none", "say: \(String(repeating: "long ", count: 60))\n    floor: none", ":16: steps[1].say: content.tooLong"),
    ("floor: none", "watsh: Whispers\n    floor: none", ":16: steps[1].watsh: content.unknownNear"),
    ("fixed: 5", "fixed: 5.25", ":17: steps[1].fixed: content.notMinutes"),
    ("fixed: 5", "fixed: -5", ":17: steps[1].fixed: content.notMinutes"),
    ("fixed: 5", "fixed: 500", ":17: steps[1].fixed: content.notMinutes"),
    ("fixed: 5", "fixed: 1e3", ":17: steps[1].fixed: content.notMinutes"),
    ("fixed: 5", "perOthers: 5", ":17: steps[1].perOthers: content.unknownNear"),
    ("perPresent: 1.5", "perPresent: 0", ":18: steps[2].fixed: content.stepWithoutMinutes"),
    ("- key: say", "- key: look", ":12: steps: content.stepTwice"),
    ("fixed: 5", "perPresent: 60", ":12: steps: content.protocolTooLong"),
    ("title: Say", "title: Say\n    title: Again", ":19: content.fieldTwice"),
    ("steps:", "steps: none", ":13: content.notYAML"),
    ("use: Student work", "use: Student: work", ":5: content.notYAML"),
    ("locale: en", "locale: &a [*a]", ":7: content.notYAML"),
  ]

  @Test(arguments: slips.indices)
  func aSlipIsNamedWithLineAndField(_ place: Int) throws {
    let (old, new, expected) = LibraryCheckerTests.slips[place]
    try #require(LibraryCheckerTests.sound.contains(old))
    let text = LibraryCheckerTests.sound.replacingOccurrences(of: old, with: new)
    let faults = LibraryCheckerTests.faults(text)
    #expect(faults.contains { $0.hasPrefix(expected) }, "\(faults)")
  }

  @Test func allFaultsAreToldNotOnlyTheFirst() {
    let text = LibraryCheckerTests.sound
      .replacingOccurrences(of: "title: Slow look", with: "titel: Slow look")
      .replacingOccurrences(of: "audience: both", with: "audience: everybody")
      .replacingOccurrences(of: "floor: each", with: "floor: eech")
    #expect(
      LibraryCheckerTests.faults(text) == [
        ":1: title: content.missing", ":3: titel: content.unknownNear", ":8: audience: content.notAChoice",
        ":21: steps[2].floor: content.notAChoiceNear",
      ])
  }

  @Test func emptyAndForeignFiles() {
    #expect(LibraryCheckerTests.faults("") == [": content.emptyFile"])
    #expect(LibraryCheckerTests.faults("just words") == [":1: content.notFields"])
    #expect(LibraryCheckerTests.faults("- a\n- b") == [":1: content.notFields"])
    #expect(LibraryCheckerTests.faults("kind: template\nkey: x: y").first?.contains("content.notYAML") == true)
  }

  @Test func aMissingSeatOrStepListIsOneFault() {
    let text = LibraryCheckerTests.sound.components(separatedBy: "steps:")[0]
    #expect(LibraryCheckerTests.faults(text) == [":1: steps: content.missing"])
  }

  @Test func manyFaultsAreCutAtAHundred() {
    let text = LibraryCheckerTests.sound + (1...500).map { "\nfield\($0): 1" }.joined()
    #expect(LibraryCheckerTests.faults(text).count == 100)
  }
}
