// The options by which every command finds the database, and the way from them to an open house.
import Actions
import ArgumentParser
import Database
import Domain
import Foundation
import Messages
import Store

struct HouseOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The directory that holds the database and everything else that is kept.", valueName: "DIR"))
  var data = "data"

  @Option(
    help: ArgumentHelp(
      "A PostgreSQL database instead of the embedded one; the environment variable FULCRUM_DATABASE says the same unseen.", valueName: "URL"))
  var database: String?

  @Flag(help: "Start even where the database may lose what was acknowledged: for tests only.")
  var unsafe = false

  func openEngine(_ catalogue: Catalogue) throws -> any Engine {
    if let address = database ?? ProcessInfo.processInfo.environment["FULCRUM_DATABASE"] {
      guard address.hasPrefix("postgres://") || address.hasPrefix("postgresql://") || address.hasPrefix("host=") else {
        throw Ending.badInput(catalogue.say("command.databaseAddress"))
      }
      return PostgresEngine(address: address)
    }
    do {
      try FileManager.default.createDirectory(
        atPath: data, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
      return try SQLiteEngine(path: data + "/fulcrum.sqlite")
    } catch {
      throw Ending.fault(catalogue.say("command.cannotOpen", ["place": data, "reason": "\(error)"]))
    }
  }

  /// A house on a database of the newest schema.
  func openHouse(_ settings: HouseSettings = HouseSettings()) async throws -> House {
    let catalogue = try Catalogue.english()
    let engine = try openEngine(catalogue)
    do {
      try await Schema.migrator().migrate(engine, at: House.systemClock().milliseconds)
    } catch MigrationFault.newerSchema(let found, let known) {
      throw Ending.no(catalogue.say("command.newerSchema", ["found": String(found), "known": String(known)]))
    } catch MigrationFault.edited(let name) {
      throw Ending.no(catalogue.say("command.editedSchema", ["name": name]))
    } catch {
      throw Ending.fault(catalogue.say("command.cannotOpen", ["place": database == nil ? data : "PostgreSQL", "reason": "\(error)"]))
    }
    return House(engine: engine, catalogue: catalogue, settings: settings, now: House.systemClock)
  }
}
