// One's own account: where one is signed in, which links were made, and a new password.
import Credentials
import Database
import Domain
import Foundation
import Store

package struct Account: Sendable {
  package let person: Person
  package let program: Program
  package let roles: [RoleHeld]
  package let schools: [School]
  package let signIns: [SignIn]
  /// Links that were made for this person, the newest first, with who made them: nobody where it was the operator.
  package let links: [LinkMade]
  package let acceptedNoticeAt: Instant?
  package let hasPassword: Bool
}

package struct LinkMade: Sendable, Equatable {
  package let purpose: LinkPurpose
  package let madeBy: String?
  package let createdAt: Instant
  package let usedAt: Instant?
}

extension House {
  package func account(as actor: Actor) async throws -> Account {
    let now = now()
    return try await engine.read { [self] transaction in
      let person = try require(.lookAtOwnAccount, on: actor.personID, as: actor, in: transaction)
      guard let program = try transaction.program(person.programID) else { throw Refusal.notFound }
      return Account(
        person: person, program: program, roles: try transaction.roles(of: person.id, at: now),
        schools: try transaction.schools(of: program.id),
        signIns: try transaction.signIns(of: person.id).filter { now.since($0.createdAt) < SignInLimits.longest },
        links: try transaction.linksMade(for: person.id).map {
          LinkMade(purpose: $0.link.purpose, madeBy: $0.maker, createdAt: $0.link.createdAt, usedAt: $0.link.usedAt)
        },
        acceptedNoticeAt: try transaction.noticeAcceptance(of: person.id), hasPassword: try transaction.password(of: person.id) != nil)
    }
  }

  /// Ends one sign-in of one's own, this one or another.
  package func endOwnSignIn(_ id: ID<SignIn>, as actor: Actor) async throws {
    try await engine.write { [self] transaction in
      let person = try require(.endOwnSignIns, on: actor.personID, as: actor, in: transaction)
      guard try transaction.end(id, of: person.id) else { throw Refusal.notFound }
      try audit(.endOwnSignIns, by: actor, on: .signIn, id.text, in: transaction)
    }
  }

  /// Ends every sign-in of one's own, this one too.
  package func signOutEverywhere(as actor: Actor) async throws {
    try await engine.write { [self] transaction in
      let person = try require(.endOwnSignIns, on: actor.personID, as: actor, in: transaction)
      try transaction.endSignIns(of: person.id)
      try audit(.endOwnSignIns, by: actor, on: .person, person.id.text, in: transaction)
    }
  }

  /// Needs the present password, counted like any other try. Every sign-in ends; this browser gets a new one.
  package func changeOwnPassword(
    from current: String, to new: String, again: String, address: String, signedIn: SignedIn, device: String
  ) async throws -> NewSignIn {
    let actor = signedIn.actor
    let (person, program) = try await engine.read { [self] transaction in
      let person = try require(.changeOwnPassword, on: actor.personID, as: actor, in: transaction)
      return (person, try transaction.program(person.programID))
    }
    guard !current.isEmpty else { throw Problem("current", "people.password.currentMissing") }
    try Self.check(new, again, context: [person.fullName, person.signInName, program?.name ?? ""])
    let reserved = try await reserveTry(name: person.signInName, address: address, knownDevice: nil)
    let check: Passwords.Check
    let encoded: String
    do {
      check = try await passwords.check(
        String(decoding: current.utf8.prefix(Passwords.longestInBytes), as: UTF8.self), against: reserved.password)
      guard check != .wrong else { throw Problem("current", "people.password.currentWrong") }
      encoded = try await passwords.hash(new)
    } catch is Passwords.Busy {
      try await engine.write { try $0.forgetFailures(reserved.failures) }
      throw Refusal.unavailable(after: .seconds(5))
    }
    return try await engine.write { [self] transaction in
      // Checking takes a while: whoever was signed out meanwhile changes nothing any more.
      guard try transaction.signedIn(signedIn.signInID, at: now()) != nil else { throw Refusal.signedOut }
      guard try transaction.password(of: person.id) == reserved.password else { throw Problem("current", "people.password.currentWrong") }
      try transaction.forgetFailures(reserved.failures)
      try transaction.setPassword(encoded, of: person.id)
      try transaction.endSignIns(of: person.id)
      try transaction.withdrawLinks(for: person.id, at: now())
      try audit(.changeOwnPassword, by: actor, on: .person, person.id.text, in: transaction)
      return try begin(person, device: device, isKnownDevice: true, in: transaction)
    }
  }
}
