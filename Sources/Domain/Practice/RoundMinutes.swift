// How long each phase of a round lasts, and its clock: counted from the server's time, with the waiting left out.

/// What the time box of a session may change; everything else is the same in every round.
package struct RoundMinutes: Equatable, Sendable, Codable {
  package var play: Span
  /// For each who gives the practitioner feedback.
  package var feedback: Span

  package init(play: Span = .minutes(6), feedback: Span = .seconds(90)) {
    self.play = play
    self.feedback = feedback
  }

  /// The planned length of a phase; `nil` where nothing runs.
  package func length(of phase: RoundPhase, givers: Int) -> Span? {
    switch phase {
    case .set: .minutes(3)
    case .briefed: .minutes(1)
    case .playing: play
    case .jotting: .minutes(1)
    case .selfDebrief: .seconds(90)
    case .coacheeVoice: .minutes(1)
    case .observerFeedback: Span(milliseconds: feedback.milliseconds &* Int64(max(1, givers)))
    case .keepOrTry: .minutes(1)
    case .secondTake: .minutes(2)
    case .outOfRole: .seconds(30)
    case .done, .stopped: nil
    }
  }

  /// From the moment the situation stands until everybody has stepped out of their part, without a second take.
  package func round(givers: Int) -> Span {
    RoundPhase.allCases.filter { $0 != .set && $0 != .secondTake }.compactMap { length(of: $0, givers: givers) }.reduce(.zero, +)
  }
}

extension PracticeRound {
  /// `nil` once the round is over.
  package func clock(at now: Instant) -> ClockView? {
    guard let planned = minutes.length(of: phase, givers: parts.givers.count) else { return nil }
    let length = planned + .seconds(addedSeconds)
    let used = (pausedAt ?? now).since(phaseBeganAt) - waited
    let remaining = length - used
    let endsAt = now + remaining
    // A minute before the end; in a short phase, half way.
    let warning = min(Span.minutes(1), Span(milliseconds: length.milliseconds / 2))
    return ClockView(isPaused: pausedAt != nil, endsAt: endsAt, remaining: remaining, warnsAt: endsAt - warning, length: length)
  }
}
