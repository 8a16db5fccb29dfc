// The three quiet signals: what they say, to whom, and for how long. They are no events: nothing of them is ever in a log.

package enum QuietSignalKind: String, Sendable, CaseIterable {
  case moment, lostThread, pleaseBreak

  /// "A moment" is for everybody in the room; the others are for the facilitator alone.
  package var isForAll: Bool { self == .moment }
}

package struct QuietSignal: Equatable, Sendable {
  package let personID: ID<Person>
  package let kind: QuietSignalKind
  package let givenAt: Instant

  package static let lasts = Span.minutes(2)

  package init(personID: ID<Person>, kind: QuietSignalKind, givenAt: Instant) {
    self.personID = personID
    self.kind = kind
    self.givenAt = givenAt
  }

  /// A clock that was set back ends a signal rather than keeping it for an hour.
  package func isHeard(at now: Instant) -> Bool {
    let age = now.since(givenAt)
    return age > .seconds(-10) && age < QuietSignal.lasts
  }
}

/// What one viewer knows of the signals: nothing else is ever given to their page or stream.
package struct SignalsView: Equatable, Sendable {
  /// Of others, the oldest first.
  package let heard: [QuietSignal]
  /// The viewer's own that are still up.
  package let own: [QuietSignalKind]
  /// Whether the two private ones would reach the facilitator now.
  package let reachesFacilitator: Bool

  package static let nothing = SignalsView(heard: [], own: [], reachesFacilitator: false)

  package init(heard: [QuietSignal], own: [QuietSignalKind], reachesFacilitator: Bool) {
    self.heard = heard
    self.own = own
    self.reachesFacilitator = reachesFacilitator
  }

  package init(of signals: [QuietSignal], for viewer: RoomViewer, reachesFacilitator: Bool, at now: Instant) {
    let lasting = signals.filter { $0.isHeard(at: now) }
    switch viewer {
    case .wall: self = .nothing
    case .facilitator: self = SignalsView(heard: lasting, own: [], reachesFacilitator: true)
    case .member(let person):
      self = SignalsView(
        heard: lasting.filter { $0.kind.isForAll && $0.personID != person },
        own: lasting.filter { $0.personID == person }.map(\.kind), reachesFacilitator: reachesFacilitator)
    }
  }
}
