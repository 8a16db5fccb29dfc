// A connection that dies is replaced; what it was doing is answered "not now"; a lost race is run again without anybody noticing.
import Database
import Foundation
import Synchronization
import TestSupport
import Testing

@Suite(.enabled(if: Cluster.isInstalled)) struct PostgresFaultTests {
  private func table(connections: Int = 2) async throws -> (PostgresEngine, String) {
    let address = try await Cluster.shared().empty()
    let engine = PostgresEngine(address: address, connections: connections)
    try await engine.write { try $0.execute("CREATE TABLE n (id BIGINT NOT NULL PRIMARY KEY, count BIGINT NOT NULL)") }
    return (engine, address)
  }

  /// Ends every other connection to this database, as a restart of the server does.
  private func endOthers(_ address: String) async throws {
    let other = PostgresEngine(address: address, connections: 1)
    try await other.read {
      _ = try $0.rows(
        "SELECT pg_terminate_backend(pid) AS done FROM pg_stat_activity WHERE application_name = current_setting('application_name') AND pid <> pg_backend_pid()"
      )
    }
    await other.close()
    try await Task.sleep(for: .milliseconds(100))
  }

  @Test func aConnectionThatDiedIdleIsReplaced() async throws {
    let (engine, address) = try await table()
    for _ in 1...3 {
      try await endOthers(address)
      #expect(try await engine.read { try $0.row("SELECT 1 AS one")?["one"] as Int? } == 1)
    }
    await engine.close()
  }

  @Test func aConnectionThatDiesAtWorkIsNotNow() async throws {
    let (engine, address) = try await table()
    let mayEnd = Gate()
    let ended = Gate()
    let work = Task {
      try await engine.write { transaction in
        try transaction.execute("INSERT INTO n (id, count) VALUES (1, 1)")
        mayEnd.open()
        ended.wait()
        try transaction.execute("INSERT INTO n (id, count) VALUES (2, 1)")
      }
    }
    await Task.detached { _ = mayEnd.wait() }.value
    try await endOthers(address)
    ended.open()
    await #expect {
      _ = try await work.value
    } throws: {
      if case DatabaseFault.unavailable = $0 { true } else { false }
    }
    #expect(try await engine.read { try $0.rows("SELECT id FROM n").count } == 0)
    await engine.close()
  }

  /// Two transactions that each read what the other writes: one of them has to run again, and both succeed.
  @Test func aLostRaceIsRunAgain() async throws {
    let (engine, _) = try await table()
    try await engine.write { try $0.execute("INSERT INTO n (id, count) VALUES (1, 0), (2, 0)") }
    let race = Race(engine)
    let one = Task { try await race.cross(1, 2) }
    let two = Task { try await race.cross(2, 1) }
    try await one.value
    try await two.value
    #expect(race.runs >= 3)
    // In a serial order the second has seen what the first wrote.
    #expect(try await engine.read { try $0.rows("SELECT count FROM n ORDER BY count").map { try $0["count"] as Int } } == [1, 2])
    await engine.close()
  }

  @Test func aServerThatIsNotThereIsNotNow() async throws {
    let engine = PostgresEngine(address: "host=/nowhere user=app dbname=app", connections: 1)
    await #expect {
      _ = try await engine.read { try $0.row("SELECT 1 AS one") }
    } throws: {
      if case DatabaseFault.unavailable = $0 { true } else { false }
    }
    await engine.close()
  }

  /// More texts than one connection keeps prepared.
  @Test func manyStatementsAreForgottenInTime() async throws {
    let (engine, _) = try await table(connections: 1)
    for length in 1...700 {
      let numbers = Array(1...length)
      #expect(try await engine.read { try $0.rows("SELECT id FROM n WHERE id IN (\(list: numbers))").count } == 0)
    }
    let kept = try await engine.read { try $0.row("SELECT count(*) AS n FROM pg_prepared_statements")?["n"] as Int? }
    #expect((kept ?? 9_999) <= 512)
    await engine.close()
  }

  /// What a constraint refused may be private: the fault names the constraint and not the value.
  @Test func aFaultHoldsNoValue() async throws {
    let (engine, _) = try await table()
    try await engine.write { try $0.execute("INSERT INTO n (id, count) VALUES (4711, 0)") }
    await #expect {
      _ = try await engine.write { try $0.execute("INSERT INTO n (id, count) VALUES (4711, 0)") }
    } throws: {
      if case DatabaseFault.notUnique(let message) = $0 { !message.contains("4711") && message.contains("n_pkey") } else { false }
    }
    await engine.close()
  }
}

/// Two writers who wait for each other after they have read.
private final class Race: Sendable {
  private let engine: PostgresEngine
  private let count = Mutex(0)
  private let haveRead = [Gate(), Gate()]
  var runs: Int { count.withLock { $0 } }

  init(_ engine: PostgresEngine) { self.engine = engine }

  private func isFirst() -> Bool {
    count.withLock { count in
      count += 1
      return count <= 2
    }
  }

  func cross(_ mine: Int, _ other: Int) async throws {
    try await engine.write { transaction in
      let isFirst = self.isFirst()
      let seen: Int = try transaction.row("SELECT count FROM n WHERE id = \(other)")?["count"] ?? 0
      if isFirst {
        self.haveRead[mine - 1].open()
        self.haveRead[other - 1].wait()
      }
      try transaction.execute("UPDATE n SET count = \(seen + 1) WHERE id = \(mine)")
    }
  }
}
