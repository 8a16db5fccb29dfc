// Feedback over real sockets: a draft reaches its giver, a note its two people, and nothing of either reaches anybody else.
import Actions
import Content
import Domain
import Foundation
import Logging
import Store
import TestSupport
import Testing
import WebSupport

@Suite(.serialized, .timeLimit(.minutes(5))) struct FeedbackCanaryTests {
  typealias Mail = RoundCanaryTests.Mail

  struct World {
    let table: TableHouse
    let server: LiveServer
    let proxy: FaultyProxy
    let round: ID<PracticeRound>
    let credentials: [String: Credential]
    let diary = Mail()

    init(_ engine: TestEngine) async throws {
      table = try await TableHouse.open(engine, library: try Library.load())
      let stranger = try await TableHouse.furnish(table.house, clock: table.clock, number: 2)
      try await table.openRoom()
      let people = [
        "dana": table.members[0], "marcus": table.members[1], "priya": table.members[2], "yolanda": table.members[3],
        "facilitator": table.facilitator, "stranger": stranger.members[0],
      ]
      var credentials: [String: Credential] = [:]
      for (name, actor) in people { credentials[name] = try await Credential(table.house, as: actor.personID) }
      self.credentials = credentials
      var round = PracticeRound(
        id: table.house.newID(), groupID: table.group, sessionID: table.session,
        parts: RoundParts(
          practitioner: table.members[0].personID, coachee: table.members[1].personID,
          observers: [table.members[2].personID, table.members[3].personID]), at: table.clock.now)
      round.phase = .jotting
      let (made, now, diary) = (round, table.clock.now, diary)
      try await table.house.engine.write { tx in try tx.insert(made, at: now) }
      self.round = round.id
      server = try await LiveServer(table.house, logger: Logger(label: "canary") { _ in RoundCanaryTests.Diary(mail: diary) })
      proxy = try await FaultyProxy(upstream: server.port)
    }

    var pages: [String] {
      [
        "/rounds/\(round)", "/rounds/\(round)/feedback", "/rounds/\(round)/card", "/feedback", "/groups", "/account", "/groups/\(table.group)",
        "/groups/\(table.group)/practice", "/sessions/\(table.session)", "/sessions/\(table.session)/wall",
      ]
    }

    func followers() -> [(name: String, follower: Follower)] {
      credentials.flatMap { name, credential in
        ["/rounds/\(round)/events", "/sessions/\(table.session)/events", "/sessions/\(table.session)/wall/events"].map { path in
          (name, Follower(path, cookie: credential.cookie, port: proxy.port, host: server.port))
        }
      }
    }

    func post(_ name: String, _ path: String, _ fields: [String: String]) async throws -> Wire.Answer {
      guard let credential = credentials[name] else { throw Refusal.notFound }
      return try await Wire.post(path, credential.form(fields), cookie: credential.cookie, port: server.port, host: server.port)
    }

    func get(_ name: String, _ path: String) async throws -> Wire.Answer {
      guard let credential = credentials[name] else { throw Refusal.notFound }
      return try await Wire.get(path, cookie: credential.cookie, port: server.port, host: server.port)
    }
  }

  private func words(_ text: String, _ version: Int, _ more: [String: String] = [:]) -> [String: String] {
    [
      "along": "notice-wonder", "version": String(version), "part-notice": text, "part-wonder": "I wonder.", "medium": "written",
      "stance": "facilitative",
    ].merging(more) { $1 }
  }

  /// What each may read of what is planted; whoever is not named reads nothing.
  private static let readers: [String: Set<String>] = [
    "canary-given-q": ["dana", "priya"], "canary-early-q": ["priya"], "canary-line-q": ["dana", "priya"], "canary-again-q": ["priya"],
    "canary-never-q": ["yolanda"],
  ]

  @Test(arguments: TestEngine.allCases) func nothingReachesAnybodyElse(_ engine: TestEngine) async throws {
    let world = try await World(engine)
    let mails = world.credentials.mapValues { _ in Mail() }
    let desk = "/rounds/\(world.round)/feedback"
    let early = world.followers()
    var late: [(name: String, follower: Follower)] = []
    var dice = Dice(seed: 11)
    var notes: [String] = []
    try await withThrowingTaskGroup(of: Void.self) { group in
      for (_, follower) in early { group.addTask { try await follower.run() } }
      func post(_ name: String, _ path: String, _ fields: [String: String]) async throws -> Wire.Answer {
        let answer = try await world.post(name, path, fields)
        mails[name]?.take(answer.body)
        return answer
      }
      /// Everybody opens every page and tries every deed on every note, with words that are not planted.
      func everybodyTries() async throws {
        for name in world.credentials.keys {
          for page in world.pages + notes { mails[name]?.take(try await world.get(name, page).body) }
          if name == "priya" || name == "yolanda" { continue }
          mails[name]?.take(try await world.post(name, desk, words("forged", 1, ["give": "yes"])).body)
          for note in notes where name != "dana" {
            for end in ["decisions", "words", "lines", "deletion", "wordings"] {
              let answer = try await world.post(name, note + "/" + end, ["decision": "keep", "line": "forged", "kind": "helped"])
              #expect(answer.status == 404, "\(name) \(end)")
              mails[name]?.take(answer.body)
            }
          }
        }
        world.proxy.cutSome(50, &dice)
        try await Task.sleep(for: .milliseconds(100))
      }
      #expect(try await post("priya", desk, words("canary-early-q", 0)).status == 200)
      #expect(try await post("yolanda", desk, words("canary-never-q", 0)).status == 200)
      // A second window of the giver is told what is kept, and nobody else is.
      #expect(try await post("priya", desk, words("other", 0)).status == 409)
      notes = try await noteAddresses(world)
      try await everybodyTries()
      for phase in ["jotting", "selfDebrief", "coacheeVoice"] {
        _ = try await post("marcus", "/rounds/\(world.round)/steps", ["on": phase, "at": phase])
      }
      late = world.followers()
      for (_, follower) in late { group.addTask { try await follower.run() } }
      _ = try await post("priya", desk, words("canary-given-q", 1, ["give": "yes"]))
      try await everybodyTries()
      let given = try #require(notes.first)
      _ = try await post("dana", given + "/decisions", ["decision": "park"])
      _ = try await post("dana", given + "/lines", ["line": "canary-line-q", "kind": "sayAgain"])
      #expect(try await post("priya", given + "/wordings", words("canary-again-q", 3)).status == 200)
      try await everybodyTries()
      for phase in ["observerFeedback", "keepOrTry", "outOfRole"] {
        _ = try await post("dana", "/rounds/\(world.round)/steps", ["on": phase, "at": phase])
      }
      try await everybodyTries()
      for _ in 0..<400 where !(early + late).allSatisfy({ isUpToDate($0.name, $0.follower) }) { try await Task.sleep(for: .milliseconds(20)) }
      group.cancelAll()
    }
    for (name, follower) in early + late {
      mails[name]?.take((follower.unnumbered + follower.quiet + follower.events.map(\.data)).joined(separator: "\n"))
    }
    for (name, mail) in mails {
      let text = mail.text
      for (canary, readers) in FeedbackCanaryTests.readers {
        #expect(text.contains(canary) == readers.contains(name), "\(name) and \(canary)")
      }
    }
    // What is given came to its receiver by the stream, not only by the page.
    #expect((early + late).contains { $0.name == "dana" && $0.follower.unnumbered.contains { $0.contains("canary-given-q") } })
    #expect(!world.diary.text.contains("canary") && !world.diary.text.isEmpty)
    #expect(try await kept(world) == 0, "a log or another row holds a note")
    let connections = (early + late).reduce(0) { $0 + $1.follower.connections }
    print("figure: feedback canary on \(engine.rawValue): \(early.count + late.count) streams, \(connections) connections, 0 appearances")
    await world.proxy.stop()
    await world.server.stop()
  }

  /// Priya's note first, then Yolanda's.
  private func noteAddresses(_ world: World) async throws -> [String] {
    let givers = [world.table.members[2].personID, world.table.members[3].personID]
    return try await world.table.house.engine.read { tx in
      try givers.compactMap { try tx.feedback(in: world.round, by: $0).map { "/notes/\($0.note.id)" } }
    }
  }

  private func isUpToDate(_ name: String, _ follower: Follower) -> Bool {
    guard ["dana", "marcus", "priya", "yolanda", "facilitator"].contains(name), follower.isOfRound else { return true }
    return follower.unnumbered.last?.contains("data-place=\"done\"") == true
  }

  /// How many rows beside the note's own hold a word of it.
  private func kept(_ world: World) async throws -> Int {
    try await world.table.house.engine.read { tx in
      try tx.rows("SELECT body FROM practice_round WHERE body LIKE '%canary%'").count
        + tx.rows("SELECT body FROM session_event WHERE body LIKE '%canary%'").count
        + tx.rows("SELECT answer FROM command_key WHERE answer LIKE '%canary%'").count
        + tx.rows("SELECT object_id FROM audit WHERE object_id LIKE '%canary%'").count
    }
  }
}
