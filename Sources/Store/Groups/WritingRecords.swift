// Own quiet writing in a session: read and written by its author alone, so every statement names the person.
import Database
import Domain

extension Transaction {
  package func writing(in session: ID<Session>, of author: ID<Person>) throws -> Writing {
    try row("SELECT body, version, updated_at FROM writing WHERE session_id = \(session) AND person_id = \(author)").map {
      Writing(body: try $0["body"], version: try $0["version"], updatedAt: try $0["updated_at"])
    } ?? .empty
  }

  /// Saves the text as the version after `version`; says `false`, and changes nothing, if a newer one is there.
  package func keepWriting(_ body: String, in session: ID<Session>, of author: ID<Person>, after version: Int, at now: Instant) throws -> Bool {
    if version == 0 {
      return try execute(
        """
        INSERT INTO writing (session_id, person_id, body, version, updated_at) VALUES (\(session), \(author), \(body), 1, \(now))
        ON CONFLICT DO NOTHING
        """) == 1
    }
    return try execute(
      """
      UPDATE writing SET body = \(body), version = version + 1, updated_at = \(now)
      WHERE session_id = \(session) AND person_id = \(author) AND version = \(version)
      """) == 1
  }
}
