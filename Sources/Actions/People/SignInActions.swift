// Signing in with a name and a password, staying signed in for a while, and signing out.
import Credentials
import Database
import Domain
import Foundation
import Store

/// One try to sign in, as the browser sent it.
package struct SignInAttempt: Sendable {
  package let name: String
  package let password: String
  /// Where it comes from.
  package let address: String
  /// What the browser says it is.
  package let device: String
  /// The cookie by which a browser shows that its owner has signed in on it before.
  package let knownDevice: String?

  package init(name: String, password: String, address: String, device: String = "", knownDevice: String? = nil) {
    self.name = name
    self.password = password
    self.address = address
    self.device = device
    self.knownDevice = knownDevice
  }
}

/// What a browser gets when somebody has signed in: both secrets are shown this once.
package struct NewSignIn: Sendable {
  package let token: SecretToken
  /// Only where the browser was not known yet.
  package let newDevice: SecretToken?
  package let signedIn: SignedIn
}

extension House {
  /// Whoever the cookie belongs to, if their sign-in has not ended, by itself or otherwise.
  package func signedIn(token: String) async throws -> SignedIn? {
    guard let token = SecretToken(token) else { return nil }
    let now = now()
    let hash = token.hash
    guard let found = try await engine.read({ try $0.signedIn(tokenHash: hash, at: now) }),
      found.limits.allow(createdAt: found.signIn.createdAt, seenAt: found.signIn.seenAt, at: now)
    else { return nil }
    if SignInLimits.shouldNote(seenAt: found.signIn.seenAt, at: now) {
      // A full disk or an engine that only reads just now keeps nobody from reading.
      do { try await engine.write { try $0.noteUse(of: found.signIn.id, at: now) } } catch is DatabaseFault {}
    }
    return found.signedIn
  }

  /// A wrong name and a wrong password are answered alike: same sentence, same statements, same slow check.
  package func signIn(_ attempt: SignInAttempt) async throws -> NewSignIn {
    let name = SignInName.folded(attempt.name)
    var missing = Problem(lines: [])
    if name.isEmpty { missing.lines.append(.init(field: "name", sentence: Sentence("people.signIn.nameMissing"))) }
    if attempt.password.isEmpty { missing.lines.append(.init(field: "password", sentence: Sentence("people.signIn.passwordMissing"))) }
    guard missing.lines.isEmpty else { throw missing }

    let reserved = try await reserveTry(name: name, address: attempt.address, knownDevice: attempt.knownDevice)
    let check: Passwords.Check
    do {
      // What is longer than any password here is cut and still checked, so that it takes as long as anything else.
      let typed = String(decoding: attempt.password.utf8.prefix(Passwords.longestInBytes), as: UTF8.self)
      check = try await passwords.check(typed, against: reserved.password)
    } catch is Passwords.Busy {
      try await engine.write { try $0.forgetFailures(reserved.failures) }
      throw Refusal.unavailable(after: .seconds(5))
    }
    guard let person = reserved.person, person.disabledAt == nil, !reserved.needsReset, check != .wrong,
      attempt.password.utf8.count <= Passwords.longestInBytes
    else { throw Problem(nil, "people.signIn.wrong") }

    return try await engine.write { [self] transaction in
      // Checking takes a while: a password that was changed meanwhile lets nobody in, and is not put back.
      guard try transaction.password(of: person.id) == reserved.password else { throw Problem(nil, "people.signIn.wrong") }
      if case .rightButRenew(let hash) = check { try transaction.setPassword(hash, of: person.id) }
      try transaction.forgetFailures(reserved.failures)
      try transaction.forgetFailures(of: reserved.subject)
      return try begin(person, device: attempt.device, isKnownDevice: reserved.isKnownDevice, in: transaction)
    }
  }

  /// The door of a furnished installation: one click and in. Closed anywhere else, whatever the rows say.
  package func signInToDemo(_ id: ID<Person>, device: String) async throws -> NewSignIn {
    guard settings.isDemo else { throw Refusal.notFound }
    return try await engine.write { [self] transaction in
      guard let person = try transaction.person(id), person.isDemo, person.disabledAt == nil else { throw Refusal.notFound }
      return try begin(person, device: device, isKnownDevice: true, in: transaction)
    }
  }

  /// The people of a furnished installation whose names stand on its start page.
  package func demoDoors() async throws -> [Person] {
    guard settings.isDemo else { return [] }
    return try await engine.read { try $0.demoPersons() }
  }

  /// Whether nobody is in this installation yet, so that there is nobody to sign in as.
  package func isEmpty() async throws -> Bool { try await engine.read { try !$0.hasAnyPerson() } }

  package func signOut(_ signedIn: SignedIn) async throws {
    try await engine.write { [self] transaction in
      _ = try transaction.end(signedIn.signInID, of: signedIn.actor.personID)
      try audit(.signOut, by: signedIn.actor, on: .signIn, signedIn.signInID.text, in: transaction)
    }
  }

  /// Opens a sign-in with a new secret; an earlier one is never taken up again.
  func begin(_ person: Person, device: String, isKnownDevice: Bool, in transaction: Transaction) throws -> NewSignIn {
    let now = now()
    let token = SecretToken()
    let signIn = SignIn(id: newID(), personID: person.id, device: String(device.prefix(120)), createdAt: now, seenAt: now)
    try transaction.forgetSignIns(createdBefore: now - SignInLimits.longest)
    try transaction.insert(signIn, tokenHash: token.hash)
    let newDevice = isKnownDevice ? nil : SecretToken()
    if let newDevice { try transaction.insertKnownDevice(tokenHash: newDevice.hash, of: person.id, at: now) }
    let actor = Actor(personID: person.id, programID: person.programID)
    try audit(.signIn, by: actor, on: .signIn, signIn.id.text, in: transaction)
    guard let found = try transaction.signedIn(signIn.id, at: now) else { throw Refusal.notFound }
    return NewSignIn(token: token, newDevice: newDevice, signedIn: found.signedIn)
  }
}

extension Transaction {
  /// Asked by whatever stays open longer than one request, such as a stream of events. Being asked is no use of it.
  package func isSignedIn(_ id: ID<SignIn>, at now: Instant) throws -> Bool {
    guard let found = try signedIn(id, at: now) else { return false }
    return found.limits.allow(createdAt: found.signIn.createdAt, seenAt: found.signIn.seenAt, at: now)
  }
}
