// The norms of a group: written by its facilitator, accepted by each member on their own, asked again with every new version.
import Domain
import Store

package struct NormsPage: Sendable {
  package let group: Group
  package let norms: Norms?
  package let people: GroupPeople
  /// Who accepted this version, and when.
  package let acceptances: [ID<Person>: Instant]
  package let mayWrite: Bool
  /// Whether the actor is asked to accept the version in force.
  package let asksActor: Bool
}

extension House {
  package func normsPage(_ id: ID<Group>, as actor: Actor) async throws -> NormsPage {
    let now = now()
    return try await engine.read { tx in
      let relations = try tx.relations(of: actor, toGroup: id, at: now)
      try Permission.require(.lookAtGroup, relations)
      guard let group = try tx.group(id) else { throw Refusal.notFound }
      let (norms, acceptances) = try tx.normsAndAcceptances(of: id)
      return NormsPage(
        group: group, norms: norms, people: try tx.people(of: id, at: now), acceptances: acceptances,
        mayWrite: Permission.verdict(.writeNorms, relations) == .allowed,
        asksActor: norms != nil && relations.contains(.member) && acceptances[actor.personID] == nil)
    }
  }

  /// Writes a new version on top of the one that was read; 0 where there was none.
  package func writeNorms(of id: ID<Group>, body: String, basedOn version: Int, as actor: Actor) async throws {
    let now = now()
    let auditID: ID<AuditEntry> = newID()
    let body = TypedText.block(body)
    try await engine.write { tx in
      try Permission.require(.writeNorms, try tx.relations(of: actor, toGroup: id, at: now))
      guard try tx.hold(group: id) else { throw Refusal.notFound }
      guard !body.isEmpty else { throw Problem("body", "norms.missing") }
      guard !TypedText.isLonger(body, than: Norms.longest) else { throw Problem("body", "norms.long", ["most": String(Norms.longest)]) }
      let newest = try tx.norms(of: id)
      guard newest?.version ?? 0 == version else { throw Refusal.stale(Sentence("norms.stale")) }
      // The same text again would only ask everybody for nothing.
      guard newest?.body != body else { return }
      try tx.insert(Norms(version: version + 1, body: body, writtenBy: actor.personID, createdAt: now), of: id)
      try tx.audit(.writeNorms, by: actor, on: .group, id.text, id: auditID, at: now)
    }
  }

  /// Accepts the version that was read. If there is a newer one, that one has to be read first.
  package func acceptNorms(of id: ID<Group>, version: Int, as actor: Actor) async throws {
    let now = now()
    let auditID: ID<AuditEntry> = newID()
    try await engine.write { tx in
      try Permission.require(.acceptNorms, try tx.relations(of: actor, toGroup: id, at: now))
      guard let newest = try tx.norms(of: id), newest.version == version else { throw Refusal.stale(Sentence("norms.newer")) }
      try tx.acceptNorms(of: id, version: version, by: actor.personID, at: now)
      try tx.audit(.acceptNorms, by: actor, on: .group, id.text, id: auditID, at: now)
    }
  }
}
