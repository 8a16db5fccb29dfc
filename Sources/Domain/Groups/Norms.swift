// What a group has agreed on how it meets: versioned text that each member accepts on their own.

package struct Norms: Equatable, Sendable {
  /// Counts from 1; each new version is put to everybody again.
  package let version: Int
  package let body: String
  package let writtenBy: ID<Person>
  package let createdAt: Instant

  package init(version: Int, body: String, writtenBy: ID<Person>, createdAt: Instant) {
    self.version = version
    self.body = body
    self.writtenBy = writtenBy
    self.createdAt = createdAt
  }

  package static let longest = 8_000
}
