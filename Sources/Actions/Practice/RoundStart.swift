// Starting a round between sessions: two or three of a group, each with one part, none of them in another round.
import Database
import Domain
import Store

package struct RoundDraft: Equatable, Sendable {
  package var practitioner: ID<Person>?
  package var coachee: ID<Person>?
  package var observers: [ID<Person>]
  /// What the practitioner wants to work on; may be chosen in the round.
  package var skill: String?

  package init(practitioner: ID<Person>?, coachee: ID<Person>?, observers: [ID<Person>] = [], skill: String? = nil) {
    self.practitioner = practitioner
    self.coachee = coachee
    self.observers = observers
    self.skill = skill
  }
}

extension House {
  /// More than this many practice in a session.
  package static let mostBetweenSessions = 3
  /// A round that nobody has moved on for so long is over.
  package static let abandonedAfter = Span.days(1)

  @discardableResult
  package func startRound(_ draft: RoundDraft, in groupID: ID<Group>, as actor: Actor) async throws -> ID<PracticeRound> {
    let now = now()
    let id: ID<PracticeRound> = newID()
    let auditID: ID<AuditEntry> = newID()
    try await engine.write { [library] tx in
      let relations = try tx.relations(of: actor, toGroup: groupID, at: now)
      try Permission.require(.startRound, relations)
      let parts = try RoundParts.checked(practitioner: draft.practitioner, coachee: draft.coachee, observers: draft.observers)
      guard parts.people.count <= House.mostBetweenSessions else {
        throw Problem("observer", "round.parts.tooMany", ["most": String(House.mostBetweenSessions)])
      }
      guard parts.part(of: actor.personID) != nil else { throw Problem("practitioner", "round.start.withoutYou") }
      let people = try tx.people(of: groupID, at: now)
      let belonging = Set((people.members + people.facilitators).map(\.person))
      guard parts.people.allSatisfy(belonging.contains) else { throw Problem("coachee", "round.start.notOfGroup") }
      if let skill = draft.skill, !library.practice.skills.contains(where: { $0.key == skill }) {
        throw Problem("skill", "round.setting.unknownSkill")
      }
      // Those of other groups too: nobody is kept from a round by one that was left lying.
      try tx.endAbandonedRounds(of: groupID, and: parts.people, before: now - House.abandonedAfter)
      let busy = try tx.busyInRounds(parts.people)
      if busy[actor.personID] != nil { throw Problem(nil, "round.start.youAreBusy") }
      if let other = (people.members + people.facilitators).first(where: { busy[$0.person] != nil }) {
        throw Problem(nil, "round.start.busy", ["name": other.fullName])
      }
      var round = PracticeRound(id: id, groupID: groupID, sessionID: nil, parts: parts, at: now)
      round.skill = draft.skill
      try tx.insert(round, at: now)
      try tx.audit(.startRound, by: actor, on: .round, id.text, id: auditID, at: now)
    }
    return id
  }
}
