// What holds in every room whatever anybody does: random histories of commands, sensible or not, with three to six members.
import Domain
import Foundation
import TestSupport
import Testing

@Suite struct LiveRoomPropertyTests {
  /// One random history: the room at its end, its log, and the room as it was at each event.
  struct History {
    var room = LiveRoom(sessionID: RoomPlay.sessionID)
    var log: [NumberedEvent] = []
    var end = RoomPlay.start
    var refused = 0

    init(seed: Int) throws {
      var dice = Dice(seed: seed)
      let opening = RoomPlay.randomOpening(&dice)
      log += try room.apply(.open(opening), by: opening.opener, at: end)
      for number in 1...dice.roll(20...160) {
        // Clocks jump back now and then.
        // Somebody joins the group while its session runs.
        if dice.chance(1) { log += room.seat(newMember: RoomPlay.person(dice.roll(10...12)), at: end) }
        end = end + .seconds(dice.chance(3) ? -30 : dice.pick([0, 1, 5, 20, 60, 90, 240]) ?? 1)
        let (command, actor) = RoomPlay.randomCommand(in: room, number: number, &dice)
        let before = room
        do {
          log += try room.apply(command, by: actor, at: end)
        } catch {
          refused += 1
          try #require(room == before, "seed \(seed): a refused \(command) changed the room")
        }
        try check(room, seed: seed)
      }
    }

