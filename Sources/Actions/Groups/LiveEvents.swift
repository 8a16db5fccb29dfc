// Tells the open streams of this server what has just been committed in a room.
import Domain
import Synchronization

/// What one commit brought: the events, and the room as it stands after the last of them.
package struct RoomNews: Sendable {
  package let events: [NumberedEvent]
  package let room: LiveRoom

  package init(events: [NumberedEvent], room: LiveRoom) {
    self.events = events
    self.room = room
  }
}

package enum RoomSignal: Sendable {
  /// With the moment at which it was told: a listener may come to it late.
  case news(RoomNews, told: ContinuousClock.Instant)
  /// What somebody may see in the room has changed without an event.
  case lookAgain
  /// A quiet signal was given or taken down: each listener looks for what is theirs.
  case quiet
  /// Time to see whether the listener may still listen, and to keep the connection awake.
  case tick
}

/// One listener: what it is told, and a way to remind it of the time.
package struct RoomListening: Sendable {
  package let signals: AsyncStream<RoomSignal>
  fileprivate let continuation: AsyncStream<RoomSignal>.Continuation

  /// A tick that finds no room is no loss.
  package func tick() { continuation.yield(.tick) }

  package func end() { continuation.finish() }

  fileprivate init(signals: AsyncStream<RoomSignal>, continuation: AsyncStream<RoomSignal>.Continuation) {
    self.signals = signals
    self.continuation = continuation
  }
}

/// The listeners of this process, by session. What a listener does not fetch in time is not kept for it for ever: after
/// `patience` signals its stream ends, its browser comes back, and it gets what it missed from the log.
package final class LiveEvents: Sendable {
  package static let patience = 256
  /// Far more than the tabs of one browser. The stream that was opened first ends when another one is opened beyond that.
  package static let mostOfOneSignIn = 24

  private struct Listeners {
    var next = 0
    var bySession: [ID<Session>: [Int: AsyncStream<RoomSignal>.Continuation]] = [:]
    /// The listeners of each sign-in, the oldest first.
    var bySignIn: [ID<SignIn>: [(number: Int, session: ID<Session>)]] = [:]
  }

  private let listeners = Mutex(Listeners())

  package init() {}

  /// Everything that is told from now on. The stream ends when the listener was too slow, or when its sign-in has opened too many
  /// more; listening ends when it is let go.
  package func listen(to session: ID<Session>, for signIn: ID<SignIn>? = nil) -> RoomListening {
    let (stream, continuation) = AsyncStream<RoomSignal>.makeStream(bufferingPolicy: .bufferingOldest(LiveEvents.patience))
    let (number, crowdedOut) = listeners.withLock { listeners -> (Int, AsyncStream<RoomSignal>.Continuation?) in
      listeners.next += 1
      listeners.bySession[session, default: [:]][listeners.next] = continuation
      guard let signIn else { return (listeners.next, nil) }
      var own = listeners.bySignIn[signIn, default: []]
      own.append((listeners.next, session))
      let oldest = own.count > LiveEvents.mostOfOneSignIn ? own.removeFirst() : nil
      listeners.bySignIn[signIn] = own
      return (listeners.next, oldest.flatMap { listeners.bySession[$0.session]?[$0.number] })
    }
    continuation.onTermination = { [weak self] _ in self?.forget(number, of: session, for: signIn) }
    // Outside of the lock: ending a stream leads back here to forget it.
    crowdedOut?.finish()
    return RoomListening(signals: stream, continuation: continuation)
  }

  package func tell(_ news: RoomNews) {
    let now = ContinuousClock.now
    let continuations = listeners.withLock { $0.bySession[news.room.sessionID].map { Array($0.values) } ?? [] }
    for continuation in continuations {
      // News that find no room would leave a gap: the stream ends instead.
      if case .dropped = continuation.yield(.news(news, told: now)) { continuation.finish() }
    }
  }

  package func tellToLookAgain(_ session: ID<Session>) {
    let continuations = listeners.withLock { $0.bySession[session].map { Array($0.values) } ?? [] }
    for continuation in continuations {
      if case .dropped = continuation.yield(.lookAgain) { continuation.finish() }
    }
  }

  package func nudge(_ session: ID<Session>) {
    let continuations = listeners.withLock { $0.bySession[session].map { Array($0.values) } ?? [] }
    // A nudge that finds no room is no loss: the next tick brings it.
    for continuation in continuations { continuation.yield(.quiet) }
  }

  package func count(of session: ID<Session>) -> Int { listeners.withLock { $0.bySession[session]?.count ?? 0 } }

  private func forget(_ number: Int, of session: ID<Session>, for signIn: ID<SignIn>?) {
    listeners.withLock { listeners in
      if let signIn {
        listeners.bySignIn[signIn]?.removeAll { $0.number == number }
        if listeners.bySignIn[signIn]?.isEmpty == true { listeners.bySignIn[signIn] = nil }
      }
      listeners.bySession[session]?[number] = nil
      if listeners.bySession[session]?.isEmpty == true { listeners.bySession[session] = nil }
    }
  }
}

/// The newest room of each session that this process has seen; a room is used only where its number equals that of the session's row.
package final class RoomCache: Sendable {
  private static let most = 200
  private let rooms = Mutex<[ID<Session>: LiveRoom]>([:])

  package init() {}

  package func room(_ session: ID<Session>) -> LiveRoom? { rooms.withLock { $0[session] } }

  /// Keeps the newer one: two commits may come to tell about themselves in the other order.
  package func keep(_ room: LiveRoom) {
    rooms.withLock { rooms in
      if let known = rooms[room.sessionID], known.seq >= room.seq { return }
      if rooms.count >= RoomCache.most, rooms[room.sessionID] == nil, let oldest = rooms.values.min(by: { $0.settledAt < $1.settledAt }) {
        rooms[oldest.sessionID] = nil
      }
      rooms[room.sessionID] = room
    }
  }
}
