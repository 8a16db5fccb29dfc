// What was left for a session before it runs: all of it in one statement, each thing written by its own person.
import Database
import Domain

extension Transaction {
  /// Lines, absences, arrivals and the commitments of the group that are carried, in the state that was given for this session.
  package func preparation(of session: ID<Session>, in group: ID<Group>) throws -> Preparation {
    let carried = CommitmentState.allCases.filter(\.isCarried).map(\.rawValue)
    let found = try rows(
      """
      SELECT 'bring' AS kind, person_id, want AS word, body, '' AS id, NULL AS by_date, updated_at AS noted_at, NULL AS spoken_in
      FROM session_bring WHERE session_id = \(session)
      UNION ALL
      SELECT 'absence', person_id, '', reason, '', NULL, said_at, NULL FROM session_absence WHERE session_id = \(session)
      UNION ALL
      SELECT 'arrival', person_id, '', '', '', NULL, arrived_at, NULL FROM session_arrival WHERE session_id = \(session)
      UNION ALL
      SELECT CASE WHEN s.state IS NULL THEN 'commitment' ELSE 'said' END, c.owner_id, coalesce(s.state, c.state), c.body, c.id, c.by_date,
        c.created_at, n.session_id
      FROM commitment c LEFT JOIN commitment_standing s ON s.commitment_id = c.id AND s.session_id = \(session)
      LEFT JOIN spoken_note n ON n.id = c.id AND n.state = 'waiting'
      WHERE c.group_id = \(group) AND c.state IN (\(list: carried))
      ORDER BY noted_at, id, person_id
      """)
    var preparation = Preparation()
    for row in found {
      let person: ID<Person> = try row["person_id"]
      let word: String = try row["word"]
      let kind: String = try row["kind"]
      switch kind {
      case "bring":
        guard let want = BringWant(rawValue: word) else { throw DatabaseFault.undecodable(column: "want", wanted: "BringWant") }
        preparation.brings.append(Bring(personID: person, want: want, text: try row["body"]))
      case "absence": preparation.absences[person] = try row["body"]
      case "arrival": preparation.arrivals.append(person)
      default:
        guard let state = CommitmentState(rawValue: word) else { throw DatabaseFault.undecodable(column: "state", wanted: "CommitmentState") }
        var commitment = CarriedCommitment(
          id: try row["id"], ownerID: person, text: try row["body"], byDate: try row["by_date"], state: state)
        commitment.spokenIn = try row["spoken_in"]
        commitment.isSpoken = commitment.spokenIn == nil ? nil : true
        preparation.commitments.append(commitment)
        if kind == "said" { preparation.said.insert(commitment.id) }
      }
    }
    return preparation
  }

  /// The one line of a person for a session, in the place of an earlier one; `nil` takes it back.
  package func keep(_ bring: Bring?, of person: ID<Person>, for session: ID<Session>, at now: Instant) throws {
    guard let bring else {
      try execute("DELETE FROM session_bring WHERE session_id = \(session) AND person_id = \(person)")
      return
    }
    try execute(
      """
      INSERT INTO session_bring (session_id, person_id, want, body, updated_at)
      VALUES (\(session), \(person), \(bring.want.rawValue), \(bring.text), \(now))
      ON CONFLICT (session_id, person_id) DO UPDATE SET want = excluded.want, body = excluded.body, updated_at = excluded.updated_at
      """)
  }

  /// How commitments stand before this session, in one statement for all of them.
  package func keep(standings: [ID<RoomCommitment>: CommitmentState], for session: ID<Session>) throws {
    guard !standings.isEmpty else { return }
    var lines: SQL = ""
    for (place, standing) in standings.sorted(by: { $0.key < $1.key }).enumerated() {
      let line: SQL = "(\(session), \(standing.key), \(standing.value.rawValue))"
      lines = place == 0 ? line : "\(lines), \(line)"
    }
    try execute(
      """
      INSERT INTO commitment_standing (session_id, commitment_id, state) VALUES \(lines)
      ON CONFLICT (session_id, commitment_id) DO UPDATE SET state = excluded.state
      """)
  }

  package func keepAbsence(_ reason: String, of person: ID<Person>, from session: ID<Session>, at now: Instant) throws {
    try execute("DELETE FROM session_arrival WHERE session_id = \(session) AND person_id = \(person)")
    try execute(
      """
      INSERT INTO session_absence (session_id, person_id, reason, said_at) VALUES (\(session), \(person), \(reason), \(now))
      ON CONFLICT (session_id, person_id) DO UPDATE SET reason = excluded.reason
      """)
  }

  package func takeBackAbsence(of person: ID<Person>, from session: ID<Session>) throws {
    try execute("DELETE FROM session_absence WHERE session_id = \(session) AND person_id = \(person)")
  }

  /// Whoever is here is no longer absent.
  package func keepArrival(of person: ID<Person>, at session: ID<Session>, _ now: Instant) throws {
    try takeBackAbsence(of: person, from: session)
    try execute(
      """
      INSERT INTO session_arrival (session_id, person_id, arrived_at) VALUES (\(session), \(person), \(now)) ON CONFLICT DO NOTHING
      """)
  }
}
