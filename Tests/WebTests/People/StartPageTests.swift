// The way in and out, as a browser uses it.
import Actions
import Credentials
import Domain
import HTTP
import TestSupport
import Testing
import WebSupport

@Suite struct StartPageTests {
  /// A page without what differs from one request to the next.
  static func steady(_ page: Window.Page) -> String { page.text.replacing(/name="form-token" value="[^"]*"/, with: "") }

  @Test func aVisitorFindsAFormAndNoDoors() async throws {
    let town = try await Town.open(try await TestEngine.sqlite.open())
    let page = try await Window(town.house).get("/")
    #expect(page.status == 200)
    #expect(page.text.contains("name=\"name\"") && page.text.contains("autocomplete=\"current-password\""))
    #expect(!page.text.contains("Sign in as"))
    #expect(!page.text.contains("Ben Reed"))
  }

  @Test func aFurnishedHouseHasADoorForEach() async throws {
    let district = try await District.open(try await TestEngine.sqlite.open())
    let window = try Window(district.house)
    let page = try await window.get("/")
    #expect(page.text.ranges(of: "Sign in as ").count == 12)
    #expect(page.text.contains("Sign in as Dana Whitfield"))
    let inside = try await window.post("/sign-ins", ["person": district.dana.personID.text])
    #expect(inside.status == 303 && inside.location == "/")
    let start = try await window.get("/")
    #expect(start.status == 303 && start.location?.hasPrefix("/groups") == true)
    #expect(try await window.get("/account").text.contains("Dana Whitfield"))
  }

  @Test func withoutDemoTheDoorIsNotThereForAForgedFormEither() async throws {
    let furnished = try await District.open(try await TestEngine.sqlite.open())
    let plain = House(engine: furnished.house.engine, catalogue: furnished.house.catalogue, now: furnished.house.now)
    let window = try Window(plain)
    #expect(try await !window.get("/").text.contains("Sign in as"))
    #expect(try await window.post("/sign-ins", ["person": furnished.dana.personID.text]).status == 404)
    #expect(try await window.get("/account").status == 303)
  }

  @Test func theRightPasswordOpensAndSigningOutCloses() async throws {
    let town = try await Town.open(try await TestEngine.sqlite.open())
    let window = try Window(town.house)
    let inside = try await window.post("/sign-ins", ["name": "BEN@harbor.example", "password": Town.password])
    #expect(inside.status == 303 && inside.location == "/")
    let cookies = inside.headers[values: .init("Set-Cookie") ?? .cookie]
    let session = try #require(cookies.first { $0.hasPrefix("session=") })
    #expect(session.contains("HttpOnly") && session.contains("SameSite=Lax") && session.contains("Path=/"))
    #expect(session.contains("Max-Age=604800"))
    #expect(cookies.contains { $0.hasPrefix("device=") && $0.contains("HttpOnly") })
    #expect(try await window.get("/").location == "/groups")
    #expect(try await window.get("/account").text.contains("Ben Reed"))
    let token = try #require(await window.cookies["session"])
    let outside = try await window.post("/sign-outs")
    #expect(outside.status == 303 && outside.location == "/")
    #expect(await window.cookies["session"] == nil)
    #expect(try await town.house.signedIn(token: token) == nil)
    #expect(try await window.get("/account").location?.hasPrefix("/?next=") == true)
  }

  @Test func overTLSTheCookiesAreBoundToTheHost() async throws {
    let town = try await Town.open(try await TestEngine.sqlite.open())
    let secure = House(
      engine: town.house.engine, catalogue: town.house.catalogue, passwords: town.house.passwords,
      settings: HouseSettings(publicURL: "https://coaching.example.org"), now: town.house.now)
    let window = try Window(secure, host: "coaching.example.org")
    let inside = try await window.post("/sign-ins", ["name": town.ben.signInName, "password": Town.password])
    let cookies = inside.headers[values: .init("Set-Cookie") ?? .cookie]
    #expect(cookies.contains { $0.hasPrefix("__Host-session=") && $0.contains("; Secure") && $0.contains("HttpOnly") })
    #expect(cookies.contains { $0.hasPrefix("__Host-device=") && $0.contains("; Secure") })
  }

  @Test func whoeverHasNotReadWhoSeesWhatIsLedThereFirst() async throws {
    let town = try await Town.open(try await TestEngine.sqlite.open())
    let window = try Window(town.house)
    _ = try await window.post("/sign-ins", ["name": town.cal.signInName, "password": Town.password])
    #expect(try await window.get("/").location == "/notice")
    // And on from there to where they were going.
    let other = try Window(town.house)
    let inside = try await other.post("/sign-ins", ["name": town.cal.signInName, "password": Town.password, "next": "/groups?a=b"])
    #expect(inside.location == "/notice?next=/groups%3Fa%3Db")
    let notice = try await other.get(try #require(inside.location))
    #expect(notice.text.contains("name=\"next\" value=\"/groups?a=b\""))
    let accepted = try await other.post("/notice/acceptances", ["version": "\(Notice.version)", "next": "/groups?a=b"])
    #expect(accepted.location == "/groups?a=b")
    #expect(try await other.post("/notice/acceptances", ["version": "\(Notice.version)", "next": "//evil.example"]).location == "/")
  }

  @Test func wrongNameAndWrongPasswordAreTheSamePage() async throws {
    let town = try await Town.open(try await TestEngine.sqlite.open())
    try await town.house.disablePerson(town.lea.id, as: town.actor(town.ada))
    let window = try Window(town.house)
    var pages: [String] = []
    for name in ["ben@harbor.example", "xxx@harbor.example", "lea@harbor.example"] {
      let page = try await window.post("/sign-ins", ["name": name, "password": "not the password at all"])
      #expect(page.status == 422)
      #expect(page.text.contains("value=\"\(name)\""))
      #expect(!page.text.contains("not the password at all"))
      pages.append(Self.steady(page).replacing(name, with: "NAME"))
    }
    #expect(Set(pages).count == 1)
  }

  @Test func tooManyTriesAreAskedToWait() async throws {
    let town = try await Town.open(try await TestEngine.sqlite.open())
    let window = try Window(town.house)
    for _ in 0..<10 { _ = try await window.post("/sign-ins", ["name": town.ben.signInName, "password": "wrong wrong wrong"]) }
    let page = try await window.post("/sign-ins", ["name": town.ben.signInName, "password": Town.password])
    #expect(page.status == 429)
    #expect(page.header("Retry-After") == "30")
    #expect(page.text.contains("Please try again in 1 minute"))
    #expect(page.text.contains("value=\"ben@harbor.example\""))
  }

  @Test func aFloodOfSignInsIsTurnedAwayAndTheRestOfTheHouseGoesOn() async throws {
    let town = try await Town.open(try await TestEngine.sqlite.open())
    let slow = House(
      engine: town.house.engine, catalogue: town.house.catalogue, passwords: Passwords(cost: .init(logN: 14, blockSize: 8, parallelism: 1)),
      settings: town.house.settings, now: town.house.now)
    let pages = try await withThrowingTaskGroup(of: Window.Page.self) { tasks in
      for number in 0..<200 {
        tasks.addTask {
          let window = try Window(slow)
          return try await window.post("/sign-ins", ["name": "person\(number)", "password": "wrong wrong wrong"])
        }
      }
      return try await tasks.reduce(into: [Window.Page]()) { $0.append($1) }
    }
    let counts = Dictionary(grouping: pages, by: \.status).mapValues(\.count)
    // One address has fifty tries; of those, as many are checked as the queue holds.
    print(
      "figure: 200 sign-ins at once from one address: \(counts[422] ?? 0) checked, \(counts[429] ?? 0) over the limit, \(counts[503] ?? 0) turned away"
    )
    #expect(Set(counts.keys).isSubset(of: [422, 429, 503]), "\(counts)")
    #expect((counts[503] ?? 0) >= 1, "\(counts)")
    #expect((counts[422] ?? 0) >= 22, "\(counts)")
    #expect(pages.filter { $0.status == 503 }.allSatisfy { $0.header("Retry-After") != nil })
    #expect(try await Window(slow).get("/healthz").status == 200)
  }

  @Test func aSignInReplacesTheOneBefore() async throws {
    let town = try await Town.open(try await TestEngine.sqlite.open())
    let window = try await Window(town.house, as: town.cal.id)
    let before = try #require(await window.cookies["session"])
    _ = try await window.post("/sign-ins", ["name": town.ben.signInName, "password": Town.password])
    let after = try #require(await window.cookies["session"])
    #expect(before != after)
    #expect(try await town.house.signedIn(token: before) == nil)
    #expect(try await town.house.signedIn(token: after)?.actor == town.actor(town.ben))
  }

  @Test func whatIsTypedIsTextAndNothingElse() async throws {
    let town = try await Town.open(try await TestEngine.sqlite.open())
    let name = "\"><script>alert(1)</script>\u{301}<b onclick=x>"
    let page = try await Window(town.house).post("/sign-ins", ["name": name, "password": "x"])
    #expect(page.status == 422)
    #expect(!page.text.contains("<script>alert") && !page.text.contains("<b onclick"))
    let empty = try await Window(town.house).post("/sign-ins", ["name": "", "password": ""])
    #expect(empty.status == 422 && empty.text.contains("Type your sign-in name.") && empty.text.contains("Type your password."))
  }

  @Test func signingOutIsNoAddressToFollow() async throws {
    let town = try await Town.open(try await TestEngine.sqlite.open())
    let window = try await Window(town.house, as: town.ben.id)
    #expect(try await window.get("/sign-outs").status == 405)
    #expect(try await window.get("/account").status == 200)
    // Nor does a form without its token sign anybody out.
    #expect(try await window.post("/sign-outs", ["form-token": "forged"]).status == 403)
    #expect(try await window.get("/account").status == 200)
  }
}