    /// What must be true after each command.
    private func check(_ room: LiveRoom, seed: Int) throws {
      let lit = room.view(for: .facilitator(RoomPlay.facilitator), at: end)
      let holders = lit.table == nil && !lit.tables.isEmpty ? 0 : lit.seats.filter(\.hasFloor).count + (lit.facilitator?.hasFloor ?? false ? 1 : 0)
      try #require(holders <= 1, "seed \(seed): \(holders) have the floor")
      if case .member(let person) = room.holder {
        try #require(room.isHere(person), "seed \(seed): somebody who is away has the floor")
        try #require(!room.queue.contains(person), "seed \(seed): who has the floor waits for it")
      }
      try #require(Set(room.queue).count == room.queue.count && room.queue.allSatisfy(room.isHere), "seed \(seed): the queue")
      let controller = try #require(room.controllerID, "seed \(seed): nobody leads")
      let isGone = room.facilitatorID == nil && room.here.isEmpty
      try #require(controller == room.facilitatorID || room.isHere(controller) || isGone, "seed \(seed): somebody who is away leads")
      if room.phase == .held { try #require(room.holder == nil && lit.controls.isEmpty, "seed \(seed): held, yet alive") }
      try LiveRoomPropertyTests.tablesHold(room, seed: seed)
      if let place = room.place { try #require(room.step(at: place) != nil, "seed \(seed): the place is no step") }
    }
  }

  /// One seat each, one holder at each table, nobody alone while somebody sits elsewhere, nobody a seventh.
  private static func tablesHold(_ room: LiveRoom, seed: Int) throws {
    let seated = room.tables.flatMap(\.members)
    try #require(Set(seated).count == seated.count, "seed \(seed): somebody sits at two tables")
    let holders = room.tables.compactMap(\.holder) + [room.holder].compactMap { $0 }
    try #require(Set(holders).count == holders.count, "seed \(seed): somebody speaks at two tables")
    let open = room.tables.filter { $0.members.contains(where: room.isHere) }
    for table in room.tables {
      let here = table.members.filter(room.isHere)
      try #require(here.count <= LiveRoom.mostAtTable && (here.count != 1 || open.count == 1), "seed \(seed): a table of \(here.count)")
      if let holder = table.holder?.memberID { try #require(here.contains(holder), "seed \(seed): the floor of a table is elsewhere") }
      try #require(Set(table.queue).isSubset(of: here) && table.holder?.memberID.map(table.queue.contains) != true, "seed \(seed): a queue")
      try #require(table.steps.indices.contains(table.place), "seed \(seed): a table stands at no step")
    }
    if !open.isEmpty, room.here.count <= LiveRoom.mostAtTable * open.count {
      try #require(Set(room.here).isSubset(of: seated), "seed \(seed): somebody stands")
    }
  }

  static let seeds = Array(1...randomCases(500, full: 10_000))

  @Test func snapshotAndTailEqualReplay() throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    for seed in Self.seeds {
      let history = try History(seed: seed)
      try #require(history.log.map(\.seq) == Array(1...history.log.count), "seed \(seed): the numbers have gaps")
      try #require(zip(history.log, history.log.dropFirst()).allSatisfy { $0.at <= $1.at }, "seed \(seed): time ran backwards")
      // Through the text in which the log is kept.
      let kept = try JSONDecoder().decode([NumberedEvent].self, from: encoder.encode(history.log))
      let empty = LiveRoom(sessionID: RoomPlay.sessionID)
      try #require(empty.replaying(kept) == history.room, "seed \(seed): the replay differs")
      var dice = Dice(seed: seed + 1_000_000)
      let cut = dice.roll(0...kept.count)
      let snapshot = try JSONDecoder().decode(LiveRoom.self, from: encoder.encode(empty.replaying(kept.prefix(cut))))
      // The tail overlaps the snapshot: what is known already counts once.
      let tail = kept.dropFirst(max(0, cut - dice.roll(0...5)))
      try #require(snapshot.replaying(tail) == history.room, "seed \(seed): snapshot and tail differ from event \(cut) on")
    }
  }

  /// Time with the floor as a second, naive reader of the log counts it.
  private func naiveTime(_ log: [NumberedEvent], until end: Instant) -> (held: [FloorHolder: Span], ran: Span) {
    var held: [FloorHolder: Span] = [:]
    var ran = Span.zero
    // The room is table 0.
    var holders: [Int: FloorHolder] = [:]
    var paused: Set<Int> = []
    var isRunning = false
    var last = log.first?.at ?? end
    for event in log + [NumberedEvent(seq: log.count + 1, at: max(end, log.last?.at ?? end), event: .closed)] {
      if isRunning {
        ran += event.at.since(last)
        for (table, holder) in holders where !paused.contains(table) { held[holder, default: .zero] += event.at.since(last) }
      }
      last = event.at
      switch event.event {
      case .opened, .resumed: isRunning = true
      case .paused: isRunning = false
      case .floorGiven(let to): holders[0] = to
      case .floorFreed: holders[0] = nil
      case .stepBegan: (holders, paused) = ([:], [])
      case .atTable(let table, .floorGiven(let to)): holders[table] = to
      case .atTable(let table, .floorFreed), .atTable(let table, .stepBegan): holders[table] = nil
      case .atTable(let table, .paused): paused.insert(table)
      case .atTable(let table, .resumed): paused.remove(table)
      case .closed: (holders, isRunning) = ([:], false)
      default: break
      }
    }
    return (held, ran)
  }

  @Test func floorTimeNeverExceedsWallTimeAndEqualsASecondReader() throws {
    for seed in Self.seeds {
      let history = try History(seed: seed)
      let counted = history.room.counted(at: history.end)
      let time = counted.floorTime
      let naive = naiveTime(history.log, until: history.end)
      for seat in counted.seats {
        try #require(
          time.held(by: seat.personID) == naive.held[.member(seat.personID)] ?? .zero, "seed \(seed): the floor of \(seat.personID)")
      }
      try #require(time.facilitator == naive.held[.facilitator] ?? .zero, "seed \(seed): the facilitator's time")
      let used = counted.items.reduce(Span.zero) { $0 + $1.used }
      try #require(used == naive.ran, "seed \(seed): steps used \(used), the room ran \(naive.ran)")
      let tables = max(1, counted.items.flatMap(\.steps).map(\.tables.count).max() ?? 1)
      try #require(time.talk + time.facilitator <= Span(milliseconds: used.milliseconds * Int64(tables)), "seed \(seed): more floor than wall time")
      for stretch in counted.items.flatMap(\.steps) {
        for table in stretch.tables {
          let ran = table.steps.reduce(Span.zero) { $0 + $1.used }
          try #require(ran <= stretch.used, "seed \(seed): table \(table.number) ran longer than the room")
        }
      }
      try #require(time.held.values.reduce(.zero, +) == time.attributed, "seed \(seed): the sum")
      for item in counted.items {
        for step in item.allSteps {
          let sum = step.held.reduce(step.facilitatorHeld + step.unattributed) { $0 + $1.span }
          try #require(sum <= step.used, "seed \(seed): a step holds more floor than time")
          let silent: [FloorKind] = [.none, .coachee, .observer]
          if silent.contains(step.planned.floor) { try #require(sum == .zero, "seed \(seed): silence was counted") }
        }
      }
    }
  }

  @Test func nobodySeesTheTimeOfAnother() async throws {
    for seed in Self.seeds.prefix(randomCases(500, full: 10_000)) {
      await Task.yield()
      let history = try History(seed: seed)
      let wall = history.room.view(for: .wall, at: history.end)
      try #require(wall.seats.allSatisfy { $0.held == nil && !$0.isOwn } && wall.ownTime == nil && wall.facilitator?.held == nil, "seed \(seed)")
      try #require(wall.controls.isEmpty && wall.mainControl == nil && wall.headcountOffer == nil, "seed \(seed): the wall has controls")
      for seat in history.room.seats {
        let view = history.room.view(for: .member(seat.personID), at: history.end)
        let others = view.seats.filter { $0.personID != seat.personID }
        try #require(others.allSatisfy { $0.held == nil && !$0.isOwn }, "seed \(seed): \(seat.personID) sees another's time")
        try #require(view.facilitator?.held == nil, "seed \(seed): a member sees what is the facilitator's")
        if view.isInControl { continue }
        // A member at a table moves it on, pauses it and adds minutes; everything else stays with whoever leads.
        let own: Set<RoomControl> = view.table == nil ? [] : [.moveOn, .moveBack, .pause, .resume, .changeMinutes]
        try #require(
          view.headcountOffer == nil && (view.leadControl == nil || view.table != nil), "seed \(seed): a member sees what is the facilitator's")
        let leading: Set<RoomControl> = [
          .moveOn, .moveBack, .goToClosing, .pause, .resume, .changeMinutes, .markAttendance, .planForPresent, .changeAgenda, .giveFloor,
          .keepCard, .close, .handControl, .noteForMember, .planB, .turnIntoRound, .turnBackIntoTalk, .closeInThreeMinutes,
        ]
        try #require(view.controls.isDisjoint(with: leading.subtracting(own)), "seed \(seed): a member leads")
      }
      // Somebody who is not the facilitator of this room gets nothing of the facilitator's by asking for that view.
      let forged = history.room.view(for: .facilitator(RoomPlay.person(77)), at: history.end)
      try #require(forged.seats.allSatisfy { $0.held == nil } && forged.controls.isEmpty && forged.facilitator?.held == nil, "seed \(seed)")
    }
  }

