// The rounds that somebody has played to the end, with whom: their own list on the group's practice page.
import Database
import Domain
import Foundation

extension Transaction {
  /// The newest of them first, in one statement.
  package func practiced(by person: ID<Person>, in group: ID<Group>, most: Int) throws -> [PracticedRound] {
    let found = try rows(
      """
      SELECT r.id AS id, r.body AS body, r.ended_at AS ended_at, o.person_id AS person_id, o.part AS part, p.full_name AS full_name
      FROM (SELECT d.id, d.body, d.ended_at FROM practice_round d JOIN practice_part own ON own.round_id = d.id AND own.person_id = \(person)
        WHERE d.group_id = \(group) AND d.phase = 'done' AND d.ended_at IS NOT NULL ORDER BY d.ended_at DESC, d.id LIMIT \(most)) r
      JOIN practice_part o ON o.round_id = r.id JOIN person p ON p.id = o.person_id
      ORDER BY r.ended_at DESC, r.id, o.part DESC, p.full_name
      """)
    var rounds: [PracticedRound] = []
    for (id, rows) in try grouped(found) {
      guard let first = rows.first, let own = try rows.first(where: { try $0["person_id"] == person }) else { continue }
      let (body, part): (String, String) = (try first["body"], try own["part"])
      guard let part = RoundPart(rawValue: part) else { throw DatabaseFault.undecodable(column: "part", wanted: "RoundPart") }
      let round = try JSONDecoder().decode(PracticeRound.self, from: Data(body.utf8))
      let others: [String] = try rows.filter { try $0["person_id"] != person }.map { try $0["full_name"] }
      rounds.append(PracticedRound(id: id, endedAt: try first["ended_at"], part: part, skill: round.skill, others: others))
    }
    return rounds
  }

  /// Rows of one round stand together; the order of the rounds stays.
  private func grouped(_ rows: [Row]) throws -> [(ID<PracticeRound>, [Row])] {
    var groups: [(ID<PracticeRound>, [Row])] = []
    for row in rows {
      let id: ID<PracticeRound> = try row["id"]
      if let last = groups.indices.last, groups[last].0 == id { groups[last].1.append(row) } else { groups.append((id, [row])) }
    }
    return groups
  }
}
