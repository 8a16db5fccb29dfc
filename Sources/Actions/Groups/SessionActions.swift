// Sessions before they run: planned at a time in the group's zone, moved, cancelled, looked at.
import Database
import Domain
import Foundation
import Store

/// What the form for a new session begins with.
package struct NewSession: Sendable {
  package let group: Group
  package let draft: SessionDraft
  package let membersNow: Int
}

/// A session as its members and its facilitator see it before it runs, and after it was cancelled.
package struct SessionPlan: Sendable {
  package let session: Session
  package let group: Group
  package let agenda: AgendaPlan
  package let people: GroupPeople
  package let isFacilitator: Bool
  /// Its time has come, and its agenda and its members are such that a member may open it where the facilitator is away.
  package let mayOpenAlone: Bool
  /// Whether the actor sits in it, and so may leave a line before.
  package let isMember: Bool
  /// What was left before the session, as the actor may see it.
  package let preparation: Preparation
  /// On what the group arrives; shown from ten minutes before the start on.
  package let arrivalQuestion: ArrivalQuestion?
  package let isArriving: Bool
  package let actor: ID<Person>
}

/// What the page of a session shows: the plan, the room with the actor's own writing beside it, or nothing but the way to the record.
package enum SessionLook: Sendable {
  case plan(SessionPlan)
  case room(RoomState, own: Writing)
  case record
}

extension House {
  package func newSession(in id: ID<Group>, as actor: Actor) async throws -> NewSession {
    let now = now()
    return try await engine.read { tx in
      try Permission.require(.planSession, try tx.relations(of: actor, toGroup: id, at: now))
      guard let group = try tx.group(id) else { throw Refusal.notFound }
      let last = try tx.sessions(of: id).last
      let zone = TimeZone(identifier: group.zone) ?? .gmt
      let next = last.map { Rhythm.next(after: $0.startsAt, weeks: group.rhythmWeeks, zone: zone, now: now) }
      let draft = SessionDraft(
        starts: next.map { LocalMoment($0, in: zone).fieldText } ?? "", minutes: group.sessionMinutes, place: last?.place ?? "",
        meetingLink: last?.meetingLink ?? "")
      return NewSession(group: group, draft: draft, membersNow: try tx.members(of: id, at: now).count)
    }
  }

  package func planSession(_ draft: SessionDraft, in id: ID<Group>, as actor: Actor) async throws -> ID<Session> {
    let now = now()
    let sessionID: ID<Session> = newID()
    let auditID: ID<AuditEntry> = newID()
    try await engine.write { tx in
      try Permission.require(.planSession, try tx.relations(of: actor, toGroup: id, at: now))
      guard try tx.hold(group: id), let group = try tx.group(id) else { throw Refusal.notFound }
      let session = try draft.session(id: sessionID, of: group, beside: try tx.openSessions(of: [id]), at: now)
      try tx.insert(session, at: now)
      try tx.audit(.planSession, by: actor, on: .session, sessionID.text, id: auditID, at: now)
    }
    return sessionID
  }

  /// `deed`: what the page that asks is for; the forms that move and cancel ask for more than looking.
  package func sessionPlan(_ id: ID<Session>, for deed: Deed = .lookAtSession, as actor: Actor) async throws -> SessionPlan {
    let now = now()
    return try await engine.read { [library] tx in
      let (session, relations) = try tx.session(id, for: deed, as: actor, at: now)
      return try tx.plan(of: session, relations, library.arrivalQuestions, as: actor, at: now)
    }
  }

  /// A session as its own page finds it, whatever became of it so far.
  package func lookAtSession(_ id: ID<Session>, as actor: Actor) async throws -> SessionLook {
    let now = now()
    return try await engine.read { [rooms, library] tx in
      let (session, relations) = try tx.session(id, for: .lookAtSession, as: actor, at: now)
      switch session.status {
      case .planned, .cancelled: return .plan(try tx.plan(of: session, relations, library.arrivalQuestions, as: actor, at: now))
      case .live, .closing:
        let state = try tx.roomState(of: session, relations, asWall: false, cached: rooms.room(id), as: actor, at: now)
        return .room(state, own: try tx.writing(in: id, of: actor.personID))
      case .held: return .record
      }
    }
  }

  /// Moves a planned session to another time or place. `version` is the one that was read.
  package func moveSession(_ id: ID<Session>, _ draft: SessionDraft, basedOn version: Int, as actor: Actor) async throws {
    try await changePlan(of: id, deed: .moveSession, basedOn: version, as: actor) { tx, session, group, now in
      try draft.moved(session, in: group, beside: try tx.openSessions(of: [group.id]), at: now)
    }
  }

  /// Cancels a planned session; everybody in the group reads the reason.
  package func cancelSession(_ id: ID<Session>, reason: String, basedOn version: Int, as actor: Actor) async throws {
    let reason = TypedText.line(reason)
    try await changePlan(of: id, deed: .cancelSession, basedOn: version, as: actor) { _, session, _, _ in
      guard !reason.isEmpty else { throw Problem("reason", "sessions.cancel.reasonMissing") }
      guard !TypedText.isLonger(reason, than: SessionDraft.longestReason) else {
        throw Problem("reason", "sessions.cancel.reasonLong", ["most": String(SessionDraft.longestReason)])
      }
      var session = session
      (session.status, session.cancelledReason) = (.cancelled, reason)
      return session
    }
  }

  private func changePlan(
    of id: ID<Session>, deed: Deed, basedOn version: Int, as actor: Actor,
    _ change: @escaping @Sendable (Transaction, Session, Group, Instant) throws -> Session
  ) async throws {
    let now = now()
    let auditID: ID<AuditEntry> = newID()
    try await engine.write { tx in
      let (session, _) = try tx.session(id, for: deed, as: actor, at: now)
      guard try tx.hold(group: session.groupID), let group = try tx.group(session.groupID) else { throw Refusal.notFound }
      guard session.status == .planned else { throw Refusal.stale(Sentence("sessions.notPlanned")) }
      let changed = try change(tx, session, group, now)
      guard try tx.update(changed, basedOn: version) else { throw Refusal.stale(Sentence("sessions.stale")) }
      try tx.audit(deed, by: actor, on: .session, id.text, id: auditID, at: now)
    }
  }
}

extension Transaction {
  fileprivate func plan(
    of session: Session, _ relations: Set<Relation>, _ questions: [ArrivalQuestion], as actor: Actor, at now: Instant
  ) throws -> SessionPlan {
    guard let group = try group(session.groupID) else { throw Refusal.notFound }
    let people = try people(of: group.id, at: now)
    let isFacilitator = relations.contains(.facilitator)
    let preparation = try preparation(of: session.id, in: group.id).seen(
      by: actor.personID, isFacilitator: isFacilitator, members: Set(people.members.map(\.person)))
    let agenda = AgendaPlan(
      minutes: session.minutes, present: people.expected(without: preparation.absences.keys), items: try agenda(of: session.id))
    let mayOpenAlone =
      !isFacilitator && session.status == .planned && session.startsAt <= now && people.members.count >= LiveRoom.fewestWithoutFacilitator
      && agenda.items.contains { $0.shape.key == SessionProtocol.caseCircle }
    return SessionPlan(
      session: session, group: group, agenda: agenda, people: people, isFacilitator: isFacilitator, mayOpenAlone: mayOpenAlone,
      isMember: relations.contains(.member), preparation: preparation,
      arrivalQuestion: ArrivalQuestion.of(session.id, wanted: session.arrivalQuestion, among: questions),
      isArriving: session.isArriving(at: now), actor: actor.personID)
  }
}
