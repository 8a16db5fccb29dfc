// A front door with a handful of routes of its own, one for each thing that can happen behind it.
import Actions
import Database
import Domain
import Foundation
import HTML
import HTTP
import Logging
import Messages
import Store
import TestSupport
import WebSupport

/// What a log line holds is as much a promise as what a page holds.
final class Lines: @unchecked Sendable {
  private let lock = NSLock()
  private var lines: [String] = []
  func add(_ line: String) { lock.withLock { lines.append(line) } }
  var all: [String] { lock.withLock { lines } }

  var logger: Logger { Logger(label: "test") { _ in Recorder(lines: self) } }
}

private struct Recorder: LogHandler {
  let lines: Lines
  var metadata: Logger.Metadata = [:]
  var logLevel = Logger.Level.trace

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    lines.add("\(event.level) \(event.message) \((event.metadata ?? [:]).map { "\($0.key)=\($0.value)" }.sorted().joined(separator: " "))")
  }
}

enum TestDoor {
  struct Fault: Error { let secret: String }

  static func routes() -> RouteTable {
    var table = RouteTable()
    table.get("/", .lookAtStartPage, on: .house) { visit in visit.page("Start", "<p>hello</p><form>\(visit.formToken)</form>") }
    table.get("/next", .lookAtStartPage, on: .house) { visit in .text(visit.next ?? "nowhere") }
    table.get("/long", .lookAtStartPage, on: .house) { visit in
      visit.page("Long", "<p>\(String(repeating: "one and the same sentence ", count: 400))</p>")
    }
    table.get("/mine", .lookAtOwnAccount, on: .person) { visit in visit.page(try visit.signedInName, "<p>mine</p>") }
    table.post("/notes", .acceptNotice, on: .person) { visit in
      let form = visit.form
      return .text("\(try visit.actor.personID) wrote \(form["note"])")
    }
    table.post("/sign-ins", .signIn, on: .house) { visit in
      .redirect(visit.form["next"]).settingSession("secret", seconds: 60)
    }
    table.get("/groups/{id}", .lookAtStartPage, on: .group) { visit in .text(try visit.id(as: Group.self).text) }
    table.get("/links/{token}", .useOneTimeLink, on: .link) { visit in .text(visit.parameter("token")) }
    table.get("/fails/{how}", .lookAtStartPage, on: .house) { visit in
      switch visit.parameter("how") {
      case "problem": throw Problem("name", "look.optional")
      case "notFound": throw Refusal.notFound
      case "notAllowed": throw Refusal.notAllowed
      case "stale": throw Refusal.stale(Sentence("look.optional"))
      case "signedOut": throw Refusal.signedOut
      case "noticeFirst": throw Refusal.noticeFirst
      case "tooMany": throw Refusal.tooMany(after: .minutes(2))
      case "unavailable": throw Refusal.unavailable(after: .seconds(7))
      case "away": throw DatabaseFault.unavailable("connection refused by db.internal")
      case "full": throw DatabaseFault.full("no space at /srv/secret")
      default: throw Fault(secret: "the text of a reflection")
      }
    }
    return table
  }

  static func house(_ settings: HouseSettings = HouseSettings()) async throws -> House {
    House(engine: try await TestEngine.sqlite.open(), catalogue: try Catalogue.english(), settings: settings) {
      Instant(milliseconds: 1_792_000_000_000)
    }
  }

  /// One person in one program.
  static func person(in house: House, signInName: String = "dana@marlow.example") async throws -> ID<Person> {
    let now = house.now()
    let program = Program(id: house.newID(), name: "The program of \(signInName)", zone: "America/Chicago", createdAt: now)
    let person = Person(
      id: house.newID(), programID: program.id, fullName: "Dana Whitfield", signInName: signInName, coachKind: .itc, isDemo: false,
      createdAt: now)
    try await house.engine.write { transaction in
      try transaction.insert(program)
      try transaction.insert(person)
    }
    return person.id
  }
}

extension Visit {
  var signedInName: String {
    get throws {
      guard let signedIn else { throw Refusal.signedOut }
      return signedIn.fullName
    }
  }
}
