// Where a half-made plan stands: turns taken less fair shares for each person, pair and direction, and how uneven that is.

/// How far from even, in the order in which it matters. Squares: two people one turn off are better than one who is two turns off.
struct RotationUnevenness: Sendable {
  /// Parts in this session.
  var session = 0
  /// Those without a turn who had none the last time they came: the more often in a row, the worse (R15).
  var passedOver = 0
  /// Parts over the term.
  var term = 0
  /// Who practised together over the term, and in which direction.
  var pairs = 0
  var directions = 0
  /// How far the highest and the lowest lie apart over the term, beyond two turns.
  var apart = 0

  /// One number for plans that are only half made. There the order is no use: a plan that is perfectly even half way may be one that
  /// cannot be even in the end, so parts, pairs and directions weigh alike; and who was passed over does not outweigh all the rest. Found by trial over all numbers present.
  func weight(session factor: Int = 2) -> Int { factor * session + 30_000 * passedOver + 4 * (term + pairs + directions) }
}

struct RotationStanding: Sendable {
  let tables: Int
  /// In sixtieths, as the tallies hold them.
  private(set) var sessionPractitioner: [Int]
  private(set) var sessionCoachee: [Int]
  private(set) var termPractitioner: [Int]
  private(set) var termCoachee: [Int]
  /// Of practitioner times the number present, plus coachee.
  private(set) var directions: [Int]
  private(set) var missed: [Int]
  private(set) var practiced: [Bool]

  init(
    tables: Int, sessionPractitioner: [Int], sessionCoachee: [Int], termPractitioner: [Int], termCoachee: [Int], directions: [Int],
    missed: [Int], practiced: [Bool]
  ) {
    self.tables = tables
    self.sessionPractitioner = sessionPractitioner
    self.sessionCoachee = sessionCoachee
    self.termPractitioner = termPractitioner
    self.termCoachee = termCoachee
    self.directions = directions
    self.missed = missed
    self.practiced = practiced
  }

  private var count: Int { missed.count }

  /// A round begins: everybody's fair share grows.
  mutating func beginRound() {
    let share = RotationTally.one * tables / count
    for person in 0..<count {
      sessionPractitioner[person] -= share
      sessionCoachee[person] -= share
      termPractitioner[person] -= share
      termCoachee[person] -= share
      for other in 0..<count where other != person { directions[person * count + other] -= share / (count - 1) }
    }
  }

  mutating func take(_ turn: RotationTurn) {
    sessionPractitioner[turn.practitioner] += RotationTally.one
    sessionCoachee[turn.coachee] += RotationTally.one
    termPractitioner[turn.practitioner] += RotationTally.one
    termCoachee[turn.coachee] += RotationTally.one
    directions[turn.practitioner * count + turn.coachee] += RotationTally.one
    practiced[turn.practitioner] = true
  }

  mutating func endSession() {
    for person in 0..<count {
      missed[person] = practiced[person] ? 0 : missed[person] + 1
      practiced[person] = false
      sessionPractitioner[person] = 0
      sessionCoachee[person] = 0
    }
  }

  /// The three parts of one person: what practitioner and coachee are short, the observer is over.
  private func parts(_ practitioner: Int, _ coachee: Int) -> Int {
    func part(_ owed: Int) -> Int { owed * owed + twoTurns(owed) }
    return part(practitioner) + part(coachee) + part(practitioner + coachee)
  }

  /// Nobody is ever two turns from their fair share: coming near it outweighs all else.
  private func twoTurns(_ owed: Int) -> Int {
    let beyond = max(0, abs(owed) - RotationTally.one * 7 / 4)
    return 2_048 * beyond * beyond
  }

  /// Whether nobody has had a part of this session two times more than somebody else.
  var sessionIsEven: Bool {
    let observer = zip(sessionPractitioner, sessionCoachee).map { -$0 - $1 }
    return [sessionPractitioner, sessionCoachee, observer].allSatisfy { ($0.max() ?? 0) - ($0.min() ?? 0) <= RotationTally.one }
  }

