// Schema files are applied once and whole, however many programs start at the same time, and never backwards.
import Database
import TestSupport
import Testing

@Suite struct MigratorTests {
  private static let first = Migration(number: 101, name: "0101-a", text: "CREATE TABLE m (id TEXT NOT NULL PRIMARY KEY);")
  private static let second = Migration(number: 102, name: "0102-b", text: "INSERT INTO m VALUES ('x'); -- one; two\nCREATE INDEX m_id ON m (id);")

  @Test(arguments: TestEngine.allCases) func filesAreAppliedOnceAndInOrder(_ which: TestEngine) async throws {
    let engine = try await Empty.open(which)
    #expect(try await Migrator([Self.first]).migrate(engine, at: 5) == 1)
    #expect(try await Migrator([Self.second, Self.first]).migrate(engine, at: 6) == 1)
    #expect(try await Migrator([Self.second, Self.first]).migrate(engine, at: 7) == 0)
    #expect(try await Migrator.version(of: engine) == 102)
    #expect(try await engine.read { try $0.rows("SELECT id FROM m").count } == 1)
  }

  @Test(arguments: TestEngine.allCases) func aFileThatFailsLeavesNothingOfItself(_ which: TestEngine) async throws {
    let engine = try await Empty.open(which)
    let broken = Migration(number: 102, name: "0102-b", text: "CREATE TABLE half (id TEXT); CREATE TABLE m (id TEXT);")
    await #expect(throws: DatabaseFault.self) { try await Migrator([Self.first, broken]).migrate(engine, at: 5) }
    #expect(try await Migrator.version(of: engine) == 101)
    await #expect(throws: DatabaseFault.self) { try await engine.read { try $0.rows("SELECT * FROM half") } }
  }

  @Test(arguments: TestEngine.allCases) func anOlderProgramRefusesANewerSchema(_ which: TestEngine) async throws {
    let engine = try await Empty.open(which)
    try await Migrator([Self.first, Self.second]).migrate(engine, at: 5)
    await #expect(throws: MigrationFault.newerSchema(found: 102, known: 101)) { try await Migrator([Self.first]).migrate(engine, at: 6) }
  }

  @Test(arguments: TestEngine.allCases) func anEditedFileIsNoticed(_ which: TestEngine) async throws {
    let engine = try await Empty.open(which)
    try await Migrator([Self.first]).migrate(engine, at: 5)
    let edited = Migration(number: 101, name: "0101-a", text: Self.first.text + " ")
    await #expect(throws: MigrationFault.edited(name: "0101-a")) { try await Migrator([edited]).migrate(engine, at: 6) }
  }

  @Test(arguments: TestEngine.allCases) func twoStartsAtOnceApplyEachFileOnce(_ which: TestEngine) async throws {
    let address = try await Empty.address(which)
    let counts = try await withThrowingTaskGroup(of: Int.self) { group in
      for _ in 1...4 {
        group.addTask {
          let engine = try Empty.engine(which, at: address)
          let count = try await Migrator([Self.first, Self.second]).migrate(engine, at: 5)
          await engine.close()
          return count
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(counts.reduce(0, +) == 2)
  }
}

/// Databases without the house's schema.
enum Empty {
  static func address(_ which: TestEngine) async throws -> String {
    switch which {
    case .sqlite: try Scratch.folder().appending(path: "empty.sqlite").path
    case .postgres: try await Cluster.shared().empty()
    }
  }

  static func engine(_ which: TestEngine, at address: String) throws -> any Engine {
    switch which {
    case .sqlite: try SQLiteEngine(path: address)
    case .postgres: PostgresEngine(address: address, connections: 2)
    }
  }

  static func open(_ which: TestEngine) async throws -> any Engine { try engine(which, at: try await address(which)) }
}
