// When time with the floor is worth a quiet word: a pure rule over the last sessions, said to the member and to the facilitator alike.

/// One member's time in one closed session.
package struct FloorRecord: Equatable, Sendable {
  package let held: Span
  /// Member talk that has a name.
  package let attributed: Span
  /// All member talk.
  package let talk: Span
  /// How many members were there.
  package let present: Int

  package init(held: Span, attributed: Span, talk: Span, present: Int) {
    self.held = held
    self.attributed = attributed
    self.talk = talk
    self.present = present
  }

  /// Where less than half of the talk has a name, nothing is concluded from it.
  package var canBeJudged: Bool { present > 0 && attributed > .zero && attributed.milliseconds >= talk.milliseconds - attributed.milliseconds }

  /// The part of the attributed minutes, measured in fair shares: 1 is exactly one's own part.
  package var fairShares: Double {
    guard attributed > .zero else { return 0 }
    return Double(held.milliseconds) * Double(present) / Double(attributed.milliseconds)
  }
}

package enum FloorHint: String, Equatable, Sendable, CaseIterable {
  /// Below half of the fair share in two attended sessions running.
  case little
  /// Above twice the fair share over the last four attended sessions.
  case much

  package static let sessionsLookedAt = 4

  /// `history` holds the attended sessions, the newest first.
  package static func about(_ history: [FloorRecord]) -> FloorHint? {
    let recent = history.prefix(sessionsLookedAt)
    // The last two and the last four are sessions running: one that cannot be judged between them leaves it open.
    if recent.count >= 2, recent.prefix(2).allSatisfy({ $0.canBeJudged && $0.fairShares < 0.5 }) { return .little }
    guard recent.count == sessionsLookedAt, recent.allSatisfy(\.canBeJudged) else { return nil }
    // Sums, not an average of shares: a short session does not weigh as much as a long one.
    let held = recent.reduce(0.0) { $0 + Double($1.held.milliseconds) }
    let fair = recent.reduce(0.0) { $0 + Double($1.attributed.milliseconds) / Double($1.present) }
    return held > 2 * fair ? .much : nil
  }
}
