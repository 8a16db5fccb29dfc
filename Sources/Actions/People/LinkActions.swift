// Links that work once: they let a person set a password, or make the first administrator of a new installation.
import Credentials
import Database
import Domain
import Foundation
import Store

/// A link that works, as its page shows it before anything is done with it.
package struct OpenLink: Sendable, Equatable {
  package let purpose: LinkPurpose
  /// Nobody yet where it makes the first administrator.
  package let fullName: String?
  package let signInName: String?
  package let programName: String?
}

/// What the first person of an installation says about themselves and their program.
package struct FirstAdministrator: Sendable {
  package let programName: String
  package let zone: String
  package let fullName: String
  package let signInName: String

  package init(programName: String, zone: String, fullName: String, signInName: String) {
    self.programName = programName
    self.zone = zone
    self.fullName = fullName
    self.signInName = signInName
  }
}

extension House {
  /// The address of a link; its host is the operator's, never one that a request names.
  package func address(of token: SecretToken) -> String { settings.address + "/links/" + token.text }

  /// Looking at a link does not use it: scanners of mail follow links too. One that never was, was used or is too old: all the same.
  package func lookAtLink(_ token: String) async throws -> OpenLink {
    let hash = try linkHash(token)
    let now = now()
    return try await engine.read { try $0.openLink(hash, at: now).shown }
  }

  /// Uses an invitation or a reset: sets the password, ends what was open, and signs in.
  package func useLink(_ token: String, password: String, again: String, device: String) async throws -> NewSignIn {
    let hash = try linkHash(token)
    let now = now()
    let (shown, person) = try await engine.read { try $0.openLink(hash, at: now) }
    guard let person else { throw Refusal.notFound }
    try Self.check(password, again, context: [person.fullName, person.signInName, shown.programName ?? ""])
    let encoded = try await slowHash(password)
    return try await engine.write { [self] transaction in
      guard try transaction.useUp(linkWithHash: hash, at: now) else { throw Refusal.notFound }
      try transaction.setPassword(encoded, of: person.id)
      try transaction.endSignIns(of: person.id)
      try transaction.forgetKnownDevices(of: person.id)
      try transaction.forgetFailures(of: Self.accountSubject(person.signInName))
      let actor = Actor(personID: person.id, programID: person.programID)
      try audit(.useOneTimeLink, by: actor, on: .person, person.id.text, in: transaction)
      return try begin(person, device: device, isKnownDevice: false, in: transaction)
    }
  }

  /// A new link for the first administrator, as long as nobody is in this installation. An older one stops working.
  package func makeFirstAdministratorLink() async throws -> SecretToken? {
    let token = SecretToken()
    let now = now()
    return try await engine.write { transaction in
      guard try !transaction.hasAnyPerson() else { return nil }
      try transaction.withdrawFirstAdministratorLinks(at: now)
      try transaction.insert(
        OneTimeLink(tokenHash: token.hash, purpose: .firstAdministrator, personID: nil, programID: nil, madeBy: nil, createdAt: now))
      return token
    }
  }

  package func becomeFirstAdministrator(
    _ token: String, _ first: FirstAdministrator, password: String, again: String, device: String
  ) async throws -> NewSignIn {
    let hash = try linkHash(token)
    let now = now()
    guard try await engine.read({ try $0.openLink(hash, at: now).shown.purpose }) == .firstAdministrator else { throw Refusal.notFound }
    let program = Program(id: newID(), name: first.programName, zone: first.zone, createdAt: now)
    let (checked, person) = try Self.gathering(
      { () throws(Problem) in try ProgramRule.check(program) },
      { () throws(Problem) in
        try PersonDraft(fullName: first.fullName, signInName: first.signInName).person(in: program.id, id: newID(), at: now)
      },
      { () throws(Problem) in
        try Self.check(password, again, context: [first.fullName, first.signInName, first.programName])
      })
    let encoded = try await slowHash(password)
    return try await engine.write { [self] transaction in
      guard try transaction.useUp(linkWithHash: hash, at: now), try !transaction.hasAnyPerson() else { throw Refusal.notFound }
      try transaction.insert(checked)
      try transaction.insert(person)
      try transaction.setPassword(encoded, of: person.id)
      try transaction.insert(RoleHeld(id: newID(), personID: person.id, role: .administrator, objectID: program.id.text, from: now))
      let actor = Actor(personID: person.id, programID: program.id)
      try audit(.useOneTimeLink, by: actor, on: .program, program.id.text, in: transaction)
      return try begin(person, device: device, isKnownDevice: false, in: transaction)
    }
  }

  private func linkHash(_ token: String) throws(Refusal) -> String {
    guard let token = SecretToken(token) else { throw .notFound }
    return token.hash
  }

  /// Checks whose problems are shown together, so that a form is put right in one go.
  private static func gathering<First, Second>(
    _ first: () throws(Problem) -> First, _ second: () throws(Problem) -> Second, _ third: () throws(Problem) -> Void
  ) throws(Problem) -> (First, Second) {
    var lines: [Problem.Line] = []
    var one: First?
    var two: Second?
    do { one = try first() } catch { lines += error.lines }
    do { two = try second() } catch { lines += error.lines }
    do { try third() } catch { lines += error.lines }
    guard let one, let two, lines.isEmpty else { throw Problem(lines: lines) }
    return (one, two)
  }

  static func check(_ password: String, _ again: String, context: [String]) throws(Problem) {
    try PasswordRule.check(password, context: context, field: "password")
    guard password == again else { throw Problem("again", "people.password.differs") }
  }

  /// Hashes behind the gate; where too many wait, the person is asked to come again.
  func slowHash(_ password: String) async throws -> String {
    do { return try await passwords.hash(password) } catch is Passwords.Busy { throw Refusal.unavailable(after: .seconds(5)) }
  }
}

extension Transaction {
  /// The link with whom it is for, if it works now.
  fileprivate func openLink(_ hash: String, at now: Instant) throws -> (shown: OpenLink, person: Person?) {
    guard let link = try link(tokenHash: hash), link.isOpen(at: now) else { throw Refusal.notFound }
    let person = try link.personID.flatMap { try self.person($0) }
    if link.purpose != .firstAdministrator, person == nil || person?.disabledAt != nil { throw Refusal.notFound }
    let program = try person.flatMap { try self.program($0.programID) }
    let shown = OpenLink(purpose: link.purpose, fullName: person?.fullName, signInName: person?.signInName, programName: program?.name)
    return (shown, person)
  }
}
