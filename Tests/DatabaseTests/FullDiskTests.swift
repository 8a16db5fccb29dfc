// A file that cannot grow any more: writes say so, nothing half-done stays, reading goes on, room makes all well again.
import Database
import TestSupport
import Testing

@Suite struct FullDiskTests {
  private func engine() async throws -> SQLiteEngine {
    let engine = try SQLiteEngine(path: try Scratch.folder().appending(path: "full.sqlite").path)
    try await engine.write { transaction in
      try transaction.execute("CREATE TABLE n (id BIGINT NOT NULL PRIMARY KEY, body TEXT NOT NULL)")
      try transaction.execute("INSERT INTO n (id, body) VALUES (0, 'kept')")
    }
    return engine
  }

  /// The limit of pages stands in for the disk: SQLite gives the same answer.
  private func limit(_ engine: SQLiteEngine, pages: Int) async throws {
    let name = "PRAGMA max_page_count = \(pages)"
    try await engine.write { _ = try $0.rows(SQL(file: name)) }
  }

  @Test func aFullDiskIsSaidAndNothingHalfDoneStays() async throws {
    let engine = try await engine()
    try await limit(engine, pages: 12)
    let large = String(repeating: "x", count: 60_000)
    for number in 1...5 {
      await #expect {
        try await engine.write { transaction in
          try transaction.execute("INSERT INTO n (id, body) VALUES (\(number), 'half')")
          try transaction.execute("INSERT INTO n (id, body) VALUES (\(number + 100), \(large))")
        }
      } throws: {
        if case DatabaseFault.full = $0 { true } else { false }
      }
      #expect(try await engine.read { try $0.rows("SELECT id FROM n").count } == 1)
    }
    try await limit(engine, pages: 100_000)
    #expect(try await engine.write { try $0.execute("INSERT INTO n (id, body) VALUES (1, \(large))") } == 1)
  }

  /// Writes that share a commit with one that does not fit are kept all the same.
  @Test func neighborsOfAWriteThatDoesNotFitAreKept() async throws {
    let engine = try await engine()
    try await limit(engine, pages: 12)
    let held = Gate()
    let first = Task { try await engine.write { _ in held.wait() } }
    let large = String(repeating: "x", count: 60_000)
    let kept = try await withThrowingTaskGroup(of: Int?.self) { group in
      for number in 1...20 {
        group.addTask {
          let body = number % 5 == 0 ? large : "small"
          do {
            try await engine.write { try $0.execute("INSERT INTO n (id, body) VALUES (\(number), \(body))") }
            return number
          } catch DatabaseFault.full {
            return nil
          }
        }
      }
      try await Task.sleep(for: .milliseconds(50))
      held.open()
      return try await group.reduce(into: Set<Int>()) { if let number = $1 { $0.insert(number) } }
    }
    _ = try await first.value
    #expect(kept == Set((1...20).filter { $0 % 5 != 0 }))
    let stored = try await engine.read { try $0.rows("SELECT id FROM n WHERE id > 0").map { try $0["id"] as Int } }
    #expect(Set(stored) == kept)
  }
}
