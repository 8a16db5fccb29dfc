// The hub of live news: everybody is told, whoever is too slow is let go, and what was missed comes from the log.
import Actions
import Domain
import Store
import TestSupport
import Testing

@Suite struct LiveEventsTests {
  private func news(_ count: Int) throws -> [RoomNews] {
    var room = try RoomPlay.opened()
    return try (1...count).map { number in
      let events = try room.apply(number % 2 == 0 ? .resume : .pause, by: RoomPlay.facilitator, at: RoomPlay.start)
      return RoomNews(events: events, room: room)
    }
  }

  @Test func everyListenerOfTheSessionIsToldInOrder() async throws {
    let live = LiveEvents()
    let listening = [live.listen(to: RoomPlay.sessionID), live.listen(to: RoomPlay.sessionID)]
    let elsewhere = live.listen(to: ID(trusted: "00000000-0000-7000-9000-000000000002"))
    let all = try news(10)
    for one in all { live.tell(one) }
    elsewhere.tick()
    for listener in listening + [elsewhere] { listener.end() }
    for listener in listening {
      var heard: [Int] = []
      for await signal in listener.signals { if case .news(let news, _) = signal { heard.append(news.room.seq) } }
      #expect(heard == all.map(\.room.seq))
    }
    var ticks = 0
    for await signal in elsewhere.signals { if case .tick = signal { ticks += 1 } else { Issue.record("news of another session") } }
    #expect(ticks == 1)
    #expect(live.count(of: RoomPlay.sessionID) == 0)
  }

  @Test func whoIsTooSlowIsLetGoAndNobodyElseSuffers() async throws {
    let live = LiveEvents()
    let slow = live.listen(to: RoomPlay.sessionID)
    let quick = live.listen(to: RoomPlay.sessionID)
    var hearing = quick.signals.makeAsyncIterator()
    let all = try news(LiveEvents.patience + 10)
    for one in all {
      live.tell(one)
      guard case .news(let heard, _) = await hearing.next() else {
        Issue.record("the quick one was cut")
        return
      }
      #expect(heard.room.seq == one.room.seq)
    }
    // The slow one gets what was kept for it, without a gap, and then its end.
    var heard: [Int] = []
    for await signal in slow.signals { if case .news(let news, _) = signal { heard.append(news.room.seq) } }
    #expect(heard == all.prefix(LiveEvents.patience).map(\.room.seq))
    #expect(live.count(of: RoomPlay.sessionID) == 1)
  }

  /// A browser that opens stream after stream, or a script that never stops, keeps only the newest of them open.
  @Test func oneSignInKeepsSoManyStreamsAndNoMore() async {
    let live = LiveEvents()
    let (greedy, other) = (ID<SignIn>(trusted: "00000000-0000-7000-9000-00000000000a"), ID<SignIn>(trusted: "00000000-0000-7000-9000-00000000000b"))
    let elsewhere = ID<Session>(trusted: "00000000-0000-7000-9000-000000000002")
    let modest = live.listen(to: RoomPlay.sessionID, for: other)
    let all = (0..<LiveEvents.mostOfOneSignIn + 3).map { live.listen(to: $0 % 2 == 0 ? RoomPlay.sessionID : elsewhere, for: greedy) }
    #expect(live.count(of: RoomPlay.sessionID) + live.count(of: elsewhere) == LiveEvents.mostOfOneSignIn + 1)
    for listening in all + [modest] { listening.tick() }
    var heard: [Bool] = []
    for listening in all + [modest] {
      listening.end()
      var ticks = 0
      for await _ in listening.signals { ticks += 1 }
      heard.append(ticks == 1)
    }
    #expect(heard == Array(repeating: false, count: 3) + Array(repeating: true, count: LiveEvents.mostOfOneSignIn + 1))
    #expect(live.count(of: RoomPlay.sessionID) == 0 && live.count(of: elsewhere) == 0)
  }

  @Test func aListenerThatIsLetGoIsForgotten() {
    let live = LiveEvents()
    do {
      let listening = live.listen(to: RoomPlay.sessionID)
      #expect(live.count(of: RoomPlay.sessionID) == 1)
      listening.end()
    }
    #expect(live.count(of: RoomPlay.sessionID) == 0)
  }

  /// News may be told in the other order than they were committed, twice, or not at all: a follower tells each event once all the same.
  @Test(arguments: TestEngine.allCases) func aFollowerTellsEachEventOnceHoweverItHears(_ engine: TestEngine) async throws {
    let table = try await TableHouse.open(engine)
    let house = table.house
    try await table.openRoom()
    let signedIn = SignedIn(
      actor: table.members[0], fullName: "Dana Whitfield", signInID: house.newID(), hasAcceptedNotice: true, isAdministrator: false)
    var follower = try await house.follower(of: table.session, after: 0, asWall: false, as: signedIn)
    var told = try await follower.catchUp()?.events.map(\.seq) ?? []
    let listening = house.live.listen(to: table.session)
    for number in 1...12 { try await house.act(.putCard(text: "\(number)"), in: table.session, as: table.members[1]) }
    listening.end()
    var heard: [RoomNews] = []
    for await signal in listening.signals { if case .news(let news, _) = signal { heard.append(news) } }
    var dice = Dice(seed: 3)
    for news in (heard + heard.prefix(5)).shuffled(using: &dice).dropFirst(2) {
      told += try await follower.take(news)?.events.map(\.seq) ?? []
    }
    told += try await follower.catchUp()?.events.map(\.seq) ?? []
    let last = try await house.room(table.session, as: table.facilitator).room.seq
    #expect(told == Array(1...last))
    #expect(try await follower.mayStillFollow() == false, "there is no such sign-in")
  }
}
