// One browser's sign-in: who it is, and when it ends by itself.

package struct SignIn: Equatable, Sendable {
  package let id: ID<SignIn>
  package let personID: ID<Person>
  /// What the browser says it is, shortened.
  package let device: String
  package let createdAt: Instant
  package var seenAt: Instant

  package init(id: ID<SignIn>, personID: ID<Person>, device: String, createdAt: Instant, seenAt: Instant) {
    self.id = id
    self.personID = personID
    self.device = device
    self.createdAt = createdAt
    self.seenAt = seenAt
  }
}

/// Who a request comes from.
package struct SignedIn: Equatable, Sendable {
  package let actor: Actor
  package let fullName: String
  package let signInID: ID<SignIn>
  /// Whether they accepted the page that says who sees what, in its present version.
  package let hasAcceptedNotice: Bool
  package let isAdministrator: Bool

  package init(actor: Actor, fullName: String, signInID: ID<SignIn>, hasAcceptedNotice: Bool, isAdministrator: Bool) {
    self.actor = actor
    self.fullName = fullName
    self.signInID = signInID
    self.hasAcceptedNotice = hasAcceptedNotice
    self.isAdministrator = isAdministrator
  }
}

/// How long a sign-in lasts without being used and at most. Whoever administers or leads a program has more to lose.
package struct SignInLimits: Equatable, Sendable {
  package let idle: Span
  package let absolute: Span

  package static let programRole = SignInLimits(idle: .minutes(30), absolute: .hours(12))
  package static let everybodyElse = SignInLimits(idle: .hours(8), absolute: .days(7))
  /// The longest any sign-in lasts; what is older can be forgotten.
  package static let longest = everybodyElse.absolute

  package static func of(holdsProgramRole: Bool) -> SignInLimits { holdsProgramRole ? programRole : everybodyElse }

  /// A clock that was set back neither ends a sign-in nor keeps it for ever: both ages count from zero up.
  package func allow(createdAt: Instant, seenAt: Instant, at now: Instant) -> Bool {
    now.since(seenAt) < idle && now.since(createdAt) < absolute
  }

  /// Whether the moment of use should be noted again: not at every request, since each note is a write.
  package static func shouldNote(seenAt: Instant, at now: Instant) -> Bool { now.since(seenAt) >= .minutes(1) }
}

package enum LinkPurpose: String, Sendable, Codable {
  case firstAdministrator, invitation, reset

  package var lifetime: Span {
    switch self {
    case .invitation: .days(7)
    case .firstAdministrator, .reset: .minutes(30)
    }
  }
}

package struct OneTimeLink: Equatable, Sendable {
  package let tokenHash: String
  package let purpose: LinkPurpose
  /// Whom it is for; nobody yet where it makes the first administrator.
  package let personID: ID<Person>?
  package let programID: ID<Program>?
  package let madeBy: ID<Person>?
  package let createdAt: Instant
  package let expiresAt: Instant
  package var usedAt: Instant?

  package init(
    tokenHash: String, purpose: LinkPurpose, personID: ID<Person>?, programID: ID<Program>?, madeBy: ID<Person>?, createdAt: Instant,
    usedAt: Instant? = nil
  ) {
    self.init(
      tokenHash: tokenHash, purpose: purpose, personID: personID, programID: programID, madeBy: madeBy, createdAt: createdAt,
      expiresAt: createdAt + purpose.lifetime, usedAt: usedAt)
  }

  package init(
    tokenHash: String, purpose: LinkPurpose, personID: ID<Person>?, programID: ID<Program>?, madeBy: ID<Person>?, createdAt: Instant,
    expiresAt: Instant, usedAt: Instant?
  ) {
    self.tokenHash = tokenHash
    self.purpose = purpose
    self.personID = personID
    self.programID = programID
    self.madeBy = madeBy
    self.createdAt = createdAt
    self.expiresAt = expiresAt
    self.usedAt = usedAt
  }

  package func isOpen(at instant: Instant) -> Bool { usedAt == nil && instant < expiresAt }
}
