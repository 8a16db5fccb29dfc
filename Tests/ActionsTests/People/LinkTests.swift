// Links: once, for a while, hashed at rest, and the same answer for every one that does not work.
import Actions
import Credentials
import Domain
import Store
import TestSupport
import Testing

@Suite struct LinkTests {
  let new = "nine blue lamps in rain"

  @Test(arguments: TestEngine.allCases) func anInvitationLetsSomebodyInOnce(_ which: TestEngine) async throws {
    let town = try await Town.open(try await which.open())
    let draft = PersonDraft(
      fullName: "Dee Park", signInName: "Dee@Harbor.example", coachKind: .itc, programRoles: [.programLead], schoolIDs: [town.school.id])
    let link = try await town.house.invitePerson(draft, as: town.actor(town.ada))
    #expect(link.purpose == .invitation)
    #expect(link.expiresAt == town.clock.now + .days(7))
    #expect(link.person.signInName == "dee@harbor.example")
    #expect(town.house.address(of: link.token) == "http://127.0.0.1:8080/links/\(link.token.text)")
    let shown = try await town.house.lookAtLink(link.token.text)
    #expect(shown.purpose == .invitation)
    #expect([shown.fullName, shown.signInName, shown.programName] == ["Dee Park", "dee@harbor.example", "Harbor Point"])
    // Looking again and again uses nothing up.
    for _ in 0..<5 { _ = try await town.house.lookAtLink(link.token.text) }
    let signIn = try await town.house.useLink(link.token.text, password: new, again: new, device: "")
    #expect(signIn.signedIn.fullName == "Dee Park")
    #expect(!signIn.signedIn.hasAcceptedNotice)
    await #expect(throws: Refusal.notFound) { try await town.house.lookAtLink(link.token.text) }
    await #expect(throws: Refusal.notFound) { try await town.house.useLink(link.token.text, password: new, again: new, device: "") }
    let roles = try await town.house.engine.read { try $0.roles(of: link.person.id, at: town.clock.now).map(\.role) }
    #expect(Set(roles) == [.programLead, .coach])
  }

  @Test(arguments: TestEngine.allCases) func onlyTheHashOfALinkIsKept(_ which: TestEngine) async throws {
    let town = try await Town.open(try await which.open())
    let link = try await town.house.makeLink(for: town.ben.id, as: town.actor(town.ada))
    let kept = try await town.house.engine.read { tx in
      try tx.rows("SELECT token_hash FROM one_time_link").map { try $0["token_hash"] as String }
    }
    #expect(kept == [link.token.hash])
    #expect(link.token.hash != link.token.text)
  }

  @Test(arguments: TestEngine.allCases) func everyLinkThatDoesNotWorkIsAnsweredAlike(_ which: TestEngine) async throws {
    let town = try await Town.open(try await which.open())
    let ada = town.actor(town.ada)
    let late = try await town.house.makeLink(for: town.cal.id, as: ada)
    town.clock.advance(.minutes(30))
    let replaced = try await town.house.makeLink(for: town.ben.id, as: ada)
    _ = try await town.house.makeLink(for: town.ben.id, as: ada)
    let closed = try await town.house.makeLink(for: town.lea.id, as: ada)
    try await town.house.disablePerson(town.lea.id, as: ada)
    for token in [late.token.text, replaced.token.text, closed.token.text, SecretToken().text, "", "x", "../../etc/passwd"] {
      await #expect(throws: Refusal.notFound) { try await town.house.lookAtLink(token) }
      await #expect(throws: Refusal.notFound) { try await town.house.useLink(token, password: new, again: new, device: "") }
    }
  }

