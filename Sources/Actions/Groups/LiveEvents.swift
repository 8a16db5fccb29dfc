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
  case news(RoomNews)
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

  private struct Listeners {
    var next = 0
    var bySession: [ID<Session>: [Int: AsyncStream<RoomSignal>.Continuation]] = [:]
  }

  private let listeners = Mutex(Listeners())

  package init() {}

  /// Everything that is told from now on. The stream ends when the listener was too slow; listening ends when it is let go.
  package func listen(to session: ID<Session>) -> RoomListening {
    let (stream, continuation) = AsyncStream<RoomSignal>.makeStream(bufferingPolicy: .bufferingOldest(LiveEvents.patience))
    let number = listeners.withLock { listeners in
      listeners.next += 1
      listeners.bySession[session, default: [:]][listeners.next] = continuation
      return listeners.next
    }
    continuation.onTermination = { [weak self] _ in self?.forget(number, of: session) }
    return RoomListening(signals: stream, continuation: continuation)
  }

  package func tell(_ news: RoomNews) {
    let continuations = listeners.withLock { $0.bySession[news.room.sessionID].map { Array($0.values) } ?? [] }
    for continuation in continuations {
      // News that find no room would leave a gap: the stream ends instead.
      if case .dropped = continuation.yield(.news(news)) { continuation.finish() }
    }
  }

  package func count(of session: ID<Session>) -> Int { listeners.withLock { $0.bySession[session]?.count ?? 0 } }

  private func forget(_ number: Int, of session: ID<Session>) {
    listeners.withLock { listeners in
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
