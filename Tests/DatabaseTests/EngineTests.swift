// What both engines promise alike: values come back as they went in, what throws leaves nothing, faults are told apart.
import Database
import Foundation
import TestSupport
import Testing

@Suite struct EngineTests {
  private func table(_ which: TestEngine) async throws -> any Engine {
    let engine = try await which.open()
    try await engine.write { transaction in
      try transaction.execute(
        "CREATE TABLE thing (id TEXT NOT NULL PRIMARY KEY, count BIGINT, share DOUBLE PRECISION, is_good BOOLEAN, note TEXT)")
    }
    return engine
  }

  @Test(arguments: TestEngine.allCases) func valuesComeBackAsTheyWentIn(_ which: TestEngine) async throws {
    let engine = try await table(which)
    let texts = ["", "it's", "a;b -- c", "naïve \u{1F3F4} e\u{301}", "line\nline", "$1 \\ \" %"]
    for (place, text) in texts.enumerated() {
      try await engine.write { transaction in
        try transaction.execute(
          "INSERT INTO thing (id, count, share, is_good, note) VALUES (\(text), \(Int64.max - Int64(place)), \(0.1 + Double(place)), \(place % 2 == 0), \(nil as String?))"
        )
      }
      let row = try await engine.read { try $0.row("SELECT id, count, share, is_good, note FROM thing WHERE id = \(text)") }
      let found = try #require(row)
      #expect(try found["id"] as String == text)
      #expect(try found["count"] as Int64 == Int64.max - Int64(place))
      #expect(try found["share"] as Double == 0.1 + Double(place))
      #expect(try found["is_good"] as Bool == (place % 2 == 0))
      #expect(try found["note"] as String? == nil)
    }
  }

  @Test(arguments: TestEngine.allCases) func aParameterMayStandTwiceAndInAnyOrder(_ which: TestEngine) async throws {
    let engine = try await table(which)
    let part: SQL = "\(7) + \(8)"
    let row = try await engine.read { try $0.row("SELECT CAST(\("b") AS TEXT) AS second, \(part) AS sum, CAST(\("b") AS TEXT) AS again") }
    #expect(try row?["sum"] as Int? == 15)
    #expect(try row?["second"] as String? == "b")
    #expect(try row?["again"] as String? == "b")
  }

  @Test(arguments: TestEngine.allCases) func listsOfAnyLengthMatch(_ which: TestEngine) async throws {
    let engine = try await table(which)
    try await engine.write { transaction in
      for name in ["a", "b", "c"] { try transaction.execute("INSERT INTO thing (id) VALUES (\(name))") }
    }
    for names in [[], ["a"], ["a", "c", "z"]] {
      let count = try await engine.read { try $0.row("SELECT count(*) AS n FROM thing WHERE id IN (\(list: names))")?["n"] as Int? }
      #expect(count == names.filter { $0 != "z" }.count)
    }
  }

  private struct Stop: Error {}

