// Failed sign-ins by the hash of what they concerned: an account, an address or a known device.
import Database
import Domain

package struct FailureCount: Equatable, Sendable {
  package let inWindow: Int
  package let total: Int
  package let latest: Instant?
}

extension Transaction {
  package func insertFailure(_ id: ID<FailureCount>, subject: String, at instant: Instant) throws {
    try execute("INSERT INTO failed_sign_in (id, subject, failed_at) VALUES (\(id), \(subject), \(instant))")
  }

  package func failures(of subject: String, at instant: Instant) throws -> FailureCount {
    let found = try row(
      """
      SELECT count(*) AS total, count(*) FILTER (WHERE failed_at > \(instant - Guessing.window)) AS in_window, max(failed_at) AS latest
      FROM failed_sign_in WHERE subject = \(subject)
      """)
    guard let found else { return FailureCount(inWindow: 0, total: 0, latest: nil) }
    return FailureCount(inWindow: try found["in_window"], total: try found["total"], latest: try found["latest"])
  }

  /// The `number`th latest failure within the window, counted from one.
  package func failure(number: Int, of subject: String, at instant: Instant) throws -> Instant? {
    let found = try row(
      """
      SELECT failed_at FROM failed_sign_in WHERE subject = \(subject) AND failed_at > \(instant - Guessing.window)
      ORDER BY failed_at DESC, id DESC LIMIT 1 OFFSET \(number - 1)
      """)
    return try found?["failed_at"]
  }

  package func forgetFailures(of subject: String) throws {
    try execute("DELETE FROM failed_sign_in WHERE subject = \(subject)")
  }

  package func forgetFailures(_ ids: [ID<FailureCount>]) throws {
    try execute("DELETE FROM failed_sign_in WHERE id IN (\(list: ids))")
  }

  package func forgetFailures(before instant: Instant) throws {
    try execute("DELETE FROM failed_sign_in WHERE failed_at < \(instant)")
  }
}
