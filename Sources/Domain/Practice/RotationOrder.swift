// The order of a session's rounds: those who wait for a turn first, fair also if it is cut short, and nobody twice running in one part.

struct RotationOrder {
  private let board: RotationBoard
  /// The parts of the round that was held last, as far as those present were in it.
  private let before: [Part?]

  private enum Part { case practitioner, coachee, observer }

  /// The work doubles with each round; what lies beyond stays as the search left it.
  private static let most = 8

  init(board: RotationBoard, before: RotationRound?) {
    self.board = board
    self.before = board.people.map { person in
      guard let table = before?.tables.first(where: { $0.people.contains(person) }) else { return nil }
      return table.practitioner == person ? .practitioner : table.coachee == person ? .coachee : .observer
    }
  }

  private struct Way {
    var cost: Int
    var before: Int?
  }

  /// The best of all orders, built up from the best of all smaller sets of rounds by the round that ends them.
  func ordered(_ turns: [RotationTurns]) -> [RotationTurns] {
    let rounds = Array(turns.prefix(RotationOrder.most))
    let parts = rounds.map(parts)
    let whole = (1 << rounds.count) - 1
    let costs = (0...whole).map { set in cost(rounds.indices.filter { set & (1 << $0) != 0 }.map { rounds[$0] }) }
    var ways: [[Way?]] = Array(repeating: Array(repeating: nil, count: rounds.count), count: whole + 1)
    for place in rounds.indices { ways[1 << place][place] = Way(cost: costs[1 << place] + same(before, parts[place])) }
    for set in 1...whole {
      for (place, way) in ways[set].enumerated() {
        guard let way else { continue }
        for next in rounds.indices where set & (1 << next) == 0 {
          let into = set | (1 << next)
          let cost = way.cost + costs[into] + same(parts[place], parts[next])
          if cost < ways[into][next]?.cost ?? .max { ways[into][next] = Way(cost: cost, before: place) }
        }
      }
    }
    var order: [RotationTurns] = []
    var set = whole
    var place = rounds.indices.min { ways[whole][$0]?.cost ?? .max < ways[whole][$1]?.cost ?? .max }
    while let at = place {
      order.append(rounds[at])
      place = ways[set][at]?.before
      set &= ~(1 << at)
    }
    return order.reversed() + turns.dropFirst(RotationOrder.most)
  }

  /// How uneven session and term would be if the session ended after these rounds, and who would have been passed over again.
  private func cost(_ held: [RotationTurns]) -> Int {
    var standing = board.standing
    for turns in held {
      standing.beginRound()
      for turn in turns { standing.take(turn) }
    }
    let unevenness = standing.unevenness
    // Whoever is due comes before all else here: it costs nothing but the order. Six people in one part twice running cost least.
    return 10 * (unevenness.weight() + 1_000_000 * unevenness.passedOver)
  }

  private func parts(_ turns: RotationTurns) -> [Part?] {
    (0..<board.count).map { person in
      if turns.contains(where: { $0.practitioner == person }) { return .practitioner }
      return turns.contains { $0.coachee == person } ? .coachee : .observer
    }
  }

  private func same(_ one: [Part?], _ other: [Part?]) -> Int { zip(one, other).count { $0 == $1 } }
}
