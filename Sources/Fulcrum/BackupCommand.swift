// `fulcrum backup` and `fulcrum restore`: everything into one file while people go on working, and back into an empty place.
import Actions
import ArgumentParser
import Domain
import Foundation
import Messages

struct BackupCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup", abstract: "Write everything into one file; people go on working meanwhile.",
    discussion: """
      The file holds all that people wrote. Keep it as safe as the database itself.

      EXAMPLES
        fulcrum backup friday.backup
        fulcrum backup /mnt/safe/friday.backup --data /srv/fulcrum
      """)

  @Argument(help: ArgumentHelp("The file to make; it may not be there yet.", valueName: "FILE")) var file: String
  @OptionGroup var options: HouseOptions

  func run() async throws {
    // Whoever works meanwhile goes first.
    _ = nice(10)
    let house = try await options.openHouse(looksOnly: true)
    do {
      let summary = try await house.backUp(to: file)
      await house.engine.close()
      let values = ["rows": String(summary.rows), "tables": String(summary.tables), "file": file]
      print(house.catalogue.say("backup.done", values))
    } catch let problem as Problem {
      await house.engine.close()
      throw Ending.of(problem, house.catalogue)
    }
  }
}

struct RestoreCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore", abstract: "Put a backup into an empty place.",
    discussion: """
      A backup of one engine can be restored into the other.

      EXAMPLES
        fulcrum restore friday.backup --data /srv/fulcrum-new
        fulcrum restore friday.backup --database postgres://fulcrum@localhost/fulcrum
      """)

  @Argument(help: ArgumentHelp("A file that `fulcrum backup` has made.", valueName: "FILE")) var file: String
  @OptionGroup var options: HouseOptions

  func run() async throws {
    let catalogue = try Catalogue.english()
    do {
      let summary = try await Restore.run(file, into: options.place(catalogue), unsafe: options.unsafe, at: House.systemClock())
      print(catalogue.say("backup.restored", ["rows": String(summary.rows), "tables": String(summary.tables)]))
    } catch let problem as Problem {
      throw Ending.of(problem, catalogue)
    } catch let refusal as StartRefusal {
      throw Ending.of(refusal, catalogue)
    }
  }
}

extension Problem {
  /// The sentences that say what is wrong, one under the other.
  func text(_ catalogue: Catalogue) -> String { lines.map { catalogue.say($0.sentence.key, $0.sentence.values) }.joined(separator: "\n") }
}

extension Ending {
  /// What was handed over cannot be used, in the sentences that say why.
  static func of(_ problem: Problem, _ catalogue: Catalogue) -> Ending {
    .badInput(problem.text(catalogue))
  }

  static func of(_ refusal: StartRefusal, _ catalogue: Catalogue) -> Ending {
    let sentence = catalogue.say(refusal.sentence.key, refusal.sentence.values)
    return refusal.isFault ? .fault(sentence) : .no(sentence)
  }
}
