// The page that says who sees what and who does not: numbered, and accepted by each person before their first word.

package enum Notice {
  /// A change that lets anybody see more gets a new number, and then everybody is asked again.
  package static let version = 1
}
