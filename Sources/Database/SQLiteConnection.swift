// One connection to the SQLite file over its own functions: statements prepared once, values bound and read by their place.
import GRDB
import GRDBSQLite

/// Used by one thread at a time: whoever has it hands it back before another one takes it, which is why it may cross threads.
final class SQLiteConnection: Connection, @unchecked Sendable {
  private let handle: OpaquePointer
  private let isOwn: Bool
  private var prepared: [String: SQLiteStatement] = [:]

  /// Lists of many lengths make many texts; those that are kept take room.
  private static let mostPrepared = 512

  /// A connection that GRDB opened and closes.
  init(_ database: GRDB.Database) throws {
    guard let connection = database.sqliteConnection else { throw DatabaseFault.unavailable("the file is closed") }
    handle = connection
    isOwn = false
  }

  /// A connection that only reads. It waits as long for another program as the writer does, and sorts in memory: reading has to go
  /// on where the disk is full.
  init(reading path: String) throws {
    var opened: OpaquePointer?
    let code = sqlite3_open_v2(path, &opened, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, nil)
    guard let opened else { throw DatabaseFault.unavailable("SQLite has no memory") }
    handle = opened
    isOwn = true
    guard code == SQLITE_OK else { throw fault() }
    sqlite3_busy_timeout(handle, 5_000)
    try command("PRAGMA temp_store = MEMORY")
  }

  deinit {
    forgetStatements()
    if isOwn { sqlite3_close_v2(handle) }
  }

  /// A connection closes only when nothing is prepared on it any more.
  func forgetStatements() { prepared.removeAll() }

  /// Runs the body on one state of the file, whatever is written meanwhile.
  func reading<Answer>(_ body: (SQLiteConnection) throws -> Answer) throws -> Answer {
    try command(SQLiteConnection.begin)
    // What was only read is not lost with the end of the transaction, however that goes.
    defer { try? command(SQLiteConnection.commit) }
    return try body(self)
  }

  private static let begin: SQL = "BEGIN"
  private static let commit: SQL = "COMMIT"

  private func command(_ text: SQL) throws { try each(text) { _ in } }

  func run(_ sql: SQL) throws -> (rows: [Row], changed: Int) {
    var rows: [Row] = []
    try each(sql) { rows.append($0) }
    return (rows, Int(sqlite3_changes(handle)))
  }

  func each(_ sql: SQL, _ body: (Row) throws -> Void) throws {
    let statement = try prepared[sql.key] ?? prepare(sql)
    defer { statement.reset() }
    guard statement.bind(sql.values) else { throw fault() }
    while true {
      switch sqlite3_step(statement.pointer) {
      case SQLITE_ROW: try body(statement.row())
      case SQLITE_DONE: return
      default: throw fault()
      }
    }
  }

  private func prepare(_ sql: SQL) throws -> SQLiteStatement {
    if prepared.count >= SQLiteConnection.mostPrepared { prepared.removeAll() }
    var pointer: OpaquePointer?
    // `$1` is a name to SQLite, and names are numbered as they come: `SQL` writes each once and in order.
    let code = sqlite3_prepare_v3(handle, sql.text, -1, UInt32(bitPattern: SQLITE_PREPARE_PERSISTENT), &pointer, nil)
    guard code == SQLITE_OK else { throw fault() }
    guard let pointer else { throw DatabaseFault.other(code: "\(SQLITE_MISUSE)", message: "an empty statement") }
    let statement = SQLiteStatement(pointer)
    prepared[sql.key] = statement
    return statement
  }

  private func fault() -> DatabaseFault {
    SQLiteFault.fault(
      DatabaseError(resultCode: ResultCode(rawValue: sqlite3_extended_errcode(handle)), message: String(cString: sqlite3_errmsg(handle))))
  }
}

/// A prepared statement and the names of its columns.
final class SQLiteStatement {
  let pointer: OpaquePointer
  private var columns: [String: Int] = [:]
  private var width: Int32 = 0

  init(_ pointer: OpaquePointer) { self.pointer = pointer }

  deinit { sqlite3_finalize(pointer) }

  /// Says whether SQLite took all of them.
  func bind(_ values: [SQLValue]) -> Bool {
    var place: Int32 = 0
    for value in values {
      place += 1
      guard bind(value, at: place) == SQLITE_OK else { return false }
    }
    return true
  }

  private func bind(_ value: SQLValue, at place: Int32) -> Int32 {
    switch value {
    case .null: return sqlite3_bind_null(pointer, place)
    case .integer(let number): return sqlite3_bind_int64(pointer, place, number)
    case .real(let number): return sqlite3_bind_double(pointer, place, number)
    case .boolean(let truth): return sqlite3_bind_int64(pointer, place, truth ? 1 : 0)
    case .text(let text): return sqlite3_bind_text(pointer, place, text, Int32(clamping: text.utf8.count), SQLiteStatement.copied)
    }
  }

  /// SQLite's own constant for "copy what I hand over", which Swift cannot import.
  private static let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

  /// The row that the statement stands on. A schema that changed meanwhile may have given it other columns.
  func row() -> Row {
    let count = sqlite3_column_count(pointer)
    if count != width {
      width = count
      columns.removeAll()
      for place in 0..<count {
        let name = sqlite3_column_name(pointer, place).map { String(cString: $0) } ?? ""
        if columns[name] == nil { columns[name] = Int(place) }
      }
    }
    var values: [SQLValue] = []
    values.reserveCapacity(Int(count))
    for place in 0..<count { values.append(value(place)) }
    return Row(columns: columns, values: values)
  }

  private func value(_ place: Int32) -> SQLValue {
    switch sqlite3_column_type(pointer, place) {
    case SQLITE_NULL: return .null
    case SQLITE_INTEGER: return .integer(sqlite3_column_int64(pointer, place))
    case SQLITE_FLOAT: return .real(sqlite3_column_double(pointer, place))
    default:
      guard let start = sqlite3_column_text(pointer, place) else { return .text("") }
      let bytes = UnsafeBufferPointer(start: start, count: Int(sqlite3_column_bytes(pointer, place)))
      return .text(String(decoding: bytes, as: UTF8.self))
    }
  }

  func reset() {
    sqlite3_reset(pointer)
    sqlite3_clear_bindings(pointer)
  }
}
