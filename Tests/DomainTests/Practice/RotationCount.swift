// Counts what was played against fair shares: the arithmetic of the judge, written apart from that of the planner.
import Domain

struct Count {
  struct Pair: Hashable {
    let first: ID<Person>
    let second: ID<Person>
  }

  struct Part: Hashable {
    let person: ID<Person>
    let part: Int
  }

  private(set) var people: Set<ID<Person>> = []
  private(set) var parts: [Part: Int] = [:]
  private(set) var shares: [Part: Double] = [:]
  private(set) var directions: [Pair: Int] = [:]
  private(set) var pairs: [Pair: Int] = [:]
  private(set) var offered: [Pair: Double] = [:]

  mutating func add(_ round: RotationRound) {
    let here = round.people.sorted()
    let count = Double(here.count)
    let tables = Double(round.tables.count)
    people.formUnion(here)
    for person in here {
      for (part, places) in [tables, tables, count - 2 * tables].enumerated() {
        shares[Part(person: person, part: part), default: 0] += places / count
      }
      for other in here where person < other {
        offered[Pair(first: person, second: other), default: 0] += tables / (count * (count - 1) / 2)
      }
    }
    for table in round.tables {
      parts[Part(person: table.practitioner, part: 0), default: 0] += 1
      parts[Part(person: table.coachee, part: 1), default: 0] += 1
      for person in table.observers { parts[Part(person: person, part: 2), default: 0] += 1 }
      directions[Pair(first: table.practitioner, second: table.coachee), default: 0] += 1
      pairs[Count.pair(table.practitioner, table.coachee), default: 0] += 1
    }
  }

  static func pair(_ one: ID<Person>, _ other: ID<Person>) -> Pair { Pair(first: min(one, other), second: max(one, other)) }

  private var allDirections: [Pair] {
    people.flatMap { first in people.filter { $0 != first }.map { Pair(first: first, second: $0) } }
  }

  private func spread(_ values: [Double]) -> Double { (values.max() ?? 0) - (values.min() ?? 0) }
  private func spread(_ values: [Int]) -> Int { (values.max() ?? 0) - (values.min() ?? 0) }

  // Against fair shares, for people who come and go.
  private var partDeviations: [Double] { shares.map { Double(parts[$0.key] ?? 0) - $0.value } }
  private var pairDeviations: [Double] { offered.map { Double(pairs[$0.key] ?? 0) - $0.value } }
  var worstPart: Double { partDeviations.map(abs).max() ?? 0 }
  var worstPair: Double { pairDeviations.map(abs).max() ?? 0 }
  var partSpread: Double {
    (0..<3).map { part in spread(shares.filter { $0.key.part == part }.map { Double(parts[$0.key] ?? 0) - $0.value }) }.max() ?? 0
  }
  var pairSpread: Double { spread(pairDeviations) }
  var directionSpread: Double {
    spread(allDirections.map { Double(directions[$0] ?? 0) - (offered[Count.pair($0.first, $0.second)] ?? 0) / 2 })
  }

  // Plain counts, for those who are there every time.
  var plainPartSpread: Int {
    (0..<3).map { part in spread(people.map { parts[Part(person: $0, part: part)] ?? 0 }) }.max() ?? 0
  }
  var plainPairSpread: Int { spread(allDirections.map { pairs[Count.pair($0.first, $0.second)] ?? 0 }) }
  var plainDirectionSpread: Int { spread(allDirections.map { directions[$0] ?? 0 }) }
}
