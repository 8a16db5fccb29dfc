// What a person stands to a program and to another person, by the rows and at the moment asked for, on both engines.
import Domain
import Store
import TestSupport
import Testing

@Suite struct RoleRecordsTests {
  @Test(arguments: TestEngine.allCases) func relationsToAProgramComeFromRolesInThatProgram(_ which: TestEngine) async throws {
    let engine = try await which.open()
    let town = try await Town.open(engine)
    let now = town.clock.now
    try await engine.read { tx throws in
      func to(_ program: Program, of person: Person) throws -> Set<Relation> {
        try tx.relations(of: town.actor(person), to: program.id, at: now)
      }
      #expect(try to(town.program, of: town.ada) == [.sameProgram, .administrator])
      #expect(try to(town.program, of: town.lea) == [.sameProgram, .programLead])
      #expect(try to(town.program, of: town.ben) == [.sameProgram])
      #expect(try to(town.program, of: town.cal) == [.sameProgram, .beforeNotice])
      #expect(try to(town.program, of: town.fay) == [.outsider])
      #expect(try to(town.otherProgram, of: town.ada) == [.outsider])
    }
  }

  @Test(arguments: TestEngine.allCases) func aRoleInAnotherProgramMakesNobodyAnInsider(_ which: TestEngine) async throws {
    let engine = try await which.open()
    let town = try await Town.open(engine)
    let now = town.clock.now
    try await engine.write { tx in
      try tx.insert(
        RoleHeld(id: town.house.newID(), personID: town.ada.id, role: .administrator, objectID: town.otherProgram.id.text, from: now))
    }
    #expect(try await engine.read { try $0.relations(of: town.actor(town.ada), to: town.otherProgram.id, at: now) } == [.outsider])
  }

  @Test(arguments: TestEngine.allCases) func anActorThatLiesAboutTheirProgramIsAnOutsider(_ which: TestEngine) async throws {
    let engine = try await which.open()
    let town = try await Town.open(engine)
    let forged = Actor(personID: town.fay.id, programID: town.program.id)
    #expect(try await engine.read { try $0.relations(of: forged, to: town.program.id, at: town.clock.now) } == [.outsider])
  }

  @Test(arguments: TestEngine.allCases) func aRoleCountsOnlyWhileItIsHeld(_ which: TestEngine) async throws {
    let engine = try await which.open()
    let town = try await Town.open(engine)
    let now = town.clock.now
    let held = try await engine.read { try $0.roles(of: town.ada.id, at: now) }
    #expect(held.map(\.role) == [.administrator])
    #expect(try await engine.read { try $0.roles(of: town.ada.id, at: now - .seconds(1)) }.isEmpty)
    let id = try #require(held.first?.id)
    try await engine.write { try $0.end(id, at: now + .hours(1)) }
    #expect(try await engine.read { try $0.relations(of: town.actor(town.ada), to: town.program.id, at: now) }.contains(.administrator))
    let later = now + .hours(1)
    #expect(try await engine.read { try $0.relations(of: town.actor(town.ada), to: town.program.id, at: later) } == [.sameProgram])
    #expect(try await engine.read { try $0.roleHeld(id)?.until } == later)
    // Ending it again does not move the end.
    try await engine.write { try $0.end(id, at: now + .hours(9)) }
    #expect(try await engine.read { try $0.roleHeld(id)?.until } == later)
  }

  @Test(arguments: TestEngine.allCases) func whoeverIsDisabledIsAnOutsiderWhateverIsWrittenDown(_ which: TestEngine) async throws {
    let engine = try await which.open()
    let town = try await Town.open(engine)
    try await engine.write { try $0.disable(town.ada.id, at: town.clock.now) }
    #expect(try await engine.read { try $0.relations(of: town.actor(town.ada), to: town.program.id, at: town.clock.now) } == [.outsider])
    #expect(try await engine.read { try $0.relations(of: town.actor(town.ada), to: town.ada, at: town.clock.now) } == [.outsider])
  }

  @Test(arguments: TestEngine.allCases) func relationsToAPersonKnowOneself(_ which: TestEngine) async throws {
    let engine = try await which.open()
    let town = try await Town.open(engine)
    let now = town.clock.now
    try await engine.read { tx throws in
      #expect(try tx.relations(of: town.actor(town.ben), to: town.ben, at: now) == [.sameProgram, .owner])
      #expect(try tx.relations(of: town.actor(town.ben), to: town.cal, at: now) == [.sameProgram])
      #expect(try tx.relations(of: town.actor(town.ada), to: town.ben, at: now) == [.sameProgram, .administrator])
      #expect(try tx.relations(of: town.actor(town.fay), to: town.ben, at: now) == [.outsider])
    }
  }

  @Test(arguments: TestEngine.allCases) func whoAppraisesWhomIsARoleOfItsOwn(_ which: TestEngine) async throws {
    let engine = try await which.open()
    let town = try await Town.open(engine)
    let now = town.clock.now
    try await engine.write { tx in
      try tx.insert(RoleHeld(id: town.house.newID(), personID: town.lea.id, role: .appraiser, objectID: town.ben.id.text, from: now))
    }
    try await engine.read { tx throws in
      #expect(try tx.roles(of: town.lea.id, at: now).contains { $0.role == .appraiser && $0.objectID == town.ben.id.text })
      #expect(try !tx.roles(of: town.ben.id, at: now).contains { $0.role == .appraiser })
      #expect(try !tx.roles(of: town.lea.id, at: now - .days(1)).contains { $0.role == .appraiser })
      #expect(try tx.roles(in: town.program.id, at: now).count == 4)
      #expect(try tx.roles(in: town.otherProgram.id, at: now).map(\.personID) == [town.fay.id])
    }
  }

  @Test(arguments: TestEngine.allCases) func relationsTakeOneStatementHoweverManyRolesThereAre(_ which: TestEngine) async throws {
    let engine = try await which.open()
    let town = try await Town.open(engine)
    try await engine.write { tx in
      for _ in 0..<50 {
        try tx.insert(
          RoleHeld(id: town.house.newID(), personID: town.ben.id, role: .coach, objectID: town.school.id.text, from: town.clock.now))
      }
    }
    let statements = try await engine.read { tx throws in
      _ = try tx.relations(of: town.actor(town.ben), to: town.program.id, at: town.clock.now)
      return tx.statementCount
    }
    #expect(statements == 1)
  }
}
