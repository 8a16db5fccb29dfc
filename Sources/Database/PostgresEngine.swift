// The engine for districts that run several servers: PostgreSQL through libpq, a few connections, each used by one thread at a time.
import Foundation
import NIOPosix
import Synchronization

package final class PostgresEngine: Engine {
  package let kind = EngineKind.postgres
  private let address: String
  private let threads: NIOThreadPool
  /// Connections nobody uses at the moment. There are as many threads as connections, so a thread never waits for one.
  private let idle = Mutex<[PostgresConnection]>([])

  /// How a transaction is opened. Writes are serializable, so that a rule checked by reading holds as it does on SQLite; a
  /// migration reads what the holder of the lock before it has committed, which only `READ COMMITTED` shows.
  private enum Mode: String {
    case read = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
    case write = "BEGIN ISOLATION LEVEL SERIALIZABLE"
    case exclusive = "BEGIN ISOLATION LEVEL READ COMMITTED"
  }

  /// Nothing is connected yet: the first transaction does that. `address` is a `postgres://` address or a libpq connection string.
  package init(address: String, connections: Int = 4) {
    self.address = address
    threads = NIOThreadPool(numberOfThreads: max(1, connections))
    threads.start()
  }

  deinit { threads.shutdownGracefully { _ in } }

  package func close() async {
    try? await threads.shutdownGracefully()
    idle.withLock { $0.removeAll() }
  }

  package func read<Answer: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> Answer) async throws -> Answer {
    try await transact(.read, body)
  }

  @discardableResult
  package func write<Answer: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> Answer) async throws -> Answer {
    try await transact(.write, body)
  }

  @discardableResult
  package func exclusively<Answer: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> Answer) async throws -> Answer {
    try await transact(.exclusive, body)
  }

  package func settings() async throws -> EngineSettings {
    try await read { transaction in
      func shown(_ name: SQL) throws -> String { try transaction.row("SELECT setting FROM pg_settings WHERE name = \(name)")?["setting"] ?? "" }
      let connection: String =
        try transaction.row(
          "SELECT CASE WHEN inet_server_addr() IS NULL OR inet_server_addr() << inet '127.0.0.0/8' OR inet_server_addr() = inet '::1' THEN 'local' WHEN ssl THEN 'TLS' ELSE 'plain' END AS way FROM pg_stat_ssl WHERE pid = pg_backend_pid()"
        )?["way"] ?? ""
      return EngineSettings(
        kind: .postgres, version: try shown("'server_version'"),
        lines: [
          EngineSettings.line("fsync", try shown("'fsync'"), wanted: ["on"]),
          EngineSettings.line("full_page_writes", try shown("'full_page_writes'"), wanted: ["on"]),
          EngineSettings.line(
            "synchronous_commit", try shown("'synchronous_commit'"), wanted: ["on", "local", "remote_write", "remote_apply"]),
          EngineSettings.line("data_checksums", try shown("'data_checksums'"), wanted: ["on"], otherwise: .worthKnowing),
          EngineSettings.line("connection", connection, wanted: ["local", "TLS"], otherwise: .worthKnowing),
        ])
    }
  }

  /// A request that has waited this long for a thread is answered "not now" rather than served to a browser that has gone.
  private static let patience = Duration.seconds(10)

  private func transact<Answer: Sendable>(
    _ mode: Mode, _ body: @escaping @Sendable (Transaction) throws -> Answer
  ) async throws -> Answer {
    let counter = StatementCounter.current
    let asked = ContinuousClock.now
    return try await threads.runIfActive { [self] in
      if ContinuousClock.now - asked > Self.patience {
        throw DatabaseFault.unavailable("every connection to PostgreSQL is busy")
      }
      return try run(mode, counter, body)
    }
  }

  /// How often a transaction is tried before somebody is told "not now". A room of six who all tap at once needs a handful.
  private static let tries = 20

  /// A transaction that PostgreSQL could not fit into a serial order has done nothing; it is run again.
  private func run<Answer>(_ mode: Mode, _ counter: StatementCounter?, _ body: (Transaction) throws -> Answer) throws -> Answer {
    for attempt in 1...Self.tries {
      let connection = try begin(mode)
      do {
        let transaction = Transaction(connection, counter: counter)
        let answer = try body(transaction)
        if let failed = transaction.failed { throw failed }
        try connection.commit()
        giveBack(connection)
        return answer
      } catch {
        let mayRunAgain = connection.lostTheRace
        connection.rollBack()
        giveBack(connection)
        guard mayRunAgain, attempt < Self.tries else { throw error }
        Thread.sleep(forTimeInterval: Double.random(in: 0.001...0.005) * Double(min(attempt, 5)))
      }
    }
    throw DatabaseFault.unavailable("too many writers at once")
  }

  /// A connection with its transaction open. One that died while it lay idle is replaced without anybody noticing.
  private func begin(_ mode: Mode) throws -> PostgresConnection {
    while let connection = idle.withLock({ $0.popLast() }) {
      if (try? open(mode, on: connection)) != nil { return connection }
      if connection.isAlive { connection.rollBack() }
    }
    let connection = try PostgresConnection(address: address)
    try open(mode, on: connection)
    return connection
  }

  private func open(_ mode: Mode, on connection: PostgresConnection) throws {
    try connection.command(mode.rawValue)
    guard mode == .exclusive else { return }
    // A migration may take its time, and so may the wait for another server's. The number is this house's own for that lock.
    try connection.command("SET LOCAL lock_timeout = 0")
    try connection.command("SET LOCAL statement_timeout = 0")
    try connection.command("SELECT pg_advisory_xact_lock(7075638423)")
  }

  private func giveBack(_ connection: PostgresConnection) {
    if connection.isAlive { idle.withLock { $0.append(connection) } }
  }
}
