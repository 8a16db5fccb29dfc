// `fulcrum routes`: every address of the house with its policy, for people and for the tests that walk them all.
import ArgumentParser
import Foundation
import HTTP
import Web

struct RoutesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "routes", abstract: "Print every address with its policy.",
    discussion: """
      EXAMPLES
        fulcrum routes
        fulcrum routes --json
      """)

  @Flag(help: "Print JSON: a list of method, path, policy and object.") var json = false

  private struct Line: Encodable {
    let method: String
    let path: String
    let policy: String
    let object: String
  }

  func run() throws {
    let lines = Site.routes().routes.map {
      Line(method: $0.method.rawValue, path: $0.path, policy: $0.deed.rawValue, object: $0.object.rawValue)
    }
    guard json else {
      for line in lines { print("\(line.method)\t\(line.path)\t\(line.policy)\t\(line.object)") }
      return
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    print(String(decoding: try encoder.encode(lines), as: UTF8.self))
  }
}
