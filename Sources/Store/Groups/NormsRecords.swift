// The norms of a group, version by version, and who has accepted which.
import Database
import Domain

extension Transaction {
  package func insert(_ norms: Norms, of group: ID<Group>) throws {
    try execute(
      """
      INSERT INTO norms (group_id, version, body, written_by, created_at)
      VALUES (\(group), \(norms.version), \(norms.body), \(norms.writtenBy), \(norms.createdAt))
      """)
  }

  /// The version in force.
  package func norms(of group: ID<Group>) throws -> Norms? {
    try row("SELECT * FROM norms WHERE group_id = \(group) ORDER BY version DESC LIMIT 1").map(Transaction.norms)
  }

  /// A second acceptance of the same version changes nothing: the first date stands.
  package func acceptNorms(of group: ID<Group>, version: Int, by person: ID<Person>, at now: Instant) throws {
    try execute(
      """
      INSERT INTO norms_acceptance (group_id, version, person_id, accepted_at)
      VALUES (\(group), \(version), \(person), \(now)) ON CONFLICT DO NOTHING
      """)
  }

  /// The version in force with who accepted it and when, in one statement.
  package func normsAndAcceptances(of group: ID<Group>) throws -> (norms: Norms?, acceptances: [ID<Person>: Instant]) {
    let found = try rows(
      """
      SELECT n.version, n.body, n.written_by, n.created_at, a.person_id, a.accepted_at
      FROM norms n LEFT JOIN norms_acceptance a ON a.group_id = n.group_id AND a.version = n.version
      WHERE n.group_id = \(group) AND n.version = (SELECT max(version) FROM norms WHERE group_id = \(group))
      """)
    var acceptances: [ID<Person>: Instant] = [:]
    for row in found {
      let person: ID<Person>? = try row["person_id"]
      if let person { acceptances[person] = try row["accepted_at"] }
    }
    return (try found.first.map(Transaction.norms), acceptances)
  }

  private static func norms(_ row: Row) throws -> Norms {
    Norms(version: try row["version"], body: try row["body"], writtenBy: try row["written_by"], createdAt: try row["created_at"])
  }
}
