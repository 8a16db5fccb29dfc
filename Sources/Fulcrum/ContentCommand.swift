// `fulcrum content check`: an educator's protocols and templates are looked at before anybody meets with them.
import ArgumentParser
import Content
import Foundation
import Messages

struct ContentCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "content", abstract: "Look after protocols, session templates and what is practiced with.",
    discussion: """
      EXAMPLES
        fulcrum content check my-protocol.yaml
        fulcrum content check data/library
      """,
    subcommands: [ContentCheckCommand.self])
}

struct ContentCheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Say whether these files can be used, and what has to be changed in which line.",
    discussion: """
      The files are laid over the shipped library, as the folder "library" in the data directory is. Ends with 1 where something
      has to be changed, and with 2 where a file cannot be read.

      EXAMPLES
        fulcrum content check my-protocol.yaml my-template.yaml
        fulcrum content check data/library
      """)

  @Argument(help: "YAML files, or folders with YAML files in them.") var files: [String]

  func run() throws {
    let catalogue = try Catalogue.english()
    var given: [LibraryFile] = []
    for file in files {
      do {
        let address = URL(fileURLWithPath: file)
        given += try isFolder(file) ? LibraryFile.all(in: address) : [LibraryFile(reading: address, name: file)]
      } catch let faults as LibraryFaults {
        throw Ending.badInput(faults.report(catalogue))
      }
    }
    do {
      _ = try LibraryChecker.library(from: Library.shippedFiles() + given)
    } catch let faults as LibraryFaults {
      print(faults.report(catalogue))
      throw Ending.no(catalogue.say("content.check.faults", count: faults.faults.count))
    }
    print(catalogue.say("content.check.allFine", count: given.count))
  }

  private func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
  }
}
