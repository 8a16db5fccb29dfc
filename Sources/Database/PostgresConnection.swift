// One connection to PostgreSQL through libpq: prepared statements kept by text, values as text, faults by SQLSTATE.
import CLibPQ
import Foundation

/// Used by one thread at a time: the engine hands it out and takes it back under a lock, which is why it may cross threads.
final class PostgresConnection: Connection, @unchecked Sendable {
  private let handle: OpaquePointer
  private var prepared: [Key: Prepared] = [:]
  private var preparedEver = 0
  /// The SQLSTATE of the last failure in this transaction.
  private var lastState = ""

  private struct Key: Hashable {
    let text: String
    /// One letter for each value: a statement is planned for the types it was first given.
    let types: String
  }

  private struct Prepared {
    let name: String
    var columns: [String: Int]?
    var types: [Oid] = []
  }

  init(address: String) throws {
    // What stands before `dbname` is a default that the address may change.
    let keys = ["connect_timeout", "application_name", "tcp_user_timeout", "dbname", "client_encoding"]
    let values = ["5", "fulcrum", "10000", address, "UTF8"]
    let connected = PostgresConnection.withCStrings(keys) { keys in
      PostgresConnection.withCStrings(values) { values in PQconnectdbParams(keys, values, 1) }
    }
    guard let connected else { throw DatabaseFault.unavailable("libpq has no memory") }
    handle = connected
    guard PQstatus(handle) == CONNECTION_OK else {
      throw DatabaseFault.unavailable(PostgresConnection.firstLine(PQerrorMessage(handle)))
    }
    for setting in [
      "SET client_min_messages = warning", "SET lock_timeout = '10s'", "SET statement_timeout = '30s'",
      "SET idle_in_transaction_session_timeout = '60s'",
    ] { try command(setting) }
  }

  deinit { PQfinish(handle) }

  var isAlive: Bool { PQstatus(handle) == CONNECTION_OK }

  /// PostgreSQL gave this transaction up in favor of another one: it can be run again as if it had never begun.
  var lostTheRace: Bool { isAlive && (lastState == "40001" || lastState == "40P01") }

  /// A statement of the engine's own, without values.
  @discardableResult func command(_ text: String) throws -> String {
    lastState = ""
    guard let result = PQexec(handle, text) else { throw lost() }
    defer { PQclear(result) }
    try check(result)
    return String(cString: PQcmdStatus(result))
  }

  /// An answer that never came leaves the outcome unknown: the caller says "not now", and the retry carries the same key.
  func commit() throws {
    let answer = try command("COMMIT")
    guard answer == "COMMIT" else { throw DatabaseFault.other(code: "25P02", message: "the transaction had failed before its end") }
  }

  func rollBack() {
    guard isAlive, PQtransactionStatus(handle) != PQTRANS_IDLE else { return }
    _ = try? command("ROLLBACK")
  }

  func run(_ sql: SQL) throws -> (rows: [Row], changed: Int) {
    let key = Key(text: sql.key, types: String(decoding: sql.values.map(PostgresConnection.letter), as: UTF8.self))
    var statement = try prepared[key] ?? prepare(sql, key)
    let result = PostgresConnection.withTexts(sql.values) { values in
      PQexecPrepared(handle, statement.name, Int32(sql.values.count), values, nil, nil, 0)
    }
    guard let result else { throw lost() }
    defer { PQclear(result) }
    try check(result)
    let changed = Int(String(cString: PQcmdTuples(result))) ?? 0
    let width = Int(PQnfields(result))
    guard width > 0 else { return ([], changed) }
    if statement.columns == nil {
      var columns: [String: Int] = [:]
      for place in 0..<width {
        let name = String(cString: PQfname(result, Int32(place)))
        if columns[name] == nil { columns[name] = place }
        statement.types.append(PQftype(result, Int32(place)))
      }
      statement.columns = columns
      prepared[key] = statement
    }
    let columns = statement.columns ?? [:]
    var rows: [Row] = []
    rows.reserveCapacity(Int(PQntuples(result)))
    for line in 0..<PQntuples(result) {
      let values = statement.types.enumerated().map { place, type in
        PostgresConnection.value(result, line, Int32(place), type)
      }
      rows.append(Row(columns: columns, values: values))
    }
    return (rows, changed)
  }

  /// Through a cursor of the server, which holds what has not been asked for yet. Its name is new each time, because what is
  /// prepared for a name goes on to expect the same columns.
  func each(_ sql: SQL, _ body: (Row) throws -> Void) throws {
    preparedEver += 1
    let name = SQL(file: "walk\(preparedEver)")
    _ = try run("DECLARE \(name) NO SCROLL CURSOR FOR \(sql)")
    while true {
      let rows = try run("FETCH 500 FROM \(name)").rows
      if rows.isEmpty { break }
      for row in rows { try body(row) }
    }
    _ = try run("CLOSE \(name)")
  }

  private func prepare(_ sql: SQL, _ key: Key) throws -> Prepared {
    // Lists of many lengths make many texts; a server that keeps them all grows without end.
    if prepared.count >= 512 {
      try command("DEALLOCATE ALL")
      prepared.removeAll()
    }
    preparedEver += 1
    let name = "s\(preparedEver)"
    let types = sql.values.map(PostgresConnection.type)
    guard let result = PQprepare(handle, name, sql.text, Int32(types.count), types) else { throw lost() }
    defer { PQclear(result) }
    try check(result)
    let statement = Prepared(name: name)
    prepared[key] = statement
    return statement
  }

  private func check(_ result: OpaquePointer) throws {
    switch PQresultStatus(result) {
    case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_EMPTY_QUERY: return
    default: break
    }
    guard isAlive else { throw lost() }
    lastState = PQresultErrorField(result, PostgresConnection.diagnostic("C")).map { String(cString: $0) } ?? ""
    let message = PostgresConnection.firstLine(PQresultErrorField(result, PostgresConnection.diagnostic("M")))
    throw PostgresConnection.fault(state: lastState, message: message)
  }

  private func lost() -> DatabaseFault { .unavailable(PostgresConnection.firstLine(PQerrorMessage(handle))) }

  /// Only the primary message: the detail of a constraint holds the values that were refused, and those may not reach a log.
  private static func firstLine(_ text: UnsafePointer<CChar>?) -> String {
    guard let text else { return "PostgreSQL does not answer" }
    return String(String(cString: text).prefix { $0 != "\n" })
  }

  private static func firstLine(_ text: UnsafeMutablePointer<CChar>?) -> String { firstLine(text.map { UnsafePointer($0) }) }

  private static func diagnostic(_ letter: Unicode.Scalar) -> Int32 { Int32(letter.value) }
}
