// The quiet signals of the rooms of this process: in memory, gone after two minutes, in no log, no table and no audit.
import Domain
import Store
import Synchronization

package final class QuietSignals: Sendable {
  private struct Rooms {
    var signals: [ID<Session>: [QuietSignal]] = [:]
    /// How many open streams the facilitator of a room has here.
    var facilitators: [ID<Session>: Int] = [:]
  }

  private let rooms = Mutex(Rooms())

  package init() {}

  package func view(for viewer: RoomViewer, in session: ID<Session>, at now: Instant) -> SignalsView {
    rooms.withLock { rooms in
      SignalsView(
        of: rooms.signals[session] ?? [], for: viewer, reachesFacilitator: (rooms.facilitators[session] ?? 0) > 0, at: now)
    }
  }

  package func facilitatorCame(to session: ID<Session>) { rooms.withLock { $0.facilitators[session, default: 0] += 1 } }

  package func facilitatorWent(from session: ID<Session>) {
    rooms.withLock { rooms in
      let left = (rooms.facilitators[session] ?? 0) - 1
      rooms.facilitators[session] = left > 0 ? left : nil
    }
  }

  /// Says whether anything is new: a signal that is up already stays as it was given.
  func give(_ signal: QuietSignal, in session: ID<Session>) -> Bool {
    rooms.withLock { rooms in
      // Whatever has faded anywhere goes with the next one that is given.
      rooms.signals = rooms.signals.compactMapValues { signals in
        let lasting = signals.filter { $0.isHeard(at: signal.givenAt) }
        return lasting.isEmpty ? nil : lasting
      }
      let isUp = rooms.signals[session]?.contains { $0.personID == signal.personID && $0.kind == signal.kind } ?? false
      if !isUp { rooms.signals[session, default: []].append(signal) }
      return !isUp
    }
  }

  /// Says whether there was one.
  func end(_ kind: QuietSignalKind, of person: ID<Person>, in session: ID<Session>) -> Bool {
    rooms.withLock { rooms in
      guard let index = rooms.signals[session]?.firstIndex(where: { $0.personID == person && $0.kind == kind }) else { return false }
      rooms.signals[session]?.remove(at: index)
      return true
    }
  }
}

extension House {
  /// Gives a quiet signal. The two private ones are given only while somebody would read them.
  package func signal(_ kind: QuietSignalKind, in id: ID<Session>, as actor: Actor) async throws {
    let now = now()
    let state = try await signalling(in: id, as: actor, at: now)
    guard case .member(let person) = state.viewer, state.room.isHere(person) else { throw Problem(nil, "room.notHere") }
    let seen = signals.view(for: state.viewer, in: id, at: now)
    guard kind.isForAll || seen.reachesFacilitator else { throw Problem(nil, "room.signal.nobody") }
    guard !seen.own.contains(kind) else { return }
    try budgets.spend(by: person, in: id, at: now)
    if signals.give(QuietSignal(personID: person, kind: kind, givenAt: now), in: id) { live.nudge(id) }
  }

  /// Takes down one's own signal; the facilitator takes down any.
  package func endSignal(_ kind: QuietSignalKind, of person: ID<Person>, in id: ID<Session>, as actor: Actor) async throws {
    let state = try await signalling(in: id, as: actor, at: now())
    guard person == actor.personID || state.viewer == .facilitator(actor.personID) else { throw Problem(nil, "room.signal.notYours") }
    // Taking down costs nothing, so what is not up wakes nobody.
    if signals.end(kind, of: person, in: id) { live.nudge(id) }
  }

  private func signalling(in id: ID<Session>, as actor: Actor, at now: Instant) async throws -> RoomState {
    let state = try await engine.read { [rooms] tx in
      let (session, relations) = try tx.session(id, for: .takePartInRoom, as: actor, at: now)
      return try tx.roomState(of: session, relations, asWall: false, cached: rooms.room(id), as: actor, at: now)
    }
    switch state.room.phase {
    case .waiting: throw Problem(nil, "room.notOpen")
    case .held: throw Problem(nil, "room.isHeld")
    case .live, .closing: return state
    }
  }
}
