// Rows of a group's own shelf and of what somebody tried come back as they were written, on both engines.
import Database
import Domain
import Store
import TestSupport
import Testing

@Suite struct OwnShelfRecordsTests {
  private let now = Instant(milliseconds: 1_792_414_800_000)
  private let dana = ID<Person>(trusted: "dana")
  private let marcus = ID<Person>(trusted: "marcus")
  private let alder = ID<Group>(trusted: "alder")
  private let birch = ID<Group>(trusted: "birch")
  private let scenario = Scenario(
    key: "own-1", title: "The late bus \u{1F68C}", brief: "Two\nlines", role: "A teacher", wants: "To be left alone",
    card: Scenario.Card(truth: "Worn out", softens: "Being asked", limit: "No tears"), level: .stretch, stance: .torn, skills: ["listening"],
    audience: .itc)
  private let id = ID<OwnScenario>(trusted: "own-1")
  private let stem = ID<OwnStem>(trusted: "stem-1")
  private let round = ID<PracticeRound>(trusted: "round-1")

  private func furnished(_ engine: TestEngine) async throws -> any Engine {
    let engine = try await engine.open()
    try await engine.write { tx in
      let program = ID<Program>(trusted: "p")
      try tx.insert(Program(id: program, name: "Valley", zone: "UTC", createdAt: now))
      for person in [dana, marcus] {
        try tx.insert(
          Person(
            id: person, programID: program, fullName: "Name of \(person)", signInName: person.text, coachKind: .ic, isDemo: false, createdAt: now))
      }
      for group in [alder, birch] { try tx.insert(Group(id: group, programID: program, name: group.text, zone: "UTC", createdAt: now)) }
      try tx.execute(
        """
        INSERT INTO practice_round (id, group_id, number, table_number, phase, version, body, created_at)
        VALUES (\(round), \(alder), 1, 1, 'done', 1, '', \(now))
        """)
    }
    return engine
  }

  @Test(arguments: TestEngine.allCases) func whatAGroupAddsIsItsOwn(_ engine: TestEngine) async throws {
    let engine = try await furnished(engine)
    try await engine.write { tx in
      try tx.insert(scenario, as: id, of: alder, by: dana, at: now)
      try tx.insertStem(StemDraft(type: "open", text: "And then?"), as: stem, of: alder, by: marcus, at: now + .seconds(1))
    }
    let shelf = try await engine.read { try $0.ownShelf(of: alder) }
    #expect(
      shelf.scenarios
        == [OwnScenario(id: id, groupID: alder, authorID: dana, authorName: "Name of dana", scenario: scenario, version: 1)])
    #expect(
      shelf.stems == [OwnStem(id: stem, groupID: alder, authorID: marcus, authorName: "Name of marcus", type: "open", text: "And then?")])
    #expect(try await engine.read { try $0.ownShelf(of: birch) } == OwnShelf())
  }

  @Test(arguments: TestEngine.allCases) func aWithdrawnOneIsReadByItsIdAlone(_ engine: TestEngine) async throws {
    let engine = try await furnished(engine)
    var newer = ScenarioDraft(scenario)
    newer.title = "The early bus"
    let second = try newer.scenario(key: "own-1", skills: ["listening"])
    let changes = try await engine.write { tx in
      try tx.insert(scenario, as: id, of: alder, by: dana, at: now)
      return (try tx.update(second, as: id, after: 1), try tx.update(scenario, as: id, after: 1))
    }
    #expect(changes == (true, false))
    try await engine.write { tx in
      try tx.withdrawScenario(id, at: now + .seconds(9))
      try tx.insertStem(StemDraft(type: "open", text: "And then?"), as: stem, of: alder, by: marcus, at: now)
      try tx.updateStem(StemDraft(type: "goal", text: "And now?"), as: stem)
      try tx.withdrawStem(stem, at: now + .seconds(9))
    }
    let read = try await engine.read { tx in
      (try tx.ownShelf(of: alder), try tx.ownScenario(id), try tx.ownStem(stem), try tx.ownStems([]), try tx.ownScenario(ID(trusted: "none")))
    }
    #expect(read.0 == OwnShelf() && read.1?.scenario == second && read.1?.version == 2 && read.1?.withdrawnAt == now + .seconds(9))
    #expect(read.2?.text == "And now?" && read.2?.type == "goal" && read.2?.withdrawnAt != nil && read.3.isEmpty && read.4 == nil)
    #expect(try await engine.write { try $0.update(scenario, as: id, after: 2) } == false)
  }

  @Test(arguments: TestEngine.allCases) func aStemIsKeptOnceForEachRoundAndOnceElsewhere(_ engine: TestEngine) async throws {
    let engine = try await furnished(engine)
    func tried(_ felt: Felt?, in round: ID<PracticeRound>? = nil, after seconds: Int = 0) -> StemTried {
      StemTried(stem: "what-else", roundID: round, felt: felt, triedAt: now + .seconds(seconds))
    }
    let (first, second) = (tried(nil), tried(.yes, after: 5))
    let (inRound, again) = (tried(.notYet, in: round, after: 1), tried(nil, in: round, after: 2))
    try await engine.write { tx in
      for (number, one) in [first, second, inRound, again].enumerated() { try tx.keep(one, of: dana, id: ID(trusted: "t\(number)")) }
      try tx.keep(first, of: marcus, id: ID(trusted: "t9"))
    }
    #expect(try await engine.read { try $0.stemsTried(by: dana) } == [again, second])
    #expect(try await engine.read { try $0.stemsTried(by: dana, in: round) } == [again])
    #expect(try await engine.read { try $0.stemsTried(by: marcus, in: round) }.isEmpty)
    try await engine.write { try $0.forgetStemTried("what-else", by: dana, in: round) }
    #expect(try await engine.read { try $0.stemsTried(by: dana) } == [second])
    try await engine.write { try $0.forgetStemTried("what-else", by: dana) }
    #expect(try await engine.read { try $0.stemsTried(by: dana) }.isEmpty)
    #expect(try await engine.read { try $0.stemsTried(by: marcus) } == [first])
  }

  @Test(arguments: TestEngine.allCases) func whoAnswersAgainSoonHasThoughtAgain(_ engine: TestEngine) async throws {
    let engine = try await furnished(engine)
    func check(_ moment: ConfidenceCheck.Moment, _ standing: ConfidenceCheck.Standing, after hours: Int, skill: String = "goal") -> ConfidenceCheck {
      ConfidenceCheck(skill: skill, moment: moment, standing: standing, checkedAt: now + .hours(hours))
    }
    let checks = [
      check(.before, .new, after: 0), check(.before, .shaky, after: 1), check(.after, .growing, after: 2), check(.before, .steady, after: 20),
      check(.before, .new, after: 21, skill: "equity"),
    ]
    try await engine.write { tx in
      for (number, one) in checks.enumerated() { try tx.keep(one, of: dana, id: ID(trusted: "c\(number)")) }
    }
    #expect(try await engine.read { try $0.confidenceChecks(of: dana) } == Array(checks.dropFirst()))
    #expect(try await engine.read { try $0.confidenceChecks(of: marcus) }.isEmpty)
    try await engine.write { try $0.forgetConfidence(in: "goal", of: dana) }
    #expect(try await engine.read { try $0.confidenceChecks(of: dana) } == [checks[4]])
  }
}
