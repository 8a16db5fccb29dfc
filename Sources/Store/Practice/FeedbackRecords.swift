// Feedback notes. Whoever is not giver or receiver finds none: every statement that reads one names the person it is read for.
import Database
import Domain
import Foundation

/// A note with what a page needs beside it.
package struct FeedbackRow: Equatable, Sendable {
  package let note: FeedbackNote
  package let giverName: String
  package let receiverName: String
  package let groupName: String
  package let zone: String
  /// Whether the giver still has the text they gave: until the end of the group's next session.
  package let giverKeepsText: Bool
}

extension Transaction {
  /// The note of a giver in a round; there is at most one.
  package func feedback(in round: ID<PracticeRound>, by giver: ID<Person>) throws -> FeedbackRow? {
    try row("\(feedbackSelect) WHERE n.round_id = \(round) AND n.giver_id = \(giver)").map(Transaction.feedback)
  }

  /// What one person has to do with in a round: their own note, drafted or given, and what was given to them.
  package func feedback(in round: ID<PracticeRound>, for person: ID<Person>) throws -> [FeedbackRow] {
    try rows(
      """
      \(feedbackSelect) WHERE n.round_id = \(round)
        AND (n.giver_id = \(person) OR n.receiver_id = \(person) AND n.wording > 0 AND n.deleted_at IS NULL)
      ORDER BY n.given_at, n.id
      """
    ).map(Transaction.feedback)
  }

  /// One note, for its giver or, once it was given, for its receiver.
  package func feedback(_ id: ID<FeedbackNote>, for person: ID<Person>) throws -> FeedbackRow? {
    try row(
      """
      \(feedbackSelect) WHERE n.id = \(id)
        AND (n.giver_id = \(person) OR n.receiver_id = \(person) AND n.wording > 0 AND n.deleted_at IS NULL)
      """
    ).map(Transaction.feedback)
  }

  /// Everything of one person's, the newest first: what they were given, and what they give.
  package func feedback(of person: ID<Person>, most: Int) throws -> [FeedbackRow] {
    try rows(
      """
      \(feedbackSelect) WHERE n.giver_id = \(person) OR n.receiver_id = \(person) AND n.wording > 0 AND n.deleted_at IS NULL
      ORDER BY CASE WHEN n.given_at IS NULL THEN n.written_at ELSE n.given_at END DESC, n.id LIMIT \(most)
      """
    ).map(Transaction.feedback)
  }

  /// Says `false`, and keeps nothing, where another window of the giver's has begun the note already.
  package func insert(_ note: FeedbackNote) throws -> Bool {
    try execute(
      """
      INSERT INTO feedback_note (id, group_id, round_id, giver_id, receiver_id, skill, draft, version, wording, model, stance, given, earlier,
                                 written_at, given_at, received_wording, decided_wording, decision, deleted_at)
      VALUES (\(note.id), \(note.groupID), \(note.roundID), \(note.giverID), \(note.receiverID), \(note.skill),
              \(try note.draft.map(Transaction.json)), \(note.version), \(note.wording), \(note.given?.model), \(note.given?.stance.rawValue),
              \(try note.given.map(Transaction.json)), \(try note.earlier.map(Transaction.json)), \(note.writtenAt), \(note.givenAt),
              \(note.receivedWording), \(note.decidedWording), \(note.decision?.rawValue), \(note.deletedAt))
      ON CONFLICT DO NOTHING
      """) == 1
  }

  /// Saves what the giver has changed, unless a newer version of theirs is there; says whether it did.
  package func saveGivers(_ note: FeedbackNote, after version: Int) throws -> Bool {
    try execute(
      """
      UPDATE feedback_note SET skill = \(note.skill), draft = \(try note.draft.map(Transaction.json)), version = \(note.version),
        wording = \(note.wording), model = \(note.given?.model), stance = \(note.given?.stance.rawValue),
        given = \(try note.given.map(Transaction.json)), earlier = \(try note.earlier.map(Transaction.json)), written_at = \(note.writtenAt),
        given_at = \(note.givenAt)
      WHERE id = \(note.id) AND giver_id = \(note.giverID) AND version = \(version)
      """) == 1
  }

  /// Saves what the receiver has changed; what the giver writes meanwhile stays as it is.
  package func saveReceivers(_ note: FeedbackNote) throws {
    try execute(
      """
      UPDATE feedback_note SET received_wording = \(note.receivedWording), decided_wording = \(note.decidedWording),
        decision = \(note.decision?.rawValue), deleted_at = \(note.deletedAt)
      WHERE id = \(note.id) AND receiver_id = \(note.receiverID)
      """)
  }

  /// Marks as opened what this person has before them.
  package func openFeedback(_ notes: [ID<FeedbackNote>], for receiver: ID<Person>) throws {
    guard !notes.isEmpty else { return }
    try execute("UPDATE feedback_note SET received_wording = wording WHERE id IN (\(list: notes)) AND receiver_id = \(receiver) AND wording > 0")
  }

  package func keep(_ line: FeedbackLine, about note: ID<FeedbackNote>) throws {
    try execute(
      """
      INSERT INTO feedback_line (note_id, wording, kind, body, sent_at)
      VALUES (\(note), \(line.wording), \(line.kind.rawValue), \(line.text), \(line.sentAt))
      ON CONFLICT (note_id) DO UPDATE SET wording = excluded.wording, kind = excluded.kind, body = excluded.body, sent_at = excluded.sent_at
      """)
  }

