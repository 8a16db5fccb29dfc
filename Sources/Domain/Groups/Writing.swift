// Own quiet writing in a session: zone mine, in no log and in nobody else's view.

/// What one person wrote for themselves in one session.
package struct Writing: Equatable, Sendable {
  package let body: String
  /// Counts the saves; 0 before the first.
  package let version: Int
  package let updatedAt: Instant?

  package init(body: String, version: Int, updatedAt: Instant?) {
    self.body = body
    self.version = version
    self.updatedAt = updatedAt
  }

  package static let empty = Writing(body: "", version: 0, updatedAt: nil)
}
