// `fulcrum serve`: opens the house and answers requests until it is told to stop.
import Actions
import ArgumentParser
import Database
import Domain
import Foundation
import HTTP
import Hummingbird
import Logging
import Messages
import Store
import Web

struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "serve", abstract: "Serve the pages.")

  @Flag(help: "Open a furnished district with a sign-in button for each of its people.") var demo = false
  @Option(help: "The port to listen on.") var port = 8080
  @Option(help: "The address to listen on.") var listen = "127.0.0.1"
  @Option(help: "The address people type, such as https://coaching.example.org.") var publicURL: String?
  @Option(help: "The directory that holds the database.") var data = "data"

  func run() async throws {
    try FileManager.default.createDirectory(atPath: data, withIntermediateDirectories: true)
    let engine = try SQLiteEngine(path: data + "/fulcrum.sqlite")
    let settings = HouseSettings(publicURL: publicURL ?? "http://127.0.0.1:\(port)", isDemo: demo)
    let house = House(engine: engine, catalogue: try Catalogue.english(), settings: settings, now: House.systemClock)
    let entrance = Entrance(publicURL: publicURL, listensBeyondThisMachine: !Entrance.isLoopback(listen))
    let door = FrontDoor(house: house, table: Site.routes(), assets: try Site.assets(), entrance: entrance)
    let application = Server.application(door, host: listen, port: port, logger: Logger(label: "fulcrum")) { port in
      print("Fulcrum is ready: http://127.0.0.1:\(port)/")
      // The line has to reach whoever waits for it, also through a pipe.
      fflush(nil)
    }
    try await application.runService()
    await engine.close()
  }
}
