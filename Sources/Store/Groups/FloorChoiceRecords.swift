// What members decide about their own time with the floor: the yes to open arcs, and quiet words they have ended.
import Database
import Domain

extension Transaction {
  /// The members of now, each with whether they said yes to open arcs since they joined.
  package func arcAnswers(of group: ID<Group>, at now: Instant) throws -> OpenArcs {
    let found = try rows(
      """
      SELECT m.person_id, (y.said_at IS NOT NULL) AS agrees FROM group_member m
      LEFT JOIN open_arcs_yes y ON y.group_id = m.group_id AND y.person_id = m.person_id AND y.said_at >= m.joined_at
      WHERE m.group_id = \(group) AND m.joined_at <= \(now) AND (m.left_at IS NULL OR m.left_at > \(now))
      """)
    return OpenArcs(answers: try found.reduce(into: [:]) { $0[try $1["person_id"]] = try $1["agrees"] as Bool })
  }

  package func sayYesToOpenArcs(_ person: ID<Person>, in group: ID<Group>, at now: Instant) throws {
    try execute(
      """
      INSERT INTO open_arcs_yes (group_id, person_id, said_at) VALUES (\(group), \(person), \(now))
      ON CONFLICT (group_id, person_id) DO UPDATE SET said_at = excluded.said_at
      """)
  }

  package func takeBackOpenArcs(_ person: ID<Person>, in group: ID<Group>) throws {
    try execute("DELETE FROM open_arcs_yes WHERE group_id = \(group) AND person_id = \(person)")
  }

  /// Whom this person appraises at work.
  package func appraised(by person: ID<Person>, at now: Instant) throws -> Set<ID<Person>> {
    let found = try rows(
      """
      SELECT object_id FROM role_held WHERE person_id = \(person) AND role = 'appraiser'
        AND from_at <= \(now) AND (until_at IS NULL OR until_at > \(now))
      """)
    return Set(try found.map { try $0["object_id"] as ID<Person> })
  }

  /// The quiet words of a group that their members have ended, with the day until which.
  package func endedHints(in group: ID<Group>, at now: Instant) throws -> [ID<Person>: [FloorHint: Instant]] {
    let found = try rows("SELECT person_id, hint, until_at FROM hint_ended WHERE group_id = \(group) AND until_at > \(now)")
    var ended: [ID<Person>: [FloorHint: Instant]] = [:]
    for row in found {
      guard let hint = FloorHint(rawValue: try row["hint"]) else { continue }
      ended[try row["person_id"], default: [:]][hint] = try row["until_at"] as Instant
    }
    return ended
  }

  package func end(_ hint: FloorHint, of person: ID<Person>, in group: ID<Group>, until: Instant) throws {
    try execute(
      """
      INSERT INTO hint_ended (group_id, person_id, hint, until_at) VALUES (\(group), \(person), \(hint.rawValue), \(until))
      ON CONFLICT (group_id, person_id, hint) DO UPDATE SET until_at = excluded.until_at
      """)
  }
}
