// The next round of a running session: planned anew from who is here, what was held, what the term remembers and the time that is left.

package struct NextRound: Equatable, Sendable {
  package let number: Int
  /// How many rounds are still to come, with this one.
  package let rounds: Int
  package let tables: [RotationTable]
  package let minutes: RoundMinutes
  /// Whether all rounds that were planned have been played.
  package let isExtra: Bool
  /// Who is here and practices neither in a round before nor in those to come: they start next time.
  package let resting: [ID<Person>]

  /// What a session's next round is planned from.
  package struct Ground: Equatable, Sendable {
    /// Those who can have a part: the members here, and the facilitator where they fill one.
    package var here: [ID<Person>]
    /// Observes where a pair has nobody else; `nil` where they are not in the room or have a part of their own.
    package var facilitator: ID<Person>?
    package var item: AgendaItem
    /// All rounds of this session so far, and those of its term before it.
    package var session: [PracticeRound]
    package var term: [PracticeRound]
    /// Who leads the group: where they only observed, nobody's share changes.
    package var facilitators: Set<ID<Person>>
    package var left: Span
    package var seed: UInt64

    package init(
      here: [ID<Person>], facilitator: ID<Person>?, item: AgendaItem, session: [PracticeRound], term: [PracticeRound],
      facilitators: Set<ID<Person>>, left: Span, seed: UInt64
    ) {
      self.here = here
      self.facilitator = facilitator
      self.item = item
      self.session = session
      self.term = term
      self.facilitators = facilitators
      self.left = left
      self.seed = seed
    }
  }

  package init(_ ground: Ground) throws(Problem) {
    let present = ground.here.count
    let seating = ground.item.shape.seating(present: present)
    let size = max(2, present / max(1, seating.count))
    let givers = max(1, (present + seating.count - 1) / max(1, seating.count) - 2)
    let set = ground.session.map(\.number).max() ?? 0
    let planned = ground.item.shape.rounds(present: present, cap: ground.item.rounds)
    let wanted = max(1, planned - set)
    let time = PracticeTime(box: ground.left, rounds: wanted, givers: givers)
    let held = RotationRound.held(in: ground.session, facilitators: ground.facilitators)
    var memory = RotationMemory(term: ground.term, facilitators: ground.facilitators)
    memory.promise(ground.item.turns.filter(ground.here.contains))
    let rounds = min(time.rounds, max(1, Rotation.mostRounds - held.count))
    let rotation = try Rotation(
      present: ground.here, tableSize: size, rounds: held.count + rounds, facilitatorObserves: ground.facilitator != nil,
      memory: memory, seed: ground.seed, held: held)
    guard let next = rotation.planned.first else { throw Problem("present", "practice.rotation.present") }
    let turns = Set((held + rotation.planned).flatMap(\.tables).map(\.practitioner))
    number = set + 1
    isExtra = set >= planned
    self.rounds = rounds
    tables = next.tables
    minutes = time.minutes
    resting = ground.here.filter { !turns.contains($0) }
  }

  /// From group and session, so that every device plans the same.
  package static func seed(_ group: ID<Group>, _ session: ID<Session>) -> UInt64 {
    "\(group)/\(session)".utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }
}

extension RotationTable {
  /// Who has which part; the facilitator observes where the rotation says so.
  package func parts(facilitator: ID<Person>?) -> RoundParts {
    let watching = facilitatorObserves ? facilitator.map { [$0] } ?? [] : []
    return RoundParts(practitioner: practitioner, coachee: coachee, observers: observers + watching)
  }
}

extension RotationRound {
  /// The rounds that were played to their end: one that was stopped counts for nothing.
  static func held(in rounds: [PracticeRound], facilitators: Set<ID<Person>>) -> [RotationRound] {
    let done = rounds.filter { $0.phase == .done }
    return Set(done.map(\.number)).sorted().map { number in
      RotationRound(
        tables: done.filter { $0.number == number }.sorted { $0.table < $1.table }.map { round in
          RotationTable(
            practitioner: round.parts.practitioner, coachee: round.parts.coachee,
            observers: round.parts.observers.filter { !facilitators.contains($0) },
            facilitatorObserves: round.parts.observers.contains(where: facilitators.contains))
        })
    }
  }
}

extension RotationMemory {
  /// The rounds of a term, the oldest first; each between sessions is a session of its own.
  package init(term: [PracticeRound], facilitators: Set<ID<Person>>) {
    self.init()
    var sessions: [[PracticeRound]] = []
    for round in term {
      if let session = round.sessionID, let place = sessions.firstIndex(where: { $0.first?.sessionID == session }) {
        sessions[place].append(round)
      } else {
        sessions.append([round])
      }
    }
    for session in sessions { add(session: RotationRound.held(in: session, facilitators: facilitators)) }
  }
}
