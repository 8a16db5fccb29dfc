// The log of a session: its events, numbered without a gap, and the snapshots from which a reader need not begin at the beginning.
import Database
import Domain
import Foundation

extension Transaction {
  /// The room as the log says, from the newest snapshot of this edition on. `cached` is taken instead if it is newer than any snapshot.
  package func room(of session: Session, cached: LiveRoom? = nil) throws -> LiveRoom {
    if let cached, cached.seq <= session.lastSeq {
      return cached.seq == session.lastSeq ? cached : cached.replaying(try events(of: session.id, after: cached.seq))
    }
    guard session.lastSeq > 0 else { return LiveRoom(sessionID: session.id) }
    let base = try snapshot(of: session.id) ?? LiveRoom(sessionID: session.id)
    if base.seq == session.lastSeq { return base }
    return base.replaying(try events(of: session.id, after: base.seq))
  }

  /// The events after the one with this number, in order.
  package func events(of session: ID<Session>, after seq: Int) throws -> [NumberedEvent] {
    let decoder = JSONDecoder()
    return try rows(
      """
      SELECT seq, happened_at, body FROM session_event WHERE session_id = \(session) AND seq > \(seq) ORDER BY seq
      """
    ).map { row in
      let body: String = try row["body"]
      return NumberedEvent(seq: try row["seq"], at: try row["happened_at"], event: try decoder.decode(RoomEvent.self, from: Data(body.utf8)))
    }
  }

  /// Appends events that follow number `seq`, with what they make of the session's own row; says `false`, and writes nothing,
  /// if somebody else's events came first.
  package func append(_ events: [NumberedEvent], to room: LiveRoom, after seq: Int) throws -> Bool {
    guard let last = events.last, last.seq == room.seq, events.first?.seq == seq + 1 else { return events.isEmpty }
    let status: SessionStatus =
      switch room.phase {
      case .waiting: .planned
      case .live: .live
      case .closing: .closing
      case .held: .held
      }
    let moved = try execute(
      """
      UPDATE session SET last_seq = \(last.seq), status = \(status.rawValue), opened_at = \(room.openedAt), held_at = \(room.heldAt)
      WHERE id = \(room.sessionID) AND last_seq = \(seq) AND status IN ('planned', 'live', 'closing')
      """)
    guard moved == 1 else { return false }
    var rows: SQL = ""
    for (place, event) in events.enumerated() {
      let body = try Transaction.json(event.event)
      let row: SQL = "(\(room.sessionID), \(event.seq), \(event.at), \(body))"
      rows = place == 0 ? row : "\(rows), \(row)"
    }
    try execute("INSERT INTO session_event (session_id, seq, happened_at, body) VALUES \(rows)")
    return true
  }

  /// Keeps the room as it is now in the place of all older snapshots.
  package func keepSnapshot(of room: LiveRoom) throws {
    let body = try Transaction.json(room)
    try execute("DELETE FROM session_snapshot WHERE session_id = \(room.sessionID)")
    try execute(
      "INSERT INTO session_snapshot (session_id, seq, edition, body) VALUES (\(room.sessionID), \(room.seq), \(domainEdition), \(body))")
  }

  /// The newest snapshot; one of another edition of the rules, or one that cannot be read, is as good as none: the log has everything.
  package func snapshot(of session: ID<Session>) throws -> LiveRoom? {
    let found = try row(
      "SELECT body FROM session_snapshot WHERE session_id = \(session) AND edition = \(domainEdition) ORDER BY seq DESC LIMIT 1")
    let body: String? = try found?["body"]
    return body.flatMap { try? JSONDecoder().decode(LiveRoom.self, from: Data($0.utf8)) }
  }
}

// MARK: Commands that may be sent twice

extension Transaction {
  /// The answer that this person's command with this key got; `nil` where the key is new.
  package func answer(to key: String, of person: ID<Person>) throws -> (bodyHash: String, answer: String)? {
    try row("SELECT body_hash, answer FROM command_key WHERE person_id = \(person) AND key = \(key)").map {
      (try $0["body_hash"], try $0["answer"])
    }
  }

  package func keepAnswer(_ answer: String, to key: String, bodyHash: String, of person: ID<Person>, at now: Instant) throws {
    try execute(
      """
      INSERT INTO command_key (person_id, key, body_hash, answer, used_at) VALUES (\(person), \(key), \(bodyHash), \(answer), \(now))
      """)
  }

  /// Keys are kept long enough for any browser that was away, and no longer.
  package func forgetAnswers(before moment: Instant) throws {
    try execute("DELETE FROM command_key WHERE used_at < \(moment)")
  }
}
