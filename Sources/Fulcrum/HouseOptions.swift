// The options by which every command finds the database, and the way from them to an open house.
import Actions
import ArgumentParser
import Content
import Domain
import Foundation
import Messages

struct HouseOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The directory that holds the database and everything else that is kept.", valueName: "DIR"))
  var data = "data"

  @Option(
    help: ArgumentHelp(
      "A PostgreSQL database instead of the embedded one; the environment variable FULCRUM_DATABASE says the same unseen.", valueName: "URL"
    ))
  var database: String?

  @Flag(help: "Start even where the database may lose what was acknowledged: for tests only.")
  var unsafe = false

  /// Where the database is, from what was typed or stands in the environment.
  func place(_ catalogue: Catalogue) throws -> DatabasePlace {
    guard let address = database ?? ProcessInfo.processInfo.environment["FULCRUM_DATABASE"] else { return .folder(data) }
    guard address.hasPrefix("postgres://") || address.hasPrefix("postgresql://") || address.hasPrefix("host=") else {
      throw Ending.badInput(catalogue.say("command.databaseAddress"))
    }
    return .server(address: address)
  }

  /// A house on a database of the newest schema. A server is `alone` on its file; a command runs beside it. The doctor looks at
  /// unsafe databases too, which is what a doctor is for.
  func openHouse(
    _ settings: HouseSettings = HouseSettings(), alone: Bool = false, looksOnly: Bool = false,
    library: Library = Library(protocols: [], templates: [])
  ) async throws -> House {
    let catalogue = try Catalogue.english()
    do {
      let engine = try await EngineOpening.open(
        place(catalogue), alone: alone, unsafe: unsafe || looksOnly, at: House.systemClock())
      return House(engine: engine, catalogue: catalogue, settings: settings, library: library, now: House.systemClock)
    } catch let refusal as StartRefusal {
      throw Ending.of(refusal, catalogue)
    }
  }

  /// The shipped protocols and templates, with those of the folder `library` in the data directory laid over them.
  func library(_ catalogue: Catalogue) throws -> Library {
    let folder = URL(fileURLWithPath: data).appendingPathComponent("library")
    do {
      return try Library.load(overlay: FileManager.default.fileExists(atPath: folder.path) ? folder : nil)
    } catch let faults as LibraryFaults {
      throw Ending.badInput(faults.report(catalogue))
    }
  }
}

extension LibraryFaults {
  /// One line for each fault.
  func report(_ catalogue: Catalogue) -> String {
    faults.map { fault in fault.report { catalogue.say($0.key, $0.values) } }.joined(separator: "\n")
  }
}
