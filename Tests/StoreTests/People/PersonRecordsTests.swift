// Programs, schools and persons go in and come out whole, on both engines.
import Database
import Domain
import Store
import TestSupport
import Testing

@Suite struct PersonRecordsTests {
  @Test(arguments: TestEngine.allCases) func whatGoesInComesOut(_ which: TestEngine) async throws {
    let engine = try await which.open()
    let town = try await Town.open(engine)
    try await engine.read { tx throws in
      #expect(try tx.program(town.program.id) == town.program)
      #expect(try tx.program(named: "Far Hills") == town.otherProgram)
      #expect(try tx.programs().map(\.name) == ["Far Hills", "Harbor Point"])
      #expect(try tx.school(town.school.id) == town.school)
      #expect(try tx.schools(of: town.otherProgram.id).isEmpty)
      #expect(try tx.person(town.ben.id) == town.ben)
      #expect(try tx.person(signInName: "cal@harbor.example") == town.cal)
      #expect(try tx.person(signInName: "Cal@harbor.example") == nil)
      #expect(try tx.persons(of: town.program.id).map(\.fullName) == ["Ada Moss", "Ben Reed", "Cal Frye", "Lea Stone"])
      #expect(try tx.persons([town.fay.id, town.ben.id]).map(\.fullName) == ["Ben Reed", "Fay Hill"])
      #expect(try tx.persons([]).isEmpty)
      #expect(try tx.hasAnyPerson())
      #expect(try tx.demoPersons().isEmpty)
    }
  }

  @Test(arguments: TestEngine.allCases) func anyWritingAndAnyTimeIsKept(_ which: TestEngine) async throws {
    let engine = try await which.open()
    let town = try await Town.open(engine)
    let odd = Person(
      id: town.house.newID(), programID: town.program.id, fullName: "Zoë “O'Neill” 李 \\ '; DROP TABLE person; --", signInName: "zoë@x",
      coachKind: .both, isDemo: true, createdAt: Instant(milliseconds: 4_102_444_800_001), disabledAt: Instant(milliseconds: -1))
    try await engine.write { try $0.insert(odd) }
    #expect(try await engine.read { try $0.person(odd.id) } == odd)
  }

  @Test(arguments: TestEngine.allCases) func aSignInNameIsThereOnce(_ which: TestEngine) async throws {
    let engine = try await which.open()
    let town = try await Town.open(engine)
    let twin = Person(
      id: town.house.newID(), programID: town.otherProgram.id, fullName: "Ben Other", signInName: town.ben.signInName, coachKind: nil,
      isDemo: false, createdAt: town.clock.now)
    await #expect(throws: DatabaseFault.self) { try await engine.write { try $0.insert(twin) } }
  }

  @Test(arguments: TestEngine.allCases) func aPasswordIsReadOnlyWhereItIsAskedFor(_ which: TestEngine) async throws {
    let engine = try await which.open()
    let town = try await Town.open(engine)
    try await engine.write { try $0.setPassword("$a$hash", of: town.ben.id) }
    #expect(try await engine.read { try $0.password(of: town.ben.id) } == "$a$hash")
    #expect(try await engine.read { try $0.personAndPassword(signInName: town.ben.signInName)?.password } == "$a$hash")
    try await engine.write { try $0.setPassword(nil, of: town.ben.id) }
    #expect(try await engine.read { try $0.password(of: town.ben.id) } == nil)
    #expect(try await engine.read { try $0.personAndPassword(signInName: "nobody") } == nil)
    #expect(try await engine.read { try !$0.personsWithPassword(of: town.program.id).contains(town.ben.id) })
  }

  @Test(arguments: TestEngine.allCases) func theNoticeIsAcceptedOnceForEachVersion(_ which: TestEngine) async throws {
    let engine = try await which.open()
    let town = try await Town.open(engine)
    let first = town.clock.now
    try await engine.write { try $0.acceptNotice(town.cal.id, at: first) }
    try await engine.write { try $0.acceptNotice(town.cal.id, at: first + .days(1)) }
    #expect(try await engine.read { try $0.noticeAcceptance(of: town.cal.id) } == first)
    #expect(try await engine.read { try $0.noticeAcceptance(of: town.cal.id, version: Notice.version + 1) } == nil)
  }
}
