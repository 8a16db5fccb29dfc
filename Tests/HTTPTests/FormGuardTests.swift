// Whether a form is taken depends on where it comes from and on the token it carries.
import Actions
import Credentials
import Domain
import Foundation
import HTTP
import Testing
import WebSupport

@Suite struct FormGuardTests {
  private func signedIn() async throws -> (Window, ID<Person>, House) {
    let house = try await TestDoor.house()
    let person = try await TestDoor.person(in: house)
    return (try await Window(house, as: person, table: TestDoor.routes()), person, house)
  }

  @Test func aFormOfOursIsTaken() async throws {
    let (window, person, _) = try await signedIn()
    let page = try await window.post("/notes", ["note": "  a first word "])
    #expect(page.status == 200 && page.text == "\(person.text) wrote a first word")
  }

  @Test(arguments: [
    (["Sec-Fetch-Site": "cross-site"], 403), (["Sec-Fetch-Site": "same-site"], 403), (["Sec-Fetch-Site": "none"], 403),
    (["Origin": "https://evil.example"], 403), (["Origin": "http://127.0.0.1:8081"], 403), (["Origin": "http://127.0.0.1:8080"], 200),
    (["Content-Type": "text/plain"], 415), (["Content-Type": "multipart/form-data; boundary=x"], 415), (["Content-Type": "application/json"], 415),
    (["Content-Type": "application/x-www-form-urlencoded; charset=UTF-8"], 200),
  ])
  func whereItComesFromDecides(_ headers: [String: String], _ status: Int) async throws {
    let (window, _, _) = try await signedIn()
    #expect(try await window.post("/notes", ["note": "x"], headers: headers).status == status)
  }

  @Test func anOldBrowserThatSaysNothingStillNeedsTheToken() async throws {
    let (window, _, _) = try await signedIn()
    let type = ["Content-Type": "application/x-www-form-urlencoded"]
    #expect(try await window.send("POST", "/notes", headers: type, body: "note=x").status == 403)
    let token = FormToken.masked(try #require(await window.cookies["session"]))
    #expect(try await window.send("POST", "/notes", headers: type, body: "note=x&form-token=\(token)").status == 200)
    #expect(try await window.send("POST", "/notes", headers: type.merging(["Form-Token": token]) { $1 }, body: "note=x").status == 200)
  }

  @Test func theTokenOfSomebodyElseIsWorthNothing() async throws {
    let (window, _, house) = try await signedIn()
    let other = try await Window(house, as: TestDoor.person(in: house, signInName: "other@marlow.example"), table: TestDoor.routes())
    let theirs = FormToken.masked(try #require(await other.cookies["session"]))
    for token in [theirs, "", "x", String(repeating: "0", count: 128), String(repeating: "é", count: 64)] {
      #expect(try await window.post("/notes", ["note": "x", "form-token": token]).status == 403)
    }
  }

  @Test func aVisitorsFormIsBoundToTheirBrowser() async throws {
    let house = try await TestDoor.house()
    let window = try Window(house, table: TestDoor.routes())
    let type = ["Content-Type": "application/x-www-form-urlencoded"]
    // Nobody has a token before the first page was looked at.
    #expect(try await window.send("POST", "/sign-ins", headers: type, body: "next=/&form-token=\(FormToken.masked("x"))").status == 403)
    #expect(try await window.post("/sign-ins", ["next": "/"]).status == 303)
  }

  @Test func whoeverIsNotSignedInIsSentToSignInBeforeAnythingIsRead() async throws {
    let window = try Window(try await TestDoor.house(), table: TestDoor.routes())
    let page = try await window.post("/notes", ["note": "x"])
    #expect(page.status == 303 && page.location == "/")
  }

  @Test func aFormHasItsLimit() async throws {
    let (window, _, _) = try await signedIn()
    #expect(try await window.post("/notes", ["note": String(repeating: "x", count: Limits.formBytes - 200)]).status == 200)
    #expect(try await window.post("/notes", ["note": String(repeating: "x", count: Limits.formBytes)]).status == 413)
    #expect(try await window.post("/notes", ["note": "x"], headers: ["Content-Length": "5000000000"]).status == 413)
    #expect(try await window.post("/notes", ["note": "x"], headers: ["Content-Length": "99999"]).status == 400)
    #expect(try await window.post("/notes", ["note": "a\u{0}b"]).status == 400)
  }

  @Test func tokensAreMaskedAnewEachTime() {
    let secret = SecretToken().text
    let tokens = (0..<200).map { _ in FormToken.masked(secret) }
    #expect(Set(tokens).count == 200)
    #expect(tokens.allSatisfy { FormToken.matches($0, secret: secret) })
    #expect(!FormToken.matches(tokens[0], secret: SecretToken().text))
    // One changed digit anywhere spoils it.
    for place in 0..<128 {
      var digits = Array(tokens[0])
      digits[place] = digits[place] == "0" ? "1" : "0"
      #expect(!FormToken.matches(String(digits), secret: secret))
    }
  }
}
