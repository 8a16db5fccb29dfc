// The yardstick of `script/bench`: the same server library with a route that says hello and one that reads a row.
import Foundation
import GRDB
import Hummingbird
import Logging

@main struct Bare {
  static func main() async throws {
    let arguments = CommandLine.arguments
    let port = arguments.count > 1 ? Int(arguments[1]) ?? 8090 : 8090
    let file = FileManager.default.temporaryDirectory.appending(path: "bare-\(port).sqlite").path
    let pool = try DatabasePool(path: file)
    try await pool.write { database in
      try database.execute(sql: "CREATE TABLE IF NOT EXISTS thing (id INTEGER PRIMARY KEY, name TEXT NOT NULL)")
      for number in 1...100 {
        try database.execute(sql: "INSERT OR IGNORE INTO thing (id, name) VALUES (?, ?)", arguments: [number, "thing \(number)"])
      }
    }
    let router = Router()
    router.get("hello") { _, _ in "hello" }
    router.get("read") { _, _ in
      try await pool.read { try String.fetchOne($0, sql: "SELECT name FROM thing WHERE id = 42") ?? "" }
    }
    var logger = Logger(label: "bare")
    logger.logLevel = .error
    let application = Application(
      router: router, configuration: .init(address: .hostname("127.0.0.1", port: port)), logger: logger)
    try await application.runService()
  }
}
