// One SQL for two engines: an interpolated literal, two ways in (`read`, `write`), rows that decode by the type asked for.
import Foundation

package enum EngineKind: String, Sendable { case sqlite, postgres }

/// An engine opens transactions. The closure runs off the cooperative threads; what it throws undoes everything it wrote,
/// and an answer to `write` means that the change is on disk.
package protocol Engine: Sendable {
  var kind: EngineKind { get }
  func read<Answer: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> Answer) async throws -> Answer
  func write<Answer: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> Answer) async throws -> Answer
  func close() async
}

/// One open transaction. Only used inside the closure it was given to.
package final class Transaction {
  private let connection: any Connection
  /// How many statements this transaction has run: pages are held to a number that does not grow with their rows.
  package private(set) var statementCount = 0

  package init(_ connection: any Connection) { self.connection = connection }

  package func rows(_ sql: SQL) throws -> [Row] {
    statementCount += 1
    StatementCounter.current?.add()
    return try connection.run(sql).rows
  }

  package func row(_ sql: SQL) throws -> Row? { try rows(sql).first }

  /// Runs a statement and says how many rows it changed.
  @discardableResult package func execute(_ sql: SQL) throws -> Int {
    statementCount += 1
    StatementCounter.current?.add()
    return try connection.run(sql).changed
  }
}

/// What one engine offers a transaction.
package protocol Connection: AnyObject {
  func run(_ sql: SQL) throws -> (rows: [Row], changed: Int)
}

/// Counts the statements of one task, for tests and for `script/bench`.
package final class StatementCounter: @unchecked Sendable {
  @TaskLocal package static var current: StatementCounter?
  private let lock = NSLock()
  private var number = 0
  package init() {}
  package func add() { lock.withLock { number += 1 } }
  package var count: Int { lock.withLock { number } }
}

/// Faults of an engine that the house answers differently from a plain fault.
package enum DatabaseFault: Error, Equatable, Sendable {
  /// A unique constraint (SQLSTATE 23505, SQLite 2067 or 1555).
  case notUnique(String)
  /// The engine cannot be reached or is too busy: 503, nothing acknowledged is lost.
  case unavailable(String)
  /// The disk is full: 507, reading goes on.
  case full(String)
  case other(code: String, message: String)
  /// A column was asked for that the row has not, or with a type that its value is not.
  case undecodable(column: String, wanted: String)
}
