// Signing in and staying signed in, on both engines.
import Actions
import Credentials
import Database
import Domain
import Store
import TestSupport
import Testing

@Suite struct SignInTests {
  /// As a stream of events asks.
  private func isSignedIn(_ new: NewSignIn, _ town: Town) async throws -> Bool {
    let now = town.clock.now
    return try await town.house.engine.read { try $0.isSignedIn(new.signedIn.signInID, at: now) }
  }

  @Test(arguments: TestEngine.allCases) func theRightPasswordSignsIn(_ which: TestEngine) async throws {
    let town = try await Town.open(try await which.open())
    let new = try await town.signIn(town.ben)
    #expect(new.signedIn.actor == town.actor(town.ben))
    #expect(new.signedIn.fullName == "Ben Reed")
    let found = try #require(try await town.house.signedIn(token: new.token.text))
    #expect(found == new.signedIn)
    // Neither secret stands in the database.
    let hashes = try await town.house.engine.read { tx in
      try tx.rows("SELECT token_hash FROM sign_in UNION SELECT token_hash FROM known_device").map { try $0["token_hash"] as String }
    }
    #expect(hashes.count == 2)
    #expect(!hashes.contains(new.token.text))
    #expect(hashes.contains(new.token.hash))
  }

  @Test(arguments: TestEngine.allCases) func theNameMayBeTypedInCapitals(_ which: TestEngine) async throws {
    let town = try await Town.open(try await which.open())
    let attempt = SignInAttempt(name: "  BEN@Harbor.Example ", password: Town.password, address: "192.0.2.1")
    #expect(try await town.house.signIn(attempt).signedIn.actor.personID == town.ben.id)
  }

  @Test(arguments: TestEngine.allCases) func eachSignInHasASecretOfItsOwn(_ which: TestEngine) async throws {
    let town = try await Town.open(try await which.open())
    let first = try await town.signIn(town.ben)
    let second = try await town.signIn(town.ben)
    #expect(first.token != second.token)
    #expect(first.signedIn.signInID != second.signedIn.signInID)
    #expect(try await town.house.signedIn(token: first.token.text) != nil)
  }

