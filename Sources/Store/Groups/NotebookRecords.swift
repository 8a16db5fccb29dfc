// The facilitator's own notebook: read and written by its author alone, so every statement names the person.
import Database
import Domain

extension Transaction {
  package func notebook(of group: ID<Group>, by author: ID<Person>) throws -> Writing {
    try row("SELECT body, version, updated_at FROM notebook WHERE group_id = \(group) AND person_id = \(author)").map {
      Writing(body: try $0["body"], version: try $0["version"], updatedAt: try $0["updated_at"])
    } ?? .empty
  }

  /// Saves the text as the version after `version`; says `false`, and changes nothing, if a newer one is there.
  package func keepNotebook(_ body: String, of group: ID<Group>, by author: ID<Person>, after version: Int, at now: Instant) throws -> Bool {
    if version == 0 {
      return try execute(
        """
        INSERT INTO notebook (group_id, person_id, body, version, updated_at) VALUES (\(group), \(author), \(body), 1, \(now))
        ON CONFLICT DO NOTHING
        """) == 1
    }
    return try execute(
      """
      UPDATE notebook SET body = \(body), version = version + 1, updated_at = \(now)
      WHERE group_id = \(group) AND person_id = \(author) AND version = \(version)
      """) == 1
  }

  /// The groups that this person led before, and in whose notebook something of theirs still stands.
  package func groupsOfOldNotebooks(by author: ID<Person>, at now: Instant) throws -> [Group] {
    try rows(
      """
      SELECT g.* FROM notebook n JOIN small_group g ON g.id = n.group_id
      WHERE n.person_id = \(author) AND n.body <> ''
        AND NOT EXISTS (SELECT 1 FROM group_facilitator f WHERE f.group_id = n.group_id AND f.person_id = \(author)
          AND f.from_at <= \(now) AND (f.until_at IS NULL OR f.until_at > \(now)))
      ORDER BY g.name, g.id
      """
    ).map(Transaction.group)
  }
}
