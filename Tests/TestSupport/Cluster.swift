// A private, throw-away PostgreSQL of the test process: started once, reached by a socket in its own folder, stopped when the process ends.
import Database
import Foundation
import Store

package actor Cluster {
  package struct Missing: Error, CustomStringConvertible {
    package let description: String
  }

  private static let starting = Task { try await Cluster() }
  private let address: @Sendable (String) -> String
  private let administration: PostgresEngine
  private var number = 0
  /// How many databases are in use, and those that were swept and can be used again: sweeping is far quicker than making one.
  private var open = 0
  private var swept: [String] = []

  /// Where Debian keeps the newest server it has installed; `nil` where there is none.
  private static let programs: String? = {
    let versions = (try? FileManager.default.contentsOfDirectory(atPath: "/usr/lib/postgresql")) ?? []
    let found = versions.sorted { (Int($0) ?? 0) < (Int($1) ?? 0) }
      .map { "/usr/lib/postgresql/\($0)/bin" }.last { FileManager.default.isExecutableFile(atPath: "\($0)/initdb") }
    if found == nil { print("skipped: every test on PostgreSQL, because the package postgresql is not installed") }
    return found
  }()

  package static var isInstalled: Bool { programs != nil }
  package static func shared() async throws -> Cluster { try await starting.value }

  private init() async throws {
    guard let programs = Cluster.programs else { throw Missing(description: "PostgreSQL is not installed: apt-get install postgresql") }
    let folder = "/tmp/fulcrum-pg-\(ProcessInfo.processInfo.processIdentifier)"
    // PostgreSQL refuses to run as root, so root hands it to the user whom Debian's package made.
    let asServer = getuid() == 0 ? "runuser -u postgres -- " : ""
    let owner = getuid() == 0 ? "chown postgres:postgres \(folder) &&" : ""
    let options = "-c listen_addresses= -c unix_socket_directories=\(folder) -c fsync=off -c full_page_writes=off -c max_connections=250"
    try Watch.run(
      """
      rm -rf \(folder) && mkdir -m 700 \(folder) && \(owner) \
      \(asServer)\(programs)/initdb -D \(folder)/data -U app --auth=trust --encoding=UTF8 --locale=C --no-sync >\(folder)/initdb.log 2>&1 && \
      \(asServer)\(programs)/pg_ctl -D \(folder)/data -w -l \(folder)/log -o '\(options)' start >/dev/null 2>&1
      """)
    Watch.afterThisProcess("\(asServer)\(programs)/pg_ctl -D \(folder)/data -m immediate stop; rm -rf \(folder)")
    let whole = "host=\(folder) user=app dbname=postgres"
    address = { "\(whole) application_name=\($0) options='-c search_path=\($0)'" }
    administration = PostgresEngine(address: whole, connections: 1)
  }

  /// A fresh database with the newest schema.
  func copy() async throws -> any Engine {
    // Tests run all at once. A few databases serve them in turn; one that has waited long gets its own, so that a test which
    // needs several never waits for itself.
    for _ in 1...200 where open >= 8 { try await Task.sleep(for: .milliseconds(25)) }
    open += 1
    let name: String
    if let used = swept.popLast() { name = used } else { name = try await makeHouse() }
    return ThrowAway(PostgresEngine(address: address(name), connections: 3)) { Task { await self.sweep(name) } }
  }

  private func makeHouse() async throws -> String {
    let name = try await make()
    let engine = PostgresEngine(address: address(name), connections: 1)
    try await Schema.migrator().migrate(engine, at: 0)
    // Tells the house's tables from those that a test will add.
    try await engine.write {
      try $0.execute(
        """
        DO $mark$ DECLARE one RECORD; BEGIN
          FOR one IN SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace LOOP
            EXECUTE format('COMMENT ON TABLE %I IS %L', one.relname, 'house');
          END LOOP;
        END $mark$
        """)
    }
    await engine.close()
    return name
  }

  /// The address of a fresh and empty database, for tests that open the engine themselves.
  package func empty() async throws -> String { address(try await make()) }

  /// A schema of one database stands for a database of its own: it is made in a tenth of the time.
  private func make() async throws -> String {
    number += 1
    let name = "test_\(number)"
    try await administration.write { try $0.execute(SQL(file: "CREATE SCHEMA \(name)")) }
    return name
  }

  /// Empties every table of the house and takes away what a test has added. A database that resists is not used again.
  private func sweep(_ name: String) async {
    let engine = PostgresEngine(address: address(name), connections: 1)
    let sweeping: SQL = """
      DO $sweep$ DECLARE one RECORD; BEGIN
        SET LOCAL session_replication_role = replica;
        FOR one IN SELECT relname, obj_description(oid) AS remark FROM pg_class
          WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace AND relname <> 'schema_version' LOOP
          IF one.remark = 'house' THEN EXECUTE format('DELETE FROM %I', one.relname);
          ELSE EXECUTE format('DROP TABLE %I CASCADE', one.relname); END IF;
        END LOOP;
      END $sweep$
      """
    let isSwept = (try? await engine.write { try $0.execute(sweeping) }) != nil
    await engine.close()
    open -= 1
    if isSwept { swept.append(name) }
  }
}

/// Shell commands of the tests' own surroundings. Through `system`, because Foundation's `Process` waits for whoever inherited
/// its socket too, and a server started here lives on.
package enum Watch {
  package static func run(_ command: String) throws {
    let status = system("( \(command) ) </dev/null")
    guard status == 0 else { throw Cluster.Missing(description: "this failed (\(status)): \(command)") }
  }

  /// A small shell that outlives this process, however it ends, and cleans up after it. The command holds no single quotes.
  package static func afterThisProcess(_ command: String) {
    let parent = ProcessInfo.processInfo.processIdentifier
    let waiter = "while kill -0 \(parent) 2>/dev/null; do sleep 0.5; done; \(command)"
    _ = system("setsid -f sh -c '\(waiter)' </dev/null >/dev/null 2>&1")
  }
}
