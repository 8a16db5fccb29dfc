// The whole content of a database, row by row, as a backup takes it and gives it back.
import Database

extension Transaction {
  /// What a backup leaves out: sign-ins, links and counted guesses of another day would open doors that were shut since.
  package static let leftOutOfBackups: Set<String> = ["schema_version", "sign_in", "one_time_link", "failed_sign_in"]

  /// Throws what the engine throws if it cannot answer.
  package func answerAtAll() throws { _ = try row("SELECT 1 AS alive") }

  /// The number of the newest schema file that was applied; 0 where there is none.
  package func schemaNumber() throws -> Int { try row("SELECT max(number) AS newest FROM schema_version")?["newest"] ?? 0 }

  /// The tables a backup holds, those that are pointed to before those that point to them.
  package func tablesToKeep(_ engine: EngineKind) throws -> [TableShape] {
    try TableShape.all(engine, in: self).filter { !Transaction.leftOutOfBackups.contains($0.name) }
  }

  package func eachRow(of table: TableShape, _ engine: EngineKind, _ body: ([SQLValue]) throws -> Void) throws {
    try each(table.rows(engine)) { try body(try table.values(of: $0)) }
  }

  package func put(_ values: [SQLValue], into table: TableShape) throws { try execute(table.insert(values)) }

  /// Whether nothing at all has been written here yet, tables or no tables.
  package func holdsNothing(_ engine: EngineKind) throws -> Bool {
    for table in try TableShape.all(engine, in: self) where table.name != "schema_version" {
      let name = SQL(file: "\"\(table.name)\"")
      if try row("SELECT 1 AS one FROM \(name) LIMIT 1") != nil { return false }
    }
    return true
  }
}
