// Links that work once: only the hash of their secret is kept.
import Database
import Domain

extension Transaction {
  package func insert(_ link: OneTimeLink) throws {
    try execute(
      """
      INSERT INTO one_time_link (token_hash, purpose, program_id, person_id, made_by, created_at, expires_at, used_at)
      VALUES (\(link.tokenHash), \(link.purpose.rawValue), \(link.programID), \(link.personID), \(link.madeBy), \(link.createdAt),
        \(link.expiresAt), \(link.usedAt))
      """)
  }

  package func link(tokenHash: String) throws -> OneTimeLink? {
    try row(
      """
      SELECT token_hash, purpose, program_id, person_id, made_by, created_at, expires_at, used_at FROM one_time_link
      WHERE token_hash = \(tokenHash)
      """
    ).map(OneTimeLink.init(row:))
  }

  /// Uses the link up. Of two who come at once only one is told yes.
  package func useUp(linkWithHash tokenHash: String, at instant: Instant) throws -> Bool {
    try execute(
      "UPDATE one_time_link SET used_at = \(instant) WHERE token_hash = \(tokenHash) AND used_at IS NULL AND expires_at > \(instant)") == 1
  }

  /// An older link to the same end no longer works once a newer one is made.
  package func withdrawLinks(for person: ID<Person>, at instant: Instant) throws {
    try execute(
      "UPDATE one_time_link SET expires_at = \(instant) WHERE person_id = \(person) AND used_at IS NULL AND expires_at > \(instant)")
  }

  package func withdrawFirstAdministratorLinks(at instant: Instant) throws {
    try execute(
      "UPDATE one_time_link SET expires_at = \(instant) WHERE purpose = 'firstAdministrator' AND used_at IS NULL AND expires_at > \(instant)"
    )
  }

  /// The newest links made for a person, with the name of whoever made each.
  package func linksMade(for person: ID<Person>) throws -> [(link: OneTimeLink, maker: String?)] {
    try rows(
      """
      SELECT token_hash, purpose, one_time_link.program_id, one_time_link.person_id, made_by, one_time_link.created_at, expires_at, used_at,
        maker.full_name AS maker
      FROM one_time_link LEFT JOIN person AS maker ON maker.id = made_by
      WHERE one_time_link.person_id = \(person) ORDER BY one_time_link.created_at DESC, token_hash LIMIT 20
      """
    ).map { (try OneTimeLink(row: $0), try $0["maker"]) }
  }

  /// Until when the newest open invitation of each person of a program works.
  package func openInvitations(of program: ID<Program>, at instant: Instant) throws -> [ID<Person>: Instant] {
    let found = try rows(
      """
      SELECT person_id, max(expires_at) AS expires_at FROM one_time_link
      WHERE program_id = \(program) AND purpose = 'invitation' AND used_at IS NULL AND expires_at > \(instant) AND person_id IS NOT NULL
      GROUP BY person_id
      """)
    var open: [ID<Person>: Instant] = [:]
    for row in found { open[try row["person_id"]] = try row["expires_at"] }
    return open
  }
}

extension OneTimeLink {
  init(row: Row) throws {
    let word: String = try row["purpose"]
    guard let purpose = LinkPurpose(rawValue: word) else { throw DatabaseFault.undecodable(column: "purpose", wanted: "LinkPurpose") }
    self.init(
      tokenHash: try row["token_hash"], purpose: purpose, personID: try row["person_id"], programID: try row["program_id"],
      madeBy: try row["made_by"], createdAt: try row["created_at"], expiresAt: try row["expires_at"], usedAt: try row["used_at"])
  }
}
