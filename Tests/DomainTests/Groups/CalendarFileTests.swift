// The calendar file holds to RFC 5545 whatever stands in it: line ends, line lengths, escapes, and nothing added by what was typed.
import Foundation
import TestSupport
import Testing

@testable import Domain

@Suite struct CalendarFileTests {
  private static let start = Instant(milliseconds: 1_792_528_200_000)  // 2026-10-20T20:30:00Z

  private func session(place: String = "Library", link: String = "", status: SessionStatus = .planned, version: Int = 3) -> Session {
    Session(
      id: ID(trusted: "01912d68-783e-7a90-b1a2-6f0e5b2c3d4e"), groupID: ID(trusted: "g"), startsAt: Self.start, minutes: 90, place: place,
      meetingLink: link, status: status, cancelledReason: status == .cancelled ? "Snow" : nil, version: version)
  }

  private func text(_ session: Session, title: String = "Session of Alder") -> String {
    CalendarFile.text(of: session, title: title, videoWord: "By video:", at: Self.start - .days(3))
  }

  /// What a calendar reads: unfolded lines, each as name and value.
  private func read(_ text: String) -> [(name: String, value: String)] {
    // By bytes: a mark that combines with the blank of a folded line would hide the fold from a comparison by letters.
    var lines: [[UInt8]] = []
    for line in Array(text.utf8).split(separator: 0x0A) {
      let line = line.last == 0x0D ? line.dropLast() : line
      if line.first == 0x20, let last = lines.indices.last { lines[last] += line.dropFirst() } else { lines.append(Array(line)) }
    }
    return lines.map { line in
      let parts = line.split(separator: UInt8(ascii: ":"), maxSplits: 1, omittingEmptySubsequences: false)
      return (String(decoding: parts[0], as: UTF8.self), parts.count > 1 ? String(decoding: parts[1], as: UTF8.self) : "")
    }
  }

  /// A value of kind TEXT as it was before it was written.
  private func unescaped(_ value: String) -> String {
    var result = String.UnicodeScalarView()
    var isEscape = false
    for scalar in value.unicodeScalars {
      if isEscape {
        result.append(scalar == "n" ? "\n" : scalar)
        isEscape = false
      } else if scalar == "\\" {
        isEscape = true
      } else {
        result.append(scalar)
      }
    }
    return String(result)
  }

  /// What a calendar may show of a text: line breaks of every kind as one, without other controls.
  private func plain(_ text: String) -> [Unicode.Scalar] {
    let breaks: Set<Unicode.Scalar> = ["\r", "\u{85}", "\u{2028}"]
    var result: [Unicode.Scalar] = []
    var previousWasReturn = false
    for scalar in text.unicodeScalars {
      defer { previousWasReturn = scalar == "\r" }
      if previousWasReturn && scalar == "\n" { continue }
      if breaks.contains(scalar) {
        result.append("\n")
      } else if scalar.value >= 0x20 || scalar == "\n" || scalar == "\t" {
        result.append(scalar)
      }
    }
    return result
  }

  @Test func aSessionIsWrittenInUTCWithItsOwnNameAndNumber() {
    let lines = read(text(session(link: "https://meet.example.org/a;b")))
    func value(_ name: String) -> String? { lines.first { $0.name == name }?.value }
    #expect(value("UID") == "01912d68-783e-7a90-b1a2-6f0e5b2c3d4e@fulcrum" && value("SEQUENCE") == "3")
    #expect(value("DTSTART") == "20261020T203000Z" && value("DTEND") == "20261020T220000Z" && value("DTSTAMP") == "20261017T203000Z")
    #expect(value("STATUS") == "CONFIRMED" && value("SUMMARY") == "Session of Alder" && value("LOCATION") == "Library")
    #expect(value("URL") == "https://meet.example.org/a;b" && value("DESCRIPTION") == "By video: https://meet.example.org/a\\;b")
    #expect(lines.map(\.name).filter { $0 == "BEGIN" || $0 == "END" } == ["BEGIN", "BEGIN", "END", "END"])
  }

  @Test func aCancelledSessionSaysSoAndNotWhy() {
    let written = text(session(status: .cancelled, version: 4))
    #expect(written.contains("STATUS:CANCELLED\r\n") && written.contains("SEQUENCE:4\r\n") && !written.contains("Snow"))
  }

  @Test func aSessionByVideoAloneIsHeldAtItsLink() {
    #expect(text(session(place: "", link: "https://meet.example.org/a")).contains("LOCATION:https://meet.example.org/a\r\n"))
    #expect(CalendarFile.address("https://meet.example.org/größe") == "https://meet.example.org/gr%C3%B6%C3%9Fe")
  }

  /// Whatever was typed, it stays within its own line, comes back as it was, and no line is too long or cut within a letter.
  @Test func nothingThatIsTypedBreaksTheFile() {
    var dice = Dice(seed: 5_545)
    let pieces = [
      "\r\n", "\n", "\r", "END:VEVENT", "BEGIN:VALARM\r\nACTION:AUDIO", ":", ";", ",", "\\", "\\n", "\"", "\u{0}", "\u{7}", "\u{2028}", "\u{85}", " ",
      "Große Aula", "図書館", "e\u{301}", "👩‍🏫", "\u{1F469}\u{200D}", "a", String(repeating: "x", count: 74), String(repeating: "ü", count: 40), "\t",
    ]
    let honest = text(session(link: "https://m.example/a")).utf8.count { $0 == 0x0A }
    for round in 0..<2_000 {
      let title = (0..<dice.roll(0...12)).compactMap { _ in dice.pick(pieces) }.joined()
      let place = "x" + (0..<dice.roll(0...12)).compactMap { _ in dice.pick(pieces) }.joined()
      let written = text(session(place: place, link: "https://m.example/a"), title: title)
      let bytes = Array(written.utf8)
      #expect(written.hasSuffix("END:VCALENDAR\r\n"), "round \(round)")
      for (at, byte) in bytes.enumerated() where byte == 0x0A || byte == 0x0D {
        #expect(byte == 0x0A ? at > 0 && bytes[at - 1] == 0x0D : at + 1 < bytes.count && bytes[at + 1] == 0x0A, "round \(round): a bare line end")
      }
      for line in bytes.split(separator: 0x0A) {
        #expect(line.count <= 76, "round \(round): \(line.count) bytes with the return")
        #expect(String(validating: line, as: UTF8.self) != nil, "round \(round): cut within a code point")
      }
      let lines = read(written)
      #expect(lines.count == honest, "round \(round): a line of its own from \(title.debugDescription)")
      let summary = lines.first { $0.name == "SUMMARY" }?.value ?? ""
      #expect(Array(unescaped(summary).unicodeScalars) == plain(title), "round \(round): \(title.debugDescription)")
    }
  }
}
