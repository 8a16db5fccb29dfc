// The pages of the house: every area adds its routes to one table.
import Actions
import Domain
import Foundation
import HTML
import HTTP

package enum Site {
  /// Every route there is. A route that is not in this table is not served.
  package static func routes() -> RouteTable {
    var table = RouteTable()
    addOfficePages(to: &table)
    addPeoplePages(to: &table)
    addGroupPages(to: &table)
    addRoomPages(to: &table)
    addJoinPages(to: &table)
    addPracticePages(to: &table)
    addShelfPages(to: &table)
    return table
  }

  /// The style sheet, the scripts and the pictures that stand beside the program.
  package static func assets() throws -> Assets {
    try Assets(directory: assetsDirectory)
  }

  package static var assetsDirectory: String { Bundle.module.bundleURL.appending(path: "Assets").path }
}
