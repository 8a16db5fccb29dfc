// The embedded engine: one SQLite file through GRDB, write-ahead log, synchronous FULL, one writer and a pool of readers.
import Foundation
import GRDB

package final class SQLiteEngine: Engine {
  private let pool: DatabasePool
  package let kind = EngineKind.sqlite

  /// Opens or makes the file. The directory has to exist.
  package init(path: String) throws {
    var configuration = Configuration()
    configuration.busyMode = .timeout(5)
    configuration.foreignKeysEnabled = true
    pool = try DatabasePool(path: path, configuration: configuration)
    // GRDB sets synchronous NORMAL after its own preparation, so FULL is set only once the pool stands.
    try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
  }

  package func read<Answer: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> Answer) async throws -> Answer {
    let counter = StatementCounter.current
    return try await pool.read { try body(Transaction(SQLiteConnection($0), counter: counter)) }
  }

  @discardableResult
  package func write<Answer: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> Answer) async throws -> Answer {
    let counter = StatementCounter.current
    return try await pool.write { database in
      let transaction = Transaction(SQLiteConnection(database), counter: counter)
      let answer = try body(transaction)
      if let failed = transaction.failed { throw failed }
      return answer
    }
  }

  @discardableResult
  package func exclusively<Answer: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> Answer) async throws -> Answer {
    try await write(body)
  }

  package func close() async { try? pool.close() }
}

final class SQLiteConnection: Connection {
  private let database: Database

  init(_ database: Database) { self.database = database }

  func run(_ sql: SQL) throws -> (rows: [Row], changed: Int) {
    do {
      let statement = try database.cachedStatement(sql: sql.text)
      var arguments: [String: (any DatabaseValueConvertible)?] = [:]
      for (place, value) in sql.values.enumerated() { arguments["\(place + 1)"] = SQLiteConnection.bound(value) }
      statement.arguments = StatementArguments(arguments)
      let names = statement.columnNames
      guard !names.isEmpty else {
        try statement.execute()
        return ([], database.changesCount)
      }
      var columns: [String: Int] = [:]
      for (place, name) in names.enumerated() where columns[name] == nil { columns[name] = place }
      var rows: [Row] = []
      let cursor = try GRDB.Row.fetchCursor(statement)
      while let row = try cursor.next() {
        rows.append(Row(columns: columns, values: (0..<names.count).map { SQLiteConnection.value(row[$0] as DatabaseValue) }))
      }
      return (rows, database.changesCount)
    } catch let error as DatabaseError {
      throw SQLiteConnection.fault(error)
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

  static func fault(_ error: DatabaseError) -> DatabaseFault {
    let message = error.message ?? "\(error.resultCode)"
    switch error.extendedResultCode {
    case .SQLITE_CONSTRAINT_UNIQUE, .SQLITE_CONSTRAINT_PRIMARYKEY: return .notUnique(message)
    default: break
    }
    switch error.resultCode {
    case .SQLITE_FULL: return .full(message)
    case .SQLITE_BUSY, .SQLITE_LOCKED: return .unavailable(message)
    default: return .other(code: "\(error.extendedResultCode.rawValue)", message: message)
    }
  }
}
