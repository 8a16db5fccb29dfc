// Notes that wait for their owner's word after the session was closed.
import Database
import Domain

extension Transaction {
  package func insert(_ notes: [SpokenNote], of session: ID<Session>) throws {
    guard !notes.isEmpty else { return }
    var rows: SQL = ""
    for (place, note) in notes.enumerated() {
      let row: SQL = """
        (\(note.id), \(session), \(note.ownerID), \(note.notedBy), \(note.kind.rawValue), \(note.text), \(note.byDate), \(note.state.rawValue))
        """
      rows = place == 0 ? row : "\(rows), \(row)"
    }
    try execute("INSERT INTO spoken_note (id, session_id, owner_id, noted_by, kind, body, by_date, state) VALUES \(rows)")
  }

  /// `carried`: commitments of sessions before, noted there.
  package func spokenNotes(of session: ID<Session>, and carried: [ID<RoomCommitment>] = []) throws -> [SpokenNote] {
    let others: SQL = carried.isEmpty ? "" : " OR id IN (\(list: carried))"
    return try rows("SELECT * FROM spoken_note WHERE session_id = \(session)\(others) ORDER BY id").map { row in
      let kind: String = try row["kind"]
      let state: String = try row["state"]
      guard let kind = SpokenNote.Kind(rawValue: kind), let state = SpokenNote.State(rawValue: state) else {
        throw DatabaseFault.undecodable(column: "state", wanted: "SpokenNote")
      }
      return SpokenNote(
        id: try row["id"], kind: kind, ownerID: try row["owner_id"], notedBy: try row["noted_by"], text: try row["body"],
        byDate: try row["by_date"], state: state)
    }
  }

  /// The owner's word about a note that still waits; says whether it did. A commitment says the same from then on, or is let go.
  package func settle(_ note: SpokenNote, at now: Instant) throws -> Bool {
    let settled = try execute(
      """
      UPDATE spoken_note SET body = \(note.text), by_date = \(note.byDate), state = \(note.state.rawValue), settled_at = \(now)
      WHERE id = \(note.id) AND state = 'waiting'
      """)
    guard settled == 1 else { return false }
    guard note.kind == .commitment else { return true }
    if note.state == .takenBack {
      try execute("UPDATE commitment SET state = 'released' WHERE id = \(note.id)")
    } else {
      try execute("UPDATE commitment SET body = \(note.text), by_date = \(note.byDate) WHERE id = \(note.id)")
    }
    return true
  }

  /// Commitments of last time whose owners gave their word in the session that is closed now.
  package func confirmSpoken(_ commitments: [ID<RoomCommitment>], at now: Instant) throws {
    guard !commitments.isEmpty else { return }
    try execute("UPDATE spoken_note SET state = 'confirmed', settled_at = \(now) WHERE state = 'waiting' AND id IN (\(list: commitments))")
  }
}
