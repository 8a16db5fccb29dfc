// One transaction's way into SQLite: values bound in their order, rows as they come, faults by result code.
import GRDB

final class SQLiteConnection: Connection {
  private let database: Database

  init(_ database: Database) { self.database = database }

  func run(_ sql: SQL) throws -> (rows: [Row], changed: Int) {
    var rows: [Row] = []
    try each(sql) { rows.append($0) }
    return (rows, database.changesCount)
  }

  func each(_ sql: SQL, _ body: (Row) throws -> Void) throws {
    do {
      let statement = try database.cachedStatement(sql: sql.text)
      // `$1` is a name to SQLite, and names are numbered as they come: `SQL` writes each once and in order.
      statement.arguments = StatementArguments(sql.values.map(SQLiteConnection.bound))
      let names = statement.columnNames
      guard !names.isEmpty else { return try statement.execute() }
      var columns: [String: Int] = [:]
      for (place, name) in names.enumerated() where columns[name] == nil { columns[name] = place }
      let cursor = try GRDB.Row.fetchCursor(statement)
      while let row = try cursor.next() {
        try body(Row(columns: columns, values: (0..<names.count).map { SQLiteConnection.value(row[$0] as DatabaseValue) }))
      }
    } catch let error as DatabaseError {
      throw SQLiteFault.fault(error)
    }
  }

  private static func bound(_ value: SQLValue) -> (any DatabaseValueConvertible)? {
    switch value {
    case .null: nil
    case .text(let text): text
    case .integer(let number): number
    case .real(let number): number
    case .boolean(let truth): truth
    }
  }

  private static func value(_ value: DatabaseValue) -> SQLValue {
    switch value.storage {
    case .null: .null
    case .int64(let number): .integer(number)
    case .double(let number): .real(number)
    case .string(let text): .text(text)
    case .blob(let data): .text(String(decoding: data, as: UTF8.self))
    }
  }
}
