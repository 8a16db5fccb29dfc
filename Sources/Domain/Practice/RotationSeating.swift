// Seats the observers of each round where they have met the others least, and the facilitator where nobody else observes.

struct RotationSeating {
  private let board: RotationBoard
  private let facilitatorObserves: Bool
  /// How often two sat at one table, at `one * count + other`.
  private var met: [Int]
  private var seen: [Int]

  init(board: RotationBoard, term: RotationTally, facilitatorObserves: Bool) {
    self.board = board
    self.facilitatorObserves = facilitatorObserves
    met = board.people.flatMap { one in board.people.map { one == $0 ? 0 : term.metAtTable(one, $0) } }
    seen = board.people.map { term.seenByFacilitator[$0] ?? 0 }
  }

  mutating func seat(_ turns: RotationTurns) -> RotationRound {
    let seats = seats(turns)
    for table in seats {
      for one in table { for other in table where one != other { met[one * board.count + other] += 1 } }
    }
    let bare = facilitatorObserves ? seats.indices.filter { seats[$0].count == 2 } : []
    let visited = bare.min { seen[turns[$0].practitioner] < seen[turns[$1].practitioner] }
    if let visited { seen[turns[visited].practitioner] += 1 }
    return RotationRound(
      tables: seats.enumerated().map { place, table in
        RotationTable(
          practitioner: board.people[turns[place].practitioner], coachee: board.people[turns[place].coachee],
          observers: table.dropFirst(2).map { board.people[$0] }, facilitatorObserves: place == visited)
      })
  }

  /// Who sits at each table, practitioner and coachee first. Sizes differ by one at most.
  private func seats(_ turns: RotationTurns) -> [[Int]] {
    let tables = turns.map { [$0.practitioner, $0.coachee] }
    let free = (0..<board.count).filter { person in !tables.contains { $0.contains(person) } }
    let least = board.count / tables.count
    let larger = board.count % tables.count
    var best: (cost: Int, tables: [[Int]]) = (.max, tables)
    func fill(_ tables: [[Int]], _ rest: ArraySlice<Int>, _ cost: Int) {
      guard let person = rest.first else {
        if cost < best.cost { best = (cost, tables) }
        return
      }
      for (place, table) in tables.enumerated()
      where table.count < least || table.count == least && tables.count(where: { $0.count > least }) < larger {
        var filled = tables
        filled[place].append(person)
        // The squares of how often they have met grow by this much.
        fill(filled, rest.dropFirst(), cost + table.reduce(0) { $0 + 2 * met[person * board.count + $1] + 1 })
      }
    }
    fill(tables, free[...], 0)
    return best.tables
  }
}
