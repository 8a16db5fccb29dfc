// Every principal at every address, on both engines: the answer is the table's, and no body holds a word that is not for its reader.
import Credentials
import Domain
import Foundation
import HTTP
import TestSupport
import Testing
import Web
import WebSupport

@Suite(.timeLimit(.minutes(10))) struct MatrixTests {
  /// One address with one thing it names, and the row of letters that is expected there.
  struct Case: Sendable {
    let route: Route
    let address: String
    let object: String
    let row: String
    let fields: [String: String]
  }

  @Test func theTableNamesEveryAddressAndNoOther() {
    let served = Site.routes().routes.map { "\($0.method.rawValue) \($0.path) \($0.deed.rawValue) \($0.object.rawValue)" }
    let known = Matrix.routes.split(separator: "\n").map(String.init)
    #expect(Set(served).subtracting(known).sorted() == [], "served but not in the table")
    #expect(Set(known).subtracting(served).sorted() == [], "in the table but not served")
    for row in [
      Matrix.plain, Matrix.person, Matrix.alder, Matrix.birch, Matrix.closed, Matrix.current, Matrix.held, Matrix.round, Matrix.noted, Matrix.note,
      Matrix.draft, Matrix.addition,
    ].flatMap(\.values) {
      #expect(row.filter { $0 != " " }.count == Principal.allCases.count, "\(row)")
    }
  }

  @Test(arguments: TestEngine.allCases) func everybodyIsAnsweredAsTheTableSays(_ engine: TestEngine) async throws {
    let world = try await MatrixWorld.open(engine)
    let cases = try cases(world)
    var asked = 0
    for principal in Principal.allCases {
      var window = try await window(principal, world)
      for each in cases {
        let expected = try #require(Matrix.letter(each.row, principal), "no letter for \(each.route.path)")
        let page =
          each.route.method == .get ? try await window.get(each.address) : try await window.post(each.address, each.fields)
        asked += 1
        let answer = verdict(page, principal, each.route)
        #expect(
          answer == expected || expected == "?",
          "\(principal) \(each.route.method.rawValue) \(each.route.path) on \(each.object): \(page.status) \(page.location ?? "")")
        for canary in world.canaries where !canary.readers.contains(principal) {
          #expect(!page.text.contains(canary.word), "\(principal) reads \(canary.word) at \(each.route.path) on \(each.object)")
        }
        // Whoever was signed out or in by the form comes back as they were.
        if each.route.method == .post { window = try await self.window(principal, world) }
      }
    }
    #expect(asked == cases.count * Principal.allCases.count)
    print("figure: matrix on \(engine.rawValue): \(asked) requests, \(cases.count) addresses, \(world.canaries.count) planted words")
  }

  @Test(arguments: TestEngine.allCases) func whatMustNotBeSeenLooksExactlyLikeWhatIsNotThere(_ engine: TestEngine) async throws {
    let world = try await MatrixWorld.open(engine)
    let missing: ID<Group> = world.house.newID()
    for principal in [Principal.loner, .birchMember, .formerMember, .hillAdministrator] {
      let window = try await window(principal, world)
      for route in Site.routes().routes where route.path.contains("{id}") && route.method == .get {
        let id =
          switch route.object {
          case .session: world.planned.text
          case .group: world.alder.text
          case .round: world.round.text
          case .ownScenario: world.ownScenario.text
          case .ownStem: world.ownStem.text
          case .note: world.note.text
          default: world.target.text
          }
        let denied = try await window.get(route.path.replacing("{id}", with: id))
        let absent = try await window.get(route.path.replacing("{id}", with: missing.text))
        #expect(denied.status == 404 && absent.status == 404, "\(principal) \(route.path)")
        #expect(withoutTokens(denied.text) == withoutTokens(absent.text), "\(principal) \(route.path)")
      }
    }
  }

  /// The planted words are really there: whoever may read them does, somewhere.
  @Test func thePlantedWordsAreFoundByThoseWhoMayReadThem() async throws {
    let world = try await MatrixWorld.open(.sqlite)
    let cases = try cases(world).filter { $0.route.method == .get }
    var found: Set<String> = []
    for principal in Principal.allCases {
      let window = try await window(principal, world)
      for each in cases {
        let text = try await window.get(each.address).text
        for canary in world.canaries where text.contains(canary.word) { found.insert(canary.word) }
      }
    }
    // Each of these has a page on which its reader finds it; a table of words that nobody could find would prove nothing.
    for word in [
      "bring", "absence-reason", "slip-unsigned", "slip-signed", "norms-closed", "keep", "norms-alder", "norms-birch", "norms-hill", "place-planned",
      "place-hill", "card-live", "card-kept", "commitment",
      "writing-member",
      "writing-lead", "coming-talk", "own-scenario", "own-card", "own-stem", "writing-facilitator", "notebook-of", "notebook-new", "notebook-former",
      "name-member", "name-target",
      "name-hillMember", "note-given", "note-draft", "note-line", "note-rewording",
    ] {
      #expect(found.contains("canary-\(word)-x"), "\(word) was found by nobody")
    }
  }

  // MARK: What is asked

  private func cases(_ world: MatrixWorld) throws -> [Case] {
    let nowhere: ID<Group> = world.house.newID()
    return Site.routes().routes.flatMap { route -> [Case] in
      let objects: [(name: String, id: String, rows: [Deed: String])] =
        switch route.object {
        case .group:
          [
            ("Alder", world.alder.text, Matrix.alder), ("Birch", world.birch.text, Matrix.birch), ("Dell", world.closed.text, Matrix.closed),
            ("Cedar", world.hill.text, [:]),
            ("nothing", nowhere.text, [:]),
          ]
        case .session:
          [
            ("planned", world.planned.text, Matrix.current), ("live", world.live.text, Matrix.current), ("held", world.held.text, Matrix.held),
            ("Cedar's", world.hillSession.text, [:]), ("nothing", nowhere.text, [:]),
          ]
        case .ownScenario: [("a member's", world.ownScenario.text, Matrix.addition), ("nothing", nowhere.text, [:])]
        case .ownStem: [("a member's", world.ownStem.text, Matrix.addition), ("nothing", nowhere.text, [:])]
        case .round:
          [("a round", world.round.text, Matrix.round), ("a round with notes", world.noted.text, Matrix.noted), ("nothing", nowhere.text, [:])]
        case .note: [("a note", world.note.text, Matrix.note), ("a draft", world.draft.text, Matrix.draft), ("nothing", nowhere.text, [:])]
        case .person where route.path.contains("{id}"):
          [("a coach", world.target.text, Matrix.person), ("Hill's", world.hillTarget.text, [:]), ("nothing", nowhere.text, [:])]
        default: [("-", "", Matrix.plain)]
        }
      return objects.map { object in
        let address = route.path.replacing("{id}", with: object.id).replacing("{token}", with: world.link.text)
          .replacing("{edition}", with: "any").replacing("{code}", with: JoinCode(world.live).text).replacing("{name}", with: "fulcrum.css")
          .replacing("{skill}", with: "listening")
        // Splitting a group begins with somebody who would be its seventh.
        let query = route.path.hasSuffix("/split") && route.method == .get ? "?with=\(world.target)" : ""
        return Case(
          route: route, address: address + query, object: object.name, row: row(route, object.rows, object.name), fields: fields(route, world))
      }
    }
  }

  /// What belongs to the other program is nothing to anybody here; its own people are asked about Alder only.
  private func row(_ route: Route, _ rows: [Deed: String], _ object: String) -> String {
    guard rows.isEmpty else { return rows[route.deed] ?? "" }
    guard object == "Cedar" || object == "Cedar's" || object == "Hill's" else { return Matrix.nobody }
    return "III 4444 444 444 44444 ????"
  }

  /// Forms that name something need it to get as far as a verdict.
  private func fields(_ route: Route, _ world: MatrixWorld) -> [String: String] {
    switch route.path {
    case "/people/{id}/role-endings": ["role": world.targetRole.text]
    case "/people/{id}/roles": ["role": "administrator"]
    case "/groups/{id}/departures": ["person": world.member.text]
    case "/groups/{id}/split": ["with": world.target.text]
    default: [:]
    }
  }

  private func window(_ principal: Principal, _ world: MatrixWorld) async throws -> Window {
    guard let token = world.tokens[principal] else { return try Window(world.house) }
    return try Window(world.house, session: token)
  }

  /// The letter that an answer means. A form that was looked at and found wanting was allowed.
  private func verdict(_ page: Window.Page, _ principal: Principal, _ route: Route) -> Character {
    switch page.status {
    case 403: "3"
    case 404: "4"
    case 303 where !principal.isSignedIn && (page.location == "/" || page.location?.hasPrefix("/?next=") == true): "I"
    case 303 where page.location == "/notice" && route.path != "/": "N"
    case 200, 204, 303, 409, 422: "Y"
    default: "?"
    }
  }

  private func withoutTokens(_ text: String) -> String { text.replacing(/name="form-token" value="[0-9a-f]*"/, with: "") }
}
