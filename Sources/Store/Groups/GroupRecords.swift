// Small groups and who belongs to them: members and facilitators with the dates of their stretch.
import Database
import Domain

extension Transaction {
  package func insert(_ group: Group) throws {
    try execute(
      """
      INSERT INTO small_group (id, program_id, name, zone, rhythm_weeks, session_minutes, created_at)
      VALUES (\(group.id), \(group.programID), \(group.name), \(group.zone), \(group.rhythmWeeks), \(group.sessionMinutes),
              \(group.createdAt))
      """)
  }

  /// Everything but who it belongs to and when it was made.
  package func update(_ group: Group) throws {
    try execute(
      """
      UPDATE small_group SET name = \(group.name), zone = \(group.zone), rhythm_weeks = \(group.rhythmWeeks),
        session_minutes = \(group.sessionMinutes)
      WHERE id = \(group.id)
      """)
  }

  package func group(_ id: ID<Group>) throws -> Group? {
    try row("SELECT * FROM small_group WHERE id = \(id)").map(Transaction.group)
  }

  /// The group of this name in the program: a name stands for one group.
  package func group(named name: String, in program: ID<Program>) throws -> Group? {
    try row("SELECT * FROM small_group WHERE program_id = \(program) AND name = \(name)").map(Transaction.group)
  }

  package func groups(in program: ID<Program>) throws -> [Group] {
    try rows("SELECT * FROM small_group WHERE program_id = \(program) ORDER BY name").map(Transaction.group)
  }

  /// The groups in which this person is a member or facilitator now.
  package func groups(of person: ID<Person>, at now: Instant) throws -> [Group] {
    try rows(
      """
      SELECT * FROM small_group WHERE id IN (
        SELECT group_id FROM group_member WHERE person_id = \(person) AND joined_at <= \(now) AND (left_at IS NULL OR left_at > \(now))
        UNION
        SELECT group_id FROM group_facilitator WHERE person_id = \(person) AND from_at <= \(now) AND (until_at IS NULL OR until_at > \(now)))
      ORDER BY name
      """
    ).map(Transaction.group)
  }

  package func insertMember(_ belonging: Belonging, of group: ID<Group>) throws {
    try execute(
      """
      INSERT INTO group_member (group_id, person_id, joined_at, left_at)
      VALUES (\(group), \(belonging.personID), \(belonging.from), \(belonging.until))
      """)
  }

  /// Ends the running stretch of a member; says whether there was one.
  @discardableResult package func endMember(_ person: ID<Person>, of group: ID<Group>, at moment: Instant) throws -> Bool {
    try execute(
      "UPDATE group_member SET left_at = \(moment) WHERE group_id = \(group) AND person_id = \(person) AND (left_at IS NULL OR left_at > \(moment))"
    ) > 0
  }

  package func insertFacilitator(_ belonging: Belonging, of group: ID<Group>) throws {
    try execute(
      """
      INSERT INTO group_facilitator (group_id, person_id, from_at, until_at)
      VALUES (\(group), \(belonging.personID), \(belonging.from), \(belonging.until))
      """)
  }

  @discardableResult package func endFacilitator(_ person: ID<Person>, of group: ID<Group>, at moment: Instant) throws -> Bool {
    try execute(
      "UPDATE group_facilitator SET until_at = \(moment) WHERE group_id = \(group) AND person_id = \(person) AND (until_at IS NULL OR until_at > \(moment))"
    ) > 0
  }

  /// The members at that moment in the order in which they sit: by the day they joined, then by id.
  package func members(of group: ID<Group>, at moment: Instant) throws -> [GroupPerson] {
    try rows(
      """
      SELECT m.person_id, p.full_name, p.coach_kind, m.joined_at AS from_at, m.left_at AS until_at
      FROM group_member m JOIN person p ON p.id = m.person_id
      WHERE m.group_id = \(group) AND m.joined_at <= \(moment) AND (m.left_at IS NULL OR m.left_at > \(moment))
      ORDER BY m.joined_at, m.person_id
      """
    ).map(Transaction.groupPerson)
  }

  /// Everybody who was ever a member, the newest stretch first: for the page that changes members.
  package func allMemberStretches(of group: ID<Group>) throws -> [GroupPerson] {
    try rows(
      """
      SELECT m.person_id, p.full_name, p.coach_kind, m.joined_at AS from_at, m.left_at AS until_at
      FROM group_member m JOIN person p ON p.id = m.person_id
      WHERE m.group_id = \(group) ORDER BY m.joined_at DESC, m.person_id
      """
    ).map(Transaction.groupPerson)
  }

  static func group(_ row: Row) throws -> Group {
    Group(
      id: try row["id"], programID: try row["program_id"], name: try row["name"], zone: try row["zone"],
      rhythmWeeks: try row["rhythm_weeks"], sessionMinutes: try row["session_minutes"], createdAt: try row["created_at"],
      closesAt: try row["closes_at"])
  }

  static func groupPerson(_ row: Row) throws -> GroupPerson {
    let person: ID<Person> = try row["person_id"]
    let kind: String? = try row["coach_kind"]
    return GroupPerson(
      person: person, fullName: try row["full_name"], coachKind: kind.flatMap(CoachKind.init),
      belonging: Belonging(personID: person, from: try row["from_at"], until: try row["until_at"]))
  }
}
