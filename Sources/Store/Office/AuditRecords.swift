// Who did what to which object and when. Never any content: a name, a text or a figure has no place here.
import Database
import Domain

package struct AuditEntry: Equatable, Sendable {
  package let id: ID<AuditEntry>
  package let programID: ID<Program>?
  /// Nobody where the operator acted from the command line.
  package let actorID: ID<Person>?
  package let deed: String
  package let objectKind: String
  package let objectID: String
  package let doneAt: Instant
}

extension Transaction {
  /// Appends to the audit, in the same transaction as what was done.
  package func audit(
    _ deed: Deed, by actor: Actor?, program: ID<Program>? = nil, on kind: ObjectKind, _ objectID: String, id: ID<AuditEntry>,
    at instant: Instant
  ) throws {
    try execute(
      """
      INSERT INTO audit (id, program_id, actor_id, deed, object_kind, object_id, done_at)
      VALUES (\(id), \(actor?.programID ?? program), \(actor?.personID), \(deed.rawValue), \(kind.rawValue), \(objectID), \(instant))
      """)
  }

  package func auditEntries(of program: ID<Program>) throws -> [AuditEntry] {
    try rows(
      "SELECT id, program_id, actor_id, deed, object_kind, object_id, done_at FROM audit WHERE program_id = \(program) ORDER BY id"
    ).map {
      AuditEntry(
        id: try $0["id"], programID: try $0["program_id"], actorID: try $0["actor_id"], deed: try $0["deed"],
        objectKind: try $0["object_kind"], objectID: try $0["object_id"], doneAt: try $0["done_at"])
    }
  }
}
