// A buddy for a commitment: its owner asks another member, who accepts or not; either can end it.
import Database
import Domain
import Store

package enum BuddyWish: Equatable, Sendable {
  case ask(ID<Person>)
  case accept
  case end
}

extension House {
  /// Refuses whoever may not do this in the group, before anything else is looked at.
  package func require(_ deed: Deed, inGroup id: ID<Group>, as actor: Actor) async throws {
    let now = now()
    try await engine.read { try Permission.require(deed, try $0.relations(of: actor, toGroup: id, at: now)) }
  }

  package func pairUp(_ wish: BuddyWish, for commitment: ID<RoomCommitment>, in id: ID<Group>, as actor: Actor) async throws {
    let now = now()
    let auditID: ID<AuditEntry> = newID()
    try await engine.write { tx in
      try Permission.require(.pairUp, try tx.relations(of: actor, toGroup: id, at: now))
      guard try tx.hold(group: id) else { throw Refusal.notFound }
      let (own, buddies) = try tx.commitmentsAndBuddies(of: actor.personID, in: id)
      let pair = buddies.first { $0.commitment.id == commitment }
      switch wish {
      case .ask(let person):
        guard own.contains(where: { $0.id == commitment }) else { throw Problem("buddy", "room.commitment.notYours") }
        let members = try tx.members(of: id, at: now).map(\.person)
        guard person != actor.personID, members.contains(person) else { throw Problem("buddy", "after.buddy.stranger") }
        guard try tx.askBuddy(person, for: commitment, at: now) else { throw Refusal.stale(Sentence("after.buddy.asked")) }
      case .accept:
        guard pair?.buddyID == actor.personID, try tx.acceptBuddy(actor.personID, for: commitment, at: now) else {
          throw Refusal.stale(Sentence("after.buddy.gone"))
        }
      case .end:
        guard pair != nil else { throw Refusal.stale(Sentence("after.buddy.gone")) }
        try tx.endBuddy(for: commitment)
      }
      try tx.audit(.pairUp, by: actor, on: .group, id.text, id: auditID, at: now)
    }
  }
}
