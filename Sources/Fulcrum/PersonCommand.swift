// `fulcrum person`: the operator lets somebody in, or helps whoever is locked out, by a link that works once.
import Actions
import ArgumentParser
import Domain
import Foundation

struct PersonCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "person", abstract: "Let somebody in, or help whoever is locked out.",
    discussion: """
      EXAMPLES
        fulcrum person add "Sam Ostrander" sam@example.org --program "Marlow Valley" --new-program-zone America/Chicago --role administrator
        fulcrum person add "Dana Whitfield" dana@example.org --program "Marlow Valley" --coach itc
        fulcrum person reset dana@example.org
      """,
    subcommands: [PersonAddCommand.self, PersonResetCommand.self])
}

/// Where the links lead that a command prints.
struct LinkOptions: ParsableArguments {
  @Option(
    name: .customLong("public-url"),
    help: ArgumentHelp("The address people type, such as https://coaching.example.org; the link is made with it.", valueName: "URL"))
  var publicURL: String?

  func settings() throws -> HouseSettings {
    guard let publicURL else { return HouseSettings() }
    guard let origin = ServeCommand.origin(publicURL) else {
      throw ValidationError("--public-url: this is an address such as https://coaching.example.org, without anything after the name.")
    }
    return HouseSettings(publicURL: origin)
  }
}

struct PersonAddCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Write a person down and print their invitation.",
    discussion: """
      EXAMPLES
        fulcrum person add "Dana Whitfield" dana@example.org --program "Marlow Valley" --coach itc
        fulcrum person add "Renata Okafor" renata@example.org --program "Marlow Valley" --role programLead
      """)

  @Argument(help: "The full name.") var fullName: String
  @Argument(help: "The name to sign in with, such as an e-mail address.") var signInName: String
  @Option(help: ArgumentHelp("The program the person belongs to.", valueName: "NAME")) var program: String
  @Option(
    name: .customLong("new-program-zone"),
    help: ArgumentHelp("Make the program, in this time zone; without it the program has to exist.", valueName: "ZONE"))
  var zone: String?
  @Option(help: ArgumentHelp("programLead or administrator; may be given twice.", valueName: "ROLE")) var role: [String] = []
  @Option(help: ArgumentHelp("The kind of coach: ic, itc or both.", valueName: "KIND")) var coach: String?
  @OptionGroup var links: LinkOptions
  @OptionGroup var options: HouseOptions

  func run() async throws {
    let roles = try role.map { word -> Role in
      guard let role = Role(rawValue: word), role.objectKind == .program else {
        throw ValidationError("--role: '\(word)' is neither programLead nor administrator.")
      }
      return role
    }
    let kind = try coach.map { word -> CoachKind in
      guard let kind = CoachKind(rawValue: word) else { throw ValidationError("--coach: '\(word)' is none of ic, itc and both.") }
      return kind
    }
    let house = try await options.openHouse(try links.settings())
    let draft = PersonDraft(fullName: fullName, signInName: signInName, coachKind: kind, programRoles: roles)
    try await LinkPrinting.print(house) { try await house.addPersonAsOperator(draft, programName: program, newProgramZone: zone) }
  }
}

struct PersonResetCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reset", abstract: "Print a link by which somebody sets a new password.",
    discussion: """
      EXAMPLES
        fulcrum person reset dana@example.org
        fulcrum person reset dana@example.org --public-url https://coaching.example.org
      """)

  @Argument(help: "The name the person signs in with.") var signInName: String
  @OptionGroup var links: LinkOptions
  @OptionGroup var options: HouseOptions

  func run() async throws {
    let house = try await options.openHouse(try links.settings())
    try await LinkPrinting.print(house) { try await house.makeLinkAsOperator(signInName: signInName) }
  }
}

enum LinkPrinting {
  /// The sentence goes to standard error, so that standard output holds the link and nothing else.
  static func print(_ house: House, _ make: () async throws -> NewLink) async throws {
    do {
      let link = try await make()
      let values = ["name": link.person.fullName]
      let sentence = link.purpose == .invitation ? house.catalogue.say("command.invitation", values) : house.catalogue.say("command.reset", values)
      FileHandle.standardError.write(Data((sentence + "\n").utf8))
      Swift.print(house.address(of: link.token))
      await house.engine.close()
    } catch let problem as Problem {
      await house.engine.close()
      throw Ending.of(problem, house.catalogue)
    }
  }
}
