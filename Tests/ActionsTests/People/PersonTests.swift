// What an administrator does with the people of their program, and that it reaches into no other.
import Actions
import Database
import Domain
import Store
import TestSupport
import Testing

@Suite struct PersonTests {
  @Test(arguments: TestEngine.allCases) func anAdministratorSeesTheirOwnProgram(_ which: TestEngine) async throws {
    let town = try await Town.open(try await which.open())
    let overview = try await town.house.people(as: town.actor(town.ada))
    #expect(overview.program == town.program)
    #expect(overview.schools == [town.school])
    #expect(overview.people.map(\.person.fullName) == ["Ada Moss", "Ben Reed", "Cal Frye", "Lea Stone"])
    #expect(overview.people.map { $0.roles.map(\.role) } == [[.administrator], [.coach], [], [.programLead]])
    #expect(overview.people.allSatisfy { $0.hasPassword })
  }

  @Test(arguments: TestEngine.allCases) func nobodyElseSeesThePeople(_ which: TestEngine) async throws {
    let town = try await Town.open(try await which.open())
    await #expect(throws: Refusal.notAllowed) { try await town.house.people(as: town.actor(town.lea)) }
    await #expect(throws: Refusal.notFound) { try await town.house.people(as: town.actor(town.ben)) }
    await #expect(throws: Refusal.notFound) { try await town.house.person(town.ben.id, as: town.actor(town.fay)) }
    await #expect(throws: Refusal.notFound) { try await town.house.person(town.house.newID(), as: town.actor(town.ada)) }
    await #expect(throws: Refusal.notAllowed) { try await town.house.person(town.ben.id, as: town.actor(town.ben)) }
    #expect(try await town.house.people(as: town.actor(town.fay)).people.map(\.person.fullName) == ["Fay Hill"])
  }

