// Roles held in relation to an object, and what a person stands to a program and to another person because of them.
import Database
import Domain

extension Transaction {
  package func insert(_ role: RoleHeld) throws {
    try execute(
      """
      INSERT INTO role_held (id, person_id, role, object_kind, object_id, from_at, until_at)
      VALUES (\(role.id), \(role.personID), \(role.role.rawValue), \(role.role.objectKind.rawValue), \(role.objectID), \(role.from), \(role.until))
      """)
  }

  package func roleHeld(_ id: ID<RoleHeld>) throws -> RoleHeld? {
    try row("SELECT id, person_id, role, object_id, from_at, until_at FROM role_held WHERE id = \(id)").map(RoleHeld.init(row:))
  }

  /// The roles that a person holds at the moment given.
  package func roles(of person: ID<Person>, at instant: Instant) throws -> [RoleHeld] {
    try rows(
      """
      SELECT id, person_id, role, object_id, from_at, until_at FROM role_held
      WHERE person_id = \(person) AND from_at <= \(instant) AND (until_at IS NULL OR until_at > \(instant)) ORDER BY id
      """
    ).map(RoleHeld.init(row:))
  }

  /// The roles that anybody of a program holds at the moment given.
  package func roles(in program: ID<Program>, at instant: Instant) throws -> [RoleHeld] {
    try rows(
      """
      SELECT role_held.id, person_id, role, object_id, from_at, until_at FROM role_held JOIN person ON person.id = person_id
      WHERE person.program_id = \(program) AND from_at <= \(instant) AND (until_at IS NULL OR until_at > \(instant)) ORDER BY role_held.id
      """
    ).map(RoleHeld.init(row:))
  }

  package func end(_ role: ID<RoleHeld>, at instant: Instant) throws {
    try execute("UPDATE role_held SET until_at = \(instant) WHERE id = \(role) AND until_at IS NULL")
  }

  /// What a person stands to a program: a lead and an administrator of it, somebody of it, or an outsider. Relations to a
  /// group or a session begin with these of its program and add their own.
  package func relations(of actor: Actor, to program: ID<Program>, at instant: Instant) throws -> Set<Relation> {
    let words = try rows(
      """
      SELECT role AS word FROM role_held
      WHERE person_id = \(actor.personID) AND object_kind = 'program' AND object_id = \(program)
        AND from_at <= \(instant) AND (until_at IS NULL OR until_at > \(instant))
      UNION SELECT 'here' AS word FROM person
      WHERE id = \(actor.personID) AND program_id = \(program) AND disabled_at IS NULL
      UNION SELECT 'accepted' AS word FROM notice_acceptance
      WHERE person_id = \(actor.personID) AND version = \(Notice.version)
      """
    ).map { try $0["word"] as String }
    // Whoever is disabled or belongs elsewhere is a stranger, whatever roles are still written down.
    guard words.contains("here"), actor.programID == program else { return [.outsider] }
    var relations: Set<Relation> = [.sameProgram]
    if words.contains(Role.programLead.rawValue) { relations.insert(.programLead) }
    if words.contains(Role.administrator.rawValue) { relations.insert(.administrator) }
    if !words.contains("accepted") { relations.insert(.beforeNotice) }
    return relations
  }

  /// What a person stands to another person, or to themselves.
  package func relations(of actor: Actor, to person: Person, at instant: Instant) throws -> Set<Relation> {
    var relations = try relations(of: actor, to: person.programID, at: instant)
    if person.id == actor.personID, !relations.contains(.outsider) { relations.insert(.owner) }
    return relations
  }
}

extension RoleHeld {
  init(row: Row) throws {
    let word: String = try row["role"]
    guard let role = Role(rawValue: word) else { throw DatabaseFault.undecodable(column: "role", wanted: "Role") }
    self.init(
      id: try row["id"], personID: try row["person_id"], role: role, objectID: try row["object_id"], from: try row["from_at"],
      until: try row["until_at"])
  }
}
