// Who belongs to a group: joining and leaving with dates, handing the group over, becoming two groups at the seventh.
import Database
import Domain
import Store

/// The page that changes who is in a group.
package struct MembersPage: Sendable {
  package let group: Group
  package let people: GroupPeople
  package let size: GroupSize
  /// Stretches that have ended, the newest first.
  package let former: [GroupPerson]
  /// Coaches who could join. A facilitator is offered those who are in no group: who is in which is for those who make groups.
  package let joinable: [Candidate]
  /// Everybody who could lead it.
  package let leaders: [Person]
  /// Whether this person may give the word for a second group.
  package let mayAgreeToSecondGroup: Bool
  /// Whether the actor may also open the group's own page.
  package let belongs: Bool
}

/// Seven coaches who could become two groups.
package struct SplitPage: Sendable {
  package let group: Group
  package let newcomer: Person
  /// The members and the newcomer.
  package let seven: [Person]
  package let proposal: SplitProposal
}

extension House {
  package func membersPage(_ id: ID<Group>, as actor: Actor) async throws -> MembersPage {
    let now = now()
    return try await engine.read { tx in
      let relations = try tx.relations(of: actor, toGroup: id, at: now)
      try Permission.require(.changeMembers, relations)
      guard let group = try tx.group(id) else { throw Refusal.notFound }
      let people = try tx.people(of: id, at: now)
      let inside = Set((people.members + people.facilitators).map(\.person))
      let seesGroups = !relations.isDisjoint(with: [.programLead, .administrator])
      let candidates = try tx.candidates(in: group.programID, at: now).filter { !inside.contains($0.person.id) }
      return MembersPage(
        group: group, people: people, size: GroupSize(members: people.members.count),
        former: try tx.allMemberStretches(of: id).filter { !$0.belonging.covers(now) },
        joinable: candidates.filter { $0.isCoach && (seesGroups || $0.groups.isEmpty) }, leaders: candidates.map(\.person),
        mayAgreeToSecondGroup: relations.contains(.programLead), belongs: !relations.isDisjoint(with: [.member, .facilitator]))
    }
  }

  /// Adds a member from now on. Where six are in already nothing is changed, and the answer leads to the split.
  package func addMember(_ person: ID<Person>?, to id: ID<Group>, secondGroupAgreed: Bool = false, as actor: Actor) async throws -> Joining {
    let now = now()
    let auditID: ID<AuditEntry> = newID()
    let (joining, news) = try await engine.write { [rooms] tx -> (Joining, RoomNews?) in
      let relations = try tx.relations(of: actor, toGroup: id, at: now)
      try Permission.require(.changeMembers, relations)
      guard try tx.hold(group: id), let group = try tx.group(id) else { throw Refusal.notFound }
      guard let person else { throw Problem("person", "groups.joining.nobody") }
      let (coach, people, joining) = try tx.joining(
        person, group, agreed: secondGroupAgreed, byLead: relations.contains(.programLead), at: now)
      guard joining == .joins else { return (joining, nil) }
      try tx.insertMember(Belonging(personID: coach.id, from: now), of: id)
      if !people.members.isEmpty { try tx.putNormsAgain(of: id, by: actor, at: now) }
      try tx.audit(.changeMembers, by: actor, on: .group, id.text, id: auditID, at: now)
      return (.joins, try tx.seat(newMember: coach.id, of: id, cached: { rooms.room($0) }, at: now))
    }
    if let news { tell(news) }
    return joining
  }

  /// Ends a membership now. What was shared while they belonged stays theirs to read.
  package func endMembership(of person: ID<Person>, in id: ID<Group>, as actor: Actor) async throws {
    let now = now()
    let auditID: ID<AuditEntry> = newID()
    try await engine.write { tx in
      try Permission.require(.changeMembers, try tx.relations(of: actor, toGroup: id, at: now))
      guard try tx.hold(group: id), try tx.endMember(person, of: id, at: now) else {
        throw Refusal.stale(Sentence("groups.members.goneAlready"))
      }
      try tx.audit(.changeMembers, by: actor, on: .group, id.text, id: auditID, at: now)
    }
  }

