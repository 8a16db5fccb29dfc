// One's own account, the notice, and what the operator does from the command line.
import Actions
import Domain
import Store
import TestSupport
import Testing

@Suite struct AccountTests {
  let new = "nine blue lamps in rain"

  @Test(arguments: TestEngine.allCases) func anAccountShowsWhereOneIsSignedInAndWhoMadeLinks(_ which: TestEngine) async throws {
    let town = try await Town.open(try await which.open())
    _ = try await town.signIn(town.ben)
    _ = try await town.signIn(town.ben)
    _ = try await town.signIn(town.cal)
    _ = try await town.house.makeLink(for: town.ben.id, as: town.actor(town.ada))
    town.clock.advance(.minutes(1))
    let used = try await town.house.makeLinkAsOperator(signInName: "BEN@harbor.example")
    let account = try await town.house.account(as: town.actor(town.ben))
    #expect(account.signIns.count == 2)
    #expect(account.links.map(\.madeBy) == [nil, "Ada Moss"])
    #expect(account.links.allSatisfy { $0.usedAt == nil })
    #expect(account.hasPassword)
    #expect(account.acceptedNoticeAt != nil)
    _ = try await town.house.useLink(used.token.text, password: new, again: new, device: "")
    let after = try await town.house.account(as: town.actor(town.ben))
    #expect(after.links.map { $0.usedAt != nil } == [true, false])
    #expect(after.signIns.count == 1)
  }

  @Test(arguments: TestEngine.allCases) func oneEndsOnesOwnSignInsAndNobodyElses(_ which: TestEngine) async throws {
    let town = try await Town.open(try await which.open())
    let first = try await town.signIn(town.ben)
    let second = try await town.signIn(town.ben)
    let other = try await town.signIn(town.cal)
    let ben = town.actor(town.ben)
    await #expect(throws: Refusal.notFound) { try await town.house.endOwnSignIn(other.signedIn.signInID, as: ben) }
    try await town.house.endOwnSignIn(first.signedIn.signInID, as: ben)
    #expect(try await town.house.signedIn(token: first.token.text) == nil)
    #expect(try await town.house.signedIn(token: second.token.text) != nil)
    await #expect(throws: Refusal.notFound) { try await town.house.endOwnSignIn(first.signedIn.signInID, as: ben) }
    try await town.house.signOutEverywhere(as: ben)
    #expect(try await town.house.signedIn(token: second.token.text) == nil)
    #expect(try await town.house.signedIn(token: other.token.text) != nil)
  }

  @Test(arguments: TestEngine.allCases) func aNewPasswordNeedsThePresentOneAndEndsTheOtherSignIns(_ which: TestEngine) async throws {
    let town = try await Town.open(try await which.open())
    let here = try await town.signIn(town.ben)
    let elsewhere = try await town.signIn(town.ben)
    func change(_ current: String, _ password: String, _ again: String) async throws -> NewSignIn {
      try await town.house.changeOwnPassword(from: current, to: password, again: again, address: "x", signedIn: here.signedIn, device: "")
    }
    await #expect(throws: Problem("current", "people.password.currentWrong")) { try await change("not the present one", new, new) }
    await #expect(throws: Problem("current", "people.password.currentMissing")) { try await change("", new, new) }
    await #expect(throws: Problem("again", "people.password.differs")) { try await change(Town.password, new, new + "x") }
    await #expect(throws: Problem.self) { try await change(Town.password, "short", "short") }
    #expect(try await town.house.signedIn(token: elsewhere.token.text) != nil)
    let after = try await change(Town.password, new, new)
    #expect(try await town.house.signedIn(token: here.token.text) == nil)
    #expect(try await town.house.signedIn(token: elsewhere.token.text) == nil)
    #expect(try await town.house.signedIn(token: after.token.text)?.actor == town.actor(town.ben))
    await #expect(throws: Problem(nil, "people.signIn.wrong")) { try await town.signIn(town.ben) }
    _ = try await town.house.signIn(SignInAttempt(name: town.ben.signInName, password: new, address: "x"))
  }

