// Practice rounds as they stand, and who has which part; what was stopped goes with everything that hung on it.
import Database
import Domain
import Foundation

extension Transaction {
  /// The round, and the version that its next change follows.
  package func round(_ id: ID<PracticeRound>) throws -> (round: PracticeRound, version: Int)? {
    try row("SELECT body, version FROM practice_round WHERE id = \(id)").map { (try Transaction.round($0), try $0["version"]) }
  }

  package func insert(_ round: PracticeRound, at now: Instant) throws {
    let body = try Transaction.json(round)
    try execute(
      """
      INSERT INTO practice_round (id, group_id, session_id, number, table_number, phase, version, body, created_at, ended_at)
      VALUES (\(round.id), \(round.groupID), \(round.sessionID), \(round.number), \(round.table), \(round.phase.rawValue), 1, \(body), \(now),
        \(round.endedAt))
      """)
    try insertParts(of: round)
  }

  /// Saves the round as the version after `version`; says `false`, and changes nothing, if a newer one is there.
  package func save(_ round: PracticeRound, after version: Int, partsChanged: Bool) throws -> Bool {
    let body = try Transaction.json(round)
    let saved = try execute(
      """
      UPDATE practice_round SET phase = \(round.phase.rawValue), version = version + 1, body = \(body), ended_at = \(round.endedAt)
      WHERE id = \(round.id) AND version = \(version)
      """)
    guard saved == 1 else { return false }
    if partsChanged {
      try execute("DELETE FROM practice_part WHERE round_id = \(round.id)")
      try insertParts(of: round)
    }
    return true
  }

  private func insertParts(of round: PracticeRound) throws {
    for person in round.parts.people {
      guard let part = round.parts.part(of: person) else { continue }
      try execute("INSERT INTO practice_part (round_id, person_id, part) VALUES (\(round.id), \(person), \(part.rawValue))")
    }
  }

  /// All rounds of a session, by round and table.
  package func rounds(of session: ID<Session>) throws -> [PracticeRound] {
    try rows("SELECT body FROM practice_round WHERE session_id = \(session) ORDER BY number, table_number").map(Transaction.round)
  }

  /// The rounds that were played to their end since `moment`, the oldest first: what the rotation remembers.
  package func doneRounds(of group: ID<Group>, since moment: Instant) throws -> [PracticeRound] {
    try rows(
      "SELECT body FROM practice_round WHERE group_id = \(group) AND phase = 'done' AND ended_at >= \(moment) ORDER BY ended_at, id"
    ).map(Transaction.round)
  }

  /// Those of these people who have a part in a round that is not over yet.
  package func busyInRounds(_ people: [ID<Person>]) throws -> [ID<Person>: ID<PracticeRound>] {
    try rows(
      """
      SELECT p.person_id, p.round_id FROM practice_part p JOIN practice_round r ON r.id = p.round_id
      WHERE p.person_id IN (\(list: people)) AND r.ended_at IS NULL ORDER BY p.round_id
      """
    ).reduce(into: [:]) { $0[try $1["person_id"]] = try $1["round_id"] }
  }

  /// The round is gone with everything that hung on it.
  package func delete(_ round: ID<PracticeRound>) throws {
    try forgetNotes(of: round)
    try forgetStemsTried(in: round)
    try execute("DELETE FROM practice_part WHERE round_id = \(round)")
    try execute("DELETE FROM practice_round WHERE id = \(round)")
  }

  /// Rounds of the group and of these people that nobody has moved on since `moment`: over, or gone where nothing came of them. Stopped ones
  /// from which nobody went on go too.
  package func endAbandonedRounds(of group: ID<Group>, and people: [ID<Person>], before moment: Instant) throws {
    let others: SQL =
      people.isEmpty ? "" : "OR id IN (SELECT round_id FROM practice_part WHERE person_id IN (\(list: people)))"
    let open = try rows(
      "SELECT body, version FROM practice_round WHERE phase <> 'done' AND created_at < \(moment) AND (group_id = \(group) \(others)) ORDER BY id"
    ).map { (round: try Transaction.round($0), version: try $0["version"] as Int) }
    for (round, version) in open where round.phaseBeganAt < moment { try end(round, after: version) }
  }

  /// A session has closed: where feedback was due the round is over, what nobody has begun is gone. What is being played is played on.
  package func endRounds(of session: ID<Session>) throws {
    let open = try rows("SELECT body, version FROM practice_round WHERE session_id = \(session) AND phase <> 'done' ORDER BY id").map {
      (round: try Transaction.round($0), version: try $0["version"] as Int)
    }
    for (round, version) in open where round.phase.letsFeedbackBeGiven || round.phase == .set || round.phase == .stopped {
      try end(round, after: version)
    }
  }

  private func end(_ round: PracticeRound, after version: Int) throws {
    guard let ended = round.ended else { return try delete(round.id) }
    _ = try save(ended, after: version, partsChanged: false)
  }

  package func forgetNotes(of round: ID<PracticeRound>) throws {
    try execute("DELETE FROM feedback_rubric WHERE note_id IN (SELECT id FROM feedback_note WHERE round_id = \(round))")
    try execute("DELETE FROM feedback_line WHERE note_id IN (SELECT id FROM feedback_note WHERE round_id = \(round))")
    try execute("DELETE FROM feedback_note WHERE round_id = \(round)")
  }

  package func forgetStemsTried(in round: ID<PracticeRound>) throws {
    try execute("DELETE FROM stem_tried WHERE round_id = \(round)")
  }

  private static func round(_ row: Row) throws -> PracticeRound {
    let body: String = try row["body"]
    return try JSONDecoder().decode(PracticeRound.self, from: Data(body.utf8))
  }
}
