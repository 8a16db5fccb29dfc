// Open streams over real sockets: every event once and in order through a proxy that cuts connections, and silence for whoever may not listen.
import Actions
import Domain
import Foundation
import Store
import TestSupport
import Testing
import WebSupport

@Suite(.serialized) struct RoomStreamTests {
  /// Some rooms in one house behind a real port, with everybody signed in.
  struct Rooms {
    let tables: [TableHouse]
    let server: LiveServer
    /// By table, then the facilitator and the members in the order of their seats.
    let credentials: [[Credential]]
    var house: House { tables[0].house }

    init(_ engine: TestEngine, count: Int) async throws {
      let first = try await TableHouse.open(engine)
      var tables = [first]
      for number in 2..<count + 2 where number <= count {
        tables.append(try await TableHouse.furnish(first.house, clock: first.clock, number: number))
      }
      var credentials: [[Credential]] = []
      for table in tables {
        var own: [Credential] = []
        for actor in [table.facilitator] + table.members { own.append(try await Credential(first.house, as: actor.personID)) }
        credentials.append(own)
        try await table.openRoom()
      }
      self.tables = tables
      self.credentials = credentials
      server = try await LiveServer(first.house)
    }

    func address(_ table: Int) -> String { "/sessions/\(tables[table].session)" }

    /// Everybody at a table follows it, and the wall does.
    func followers(_ table: Int, port: Int) -> [Follower] {
      credentials[table].map { Follower(address(table) + "/events", cookie: $0.cookie, port: port, host: server.port) }
        + [Follower(address(table) + "/wall/events", cookie: credentials[table][1].cookie, port: port, host: server.port)]
    }

    func seq(_ table: Int) async throws -> Int {
      try await house.room(tables[table].session, as: tables[table].facilitator).room.seq
    }
  }

  /// Waits until something is so; says how long it took.
  private func wait(_ limit: Duration = .seconds(20), until isSo: () async throws -> Bool) async throws -> Duration {
    let start = ContinuousClock.now
    while try await !isSo() {
      guard start.duration(to: .now) < limit else { return limit }
      try await Task.sleep(for: .milliseconds(20))
    }
    return start.duration(to: .now)
  }

  /// Sixty browsers in ten rooms, a proxy that cuts three in ten connections again and again, in the middle of events and of answers.
  @Test(.timeLimit(.minutes(8)), arguments: TestEngine.allCases)
  func sixtyClientsMissNothingThroughAFaultyProxy(_ engine: TestEngine) async throws {
    let rooms = try await Rooms(engine, count: 10)
    let proxy = try await FaultyProxy(upstream: rooms.server.port)
    let followers = (0..<10).map { rooms.followers($0, port: proxy.port) }
    let isFull = randomCases(0, full: 1) == 1
    let end = ContinuousClock.now + .seconds(isFull ? 180 : 10)
    let acknowledged = try await withThrowingTaskGroup(of: [(table: Int, text: String, seq: Int, at: ContinuousClock.Instant)].self) { group in
      for follower in followers.joined() {
        group.addTask {
          try await follower.run()
          return []
        }
      }
      let cutting = Task {
        var dice = Dice(seed: 42)
        while !Task.isCancelled {
          try await Task.sleep(for: isFull ? .seconds(5) : .seconds(1))
          proxy.cutSome(30, &dice)
        }
      }
      let loads = Task {
        try await withThrowingTaskGroup(of: [(table: Int, text: String, seq: Int, at: ContinuousClock.Instant)].self) { loads in
          for table in 0..<10 { loads.addTask { try await load(rooms, table, port: proxy.port, until: end) } }
          return try await loads.reduce(into: []) { $0 += $1 }
        }
      }
      let acknowledged = try await loads.value
      cutting.cancel()
      for table in 0..<10 {
        let last = try await rooms.seq(table)
        let caughtUp = try await wait { followers[table].allSatisfy { $0.events.last?.id == last } }
        #expect(caughtUp < .seconds(20), "room \(table): not everybody reached \(last)")
      }
      group.cancelAll()
      return acknowledged
    }

    var delays: [Double] = []
    var broken = 0
    for table in 0..<10 {
      let last = try await rooms.seq(table)
      for follower in followers[table] {
        let isWhole = follower.events.map(\.id) == Array(1...last)
        if !isWhole { broken += 1 }
        #expect(isWhole, "room \(table): a gap, a double or a wrong order")
        #expect(follower.events.last?.name == "message")
        let seen = follower.events.reduce(into: [:]) { $0[$1.id] = $1.at }
        for post in acknowledged where post.table == table {
          guard let at = seen[post.seq] else { continue }
          delays.append(max(0, post.at.duration(to: at) / .milliseconds(1)))
        }
      }
      // Acknowledged is done, and done once, however often it was sent.
      let cards = try await rooms.house.room(rooms.tables[table].session, as: rooms.tables[table].facilitator).room.cards.map(\.text)
      let told = acknowledged.filter { $0.table == table }.map(\.text)
      #expect(Set(cards).count == cards.count && Set(told).isSubset(of: cards), "room \(table): lost or doubled")
    }
    delays.sort()
    let connections = followers.joined().map(\.connections).reduce(0, +)
    #expect(connections > 60, "the proxy cut nothing")
    print(
      """
      figure: streams on \(engine): 60 clients, 10 rooms, \(acknowledged.count) commands acknowledged, \(proxy.cuts) connections cut, \
      \(connections) streams opened; \(broken) clients with a gap, a double or a wrong order; acknowledged to seen p50 \(percentile(delays, 0.5)) ms, p95 \(percentile(delays, 0.95)) ms
      """)
    await proxy.stop()
    await rooms.server.stop()
  }

