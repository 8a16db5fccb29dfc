// The shipped schema goes into both engines and says the same there.
import Database
import Store
import TestSupport
import Testing

@Suite struct SchemaTests {
  @Test func numbersHaveNoGapsAndNoTwins() throws {
    let numbers = try Schema.migrations().map(\.number)
    #expect(!numbers.isEmpty && numbers == Array(1...numbers.count))
  }

  @Test(arguments: TestEngine.allCases) func aFreshDatabaseHasTheNewestSchema(_ which: TestEngine) async throws {
    let engine = try await which.open()
    #expect(try await Migrator.version(of: engine) == Schema.migrator().newest)
    #expect(try await engine.read { try $0.rows("SELECT id FROM person").count } == 0)
  }

  @Test(arguments: TestEngine.allCases) func whatPointsNowhereIsRefused(_ which: TestEngine) async throws {
    let engine = try await which.open()
    await #expect(throws: DatabaseFault.self) {
      try await engine.write { try $0.execute("INSERT INTO school (id, program_id, name) VALUES ('s', 'nowhere', 'Alder')") }
    }
  }
}
