// The page behind a link that works once, and the page that says who sees what.
import Actions
import Credentials
import Domain
import HTTP
import TestSupport
import Testing
import WebSupport

@Suite struct LinkPageTests {
  let new = "nine blue lamps in rain"

  @Test func aScannerThatFollowsALinkUsesNothingUp() async throws {
    let town = try await Town.open(try await TestEngine.sqlite.open())
    let link = try await town.house.makeLink(for: town.ben.id, as: town.actor(town.ada))
    let path = "/links/\(link.token.text)"
    let window = try Window(town.house)
    for _ in 0..<3 {
      let page = try await window.get(path)
      #expect(page.status == 200 && page.text.contains("autocomplete=\"new-password\""))
      #expect(page.header("Referrer-Policy") == "no-referrer" && page.header("Cache-Control") == "no-store")
    }
    #expect(try await window.send("HEAD", path).status == 200)
    let done = try await window.post(path, ["password": new, "again": new])
    #expect(done.status == 303 && done.location == "/")
    #expect(try await window.get("/account").text.contains("Ben Reed"))
    #expect(try await window.get(path).status == 404)
  }

  @Test func whatIsWrongWithAPasswordIsSaidAndTheLinkStillWorks() async throws {
    let town = try await Town.open(try await TestEngine.sqlite.open())
    let link = try await town.house.makeLink(for: town.ben.id, as: town.actor(town.ada))
    let window = try Window(town.house)
    let short = try await window.post("/links/\(link.token.text)", ["password": "too short", "again": "too short"])
    #expect(short.status == 422 && short.text.contains("at least 15 characters; this one has 9"))
    #expect(!short.text.contains("too short"))
    #expect(try await window.post("/links/\(link.token.text)", ["password": new, "again": new]).status == 303)
  }

  @Test func everyDeadLinkIsTheSamePage() async throws {
    let town = try await Town.open(try await TestEngine.sqlite.open())
    let used = try await town.house.makeLink(for: town.ben.id, as: town.actor(town.ada))
    _ = try await town.house.useLink(used.token.text, password: new, again: new, device: "")
    let late = try await town.house.makeLink(for: town.cal.id, as: town.actor(town.ada))
    town.clock.advance(.minutes(30))
    let window = try Window(town.house)
    var pages: [String] = []
    for token in [used.token.text, late.token.text, SecretToken().text, "nonsense"] {
      for page in [try await window.get("/links/\(token)"), try await window.post("/links/\(token)", ["password": new, "again": new])] {
        #expect(page.status == 404)
        #expect(!page.text.contains(token))
        pages.append(page.text)
      }
    }
    #expect(Set(pages).count == 1)
  }

  @Test func theHostOfARequestNeverMakesALink() async throws {
    let town = try await Town.open(try await TestEngine.sqlite.open())
    let window = try await Window(town.house, as: town.ada.id)
    let page = try await window.post("/people/\(town.ben.id)/links", [:], headers: ["X-Forwarded-Host": "evil.example"])
    #expect(page.status == 200)
    #expect(page.text.contains("http://127.0.0.1:8080/links/"))
    #expect(!page.text.contains("evil.example"))
  }

  @Test func theFirstPersonOpensTheProgram() async throws {
    let house = try EmptyHouse.open(try await TestEngine.sqlite.open())
    let token = try #require(try await house.makeFirstAdministratorLink()).text
    let window = try Window(house)
    let page = try await window.get("/links/\(token)")
    #expect(page.status == 200 && page.text.contains("name=\"program-name\"") && page.text.contains("America/Chicago"))
    var fields = [
      "program-name": "Marlow <Valley>", "zone": "America/Chicago", "full-name": "Sam Ostrander", "sign-in-name": "", "password": new,
      "again": new,
    ]
    let wrong = try await window.post("/links/\(token)", fields)
    #expect(wrong.status == 422 && wrong.text.contains("value=\"Marlow &lt;Valley&gt;\"") && wrong.text.contains("Type a sign-in name."))
    fields["sign-in-name"] = "sam@x.example"
    #expect(try await window.post("/links/\(token)", fields).status == 303)
    #expect(try await window.get("/").location == "/notice")
    #expect(try await window.get("/people").text.contains("Marlow &lt;Valley&gt;"))
  }
}

@Suite struct NoticePageTests {
  @Test func itSaysWhoSeesWhatAndIsAcceptedOnce() async throws {
    let town = try await Town.open(try await TestEngine.sqlite.open())
    let window = try await Window(town.house, as: town.cal.id)
    let page = try await window.get("/notice")
    #expect(page.status == 200)
    for word in ["principal", "supervisor", "program lead", "Administrators", "public-records request", "wall"] {
      #expect(page.text.contains(word), "nothing is said about \(word)")
    }
    #expect(page.text.contains("name=\"version\" value=\"\(Notice.version)\""))
    #expect(try await window.post("/notice/acceptances", ["version": "\(Notice.version + 1)"]).status == 409)
    #expect(try await window.post("/notice/acceptances", [:]).status == 409)
    #expect(try await window.get("/").location == "/notice")
    #expect(try await window.post("/notice/acceptances", ["version": "\(Notice.version)"]).location == "/")
    #expect(try await window.get("/").location == "/groups")
    #expect(try await !window.get("/notice").text.contains("name=\"version\""))
  }

  @Test func aVisitorIsSentToTheStartPage() async throws {
    let town = try await Town.open(try await TestEngine.sqlite.open())
    for path in ["/notice", "/account", "/people", "/people/\(town.ben.id)"] {
      let page = try await Window(town.house).get(path)
      #expect(page.status == 303 && page.location?.hasPrefix("/?next=") == true, "\(path)")
    }
  }
}
