// One SQL for two engines: an interpolated literal, two ways in (`read`, `write`), rows that decode by the type asked for.
import Foundation

package enum EngineKind: String, Sendable { case sqlite, postgres }

/// An engine opens transactions. A closure waits for nothing but its statements, and what it throws undoes everything it wrote; an
/// answer to `write` means that the change is on disk. Transactions are serializable on both engines: PostgreSQL may have to run a
/// closure again to keep that promise, so a closure changes nothing but its transaction.
package protocol Engine: Sendable {
  var kind: EngineKind { get }
  func read<Answer: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> Answer) async throws -> Answer
  /// For what goes through whole tables, such as a backup: it keeps no thread from the pages meanwhile.
  func readAtLength<Answer: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> Answer) async throws -> Answer
  @discardableResult
  func write<Answer: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> Answer) async throws -> Answer
  /// A write that no other `exclusively` overlaps, of this process or another one: for the migrator.
  @discardableResult
  func exclusively<Answer: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> Answer) async throws -> Answer
  /// What keeps the promise of `write`, read back from the engine.
  func settings() async throws -> EngineSettings
  func close() async
}

extension Engine {
  package func readAtLength<Answer: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> Answer) async throws -> Answer {
    try await read(body)
  }
}

/// One open transaction. Only used inside the closure it was given to.
package final class Transaction {
  private let connection: any Connection
  private let counter: StatementCounter?
  /// The first statement that failed. PostgreSQL refuses all that follow it; the house does so on both engines, so that code
  /// which swallows a fault and goes on is found by its SQLite test too.
  package private(set) var failed: (any Error)?
  /// How many statements this transaction has run: pages are held to a number that does not grow with their rows.
  package private(set) var statementCount = 0

  package init(_ connection: any Connection, counter: StatementCounter? = nil) {
    self.connection = connection
    self.counter = counter
  }

  package func rows(_ sql: SQL) throws -> [Row] { try run(sql).rows }

  package func row(_ sql: SQL) throws -> Row? { try rows(sql).first }

  /// Runs a statement and says how many rows it changed.
  @discardableResult
  package func execute(_ sql: SQL) throws -> Int { try run(sql).changed }

  /// Hands over one row after the other, for answers that may be larger than memory.
  package func each(_ sql: SQL, _ body: (Row) throws -> Void) throws {
    try guarding(sql) { try connection.each(sql, body) }
  }

  private func run(_ sql: SQL) throws -> (rows: [Row], changed: Int) {
    try guarding(sql) { try connection.run(sql) }
  }

  private func guarding<Answer>(_ sql: SQL, _ statement: () throws -> Answer) throws -> Answer {
    if let failed { throw failed }
    statementCount += 1
    counter?.add()
    do {
      // libpq would send only what stands before a NUL, and nobody would hear of the rest.
      for case .text(let text) in sql.values where text.utf8.contains(0) {
        throw DatabaseFault.other(code: "22021", message: "a text to be stored holds a NUL")
      }
      return try statement()
    } catch {
      failed = error
      throw error
    }
  }
}

/// What one engine offers a transaction.
package protocol Connection: AnyObject {
  func run(_ sql: SQL) throws -> (rows: [Row], changed: Int)
  func each(_ sql: SQL, _ body: (Row) throws -> Void) throws
}

/// Counts the statements of one task, for tests and for `script/bench`. An engine reads `current` before it leaves the task.
package final class StatementCounter: @unchecked Sendable {
  @TaskLocal package static var current: StatementCounter?
  private let lock = NSLock()
  private var number = 0
  package init() {}
  package func add() { lock.withLock { number += 1 } }
  package var count: Int { lock.withLock { number } }
}

/// Faults of an engine that the house answers differently from a plain fault.
@usableFromInline package enum DatabaseFault: Error, Equatable, Sendable {
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
