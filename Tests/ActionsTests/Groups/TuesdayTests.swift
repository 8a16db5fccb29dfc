// The Tuesday of group Alder (domain reference, part 8) through the actions with a clock passed in: late arrival, floor minutes, hint.
import Actions
import Content
import Domain
import TestSupport
import Testing

@Suite struct TuesdayTests {
  /// The room on Tuesday and the hands in it. `M` minutes are taken by moving the clock.
  struct Tuesday {
    let table: TableHouse
    let session: ID<Session>
    var clock: TestClock { table.clock }
    var house: House { table.house }
    var dana: Actor { table.members[0] }
    var marcus: Actor { table.members[1] }
    var priya: Actor { table.members[2] }
    var yolanda: Actor { table.members[3] }
    var tomas: Actor { table.facilitator }

    init(_ engine: TestEngine) async throws {
      let library = try Library.load()
      // As it was written down that day, before rounds had pages of their own.
      func plain(_ shape: SessionProtocol) -> SessionProtocol {
        var shape = shape
        shape.practice = nil
        return shape
      }
      func item(_ number: Int, _ key: String, turns: [ID<Person>] = [], rounds: Int? = nil) throws -> AgendaItem {
        AgendaItem(id: RoomPlay.itemID(number), shape: try plain(#require(library[key]).shape), turns: turns, rounds: rounds)
      }
      let people = (1...4).map { TableHouse.person($0) }
      let (dana, marcus, yolanda) = (people[0], people[1], people[3])
      let agenda = [
        try item(1, "commitment-check"), try item(2, "practice-triad", turns: [dana, yolanda], rounds: 2),
        try item(3, "consultancy", turns: [marcus]), try item(4, "quiet-close"),
      ]
      table = try await TableHouse.open(engine, items: agenda, library: library)
      session = table.session
      #expect(agenda.reduce(0) { $0 + $1.seconds(present: 4) } == 85 * 60)
    }

    func minutes(_ count: Double) { clock.advance(Span(milliseconds: Int64(count * 60_000))) }

    func lead(_ command: RoomCommand) async throws { try await house.act(.command(command), in: session, as: tomas) }
    func moveOn() async throws { try await lead(.moveOn(from: nil)) }

    /// A round: each has the floor for these minutes, in the order of the seats, and passes it on.
    func round(_ turns: [(Actor, Double)]) async throws {
      for (member, length) in turns {
        #expect(try await house.room(session, as: tomas).room.holder == .member(member.personID))
        minutes(length)
        try await house.act(.command(.passFloor(of: nil)), in: session, as: member)
      }
    }

    func view(_ actor: Actor) async throws -> RoomView { try await house.room(session, as: actor).view(at: clock.now) }
  }

  /// A session two weeks before, in which Priya had the floor for half a minute of twelve and a half.
  private func playEarlierSession(_ tuesday: Tuesday) async throws {
    let (house, clock) = (tuesday.house, tuesday.clock)
    clock.set(RoomPlay.start - .days(14))
    let check = try #require(house.library["commitment-check"]).shape
    let close = try #require(house.library["quiet-close"]).shape
    let id = try await TableHouse.planSession(
      in: house, group: tuesday.table.group, at: clock.now,
      items: [AgendaItem(id: RoomPlay.itemID(11), shape: check), AgendaItem(id: RoomPlay.itemID(12), shape: close)])
    try await house.act(.open(present: tuesday.table.members.map(\.personID), comingLate: [], absent: []), in: id, as: tuesday.tomas)
    try await house.act(.command(.moveOn(from: nil)), in: id, as: tuesday.tomas)
    for (member, seconds) in zip(tuesday.table.members, [240, 240, 30, 240]) {
      clock.advance(.seconds(seconds))
      try await house.act(.command(.passFloor(of: nil)), in: id, as: member)
    }
    try await house.act(.command(.moveOn(from: nil)), in: id, as: tuesday.tomas)
    clock.advance(.minutes(5))
    try await house.act(.command(.close), in: id, as: tuesday.tomas)
    clock.set(RoomPlay.start)
  }

  private func hints(_ tuesday: Tuesday) async throws -> [[ID<Person>]] {
    var all: [[ID<Person>]] = []
    for actor in [tuesday.dana, tuesday.marcus, tuesday.priya, tuesday.yolanda, tuesday.tomas] {
      let lines = try await tuesday.house.groupHome(tuesday.table.group, as: actor).hints
      #expect(lines.allSatisfy { $0.hint == .little && $0.isOwn == (actor == tuesday.priya) })
      all.append(lines.map(\.personID))
    }
    return all
  }

  @Test(arguments: TestEngine.allCases) func tuesdayRunsAsDescribed(_ engine: TestEngine) async throws {
    let tuesday = try await Tuesday(engine)
    try await playEarlierSession(tuesday)
    let (dana, marcus, priya, yolanda) = (tuesday.dana, tuesday.marcus, tuesday.priya, tuesday.yolanda)
    #expect(try await hints(tuesday) == [[], [], [], [], []])

    // Priya is late: the commitment check runs for three.
    let opened = tuesday.clock.now
    try await tuesday.house.act(
      .open(present: [dana, marcus, yolanda].map(\.personID), comingLate: [priya.personID], absent: []), in: tuesday.session, as: tuesday.tomas)
    #expect(try await tuesday.view(tuesday.tomas).agenda.map(\.plannedSeconds)[0] == 7 * 60)
    tuesday.minutes(1)
    try await tuesday.moveOn()
    try await tuesday.round([(dana, 2), (marcus, 3), (yolanda, 1)])

    // Practice: the focus of three, then Dana's round. At minute 12 Priya comes in.
    try await tuesday.moveOn()
    try await tuesday.round([(dana, 1), (marcus, 2), (yolanda, 1)])
    try await tuesday.moveOn()
    tuesday.minutes(1)
    try await tuesday.moveOn()
    #expect(tuesday.clock.now.since(opened) == .minutes(12))
    #expect(try await tuesday.view(tuesday.tomas).headcountOffer == nil)
    try await tuesday.lead(.markAttendance(priya.personID, .arrive))
    let running = try await tuesday.view(tuesday.tomas)
    #expect(running.headcountOffer?.plannedFor == 3 && running.headcountOffer?.present == 4)
    // Two rounds of observers get one voice more, the harvest one minute, the consultancy five, the closing one and a half.
    #expect(running.headcountOffer?.changesSeconds == (3 * 60) + 60 + 5 * 60 + 90)
    #expect(running.step?.key == "play" && running.step?.seconds == 360)
    try await tuesday.lead(.planFor(present: 4))
    let planned = try await tuesday.view(tuesday.tomas)
    #expect(planned.headcountOffer == nil)
    #expect(planned.step?.seconds == 360 && planned.clock == running.clock)
    #expect(planned.agenda.map(\.plannedSeconds).suffix(2) == [28 * 60, 12 * 60])

    for (practitioner, isFirst) in [(dana, true), (yolanda, false)] {
      if !isFirst {
        #expect(try await tuesday.view(yolanda).step?.key == "brief")
        tuesday.minutes(1)
        try await tuesday.moveOn()
      }
      let playing = try await tuesday.view(practitioner)
      #expect(playing.step?.turnOf == practitioner.personID && playing.seats.first { $0.isOwn }?.hasFloor == true)
      // A step with a practitioner has no tick of a fair share.
      #expect(playing.ownTime?.fairShare == nil)
      for length in [6, 1.5, 1, 3, 1] {
        tuesday.minutes(length)
        try await tuesday.moveOn()
      }
    }
    #expect(tuesday.clock.now.since(opened) == .minutes(38))
    #expect(try await tuesday.view(priya).step?.key == "harvest")
    try await tuesday.round([(dana, 1), (marcus, 1.5), (priya, 2.5), (yolanda, 0)])
    try await tuesday.moveOn()

    // Consultancy: Marcus presents; of the open talk one minute is tapped, and it is Priya's.
    for (key, length) in [("frame", 1.0), ("present", 5), ("clarify", 3)] {
      #expect(try await tuesday.view(marcus).step?.key == key)
      tuesday.minutes(length)
      try await tuesday.moveOn()
    }
    tuesday.minutes(2)
    try await tuesday.lead(.giveFloor(.member(priya.personID)))
    tuesday.minutes(1)
    try await tuesday.house.act(.command(.passFloor(of: nil)), in: tuesday.session, as: priya)
    tuesday.minutes(3)
    try await tuesday.moveOn()
    for length in [1.0, 7, 3, 2] {
      tuesday.minutes(length)
      try await tuesday.moveOn()
    }

    // Quiet close. No hint shows while the room runs.
    #expect(tuesday.clock.now.since(opened) == .minutes(71))
    #expect(try await tuesday.view(dana).phase == .closing)
    tuesday.minutes(5)
    try await tuesday.moveOn()
    try await tuesday.round([(dana, 0.5), (marcus, 0.5), (priya, 0.5), (yolanda, 0.5)])
    try await tuesday.moveOn()
    try await tuesday.house.act(.nameCommitment(text: "Visit one lesson a week", byDate: "2026-11-20"), in: tuesday.session, as: yolanda)
    try await tuesday.round([(dana, 1), (marcus, 1), (priya, 1), (yolanda, 1)])
    try await tuesday.moveOn()
    tuesday.minutes(1)
    #expect(try await hints(tuesday) == [[], [], [], [], []])
    try await tuesday.lead(.close)

    #expect(tuesday.clock.now.since(opened) == .minutes(83))
    let time = try await tuesday.house.room(tuesday.session, as: tuesday.tomas).room.floorTime
    #expect([marcus, dana, yolanda, priya].map { time.held(by: $0.personID) } == [17, 14, 12, 5].map { Span.minutes($0) })
    #expect(time.attributed == .minutes(48) && time.unattributed == .minutes(17))
    let shares = try [marcus, dana, yolanda, priya].map { (try #require(time.share(of: $0.personID)) * 1_000).rounded() / 10 }
    #expect(shares == [35.4, 29.2, 25.0, 10.4])
    // Set the tone, frame, and read next time's agenda.
    #expect(time.facilitator == .minutes(3))

    // After closing: the fourth and the facilitator, and nobody else.
    #expect(try await hints(tuesday) == [[], [], [priya.personID], [], [priya.personID]])

    let record = try await tuesday.house.sessionRecord(tuesday.session, as: marcus)
    #expect(record.items.map(\.used) == [7, 36, 28, 12].map { Span.minutes($0) })
    #expect(record.attendance.map(\.cameLateBy) == [nil, nil, .minutes(12), nil])
    #expect(record.commitments.map(\.text) == ["Visit one lesson a week"])
  }
}
