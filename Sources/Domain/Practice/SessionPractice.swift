// The rounds of a running session as its room shows them: who sits with whom, what is practiced and how far they are. Never a card or a note.

/// What everybody in the room, and the wall, may know of a round at one of its tables.
package struct RoundGlance: Equatable, Sendable {
  /// Without its situation, its stems and all that is said about them.
  private let round: PracticeRound

  package init(_ round: PracticeRound) {
    var bare = PracticeRound(
      id: round.id, groupID: round.groupID, sessionID: round.sessionID, number: round.number, table: round.table, parts: round.parts,
      minutes: round.minutes, at: round.phaseBeganAt)
    (bare.skill, bare.phase, bare.pausedAt, bare.waited) = (round.skill, round.phase, round.pausedAt, round.waited)
    (bare.addedSeconds, bare.endedAt) = (round.addedSeconds, round.endedAt)
    self.round = bare
  }

  package var id: ID<PracticeRound> { round.id }
  package var number: Int { round.number }
  package var table: Int { round.table }
  package var parts: RoundParts { round.parts }
  /// The key of the skill.
  package var skill: String? { round.skill }
  package var phase: RoundPhase { round.phase }
  package var isPaused: Bool { round.pausedAt != nil }
  /// `nil` while it is set up, which takes as long as it takes, and once it is over.
  package func clock(at now: Instant) -> ClockView? { phase == .set ? nil : round.clock(at: now) }

  /// Differs where what is drawn differs.
  package var print: String {
    let times = [round.phaseBeganAt, round.pausedAt ?? round.phaseBeganAt].map { String($0.milliseconds) } + [String(round.waited.milliseconds)]
    return ([id.text, phase.rawValue, skill ?? "", String(round.addedSeconds)] + times + parts.people.map(\.text)).joined(separator: ".")
  }
}

package struct SessionPractice: Equatable, Sendable {
  /// The newest round, table by table; empty before the first.
  package let round: [RoundGlance]
  /// The round that would be set now; `nil` while one is played, and where none can be.
  package let next: NextRound?
  /// Why none can be set.
  package let obstacle: Problem?

  package init(round: [RoundGlance], next: NextRound?, obstacle: Problem? = nil) {
    self.round = round
    self.next = next
    self.obstacle = obstacle
  }

  package var number: Int { round.first?.number ?? 0 }
  /// Whether somebody is still at it.
  package var isRunning: Bool { round.contains { !$0.phase.isOver } }
  /// Whether the newest round can still be set anew: nobody has begun.
  package var mayBeSetAnew: Bool { !round.isEmpty && round.allSatisfy { $0.phase == .set } }

  package func table(of person: ID<Person>) -> RoundGlance? { round.first { $0.parts.part(of: person) != nil } }

  package var print: String { round.map(\.print).joined(separator: "|") }
}
