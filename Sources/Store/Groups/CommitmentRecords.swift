// Commitments as they stand between sessions: what a member has promised and not settled yet.
import Database
import Domain

extension Transaction {
  /// One member's open commitments in a group, the oldest first.
  package func openCommitments(of owner: ID<Person>, in group: ID<Group>) throws -> [CarriedCommitment] {
    try rows(
      """
      SELECT id, owner_id, body, by_date, state FROM commitment
      WHERE group_id = \(group) AND owner_id = \(owner) AND state IN ('open', 'partly', 'notYet') ORDER BY created_at, id
      """
    ).map { row in
      let word: String = try row["state"]
      guard let state = CommitmentState(rawValue: word) else { throw DatabaseFault.undecodable(column: "state", wanted: "CommitmentState") }
      return CarriedCommitment(
        id: try row["id"], ownerID: try row["owner_id"], text: try row["body"], byDate: try row["by_date"], state: state)
    }
  }
}