  private func percentile(_ sorted: [Double], _ part: Double) -> Int {
    sorted.isEmpty ? 0 : Int(sorted[min(sorted.count - 1, Int(Double(sorted.count) * part))])
  }

  /// Cards and taps in one room; what got no answer is sent again with the same key, as a browser does.
  private func load(_ rooms: Rooms, _ table: Int, port: Int, until end: ContinuousClock.Instant) async throws -> [(
    table: Int, text: String, seq: Int, at: ContinuousClock.Instant
  )] {
    var acknowledged: [(table: Int, text: String, seq: Int, at: ContinuousClock.Instant)] = []
    var number = 0
    while ContinuousClock.now < end, number < 156 {
      number += 1
      let text = "Card \(number) of \(table)"
      let who = rooms.credentials[table][1 + number % 4]
      if let seq = try await post(rooms, table, "cards", ["card": text], who, port: port) {
        acknowledged.append((table, text, seq, .now))
      }
      // Moving on makes two events at once: the step, and who has the floor in it.
      if number % 5 == 0 {
        _ = try await post(rooms, table, "steps", number % 10 == 0 ? ["back": "0.1"] : ["on": "0.0"], rooms.credentials[table][0], port: port)
      }
      // Each of four has room for forty cards: a long run takes its time with them.
      try await Task.sleep(for: .milliseconds(randomCases(250, full: 1_150)))
    }
    return acknowledged
  }

  private func post(_ rooms: Rooms, _ table: Int, _ resource: String, _ fields: [String: String], _ who: Credential, port: Int) async throws -> Int? {
    let form = who.form(fields.merging(["key": UUID().uuidString]) { own, _ in own })
    for _ in 1...20 {
      if let answer = try? await Wire.post("\(rooms.address(table))/\(resource)", form, cookie: who.cookie, port: port, host: rooms.server.port) {
        guard answer.status == 200 else {
          Issue.record("\(resource): \(answer.status)")
          return nil
        }
        // An answer that was cut off half way is no answer.
        if answer.body.hasSuffix("}"), let seq = Int(answer.body.filter(\.isNumber)) { return seq }
      }
      try await Task.sleep(for: .milliseconds(30))
    }
    Issue.record("\(resource): no answer in twenty tries")
    return nil
  }

