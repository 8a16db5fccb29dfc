// What a password has to be: long, and not the words that everybody tries first. No rules about signs, no changing by the calendar.
import Foundation

package enum PasswordRule {
  package static let shortest = 15
  package static let longestInBytes = 1_024

  /// Refuses a password that would be guessed early. `context` holds the words around this person: their names, their program.
  package static func check(_ typed: String, context: [String], field: String) throws(Problem) {
    let password = typed.precomposedStringWithCanonicalMapping
    guard !password.isEmpty else { throw Problem(field, "people.password.missing") }
    guard password.unicodeScalars.count >= shortest else {
      throw Problem(field, "people.password.short", ["shortest": "\(shortest)", "count": "\(password.unicodeScalars.count)"])
    }
    guard password.utf8.count <= longestInBytes else { throw Problem(field, "people.password.long") }
    let bare = bare(password)
    guard !CommonPasswords.whole.contains(bare), !isPattern(bare), !isPattern(password.lowercased()) else {
      throw Problem(field, "people.password.common")
    }
    let words = Set(context.flatMap(words(of:))).union(CommonPasswords.parts)
    guard remainder(of: bare, without: words) >= 6 else { throw Problem(field, "people.password.context") }
  }

  /// Lower case, without blanks and signs, with the usual digits and signs read as the letters they stand for.
  static func bare(_ text: String) -> String {
    var bare = String.UnicodeScalarView()
    for scalar in text.lowercased().precomposedStringWithCanonicalMapping.unicodeScalars {
      if let letter = CommonPasswords.disguises[scalar] {
        bare.append(letter)
      } else if !scalar.isASCII || scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
        bare.append(scalar)
      }
    }
    return String(bare)
  }

  /// The words of a name or an address that are long enough to count.
  static func words(of text: String) -> [String] {
    // Composed first, as the password is: some letters fall to other small ones when they are taken apart.
    let text = text.precomposedStringWithCanonicalMapping
    let parts = text.lowercased().split { !$0.isLetter && !$0.isNumber }.map { bare(String($0)) }
    return (parts + [bare(text)]).filter { $0.unicodeScalars.count >= 3 }
  }

  /// One short piece over and over, few different signs, or a run along the alphabet or the digits.
  static func isPattern(_ text: String) -> Bool {
    let scalars = Array(text.unicodeScalars.map(\.value))
    guard scalars.count >= 2, Set(scalars).count >= 5 else { return true }
    for period in 1...min(8, scalars.count / 2) where zip(scalars, scalars.dropFirst(period)).allSatisfy({ $0 == $1 }) { return true }
    let neighbours = zip(scalars, scalars.dropFirst()).filter { $0 == $1 || $0 &+ 1 == $1 || $1 &+ 1 == $0 }
    return neighbours.count * 3 > scalars.count * 2
  }

  /// How many signs are left once every one of the words is taken out, the longest first. Scalar by scalar: a word that a
  /// combining mark follows is still that word.
  static func remainder(of bare: String, without words: Set<String>) -> Int {
    var rest = Array(bare.unicodeScalars)
    for word in words.sorted(by: { ($0.unicodeScalars.count, $0) > ($1.unicodeScalars.count, $1) }) {
      let wanted = Array(word.unicodeScalars)
      while !wanted.isEmpty, let place = rest.firstRange(of: wanted) { rest.removeSubrange(place) }
    }
    return rest.count
  }
}