  @Test(arguments: TestEngine.allCases) func thePresentPasswordCannotBeGuessedHereEither(_ which: TestEngine) async throws {
    let town = try await Town.open(try await which.open())
    let here = try await town.signIn(town.ben)
    for _ in 0..<10 {
      await #expect(throws: Problem.self) {
        try await town.house.changeOwnPassword(
          from: "a wrong guess", to: new, again: new, address: "x", signedIn: here.signedIn, device: "")
      }
    }
    await #expect(throws: Refusal.tooMany(after: .seconds(30))) {
      try await town.house.changeOwnPassword(from: Town.password, to: new, again: new, address: "x", signedIn: here.signedIn, device: "")
    }
  }

  @Test(arguments: TestEngine.allCases) func theNoticeIsAcceptedOnceAndOnlyAsItStands(_ which: TestEngine) async throws {
    let town = try await Town.open(try await which.open())
    let cal = town.actor(town.cal)
    #expect(try await !town.signIn(town.cal).signedIn.hasAcceptedNotice)
    #expect(try await town.house.notice(as: cal) == nil)
    await #expect(throws: Refusal.stale(Sentence("people.notice.newer"))) {
      try await town.house.acceptNotice(version: Notice.version - 1, as: cal)
    }
    await #expect(throws: Refusal.self) { try await town.house.acceptNotice(version: Notice.version + 1, as: cal) }
    let moment = town.clock.now
    try await town.house.acceptNotice(version: Notice.version, as: cal)
    town.clock.advance(.days(1))
    try await town.house.acceptNotice(version: Notice.version, as: cal)
    #expect(try await town.house.notice(as: cal) == moment)
    #expect(try await town.signIn(town.cal).signedIn.hasAcceptedNotice)
    let accepted = try await town.house.engine.read { try $0.auditEntries(of: town.program.id).filter { $0.deed == "acceptNotice" } }
    #expect(accepted.map(\.actorID) == [town.cal.id])
  }

  @Test(arguments: TestEngine.allCases) func aForgedActorHasNoAccount(_ which: TestEngine) async throws {
    let town = try await Town.open(try await which.open())
    let forged = Actor(personID: town.ben.id, programID: town.otherProgram.id)
    await #expect(throws: Refusal.notFound) { try await town.house.account(as: forged) }
    await #expect(throws: Refusal.notFound) {
      try await town.house.signOutEverywhere(as: Actor(personID: town.house.newID(), programID: town.program.id))
    }
  }
}

@Suite struct OperatorTests {
  let draft = PersonDraft(fullName: "Sam Ostrander", signInName: "sam@marlow.example", programRoles: [.administrator])

  @Test(arguments: TestEngine.allCases) func theFirstProgramNeedsAZoneAndALaterPersonDoesNot(_ which: TestEngine) async throws {
    let house = try EmptyHouse.open(try await which.open())
    await #expect(throws: Problem("program", "people.operator.noProgram")) {
      try await house.addPersonAsOperator(draft, programName: "Marlow Valley", newProgramZone: nil)
    }
    let link = try await house.addPersonAsOperator(draft, programName: "Marlow Valley", newProgramZone: "America/Chicago")
    #expect(link.purpose == .invitation)
    let dana = PersonDraft(fullName: "Dana Whitfield", signInName: "dana@marlow.example", coachKind: .itc)
    let second = try await house.addPersonAsOperator(dana, programName: "Marlow Valley", newProgramZone: nil)
    #expect(second.person.programID == link.person.programID)
    #expect(second.person.coachKind == .itc)
  }

  @Test(arguments: TestEngine.allCases) func aSlipOfThePenOpensNoSecondProgram(_ which: TestEngine) async throws {
    let town = try await Town.open(try await which.open())
    await #expect(
      throws: Problem("program", "people.operator.programUnknown", ["name": "Harbour Point", "names": "Far Hills, Harbor Point"])
    ) {
      try await town.house.addPersonAsOperator(draft, programName: "Harbour Point", newProgramZone: nil)
    }
    await #expect(throws: Problem("program", "people.operator.programExists", ["name": "Harbor Point"])) {
      try await town.house.addPersonAsOperator(draft, programName: "Harbor Point", newProgramZone: "America/Chicago")
    }
    await #expect(throws: Problem.self) { try await town.house.addPersonAsOperator(draft, programName: "New", newProgramZone: "Nowhere") }
    let taken = PersonDraft(fullName: "Ben", signInName: "ben@harbor.example")
    await #expect(throws: Problem("sign-in-name", "people.problem.signInNameTaken")) {
      try await town.house.addPersonAsOperator(taken, programName: "Third", newProgramZone: "UTC")
    }
    // What failed left nothing behind.
    #expect(try await town.house.engine.read { try $0.programs().count } == 2)
  }

  @Test(arguments: TestEngine.allCases) func resetFindsAPersonByTheNameTheySignInWith(_ which: TestEngine) async throws {
    let town = try await Town.open(try await which.open())
    #expect(try await town.house.makeLinkAsOperator(signInName: " Ben@HARBOR.example").purpose == .reset)
    await #expect(throws: Problem("name", "people.operator.nobody", ["name": "bob"])) {
      try await town.house.makeLinkAsOperator(signInName: "bob")
    }
    try await town.house.disablePerson(town.ben.id, as: town.actor(town.ada))
    await #expect(throws: Problem("name", "people.problem.disabled")) {
      try await town.house.makeLinkAsOperator(signInName: town.ben.signInName)
    }
    let entries = try await town.house.engine.read { try $0.auditEntries(of: town.program.id) }
    #expect(entries.contains { $0.actorID == nil && $0.deed == "makeLink" && $0.objectID == town.ben.id.text })
  }
}
