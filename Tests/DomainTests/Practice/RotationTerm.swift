// A term of practice as it could happen, and a strict look at it: counted anew here, from nothing but who sat where.
import Domain
import TestSupport

struct RotationTerm {
  struct Change {
    var leaving: [ID<Person>] = []
    var joining: [ID<Person>] = []
  }

  /// Which parts of a term are fixed; what it leaves open, the dice decide.
  struct Shape {
    var people: Int
    var tableSize: Int
    var rounds: Int
    var sessions = 10
    /// Percent of a session in which somebody is away, comes or leaves.
    var restless = 0
    var seed: UInt64 = 0
  }

  private(set) var sessions: [[RotationRound]] = []
  private(set) var memory = RotationMemory()
  private(set) var faults: [String] = []
  /// The worst of any session and of the term, in turns: parts against fair shares, pairs and directions against what was offered.
  private(set) var worst = Worst()
  let shape: Shape
  private var term = Count()

  struct Worst {
    var session = 0.0
    var prefix = 0.0
    var term = 0.0
    var pair = 0.0
    /// Highest less lowest, each less its fair share.
    var partSpread = 0.0
    var pairSpread = 0.0
    var directionSpread = 0.0

    mutating func join(_ other: Worst) {
      session = max(session, other.session)
      prefix = max(prefix, other.prefix)
      term = max(term, other.term)
      pair = max(pair, other.pair)
      partSpread = max(partSpread, other.partSpread)
      pairSpread = max(pairSpread, other.pairSpread)
      directionSpread = max(directionSpread, other.directionSpread)
    }
  }

  static func people(_ count: Int) -> [ID<Person>] { (0..<count).map { ID(trusted: "p\($0)") } }

  /// Plays a whole term round by round; who comes and goes is known only when it happens.
  static func played(_ shape: Shape, using dice: inout Dice) throws -> RotationTerm {
    var term = RotationTerm(shape: shape)
    for number in 0..<shape.sessions { try term.playSession(number, using: &dice) }
    return term
  }

  private mutating func playSession(_ number: Int, using dice: inout Dice) throws {
    var here = RotationTerm.people(shape.people)
    let isRestless = dice.chance(shape.restless)
    if isRestless, here.count > 2, dice.chance(50) { here.remove(at: dice.roll(0...(here.count - 1))) }
    var rotation = try Rotation(
      present: here.shuffled(using: &dice), tableSize: shape.tableSize, rounds: shape.rounds, memory: memory,
      seed: shape.seed &+ UInt64(number))
    let changeAfter = isRestless && shape.rounds > 1 ? dice.roll(1...(shape.rounds - 1)) : nil
    var count = Count()
    for round in 1...shape.rounds {
      guard let next = rotation.planned.first else { return faults.append("session \(number + 1): no round \(round)") }
      if rotation.planned.count != shape.rounds - round + 1 { faults.append("session \(number + 1): \(rotation.planned.count) planned") }
      look(next, here, "session \(number + 1) round \(round)")
      count.add(next)
      term.add(next)
      worst.prefix = max(worst.prefix, count.worstPart)
      let before = rotation.held
      rotation.hold(next)
      if round == changeAfter {
        let away = RotationTerm.people(shape.people).filter { !here.contains($0) }
        if let back = dice.pick(away), dice.chance(60) || here.count < 3 {
          here.append(back)
          try rotation.change(joining: [back])
        } else if here.count > 2 {
          let gone = here.remove(at: dice.roll(0...(here.count - 1)))
          try rotation.change(leaving: [gone])
        }
      }
      if rotation.held != before + [next] { faults.append("session \(number + 1) round \(round): what was held is not what was played") }
    }
    sessions.append(rotation.held)
    memory.add(session: rotation.held)
    judge(count, number, isSteady: changeAfter == nil)
  }

  /// R1 and R2: everybody once, nobody else, tables as even as can be.
  private mutating func look(_ round: RotationRound, _ here: [ID<Person>], _ at: String) {
    if round.people.sorted() != here.sorted() { faults.append("\(at): \(round.people) for \(here)") }
    let tables = max(1, here.count / shape.tableSize)
    let sizes = round.tables.map(\.people.count)
    let even = sizes.allSatisfy { $0 == here.count / tables || $0 == (here.count + tables - 1) / tables }
    if sizes.count != tables || !even { faults.append("\(at): tables of \(sizes)") }
    // R3: each observer once, and somebody always.
    for table in round.tables where table.givers.isEmpty || Set(table.givers).count != table.givers.count || table.givers.contains(table.practitioner)
    {
      faults.append("\(at): feedback from \(table.givers)")
    }
  }

  private mutating func judge(_ count: Count, _ number: Int, isSteady: Bool) {
    let at = "session \(number + 1)"
    worst.session = max(worst.session, count.worstPart)
    worst.term = max(worst.term, term.worstPart)
    worst.pair = max(worst.pair, term.worstPair)
    worst.partSpread = max(worst.partSpread, term.partSpread)
    worst.pairSpread = max(worst.pairSpread, term.pairSpread)
    worst.directionSpread = max(worst.directionSpread, term.directionSpread)
    if isSteady {
      let people = count.people.count
      let tables = max(1, people / shape.tableSize)
      let full = people / RotationTerm.divisor(people, tables)
      if count.plainPartSpread > (shape.rounds % full == 0 ? 0 : 1) { faults.append("\(at): R4, parts differ by \(count.plainPartSpread)") }
      if number == 0 {
        let pairs = people * (people - 1) / 2
        if count.pairs.count < min(pairs, tables * shape.rounds) { faults.append("\(at): R5, \(count.pairs.count) pairs met") }
        if count.plainPairSpread > 1 { faults.append("\(at): R6, pairs differ by \(count.plainPairSpread)") }
      }
    } else if count.worstPart >= 2 - 1e-9 {
      faults.append("\(at): R7, \(count.worstPart) from the fair share")
    }
    if term.worstPart >= 2 - 1e-9 { faults.append("\(at): R8, \(term.worstPart) from the fair share") }
    if term.worstPair >= 3 - 1e-9 { faults.append("\(at): M4, \(term.worstPair) from what was offered") }
    if shape.restless == 0 {
      // M1 to M3, and after every session, not only the last: after any of them the term may be over.
      for (name, spread) in [("M1", term.plainPartSpread), ("M2", term.plainPairSpread), ("M3", term.plainDirectionSpread)] where spread > 1 {
        faults.append("\(at): \(name), a spread of \(spread)")
      }
    }
  }

  private init(shape: Shape) { self.shape = shape }

  private static func divisor(_ one: Int, _ other: Int) -> Int { other == 0 ? one : divisor(other, one % other) }
}