  /// The receiver's own words about a note: asked for by the receiver alone.
  package func rubric(of note: ID<FeedbackNote>, for receiver: ID<Person>) throws -> FeedbackRubric {
    let found = try row(
      """
      SELECT r.body FROM feedback_rubric r JOIN feedback_note n ON n.id = r.note_id
      WHERE r.note_id = \(note) AND n.receiver_id = \(receiver) AND n.deleted_at IS NULL
      """)
    guard let found else { return FeedbackRubric() }
    return try Transaction.value(FeedbackRubric.self, found["body"])
  }

  /// No word at all leaves no row.
  package func keep(_ rubric: FeedbackRubric, about note: ID<FeedbackNote>, at now: Instant) throws {
    guard !rubric.isEmpty else {
      try execute("DELETE FROM feedback_rubric WHERE note_id = \(note)")
      return
    }
    try execute(
      """
      INSERT INTO feedback_rubric (note_id, body, updated_at) VALUES (\(note), \(try Transaction.json(rubric)), \(now))
      ON CONFLICT (note_id) DO UPDATE SET body = excluded.body, updated_at = excluded.updated_at
      """)
  }

  /// What counts for a group's usefulness: notes whose newest wording was decided.
  package func decidedNotes(of group: ID<Group>) throws -> [DecidedNote] {
    try rows(
      """
      SELECT giver_id, receiver_id, model, stance, decision FROM feedback_note
      WHERE group_id = \(group) AND decision IS NOT NULL AND decided_wording = wording AND wording > 0 AND deleted_at IS NULL
      """
    ).map { row in
      DecidedNote(
        giver: try row["giver_id"], receiver: try row["receiver_id"], model: try row["model"],
        stance: try Transaction.word(row, "stance"), decision: try Transaction.word(row, "decision"))
    }
  }

  /// Notes that their receivers have deleted go for good once their givers no longer have the text either.
  package func forgetDeletedNotes(of group: ID<Group>) throws {
    let gone = try rows(
      """
      SELECT n.id FROM feedback_note n LEFT JOIN feedback_line l ON l.note_id = n.id
      WHERE n.group_id = \(group) AND n.deleted_at IS NOT NULL AND NOT (\(giverKeepsText))
      """
    ).map { row -> ID<FeedbackNote> in try row["id"] }
    guard !gone.isEmpty else { return }
    try execute("DELETE FROM feedback_rubric WHERE note_id IN (\(list: gone))")
    try execute("DELETE FROM feedback_line WHERE note_id IN (\(list: gone))")
    try execute("DELETE FROM feedback_note WHERE id IN (\(list: gone))")
  }

  // MARK: Rows

  /// Until a session of the group that began after the note, or after the line about it, has been held.
  private var giverKeepsText: SQL {
    """
    NOT EXISTS (SELECT 1 FROM session s WHERE s.group_id = n.group_id AND s.status = 'held' AND s.opened_at > n.given_at
      AND (l.sent_at IS NULL OR s.opened_at > l.sent_at))
    """
  }

  private var feedbackSelect: SQL {
    """
    SELECT n.*, giver.full_name AS giver_name, receiver.full_name AS receiver_name, g.name AS group_name, g.zone AS zone,
      l.wording AS line_wording, l.kind AS line_kind, l.body AS line_body, l.sent_at AS line_sent_at, \(giverKeepsText) AS keeps_text
    FROM feedback_note n JOIN person giver ON giver.id = n.giver_id JOIN person receiver ON receiver.id = n.receiver_id
    JOIN small_group g ON g.id = n.group_id LEFT JOIN feedback_line l ON l.note_id = n.id
    """
  }

  private static func feedback(_ row: Row) throws -> FeedbackRow {
    var note = FeedbackNote(
      id: try row["id"], groupID: try row["group_id"], roundID: try row["round_id"], from: try row["giver_id"], to: try row["receiver_id"],
      skill: try row["skill"], at: try row["written_at"])
    note.draft = try optional(FeedbackDraft.self, row["draft"])
    note.version = try row["version"]
    note.wording = try row["wording"]
    note.given = try optional(FeedbackWording.self, row["given"])
    note.earlier = try optional(FeedbackWording.self, row["earlier"])
    note.givenAt = try row["given_at"]
    note.receivedWording = try row["received_wording"]
    note.decidedWording = try row["decided_wording"]
    let decision: String? = try row["decision"]
    note.decision = decision.flatMap(FeedbackDecision.init)
    note.deletedAt = try row["deleted_at"]
    if let sentAt: Instant = try row["line_sent_at"] {
      note.line = FeedbackLine(
        kind: try word(row, "line_kind"), text: try row["line_body"], wording: try row["line_wording"], sentAt: sentAt)
    }
    return FeedbackRow(
      note: note, giverName: try row["giver_name"], receiverName: try row["receiver_name"], groupName: try row["group_name"],
      zone: try row["zone"], giverKeepsText: try row["keeps_text"])
  }

  private static func optional<Value: Decodable>(_ type: Value.Type, _ text: String?) throws -> Value? {
    guard let text else { return nil }
    return try value(type, text)
  }

  private static func value<Value: Decodable>(_ type: Value.Type, _ text: String) throws -> Value {
    try JSONDecoder().decode(type, from: Data(text.utf8))
  }

  private static func word<Word: RawRepresentable>(_ row: Row, _ column: String) throws -> Word where Word.RawValue == String {
    let text: String = try row[column]
    guard let word = Word(rawValue: text) else { throw DatabaseFault.undecodable(column: column, wanted: "\(Word.self)") }
    return word
  }
}
