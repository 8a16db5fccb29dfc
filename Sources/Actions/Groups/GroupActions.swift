// The groups of a program: which there are for whom, making one, changing its name, zone, rhythm and length.
import Domain
import Foundation
import Store

/// The page that lists groups, as one person sees it.
package struct GroupList: Sendable {
  package struct Line: Sendable {
    package let group: Group
    package let members: [String]
    package let facilitators: [String]
    /// The session that runs, or the next one; only in groups one belongs to.
    package let next: Session?
  }

  /// The groups one is a member or the facilitator of.
  package let own: [Line]
  /// All others of the program, for those who make groups and change who is in them.
  package let others: [Line]
  /// Sessions one was there for in groups that one has left since, the newest first.
  package let kept: [Kept]
  /// Groups one led before, in whose notebook one's own words still stand.
  package let notebooks: [Group]
  /// Groups one was in when they closed: still to be read.
  package let closed: [Group]
  package let mayMake: Bool
  package let mayInvite: Bool

  package struct Kept: Sendable {
    package let group: Group
    package let session: Session
  }
}

/// What the form for a new group offers.
package struct NewGroup: Sendable {
  package let zone: String
  package let people: [Candidate]
}

extension House {
  package func groupList(as actor: Actor) async throws -> GroupList {
    let now = now()
    return try await engine.read { tx in
      let relations = try tx.relations(of: actor, to: actor.programID, at: now)
      try Permission.require(.lookAtGroups, relations.union([.owner]))
      let managesAll = !relations.isDisjoint(with: [.programLead, .administrator])
      let mine = try tx.groups(of: actor.personID, at: now)
      let own = mine.filter { !$0.isClosed(at: now) }
      let ids = Set(mine.map(\.id))
      let others = managesAll ? try tx.groups(in: actor.programID).filter { !ids.contains($0.id) && !$0.isClosed(at: now) } : []
      let names = try tx.names(inGroups: (own + others).map(\.id), at: now)
      let open = try tx.openSessions(of: own.map(\.id))
      func line(_ group: Group) -> GroupList.Line {
        GroupList.Line(
          group: group, members: names[group.id]?.members ?? [], facilitators: names[group.id]?.facilitators ?? [],
          next: open.first { $0.groupID == group.id && !$0.isMissed(at: now) })
      }
      let kept = try tx.sessionsKept(by: actor.personID, at: now).map { GroupList.Kept(group: $0.group, session: $0.session) }
      return GroupList(
        own: own.map(line), others: others.map(line), kept: kept, notebooks: try tx.groupsOfOldNotebooks(by: actor.personID, at: now),
        closed: mine.filter { $0.isClosed(at: now) }, mayMake: managesAll, mayInvite: relations.contains(.administrator))
    }
  }

  package func newGroup(as actor: Actor) async throws -> NewGroup {
    let now = now()
    return try await engine.read { tx in
      try Permission.require(.makeGroup, try tx.relations(of: actor, to: actor.programID, at: now))
      guard let program = try tx.program(actor.programID) else { throw Refusal.notFound }
      return NewGroup(zone: program.zone, people: try tx.candidates(in: actor.programID, at: now))
    }
  }

  /// Makes a group with its facilitator and its first members; fewer than three are enough to begin with.
  package func makeGroup(
    _ draft: GroupDraft, members: [ID<Person>], facilitator: ID<Person>?, facilitatorUntil: Instant? = nil, secondGroupAgreed: Bool = false,
    as actor: Actor
  ) async throws -> ID<Group> {
    let now = now()
    let id: ID<Group> = newID()
    let auditID: ID<AuditEntry> = newID()
    try await engine.write { tx in
      let relations = try tx.relations(of: actor, to: actor.programID, at: now)
      try Permission.require(.makeGroup, relations)
      let group = try draft.group(id: id, program: actor.programID, at: now)
      try tx.makeGroup(
        group, members: members, facilitator: facilitator, until: facilitatorUntil, agreed: secondGroupAgreed,
        byLead: relations.contains(.programLead), at: now)
      try tx.audit(.makeGroup, by: actor, on: .group, id.text, id: auditID, at: now)
    }
    return id
  }

  /// A group as the form that changes it shows it.
  package func groupToChange(_ id: ID<Group>, as actor: Actor) async throws -> Group {
    let now = now()
    return try await engine.read { tx in
      try Permission.require(.changeGroup, try tx.relations(of: actor, toGroup: id, at: now))
      guard let group = try tx.group(id) else { throw Refusal.notFound }
      return group
    }
  }

  package func changeGroup(_ id: ID<Group>, _ draft: GroupDraft, as actor: Actor) async throws {
    let now = now()
    let auditID: ID<AuditEntry> = newID()
    try await engine.write { tx in
      try Permission.require(.changeGroup, try tx.relations(of: actor, toGroup: id, at: now))
      guard try tx.hold(group: id), let old = try tx.group(id) else { throw Refusal.notFound }
      let group = try draft.changed(old)
      if group.name != old.name { try tx.requireUnused(groupName: group.name, in: group.programID) }
      try tx.update(group)
      try tx.audit(.changeGroup, by: actor, on: .group, id.text, id: auditID, at: now)
    }
  }
}
