// Exit slips: what was said apart from who has said something, so that the one never leads to the other.
import Database
import Domain

extension Transaction {
  /// Keeps a slip and that its giver has given one; says `false`, and keeps nothing, where they have already.
  ///
  /// Both tables are written anew in the order of their keys, each in one statement: in the order in which rows came to lie in
  /// the file, the third slip would be that of the third giver. `id` must tell no time either.
  package func keep(_ slip: ExitSlip, id: ID<ExitSlip>, of giver: ID<Person>, for session: ID<Session>) throws -> Bool {
    var givers = try rows("SELECT person_id FROM exit_slip_given WHERE session_id = \(session)").map { row -> ID<Person> in try row["person_id"] }
    guard !givers.contains(giver) else { return false }
    givers.append(giver)
    var slips = try rows("SELECT id, \(columns) FROM exit_slip WHERE session_id = \(session)").map { row in
      (id: try row["id"] as ID<ExitSlip>, slip: try Transaction.exitSlip(row))
    }
    slips.append((id, slip))
    try execute("DELETE FROM exit_slip_given WHERE session_id = \(session)")
    try execute("DELETE FROM exit_slip WHERE session_id = \(session)")
    var lines: SQL = ""
    for (place, person) in givers.sorted().enumerated() {
      let line: SQL = "(\(session), \(person))"
      lines = place == 0 ? line : "\(lines), \(line)"
    }
    try execute("INSERT INTO exit_slip_given (session_id, person_id) VALUES \(lines)")
    for (place, each) in slips.sorted(by: { $0.id < $1.id }).enumerated() {
      let slip = each.slip
      let line: SQL =
        "(\(each.id), \(session), \(slip.author), \(slip.useful), \(slip.voice?.rawValue), \(slip.voiceLine), \(slip.wish))"
      lines = place == 0 ? line : "\(lines), \(line)"
    }
    try execute("INSERT INTO exit_slip (id, session_id, author_id, useful, voice, voice_line, wish) VALUES \(lines)")
    return true
  }

  package func hasGivenSlip(_ person: ID<Person>, for session: ID<Session>) throws -> Bool {
    try row("SELECT 1 AS one FROM exit_slip_given WHERE session_id = \(session) AND person_id = \(person)") != nil
  }

  /// The slips of a session in the order of their ids, which is no order of time.
  package func exitSlips(of session: ID<Session>) throws -> [ExitSlip] {
    try rows("SELECT \(columns) FROM exit_slip WHERE session_id = \(session) ORDER BY id").map(Transaction.exitSlip)
  }

  private var columns: SQL { "author_id, useful, voice, voice_line, wish" }

  private static func exitSlip(_ row: Row) throws -> ExitSlip {
    let voice: String? = try row["voice"]
    return ExitSlip(
      author: try row["author_id"], useful: try row["useful"], voice: voice.flatMap(VoiceShare.init), voiceLine: try row["voice_line"],
      wish: try row["wish"])
  }
}
