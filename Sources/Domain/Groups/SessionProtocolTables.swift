// A protocol that splits those present over several tables: its opening together, one stretch at the tables, its closing together.

extension SessionProtocol {
  /// The key of the stretch; no step of a library can be called so.
  static let stretchKey = "(tables)"

  /// As a room runs it: where those present sit at several tables, or play rounds, all rounds are one step of the room.
  package func planAtTables(present: Int, cap: Int? = nil, turns: [ID<Person>] = []) -> [PlannedStep] {
    guard splits(present: present) || playsRounds, !steps.isEmpty else { return plan(present: present, cap: cap, turns: turns) }
    let together = plan(present: present, cap: cap)
    return Array(together.prefix(opening.count)) + [stretch(of: together)] + Array(together.suffix(closing.count))
  }

  /// All that stands between opening and closing, as one step.
  private func stretch(of together: [PlannedStep]) -> PlannedStep {
    let seconds = together.dropFirst(opening.count).dropLast(closing.count).reduce(0) { $0 + $1.seconds }
    return PlannedStep(
      key: SessionProtocol.stretchKey, title: title, instruction: summary, floor: .none, round: 0, rounds: 0, seconds: seconds, turnOf: nil)
  }

  /// What one table goes through in the stretch.
  func plan(at table: Seating, present: Int, cap: Int?, turns: [ID<Person>]) -> [PlannedStep] {
    // A round has a page and a clock of its own; the table keeps the time of them all.
    if playsRounds { return [stretch(of: plan(present: present, cap: cap))] }
    return middle(present: present, rounds: rounds(at: table, present: present, cap: cap), at: table, turns: turns)
  }

  /// A table that is smaller than the longest has fewer turns to take. It goes round again where the time of the longest holds
  /// another round, so that all tables end together.
  private func rounds(at table: Seating, present: Int, cap: Int?) -> Int {
    let most = rounds(present: present, cap: cap)
    guard repeats == .perTableMember || repeats == .perCircleMember else { return most }
    var own = max(1, min(most, table.coaches))
    func length(_ rounds: Int, _ table: Seating) -> Int {
      middle(present: present, rounds: rounds, at: table, turns: []).reduce(0) { $0 + $1.seconds }
    }
    let longest = seating(present: present).map { length(min(most, $0.coaches), $0) }.max() ?? 0
    while own < most, length(own + 1, table) <= longest { own += 1 }
    return own
  }
}

extension PlannedStep {
  /// All tables at once, each with steps of its own.
  package var isStretch: Bool { key == SessionProtocol.stretchKey }
}

extension AgendaItem {
  package func stepsAtTables(present: Int) -> [PlannedStep] { shape.planAtTables(present: present, cap: rounds, turns: turns) }
}
