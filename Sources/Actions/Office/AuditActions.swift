// How an action writes down who did what to which object: in the same transaction, and never any content.
import Domain
import Store

import class Database.Transaction

extension House {
  /// `actor` is nobody where the operator acts from the command line; `program` says then whose audit it belongs to.
  package func audit(
    _ deed: Deed, by actor: Actor?, program: ID<Program>? = nil, on kind: ObjectKind, _ objectID: String, in transaction: Transaction
  ) throws {
    try transaction.audit(deed, by: actor, program: program, on: kind, objectID, id: newID(), at: now())
  }
}
