// What members do before a session: leave a line, say how their commitments stand, that they cannot come, that they are here.
import Database
import Domain
import Store

extension House {
  /// Keeps the one line of a member and how their own commitments stand, until the room opens. Nothing typed takes an earlier line back.
  package func bring(
    want: String, text: String, standings: [ID<RoomCommitment>: String], to id: ID<Session>, as actor: Actor
  ) async throws {
    try await prepare(for: id, as: actor) { tx, session, now in
      let bring = try Bring.read(want: want, text: text, of: actor.personID)
      let own = Set(try tx.openCommitments(of: actor.personID, in: session.groupID).map(\.id))
      var states: [ID<RoomCommitment>: CommitmentState] = [:]
      for (commitment, word) in standings {
        guard own.contains(commitment) else { throw Problem(nil, "room.commitment.notYours") }
        guard let state = CommitmentState(rawValue: word) else { throw Problem("standing", "before.bring.state") }
        states[commitment] = state
      }
      try tx.keep(bring, of: actor.personID, for: id, at: now)
      try tx.keep(standings: states, for: id)
    }
  }

  /// Says that the actor cannot come. The group reads that, the facilitator also why.
  package func sayAbsence(reason: String, from id: ID<Session>, as actor: Actor) async throws {
    let reason = TypedText.line(reason)
    try await prepare(for: id, as: actor) { tx, _, now in
      guard !TypedText.isLonger(reason, than: SessionDraft.longestReason) else {
        throw Problem("reason", "sessions.cancel.reasonLong", ["most": String(SessionDraft.longestReason)])
      }
      try tx.keepAbsence(reason, of: actor.personID, from: id, at: now)
    }
  }

  package func takeBackAbsence(from id: ID<Session>, as actor: Actor) async throws {
    try await prepare(for: id, as: actor) { tx, _, _ in try tx.takeBackAbsence(of: actor.personID, from: id) }
  }

  /// "I am here", from ten minutes before the start on.
  package func arrive(at id: ID<Session>, as actor: Actor) async throws {
    try await prepare(for: id, as: actor) { tx, session, now in
      guard session.isArriving(at: now) else { throw Refusal.stale(Sentence("before.arrival.notNow")) }
      try tx.keepArrival(of: actor.personID, at: id, now)
    }
  }

  /// Everything before a session is one's own and ends when the room opens.
  private func prepare(
    for id: ID<Session>, as actor: Actor, _ change: @escaping @Sendable (Transaction, Session, Instant) throws -> Void
  ) async throws {
    let now = now()
    let auditID: ID<AuditEntry> = newID()
    try await engine.write { tx in
      let (session, _) = try tx.session(id, for: .prepareForSession, as: actor, at: now)
      guard session.status == .planned else { throw Refusal.stale(Sentence("before.tooLate")) }
      try change(tx, session, now)
      try tx.audit(.prepareForSession, by: actor, on: .session, id.text, id: auditID, at: now)
    }
  }

  /// The session for somebody's calendar, with the group it is of.
  package func sessionForCalendar(_ id: ID<Session>, as actor: Actor) async throws -> (session: Session, group: Group) {
    let now = now()
    return try await engine.read { tx in
      let (session, _) = try tx.session(id, for: .lookAtSession, as: actor, at: now)
      guard let group = try tx.group(session.groupID) else { throw Refusal.notFound }
      return (session, group)
    }
  }
}
