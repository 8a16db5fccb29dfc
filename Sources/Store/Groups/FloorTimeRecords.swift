// Time with the floor of closed sessions: what hints are made from, one row for each member who attended.
import Database
import Domain

extension Transaction {
  package func insert(_ time: FloorTime, of attended: [ID<Person>], in session: ID<Session>) throws {
    guard !attended.isEmpty else { return }
    var rows: SQL = ""
    for (place, person) in attended.enumerated() {
      let row: SQL = """
        (\(session), \(person), \(time.held(by: person).milliseconds), \(time.attributed.milliseconds), \(time.talk.milliseconds), \(time.present))
        """
      rows = place == 0 ? row : "\(rows), \(row)"
    }
    try execute("INSERT INTO floor_time (session_id, person_id, held_ms, attributed_ms, talk_ms, present) VALUES \(rows)")
  }

  /// For each member the newest attended sessions of the group, the newest first: as many as hints look back.
  /// `since`: sessions that were over before this moment are left out.
  package func floorHistory(of people: [ID<Person>], in group: ID<Group>, since: Instant? = nil) throws -> [ID<Person>: [FloorRecord]] {
    var history: [ID<Person>: [FloorRecord]] = [:]
    let found = try rows(
      """
      SELECT person_id, held_ms, attributed_ms, talk_ms, present FROM (
        SELECT f.person_id, f.held_ms, f.attributed_ms, f.talk_ms, f.present, s.starts_at,
          row_number() OVER (PARTITION BY f.person_id ORDER BY s.starts_at DESC, s.id DESC) AS place
        FROM floor_time f JOIN session s ON s.id = f.session_id
        WHERE s.group_id = \(group) AND f.person_id IN (\(list: people))
          AND s.held_at >= \(since ?? Instant(milliseconds: 0))) AS newest
      WHERE place <= \(FloorHint.sessionsLookedAt) ORDER BY person_id, place
      """)
    for row in found {
      let person: ID<Person> = try row["person_id"]
      history[person, default: []].append(
        FloorRecord(
          held: Span(milliseconds: try row["held_ms"]), attributed: Span(milliseconds: try row["attributed_ms"]),
          talk: Span(milliseconds: try row["talk_ms"]), present: try row["present"]))
    }
    return history
  }
}
