// The pages of one's account and of the people of a program: who may, what is shown, and what is typed by whoever means ill.
import Actions
import Domain
import HTTP
import Store
import TestSupport
import Testing
import WebSupport

@Suite struct PeoplePageTests {
  @Test func anAdministratorInvitesAndSeesTheLinkOnce() async throws {
    let town = try await Town.open(try await TestEngine.sqlite.open())
    let window = try await Window(town.house, as: town.ada.id)
    let list = try await window.get("/people")
    #expect(list.status == 200)
    for name in ["Ada Moss", "Ben Reed", "Cal Frye", "Lea Stone", "Coach at Pier Street Elementary", "Program lead"] {
      #expect(list.text.contains(name))
    }
    #expect(!list.text.contains("Fay Hill"))
    let page = try await window.post(
      "/people",
      [
        "full-name": "Dee Park", "sign-in-name": "dee@harbor.example", "coach-kind": "itc", "schools": town.school.id.text,
        "program-lead": "yes",
      ])
    #expect(page.status == 200)
    let match = try #require(page.text.firstMatch(of: /http:\/\/127\.0\.0\.1:8080(\/links\/[A-Za-z0-9_-]{43})/))
    #expect(try await Window(town.house).get(String(match.1)).text.contains("Welcome, Dee Park"))
    let after = try await window.get("/people")
    #expect(after.text.contains("Dee Park") && after.text.contains("Invited until") && !after.text.contains("/links/"))
  }

  @Test func whatIsWrongInAnInvitationKeepsWhatWasTyped() async throws {
    let town = try await Town.open(try await TestEngine.sqlite.open())
    let window = try await Window(town.house, as: town.ada.id)
    let page = try await window.post(
      "/people",
      [
        "full-name": "Dee <Park>", "sign-in-name": "ben@harbor.example", "coach-kind": "ic", "schools": town.school.id.text,
        "administrator": "yes",
      ])
    #expect(page.status == 422)
    #expect(page.text.contains("This sign-in name is taken."))
    #expect(page.text.contains("value=\"Dee &lt;Park&gt;\""))
    #expect(page.text.contains("<option value=\"ic\" selected>"))
    #expect(page.text.contains("value=\"\(town.school.id)\" checked"))
    #expect(try await window.post("/people", ["full-name": "X Y", "sign-in-name": "xyz", "schools": "nonsense"]).status == 200)
  }

  @Test func fieldsThatNobodyOffersChangeNothing() async throws {
    let town = try await Town.open(try await TestEngine.sqlite.open())
    let window = try await Window(town.house, as: town.ada.id)
    let page = try await window.post(
      "/people",
      [
        "full-name": "Eve Low", "sign-in-name": "eve@x", "program_id": town.otherProgram.id.text, "programID": town.otherProgram.id.text,
        "role": "administrator", "is_demo": "true", "id": town.ben.id.text,
      ])
    #expect(page.status == 200)
    let eve = try #require(try await town.house.engine.read { try $0.person(signInName: "eve@x") })
    #expect(eve.programID == town.program.id && !eve.isDemo && eve.id != town.ben.id)
    #expect(try await town.house.engine.read { try $0.roles(of: eve.id, at: town.clock.now) }.isEmpty)
  }