  /// Hands the group to another facilitator from now on, for good or until a date.
  package func handOver(_ id: ID<Group>, to person: ID<Person>?, until: Instant? = nil, as actor: Actor) async throws {
    let now = now()
    let auditID: ID<AuditEntry> = newID()
    try await engine.write { tx in
      try Permission.require(.changeMembers, try tx.relations(of: actor, toGroup: id, at: now))
      guard try tx.hold(group: id), let group = try tx.group(id) else { throw Refusal.notFound }
      let leader = try tx.facilitatorToBe(person, in: group.programID, until: until, at: now)
      let people = try tx.people(of: id, at: now)
      guard !people.members.contains(where: { $0.person == leader.id }) else {
        throw Problem("facilitator", "groups.members.leaderIsMember", ["name": leader.fullName])
      }
      for old in people.facilitators { try tx.endFacilitator(old.person, of: id, at: now) }
      try tx.insertFacilitator(Belonging(personID: leader.id, from: now, until: until), of: id)
      try tx.audit(.changeMembers, by: actor, on: .group, id.text, id: auditID, at: now)
    }
  }

  package func splitPage(_ id: ID<Group>, newcomer: ID<Person>, as actor: Actor) async throws -> SplitPage {
    let now = now()
    return try await engine.read { tx in
      try Permission.require(.changeMembers, try tx.relations(of: actor, toGroup: id, at: now))
      guard let group = try tx.group(id), let person = try tx.person(newcomer), person.programID == group.programID else {
        throw Refusal.notFound
      }
      let members = try tx.members(of: id, at: now).map(\.person)
      guard members.count == GroupSize.most, !members.contains(newcomer) else { throw Refusal.stale(Sentence("groups.split.notNow")) }
      let seven = members + [newcomer]
      let byID = Dictionary(try tx.persons(seven).map { ($0.id, $0) }) { first, _ in first }
      return SplitPage(group: group, newcomer: person, seven: seven.compactMap { byID[$0] }, proposal: SplitProposal(seven))
    }
  }

  /// Makes the second group out of three or four of the seven, under the same facilitator and with the same rhythm.
  package func split(
    _ id: ID<Group>, newcomer: ID<Person>, leaving: Set<ID<Person>>, name: String, secondGroupAgreed: Bool = false, as actor: Actor
  ) async throws -> ID<Group> {
    let now = now()
    let newID: ID<Group> = newID()
    let auditIDs: [ID<AuditEntry>] = [self.newID(), self.newID()]
    let news = try await engine.write { [rooms] tx -> RoomNews? in
      let relations = try tx.relations(of: actor, toGroup: id, at: now)
      try Permission.require(.changeMembers, relations)
      guard try tx.hold(group: id), let group = try tx.group(id) else { throw Refusal.notFound }
      let (_, people, joining) = try tx.joining(
        newcomer, group, agreed: secondGroupAgreed, byLead: relations.contains(.programLead), at: now)
      guard joining == .wouldBeSeventh else { throw Refusal.stale(Sentence("groups.split.notNow")) }
      let split = try SplitProposal(people.members.map(\.person) + [newcomer], leaving: leaving)
      let draft = GroupDraft(name: name, zone: group.zone, rhythmWeeks: group.rhythmWeeks, sessionMinutes: group.sessionMinutes)
      let second = try draft.group(id: newID, program: group.programID, at: now)
      try tx.requireUnused(groupName: second.name, in: group.programID)
      try tx.insert(second)
      for leader in people.facilitators {
        try tx.insertFacilitator(Belonging(personID: leader.person, from: now, until: leader.belonging.until), of: newID)
      }
      for person in split.leaving where person != newcomer { try tx.endMember(person, of: id, at: now) }
      try tx.insertMembers(split.leaving, of: newID, at: now)
      if split.staying.contains(newcomer) {
        try tx.insertMember(Belonging(personID: newcomer, from: now), of: id)
        try tx.putNormsAgain(of: id, by: actor, at: now)
      }
      for (auditID, group) in zip(auditIDs, [id, newID]) {
        try tx.audit(.changeMembers, by: actor, on: .group, group.text, id: auditID, at: now)
      }
      return split.staying.contains(newcomer) ? try tx.seat(newMember: newcomer, of: id, cached: { rooms.room($0) }, at: now) : nil
    }
    if let news { tell(news) }
    return newID
  }
}

extension Transaction {
  /// Looks at everything that decides whether a coach can join.
  fileprivate func joining(
    _ person: ID<Person>, _ group: Group, agreed: Bool, byLead: Bool, at now: Instant
  ) throws -> (coach: Person, people: GroupPeople, joining: Joining) {
    try hold(persons: [person])
    guard let coach = try self.person(person), coach.programID == group.programID else { throw Problem("person", "groups.joining.unknown") }
    let people = try people(of: group.id, at: now)
    let joining = try Joining.decide(
      coach, members: people.members.map(\.person), facilitators: people.facilitators.map(\.person),
      otherGroups: try memberships(of: [person], except: group.id, at: now)[person] ?? [], secondGroupAgreed: agreed, byLead: byLead)
    return (coach, people, joining)
  }
}
