// Stems that somebody tried, and how sure they felt about a skill: one reader, so every statement names the person.
import Database
import Domain

extension Transaction {
  package func stemsTried(by person: ID<Person>) throws -> [StemTried] {
    try rows("SELECT stem, round_id, felt, tried_at FROM stem_tried WHERE person_id = \(person) ORDER BY tried_at, id").map(Transaction.tried)
  }

  package func stemsTried(by person: ID<Person>, in round: ID<PracticeRound>) throws -> [StemTried] {
    try rows(
      "SELECT stem, round_id, felt, tried_at FROM stem_tried WHERE person_id = \(person) AND round_id = \(round) ORDER BY tried_at, id"
    ).map(Transaction.tried)
  }

  /// One row for each round, and one for all that was tried elsewhere.
  package func keep(_ tried: StemTried, of person: ID<Person>, id: ID<StemTried>) throws {
    let place: SQL = tried.roundID.map { "round_id = \($0)" } ?? "round_id IS NULL"
    let changed = try execute(
      """
      UPDATE stem_tried SET felt = \(tried.felt?.rawValue), tried_at = \(tried.triedAt)
      WHERE person_id = \(person) AND stem = \(tried.stem) AND \(place)
      """)
    guard changed == 0 else { return }
    try execute(
      """
      INSERT INTO stem_tried (id, person_id, stem, round_id, felt, tried_at)
      VALUES (\(id), \(person), \(tried.stem), \(tried.roundID), \(tried.felt?.rawValue), \(tried.triedAt))
      ON CONFLICT DO NOTHING
      """)
  }

  /// It was not tried in this round after all.
  package func forgetStemTried(_ stem: String, by person: ID<Person>, in round: ID<PracticeRound>) throws {
    try execute("DELETE FROM stem_tried WHERE person_id = \(person) AND stem = \(stem) AND round_id = \(round)")
  }

  /// Takes a stem off somebody's own list, wherever it was tried.
  package func forgetStemTried(_ stem: String, by person: ID<Person>) throws {
    try execute("DELETE FROM stem_tried WHERE person_id = \(person) AND stem = \(stem)")
  }

  /// All of them in the order of time.
  package func confidenceChecks(of person: ID<Person>) throws -> [ConfidenceCheck] {
    try rows("SELECT skill, moment, standing, checked_at FROM confidence_check WHERE person_id = \(person) ORDER BY checked_at, id").map { row in
      let (moment, standing): (String, String) = (try row["moment"], try row["standing"])
      guard let moment = ConfidenceCheck.Moment(rawValue: moment), let standing = ConfidenceCheck.Standing(rawValue: standing) else {
        throw DatabaseFault.undecodable(column: "moment, standing", wanted: "ConfidenceCheck")
      }
      return ConfidenceCheck(skill: try row["skill"], moment: moment, standing: standing, checkedAt: try row["checked_at"])
    }
  }

  /// In the place of one of the same moment that is hardly older.
  package func keep(_ check: ConfidenceCheck, of person: ID<Person>, id: ID<ConfidenceCheck>) throws {
    try execute(
      """
      DELETE FROM confidence_check WHERE person_id = \(person) AND skill = \(check.skill) AND moment = \(check.moment.rawValue)
        AND checked_at > \(check.checkedAt - ConfidenceCheck.sameMoment)
      """)
    try execute(
      """
      INSERT INTO confidence_check (id, person_id, skill, moment, standing, checked_at)
      VALUES (\(id), \(person), \(check.skill), \(check.moment.rawValue), \(check.standing.rawValue), \(check.checkedAt))
      """)
  }

  package func forgetConfidence(in skill: String, of person: ID<Person>) throws {
    try execute("DELETE FROM confidence_check WHERE person_id = \(person) AND skill = \(skill)")
  }

  private static func tried(_ row: Row) throws -> StemTried {
    let felt: String? = try row["felt"]
    return StemTried(stem: try row["stem"], roundID: try row["round_id"], felt: felt.flatMap(Felt.init), triedAt: try row["tried_at"])
  }
}
