// The end of a group: set for a date, taken back until then, and from then on nothing but pages to read.

extension Group {
  package func isClosed(at now: Instant) -> Bool { closesAt.map { $0 <= now } ?? false }

  /// The moment at which the group will have closed. `sessions` are those that still stand: none is cut off.
  package static func closing(at end: Instant?, sessions: [Session], now: Instant) throws(Problem) -> Instant {
    guard let end else { throw Problem("until", "after.closing.missing") }
    guard end > now else { throw Problem("until", "after.closing.past") }
    guard !sessions.contains(where: { $0.status != .planned || !$0.isMissed(at: now) && $0.endsAt > end }) else {
      throw Problem("until", "after.closing.sessions")
    }
    return end
  }

  /// What a session of a group that is to close must keep to.
  package func requireOpen(until end: Instant) throws(Problem) {
    if let closesAt, end > closesAt { throw Problem("day", "after.closing.noSession") }
  }
}

/// What somebody takes along from a group: their own words and those of their commitments that they chose. Nobody else reads it.
package struct GroupKeep: Equatable, Sendable {
  package let body: String
  package let commitments: Set<ID<RoomCommitment>>

  package static let longest = 20_000

  package init(body: String, commitments: Set<ID<RoomCommitment>>) {
    self.body = body
    self.commitments = commitments
  }
}
