// A group's own scenarios and stems. A scenario that was withdrawn can still be read by its id: a round may be playing it.
import Database
import Domain
import Foundation

extension Transaction {
  /// All that the group has added and not withdrawn, in one statement.
  package func ownShelf(of group: ID<Group>) throws -> OwnShelf {
    let found = try rows(
      """
      SELECT 'scenario' AS kind, s.id AS id, s.group_id AS group_id, s.author_id AS author_id, p.full_name AS full_name, '' AS type,
        s.body AS body, s.version AS version, s.created_at AS created_at, s.withdrawn_at AS withdrawn_at
      FROM own_scenario s JOIN person p ON p.id = s.author_id WHERE s.group_id = \(group) AND s.withdrawn_at IS NULL
      UNION ALL
      SELECT 'stem', s.id, s.group_id, s.author_id, p.full_name, s.type, s.body, 1, s.created_at, s.withdrawn_at
      FROM own_stem s JOIN person p ON p.id = s.author_id WHERE s.group_id = \(group) AND s.withdrawn_at IS NULL
      ORDER BY created_at, id
      """)
    var shelf = OwnShelf()
    for row in found {
      if try row["kind"] == "scenario" {
        shelf.scenarios.append(try Transaction.ownScenario(row))
      } else {
        shelf.stems.append(try Transaction.ownStem(row))
      }
    }
    return shelf
  }

  package func ownScenario(_ id: ID<OwnScenario>) throws -> OwnScenario? {
    try row(
      """
      SELECT s.id, s.group_id, s.author_id, p.full_name, s.body, s.version, s.withdrawn_at
      FROM own_scenario s JOIN person p ON p.id = s.author_id WHERE s.id = \(id)
      """
    ).map(Transaction.ownScenario)
  }

  package func insert(
    _ scenario: Scenario, as id: ID<OwnScenario>, of group: ID<Group>, by author: ID<Person>, at now: Instant
  ) throws {
    try execute(
      """
      INSERT INTO own_scenario (id, group_id, author_id, body, version, created_at)
      VALUES (\(id), \(group), \(author), \(try Transaction.json(scenario)), 1, \(now))
      """)
  }

  /// Puts a newer wording in the place of the one of this version; says `false`, and changes nothing, if another one is there.
  package func update(_ scenario: Scenario, as id: ID<OwnScenario>, after version: Int) throws -> Bool {
    try execute(
      """
      UPDATE own_scenario SET body = \(try Transaction.json(scenario)), version = version + 1
      WHERE id = \(id) AND version = \(version) AND withdrawn_at IS NULL
      """) == 1
  }

  package func withdrawScenario(_ id: ID<OwnScenario>, at now: Instant) throws {
    try execute("UPDATE own_scenario SET withdrawn_at = \(now) WHERE id = \(id) AND withdrawn_at IS NULL")
  }

  package func ownStem(_ id: ID<OwnStem>) throws -> OwnStem? { try ownStems([id]).first }

  /// Those of these ids that there are, withdrawn ones too: what somebody has tried stays on their own list.
  package func ownStems(_ ids: [ID<OwnStem>]) throws -> [OwnStem] {
    guard !ids.isEmpty else { return [] }
    return try rows(
      """
      SELECT s.id, s.group_id, s.author_id, p.full_name, s.type, s.body, s.withdrawn_at
      FROM own_stem s JOIN person p ON p.id = s.author_id WHERE s.id IN (\(list: ids)) ORDER BY s.id
      """
    ).map(Transaction.ownStem)
  }

  package func insertStem(_ draft: StemDraft, as id: ID<OwnStem>, of group: ID<Group>, by author: ID<Person>, at now: Instant) throws {
    try execute(
      """
      INSERT INTO own_stem (id, group_id, author_id, type, body, created_at)
      VALUES (\(id), \(group), \(author), \(draft.type), \(draft.text), \(now))
      """)
  }

  package func updateStem(_ draft: StemDraft, as id: ID<OwnStem>) throws {
    try execute("UPDATE own_stem SET type = \(draft.type), body = \(draft.text) WHERE id = \(id)")
  }

  package func withdrawStem(_ id: ID<OwnStem>, at now: Instant) throws {
    try execute("UPDATE own_stem SET withdrawn_at = \(now) WHERE id = \(id) AND withdrawn_at IS NULL")
  }

  private static func ownScenario(_ row: Row) throws -> OwnScenario {
    let body: String = try row["body"]
    return OwnScenario(
      id: try row["id"], groupID: try row["group_id"], authorID: try row["author_id"], authorName: try row["full_name"],
      scenario: try JSONDecoder().decode(Scenario.self, from: Data(body.utf8)), version: try row["version"],
      withdrawnAt: try row["withdrawn_at"])
  }

  private static func ownStem(_ row: Row) throws -> OwnStem {
    OwnStem(
      id: try row["id"], groupID: try row["group_id"], authorID: try row["author_id"], authorName: try row["full_name"],
      type: try row["type"], text: try row["body"], withdrawnAt: try row["withdrawn_at"])
  }
}
