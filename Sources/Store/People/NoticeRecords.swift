// Who accepted which version of the page that says who sees what.
import Database
import Domain

extension Transaction {
  /// Accepting twice is the same as accepting once.
  package func acceptNotice(_ person: ID<Person>, version: Int = Notice.version, at instant: Instant) throws {
    try execute(
      """
      INSERT INTO notice_acceptance (person_id, version, accepted_at) VALUES (\(person), \(version), \(instant))
      ON CONFLICT (person_id, version) DO NOTHING
      """)
  }

  package func noticeAcceptance(of person: ID<Person>, version: Int = Notice.version) throws -> Instant? {
    guard let row = try row("SELECT accepted_at FROM notice_acceptance WHERE person_id = \(person) AND version = \(version)") else {
      return nil
    }
    return try row["accepted_at"]
  }
}
