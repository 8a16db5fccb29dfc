// Sessions as planned and the agenda as placed; the log of a running session has a file of its own.
import Database
import Domain
import Foundation

extension Transaction {
  package func insert(_ session: Session, at now: Instant) throws {
    try execute(
      """
      INSERT INTO session (id, group_id, starts_at, minutes, place, meeting_link, status, cancelled_reason, version, last_seq,
                           opened_at, held_at, created_at)
      VALUES (\(session.id), \(session.groupID), \(session.startsAt), \(session.minutes), \(session.place), \(session.meetingLink),
              \(session.status.rawValue), \(session.cancelledReason), \(session.version), \(session.lastSeq), \(session.openedAt),
              \(session.heldAt), \(now))
      """)
  }

  package func session(_ id: ID<Session>) throws -> Session? {
    try row("SELECT * FROM session WHERE id = \(id)").map(Transaction.session)
  }

  /// All sessions of a group in the order of their time.
  package func sessions(of group: ID<Group>) throws -> [Session] {
    try rows("SELECT * FROM session WHERE group_id = \(group) ORDER BY starts_at, id").map(Transaction.session)
  }

  /// The sessions of several groups that are planned or run, in the order of their time.
  package func openSessions(of groups: [ID<Group>]) throws -> [Session] {
    try rows(
      """
      SELECT * FROM session WHERE group_id IN (\(list: groups)) AND status IN ('planned', 'live', 'closing') ORDER BY starts_at, id
      """
    ).map(Transaction.session)
  }

  /// The sessions that are planned or run and the newest that are over, in the order of their time.
  package func nearSessions(of group: ID<Group>, past: Int) throws -> [Session] {
    try rows(
      """
      SELECT * FROM session WHERE group_id = \(group) AND (status IN ('planned', 'live', 'closing') OR id IN (
        SELECT id FROM session WHERE group_id = \(group) AND status IN ('held', 'cancelled') ORDER BY starts_at DESC, id LIMIT \(past)))
      ORDER BY starts_at, id
      """
    ).map(Transaction.session)
  }

  /// Held sessions that a person was there for as a member or facilitator of a group that they have left since, the newest first.
  package func sessionsKept(by person: ID<Person>, at now: Instant, most: Int = 20) throws -> [(group: Group, session: Session)] {
    let found = try rows(
      """
      WITH stretch AS (
        SELECT group_id, joined_at AS from_at, left_at AS until_at FROM group_member WHERE person_id = \(person)
        UNION ALL
        SELECT group_id, from_at, until_at FROM group_facilitator WHERE person_id = \(person))
      SELECT s.*, g.program_id, g.name, g.zone, g.rhythm_weeks, g.session_minutes FROM session s
      JOIN small_group g ON g.id = s.group_id
      WHERE s.status = 'held'
        AND EXISTS (SELECT 1 FROM stretch t WHERE t.group_id = s.group_id AND t.from_at < s.held_at AND (t.until_at IS NULL OR t.until_at > s.opened_at))
        AND NOT EXISTS (SELECT 1 FROM stretch t WHERE t.group_id = s.group_id AND t.from_at <= \(now) AND (t.until_at IS NULL OR t.until_at > \(now)))
      ORDER BY s.starts_at DESC, s.id LIMIT \(most)
      """)
    return try found.map { row in
      let session = try Transaction.session(row)
      let group = Group(
        id: session.groupID, programID: try row["program_id"], name: try row["name"], zone: try row["zone"],
        rhythmWeeks: try row["rhythm_weeks"], sessionMinutes: try row["session_minutes"], createdAt: try row["created_at"])
      return (group, session)
    }
  }

  /// Saves time, place, status and reason and counts the version up, unless somebody else was faster; says whether it did.
  package func update(_ session: Session, basedOn version: Int) throws -> Bool {
    try execute(
      """
      UPDATE session SET starts_at = \(session.startsAt), minutes = \(session.minutes), place = \(session.place),
        meeting_link = \(session.meetingLink), status = \(session.status.rawValue), cancelled_reason = \(session.cancelledReason),
        version = version + 1
      WHERE id = \(session.id) AND version = \(version)
      """) == 1
  }

  /// Counts the version up for an edit of the agenda, unless somebody else was faster; says whether it did.
  package func countEdit(of session: ID<Session>, basedOn version: Int) throws -> Bool {
    try execute("UPDATE session SET version = version + 1 WHERE id = \(session) AND version = \(version)") == 1
  }

  /// Which question the group arrives on; `nil` leaves it to the house.
  package func chooseArrivalQuestion(_ key: String?, of session: ID<Session>) throws {
    try execute("UPDATE session SET arrival_question = \(key) WHERE id = \(session)")
  }

  package func agenda(of session: ID<Session>) throws -> [AgendaItem] {
    try rows("SELECT body FROM agenda_item WHERE session_id = \(session) ORDER BY position").map { row in
      let body: String = try row["body"]
      return try JSONDecoder().decode(AgendaItem.self, from: Data(body.utf8))
    }
  }

  /// The items by title and with whose rounds they are, without reading their whole shape.
  package func agendaTitles(of session: ID<Session>) throws -> [(title: String, turns: [ID<Person>])] {
    try rows("SELECT title, turns FROM agenda_item WHERE session_id = \(session) ORDER BY position").map { row in
      let turns: String = try row["turns"]
      return (try row["title"], turns.split(separator: " ").compactMap { ID<Person>($0) })
    }
  }

  /// Puts these items in the place of all that were there, in two statements however many there are.
  package func replaceAgenda(of session: ID<Session>, with items: [AgendaItem]) throws {
    try execute("DELETE FROM agenda_item WHERE session_id = \(session)")
    guard !items.isEmpty else { return }
    var places: SQL = ""
    for (position, item) in items.enumerated() {
      let body = try Transaction.json(item)
      let turns = item.turns.map(\.text).joined(separator: " ")
      let place: SQL = "(\(item.id), \(session), \(position), \(item.shape.title), \(turns), \(body))"
      places = position == 0 ? place : "\(places), \(place)"
    }
    try execute("INSERT INTO agenda_item (id, session_id, position, title, turns, body) VALUES \(places)")
  }

  static func session(_ row: Row) throws -> Session {
    let status: String = try row["status"]
    guard let status = SessionStatus(rawValue: status) else { throw DatabaseFault.undecodable(column: "status", wanted: "SessionStatus") }
    return Session(
      id: try row["id"], groupID: try row["group_id"], startsAt: try row["starts_at"], minutes: try row["minutes"],
      place: try row["place"], meetingLink: try row["meeting_link"], status: status, cancelledReason: try row["cancelled_reason"],
      version: try row["version"], lastSeq: try row["last_seq"], openedAt: try row["opened_at"], heldAt: try row["held_at"],
      arrivalQuestion: try row["arrival_question"])
  }
}
