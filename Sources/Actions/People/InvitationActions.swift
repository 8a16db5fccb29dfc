// Letting somebody in: an administrator writes down who comes and hands over a link that works once.
import Credentials
import Database
import Domain
import Foundation
import Store

/// Who is to come, as typed.
package struct PersonDraft: Sendable, Equatable {
  package var fullName: String
  package var signInName: String
  package var coachKind: CoachKind?
  /// Roles in relation to the program.
  package var programRoles: [Role]
  /// Where they coach.
  package var schoolIDs: [ID<School>]

  package init(
    fullName: String, signInName: String, coachKind: CoachKind? = nil, programRoles: [Role] = [], schoolIDs: [ID<School>] = []
  ) {
    self.fullName = fullName
    self.signInName = signInName
    self.coachKind = coachKind
    self.programRoles = programRoles
    self.schoolIDs = schoolIDs
  }

  func person(in program: ID<Program>, id: ID<Person>, at now: Instant) throws(Problem) -> Person {
    var lines: [Problem.Line] = []
    var full = ""
    var name = ""
    do { full = try FullName.make(fullName, field: "full-name") } catch { lines += error.lines }
    do { name = try SignInName.make(signInName, field: "sign-in-name") } catch { lines += error.lines }
    if coachKind == nil, !schoolIDs.isEmpty { lines += Problem("coach-kind", "people.problem.kindMissing").lines }
    guard lines.isEmpty else { throw Problem(lines: lines) }
    return Person(id: id, programID: program, fullName: full, signInName: name, coachKind: coachKind, isDemo: false, createdAt: now)
  }
}

/// A link that was just made. Its secret is shown this once and cannot be shown again.
package struct NewLink: Sendable {
  package let person: Person
  package let purpose: LinkPurpose
  package let token: SecretToken
  package let expiresAt: Instant
}

extension House {
  package func invitePerson(_ draft: PersonDraft, as actor: Actor) async throws -> NewLink {
    let now = now()
    return try await engine.write { [self] transaction in
      try Permission.require(.invitePerson, transaction.relations(of: actor, to: actor.programID, at: now))
      let person = try draft.person(in: actor.programID, id: newID(), at: now)
      try add(person, draft, at: now, in: transaction)
      try audit(.invitePerson, by: actor, on: .person, person.id.text, in: transaction)
      return try makeLink(for: person, purpose: .invitation, madeBy: actor.personID, in: transaction)
    }
  }

  /// A new link for somebody who is here already: an invitation until they have set a password, a reset afterwards. The
  /// person finds every link made for them on the page of their account, so that nobody is let in behind their back.
  package func makeLink(for id: ID<Person>, as actor: Actor) async throws -> NewLink {
    try await engine.write { [self] transaction in
      let person = try require(.makeLink, on: id, as: actor, in: transaction)
      guard person.disabledAt == nil else { throw Problem("person", "people.problem.disabled") }
      try audit(.makeLink, by: actor, on: .person, person.id.text, in: transaction)
      let purpose: LinkPurpose = try transaction.password(of: person.id) == nil ? .invitation : .reset
      return try makeLink(for: person, purpose: purpose, madeBy: actor.personID, in: transaction)
    }
  }

  func add(_ person: Person, _ draft: PersonDraft, at now: Instant, in transaction: Transaction) throws {
    guard try transaction.person(signInName: person.signInName) == nil else {
      throw Problem("sign-in-name", "people.problem.signInNameTaken")
    }
    try transaction.insert(person)
    for role in draft.programRoles where role.objectKind == .program {
      try transaction.give(role, to: person, on: person.programID.text, id: newID(), at: now)
    }
    for school in draft.schoolIDs { try transaction.give(.coach, to: person, on: school.text, id: newID(), at: now) }
  }

  func makeLink(for person: Person, purpose: LinkPurpose, madeBy: ID<Person>?, in transaction: Transaction) throws -> NewLink {
    let token = SecretToken()
    let now = now()
    try transaction.withdrawLinks(for: person.id, at: now)
    let link = OneTimeLink(
      tokenHash: token.hash, purpose: purpose, personID: person.id, programID: person.programID, madeBy: madeBy, createdAt: now)
    try transaction.insert(link)
    return NewLink(person: person, purpose: purpose, token: token, expiresAt: link.expiresAt)
  }
}
