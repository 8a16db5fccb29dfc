// The way into a room by its short code: only into a room that one may enter anyway, and not for guessing.
import Domain
import Store
import Synchronization

extension House {
  /// The session with this code among those that are planned or run in the actor's own groups. Whatever else a code may be, it is
  /// nothing: one of another group is answered as one that does not exist.
  package func session(withCode typed: String, as actor: Actor) async throws -> ID<Session> {
    let now = now()
    try wrongCodes.requireAnotherTry(of: actor.personID, at: now)
    let code = JoinCode(typed: typed)
    let found = try await engine.read { tx -> ID<Session>? in
      let own = try tx.groups(of: actor.personID, at: now).filter { $0.programID == actor.programID }
      let fitting = try tx.openSessions(of: own.map(\.id)).filter { JoinCode($0.id) == code }
      guard let session = fitting.first(where: { $0.status != .planned }) ?? fitting.first else { return nil }
      try Permission.require(.joinByCode, try tx.relations(of: actor, to: session, at: now))
      return session.id
    }
    guard let found else {
      wrongCodes.count(actor.personID, at: now)
      throw Refusal.notFound
    }
    return found
  }
}

/// Wrong codes of the last quarter of an hour, kept in memory alone: looking at an address writes nothing.
package final class WrongCodes: Sendable {
  package static let most = 20
  package static let window = Span.minutes(15)

  private let tries = Mutex<[ID<Person>: [Instant]]>([:])

  package init() {}

  func requireAnotherTry(of person: ID<Person>, at now: Instant) throws(Refusal) {
    let recent = tries.withLock { ($0[person] ?? []).filter { $0 > now - WrongCodes.window } }
    guard recent.count >= WrongCodes.most, let oldest = recent.min() else { return }
    throw .tooMany(after: WrongCodes.window - now.since(oldest))
  }

  func count(_ person: ID<Person>, at now: Instant) {
    tries.withLock { tries in
      if tries.count >= 1_000 { tries = tries.filter { $0.value.contains { $0 > now - WrongCodes.window } } }
      tries[person] = ((tries[person] ?? []).filter { $0 > now - WrongCodes.window } + [now]).suffix(WrongCodes.most)
    }
  }
}
