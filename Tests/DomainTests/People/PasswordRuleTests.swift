// Which passwords are refused, why, and that long ones in any script are not.
import Testing

@testable import Domain

@Suite struct PasswordRuleTests {
  let context = ["Dana Whitfield", "dana.whitfield@marlow.example", "Marlow Valley"]

  private func key(_ password: String) -> String? {
    do {
      try PasswordRule.check(password, context: context, field: "password")
      return nil
    } catch { return error.lines.first?.sentence.key }
  }

  @Test(arguments: [
    "seven green kettles hum", "Ich trinke gern Tee", "les nuages passent vite", "пятнадцать букв тут", "茶を飲みながら本を読むのが好きです",
    "🐢🦋🌵🍋🎷🛶🪁🧲🪵🧵🥝🦉🎻🪶🏮", "xK9#mQ2$vL7!pR4", "moon jar velvet crab", "  spaces at both ends count  ",
  ])
  func aLongPasswordOfAnyKindIsTaken(_ password: String) { #expect(key(password) == nil) }

  @Test(arguments: ["a", "fourteen signs", "xK9#mQ2$vL7!pR", "🐢🦋🌵"])
  func lessThanFifteenSignsAreTooShort(_ password: String) { #expect(key(password) == "people.password.short") }

  @Test func aShortOneIsToldHowLongItIs() {
    do {
      try PasswordRule.check("only twelve", context: [], field: "password")
      Issue.record("it was taken")
    } catch {
      #expect(error.lines.first?.sentence.values == ["shortest": "15", "count": "11"])
      #expect(error.lines.first?.field == "password")
    }
  }

  @Test func nothingIsMissing() { #expect(key("") == "people.password.missing") }

  @Test func anythingUpTo1024BytesIsTaken() {
    let words = (0..<400).map { "w\($0 * 7919 % 1000)" }.joined(separator: " ")
    #expect(key(String(words.utf8.prefix(1_024)) ?? "") == nil)
    #expect(key(String(words.utf8.prefix(1_024)).map { $0 + "é" } ?? "") == "people.password.long")
  }

  @Test(arguments: [
    "aaaaaaaaaaaaaaaa", "abababababababab", "1234567890123456", "abcdefghijklmnop", "zyxwvutsrqponmlk", "passwordpassword",
    "correct horse battery staple", "Correct-Horse-Battery-Staple", "The quick brown fox", "qwertyuiopasdfghjkl", "!!!!!!!!!!!!!!!!!!!!",
    "111122223333444455556666", "abcabcabcabcabcabc",
  ])
  func whatIsGuessedFirstIsRefused(_ password: String) { #expect(key(password) == "people.password.common") }

  @Test(arguments: [
    "Dana Whitfield 2026", "dana.whitfield@marlow.example", "MarlowValley2026!", "coaching-marlow-valley", "P@ssw0rd Whitfield",
    "welcome marlow 12345",
    "fulcrum coaching dana",
  ])
  func namesAndEverydayWordsAloneAreRefused(_ password: String) { #expect(key(password) == "people.password.context") }

  @Test func aNameBesideOwnWordsIsTaken() { #expect(key("Dana keeps bees in June rain") == nil) }
}
