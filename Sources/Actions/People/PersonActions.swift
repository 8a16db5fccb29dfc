// The people of a program as its administrator sees them: who is here, in which roles, and whether they have been here yet.
import Database
import Domain
import Foundation
import Store

/// One person on the page of people. Nothing they wrote, nothing they did: name, roles, and whether the way in is open.
package struct PersonLine: Sendable, Equatable {
  package let person: Person
  package let roles: [RoleHeld]
  package let hasPassword: Bool
  /// Until when an invitation is open.
  package let invitedUntil: Instant?
}

package struct PeopleOverview: Sendable {
  package let program: Program
  package let schools: [School]
  package let people: [PersonLine]
}

extension House {
  package func people(as actor: Actor) async throws -> PeopleOverview {
    let now = now()
    return try await engine.read { transaction in
      try Permission.require(.lookAtPeople, transaction.relations(of: actor, to: actor.programID, at: now))
      return try transaction.peopleOverview(of: actor.programID, at: now)
    }
  }

  /// One person, and the program around them to choose schools and colleagues from.
  package func person(_ id: ID<Person>, as actor: Actor) async throws -> (line: PersonLine, overview: PeopleOverview) {
    let now = now()
    return try await engine.read { [self] transaction in
      let person = try require(.lookAtPeople, on: id, as: actor, in: transaction)
      let overview = try transaction.peopleOverview(of: person.programID, at: now)
      guard let line = overview.people.first(where: { $0.person.id == id }) else { throw Refusal.notFound }
      return (line, overview)
    }
  }

  package func addSchool(_ typed: String, as actor: Actor) async throws -> School {
    let now = now()
    return try await engine.write { [self] transaction in
      try Permission.require(.addSchool, transaction.relations(of: actor, to: actor.programID, at: now))
      let school = School(id: newID(), programID: actor.programID, name: try ProgramRule.name(typed, field: "school-name"))
      guard try !transaction.schools(of: actor.programID).contains(where: { $0.name == school.name }) else {
        throw Problem("school-name", "people.problem.schoolTaken", ["name": school.name])
      }
      try transaction.insert(school)
      try audit(.addSchool, by: actor, on: .school, school.id.text, in: transaction)
      return school
    }
  }

  /// What kind of coach somebody is, or that they are none; a member of a group stays a coach of some kind.
  package func changeCoachKind(of id: ID<Person>, to word: String, as actor: Actor) async throws {
    let now = now()
    try await engine.write { [self] transaction in
      let person = try require(.changeCoachKind, on: id, as: actor, in: transaction)
      try transaction.hold(persons: [person.id])
      let kind = CoachKind(rawValue: word)
      if kind == nil && !word.isEmpty { throw Problem("coach-kind", "people.problem.kindUnknown") }
      if kind == nil, try transaction.memberships(of: [person.id], at: now)[person.id] != nil {
        throw Problem("coach-kind", "people.problem.stillMember")
      }
      try transaction.setCoachKind(kind, of: person.id)
      try audit(.changeCoachKind, by: actor, on: .person, person.id.text, in: transaction)
    }
  }

  /// Closes the way in at once: sign-ins end, links stop working. What the person wrote stays theirs.
  package func disablePerson(_ id: ID<Person>, as actor: Actor) async throws {
    let now = now()
    try await engine.write { [self] transaction in
      let person = try require(.disablePerson, on: id, as: actor, in: transaction)
      guard person.id != actor.personID else { throw Problem("person", "people.problem.disableYourself") }
      try transaction.disable(person.id, at: now)
      try transaction.endSignIns(of: person.id)
      try transaction.withdrawLinks(for: person.id, at: now)
      try audit(.disablePerson, by: actor, on: .person, person.id.text, in: transaction)
    }
  }

  /// For a lost phone, or where a colleague's browser was left open: every sign-in of the person ends at once.
  package func endSignIns(of id: ID<Person>, as actor: Actor) async throws {
    try await engine.write { [self] transaction in
      let person = try require(.endSignIns, on: id, as: actor, in: transaction)
      try transaction.endSignIns(of: person.id)
      try audit(.endSignIns, by: actor, on: .person, person.id.text, in: transaction)
    }
  }

