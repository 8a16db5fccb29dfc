// Both engines say the same of the same tables, and large answers come row by row.
import Database
import TestSupport
import Testing

@Suite struct TableShapeTests {
  @Test func bothEnginesSayTheSameOfTheHouse() async throws {
    var found: [[TableShape]] = []
    for which in TestEngine.allCases {
      let engine = try await which.open()
      found.append(try await engine.read { try TableShape.all(engine.kind, in: $0) })
    }
    let first = try #require(found.first)
    for other in found.dropFirst() { #expect(other == first) }
    #expect(first.contains { $0.name == "person" && $0.key == ["id"] && $0.pointsTo == ["program"] })
    #expect(first.contains { $0.name == "session_event" && $0.key == ["session_id", "seq"] })
    #expect(first.allSatisfy { !$0.key.isEmpty })
  }

  @Test(arguments: TestEngine.allCases) func whatIsPointedToComesFirst(_ which: TestEngine) async throws {
    let engine = try await which.open()
    let shapes = try await engine.read { try TableShape.all(engine.kind, in: $0) }
    for (place, shape) in shapes.enumerated() {
      for target in shape.pointsTo where target != shape.name {
        #expect(shapes.prefix(place).contains { $0.name == target }, "\(shape.name) stands before \(target)")
      }
    }
  }

  @Test(arguments: TestEngine.allCases) func rowsComeOneByOneInTheOrderOfTheKey(_ which: TestEngine) async throws {
    let engine = try await which.open()
    // Upper case, lower case, digits and an umlaut: the order of bytes on both engines.
    let names = ["b", "B", "a", "Z", "1", "ä", "aa"] + (1...1_500).map { "x\($0)" }
    try await engine.write { transaction in
      for name in names { try transaction.execute("INSERT INTO program (id, name, zone, created_at) VALUES (\(name), 'n', 'UTC', 1)") }
    }
    let seen = try await engine.read { transaction in
      let shape = try TableShape.all(engine.kind, in: transaction).first { $0.name == "program" }
      var seen: [String] = []
      if let shape { try transaction.each(shape.rows(engine.kind)) { seen.append(try $0["id"]) } }
      return seen
    }
    #expect(seen == names.sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) })
  }

  @Test(arguments: TestEngine.allCases) func whatTheReaderThrowsEndsTheWalk(_ which: TestEngine) async throws {
    struct Enough: Error {}
    let engine = try await which.open()
    await #expect(throws: Enough.self) {
      try await engine.read { try $0.each("SELECT 1 AS one") { _ in throw Enough() } }
    }
    #expect(try await engine.read { try $0.rows("SELECT 1 AS one").count } == 1)
  }
}
