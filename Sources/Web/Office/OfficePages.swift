// What browsers, proxies and watchdogs fetch: whether the house can answer, and the files that pages are drawn with.
import Domain
import HTTP

extension Site {
  static func addOfficePages(to table: inout RouteTable) {
    table.get("/healthz", .askForHealth, on: .house) { visit in
      try await visit.house.askForHealth()
      return .text("ok\n")
    }
    table.get("/assets/{edition}/{name}", .fetchAsset, on: .house) { visit in
      try visit.assets.reply(visit.parameter("name"), edition: visit.parameter("edition"))
    }
  }
}