  package func enablePerson(_ id: ID<Person>, as actor: Actor) async throws {
    try await engine.write { [self] transaction in
      let person = try require(.disablePerson, on: id, as: actor, in: transaction)
      try transaction.disable(person.id, at: nil)
      try audit(.disablePerson, by: actor, on: .person, person.id.text, in: transaction)
    }
  }

  /// Gives a role in relation to an object of the same program. Whoever gains or loses one signs in anew.
  package func giveRole(_ role: Role, to id: ID<Person>, on objectID: String, as actor: Actor) async throws {
    let now = now()
    try await engine.write { [self] transaction in
      let person = try require(.giveRole, on: id, as: actor, in: transaction)
      try transaction.give(role, to: person, on: objectID, id: newID(), at: now)
      try transaction.endSignIns(of: person.id)
      try audit(.giveRole, by: actor, on: .person, person.id.text, in: transaction)
    }
  }

  package func endRole(_ id: ID<RoleHeld>, of owner: ID<Person>, as actor: Actor) async throws {
    let now = now()
    try await engine.write { [self] transaction in
      let person = try require(.giveRole, on: owner, as: actor, in: transaction)
      guard let held = try transaction.roleHeld(id), held.personID == owner, held.isHeld(at: now) else { throw Refusal.notFound }
      if held.role == .administrator {
        let mayComeIn = Set(try transaction.persons(of: person.programID).filter { $0.disabledAt == nil }.map(\.id))
        let others = try transaction.roles(in: person.programID, at: now).filter {
          $0.role == .administrator && $0.id != held.id && mayComeIn.contains($0.personID)
        }
        guard !others.isEmpty else { throw Problem("role", "people.problem.lastAdministrator") }
      }
      try transaction.end(held.id, at: now)
      try transaction.endSignIns(of: person.id)
      try audit(.giveRole, by: actor, on: .person, person.id.text, in: transaction)
    }
  }

  /// The person, if the actor may do this to them; one of another program does not exist for the actor.
  func require(_ deed: Deed, on id: ID<Person>, as actor: Actor, in transaction: Transaction) throws -> Person {
    guard let person = try transaction.person(id) else { throw Refusal.notFound }
    try Permission.require(deed, transaction.relations(of: actor, to: person, at: now()))
    return person
  }
}

extension Transaction {
  /// The same few statements however many people there are.
  fileprivate func peopleOverview(of id: ID<Program>, at now: Instant) throws -> PeopleOverview {
    guard let program = try program(id) else { throw Refusal.notFound }
    let roles = Dictionary(grouping: try roles(in: id, at: now), by: \.personID)
    let invited = try openInvitations(of: id, at: now)
    let withPassword = try personsWithPassword(of: id)
    let lines = try persons(of: id).map {
      PersonLine(person: $0, roles: roles[$0.id] ?? [], hasPassword: withPassword.contains($0.id), invitedUntil: invited[$0.id])
    }
    return PeopleOverview(program: program, schools: try schools(of: id), people: lines)
  }

  /// Writes the role down after looking at what it is held in relation to. Holding it already changes nothing.
  func give(_ role: Role, to person: Person, on objectID: String, id: ID<RoleHeld>, at now: Instant) throws {
    switch role.objectKind {
    case .program: guard objectID == person.programID.text else { throw Refusal.notFound }
    case .school:
      guard let school = try ID<School>(objectID).flatMap({ try self.school($0) }), school.programID == person.programID else {
        throw Refusal.notFound
      }
    default:
      guard let other = try ID<Person>(objectID).flatMap({ try self.person($0) }), other.programID == person.programID else {
        throw Refusal.notFound
      }
      guard other.id != person.id else { throw Problem("object", "people.problem.appraisesThemselves") }
    }
    guard try !roles(of: person.id, at: now).contains(where: { $0.role == role && $0.objectID == objectID }) else { return }
    try insert(RoleHeld(id: id, personID: person.id, role: role, objectID: objectID, from: now))
  }
}
