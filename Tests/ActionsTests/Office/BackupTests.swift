// A backup is one moment, whole or not there; it goes back only into an empty place, and comes out the same.
import Actions
import Database
import Domain
import Foundation
import Messages
import Store
import TestSupport
import Testing

@Suite struct BackupTests {
  private let now = District.monday

  private func content(_ engine: any Engine) async throws -> [String: [[SQLValue]]] {
    try await engine.read { transaction in
      var content: [String: [[SQLValue]]] = [:]
      for table in try transaction.tablesToKeep(engine.kind) {
        var rows: [[SQLValue]] = []
        try transaction.eachRow(of: table, engine.kind) { rows.append($0) }
        content[table.name] = rows
      }
      return content
    }
  }

  private func file() throws -> String { try Scratch.folder().appending(path: "house.backup").path }

  private func empty(_ which: TestEngine) async throws -> DatabasePlace {
    switch which {
    case .sqlite: .folder(try Scratch.folder().appending(path: "restored").path)
    case .postgres: .server(address: try await Cluster.shared().empty())
    }
  }

  private func bare(_ engine: any Engine) throws -> House {
    House(engine: engine, catalogue: try Catalogue.english(), now: { District.monday })
  }

  private func open(_ place: DatabasePlace) async throws -> any Engine {
    try await EngineOpening.open(place, alone: false, unsafe: true, at: now)
  }

  private func problem(_ work: () async throws -> Void) async -> String? {
    do {
      try await work()
      return nil
    } catch let problem as Problem {
      return problem.lines.first?.sentence.key
    } catch {
      return "\(error)"
    }
  }

  /// The furnished district goes out of each engine and into each engine, and is the same everywhere.
  @Test(arguments: TestEngine.allCases, TestEngine.allCases)
  func theDistrictComesBackAsItWas(_ from: TestEngine, _ to: TestEngine) async throws {
    let district = try await District.open(try await from.open())
    let path = try file()
    let kept = try await district.house.backUp(to: path)
    #expect(kept.rows > 60)
    let place = try await empty(to)
    #expect(try await Restore.run(path, into: place, unsafe: true, at: now) == kept)
    let restored = try await open(place)
    #expect(try await content(restored) == content(district.house.engine))
    await restored.close()
  }

  @Test(arguments: TestEngine.allCases) func oddTextsComeBackAsTheyWere(_ which: TestEngine) async throws {
    let engine = try await which.open()
    let house = try bare(engine)
    let names = [
      "line\nbreak\r\n", "quotes \" ' \\ /", "[1,2]", "{\"table\":\"x\"}", "\u{2028}\u{7F}\u{1F9D1}\u{200D}\u{1F3EB}", "null", "1", "true",
    ]
    try await engine.write { transaction in
      for (place, name) in names.enumerated() {
        try transaction.execute("INSERT INTO program (id, name, zone, created_at) VALUES (\("p\(place)"), \(name), 'UTC', \(Int64.max))")
      }
    }
    let path = try file()
    _ = try await house.backUp(to: path)
    let place = try await empty(.sqlite)
    _ = try await Restore.run(path, into: place, at: now)
    let restored = try await open(place)
    #expect(try await restored.read { try $0.rows("SELECT name FROM program ORDER BY id").map { try $0["name"] as String } } == names)
    #expect(try await restored.read { try $0.row("SELECT created_at FROM program")?["created_at"] as Int64? } == Int64.max)
    await restored.close()
  }

  /// A number in one table is always the number in the other, in each of twenty backups taken while both are counted up.
  @Test(arguments: TestEngine.allCases) func aBackupIsOneMomentAndNobodyWaitsForIt(_ which: TestEngine) async throws {
    let engine = try await which.open()
    let house = try bare(engine)
    try await engine.write { transaction in
      try transaction.execute("INSERT INTO program (id, name, zone, created_at) VALUES ('p', '0', 'UTC', 0)")
      try transaction.execute("INSERT INTO school (id, program_id, name) VALUES ('s', 'p', '0')")
    }
    let counting = Task {
      var count = 0
      while !Task.isCancelled {
        count += 1
        let text = String(count)
        do {
          try await engine.write { transaction in
            try transaction.execute("UPDATE program SET name = \(text) WHERE id = 'p'")
            try transaction.execute("UPDATE school SET name = \(text) WHERE id = 's'")
          }
        } catch is CancellationError {
          // Stopped while it waited for its turn: that write was never begun.
          break
        }
      }
      return count
    }
    var seen: Set<String> = []
    for _ in 1...20 {
      let path = try file()
      _ = try await house.backUp(to: path)
      let place = try await empty(.sqlite)
      _ = try await Restore.run(path, into: place, at: now)
      let restored = try await open(place)
      let pair = try await restored.read { transaction in
        let program: String? = try transaction.row("SELECT name FROM program")?["name"]
        let school: String? = try transaction.row("SELECT name FROM school")?["name"]
        return (program, school)
      }
      #expect(pair.0 == pair.1)
      seen.insert(pair.0 ?? "")
      await restored.close()
    }
    counting.cancel()
    #expect(try await counting.value > 20)
    #expect(seen.count > 5)
  }

