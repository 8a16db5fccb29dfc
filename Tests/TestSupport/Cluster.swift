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
  /// Tests run all at once; each open database holds some of the server's connections.
  private var open = 0
  private var waiting: [CheckedContinuation<Void, Never>] = []

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
    address = { "host=\(folder) user=app dbname=\($0)" }
    administration = PostgresEngine(address: address("postgres"), connections: 1)
    try await administration.outside("CREATE DATABASE template_house")
    let template = PostgresEngine(address: address("template_house"), connections: 1)
    try await Schema.migrator().migrate(template, at: 0)
    await template.close()
  }

  /// A fresh database with the newest schema.
  func copy() async throws -> any Engine {
    let name = try await make(from: "template_house")
    return ThrowAway(PostgresEngine(address: address(name), connections: 3)) { Task { await self.drop(name) } }
  }

  /// The address of a fresh and empty database, for tests that open the engine themselves.
  package func empty() async throws -> String { address(try await make(from: "template0")) }

  private func make(from template: String) async throws -> String {
    while open >= 40 { await withCheckedContinuation { waiting.append($0) } }
    open += 1
    number += 1
    let name = "test_\(number)"
    try await administration.outside(SQL(file: "CREATE DATABASE \(name) TEMPLATE \(template)"))
    return name
  }

  private func drop(_ name: String) async {
    try? await administration.outside(SQL(file: "DROP DATABASE IF EXISTS \(name) WITH (FORCE)"))
    open -= 1
    if !waiting.isEmpty { waiting.removeFirst().resume() }
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
