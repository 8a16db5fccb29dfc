// Tells the open streams of this server that a practice round has changed; each looks for itself what its viewer may see.
import Domain
import Synchronization

package enum RoundSignal: Equatable, Sendable {
  case changed
  /// Nothing of the round is kept.
  case gone(RoundEnding)
  /// Time to see whether the listener may still listen, and whether another server has changed the round.
  case tick
}

/// One listener of a round.
package struct RoundListening: Sendable {
  package let signals: AsyncStream<RoundSignal>
  fileprivate let continuation: AsyncStream<RoundSignal>.Continuation

  package func tick() { continuation.yield(.tick) }
  package func end() { continuation.finish() }
}

/// No numbers and no log: whoever missed a signal finds the newest state with the next one.
package final class RoundEvents: Sendable {
  /// The stream that was opened first ends when one sign-in opens more than this.
  package static let mostOfOneSignIn = 24

  private struct Listener {
    let round: ID<PracticeRound>
    let signIn: ID<SignIn>
    let continuation: AsyncStream<RoundSignal>.Continuation
  }

  private struct Listeners {
    var next = 0
    var byNumber: [Int: Listener] = [:]
    var byRound: [ID<PracticeRound>: Set<Int>] = [:]
    /// The oldest first.
    var bySignIn: [ID<SignIn>: [Int]] = [:]
  }

  private let listeners = Mutex(Listeners())

  package init() {}

  package func listen(to round: ID<PracticeRound>, for signIn: ID<SignIn>) -> RoundListening {
    let (stream, continuation) = AsyncStream<RoundSignal>.makeStream(bufferingPolicy: .bufferingNewest(8))
    let (number, crowdedOut) = listeners.withLock { listeners -> (Int, AsyncStream<RoundSignal>.Continuation?) in
      listeners.next += 1
      let number = listeners.next
      listeners.byNumber[number] = Listener(round: round, signIn: signIn, continuation: continuation)
      listeners.byRound[round, default: []].insert(number)
      listeners.bySignIn[signIn, default: []].append(number)
      guard let own = listeners.bySignIn[signIn], own.count > RoundEvents.mostOfOneSignIn, let oldest = own.first else { return (number, nil) }
      return (number, listeners.byNumber[oldest]?.continuation)
    }
    continuation.onTermination = { [weak self] _ in self?.forget(number) }
    // Outside of the lock: ending a stream leads back here to forget it.
    crowdedOut?.finish()
    return RoundListening(signals: stream, continuation: continuation)
  }

  package func tell(_ signal: RoundSignal, to round: ID<PracticeRound>) {
    let continuations = listeners.withLock { listeners in
      (listeners.byRound[round] ?? []).compactMap { listeners.byNumber[$0]?.continuation }
    }
    for continuation in continuations { continuation.yield(signal) }
  }

  package func count(of round: ID<PracticeRound>) -> Int { listeners.withLock { $0.byRound[round]?.count ?? 0 } }

  private func forget(_ number: Int) {
    listeners.withLock { listeners in
      guard let listener = listeners.byNumber.removeValue(forKey: number) else { return }
      listeners.byRound[listener.round]?.remove(number)
      if listeners.byRound[listener.round]?.isEmpty == true { listeners.byRound[listener.round] = nil }
      listeners.bySignIn[listener.signIn]?.removeAll { $0 == number }
      if listeners.bySignIn[listener.signIn]?.isEmpty == true { listeners.bySignIn[listener.signIn] = nil }
    }
  }
}
