// Sign-ins, known devices, links that work once and counted failures, on both engines.
import Database
import Domain
import Store
import TestSupport
import Testing

@Suite struct SignInRecordsTests {
  @Test(arguments: TestEngine.allCases) func oneStatementTellsEverythingARequestNeeds(_ which: TestEngine) async throws {
    let engine = try await which.open()
    let town = try await Town.open(engine)
    let now = town.clock.now
    let signIn = SignIn(id: town.house.newID(), personID: town.lea.id, device: "x", createdAt: now, seenAt: now)
    try await engine.write { try $0.insert(signIn, tokenHash: "hash") }
    let (found, statements) = try await engine.read { tx in (try tx.signedIn(tokenHash: "hash", at: now), tx.statementCount) }
    #expect(statements == 1)
    #expect(found?.signedIn.actor == town.actor(town.lea))
    #expect(found?.signedIn.fullName == "Lea Stone")
    #expect(found?.signedIn.hasAcceptedNotice == true)
    #expect(found?.signedIn.isAdministrator == false)
    #expect(found?.limits == .programRole)
    #expect(found?.signIn == signIn)
    #expect(try await engine.read { try $0.signedIn(tokenHash: "other", at: now) } == nil)
  }

  @Test(arguments: TestEngine.allCases) func endingIsForItsOwnerOnly(_ which: TestEngine) async throws {
    let engine = try await which.open()
    let town = try await Town.open(engine)
    let now = town.clock.now
    let ids: [ID<SignIn>] = (0..<3).map { _ in town.house.newID() }
    try await engine.write { tx in
      for (place, id) in ids.enumerated() {
        try tx.insert(
          SignIn(id: id, personID: town.ben.id, device: "", createdAt: now, seenAt: now + .minutes(place)), tokenHash: "\(place)")
      }
    }
    #expect(try await engine.write { try $0.end(ids[0], of: town.cal.id) } == false)
    #expect(try await engine.read { try $0.signIns(of: town.ben.id).map(\.id) } == ids.reversed())
    try await engine.write { try $0.endSignIns(of: town.ben.id, except: ids[1]) }
    #expect(try await engine.read { try $0.signIns(of: town.ben.id).map(\.id) } == [ids[1]])
    #expect(try await engine.write { try $0.end(ids[1], of: town.ben.id) })
    #expect(try await engine.read { try $0.signIns(of: town.ben.id) }.isEmpty)
  }

  @Test(arguments: TestEngine.allCases) func aDisabledPersonIsNotSignedIn(_ which: TestEngine) async throws {
    let engine = try await which.open()
    let town = try await Town.open(engine)
    let now = town.clock.now
    try await engine.write { tx in
      try tx.insert(SignIn(id: town.house.newID(), personID: town.ben.id, device: "", createdAt: now, seenAt: now), tokenHash: "h")
      try tx.disable(town.ben.id, at: now)
    }
    #expect(try await engine.read { try $0.signedIn(tokenHash: "h", at: now) } == nil)
  }

  @Test(arguments: TestEngine.allCases) func aLinkIsUsedUpByOneOfTwo(_ which: TestEngine) async throws {
    let engine = try await which.open()
    let town = try await Town.open(engine)
    let now = town.clock.now
    let link = OneTimeLink(
      tokenHash: "once", purpose: .invitation, personID: town.ben.id, programID: town.program.id, madeBy: town.ada.id, createdAt: now)
    try await engine.write { try $0.insert(link) }
    #expect(try await engine.read { try $0.link(tokenHash: "once") } == link)
    let winners = try await withThrowingTaskGroup(of: Bool.self) { tasks in
      for _ in 0..<12 { tasks.addTask { try await engine.write { try $0.useUp(linkWithHash: "once", at: now) } } }
      return try await tasks.reduce(into: 0) { $0 += $1 ? 1 : 0 }
    }
    #expect(winners == 1)
  }

  @Test(arguments: TestEngine.allCases) func withdrawnAndLateLinksDoNotWorkAndDoNotCountAsUsed(_ which: TestEngine) async throws {
    let engine = try await which.open()
    let town = try await Town.open(engine)
    let now = town.clock.now
    try await engine.write { tx in
      for hash in ["a", "b"] {
        try tx.insert(
          OneTimeLink(tokenHash: hash, purpose: .reset, personID: town.ben.id, programID: town.program.id, madeBy: nil, createdAt: now))
      }
    }
    #expect(try await engine.write { try $0.useUp(linkWithHash: "a", at: now + .minutes(30)) } == false)
    try await engine.write { try $0.withdrawLinks(for: town.ben.id, at: now) }
    #expect(try await engine.write { try $0.useUp(linkWithHash: "a", at: now) } == false)
    #expect(try await engine.read { try $0.linksMade(for: town.ben.id).map(\.link.usedAt) } == [nil, nil])
    #expect(try await engine.read { try $0.openInvitations(of: town.program.id, at: now) }.isEmpty)
  }

  @Test(arguments: TestEngine.allCases) func failuresAreCountedByWindowAndInAll(_ which: TestEngine) async throws {
    let engine = try await which.open()
    let town = try await Town.open(engine)
    let now = town.clock.now
    try await engine.write { tx in
      for minute in 0..<30 { try tx.insertFailure(town.house.newID(), subject: "s", at: now - .minutes(minute)) }
      try tx.insertFailure(town.house.newID(), subject: "other", at: now)
    }
    let count = try await engine.read { try $0.failures(of: "s", at: now) }
    #expect(count.inWindow == 15)
    #expect(count.total == 30)
    #expect(count.latest == now)
    #expect(try await engine.read { try $0.failures(of: "nobody", at: now).latest } == nil)
    #expect(try await engine.read { try $0.failure(number: 5, of: "s", at: now) } == now - .minutes(4))
    #expect(try await engine.read { try $0.failure(number: 16, of: "s", at: now) } == nil)
    try await engine.write { try $0.forgetFailures(before: now - .minutes(20)) }
    #expect(try await engine.read { try $0.failures(of: "s", at: now).total } == 21)
    try await engine.write { try $0.forgetFailures(of: "s") }
    #expect(try await engine.read { try $0.failures(of: "s", at: now).total } == 0)
    #expect(try await engine.read { try $0.failures(of: "other", at: now).total } == 1)
  }

  @Test(arguments: TestEngine.allCases) func theAuditTellsWhoDidWhatAndStaysInItsProgram(_ which: TestEngine) async throws {
    let engine = try await which.open()
    let town = try await Town.open(engine)
    try await engine.write { tx in
      try town.house.audit(.makeLink, by: town.actor(town.ada), on: .person, town.ben.id.text, in: tx)
      try town.house.audit(.makeLink, by: nil, program: town.otherProgram.id, on: .person, town.fay.id.text, in: tx)
    }
    let own = try await engine.read { try $0.auditEntries(of: town.program.id) }
    #expect(own.map(\.actorID) == [town.ada.id])
    #expect(own.map(\.deed) == ["makeLink"])
    #expect(own.map(\.objectID) == [town.ben.id.text])
    let others = try await engine.read { try $0.auditEntries(of: town.otherProgram.id) }
    #expect(others.map(\.actorID) == [nil])
  }
}
