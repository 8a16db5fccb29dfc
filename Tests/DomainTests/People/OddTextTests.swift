// Any text at all goes through the rules for names and passwords without a trap, and what has been taken once stays as it is.
import TestSupport
import Testing

@testable import Domain

@Suite struct OddTextTests {
  /// Letters, marks, signs of every plane, controls and blanks, in random order.
  private static func text(_ dice: inout Dice) -> String {
    let ranges: [ClosedRange<UInt32>] = [
      0x20...0x7E, 0x20...0x7E, 0x0...0x1F, 0xA0...0x24F, 0x300...0x36F, 0x370...0x5FF, 0x600...0x6FF, 0x1E00...0x1FFF, 0x2000...0x206F,
      0x3040...0x30FF, 0x4E00...0x4FFF, 0xAC00...0xAD00, 0xFE00...0xFE0F, 0xFF00...0xFFEF, 0x1D100...0x1D1FF, 0x1F300...0x1F6FF,
      0xE0000...0xE007F,
    ]
    var scalars = String.UnicodeScalarView()
    for _ in 0..<Int.random(in: 0...60, using: &dice) {
      guard let range = ranges.randomElement(using: &dice) else { continue }
      if let scalar = Unicode.Scalar(UInt32.random(in: range, using: &dice)) { scalars.append(scalar) }
    }
    return String(scalars)
  }

  @Test func namesAndPasswordsTakeAnyText() {
    var dice = Dice(seed: 20_261_019)
    var taken = 0
    for _ in 0..<randomCases(500, full: 10_000) {
      let typed = Self.text(&dice)
      if let name = try? SignInName.make(typed, field: "name") {
        taken += 1
        #expect((try? SignInName.make(name, field: "name")) == name)
        #expect(Array((try? SignInName.make(" " + name + "\n", field: "name"))?.utf8 ?? "".utf8) == Array(name.utf8))
        #expect(!name.unicodeScalars.contains { $0.properties.generalCategory == .control || (0x202A...0x202E).contains($0.value) })
      }
      if let name = try? FullName.make(typed, field: "name") {
        taken += 1
        #expect(Array((try? FullName.make(name, field: "name"))?.utf8 ?? "".utf8) == Array(name.utf8))
        #expect(!name.isEmpty && name.utf8.count <= FullName.longestInBytes)
      }
      if let name = try? ProgramRule.name(typed, field: "name") { #expect((try? ProgramRule.name(name, field: "name")) == name) }
      if (try? PasswordRule.check(typed, context: [typed, "Dana Whitfield"], field: "password")) != nil {
        Issue.record("a password that is nothing but a word around its owner was taken")
      }
      try? PasswordRule.check(typed, context: ["Dana Whitfield"], field: "password")
    }
    #expect(taken > 50)
  }
}
