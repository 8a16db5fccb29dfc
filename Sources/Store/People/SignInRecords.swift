// Sign-ins by the hash of their cookie, and the devices that their owner is known by.
import Database
import Domain

extension Transaction {
  package func insert(_ signIn: SignIn, tokenHash: String) throws {
    try execute(
      """
      INSERT INTO sign_in (id, token_hash, person_id, device, created_at, seen_at)
      VALUES (\(signIn.id), \(tokenHash), \(signIn.personID), \(signIn.device), \(signIn.createdAt), \(signIn.seenAt))
      """)
  }

  /// Everything a request needs to know about whoever sends it, in one statement.
  package func signedIn(tokenHash: String, at instant: Instant) throws -> (signedIn: SignedIn, signIn: SignIn, limits: SignInLimits)? {
    try signedIn(where: "sign_in.token_hash = \(tokenHash)", at: instant)
  }

  package func signedIn(_ id: ID<SignIn>, at instant: Instant) throws -> (signedIn: SignedIn, signIn: SignIn, limits: SignInLimits)? {
    try signedIn(where: "sign_in.id = \(id)", at: instant)
  }

  private func signedIn(where condition: SQL, at instant: Instant) throws -> (signedIn: SignedIn, signIn: SignIn, limits: SignInLimits)? {
    let found = try row(
      """
      SELECT sign_in.id, sign_in.person_id, sign_in.device, sign_in.created_at, sign_in.seen_at, person.program_id, person.full_name,
        EXISTS (SELECT 1 FROM role_held WHERE role_held.person_id = person.id AND object_kind = 'program'
          AND from_at <= \(instant) AND (until_at IS NULL OR until_at > \(instant))) AS holds_program_role,
        EXISTS (SELECT 1 FROM role_held WHERE role_held.person_id = person.id AND role = 'administrator'
          AND from_at <= \(instant) AND (until_at IS NULL OR until_at > \(instant))) AS administers,
        EXISTS (SELECT 1 FROM notice_acceptance WHERE notice_acceptance.person_id = person.id AND version = \(Notice.version)) AS has_accepted
      FROM sign_in JOIN person ON person.id = sign_in.person_id
      WHERE \(condition) AND person.disabled_at IS NULL
      """)
    guard let found else { return nil }
    let signIn = try SignIn(row: found)
    let signedIn = SignedIn(
      actor: Actor(personID: signIn.personID, programID: try found["program_id"]), fullName: try found["full_name"], signInID: signIn.id,
      hasAcceptedNotice: try found["has_accepted"], isAdministrator: try found["administers"])
    return (signedIn, signIn, SignInLimits.of(holdsProgramRole: try found["holds_program_role"]))
  }

  package func signIns(of person: ID<Person>) throws -> [SignIn] {
    try rows(
      "SELECT id, person_id, device, created_at, seen_at FROM sign_in WHERE person_id = \(person) ORDER BY seen_at DESC, id"
    ).map(SignIn.init(row:))
  }

  package func noteUse(of signIn: ID<SignIn>, at instant: Instant) throws {
    try execute("UPDATE sign_in SET seen_at = \(instant) WHERE id = \(signIn)")
  }

  /// Says whether there was such a sign-in of this person.
  package func end(_ signIn: ID<SignIn>, of person: ID<Person>) throws -> Bool {
    try execute("DELETE FROM sign_in WHERE id = \(signIn) AND person_id = \(person)") > 0
  }

  package func endSignIns(of person: ID<Person>, except kept: ID<SignIn>? = nil) throws {
    try execute("DELETE FROM sign_in WHERE person_id = \(person) AND id <> \(kept?.text ?? "")")
  }

  package func forgetSignIns(createdBefore instant: Instant) throws {
    try execute("DELETE FROM sign_in WHERE created_at < \(instant)")
  }

  package func insertKnownDevice(tokenHash: String, of person: ID<Person>, at instant: Instant) throws {
    try execute("INSERT INTO known_device (token_hash, person_id, created_at) VALUES (\(tokenHash), \(person), \(instant))")
  }

  package func isKnownDevice(tokenHash: String, of person: ID<Person>) throws -> Bool {
    try row("SELECT 1 AS one FROM known_device WHERE token_hash = \(tokenHash) AND person_id = \(person)") != nil
  }

  package func forgetKnownDevices(of person: ID<Person>) throws {
    try execute("DELETE FROM known_device WHERE person_id = \(person)")
  }
}

extension SignIn {
  init(row: Row) throws {
    self.init(
      id: try row["id"], personID: try row["person_id"], device: try row["device"], createdAt: try row["created_at"],
      seenAt: try row["seen_at"])
  }
}