  @Test func rolesAndTheWayInAreChangedOnThePageOfThePerson() async throws {
    let town = try await Town.open(try await TestEngine.sqlite.open())
    let window = try await Window(town.house, as: town.ada.id)
    let path = "/people/\(town.cal.id)"
    #expect(try await window.get(path).text.contains("No role in the program"))
    #expect(try await window.post(path + "/roles", ["role": "coach", "object": town.school.id.text]).location == path)
    #expect(try await window.post(path + "/roles", ["role": "appraiser", "object": town.ben.id.text]).location == path)
    #expect(try await window.post(path + "/roles", ["role": "programLead"]).location == path)
    let page = try await window.get(path)
    for words in ["Coach at Pier Street Elementary", "Appraises Ben Reed at work", "Program lead"] { #expect(page.text.contains(words)) }
    #expect(try await window.post(path + "/roles", ["role": "coach", "object": ""]).status == 422)
    #expect(try await window.post(path + "/roles", ["role": "superuser", "object": "x"]).status == 422)
    #expect(try await window.post(path + "/roles", ["role": "coach", "object": town.ben.id.text]).status == 404)
    let held = try #require(try await town.house.engine.read { try $0.roles(of: town.cal.id, at: town.clock.now).first })
    #expect(try await window.post(path + "/role-endings", ["role": held.id.text]).location == path)
    #expect(try await window.post(path + "/role-endings", ["role": held.id.text]).status == 404)
    #expect(try await window.post(path + "/role-endings", ["role": "x"]).status == 404)
    let there = try await Window(town.house, as: town.cal.id)
    #expect(try await there.get("/account").status == 200)
    #expect(try await window.post(path + "/sign-in-endings").location == path)
    #expect(try await there.get("/account").status == 303)
    #expect(try await window.post(path + "/closures").location == path)
    #expect(try await window.get(path).text.contains("Way in closed"))
    #expect(try await window.post(path + "/links").status == 422)
    #expect(try await window.post(path + "/openings").location == path)
    let own = try await window.post("/people/\(town.ada.id)/closures")
    #expect(own.status == 422 && own.text.contains("You cannot close the way in for yourself."))
  }

  @Test(arguments: TestEngine.allCases) func nobodyButAnAdministratorOfThisProgramComesHere(_ which: TestEngine) async throws {
    let town = try await Town.open(try await which.open())
    let path = "/people/\(town.cal.id)"
    for (person, status) in [(town.lea, 403), (town.ben, 404), (town.fay, 404)] {
      let window = try await Window(town.house, as: person.id)
      #expect(try await window.get(path).status == status, "\(person.fullName)")
      for resource in ["links", "closures", "openings", "sign-in-endings"] {
        #expect(try await window.post("\(path)/\(resource)").status == status, "\(person.fullName) \(resource)")
      }
      #expect(try await window.post(path + "/roles", ["role": "administrator"]).status == status)
      guard person != town.fay else { continue }
      #expect(try await window.get("/people").status == status)
      #expect(try await window.post("/people", ["full-name": "X Y", "sign-in-name": "xyz"]).status == status)
      #expect(try await window.post("/schools", ["school-name": "X"]).status == status)
    }
    let ada = try await Window(town.house, as: town.ada.id)
    let missing = try await ada.get("/people/\(town.house.newID(Person.self))")
    let foreign = try await ada.get("/people/\(town.fay.id)")
    #expect(missing.status == 404 && foreign.status == 404)
    #expect(StartPageTests.steady(missing) == StartPageTests.steady(foreign))
    for forged in ["/people/1", "/people/%27%3B--", "/people/" + String(repeating: "a", count: 36)] {
      #expect(try await ada.get(forged).status == 404)
    }
  }

  @Test func anAccountEndsItsSignInsAndNoOthers() async throws {
    let town = try await Town.open(try await TestEngine.sqlite.open())
    let here = try await Window(town.house, as: town.ben.id)
    let there = try await Window(town.house, as: town.ben.id)
    let stranger = try await Window(town.house, as: town.cal.id)
    let page = try await here.get("/account")
    #expect(page.text.contains("You are signed in on 2 browsers.") && page.text.contains("This browser"))
    let theirs = try #require(try await town.house.engine.read { try $0.signIns(of: town.cal.id).first })
    #expect(try await here.post("/account/sign-in-endings", ["sign-in": theirs.id.text]).status == 404)
    #expect(try await stranger.get("/account").status == 200)
    let match = try #require(page.text.firstMatch(of: /name="sign-in" value="([^"]+)"/))
    #expect(try await here.post("/account/sign-in-endings", ["sign-in": String(match.1)]).location == "/account")
    #expect(try await there.get("/account").status == 303)
    #expect(try await here.get("/account").text.contains("You are signed in on 1 browser."))
    #expect(try await here.post("/account/sign-in-endings").location == "/")
    #expect(try await here.get("/account").status == 303)
  }

  @Test func aNewPasswordGivesThisBrowserANewSignIn() async throws {
    let town = try await Town.open(try await TestEngine.sqlite.open())
    let here = try await Window(town.house, as: town.ben.id)
    let before = try #require(await here.cookies["session"])
    let wrong = try await here.post(
      "/account/passwords", ["current": "wrong", "password": "nine blue lamps in rain", "again": "nine blue lamps in rain"])
    #expect(wrong.status == 422 && wrong.text.contains("This is not your present password."))
    #expect(!wrong.text.contains("nine blue lamps"))
    let right = try await here.post(
      "/account/passwords", ["current": Town.password, "password": "nine blue lamps in rain", "again": "nine blue lamps in rain"])
    #expect(right.status == 303 && right.location == "/account")
    #expect(await here.cookies["session"] != before)
    #expect(try await town.house.signedIn(token: before) == nil)
    #expect(try await here.get("/account").status == 200)
  }

  @Test func namesAreTextWhereverTheyStand() async throws {
    let town = try await Town.open(try await TestEngine.sqlite.open())
    let payload = "Eve <img src=x onerror=alert(1)>\"'"
    let eve = Person(
      id: town.house.newID(), programID: town.program.id, fullName: payload, signInName: "<b>eve", coachKind: nil, isDemo: false,
      createdAt: town.clock.now)
    try await town.house.engine.write { tx in
      try tx.insert(eve)
      try tx.acceptNotice(eve.id, at: town.clock.now)
    }
    let ada = try await Window(town.house, as: town.ada.id)
    let own = try await Window(town.house, as: eve.id)
    let pages = [
      try await ada.get("/people"), try await ada.get("/people/\(eve.id)"), try await ada.post("/people/\(eve.id)/links"),
      try await own.get("/account"),
    ]
    for page in pages {
      #expect(page.status == 200)
      #expect(!page.text.contains("<img") && !page.text.contains("<b>eve"))
    }
  }
}
