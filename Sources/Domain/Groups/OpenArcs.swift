// Everybody's time with the floor in the room: only while every member of the group agrees, and nobody learns who does not.

package struct OpenArcs: Equatable, Sendable {
  /// The members of now, each with whether they said yes. Never shown but to its owner.
  private let answers: [ID<Person>: Bool]

  package init(answers: [ID<Person>: Bool]) { self.answers = answers }

  package var isOpen: Bool { answers.count > 1 && answers.values.allSatisfy { $0 } }

  /// Whose time all members see: everybody's or nobody's.
  package var seen: Set<ID<Person>> { isOpen ? Set(answers.keys) : [] }

  package func answer(of member: ID<Person>) -> Bool { answers[member] ?? false }
}
