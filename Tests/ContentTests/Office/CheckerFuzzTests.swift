// Files mutated at random: the checker answers with a library or with faults, whatever it is given, and never falls over.
import Content
import Domain
import Foundation
import TestSupport
import Testing

@Suite struct CheckerFuzzTests {
  static let seeds = randomCases(500, full: 10_000)

  @Test func mutatedFilesAreAnswered() async throws {
    let shipped = try Library.shippedFiles()
    var refused = 0
    for seed in 0..<CheckerFuzzTests.seeds {
      await Task.yield()
      var random = Dice(seed: seed)
      let file = shipped[Int.random(in: 0..<shipped.count, using: &random)]
      let text = CheckerFuzzTests.mutated(file.text, using: &random)
      do {
        // These stand alone; a template, a shelf, a scenario or a skill needs what it names.
        let alone = ["protocols/", "stems/", "feedback/"].contains { file.name.hasPrefix($0) }
        let beside = alone ? [] : shipped
        let library = try LibraryChecker.library(from: beside + [LibraryFile(name: "own.yaml", text: text)])
        // What is taken can be run: every protocol has a plan for everyone who may use it.
        for entry in library.protocols {
          for present in entry.shape.minimumPresent...6 {
            #expect(entry.shape.plan(present: present).allSatisfy { $0.seconds >= 0 && $0.seconds <= 240 * 60 })
          }
        }
      } catch let faults as LibraryFaults {
        refused += 1
        #expect(!faults.faults.isEmpty && faults.faults.allSatisfy { !$0.file.isEmpty })
      }
    }
    // Most mutations break something; were nearly all taken, the checker would not be looking.
    #expect(refused > CheckerFuzzTests.seeds / 3, "\(refused) of \(CheckerFuzzTests.seeds) refused")
  }

  @Test func deepAndWideFilesAreAnswered() {
    let hostile = [
      String(repeating: "[", count: 60_000), String(repeating: "{a: ", count: 15_000), String(repeating: "- ", count: 30_000),
      "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: [*c, *c]\nkind: protocol", String(repeating: "a: b\n", count: 12_000),
      "kind: protocol\nsteps:\n" + String(repeating: " - x\n", count: 12_000), "\u{0}", "%YAML 9.9\n---\nkind: protocol",
      "kind: protocol\n---\nkind: protocol", "? [a, b]\n: c", "kind: !!binary aGVsbG8=", "<<: {kind: protocol}",
    ]
    for text in hostile { #expect(!LibraryCheckerTests.faults(text).isEmpty, "\(text.prefix(30))") }
  }

  /// One to four changes: a byte, a line left out, doubled or moved, a token exchanged for a nasty one.
  static func mutated(_ text: String, using random: inout Dice) -> String {
    let nasty = [
      "-1", "1e9", "999999999999999999999", "[]", "{}", "~", "'", "\"", "&x", "*x", "|", ">", "\t", "é\u{301}", "!!int", "2F", "0.5", ": ",
    ]
    var lines = text.components(separatedBy: "\n")
    for _ in 0..<Int.random(in: 1...4, using: &random) {
      let place = Int.random(in: 0..<lines.count, using: &random)
      switch Int.random(in: 0..<6, using: &random) {
      case 0: lines.remove(at: place)
      case 1: lines.insert(lines[place], at: Int.random(in: 0...lines.count, using: &random))
      case 2: lines.swapAt(place, Int.random(in: 0..<lines.count, using: &random))
      case 3: lines[place] = " " + lines[place]
      case 4:
        var bytes = Array(lines[place].utf8)
        bytes.insert(UInt8.random(in: 0x20...0x7E, using: &random), at: Int.random(in: 0...bytes.count, using: &random))
        lines[place] = String(decoding: bytes, as: UTF8.self)
      default:
        let words = lines[place].components(separatedBy: ": ")
        lines[place] = (words.first ?? "") + ": " + (nasty.randomElement(using: &random) ?? "")
      }
      if lines.isEmpty { lines = [""] }
    }
    return lines.joined(separator: "\n")
  }
}
