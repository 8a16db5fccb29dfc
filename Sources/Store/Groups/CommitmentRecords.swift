// Commitments as they stand between sessions: what a member has promised and not settled yet.
import Database
import Domain

extension Transaction {
  /// One member's open commitments in a group, the oldest first.
  package func openCommitments(of owner: ID<Person>, in group: ID<Group>) throws -> [CarriedCommitment] {
    try openCommitments(of: [owner], in: group)
  }

  package func openCommitments(of owners: [ID<Person>], in group: ID<Group>) throws -> [CarriedCommitment] {
    let carried = CommitmentState.allCases.filter(\.isCarried).map(\.rawValue)
    return try rows(
      """
      SELECT id, owner_id, body, by_date, state,
        (SELECT n.session_id FROM spoken_note n WHERE n.id = commitment.id AND n.state = 'waiting') AS spoken_in FROM commitment
      WHERE group_id = \(group) AND owner_id IN (\(list: owners)) AND state IN (\(list: carried)) ORDER BY created_at, id
      """
    ).map(Transaction.carriedAndSpoken)
  }

  /// With the session in which it waits for its owner's word.
  static func carriedAndSpoken(_ row: Row) throws -> CarriedCommitment {
    var commitment = try carried(row)
    commitment.spokenIn = try row["spoken_in"]
    commitment.isSpoken = commitment.spokenIn == nil ? nil : true
    return commitment
  }

  static func carried(_ row: Row) throws -> CarriedCommitment {
    let word: String = try row["state"]
    guard let state = CommitmentState(rawValue: word) else { throw DatabaseFault.undecodable(column: "state", wanted: "CommitmentState") }
    return CarriedCommitment(
      id: try row["id"], ownerID: try row["owner_id"], text: try row["body"], byDate: try row["by_date"], state: state)
  }

  /// What was promised in a session that is closed now.
  package func insert(_ commitments: [RoomCommitment], of session: ID<Session>, in group: ID<Group>, at now: Instant) throws {
    guard !commitments.isEmpty else { return }
    var rows: SQL = ""
    for (place, commitment) in commitments.enumerated() {
      let row: SQL = """
        (\(commitment.id), \(group), \(session), \(commitment.ownerID), \(commitment.text), \(commitment.byDate), 'open', \(now))
        """
      rows = place == 0 ? row : "\(rows), \(row)"
    }
    try execute("INSERT INTO commitment (id, group_id, session_id, owner_id, body, by_date, state, created_at) VALUES \(rows)")
  }

  /// What became of the commitments of last time: one statement for each state that came up.
  package func settle(_ carried: [CarriedCommitment], in group: ID<Group>) throws {
    for state in CommitmentState.allCases {
      let ids = carried.filter { $0.state == state }.map(\.id)
      guard !ids.isEmpty else { continue }
      // What its owner has taken back meanwhile, on the page of the session in which it was noted, does not come back to life.
      try execute(
        """
        UPDATE commitment SET state = \(state.rawValue) WHERE group_id = \(group) AND id IN (\(list: ids))
          AND NOT EXISTS (SELECT 1 FROM spoken_note n WHERE n.id = commitment.id AND n.state = 'takenBack')
        """)
    }
  }
}
