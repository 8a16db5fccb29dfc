// Roles are held in relation to an object and for a time: nobody is an administrator as such, only of a program.

package enum Role: String, Sendable, Codable, CaseIterable {
  /// Of a program.
  case programLead, administrator
  /// At a school.
  case coach
  /// Of a person: whoever appraises them at work.
  case appraiser

  /// What the role can be held in relation to.
  package var objectKind: ObjectKind {
    switch self {
    case .programLead, .administrator: .program
    case .coach: .school
    case .appraiser: .person
    }
  }
}

package struct RoleHeld: Equatable, Sendable {
  package let id: ID<RoleHeld>
  package let personID: ID<Person>
  package let role: Role
  /// The id of the program, school or person, as `role.objectKind` says.
  package let objectID: String
  package let from: Instant
  package var until: Instant?

  package init(id: ID<RoleHeld>, personID: ID<Person>, role: Role, objectID: String, from: Instant, until: Instant? = nil) {
    self.id = id
    self.personID = personID
    self.role = role
    self.objectID = objectID
    self.from = from
    self.until = until
  }

  package func isHeld(at instant: Instant) -> Bool {
    guard from <= instant else { return false }
    guard let until else { return true }
    return instant < until
  }
}