  @Test(arguments: TestEngine.allCases) func everyChangeToSomebodyOfAnotherProgramFindsNobody(_ which: TestEngine) async throws {
    let town = try await Town.open(try await which.open())
    let fay = town.actor(town.fay)
    let role = try #require(try await town.house.engine.read { try $0.roles(of: town.ben.id, at: town.clock.now).first })
    await #expect(throws: Refusal.notFound) { try await town.house.makeLink(for: town.ben.id, as: fay) }
    await #expect(throws: Refusal.notFound) { try await town.house.endSignIns(of: town.ben.id, as: fay) }
    await #expect(throws: Refusal.notFound) { try await town.house.disablePerson(town.ben.id, as: fay) }
    await #expect(throws: Refusal.notFound) { try await town.house.enablePerson(town.ben.id, as: fay) }
    await #expect(throws: Refusal.notFound) {
      try await town.house.giveRole(.administrator, to: town.ben.id, on: town.otherProgram.id.text, as: fay)
    }
    await #expect(throws: Refusal.notFound) { try await town.house.endRole(role.id, of: role.personID, as: fay) }
    // Nor may an administrator lend out what belongs to another program.
    let ada = town.actor(town.ada)
    await #expect(throws: Refusal.notFound) {
      try await town.house.giveRole(.programLead, to: town.ben.id, on: town.otherProgram.id.text, as: ada)
    }
    await #expect(throws: Refusal.notFound) { try await town.house.giveRole(.appraiser, to: town.ben.id, on: town.fay.id.text, as: ada) }
    let draft = PersonDraft(fullName: "Gil Far", signInName: "gil@hills.example", coachKind: .ic, schoolIDs: [town.school.id])
    await #expect(throws: Refusal.notFound) { try await town.house.invitePerson(draft, as: fay) }
    #expect(try await town.house.engine.read { try $0.person(signInName: "gil@hills.example") } == nil)
  }

  @Test(arguments: TestEngine.allCases) func coachesAndLeadsChangeNobody(_ which: TestEngine) async throws {
    let town = try await Town.open(try await which.open())
    for (person, refusal) in [(town.lea, Refusal.notAllowed), (town.ben, Refusal.notFound)] {
      let actor = town.actor(person)
      await #expect(throws: refusal) { try await town.house.invitePerson(PersonDraft(fullName: "X Y", signInName: "xyz"), as: actor) }
      await #expect(throws: refusal) { try await town.house.addSchool("New School", as: actor) }
      await #expect(throws: refusal) { try await town.house.makeLink(for: town.cal.id, as: actor) }
      await #expect(throws: refusal) { try await town.house.disablePerson(town.cal.id, as: actor) }
      await #expect(throws: refusal) { try await town.house.giveRole(.administrator, to: town.cal.id, on: town.program.id.text, as: actor) }
    }
  }

  @Test(arguments: TestEngine.allCases) func aTakenSignInNameIsSaidBesideItsField(_ which: TestEngine) async throws {
    let town = try await Town.open(try await which.open())
    for name in [" BEN@harbor.example", "fay@hills.example"] {
      await #expect(throws: Problem("sign-in-name", "people.problem.signInNameTaken")) {
        try await town.house.invitePerson(PersonDraft(fullName: "Ben Two", signInName: name), as: town.actor(town.ada))
      }
    }
    do {
      _ = try await town.house.invitePerson(PersonDraft(fullName: "", signInName: " "), as: town.actor(town.ada))
      Issue.record("it was taken")
    } catch let problem as Problem { #expect(problem.lines.map(\.field) == ["full-name", "sign-in-name"]) }
  }

  @Test(arguments: TestEngine.allCases) func aSchoolIsThereOnceInEachProgram(_ which: TestEngine) async throws {
    let town = try await Town.open(try await which.open())
    let school = try await town.house.addSchool("  Cove   Middle ", as: town.actor(town.ada))
    #expect(school.name == "Cove Middle")
    await #expect(throws: Problem("school-name", "people.problem.schoolTaken", ["name": "Cove Middle"])) {
      try await town.house.addSchool("Cove Middle", as: town.actor(town.ada))
    }
    _ = try await town.house.addSchool("Cove Middle", as: town.actor(town.fay))
    await #expect(throws: Problem.self) { try await town.house.addSchool(String(repeating: "s", count: 121), as: town.actor(town.ada)) }
  }

  @Test(arguments: TestEngine.allCases) func whoeverGainsOrLosesARoleSignsInAnew(_ which: TestEngine) async throws {
    let town = try await Town.open(try await which.open())
    let ada = town.actor(town.ada)
    let before = try await town.signIn(town.ben)
    try await town.house.giveRole(.programLead, to: town.ben.id, on: town.program.id.text, as: ada)
    #expect(try await town.house.signedIn(token: before.token.text) == nil)
    let between = try await town.signIn(town.ben)
    let role = try #require(try await town.house.account(as: town.actor(town.ben)).roles.first { $0.role == .programLead })
    try await town.house.endRole(role.id, of: role.personID, as: ada)
    #expect(try await town.house.signedIn(token: between.token.text) == nil)
    await #expect(throws: Refusal.notFound) { try await town.house.endRole(role.id, of: role.personID, as: ada) }
  }

  @Test(arguments: TestEngine.allCases) func aRoleThatIsHeldIsNotGivenTwice(_ which: TestEngine) async throws {
    let town = try await Town.open(try await which.open())
    for _ in 0..<3 { try await town.house.giveRole(.coach, to: town.cal.id, on: town.school.id.text, as: town.actor(town.ada)) }
    #expect(try await town.house.engine.read { try $0.roles(of: town.cal.id, at: town.clock.now).count } == 1)
    await #expect(throws: Problem("object", "people.problem.appraisesThemselves")) {
      try await town.house.giveRole(.appraiser, to: town.cal.id, on: town.cal.id.text, as: town.actor(town.ada))
    }
  }

  @Test(arguments: TestEngine.allCases) func aProgramKeepsAnAdministrator(_ which: TestEngine) async throws {
    let town = try await Town.open(try await which.open())
    let ada = town.actor(town.ada)
    let own = try #require(try await town.house.account(as: ada).roles.first)
    await #expect(throws: Problem("role", "people.problem.lastAdministrator")) {
      try await town.house.endRole(own.id, of: own.personID, as: ada)
    }
    await #expect(throws: Problem("person", "people.problem.disableYourself")) { try await town.house.disablePerson(town.ada.id, as: ada) }
    try await town.house.giveRole(.administrator, to: town.cal.id, on: town.program.id.text, as: ada)
    try await town.house.endRole(own.id, of: own.personID, as: ada)
    await #expect(throws: Refusal.notFound) { try await town.house.people(as: ada) }
  }

  /// Somebody whose way in is closed keeps nobody in office.
  @Test(arguments: TestEngine.allCases) func theLastAdministratorIsTheLastWhoCanComeIn(_ which: TestEngine) async throws {
    let town = try await Town.open(try await which.open())
    let ada = town.actor(town.ada)
    let own = try #require(try await town.house.account(as: ada).roles.first)
    try await town.house.giveRole(.administrator, to: town.cal.id, on: town.program.id.text, as: ada)
    try await town.house.disablePerson(town.cal.id, as: ada)
    await #expect(throws: Problem("role", "people.problem.lastAdministrator")) {
      try await town.house.endRole(own.id, of: own.personID, as: ada)
    }
    try await town.house.enablePerson(town.cal.id, as: ada)
    try await town.house.endRole(own.id, of: own.personID, as: ada)
  }

  @Test(arguments: TestEngine.allCases) func aClosedWayInCanBeOpenedAgain(_ which: TestEngine) async throws {
    let town = try await Town.open(try await which.open())
    let ada = town.actor(town.ada)
    try await town.house.disablePerson(town.ben.id, as: ada)
    await #expect(throws: Problem("person", "people.problem.disabled")) { try await town.house.makeLink(for: town.ben.id, as: ada) }
    try await town.house.enablePerson(town.ben.id, as: ada)
    _ = try await town.signIn(town.ben)
  }

  @Test(arguments: TestEngine.allCases) func theNumberOfStatementsDoesNotGrowWithThePeople(_ which: TestEngine) async throws {
    let town = try await Town.open(try await which.open())
    func statements() async throws -> Int {
      let counter = StatementCounter()
      _ = try await StatementCounter.$current.withValue(counter) { try await town.house.people(as: town.actor(town.ada)) }
      return counter.count
    }
    let few = try await statements()
    for number in 0..<30 {
      let draft = PersonDraft(fullName: "Person \(number)", signInName: "person\(number)", coachKind: .itc, schoolIDs: [town.school.id])
      _ = try await town.house.invitePerson(draft, as: town.actor(town.ada))
    }
    #expect(try await statements() == few)
    #expect(few <= 8)
  }

  @Test(arguments: TestEngine.allCases) func everyChangeIsInTheAuditWithoutContent(_ which: TestEngine) async throws {
    let town = try await Town.open(try await which.open())
    let ada = town.actor(town.ada)
    let link = try await town.house.invitePerson(PersonDraft(fullName: "Canary Name", signInName: "canary@x"), as: ada)
    try await town.house.giveRole(.coach, to: link.person.id, on: town.school.id.text, as: ada)
    _ = try await town.house.makeLink(for: link.person.id, as: ada)
    try await town.house.disablePerson(link.person.id, as: ada)
    let entries = try await town.house.engine.read { try $0.auditEntries(of: town.program.id) }
    #expect(Set(entries.map(\.deed)) == ["invitePerson", "giveRole", "makeLink", "disablePerson"])
    #expect(entries.allSatisfy { $0.actorID == town.ada.id && $0.objectID == link.person.id.text })
    #expect(!"\(entries)".contains("Canary") && !"\(entries)".contains("canary"))
  }
}
