// Names: folded for signing in, kept as written on screen, and without signs that make one look like another.
import Testing

@testable import Domain

@Suite struct NameTests {
  @Test func aSignInNameIsTheSameHoweverItIsTyped() {
    #expect(SignInName.folded("  Dana@Marlow.Example\n") == "dana@marlow.example")
    #expect(SignInName.folded("Zo\u{65}\u{308}") == SignInName.folded("ZO\u{CB}"))
    #expect(SignInName.folded("ÄNNE") == "änne")
  }

  @Test(arguments: ["", "   ", "\n\t"]) func anEmptySignInNameIsMissing(_ typed: String) {
    #expect(throws: Problem("name", "people.problem.signInNameMissing")) { try SignInName.make(typed, field: "name") }
  }

  @Test(arguments: [
    "ab", "two words", "tab\tinside", "null\u{0}name", "turn\u{202E}ed", "zero\u{200B}width", String(repeating: "a", count: 255),
  ])
  func whatIsNoSignInNameIsRefused(_ typed: String) {
    #expect(throws: Problem("name", "people.problem.signInNameForm")) { try SignInName.make(typed, field: "name") }
  }

  @Test(arguments: ["dana", "dana@marlow.example", "o'neill", "李小龍", "josé.garcía"])
  func aNameInAnyScriptIsTaken(_ typed: String) throws { #expect(try SignInName.make(typed, field: "name") == typed) }

  @Test func aFullNameKeepsItsWritingWithSingleBlanks() throws {
    #expect(try FullName.make("  Yolanda \u{A0}  Reyes ", field: "full-name") == "Yolanda Reyes")
    #expect(try FullName.make("Wren O’Sei-Ñandú", field: "full-name") == "Wren O’Sei-Ñandú")
    // The joiner that Persian writes inside words stays.
    #expect(try FullName.make("علی\u{200C}رضا", field: "full-name").unicodeScalars.contains("\u{200C}"))
  }

  @Test(arguments: ["\u{202E}anaD", "Dana\u{2066}", "12345", "…", "bell\u{7}", String(repeating: "a", count: 201)])
  func whatIsNoFullNameIsRefused(_ typed: String) {
    #expect(throws: Problem("full-name", "people.problem.fullNameForm")) { try FullName.make(typed, field: "full-name") }
  }

  @Test func aNameOfOneGraphemeAndManyBytesIsRefusedAndDoesNotTrap() {
    let tower = "a" + String(repeating: "\u{301}", count: 10_000)
    #expect(throws: Problem.self) { try FullName.make(tower, field: "full-name") }
    #expect(throws: Problem.self) { try SignInName.make(tower, field: "name") }
  }

  @Test func aProgramNeedsANameAndAZone() throws {
    let program = Program(id: ID(trusted: "p"), name: " Marlow  Valley ", zone: "America/Chicago", createdAt: Instant(milliseconds: 0))
    #expect(try ProgramRule.check(program).name == "Marlow Valley")
    var wrong = program
    wrong.name = " "
    wrong.zone = "Middle/Earth"
    do {
      _ = try ProgramRule.check(wrong)
      Issue.record("it was taken")
    } catch { #expect(error.lines.map(\.field) == ["program-name", "zone"]) }
    // Some of these are read as a zone by the system, and would be of no use in the forms of groups.
    for zone in ["", "GMT+3", "EST5EDT4", "+02:00", "america/chicago", "../../etc/passwd", "posixrules"] {
      wrong = program
      wrong.zone = zone
      #expect(throws: Problem("zone", "people.problem.zoneUnknown"), "\(zone)") { try ProgramRule.check(wrong) }
    }
  }
}