  /// Every control that a view offers works when it is used: no button leads to a refusal.
  @Test func whatIsOfferedWorks() throws {
    for seed in Self.seeds {
      let history = try History(seed: seed)
      let viewers: [(RoomViewer, ID<Person>)] =
        [(.facilitator(history.room.facilitatorID ?? RoomPlay.facilitator), history.room.facilitatorID ?? RoomPlay.facilitator)]
        + history.room.seats.map { (.member($0.personID), $0.personID) }
      for (viewer, person) in viewers {
        let view = history.room.view(for: viewer, at: history.end)
        for control in view.controls {
          guard let command = plain(control, in: history.room, of: view, by: person) else { continue }
          var room = history.room
          #expect(throws: Never.self, "seed \(seed): \(control) for \(viewer)") { try room.apply(command, by: person, at: history.end) }
        }
      }
    }
  }

  /// The command of a control that needs nothing more said.
  private func plain(_ control: RoomControl, in room: LiveRoom, of view: RoomView, by person: ID<Person>) -> RoomCommand? {
    if let table = view.table {
      let command: RoomCommand? =
        switch control {
        case .moveOn: .moveOn(from: view.step?.place)
        case .moveBack: .moveBack(from: view.step?.place)
        case .pause: .pause
        case .resume: .resume
        case .takeFloor: .takeFloor
        case .passFloor: .passFloor(of: view.floor.holder)
        case .askForFloor: .askForFloor
        case .withdrawAsk: .withdrawAsk
        case .turnIntoRound: .turnIntoRound
        case .turnBackIntoTalk: .turnBackIntoTalk
        default: nil
        }
      if let command { return .atTable(table.number, command) }
    }
    return switch control {
    case .bringTogether: .moveOn(from: room.place)
    case .linkTable: .linkTable(room.openTables.first?.number ?? 0, "https://meet.example/t")
    case .moveOn: .moveOn(from: room.place)
    case .moveBack: .moveBack(from: room.place)
    case .goToClosing: room.items.last.map { .goTo($0.item.id) }
    case .pause: .pause
    case .resume: .resume
    case .planForPresent: .planFor(present: room.here.count)
    case .close: .close
    case .takeFloor: .takeFloor
    case .passFloor: .passFloor(of: room.holder)
    case .takeControl: .handControl(to: person)
    case .handControl: room.here.first { $0 != room.controllerID }.map { .handControl(to: $0) }
    case .askForFloor: .askForFloor
    case .withdrawAsk: .withdrawAsk
    case .passCommitment: .passCommitment
    case .putCard: room.cards.count < 150 ? .putCard(id: RoomPlay.cardID(5_000), text: "One more") : nil
    case .turnIntoRound: .turnIntoRound
    case .turnBackIntoTalk: .turnBackIntoTalk
    case .closeInThreeMinutes: .closeInThreeMinutes
    case .noteForMember, .planB, .confirmSpoken: nil
    case .seatAtTable, .changeMinutes, .markAttendance, .changeAgenda, .giveFloor, .keepCard, .nameCommitment, .checkCommitment, .sitByVideo: nil
    }
  }

  /// The random play is worth something only if it goes everywhere.
  @Test func playReachesEveryCorner() throws {
    var held = 0
    var refused = 0
    var kinds: Set<String> = []
    for seed in 1...400 {
      let history = try History(seed: seed)
      if history.room.phase == .held { held += 1 }
      refused += history.refused
      for event in history.log { kinds.insert(String(String(describing: event.event).prefix { $0 != "(" })) }
    }
    #expect(held > 10)
    #expect(refused > 200)
    #expect(kinds.count == 34, "\(kinds.sorted())")
  }
}
