// One round of practice on paper: who sits at which table, and in which part.

/// One conversation that is played, with those who watch it.
package struct RotationTable: Equatable, Sendable, Codable, Hashable {
  package let practitioner: ID<Person>
  package let coachee: ID<Person>
  /// Sorted, so that equal tables are equal values.
  package let observers: [ID<Person>]
  /// Where no member is left to observe, the facilitator can.
  package let facilitatorObserves: Bool

  package init(practitioner: ID<Person>, coachee: ID<Person>, observers: [ID<Person>], facilitatorObserves: Bool = false) {
    self.practitioner = practitioner
    self.coachee = coachee
    self.observers = observers.sorted()
    self.facilitatorObserves = facilitatorObserves
  }

  package var people: [ID<Person>] { [practitioner, coachee] + observers }

  /// The members who give the practitioner feedback: the observers, and where nobody observes, the coachee.
  package var givers: [ID<Person>] { observers.isEmpty ? [coachee] : observers }
}

package struct RotationRound: Equatable, Sendable, Codable, Hashable {
  package let tables: [RotationTable]

  package init(tables: [RotationTable]) { self.tables = tables }

  package var people: [ID<Person>] { tables.flatMap(\.people) }
}
