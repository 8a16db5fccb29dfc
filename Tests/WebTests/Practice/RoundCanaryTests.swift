// A private card over real sockets: from the moment it is dealt until the round ends it reaches the coachee and nothing else.
import Actions
import Content
import Domain
import Foundation
import Logging
import Store
import Synchronization
import TestSupport
import Testing
import WebSupport

@Suite(.serialized, .timeLimit(.minutes(5))) struct RoundCanaryTests {
  static let card = Scenario.Card(truth: "canary-truth-q", softens: "canary-softens-q", limit: "canary-limit-q")

  static let shelf = PracticeShelf(
    scenarios: [
      Scenario(
        key: "stations", title: "Stations", brief: "A goal of stations.", role: "A first-grade teacher", wants: "Help.", card: card, level: .easy,
        stance: .willing, skills: ["listening"], audience: .both)
    ],
    skills: [FocusSkill(key: "listening", title: "Listening", primer: "Listen.", model: [], lens: "Silence.", stems: [])])

  /// Everything that one person was sent, over pages, streams and answers.
  final class Mail: Sendable {
    private let pieces = Mutex<[String]>([])
    func take(_ text: String) { pieces.withLock { $0.append(text) } }
    var text: String { pieces.withLock { $0.joined(separator: "\n") } }
  }

  /// Everything that is logged, at every level.
  struct Diary: LogHandler {
    let mail: Mail
    var logLevel = Logger.Level.trace
    var metadata = Logger.Metadata()
    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
      get { metadata[key] }
      set { metadata[key] = newValue }
    }

    func log(event: LogEvent) { mail.take("\(event.message) \(event.metadata ?? [:])") }
  }

  /// The people of a table that plays, the group round it, and somebody of another program.
  struct World {
    let table: TableHouse
    let server: LiveServer
    let proxy: FaultyProxy
    let round: ID<PracticeRound>
    let credentials: [String: Credential]
    let diary = Mail()

    init(_ engine: TestEngine) async throws {
      table = try await TableHouse.open(engine, library: Library(protocols: [], templates: [], practice: RoundCanaryTests.shelf))
      let stranger = try await TableHouse.furnish(table.house, clock: table.clock, number: 2)
      try await table.openRoom()
      let people = [
        "practitioner": table.members[0], "coachee": table.members[1], "observer": table.members[2], "of the group": table.members[3],
        "facilitator": table.facilitator, "stranger": stranger.facilitator,
      ]
      var credentials: [String: Credential] = [:]
      for (name, actor) in people { credentials[name] = try await Credential(table.house, as: actor.personID) }
      self.credentials = credentials
      let parts = RoundParts(
        practitioner: table.members[0].personID, coachee: table.members[1].personID, observers: [table.members[2].personID])
      let round = PracticeRound(id: table.house.newID(), groupID: table.group, sessionID: table.session, parts: parts, at: table.clock.now)
      let now = table.clock.now
      try await table.house.engine.write { tx in try tx.insert(round, at: now) }
      self.round = round.id
      let diary = diary
      server = try await LiveServer(table.house, logger: Logger(label: "canary") { _ in Diary(mail: diary) })
      proxy = try await FaultyProxy(upstream: server.port)
    }

    var pages: [String] {
      ["/rounds/\(round)", "/rounds/\(round)/card", "/sessions/\(table.session)", "/sessions/\(table.session)/wall", "/groups/\(table.group)"]
    }

    func followers() -> [(name: String, follower: Follower)] {
      credentials.flatMap { name, credential in
        ["/rounds/\(round)/events", "/sessions/\(table.session)/events", "/sessions/\(table.session)/wall/events"].map { path in
          (name, Follower(path, cookie: credential.cookie, port: proxy.port, host: server.port))
        }
      }
    }

    func get(_ page: String, as name: String) async throws -> Wire.Answer {
      let credential = try #require(credentials[name])
      return try await again { try await Wire.get(page, cookie: credential.cookie, port: server.port, host: server.port) }
    }

    /// A server that has answered closes its end, maybe before the last byte of the question was sent.
    private func again(_ ask: () async throws -> Wire.Answer) async throws -> Wire.Answer {
      for _ in 0..<4 { if let answer = try? await ask() { return answer } }
      return try await ask()
    }

    func post(_ name: String, _ end: String, _ fields: [String: String]) async throws -> Wire.Answer {
      let credential = try #require(credentials[name])
      return try await again {
        try await Wire.post(
          "/rounds/\(round)/\(end)", credential.form(fields), cookie: credential.cookie, port: server.port, host: server.port)
      }
    }
  }

  @Test(arguments: TestEngine.allCases) func theCardReachesTheCoacheeAndNothingElse(_ engine: TestEngine) async throws {
    let world = try await World(engine)
    let mails = world.credentials.mapValues { _ in Mail() }
    let early = world.followers()
    var late: [(name: String, follower: Follower)] = []
    var dice = Dice(seed: 7)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for (_, follower) in early { group.addTask { try await follower.run() } }
      func post(_ name: String, _ end: String, _ fields: [String: String]) async throws {
        mails[name]?.take(try await world.post(name, end, fields).body)
      }
      try await post("practitioner", "setting", ["skill": "listening"])
      try await post("coachee", "setting", ["draw": "easy"])
      for phase in ["set", "briefed", "playing", "jotting", "selfDebrief", "coacheeVoice", "observerFeedback", "keepOrTry"] {
        // A tap of everybody, wanted and unwanted, and every page they can ask for.
        for name in world.credentials.keys {
          try await post(name, "steps", ["seconds": "1", "at": phase])
          try await post(name, "setting", ["draw": "nonsense"])
          for page in world.pages { mails[name]?.take(try await world.get(page, as: name).body) }
        }
        if phase == "playing" {
          // Somebody comes late, and connections break.
          late = world.followers()
          for (_, follower) in late { group.addTask { try await follower.run() } }
        }
        world.proxy.cutSome(50, &dice)
        try await post(["practitioner", "observer", "facilitator"][dice.roll(0...2)], "steps", ["on": phase, "at": phase])
        try await Task.sleep(for: .milliseconds(150))
      }
      let round = try await world.table.house.round(world.round, as: world.table.members[0]).round
      #expect(round.phase == .outOfRole)
      // Every stream of the round has come up to here, in spite of the cuts.
      for _ in 0..<400 where !(early + late).allSatisfy({ isUpToDate($0.name, $0.follower) }) { try await Task.sleep(for: .milliseconds(20)) }
      group.cancelAll()
    }
    for (name, follower) in early + late {
      mails[name]?.take((follower.unnumbered + follower.quiet + follower.events.map(\.data)).joined(separator: "\n"))
    }
    for (name, mail) in mails {
      let text = mail.text
      let found = ["canary-truth-q", "canary-softens-q", "canary-limit-q"].filter(text.contains)
      if name == "coachee" {
        #expect(found.count == 3)
      } else {
        #expect(found.isEmpty, "\(name) was sent \(found)")
      }
      #expect(text.count > 1_000)
    }
    #expect(!world.diary.text.contains("canary"), "the log holds a card")
    #expect(!world.diary.text.isEmpty)
    #expect(try await kept(world) == 0, "a row holds a card")
    let connections = (early + late).reduce(0) { $0 + $1.follower.connections }
    print("figure: card canary on \(engine.rawValue): \(early.count + late.count) streams, \(connections) connections, 0 appearances")
    await world.proxy.stop()
    await world.server.stop()
  }

  /// Whether a stream of the round has brought its newest phase to somebody who may follow it.
  private func isUpToDate(_ name: String, _ follower: Follower) -> Bool {
    guard ["practitioner", "coachee", "observer", "facilitator"].contains(name), follower.isOfRound else { return true }
    return follower.unnumbered.last?.contains("data-place=\"outOfRole\"") == true
  }

  /// How many rows of the house hold the card: it stays on its shelf.
  private func kept(_ world: World) async throws -> Int {
    try await world.table.house.engine.read { tx in
      try tx.rows("SELECT body FROM practice_round WHERE body LIKE '%canary%'").count
        + tx.rows("SELECT body FROM session_event WHERE body LIKE '%canary%'").count
        + tx.rows("SELECT answer FROM command_key WHERE answer LIKE '%canary%'").count
    }
  }

  @Test(arguments: TestEngine.allCases) func handedOverItReachesThatOnePageAndTheTableReadsOfIt(_ engine: TestEngine) async throws {
    let world = try await World(engine)
    _ = try await world.post("practitioner", "setting", ["skill": "listening"])
    _ = try await world.post("coachee", "setting", ["draw": "easy"])
    for way in ["handOver", "paper"] {
      #expect(!(try await world.post("facilitator", "card", ["way": way]).body.contains("canary")))
    }
    _ = try await world.post("observer", "steps", ["on": "set"])
    for name in ["practitioner", "observer", "of the group", "stranger"] {
      for way in ["handOver", "paper", "x"] { #expect(!(try await world.post(name, "card", ["way": way]).body.contains("canary")), "\(name)") }
    }
    #expect(try await world.post("facilitator", "card", ["way": "handOver"]).body.contains("canary-truth-q"))
    for page in world.pages {
      let answer = try await world.get(page, as: "facilitator")
      #expect(!answer.body.contains("canary"), "\(page) holds the card afterwards")
    }
    let table = try await world.get("/rounds/\(world.round)", as: "practitioner")
    #expect(table.body.contains("Tomas has handed the card"))
    await world.proxy.stop()
    await world.server.stop()
  }

  /// Whoever leaves the group, and everybody once nothing of the round is kept, hears the end and nothing after it.
  @Test(arguments: TestEngine.allCases) func aStreamEndsForWhoeverMayNotLookAnyMore(_ engine: TestEngine) async throws {
    let world = try await World(engine)
    func follower(_ name: String) throws -> Follower {
      Follower(
        "/rounds/\(world.round)/events", cookie: try #require(world.credentials[name]).cookie, port: world.server.port, host: world.server.port)
    }
    let (observer, coachee) = (try follower("observer"), try follower("coachee"))
    try await withThrowingTaskGroup(of: Void.self) { group in
      for each in [observer, coachee] { group.addTask { try await each.run() } }
      for _ in 0..<200 where observer.unnumbered.isEmpty || coachee.unnumbered.isEmpty { try await Task.sleep(for: .milliseconds(20)) }
      let (leaver, now, alder) = (world.table.members[2].personID, world.table.clock.now, world.table.group)
      try await world.table.house.engine.write { tx in _ = try tx.endMember(leaver, of: alder, at: now) }
      _ = try await world.post("practitioner", "setting", ["skill": "listening"])
      for _ in 0..<300 where !observer.isEnded || coachee.unnumbered.count < 2 { try await Task.sleep(for: .milliseconds(20)) }
      #expect(observer.isEnded && observer.unnumbered.count == 1)
      #expect(coachee.unnumbered.last?.contains("Listening") == true && !coachee.isEnded)
      _ = try await world.post("coachee", "steps", ["stop": "yes"])
      _ = try await world.post("practitioner", "steps", ["after": "facilitator", "at": "stopped"])
      for _ in 0..<300 where !coachee.isEnded { try await Task.sleep(for: .milliseconds(20)) }
      #expect(coachee.isEnded && coachee.unnumbered.last?.contains("Take two minutes with Tomas.") == true)
      group.cancelAll()
    }
    await world.proxy.stop()
    await world.server.stop()
  }
}
