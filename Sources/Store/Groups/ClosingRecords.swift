// The end of a group, and what each of its people takes along: the latter is read and written by its owner alone.
import Database
import Domain

extension Transaction {
  /// `nil` takes an end that was set back.
  package func close(_ group: ID<Group>, at end: Instant?) throws {
    try execute("UPDATE small_group SET closes_at = \(end) WHERE id = \(group)")
  }

  package func keep(of person: ID<Person>, from group: ID<Group>) throws -> GroupKeep {
    let body: String? = try row("SELECT body FROM group_keep WHERE group_id = \(group) AND person_id = \(person)")?["body"]
    let kept = try rows(
      """
      SELECT k.commitment_id FROM kept_commitment k JOIN commitment c ON c.id = k.commitment_id
      WHERE k.person_id = \(person) AND c.group_id = \(group)
      """
    ).map { row -> ID<RoomCommitment> in try row["commitment_id"] }
    return GroupKeep(body: body ?? "", commitments: Set(kept))
  }

  /// Everything that somebody ever promised in a group, the newest first.
  package func allCommitments(of owner: ID<Person>, in group: ID<Group>) throws -> [CarriedCommitment] {
    try rows(
      """
      SELECT id, owner_id, body, by_date, state FROM commitment WHERE group_id = \(group) AND owner_id = \(owner) ORDER BY created_at DESC, id
      """
    ).map(Transaction.carried)
  }

  package func save(_ keep: GroupKeep, of person: ID<Person>, from group: ID<Group>, at now: Instant) throws {
    try execute(
      """
      INSERT INTO group_keep (group_id, person_id, body, updated_at) VALUES (\(group), \(person), \(keep.body), \(now))
      ON CONFLICT (group_id, person_id) DO UPDATE SET body = excluded.body, updated_at = excluded.updated_at
      """)
    try execute(
      """
      DELETE FROM kept_commitment WHERE person_id = \(person)
        AND commitment_id IN (SELECT id FROM commitment WHERE group_id = \(group) AND owner_id = \(person))
      """)
    guard !keep.commitments.isEmpty else { return }
    // Nobody takes along what somebody else promised, whatever a form says.
    try execute(
      """
      INSERT INTO kept_commitment (person_id, commitment_id)
      SELECT owner_id, id FROM commitment
      WHERE group_id = \(group) AND owner_id = \(person) AND id IN (\(list: keep.commitments.sorted()))
      """)
  }
}