  /// Whoever leaves the group or signs out hears nothing more: no event after the decision, and the stream is closed within five seconds.
  @Test(.timeLimit(.minutes(1)), arguments: TestEngine.allCases)
  func aStreamEndsWithTheRightToFollow(_ engine: TestEngine) async throws {
    let rooms = try await Rooms(engine, count: 1)
    let (table, house) = (rooms.tables[0], rooms.house)
    let followers = rooms.followers(0, port: rooms.server.port)
    let opened = try await rooms.seq(0)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for follower in followers { group.addTask { try await follower.run() } }
      let waited1 = try await wait { followers.allSatisfy { $0.events.last?.id == opened } }
      #expect(waited1 < .seconds(20))

      // Marcus leaves the group, and right after it something is said.
      let (removed, signedOut) = (followers[2], followers[3])
      try await house.endMembership(of: table.members[1].personID, in: table.group, as: table.facilitator)
      try await house.act(.putCard(text: "Not for Marcus"), in: table.session, as: table.members[0])
      let gone = try await wait(.seconds(6)) { removed.isEnded }
      #expect(gone < .seconds(5), "the removed member's stream stayed open for \(gone)")
      #expect(removed.events.last?.id == opened && !removed.events.contains { $0.data.contains("Not for Marcus") })

      // Priya's sign-in ends, and nothing is said at all.
      try await house.engine.write { _ = try $0.end(rooms.credentials[0][3].signIn, of: table.members[2].personID) }
      let silent = try await wait(.seconds(6)) { signedOut.isEnded }
      #expect(silent < .seconds(5), "the signed-out stream stayed open for \(silent)")
      #expect(signedOut.events.last?.data.contains("Not for Marcus") == true)

      // The others hear on, and whoever comes back without the right is told nothing.
      try await house.act(.putCard(text: "For the rest"), in: table.session, as: table.members[0])
      let last = try await rooms.seq(0)
      let waited2 = try await wait { followers[0].events.last?.id == last && followers[1].events.last?.id == last }
      #expect(waited2 < .seconds(20))
      let again = Follower(rooms.address(0) + "/events", cookie: rooms.credentials[0][2].cookie, port: rooms.server.port, host: rooms.server.port)
      try await again.run()
      #expect(again.status == 404 && again.events.isEmpty)
      print("figure: streams on \(engine): a removed member's stream closed after \(gone), a signed-out one after \(silent)")
      group.cancelAll()
    }
    await rooms.server.stop()
  }

  /// A browser that was away too long gets the room as it is, not an error and not a thousand events.
  @Test(.timeLimit(.minutes(1))) func whoWasAwayTooLongGetsTheRoomAsItIs() async throws {
    let rooms = try await Rooms(.sqlite, count: 1)
    let table = rooms.tables[0]
    for number in 1...140 {
      table.clock.advance(.seconds(2))
      try await table.lead(number % 2 == 0 ? .resume : .pause)
      try await table.act(number % 2 == 0 ? .takeFloor : .passFloor(of: nil), by: 0)
    }
    for number in 1...(RoomFollower.reach / 2) {
      table.clock.advance(.seconds(2))
      try await table.lead(number % 2 == 0 ? .resume : .pause)
    }
    let last = try await rooms.seq(0)
    #expect(last > RoomFollower.reach)
    let follower = Follower(rooms.address(0) + "/events", cookie: rooms.credentials[0][1].cookie, port: rooms.server.port, host: rooms.server.port)
    try await follower.run(until: last)
    #expect(follower.events.map(\.id) == [last] && follower.events[0].data.contains("data-part"))
    await rooms.server.stop()
  }

  /// Stopping the server does not wait for open streams.
  @Test(.timeLimit(.minutes(1))) func theServerStopsWithOpenStreams() async throws {
    let rooms = try await Rooms(.sqlite, count: 3)
    let followers = (0..<3).flatMap { rooms.followers($0, port: rooms.server.port) }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for follower in followers { group.addTask { try await follower.run() } }
      let waited3 = try await wait { followers.allSatisfy { !$0.events.isEmpty } }
      #expect(waited3 < .seconds(20))
      let start = ContinuousClock.now
      await rooms.server.stop()
      #expect(start.duration(to: .now) < .seconds(10))
      group.cancelAll()
    }
    // Nobody is listened to any more.
    let quiet = try await wait { rooms.tables.allSatisfy { rooms.house.live.count(of: $0.session) == 0 } }
    #expect(quiet < .seconds(20))
  }
}