  @Test(arguments: TestEngine.allCases) func whatIsMissingIsSaidBesideItsField(_ which: TestEngine) async throws {
    let town = try await Town.open(try await which.open())
    do {
      _ = try await town.house.signIn(SignInAttempt(name: " ", password: "", address: ""))
      Issue.record("it went in")
    } catch let problem as Problem { #expect(problem.lines.map(\.field) == ["name", "password"]) }
  }

  @Test(arguments: TestEngine.allCases) func signingOutEndsItOnTheServer(_ which: TestEngine) async throws {
    let town = try await Town.open(try await which.open())
    let new = try await town.signIn(town.ben)
    let other = try await town.signIn(town.ben)
    try await town.house.signOut(new.signedIn)
    #expect(try await town.house.signedIn(token: new.token.text) == nil)
    #expect(try await !isSignedIn(new, town))
    #expect(try await town.house.signedIn(token: other.token.text) != nil)
  }

  @Test(arguments: TestEngine.allCases) func aCoachIsSignedOutAfterEightHoursOfNothing(_ which: TestEngine) async throws {
    let town = try await Town.open(try await which.open())
    let new = try await town.signIn(town.ben)
    for _ in 0..<3 {
      town.clock.advance(.hours(7))
      #expect(try await town.house.signedIn(token: new.token.text) != nil)
    }
    town.clock.advance(.hours(8))
    #expect(try await town.house.signedIn(token: new.token.text) == nil)
    #expect(try await !isSignedIn(new, town))
  }

  @Test(arguments: TestEngine.allCases) func aCoachIsSignedOutAfterAWeekWhateverHappens(_ which: TestEngine) async throws {
    let town = try await Town.open(try await which.open())
    let new = try await town.signIn(town.ben)
    for hour in stride(from: 6, through: 162, by: 6) {
      town.clock.advance(.hours(6))
      #expect(try await town.house.signedIn(token: new.token.text) != nil, "after \(hour) hours")
    }
    town.clock.advance(.hours(6))
    #expect(try await town.house.signedIn(token: new.token.text) == nil)
  }

  @Test(arguments: TestEngine.allCases) func leadAndAdministratorAreSignedOutAfterHalfAnHour(_ which: TestEngine) async throws {
    let town = try await Town.open(try await which.open())
    for person in [town.ada, town.lea] {
      let new = try await town.signIn(person)
      town.clock.advance(.minutes(29))
      #expect(try await town.house.signedIn(token: new.token.text) != nil)
      town.clock.advance(.minutes(30))
      #expect(try await town.house.signedIn(token: new.token.text) == nil)
    }
  }

  @Test(arguments: TestEngine.allCases) func anAdministratorIsSignedOutAfterTwelveHoursWhateverHappens(_ which: TestEngine) async throws {
    let town = try await Town.open(try await which.open())
    let new = try await town.signIn(town.ada)
    for _ in 0..<47 {
      town.clock.advance(.minutes(15))
      #expect(try await town.house.signedIn(token: new.token.text) != nil)
    }
    town.clock.advance(.minutes(15))
    #expect(try await town.house.signedIn(token: new.token.text) == nil)
  }

  @Test(arguments: TestEngine.allCases) func beingAskedByAStreamIsNoUse(_ which: TestEngine) async throws {
    let town = try await Town.open(try await which.open())
    let new = try await town.signIn(town.ada)
    for _ in 0..<6 {
      town.clock.advance(.minutes(5))
      _ = try await isSignedIn(new, town)
    }
    #expect(try await town.house.signedIn(token: new.token.text) == nil)
  }

  @Test(arguments: TestEngine.allCases) func aRequestWritesAtMostOnceAMinute(_ which: TestEngine) async throws {
    let town = try await Town.open(try await which.open())
    let new = try await town.signIn(town.ben)
    func seen() async throws -> Instant? { try await town.house.engine.read { try $0.signIns(of: town.ben.id).first?.seenAt } }
    let start = town.clock.now
    town.clock.advance(.seconds(59))
    _ = try await town.house.signedIn(token: new.token.text)
    #expect(try await seen() == start)
    town.clock.advance(.seconds(1))
    _ = try await town.house.signedIn(token: new.token.text)
    #expect(try await seen() == start + .minutes(1))
  }

  @Test(arguments: TestEngine.allCases) func whereNothingCanBeWrittenOneStaysSignedIn(_ which: TestEngine) async throws {
    let town = try await Town.open(try await which.open())
    let new = try await town.signIn(town.ben)
    let full = House(engine: ReadingEngine(engine: town.house.engine), catalogue: town.house.catalogue, now: town.house.now)
    town.clock.advance(.minutes(5))
    #expect(try await full.signedIn(token: new.token.text) == new.signedIn)
    await #expect(throws: DatabaseFault.full("no room")) { try await full.signOut(new.signedIn) }
  }

  @Test(arguments: TestEngine.allCases) func nothingThatIsNoTokenGetsIn(_ which: TestEngine) async throws {
    let town = try await Town.open(try await which.open())
    let new = try await town.signIn(town.ben)
    for sent in ["", "x", new.token.hash, new.token.text + "A", String(new.token.text.dropLast()), SecretToken().text] {
      #expect(try await town.house.signedIn(token: sent) == nil)
    }
  }

  @Test(arguments: TestEngine.allCases) func aDisabledPersonIsOutAtOnceAndStaysOut(_ which: TestEngine) async throws {
    let town = try await Town.open(try await which.open())
    let new = try await town.signIn(town.ben)
    try await town.house.disablePerson(town.ben.id, as: town.actor(town.ada))
    #expect(try await town.house.signedIn(token: new.token.text) == nil)
    #expect(try await !isSignedIn(new, town))
    await #expect(throws: Problem(nil, "people.signIn.wrong")) { try await town.signIn(town.ben) }
  }

  @Test(arguments: TestEngine.allCases) func anOldHashIsRenewedWhenItsOwnerSignsIn(_ which: TestEngine) async throws {
    let town = try await Town.open(try await which.open())
    let old = try await Passwords(cost: .init(logN: 3, blockSize: 8, parallelism: 1)).hash(Town.password)
    try await town.house.engine.write { try $0.setPassword(old, of: town.ben.id) }
    _ = try await town.signIn(town.ben)
    let kept = try await town.house.engine.read { try $0.password(of: town.ben.id) }
    #expect(kept?.hasPrefix("$scrypt$ln=4,") == true)
    _ = try await town.signIn(town.ben)
  }

  @Test(arguments: TestEngine.allCases) func theDoorsOfAFurnishedHouseAreClosedAnywhereElse(_ which: TestEngine) async throws {
    let furnished = try await Town.open(try await which.open(), isDemo: true)
    #expect(try await furnished.house.demoDoors().map(\.fullName) == ["Ada Moss", "Ben Reed", "Cal Frye", "Fay Hill", "Lea Stone"])
    #expect(try await furnished.house.signInToDemo(furnished.ben.id, device: "").signedIn.actor.personID == furnished.ben.id)
    // The same rows, opened without --demo.
    let plain = House(
      engine: furnished.house.engine, catalogue: furnished.house.catalogue, passwords: furnished.house.passwords,
      now: furnished.house.now)
    #expect(try await plain.demoDoors().isEmpty)
    await #expect(throws: Refusal.notFound) { try await plain.signInToDemo(furnished.ben.id, device: "") }
    // And whoever is disabled has no door in the furnished house either.
    try await furnished.house.disablePerson(furnished.ben.id, as: furnished.actor(furnished.ada))
    await #expect(throws: Refusal.notFound) { try await furnished.house.signInToDemo(furnished.ben.id, device: "") }
  }

  @Test(arguments: TestEngine.allCases) func whatIsTooOldIsForgotten(_ which: TestEngine) async throws {
    let town = try await Town.open(try await which.open())
    _ = try await town.signIn(town.ben)
    town.clock.advance(.days(8))
    _ = try await town.signIn(town.cal)
    #expect(try await town.house.engine.read { try $0.signIns(of: town.ben.id) }.isEmpty)
  }
}

/// An engine whose disk is full.
private struct ReadingEngine: Engine {
  let engine: any Engine
  var kind: EngineKind { engine.kind }
  func read<Answer: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> Answer) async throws -> Answer {
    try await engine.read(body)
  }
  func write<Answer: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> Answer) async throws -> Answer {
    throw DatabaseFault.full("no room")
  }
  func exclusively<Answer: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> Answer) async throws -> Answer {
    try await write(body)
  }
  func settings() async throws -> EngineSettings { try await engine.settings() }
  func close() async {}
}