  /// The square, and much more of what lies beyond a margin: where people come and go a session cannot give everybody what they are
  /// owed, and two turns are more than anybody should be owed. The margins and their weights were found by trial over terms in which
  /// somebody comes or goes in three sessions of five; together with equal weights they leave a third of the spreads above two that squares alone leave.
  private func stretched(_ owed: Int, beyond margin: Int, _ weight: Int) -> Int {
    let beyond = max(0, abs(owed) - margin)
    return owed * owed + weight * beyond * beyond
  }

  private func termParts(_ practitioner: Int, _ coachee: Int) -> Int {
    func part(_ owed: Int) -> Int { stretched(owed, beyond: RotationTally.one, 32) + twoTurns(owed) }
    return part(practitioner) + part(coachee) + part(practitioner + coachee)
  }

  private func pair(_ owed: Int) -> Int { stretched(owed, beyond: RotationTally.one / 2, 4) }
  private func direction(_ owed: Int) -> Int { stretched(owed, beyond: RotationTally.one * 5 / 6, 32) }

  private var apart: Int {
    func beyond(_ owed: [Int]) -> Int {
      let spread = (owed.max() ?? 0) - (owed.min() ?? 0)
      return max(0, spread - 2 * RotationTally.one)
    }
    var pairs: [Int] = []
    var ways: [Int] = []
    for person in 0..<count {
      for other in 0..<person {
        let there = directions[person * count + other]
        let back = directions[other * count + person]
        pairs.append(there + back)
        ways.append(there)
        ways.append(back)
      }
    }
    let observer = zip(termPractitioner, termCoachee).map { -$0 - $1 }
    return beyond(termPractitioner) + beyond(termCoachee) + beyond(observer) + beyond(pairs) + beyond(ways)
  }

  var unevenness: RotationUnevenness {
    var sum = RotationUnevenness()
    sum.apart = apart
    for person in 0..<count {
      sum.session += parts(sessionPractitioner[person], sessionCoachee[person])
      sum.term += termParts(termPractitioner[person], termCoachee[person])
      if !practiced[person] { sum.passedOver += missed[person] * missed[person] }
      for other in 0..<person {
        let there = directions[person * count + other]
        let back = directions[other * count + person]
        sum.pairs += pair(there + back)
        sum.directions += direction(there) + direction(back)
      }
    }
    return sum
  }

  /// What each turn would change in the weight, at `practitioner * count + coachee`. Turns at several tables touch different people,
  /// so what they change adds up: no plan has to be copied to be judged.
  func gains(session factor: Int) -> [Int] {
    let one = RotationTally.one
    let asPractitioner = (0..<count).map { person -> RotationUnevenness in
      var sum = RotationUnevenness()
      let (session, coachee) = (sessionPractitioner[person], sessionCoachee[person])
      sum.session = parts(session + one, coachee) - parts(session, coachee)
      sum.term = termParts(termPractitioner[person] + one, termCoachee[person]) - termParts(termPractitioner[person], termCoachee[person])
      if !practiced[person] { sum.passedOver = -missed[person] * missed[person] }
      return sum
    }
    let asCoachee = (0..<count).map { person -> RotationUnevenness in
      var sum = RotationUnevenness()
      let (practitioner, session) = (sessionPractitioner[person], sessionCoachee[person])
      sum.session = parts(practitioner, session + one) - parts(practitioner, session)
      sum.term = termParts(termPractitioner[person], termCoachee[person] + one) - termParts(termPractitioner[person], termCoachee[person])
      return sum
    }
    var gains = [Int](repeating: 0, count: count * count)
    for person in 0..<count {
      for other in 0..<count where other != person {
        let there = directions[person * count + other]
        let back = directions[other * count + person]
        var both = RotationUnevenness()
        both.pairs = pair(there + back + one) - pair(there + back)
        both.directions = direction(there + one) - direction(there)
        gains[person * count + other] = asPractitioner[person].weight(session: factor) + asCoachee[other].weight(session: factor) + both.weight()
      }
    }
    return gains
  }
}
