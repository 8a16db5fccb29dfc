// The options by which every command finds the database, and the way from them to an open house.
import Actions
import ArgumentParser
import Domain
import Foundation
import Messages

struct HouseOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The directory that holds the database and everything else that is kept.", valueName: "DIR"))
  var data = "data"

  @Option(
    help: ArgumentHelp(
      "A PostgreSQL database instead of the embedded one; the environment variable FULCRUM_DATABASE says the same unseen.", valueName: "URL"))
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
  func openHouse(_ settings: HouseSettings = HouseSettings(), alone: Bool = false, looksOnly: Bool = false) async throws -> House {
    let catalogue = try Catalogue.english()
    do {
      let engine = try await EngineOpening.open(
        place(catalogue), alone: alone, unsafe: unsafe || looksOnly, at: House.systemClock())
      return House(engine: engine, catalogue: catalogue, settings: settings, now: House.systemClock)
    } catch let refusal as StartRefusal {
      let sentence = catalogue.say(refusal.sentence.key, refusal.sentence.values)
      throw refusal.isFault ? Ending.fault(sentence) : Ending.no(sentence)
    }
  }
}
