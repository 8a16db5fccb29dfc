// Finds the turns of the rounds to come: the best half-made plans are carried from round to round, and on through sessions that may follow.

struct RotationSearch: Sendable {
  private let options: [RotationTurns]
  private let board: RotationBoard
  /// How many half-made plans are carried on, and how many sessions beyond this one a plan is tried out. With 24 plans or one session
  /// some terms of ten sessions end with a pair two practices ahead of another; with these none was found.
  private static let width = 48
  private static let sessionsAhead = 2
  /// How much this session's parts weigh while a plan is half made.
  private let factor: Int

  init(board: RotationBoard, factor: Int = 2) {
    self.board = board
    self.factor = factor
    options = board.options()
  }

  private struct Plan {
    var standing: RotationStanding
    /// Equal for plans with the same turns in another order, which are one plan for all that follows.
    var print: UInt64 = 0
    /// The last of this plan's steps.
    var step: Int?
    /// The step with which this session ended, where the plan has gone on into the next.
    var end: Int?
  }

  private struct Step {
    let option: Int
    let before: Int?
  }

  private struct Candidate {
    let weight: Int
    let print: UInt64
    let plan: Int
    let option: Int
  }

  /// The best turns for so many rounds of a session of `inSession` rounds; of plans that are equally even, one after which the
  /// sessions to come can be even too.
  func rounds(_ number: Int, inSession: Int) -> [RotationTurns] {
    var steps: [Step] = []
    var plans = [Plan(standing: board.standing)]
    for _ in 0..<number { advance(&plans, &steps) }
    // Where the term owes somebody much, the plans that are even today may have been dropped on the way: then today comes first.
    if board.isSteady, factor == 2, !plans.contains(where: \.standing.sessionIsEven) {
      return RotationSearch(board: board, factor: 64).rounds(number, inSession: inSession)
    }
    guard let best = plans.map(\.standing.unevenness).min(by: isBetter) else { return [] }
    plans = plans.filter { !isBetter(best, $0.standing.unevenness) }.map { plan in
      var plan = plan
      plan.end = plan.step
      return plan
    }
    if plans.count > 1 {
      for _ in 0..<RotationSearch.sessionsAhead {
        for place in plans.indices { plans[place].standing.endSession() }
        for _ in 0..<inSession { advance(&plans, &steps) }
      }
    }
    let winner = plans.min { $0.standing.unevenness.weight() < $1.standing.unevenness.weight() }
    var turns: [RotationTurns] = []
    var step = winner?.end
    while let at = step {
      turns.append(options[steps[at].option])
      step = steps[at].before
    }
    return turns.reversed()
  }

  /// A session in which nobody comes or goes is even in itself. Elsewhere that cannot be had, and what the term owes counts beside it:
  /// else one who is short in a few such sessions stays short. Of what is left, no plan that sets two people further than two turns
  /// apart comes before one that does not.
  private func isBetter(_ one: RotationUnevenness, _ other: RotationUnevenness) -> Bool {
    board.isSteady
      ? (one.session, one.apart, one.weight()) < (other.session, other.apart, other.weight())
      : (one.apart, one.weight()) < (other.apart, other.weight())
  }

  /// One round further: of all plans with all options the best are kept.
  private func advance(_ plans: inout [Plan], _ steps: inout [Step]) {
    var kept: [Candidate] = []
    kept.reserveCapacity(RotationSearch.width + 1)
    for place in plans.indices {
      plans[place].standing.beginRound()
      let weight = plans[place].standing.unevenness.weight(session: factor)
      let gains = plans[place].standing.gains(session: factor)
      for (number, option) in options.enumerated() {
        var weight = weight
        for turn in option { weight += gains[turn.practitioner * board.count + turn.coachee] }
        if kept.count == RotationSearch.width, let last = kept.last, weight >= last.weight { continue }
        keep(Candidate(weight: weight, print: print(option, after: plans[place].print), plan: place, option: number), &kept)
      }
    }
    plans = kept.map { candidate in
      var plan = plans[candidate.plan]
      for turn in options[candidate.option] { plan.standing.take(turn) }
      plan.print = candidate.print
      steps.append(Step(option: candidate.option, before: plan.step))
      plan.step = steps.count - 1
      return plan
    }
  }

  private func print(_ option: RotationTurns, after print: UInt64) -> UInt64 {
    option.reduce(print) { $0 &+ RotationDice.mixed(UInt64($1.practitioner * board.count + $1.coachee + 1)) }
  }

  /// Into its place among those kept, ascending; a plan that is there already in another order is not kept twice.
  private func keep(_ candidate: Candidate, _ kept: inout [Candidate]) {
    var low = 0
    var high = kept.count
    while low < high {
      let middle = (low + high) / 2
      if kept[middle].weight <= candidate.weight { low = middle + 1 } else { high = middle }
    }
    var same = low - 1
    while same >= 0, kept[same].weight == candidate.weight {
      if kept[same].print == candidate.print { return }
      same -= 1
    }
    kept.insert(candidate, at: low)
    if kept.count > RotationSearch.width { kept.removeLast() }
  }
}
