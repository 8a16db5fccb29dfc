// An engine says truly what it promises, and a file that is served is served once.
import Database
import Foundation
import TestSupport
import Testing

@Suite struct EngineSettingsTests {
  @Test func sqliteIsSafeAsTheHouseOpensIt() async throws {
    let engine = try SQLiteEngine(path: try Scratch.folder().appending(path: "s.sqlite").path)
    let settings = try await engine.settings()
    #expect(settings.lines.map(\.name) == ["synchronous", "journal_mode", "foreign_keys"])
    #expect(settings.lines.map(\.value) == ["full", "wal", "on"])
    #expect(settings.unsafe.isEmpty)
    #expect(settings.version.hasPrefix("3."))
  }

  /// Still so after writing and reading: GRDB sets its own value when it makes connections.
  @Test func sqliteStaysSafeInUse() async throws {
    let engine = try SQLiteEngine(path: try Scratch.folder().appending(path: "s.sqlite").path)
    try await engine.write { try $0.execute("CREATE TABLE n (id BIGINT)") }
    _ = try await engine.read { try $0.rows("SELECT id FROM n") }
    #expect(try await engine.settings().lines.first?.value == "full")
  }

  @Test func aRelaxedFileIsSeenToBeUnsafe() async throws {
    let engine = try SQLiteEngine(path: try Scratch.folder().appending(path: "s.sqlite").path, synchronous: .normal)
    #expect(try await engine.settings().unsafe.map(\.name) == ["synchronous"])
  }

  /// The tests' own PostgreSQL runs without fsync, which is exactly what has to be noticed.
  @Test(.enabled(if: Cluster.isInstalled)) func aServerWithoutSyncIsSeenToBeUnsafe() async throws {
    let engine = try await TestEngine.postgres.open()
    let settings = try await engine.settings()
    #expect(settings.unsafe.map(\.name) == ["fsync", "full_page_writes"])
    #expect(settings.worthKnowing.map(\.name) == ["data_checksums"])
    #expect(settings.lines.last?.value == "local")
    #expect(settings.version.hasPrefix("1"))
  }

  @Test func aSecondServerOnTheSameFileIsRefused() async throws {
    let path = try Scratch.folder().appending(path: "s.sqlite").path
    let first = try SQLiteEngine(path: path, alone: true)
    #expect(throws: SQLiteEngine.InUse(path: path)) { try SQLiteEngine(path: path, alone: true) }
    // A command beside the server may read and write.
    let beside = try SQLiteEngine(path: path)
    try await beside.write { try $0.execute("CREATE TABLE n (id BIGINT)") }
    await first.close()
    _ = try SQLiteEngine(path: path, alone: true)
  }

  @Test func closingWritesTheLogBackAndNobodyElseMayRead() async throws {
    let path = try Scratch.folder().appending(path: "s.sqlite").path
    let engine = try SQLiteEngine(path: path)
    try await engine.write { try $0.execute("CREATE TABLE n (id BIGINT)") }
    _ = try await engine.read { try $0.rows("SELECT id FROM n") }
    for name in [path, path + "-wal"] {
      #expect(try FileManager.default.attributesOfItem(atPath: name)[.posixPermissions] as? Int == 0o600)
    }
    await engine.close()
    let left = try? FileManager.default.attributesOfItem(atPath: path + "-wal")[.size] as? Int
    #expect((left ?? 0) == 0)
  }

  @Test func anotherFolderIsAnotherMatter() async throws {
    let first = try SQLiteEngine(path: try Scratch.folder().appending(path: "s.sqlite").path, alone: true)
    let second = try SQLiteEngine(path: try Scratch.folder().appending(path: "s.sqlite").path, alone: true)
    #expect(try await first.settings() == second.settings())
  }
}
