// The page of a group: when and what next, my turn, my commitments, our norms, and what everybody should know about who leads it.
import Domain
import Foundation
import Store

package struct GroupHome: Sendable {
  package let group: Group
  package let people: GroupPeople
  package let size: GroupSize
  /// Sessions that run or are still to come, the next one first.
  package let coming: [Session]
  /// Sessions whose time is over and that nobody opened: the facilitator moves or cancels them.
  package let missed: [Session]
  /// The newest sessions that are over and that the actor may know of, the newest first.
  package let past: [Session]
  /// When the rhythm says the group would meet next; `nil` before its first session.
  package let rhythmSays: Instant?
  /// The items of the next session by title, and those in which the actor has a round.
  package let nextItems: [String]
  package let ownTurns: [String]
  /// What was left for the next session, as the actor may see it; nothing once it runs.
  package let preparation: Preparation
  package let commitments: [CarriedCommitment]
  /// Buddies of the own commitments, and those whose buddy the actor is or is asked to be.
  package let buddies: [Buddy]
  /// The newest session that was held, where the actor was absent or left early.
  package let absence: MissedSession?
  /// Whether the group has closed: its pages are read, and nothing is done any more.
  package let isClosed: Bool
  /// Whether the actor has a page of what they take along.
  package let maySeeKeep: Bool
  /// Quiet words about time with the floor: a member's own, or all of them for the facilitator.
  package let hints: [FloorHintLine]
  /// Whether all members see everybody's time with the floor, and the reader's own answer to that; `nil` for who is no member.
  package let arcsAreOpen: Bool
  package let ownArcsAnswer: Bool?
  package let norms: Norms?
  package let acceptances: [ID<Person>: Instant]
  package let isFacilitator: Bool
  package let isMember: Bool
  /// The practice round in which the actor has a part and which is not over.
  package let ownRound: ID<PracticeRound>?

  package let actor: ID<Person>

  /// Whether the actor is asked to read and accept the norms in force.
  package var asksForNorms: Bool { isMember && norms != nil && acceptances[actor] == nil }
  /// Members with whose joining the norms in force were put to everybody again.
  package var joinedWithNorms: [GroupPerson] {
    guard let norms, norms.version > 1 else { return [] }
    return people.members.filter { $0.belonging.from == norms.createdAt }
  }
  package var mayChangeGroup: Bool { isFacilitator }
  /// Members whom the facilitator appraises at work: all of them for the facilitator, for a member only whether it is they.
  package var appraised: [GroupPerson] {
    people.members.filter { people.appraised.contains($0.person) && (isFacilitator || $0.person == actor) }
  }
  package var leadingFacilitators: [GroupPerson] { people.facilitators.filter { people.leads.contains($0.person) } }
}

extension House {
  package func groupHome(_ id: ID<Group>, as actor: Actor) async throws -> GroupHome {
    let now = now()
    return try await engine.read { [rooms] tx in
      guard let ties = try tx.ties(of: actor.personID, to: id, at: now) else { throw Refusal.notFound }
      let relations = ties.relationsToGroup(of: actor, at: now)
      try Permission.require(.lookAtGroup, relations)
      guard let group = try tx.group(id) else { throw Refusal.notFound }
      let people = try tx.people(of: id, at: now)
      let sessions = try tx.nearSessions(of: id, past: 6)
      let coming = sessions.filter { $0.past == nil && !$0.isMissed(at: now) }
      let past = sessions.filter { session in
        session.past != nil
          && Permission.verdict(.lookAtRecord, ties.relations(to: session, of: actor, at: now)) == .allowed
      }
      let isMember = relations.contains(.member)
      // Only what they may read, and only until the next one was held.
      let newest = isMember ? past.last { $0.status == .held } : nil
      let absence = try newest.flatMap {
        try MissedSession($0, room: try tx.room(of: $0, cached: rooms.room($0.id)), for: actor.personID, settled: tx.settled)
      }
      let (own, buddies) = isMember ? try tx.commitmentsAndBuddies(of: actor.personID, in: id) : ([], [])
      let isClosed = group.isClosed(at: now)
      let items = try coming.first.map { try tx.agendaTitles(of: $0.id) } ?? []
      let left = try coming.first.flatMap { $0.status == .planned ? try tx.preparation(of: $0.id, in: id) : nil }
      let preparation = left?.seen(
        by: actor.personID, isFacilitator: relations.contains(.facilitator), members: Set(people.members.map(\.person)))
      let (norms, acceptances) = try tx.normsAndAcceptances(of: id)
      let arcs = try tx.arcAnswers(of: id, at: now)
      let zone = TimeZone(identifier: group.zone) ?? .gmt
      return GroupHome(
        group: group, people: people, size: GroupSize(members: people.members.count), coming: coming,
        missed: isClosed ? [] : sessions.filter { $0.isMissed(at: now) }, past: past.reversed(),
        rhythmSays: sessions.last.map { Rhythm.next(after: $0.startsAt, weeks: group.rhythmWeeks, zone: zone, now: now) },
        nextItems: items.map(\.title), ownTurns: items.filter { $0.turns.contains(actor.personID) }.map(\.title),
        preparation: preparation ?? Preparation(),
        commitments: own, buddies: buddies, absence: absence, isClosed: isClosed,
        maySeeKeep: group.closesAt != nil && !relations.isDisjoint(with: [.member, .memberAtClosing]),
        hints: isClosed ? [] : try tx.floorHints(of: id, among: people, ties: ties, as: actor, at: now), arcsAreOpen: arcs.isOpen,
        ownArcsAnswer: isMember ? arcs.answer(of: actor.personID) : nil, norms: norms,
        acceptances: acceptances, isFacilitator: relations.contains(.facilitator), isMember: relations.contains(.member),
        ownRound: try tx.busyInRounds([actor.personID])[actor.personID], actor: actor.personID)
    }
  }

  /// All sessions of a group that the actor may know of, the newest first.
  package func groupSessions(_ id: ID<Group>, as actor: Actor) async throws -> (group: Group, sessions: [Session]) {
    let now = now()
    return try await engine.read { tx in
      guard let ties = try tx.ties(of: actor.personID, to: id, at: now) else { throw Refusal.notFound }
      try Permission.require(.lookAtGroup, ties.relationsToGroup(of: actor, at: now))
      guard let group = try tx.group(id) else { throw Refusal.notFound }
      let sessions = try tx.sessions(of: id).filter { session in
        Permission.verdict(.lookAtRecord, ties.relations(to: session, of: actor, at: now)) == .allowed
      }
      return (group, sessions.reversed())
    }
  }
}
