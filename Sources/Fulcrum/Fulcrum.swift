// The program: one command for each thing an operator does.
import ArgumentParser

@main struct FulcrumCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fulcrum",
    abstract: "Software for small groups of coaches who are coached themselves.",
    discussion: """
      EXAMPLES
        fulcrum serve --demo          a furnished district on http://127.0.0.1:8080/
        fulcrum serve --port 9000     your own program, on another port
        fulcrum routes --json         every address with its policy
      """,
    subcommands: [ServeCommand.self, RoutesCommand.self])
}
