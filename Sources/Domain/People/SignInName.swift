// The name a person signs in with: folded, so that it is the same however it is typed.
import Foundation

package enum SignInName {
  package static let longest = 254

  /// Lower case, composed, without the blanks around it. Used for every comparison and before every search.
  package static func folded(_ typed: String) -> String {
    typed.trimmingCharacters(in: .whitespacesAndNewlines).lowercased().precomposedStringWithCanonicalMapping
  }

  /// The folded name, or why it cannot be one.
  package static func make(_ typed: String, field: String) throws(Problem) -> String {
    let name = folded(typed)
    guard !name.isEmpty else { throw Problem(field, "people.problem.signInNameMissing") }
    let scalars = name.unicodeScalars
    guard scalars.count >= 3, name.utf8.count <= longest, !scalars.contains(where: { $0.properties.isWhitespace }),
      scalars.allSatisfy(FullName.isVisible)
    else { throw Problem(field, "people.problem.signInNameForm") }
    return name
  }
}

package enum FullName {
  package static let longestInBytes = 200

  /// A name as it is written, with single blanks; or why it cannot be one.
  package static func make(_ typed: String, field: String) throws(Problem) -> String {
    let name = TypedText.singleBlanks(typed.precomposedStringWithCanonicalMapping)
    guard !name.isEmpty else { throw Problem(field, "people.problem.fullNameMissing") }
    guard name.utf8.count <= longestInBytes, name.unicodeScalars.allSatisfy({ isVisible($0) || $0 == " " }),
      name.unicodeScalars.contains(where: \.properties.isAlphabetic)
    else { throw Problem(field, "people.problem.fullNameForm") }
    return name
  }

  /// Control characters and those that turn the direction of writing can make one name look like another. The joiners that
  /// some scripts need inside words are kept.
  static func isVisible(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: return false
    case .format: return scalar.value == 0x200C || scalar.value == 0x200D
    default: return true
    }
  }
}
