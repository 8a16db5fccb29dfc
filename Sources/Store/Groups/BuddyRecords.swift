// Commitments as a group's page shows them to one person: the own ones, and those for which they are a buddy, in one statement.
import Database
import Domain

extension Transaction {
  package func commitmentsAndBuddies(of person: ID<Person>, in group: ID<Group>) throws -> (own: [CarriedCommitment], buddies: [Buddy]) {
    let carried = CommitmentState.allCases.filter(\.isCarried).map(\.rawValue)
    let found = try rows(
      """
      SELECT c.id, c.owner_id, c.body, c.by_date, c.state, b.buddy_id, b.accepted_at, n.session_id AS spoken_in
      FROM commitment c LEFT JOIN commitment_buddy b ON b.commitment_id = c.id
      LEFT JOIN spoken_note n ON n.id = c.id AND n.state = 'waiting'
      WHERE c.group_id = \(group) AND c.state IN (\(list: carried)) AND (c.owner_id = \(person) OR b.buddy_id = \(person))
      ORDER BY c.created_at, c.id
      """)
    var (own, buddies): ([CarriedCommitment], [Buddy]) = ([], [])
    for row in found {
      let commitment = try Transaction.carriedAndSpoken(row)
      if commitment.ownerID == person { own.append(commitment) }
      let buddy: ID<Person>? = try row["buddy_id"]
      let accepted: Instant? = try row["accepted_at"]
      if let buddy { buddies.append(Buddy(commitment: commitment, buddyID: buddy, hasAccepted: accepted != nil)) }
    }
    return (own, buddies)
  }

  /// Asks somebody; says `false` where the commitment has a buddy, or somebody was asked, already.
  package func askBuddy(_ buddy: ID<Person>, for commitment: ID<RoomCommitment>, at now: Instant) throws -> Bool {
    try execute(
      "INSERT INTO commitment_buddy (commitment_id, buddy_id, asked_at) VALUES (\(commitment), \(buddy), \(now)) ON CONFLICT DO NOTHING") == 1
  }

  /// Says whether this person was asked and had not answered yet.
  package func acceptBuddy(_ buddy: ID<Person>, for commitment: ID<RoomCommitment>, at now: Instant) throws -> Bool {
    try execute(
      """
      UPDATE commitment_buddy SET accepted_at = \(now)
      WHERE commitment_id = \(commitment) AND buddy_id = \(buddy) AND accepted_at IS NULL
      """) == 1
  }

  package func endBuddy(for commitment: ID<RoomCommitment>) throws {
    try execute("DELETE FROM commitment_buddy WHERE commitment_id = \(commitment)")
  }
}