  @Test(arguments: TestEngine.allCases) func aWeakPasswordUsesNothingUp(_ which: TestEngine) async throws {
    let town = try await Town.open(try await which.open())
    let link = try await town.house.makeLink(for: town.ben.id, as: town.actor(town.ada))
    for (password, again, field) in [
      ("short", "short", "password"), ("", "", "password"), (new, "another one altogether", "again"),
      ("Ben Reed Harbor Point", "Ben Reed Harbor Point", "password"),
    ] {
      do {
        _ = try await town.house.useLink(link.token.text, password: password, again: again, device: "")
        Issue.record("\(password) was taken")
      } catch let problem as Problem { #expect(problem.lines.map(\.field) == [field]) }
    }
    _ = try await town.house.useLink(link.token.text, password: new, again: new, device: "")
  }

  @Test(arguments: TestEngine.allCases) func aResetEndsWhatWasOpenAndTheOldPassword(_ which: TestEngine) async throws {
    let town = try await Town.open(try await which.open())
    let before = try await town.signIn(town.ben)
    let link = try await town.house.makeLink(for: town.ben.id, as: town.actor(town.ada))
    #expect(link.purpose == .reset)
    #expect(link.expiresAt == town.clock.now + .minutes(30))
    // Making it ends nothing: an administrator's slip signs nobody out.
    #expect(try await town.house.signedIn(token: before.token.text) != nil)
    let after = try await town.house.useLink(link.token.text, password: new, again: new, device: "")
    #expect(try await town.house.signedIn(token: before.token.text) == nil)
    #expect(try await town.house.signedIn(token: after.token.text) != nil)
    await #expect(throws: Problem(nil, "people.signIn.wrong")) { try await town.signIn(town.ben) }
    // The browser that was known is not known any more: its secret may have been the thief's.
    let again = SignInAttempt(name: town.ben.signInName, password: new, address: "x", knownDevice: before.newDevice?.text)
    #expect(try await town.house.signIn(again).newDevice != nil)
  }

  @Test(arguments: TestEngine.allCases) func ofTwoWhoUseALinkAtOnceOneGetsIn(_ which: TestEngine) async throws {
    let town = try await Town.open(try await which.open())
    let link = try await town.house.makeLink(for: town.ben.id, as: town.actor(town.ada))
    let winners = await withTaskGroup(of: Int.self) { tasks in
      for number in 0..<8 {
        tasks.addTask {
          let password = "\(number) blue lamps in the rain"
          return (try? await town.house.useLink(link.token.text, password: password, again: password, device: "")) == nil ? 0 : 1
        }
      }
      return await tasks.reduce(0, +)
    }
    #expect(winners == 1)
  }

  @Test(arguments: TestEngine.allCases) func theFirstAdministratorOpensTheProgram(_ which: TestEngine) async throws {
    let town = try await Town.open(try await which.open())
    // Somebody is here: no such link is made.
    #expect(try await town.house.makeFirstAdministratorLink() == nil)
  }

  @Test(arguments: TestEngine.allCases) func anEmptyHouseHasOneSuchLinkAndTheNewestWorks(_ which: TestEngine) async throws {
    let house = try EmptyHouse.open(try await which.open())
    let older = try #require(try await house.makeFirstAdministratorLink())
    let newer = try #require(try await house.makeFirstAdministratorLink())
    await #expect(throws: Refusal.notFound) { try await house.lookAtLink(older.text) }
    #expect(try await house.lookAtLink(newer.text).purpose == .firstAdministrator)
    // It sets nobody's password.
    await #expect(throws: Refusal.notFound) { try await house.useLink(newer.text, password: new, again: new, device: "") }
    let wrong = FirstAdministrator(programName: " ", zone: "Nowhere", fullName: "", signInName: "a b")
    do {
      _ = try await house.becomeFirstAdministrator(newer.text, wrong, password: "x", again: "", device: "")
      Issue.record("it was taken")
    } catch let problem as Problem {
      #expect(problem.lines.map(\.field) == ["program-name", "zone", "full-name", "sign-in-name", "password"])
    }
    let first = FirstAdministrator(
      programName: "Marlow Valley", zone: "America/Chicago", fullName: "Sam Ostrander", signInName: "sam@x.example")
    let signIn = try await house.becomeFirstAdministrator(newer.text, first, password: new, again: new, device: "")
    #expect(signIn.signedIn.isAdministrator)
    #expect(try await house.people(as: signIn.signedIn.actor).people.map(\.person.fullName) == ["Sam Ostrander"])
    await #expect(throws: Refusal.notFound) {
      try await house.becomeFirstAdministrator(newer.text, first, password: new, again: new, device: "")
    }
    #expect(try await house.makeFirstAdministratorLink() == nil)
  }

  @Test(arguments: TestEngine.allCases) func anInvitationIsNoWayToBecomeFirstAdministrator(_ which: TestEngine) async throws {
    let town = try await Town.open(try await which.open())
    let link = try await town.house.makeLink(for: town.ben.id, as: town.actor(town.ada))
    let first = FirstAdministrator(programName: "Mine", zone: "UTC", fullName: "Ben", signInName: "ben2")
    await #expect(throws: Refusal.notFound) {
      try await town.house.becomeFirstAdministrator(link.token.text, first, password: new, again: new, device: "")
    }
  }
}
