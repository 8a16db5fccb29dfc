// The people of a group by name, as lists and seats show them, and those who could join.

/// A person in a group as lists and seats show them.
package struct GroupPerson: Equatable, Sendable {
  package let person: ID<Person>
  package let fullName: String
  package let coachKind: CoachKind?
  package let belonging: Belonging

  package init(person: ID<Person>, fullName: String, coachKind: CoachKind?, belonging: Belonging) {
    self.person = person
    self.fullName = fullName
    self.coachKind = coachKind
    self.belonging = belonging
  }
}

/// The people of one group at one moment.
package struct GroupPeople: Equatable, Sendable {
  /// In the order in which they sit.
  package var members: [GroupPerson] = []
  package var facilitators: [GroupPerson] = []
  /// Members whom the facilitator appraises at work: allowed, and told to both.
  package var appraised: Set<ID<Person>> = []
  /// Facilitators who also lead the program: the group is told.
  package var leads: Set<ID<Person>> = []

  package init() {}

  /// How many are counted on: the members, at least the two that a session needs.
  package var expected: Int { min(GroupSize.most, max(2, members.count)) }
}

/// Somebody who could become a member or facilitator.
package struct Candidate: Equatable, Sendable {
  package let person: Person
  /// The groups they are a member of now.
  package let groups: [String]

  package init(person: Person, groups: [String]) {
    self.person = person
    self.groups = groups
  }

  package var isCoach: Bool { person.coachKind != nil }
}
