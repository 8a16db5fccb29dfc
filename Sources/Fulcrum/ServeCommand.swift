// `fulcrum serve`: opens the house and answers requests until it is told to stop.
import Actions
import ArgumentParser
import Domain
import Foundation
import HTTP
import Hummingbird
import Logging
import Messages
import NIOCore
import ServiceLifecycle
import Web

struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve", abstract: "Serve the pages until told to stop.",
    discussion: """
      EXAMPLES
        fulcrum serve --demo
        fulcrum serve --data /srv/fulcrum --public-url https://coaching.example.org --trusted-proxy 127.0.0.1
        fulcrum serve --database postgres://fulcrum@db.example.org/fulcrum --listen 0.0.0.0 --public-url https://coaching.example.org
      """)

  @Flag(help: "Open a furnished district with a sign-in button for each of its people.")
  var demo = false

  @Option(help: ArgumentHelp("The port to listen on.", valueName: "N"))
  var port = 8080

  @Option(help: ArgumentHelp("The address to listen on; 0.0.0.0 is every address of this machine.", valueName: "ADDRESS"))
  var listen = "127.0.0.1"

  @Option(help: ArgumentHelp("The address people type, such as https://coaching.example.org; links are made with it.", valueName: "URL"))
  var publicURL: String?

  @Option(
    name: .customLong("trusted-proxy"),
    help: ArgumentHelp("A proxy whose word is taken for where a request came from; may be given more than once.", valueName: "ADDRESS"))
  var proxies: [String] = []

  /// For the benchmark, whose three browsers are quicker than any hand.
  @Option(name: .customLong("changes-a-minute"), help: .hidden)
  var changesAMinute = 60

  @OptionGroup var options: HouseOptions

  func validate() throws {
    guard (1...1_000_000).contains(changesAMinute) else { throw ValidationError("--changes-a-minute: a number from 1 on.") }
    guard (1...65_535).contains(port) else { throw ValidationError("--port: a port is a number from 1 to 65535.") }
    if let publicURL, ServeCommand.origin(publicURL) == nil {
      throw ValidationError("--public-url: this is an address such as https://coaching.example.org, without anything after the name.")
    }
  }

  /// The address as browsers name it: scheme, host and port, nothing after them.
  static func origin(_ text: String) -> String? {
    guard let parts = URLComponents(string: text), let scheme = parts.scheme?.lowercased(), let host = parts.host?.lowercased(),
      ["http", "https"].contains(scheme), !host.isEmpty, ["", "/"].contains(parts.path), parts.query == nil, parts.fragment == nil,
      parts.user == nil
    else { return nil }
    let usual = scheme == "https" ? 443 : 80
    let port = parts.port.flatMap { $0 == usual ? nil : ":\($0)" } ?? ""
    return "\(scheme)://\(host)\(port)"
  }

  func run() async throws {
    OpenFiles.allowMany()
    let origin = publicURL.flatMap(ServeCommand.origin)
    var settings = HouseSettings(publicURL: origin ?? "http://127.0.0.1:\(port)", isDemo: demo)
    settings.changesAMinute = changesAMinute
    let house = try await options.openHouse(settings, alone: true, library: try options.library(try Catalogue.english()))
    let isBeyondThisMachine = !Entrance.isLoopback(listen)
    if isBeyondThisMachine, origin?.hasPrefix("https://") != true { warn(house.catalogue.say("command.plainHTTP", ["address": listen])) }
    if options.unsafe { warn(house.catalogue.say("command.unsafe")) }
    if demo {
      do {
        try await house.furnish()
      } catch let problem as Problem {
        throw Ending.no(problem.text(house.catalogue))
      }
      warn(house.catalogue.say("command.demo"))
    }

    // Printed at every start until somebody is here; only the newest works.
    let first = demo ? nil : try await house.makeFirstAdministratorLink()

    let entrance = Entrance(publicURL: origin, listensBeyondThisMachine: isBeyondThisMachine, proxies: proxies)
    let logger = Logger(label: "fulcrum")
    let door = FrontDoor(house: house, table: Site.routes(), assets: try Site.assets(), entrance: entrance, logger: logger)
    var quiet = logger
    quiet.logLevel = .warning
    let application = Server.application(door, host: listen, port: port, logger: quiet) { port in
      print("Fulcrum is ready: http://127.0.0.1:\(port)/")
      if let first { print(house.catalogue.say("command.firstAdministrator", ["link": house.address(of: first)])) }
      // The line has to reach whoever waits for it, also through a pipe.
      fflush(nil)
    }
    var configuration = ServiceGroupConfiguration(
      services: [application], gracefulShutdownSignals: [.sigterm, .sigint], logger: quiet)
    configuration.maximumGracefulShutdownDuration = .seconds(8)
    do {
      try await ServiceGroup(configuration: configuration).run()
    } catch let error as IOError {
      throw Ending.fault(house.catalogue.say("command.cannotListen", ["address": "\(listen):\(port)", "reason": "\(error)"]))
    }
    await house.engine.close()
  }

  private func warn(_ sentence: String) { FileHandle.standardError.write(Data("*** \(sentence)\n".utf8)) }
}
