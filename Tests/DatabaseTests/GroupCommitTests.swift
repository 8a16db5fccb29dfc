// Waiting writes share a commit, and yet each of them stands and falls alone.
import Database
import Foundation
import TestSupport
import Testing

@Suite struct GroupCommitTests {
  private func engine() async throws -> SQLiteEngine {
    let engine = try SQLiteEngine(path: try Scratch.folder().appending(path: "commit.sqlite").path)
    try await engine.write { try $0.execute("CREATE TABLE n (id BIGINT NOT NULL PRIMARY KEY)") }
    return engine
  }

  private struct Stop: Error, Equatable { let number: Int }

  /// Every third write fails in one of two ways after it has written; exactly the others are there afterwards.
  @Test func aFailingWriteUndoesOnlyItself() async throws {
    let engine = try await engine()
    let held = Gate()
    // Holds the writer, so that all that follow wait and share their commits.
    let first = Task { try await engine.write { _ in held.wait() } }
    let outcomes = try await withThrowingTaskGroup(of: (Int, Bool).self) { group in
      for number in 1...300 {
        group.addTask {
          do {
            try await engine.write { transaction in
              try transaction.execute("INSERT INTO n (id) VALUES (\(number))")
              if number % 3 == 0 { throw Stop(number: number) }
              if number % 7 == 0 { try transaction.execute("INSERT INTO n (id) VALUES (\(number))") }
            }
            return (number, true)
          } catch let stop as Stop {
            #expect(stop.number == number)
            return (number, false)
          } catch DatabaseFault.notUnique {
            return (number, false)
          }
        }
      }
      try await Task.sleep(for: .milliseconds(50))
      held.open()
      return try await group.reduce(into: [Int: Bool]()) { $0[$1.0] = $1.1 }
    }
    _ = try await first.value
    let kept = try await engine.read { try $0.rows("SELECT id FROM n ORDER BY id").map { row in try row["id"] as Int } }
    #expect(kept == (1...300).filter { $0 % 3 != 0 && $0 % 7 != 0 })
    #expect(Set(outcomes.filter(\.value).keys) == Set(kept))
  }

  /// What has been answered is in the file, for a second reader too, at the moment of the answer.
  @Test func theAnswerComesAfterTheCommit() async throws {
    let folder = try Scratch.folder()
    let path = folder.appending(path: "commit.sqlite").path
    let engine = try SQLiteEngine(path: path)
    let other = try SQLiteEngine(path: path)
    try await engine.write { try $0.execute("CREATE TABLE n (id BIGINT NOT NULL PRIMARY KEY)") }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 1...60 {
        group.addTask {
          try await engine.write { try $0.execute("INSERT INTO n (id) VALUES (\(number))") }
          let seen = try await other.read { try $0.rows("SELECT id FROM n WHERE id = \(number)").count }
          #expect(seen == 1)
        }
      }
      try await group.waitForAll()
    }
  }

  /// Sharing is what makes it fast: a hundred waiting writes take far fewer commits than a hundred.
  @Test func waitingWritesShareACommit() async throws {
    let folder = try Scratch.folder()
    let path = folder.appending(path: "commit.sqlite").path
    let engine = try SQLiteEngine(path: path)
    try await engine.write { try $0.execute("CREATE TABLE n (id BIGINT NOT NULL PRIMARY KEY)") }
    func version() async throws -> Int {
      let other = try SQLiteEngine(path: path)
      defer { Task { await other.close() } }
      return try await other.read { try $0.row("SELECT count(*) AS n FROM n")?["n"] ?? 0 }
    }
    let held = Gate()
    let first = Task { try await engine.write { _ in held.wait() } }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 1...100 {
        group.addTask { _ = try await engine.write { try $0.execute("INSERT INTO n (id) VALUES (\(number))") } }
      }
      try await Task.sleep(for: .milliseconds(50))
      let before = try FileManager.default.attributesOfItem(atPath: path + "-wal")[.size] as? Int ?? 0
      held.open()
      try await group.waitForAll()
      let after = try FileManager.default.attributesOfItem(atPath: path + "-wal")[.size] as? Int ?? 0
      // One commit writes each page it touched once: two or three pages of 4 KiB instead of a hundred.
      #expect(after - before < 20 * 4_120)
    }
    _ = try await first.value
    #expect(try await version() == 100)
  }
}