  @Test func onlyAnEmptyPlaceTakesABackup() async throws {
    let district = try await District.open(try await TestEngine.sqlite.open())
    let path = try file()
    _ = try await district.house.backUp(to: path)
    let place = try await empty(.sqlite)
    _ = try await Restore.run(path, into: place, at: now)
    #expect(await problem { _ = try await Restore.run(path, into: place, at: now) } == "backup.notEmpty")
    #expect(await problem { _ = try await district.house.backUp(to: path) } == "backup.fileExists")
  }

  @Test(arguments: TestEngine.allCases) func anEmptyHouseIsNoBackup(_ which: TestEngine) async throws {
    let house = try bare(try await which.open())
    let path = try file()
    #expect(await problem { _ = try await house.backUp(to: path) } == "backup.nothing")
    #expect(!FileManager.default.fileExists(atPath: path))
    #expect(!FileManager.default.fileExists(atPath: path + ".part"))
  }

  /// Doors that were shut since stay shut: nobody is signed in by a restore, and no old link opens.
  @Test func aBackupOpensNoDoor() async throws {
    let district = try await District.open(try await TestEngine.sqlite.open())
    let dana = district.dana.personID
    try await district.house.engine.write { transaction in
      try transaction.execute(
        "INSERT INTO sign_in (id, token_hash, person_id, device, created_at, seen_at) VALUES ('s', 'hash-of-a-token', \(dana), 'x', 1, 1)")
    }
    let path = try file()
    _ = try await district.house.backUp(to: path)
    let text = try String(contentsOfFile: path, encoding: .utf8)
    #expect(!text.contains("hash-of-a-token"))
    #expect(text.contains("Dana"))
    #expect(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o600)
    let tables = try await district.house.engine.read { try TableShape.all(.sqlite, in: $0).map(\.name) }
    for name in Transaction.leftOutOfBackups { #expect(tables.contains(name)) }
  }

  /// Seeded damages (60, in the full run 200), one byte each, and files that end too early: each is refused or harmless, none half-loaded.
  @Test func damageIsSaidAndNothingIsLoaded() async throws {
    let district = try await District.open(try await TestEngine.sqlite.open())
    let path = try file()
    _ = try await district.house.backUp(to: path)
    let whole = try Data(contentsOf: URL(filePath: path))
    let before = try await content(district.house.engine)
    var dice = Dice(seed: 2_026)
    let folder = try Scratch.folder()
    var refused = 0
    let rounds = ProcessInfo.processInfo.environment["FULCRUM_FULL"] == "1" ? 200 : 60
    for round in 1...rounds {
      var bytes = [UInt8](whole)
      if round % 10 == 0 {
        bytes.removeLast(Int.random(in: 1..<bytes.count, using: &dice))
      } else {
        let place = Int.random(in: 0..<bytes.count, using: &dice)
        bytes[place] ^= UInt8.random(in: 1...255, using: &dice)
      }
      let damaged = folder.appending(path: "\(round).backup")
      try Data(bytes).write(to: damaged)
      let place = DatabasePlace.folder(folder.appending(path: "place-\(round)").path)
      do {
        _ = try await Restore.run(damaged.path, into: place, at: now)
        // Only what means the same may pass: the moment in the heading, say.
        let restored = try await open(place)
        #expect(try await content(restored) == before)
        await restored.close()
      } catch let error where error is Problem || error is DatabaseFault {
        refused += 1
        guard FileManager.default.fileExists(atPath: folder.appending(path: "place-\(round)/fulcrum.sqlite").path) else { continue }
        let left = try await open(place)
        #expect(try await left.read { try $0.holdsNothing(.sqlite) })
        await left.close()
      }
    }
    #expect(refused * 20 >= rounds * 19)
  }

  @Test func aBackupOfANewerProgramIsRefused() async throws {
    let district = try await District.open(try await TestEngine.sqlite.open())
    try await district.house.engine.write {
      try $0.execute("INSERT INTO schema_version (number, name, digest, applied_at) VALUES (9999, '9999-later', 'x', 0)")
    }
    let path = try file()
    _ = try await district.house.backUp(to: path)
    let place = try await empty(.sqlite)
    #expect(await problem { _ = try await Restore.run(path, into: place, at: now) } == "backup.newer")
  }

  @Test func whatIsNoBackupIsSaidSo() async throws {
    let path = try file()
    let place = try await empty(.sqlite)
    #expect(await problem { _ = try await Restore.run(path, into: place, at: now) } == "backup.cannotRead")
    for text in ["", "hello\n", "{}\n", "{\"form\":\"other\"}\n"] {
      try Data(text.utf8).write(to: URL(filePath: path))
      #expect(await problem { _ = try await Restore.run(path, into: place, at: now) } == "backup.notOne")
    }
  }
}
