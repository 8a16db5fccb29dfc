// Programs, schools, persons and the roles they hold in relation to an object.

package struct Program: Equatable, Sendable {
  package let id: ID<Program>
  package var name: String
  /// The name of a time zone, such as `America/Chicago`.
  package var zone: String
  package let createdAt: Instant

  package init(id: ID<Program>, name: String, zone: String, createdAt: Instant) {
    self.id = id
    self.name = name
    self.zone = zone
    self.createdAt = createdAt
  }
}

package struct School: Equatable, Sendable {
  package let id: ID<School>
  package let programID: ID<Program>
  package var name: String

  package init(id: ID<School>, programID: ID<Program>, name: String) {
    self.id = id
    self.programID = programID
    self.name = name
  }
}

/// Instructional coach, instructional technology coach, or both.
package enum CoachKind: String, Sendable, Codable, CaseIterable { case ic, itc, both }

package struct Person: Equatable, Sendable {
  package let id: ID<Person>
  package let programID: ID<Program>
  package var fullName: String
  /// An e-mail address or another name, folded; unique over the installation.
  package var signInName: String
  package var coachKind: CoachKind?
  /// Whether the start page offers this person's sign-in button; only ever true in a furnished installation.
  package var isDemo: Bool
  package let createdAt: Instant
  package var disabledAt: Instant?

  package init(
    id: ID<Person>, programID: ID<Program>, fullName: String, signInName: String, coachKind: CoachKind?, isDemo: Bool,
    createdAt: Instant, disabledAt: Instant? = nil
  ) {
    self.id = id
    self.programID = programID
    self.fullName = fullName
    self.signInName = signInName
    self.coachKind = coachKind
    self.isDemo = isDemo
    self.createdAt = createdAt
    self.disabledAt = disabledAt
  }
}

/// Who is acting: the signed-in person with the program they belong to. What they may do depends on the object.
package struct Actor: Equatable, Sendable {
  package let personID: ID<Person>
  package let programID: ID<Program>

  package init(personID: ID<Person>, programID: ID<Program>) {
    self.personID = personID
    self.programID = programID
  }
}
