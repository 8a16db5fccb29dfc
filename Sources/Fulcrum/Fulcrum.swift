// The program: one command for each thing an operator does, one exit code for each way it can end.
import ArgumentParser
import Domain
import Foundation

@main struct FulcrumCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fulcrum",
    abstract: "Small groups of instructional coaches who are coached themselves.",
    discussion: """
      EXAMPLES
        fulcrum serve --demo                      a furnished district on http://127.0.0.1:8080/
        fulcrum serve --data /srv/fulcrum         your own program, kept in that directory
        fulcrum person reset dana@example.org     a link by which she sets a new password
        fulcrum content check my-protocol.yaml    whether a protocol or template can be used
        fulcrum practice plan scenarios.json      who practices with whom, session by session
        fulcrum backup friday.backup              everything in one file, while people go on working
        fulcrum routes --json                     every address with its policy
        fulcrum doctor                            what is in force, and whether it is safe

      EXIT CODES
        0 done   1 the answer is no   2 bad input   64 wrong usage   70 fault
      """,
    subcommands: [
      ServeCommand.self, PersonCommand.self, ContentCommand.self, PracticeCommand.self, BackupCommand.self, RestoreCommand.self,
      RoutesCommand.self, DoctorCommand.self,
    ])

  /// A name for a command that was nearly right is worth more than the whole usage text.
  static func checkCommandName(_ arguments: [String]) throws {
    guard let word = arguments.first, !word.hasPrefix("-"), word != "help" else { return }
    let names = configuration.subcommands.compactMap { $0.configuration.commandName }
    guard !names.contains(word) else { return }
    let near = Nearness.nearest(to: word, among: names).map { " Did you mean '\($0)'?" } ?? ""
    throw ValidationError("There is no command '\(word)'.\(near)")
  }

  static func main() async {
    do {
      try checkCommandName(Array(CommandLine.arguments.dropFirst()))
      var command = try parseAsRoot()
      if var command = command as? any AsyncParsableCommand { try await command.run() } else { try command.run() }
    } catch let ending as Ending {
      FileHandle.standardError.write(Data((ending.sentence + "\n").utf8))
      Foundation.exit(ending.code)
    } catch {
      // The parser's own errors say what was wrong and how it should be; they end with 64.
      exit(withError: error)
    }
  }
}

/// How a command ends when it does not simply end well.
enum Ending: Error {
  /// Nothing is broken, but the answer is no: a check that failed, a second server on the same file.
  case no(String)
  /// What was handed over cannot be used: a file, a name, an address.
  case badInput(String)
  /// Something broke on the way.
  case fault(String)

  var code: Int32 {
    switch self {
    case .no: 1
    case .badInput: 2
    case .fault: 70
    }
  }

  var sentence: String {
    switch self {
    case .no(let sentence), .badInput(let sentence), .fault(let sentence): sentence
    }
  }
}
