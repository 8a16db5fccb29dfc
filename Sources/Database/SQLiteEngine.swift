// The embedded engine: one SQLite file through GRDB, write-ahead log, synchronous FULL, one writer and a pool of readers.
import Foundation
import GRDB
import Synchronization

package final class SQLiteEngine: Engine {
  package let kind = EngineKind.sqlite
  private let pool: DatabasePool
  private let commits: GroupCommit
  private let readers: SQLiteReaders
  private let lock: Mutex<FileLock?>

  /// The file is held by another program that serves from it.
  package struct InUse: Error, Equatable {
    package let path: String
    package init(path: String) { self.path = path }
  }

  /// How long the disk may keep a commit to itself: with `normal` an answered write is lost in a power cut.
  package enum Synchronous: String, Sendable { case normal, full }

  /// Opens or makes the file; its directory has to exist. With `alone` no other program can do the same meanwhile: a server
  /// wants that, a command that runs beside the server does not.
  package init(path: String, alone: Bool = false, synchronous: Synchronous = .full) throws {
    let held = alone ? try FileLock(path: path + ".lock") : nil
    if alone, held == nil { throw InUse(path: path) }
    lock = Mutex(held)
    var configuration = Configuration()
    configuration.busyMode = .timeout(5)
    configuration.foreignKeysEnabled = true
    // Reading has to go on where the disk is full: a large sort must not ask it for room.
    configuration.prepareDatabase { try $0.execute(sql: "PRAGMA temp_store = MEMORY") }
    do {
      // For the owner's eyes only, whatever folder it lies in; what SQLite puts beside it takes over the same.
      if !FileManager.default.fileExists(atPath: path) {
        _ = FileManager.default.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o600])
      }
      pool = try DatabasePool(path: path, configuration: configuration)
      // GRDB sets synchronous NORMAL after its own preparation, so FULL is set only once the pool stands.
      try pool.writeWithoutTransaction { database in
        switch synchronous {
        case .full: try database.execute(sql: "PRAGMA synchronous = FULL")
        case .normal: try database.execute(sql: "PRAGMA synchronous = NORMAL")
        }
      }
      commits = try GroupCommit(pool: pool)
    } catch {
      throw SQLiteFault.of(error)
    }
    readers = SQLiteReaders(path: path)
  }

  /// Whether a server holds the file at this moment.
  package static func isServed(_ path: String) throws -> Bool {
    guard FileManager.default.fileExists(atPath: path + ".lock") else { return false }
    return try FileLock(path: path + ".lock") == nil
  }

  /// Runs where it is asked for. A reader of a log-ahead file waits for nobody, and what a page reads takes a fraction of the time
  /// that it takes to change to another thread and back; there are never more of these than cooperative threads.
  package func read<Answer: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> Answer) async throws -> Answer {
    try readers.read(StatementCounter.current, body)
  }

  package func readAtLength<Answer: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> Answer) async throws -> Answer {
    let counter = StatementCounter.current
    return try await withCheckedThrowingContinuation { [readers] continuation in
      DispatchQueue.global().async { continuation.resume(with: Result { try readers.read(counter, body) }) }
    }
  }

  @discardableResult
  package func write<Answer: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> Answer) async throws -> Answer {
    try await commits.write(body)
  }

  @discardableResult
  package func exclusively<Answer: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> Answer) async throws -> Answer {
    try await commits.write(body)
  }

  package func settings() async throws -> EngineSettings {
    do {
      return try await pool.writeWithoutTransaction { database in
        func pragma(_ sql: String) throws -> String { try GRDB.Row.fetchOne(database, sql: sql).map { Self.shown($0[0] as DatabaseValue) } ?? "" }
        return EngineSettings(
          kind: .sqlite, version: try pragma("SELECT sqlite_version()"),
          lines: [
            EngineSettings.line(
              "synchronous", Self.named(try pragma("PRAGMA synchronous"), "off", "normal", "full", "extra"), wanted: ["full", "extra"]),
            EngineSettings.line("journal_mode", try pragma("PRAGMA journal_mode"), wanted: ["wal"]),
            EngineSettings.line("foreign_keys", Self.named(try pragma("PRAGMA foreign_keys"), "off", "on"), wanted: ["on"]),
          ])
      }
    } catch {
      throw SQLiteFault.of(error)
    }
  }

  /// SQLite answers with numbers; people read words.
  private static func named(_ number: String, _ names: String...) -> String {
    guard let place = Int(number), names.indices.contains(place) else { return number }
    return names[place]
  }

  private static func shown(_ value: DatabaseValue) -> String {
    switch value.storage {
    case .int64(let number): String(number)
    case .string(let text): text
    default: ""
    }
  }

  /// Writes the log back into the file first: the last connections to go are readers, which leave it lying.
  package func close() async {
    readers.close()
    try? await commits.forgetStatements()
    _ = try? await pool.writeWithoutTransaction { try $0.checkpoint(.truncate) }
    try? pool.close()
    lock.withLock { $0 = nil }
  }
}
