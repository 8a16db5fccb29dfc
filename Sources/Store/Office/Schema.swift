// The numbered schema files that lie beside this target, in the order in which a database grows.
import Database
import Foundation

package enum Schema {
  package struct Fault: Error, CustomStringConvertible {
    package let description: String
  }

  /// The files `0001-people.sql`, `0002-groups.sql`, …
  package static func migrations() throws -> [Migration] {
    guard let folder = Bundle.module.url(forResource: "Schema", withExtension: nil) else {
      throw Fault(description: "the folder Schema is not beside the program")
    }
    return try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
      .filter { $0.pathExtension == "sql" }
      .map { file in
        let name = file.deletingPathExtension().lastPathComponent
        guard let number = Int(name.prefix(4)) else { throw Fault(description: "\(name).sql has no number") }
        return Migration(number: number, name: name, text: try String(contentsOf: file, encoding: .utf8))
      }
      .sorted { $0.number < $1.number }
  }

  package static func migrator() throws -> Migrator { try Migrator(migrations()) }
}
