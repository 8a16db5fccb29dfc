// Closing a group on a date, and what each of its members takes along from it.
import Database
import Domain
import Store

package struct ClosingPage: Sendable {
  package let group: Group
  package let belongs: Bool
}

/// One person's own page about a group that ends.
package struct KeepPage: Sendable {
  package let group: Group
  package let keep: GroupKeep
  /// Everything they promised in it, the newest first.
  package let commitments: [CarriedCommitment]
}

extension House {
  package func closingPage(_ id: ID<Group>, as actor: Actor) async throws -> ClosingPage {
    let now = now()
    return try await engine.read { tx in
      let relations = try tx.relations(of: actor, toGroup: id, at: now)
      try Permission.require(.closeGroup, relations)
      guard let group = try tx.group(id) else { throw Refusal.notFound }
      return ClosingPage(group: group, belongs: !relations.isDisjoint(with: [.member, .facilitator]))
    }
  }

  /// Sets the end of a group. No session that still stands is cut off by it.
  package func closeGroup(_ id: ID<Group>, at end: Instant?, as actor: Actor) async throws {
    try await setEnd(of: id, as: actor) { tx, now in
      try Group.closing(at: end, sessions: try tx.openSessions(of: [id]), now: now)
    }
  }

  /// The group goes on. Once it has closed, nobody may do this any more.
  package func takeBackClosing(of id: ID<Group>, as actor: Actor) async throws {
    try await setEnd(of: id, as: actor) { _, _ in nil }
  }

  private func setEnd(of id: ID<Group>, as actor: Actor, _ end: @escaping @Sendable (Transaction, Instant) throws -> Instant?) async throws {
    let now = now()
    let auditID: ID<AuditEntry> = newID()
    try await engine.write { tx in
      try Permission.require(.closeGroup, try tx.relations(of: actor, toGroup: id, at: now))
      guard try tx.hold(group: id) else { throw Refusal.notFound }
      try tx.close(id, at: try end(tx, now))
      try tx.audit(.closeGroup, by: actor, on: .group, id.text, id: auditID, at: now)
    }
  }

  package func keepPage(_ id: ID<Group>, as actor: Actor) async throws -> KeepPage {
    let now = now()
    return try await engine.read { tx in
      let group = try tx.closingGroup(id, as: actor, at: now)
      return KeepPage(
        group: group, keep: try tx.keep(of: actor.personID, from: id), commitments: try tx.allCommitments(of: actor.personID, in: id))
    }
  }

  /// Own words and own commitments; what is not one's own is left out, whatever a form says.
  package func keepFromGroup(_ id: ID<Group>, body: String, commitments: [ID<RoomCommitment>], as actor: Actor) async throws {
    let now = now()
    let body = TypedText.block(body)
    try await engine.write { tx in
      _ = try tx.closingGroup(id, as: actor, at: now)
      guard !TypedText.isLonger(body, than: GroupKeep.longest) else {
        throw Problem("body", "room.text.tooLong", ["limit": String(GroupKeep.longest)])
      }
      try tx.save(GroupKeep(body: body, commitments: Set(commitments.prefix(500))), of: actor.personID, from: id, at: now)
    }
  }
}

extension Transaction {
  /// There is nothing to take along before an end is set.
  fileprivate func closingGroup(_ id: ID<Group>, as actor: Actor, at now: Instant) throws -> Group {
    try Permission.require(.keepFromGroup, try relations(of: actor, toGroup: id, at: now))
    guard let group = try group(id) else { throw Refusal.notFound }
    guard group.closesAt != nil else { throw Refusal.stale(Sentence("after.keep.notYet")) }
    return group
  }
}