  @Test(arguments: TestEngine.allCases) func whatThrowsLeavesNothing(_ which: TestEngine) async throws {
    let engine = try await table(which)
    await #expect(throws: Stop.self) {
      try await engine.write { transaction in
        try transaction.execute("INSERT INTO thing (id) VALUES ('a')")
        throw Stop()
      }
    }
    #expect(try await engine.read { try $0.rows("SELECT id FROM thing").count } == 0)
  }

  @Test(arguments: TestEngine.allCases) func aSecondOfItsKindIsNotUnique(_ which: TestEngine) async throws {
    let engine = try await table(which)
    let insert: SQL = "INSERT INTO thing (id) VALUES ('a')"
    #expect(try await engine.write { try $0.execute(insert) } == 1)
    await #expect {
      try await engine.write { try $0.execute(insert) }
    } throws: {
      if case DatabaseFault.notUnique = $0 { true } else { false }
    }
  }

  @Test(arguments: TestEngine.allCases) func aSwallowedFaultStillUndoesAll(_ which: TestEngine) async throws {
    let engine = try await table(which)
    await #expect(throws: DatabaseFault.self) {
      try await engine.write { transaction in
        try transaction.execute("INSERT INTO thing (id) VALUES ('a')")
        _ = try? transaction.execute("INSERT INTO thing (id) VALUES ('a')")
        _ = try? transaction.execute("INSERT INTO thing (id) VALUES ('b')")
      }
    }
    #expect(try await engine.read { try $0.rows("SELECT id FROM thing").count } == 0)
  }

  @Test(arguments: TestEngine.allCases) func aNulIsRefused(_ which: TestEngine) async throws {
    let engine = try await table(which)
    await #expect(throws: DatabaseFault.self) {
      try await engine.write { try $0.execute("INSERT INTO thing (id) VALUES (\("a\u{0}b"))") }
    }
  }

  @Test(arguments: TestEngine.allCases) func readingDoesNotWrite(_ which: TestEngine) async throws {
    let engine = try await table(which)
    await #expect(throws: DatabaseFault.self) { try await engine.read { try $0.execute("INSERT INTO thing (id) VALUES ('a')") } }
  }

  @Test(arguments: TestEngine.allCases) func aReadSeesOneMoment(_ which: TestEngine) async throws {
    let engine = try await table(which)
    // At length: it waits inside for a writer, who needs a thread of the pool on which short reads run.
    let counts = try await engine.readAtLength { transaction in
      let before = try transaction.rows("SELECT id FROM thing").count
      let written = Gate()
      Task {
        try await engine.write { try $0.execute("INSERT INTO thing (id) VALUES ('a')") }
        written.open()
      }
      written.wait()
      return (before, try transaction.rows("SELECT id FROM thing").count)
    }
    #expect(counts == (0, 0))
    #expect(try await engine.read { try $0.rows("SELECT id FROM thing").count } == 1)
  }

  /// Each adds one to what it read: without a serial order some of the twenty would be lost.
  @Test(arguments: TestEngine.allCases) func writersKeepASerialOrder(_ which: TestEngine) async throws {
    let engine = try await table(which)
    try await engine.write { try $0.execute("INSERT INTO thing (id, count) VALUES ('a', 0)") }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 1...20 {
        group.addTask {
          try await engine.write { transaction in
            let count: Int = try transaction.row("SELECT count FROM thing WHERE id = 'a'")?["count"] ?? 0
            try transaction.execute("UPDATE thing SET count = \(count + 1) WHERE id = 'a'")
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(try await engine.read { try $0.row("SELECT count FROM thing")?["count"] as Int? } == 20)
  }

  @Test(arguments: TestEngine.allCases) func statementsAreCounted(_ which: TestEngine) async throws {
    let engine = try await table(which)
    let counter = StatementCounter()
    try await StatementCounter.$current.withValue(counter) {
      try await engine.write { transaction in
        try transaction.execute("INSERT INTO thing (id) VALUES ('a')")
        _ = try transaction.rows("SELECT id FROM thing")
      }
      _ = try await engine.read { try $0.rows("SELECT id FROM thing") }
    }
    #expect(counter.count == 3)
  }

  @Test(arguments: TestEngine.allCases) func aColumnIsAskedForByItsNameAndType(_ which: TestEngine) async throws {
    let engine = try await table(which)
    let row = try await engine.read { try $0.row("SELECT 'x' AS name, CAST(NULL AS TEXT) AS missing") }
    let found = try #require(row)
    #expect(throws: DatabaseFault.undecodable(column: "other", wanted: "String")) { try found["other"] as String }
    #expect(throws: DatabaseFault.undecodable(column: "name", wanted: "Int")) { try found["name"] as Int }
    #expect(throws: DatabaseFault.undecodable(column: "missing", wanted: "String")) { try found["missing"] as String }
  }

  /// Statements are kept prepared; a column that came meanwhile stands in their rows.
  @Test(arguments: TestEngine.allCases) func aNewColumnIsReadByAnOldStatement(_ which: TestEngine) async throws {
    let engine = try await table(which)
    try await engine.write { try $0.execute("INSERT INTO thing (id) VALUES ('a')") }
    for _ in 1...2 { #expect(try await engine.read { try $0.row("SELECT id, note FROM thing")?["id"] as String? } == "a") }
    guard which == .sqlite else { return }
    #expect(try await engine.read { try $0.row("SELECT * FROM thing")?["id"] as String? } == "a")
    try await engine.write { try $0.execute("ALTER TABLE thing ADD COLUMN more TEXT NOT NULL DEFAULT 'here'") }
    #expect(try await engine.read { try $0.row("SELECT * FROM thing")?["more"] as String? } == "here")
  }

  /// A long walk sees one moment, and pages are read and written beside it.
  @Test(arguments: TestEngine.allCases) func aLongReadKeepsNobodyWaiting(_ which: TestEngine) async throws {
    let engine = try await table(which)
    for name in ["a", "b", "c"] { try await engine.write { try $0.execute("INSERT INTO thing (id) VALUES (\(name))") } }
    let (begun, told) = AsyncStream<Void>.makeStream()
    let isWritten = DispatchSemaphore(value: 0)
    async let walk = engine.readAtLength { transaction in
      var seen = 0
      try transaction.each("SELECT id FROM thing ORDER BY id") { _ in
        if seen == 0 {
          told.yield()
          _ = isWritten.wait(timeout: .now() + 10)
        }
        seen += 1
      }
      return seen
    }
    for await _ in begun { break }
    try await engine.write { try $0.execute("INSERT INTO thing (id) VALUES ('d')") }
    #expect(try await engine.read { try $0.row("SELECT count(*) AS n FROM thing")?["n"] as Int? } == 4)
    isWritten.signal()
    #expect(try await walk == 3)
  }
}
