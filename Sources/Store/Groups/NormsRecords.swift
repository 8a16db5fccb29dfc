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
    try row("SELECT * FROM norms WHERE group_id = \(group) ORDER BY version DESC LIMIT 1").map { row in
      Norms(version: try row["version"], body: try row["body"], writtenBy: try row["written_by"], createdAt: try row["created_at"])
    }
  }

  /// A second acceptance of the same version changes nothing: the first date stands.
  package func acceptNorms(of group: ID<Group>, version: Int, by person: ID<Person>, at now: Instant) throws {
    try execute(
      """
      INSERT INTO norms_acceptance (group_id, version, person_id, accepted_at)
      VALUES (\(group), \(version), \(person), \(now)) ON CONFLICT DO NOTHING
      """)
  }

  /// Who accepted this version, and when.
  package func normsAcceptances(of group: ID<Group>, version: Int) throws -> [ID<Person>: Instant] {
    var accepted: [ID<Person>: Instant] = [:]
    for row in try rows("SELECT person_id, accepted_at FROM norms_acceptance WHERE group_id = \(group) AND version = \(version)") {
      accepted[try row["person_id"]] = try row["accepted_at"]
    }
    return accepted
  }
}
