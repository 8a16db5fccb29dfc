// What every request meets and what every answer carries.
import Actions
import Domain
import Foundation
import HTTP
import Testing
import WebSupport

@Suite struct FrontDoorTests {
  private func window(_ settings: HouseSettings = HouseSettings(), lines: Lines? = nil) async throws -> (Window, House) {
    let house = try await TestDoor.house(settings)
    return (try Window(house, table: TestDoor.routes(), logger: lines?.logger), house)
  }

  @Test(arguments: [
    "/", "/long", "/mine", "/nowhere", "/groups/x", "/fails/fault", "/fails/away", "/healthz", "/%zz", "/fails/signedOut", "/sign-ins",
  ])
  func everyAnswerCarriesItsHeaders(_ path: String) async throws {
    let (window, _) = try await window()
    for method in ["GET", "HEAD", "POST", "PUT", "TRACE"] {
      let page = try await window.send(method, path)
      #expect(
        page.header("Content-Security-Policy")
          == "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; font-src 'self'; "
          + "manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
          + "require-trusted-types-for 'script'; trusted-types fulcrum")
      #expect(page.header("X-Content-Type-Options") == "nosniff")
      #expect(page.header("Referrer-Policy") == "no-referrer")
      #expect(page.header("Cross-Origin-Opener-Policy") == "same-origin")
      #expect(page.header("Cross-Origin-Resource-Policy") == "same-origin")
      #expect(page.header("Cache-Control") == "no-store")
      #expect(page.header("Strict-Transport-Security") == nil)
    }
  }

  @Test func overTLSTransportIsPinnedAndCookiesAreSecure() async throws {
    let house = try await TestDoor.house(HouseSettings(publicURL: "https://coaching.example.org"))
    let window = try Window(house, host: "coaching.example.org", table: TestDoor.routes())
    let page = try await window.get("/")
    #expect(page.header("Strict-Transport-Security") == "max-age=63072000; includeSubDomains")
    let cookie = try #require(page.header("Set-Cookie"))
    #expect(cookie.hasPrefix("__Host-visitor=") && cookie.hasSuffix("; Path=/; HttpOnly; SameSite=Lax; Secure"))
    let signedIn = try await window.post("/sign-ins", ["next": "/mine"])
    #expect(signedIn.header("Set-Cookie") == "__Host-session=secret; Path=/; HttpOnly; SameSite=Lax; Secure; Max-Age=60")
  }

  @Test func onLoopbackTheCookieIsPlainButNeverReadable() async throws {
    let (window, _) = try await window()
    let cookie = try #require(try await window.get("/").header("Set-Cookie"))
    #expect(cookie.hasPrefix("visitor=") && cookie.hasSuffix("; Path=/; HttpOnly; SameSite=Lax"))
    #expect(try await window.get("/").header("Set-Cookie") == nil)
  }

  @Test(arguments: [
    ("problem", 422), ("notFound", 404), ("notAllowed", 403), ("stale", 409), ("signedOut", 303), ("noticeFirst", 303), ("tooMany", 429),
    ("unavailable", 503), ("away", 503), ("full", 507), ("fault", 500),
  ])
  func eachErrorHasOneAnswer(_ how: String, _ status: Int) async throws {
    let (window, house) = try await window()
    let page = try await window.get("/fails/\(how)")
    #expect(page.status == status)
    for secret in ["reflection", "db.internal", "/srv/secret", "Fault", "Error"] { #expect(!page.text.contains(secret)) }
    switch how {
    case "problem", "stale": #expect(page.text.contains(house.catalogue.say("look.optional")))
    case "signedOut": #expect(page.location == "/?next=/fails/signedOut")
    case "noticeFirst": #expect(page.location == "/notice")
    case "tooMany": #expect(page.header("Retry-After") == "120")
    case "unavailable": #expect(page.header("Retry-After") == "7")
    case "away": #expect(page.header("Retry-After") == "5")
    default: break
    }
    if status >= 400 { #expect(page.text.contains("<h1>") && page.text.contains("<main")) }
  }

  @Test func scriptsAreToldInsteadOfLedAway() async throws {
    let (window, _) = try await window()
    #expect(try await window.get("/fails/signedOut", headers: ["Sec-Fetch-Dest": "empty"]).status == 401)
    #expect(try await window.get("/fails/noticeFirst", headers: ["Sec-Fetch-Dest": "empty"]).status == 403)
  }

  @Test(arguments: [
    "/a%2Fb", "/groups/..", "/groups/%2e%2e", "/./groups", "//groups", "/groups//7", "/groups/7/", "/groups/7%5C8", "/nowhere?x=1",
  ])
  func oddPathsLeadNowhere(_ path: String) async throws {
    let (window, _) = try await window()
    #expect(try await window.get(path).status == 404)
  }

  @Test(arguments: ["/%", "/%0", "/%00", "/groups/%FF", "/?a=%zz", "/?a=%00", "*", "http://127.0.0.1:8080/", "groups"])
  func unreadableAddressesAreRefused(_ path: String) async throws {
    let (window, _) = try await window()
    #expect(try await window.get(path).status == 400)
  }

  @Test func anAddressHasItsLimit() async throws {
    let (window, _) = try await window()
    #expect(try await window.get("/?q=" + String(repeating: "x", count: Limits.addressBytes - 4)).status == 200)
    #expect(try await window.get("/?q=" + String(repeating: "x", count: Limits.addressBytes)).status == 414)
  }

  @Test func aMalformedIdIsAsIfItDidNotExist() async throws {
    let (window, _) = try await window()
    let id = "01912d68-783e-7a90-b1a2-6f0e5b2c3d4e"
    #expect(try await window.get("/groups/\(id)").text == id)
    for wrong in ["7", id.uppercased(), id + "0", "\(id)'--", String(repeating: "é", count: 18)] {
      #expect(try await window.get("/groups/\(wrong)").status == 404)
    }
  }

  @Test func methodsOtherThanThoseOfTheRouteAreRefusedByName() async throws {
    let (window, _) = try await window()
    for method in ["PUT", "DELETE", "PATCH", "TRACE", "OPTIONS", "BREW"] {
      let page = try await window.send(method, "/", headers: ["X-HTTP-Method-Override": "GET"])
      #expect(page.status == 405 && page.header("Allow") == "GET")
    }
    let page = try await window.get("/sign-ins")
    #expect(page.status == 405 && page.header("Allow") == "POST")
    #expect(try await window.send("PUT", "/nowhere").status == 404)
  }

  @Test func headAnswersLikeGetWithoutABody() async throws {
    let (window, _) = try await window()
    _ = try await window.get("/long")
    let get = try await window.get("/long")
    let head = try await window.send("HEAD", "/long")
    #expect(head.status == 200 && head.bytes.isEmpty)
    #expect(head.header("Content-Length") == get.header("Content-Length") && get.bytes.count > 9_000)
  }

  @Test func longPagesArePackedForWhoeverTakesIt() async throws {
    let (window, _) = try await window()
    let plain = try await window.get("/long")
    let packed = try await window.get("/long", headers: ["Accept-Encoding": "gzip"])
    #expect(plain.header("Content-Encoding") == nil && plain.header("Vary") == "Accept-Encoding")
    #expect(packed.header("Content-Encoding") == "gzip" && packed.bytes.count < plain.bytes.count / 10)
    #expect(packed.header("Content-Length") == String(packed.bytes.count))
    #expect(try await window.get("/groups/x", headers: ["Accept-Encoding": "br"]).header("Content-Encoding") == nil)
  }

  @Test func aForeignNameIsTurnedAway() async throws {
    let (window, _) = try await window()
    #expect(try await window.get("/", headers: ["Host": "evil.example"]).status == 421)
    #expect(try await window.get("/", headers: ["Host": "localhost:8080"]).status == 200)
  }

  @Test func theLogNamesTheRouteAndNeverWhatWasInIt() async throws {
    let lines = Lines()
    let (window, _) = try await window(lines: lines)
    _ = try await window.get("/links/very-secret-token?note=private-word")
    _ = try await window.post("/sign-ins", ["next": "/", "password": "correct horse battery"])
    let fault = try await window.get("/fails/fault")
    let all = lines.all.joined(separator: "\n")
    #expect(all.contains("GET /links/{token} 200") && all.contains("POST /sign-ins 303") && all.contains("GET /fails/{how} 500"))
    for secret in ["very-secret-token", "private-word", "correct horse", "the text of a reflection"] { #expect(!all.contains(secret)) }
    // The number on the page of a fault finds its line in the log.
    let line = try #require(lines.all.first { $0.hasPrefix("error") })
    let number = try #require(line.split(separator: " ").first { $0.hasPrefix("request=") }?.dropFirst(8))
    #expect(fault.text.contains(number))
  }

  @Test func whoeverIsSentToSignInIsLedOnAfterwards() async throws {
    let (window, _) = try await window()
    let sent = try await window.get("/mine?a=1&b=%20x")
    #expect(sent.status == 303 && sent.location == "/?next=/mine%3Fa%3D1%26b%3D%2520x")
    // Led on to exactly where they were going, and what was posted is not asked for again.
    #expect(try await window.get("/next" + (sent.location?.dropFirst() ?? "")).text == "/mine?a=1&b=%20x")
    #expect(try await window.get("/next?next=//evil.example").text == "nowhere")
    #expect(try await window.post("/notes").location == "/")
  }

  @Test func redirectsStayInTheHouse() async throws {
    #expect(try await window().0.post("/sign-ins", ["next": "/groups/7?x=1"]).location == "/groups/7?x=1")
    for elsewhere in ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)", "", "/a\nSet-Cookie: x=1", "/é"] {
      #expect(try await window().0.post("/sign-ins", ["next": elsewhere]).location == "/")
    }
  }
}
