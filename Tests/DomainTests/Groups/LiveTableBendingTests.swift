// When things go otherwise at a table of a room that has split: a round out of its talk, its queue, taps that come too late, a plan that breaks.
import Domain
import TestSupport
import Testing

@Suite struct LiveTableBendingTests {
  private func person(_ number: Int) -> ID<Person> { RoomPlay.person(number) }

  /// Six at two tables of three; the first table has come to its open talk.
  private func atTalk(video: [Int] = [], more: [AgendaItem] = []) throws -> RoomTable {
    let items = [RoomPlay.item(1, RoomPlay.split)] + more + [RoomPlay.item(3, RoomPlay.closing)]
    var table = try RoomTable(RoomPlay.opening(members: 6, video: video, items: items))
    try table.moveOn()
    try table.act(.moveOn(from: nil), 1)
    return table
  }

  private func visit(_ table: RoomTable, _ number: Int, by lead: Int? = nil) -> RoomView {
    let viewer: RoomViewer = lead.map { .member(person($0)) } ?? .facilitator(RoomPlay.facilitator)
    return table.room.view(for: viewer, at: table.now, table: number)
  }

  // A round out of talk

  @Test func talkAtATableBecomesARoundAndTalkAgain() throws {
    var table = try atTalk(video: [3])
    try table.act(.takeFloor, 1)
    table.wait(20)
    try table.act(.passFloor(of: nil), 1)
    #expect(visit(table, 1).controls.contains(.turnIntoRound) && !visit(table, 2).controls.contains(.turnIntoRound))
    #expect(!table.lead.controls.contains(.turnIntoRound) && !table.view(2).controls.contains(.turnIntoRound))
    #expect(table.refused(.turnIntoRound, by: nil) == "room.tables.which")
    #expect(table.refused(.atTable(1, .turnIntoRound), by: 2) == "room.control.otherLeads")
    #expect(table.refused(.atTable(2, .turnIntoRound), by: nil) == "room.round.notOpenTalk")
    try table.lead(.atTable(1, .turnIntoRound))
    #expect(try table.lead(.atTable(1, .turnIntoRound)).isEmpty)
    // The unheard first, those by video before them; the other table goes on as it was.
    var order: [ID<Person>] = []
    while let holder = table.room.tables[0].holder?.memberID {
      order.append(holder)
      table.wait(10)
      try table.lead(.atTable(1, .passFloor(of: .member(holder))))
    }
    #expect(order == [3, 2, 1].map(person) && table.room.tables[1].currentStep?.planned.floor == .practitioner)
    #expect(visit(table, 1).controls.contains(.turnBackIntoTalk) && table.view(1).step?.floor == .each)
    try table.lead(.atTable(1, .turnBackIntoTalk))
    #expect(table.view(1).step?.floor == .all && table.view(1).seats.allSatisfy(\.wasHeard))
    #expect(table.room.counted(at: table.now).floorTime.held(by: person(1)) == .seconds(30))
  }

  /// A member who leads means the table they sit at, and names another one.
  @Test func aMemberWhoLeadsTurnsTheirTalkIntoARound() throws {
    var table = try atTalk()
    try table.act(.moveOn(from: nil), 4)
    try table.hand(to: 2)
    #expect(table.view(2).controls.contains(.turnIntoRound) && !table.view(1).controls.contains(.turnIntoRound))
    try table.act(.turnIntoRound, 2)
    #expect(table.room.tables.map { $0.currentStep?.planned.floor } == [.each, .all])
    try table.act(.atTable(2, .turnIntoRound), 2)
    try table.act(.turnBackIntoTalk, 2)
    #expect(table.room.tables.map { $0.currentStep?.planned.floor } == [.all, .each])
    #expect(visit(table, 2, by: 2).controls.contains(.turnBackIntoTalk))
  }

  @Test func aRoundAtATableGoesOnWhenItsSpeakerLeavesOrIsSeatedElsewhere() throws {
    var table = try atTalk()
    try table.lead(.atTable(1, .turnIntoRound))
    #expect(table.room.tables[0].holder == .member(person(1)))
    try table.lead(.seatAtTable(person(1), 2))
    #expect(table.room.tables[0].holder == .member(person(2)) && table.room.tables[1].members.contains(person(1)))
    try table.lead(.markAttendance(person(2), .leave))
    // Three was alone then, and sits with the others: that table is over.
    #expect(table.room.openTables.map(\.number) == [2] && table.room.tables[0].holder == nil)
  }

  // The queue

  @Test func theQueueOfATablePutsTheUnheardFirst() throws {
    var table = try atTalk()
    try table.act(.takeFloor, 1)
    try table.act(.passFloor(of: nil), 1)
    try table.lead(.atTable(1, .takeFloor))
    try table.act(.askForFloor, 1)
    try table.act(.askForFloor, 3)
    #expect(table.view(2).floor.queue == [3, 1].map(person) && table.view(1).seats.map(\.placeInQueue) == [2, nil, 1])
    #expect(table.view(4).floor.queue.isEmpty && visit(table, 1).floor.upNext == person(3))
    try table.lead(.atTable(1, .passFloor(of: .facilitator)))
    #expect(table.room.tables[0].holder == .member(person(3)))
  }

  // Taps that come too late

  @Test func aTapIsHeldAgainstTheStepOfItsTable() throws {
    var table = try atTalk()
    // The stretch is the second step of the room, as this one is of its table: neither passes for the other.
    let talk = StepPlace(item: 0, step: 1)
    #expect(table.room.place == talk && table.view(1).step?.place == talk)
    try table.act(.moveOn(from: nil), 1)
    func late(_ command: RoomCommand, seen: StepPlace, by viewer: RoomViewer) -> String? {
      do {
        try table.room.requireStep(seen, for: command, of: viewer, at: table.now)
        return nil
      } catch { return error.lines.first?.sentence.key }
    }
    let facilitator = RoomViewer.facilitator(RoomPlay.facilitator)
    #expect(late(.atTable(1, .giveFloor(.member(person(2)))), seen: talk, by: facilitator) == "room.steps.ended")
    #expect(late(.atTable(1, .turnIntoRound), seen: talk, by: facilitator) == "room.steps.ended")
    #expect(late(.atTable(1, .takeFloor), seen: talk, by: .member(person(1))) == "room.steps.ended")
    #expect(late(.atTable(1, .takeFloor), seen: StepPlace(item: 0, step: 2), by: .member(person(1))) == nil)
    #expect(late(.takeFloor, seen: talk, by: .member(person(1))) == "room.steps.ended")
    #expect(late(.atTable(2, .takeFloor), seen: StepPlace(item: 0, step: 0), by: .member(person(4))) == nil)
    #expect(late(.pause, seen: talk, by: facilitator) == nil)
  }

  // The plan breaks

  @Test func planBTakesTheRoomOutOfTheStretch() throws {
    var table = try atTalk(more: [RoomPlay.item(2, RoomPlay.help)])
    try table.act(.takeFloor, 1)
    table.wait(30)
    try table.lead(.takePlanB(RoomPlay.item(9, RoomPlay.check), insteadOf: RoomPlay.itemID(1)))
    #expect(table.room.tables.isEmpty && table.lead.step?.key == "tone" && table.room.holder == .facilitator)
    #expect(table.view(1).seats.count == 6 && table.room.floorTime.held(by: person(1)) == .seconds(30))
    table.wait(60)
    #expect(table.room.counted(at: table.now).floorTime.held(by: person(1)) == .seconds(30))
  }

  /// What is left for a later item follows from what the tables still need, and not from what has passed: one that paused needs it all.
  @Test func planBLeavesTheTablesTheirMinutes() throws {
    var big = RoomPlay.help
    big.minimumPresent = 7
    var table = try atTalk(more: [RoomPlay.item(2, big)])
    let entry = ProtocolEntry(shape: RoomPlay.pairs, use: "")
    let before = try #require(table.room.planB(from: [entry], at: table.now))
    #expect(!before.isRunning && before.needs == 7)
    try table.lead(.atTable(1, .pause))
    try table.lead(.atTable(2, .pause))
    table.wait(300)
    #expect(try #require(table.room.planB(from: [entry], at: table.now)).secondsLeft == before.secondsLeft - 300)
  }

  @Test func theQuickClosingEndsTheStretch() throws {
    var table = try atTalk()
    try table.act(.takeFloor, 1)
    try table.act(.pause, 4)
    try table.lead(.pause)
    try table.lead(.closeInThreeMinutes)
    #expect(table.lead.phase == .closing && table.room.tables.isEmpty && table.lead.step?.floor == FloorKind.none)
    #expect(table.view(4).clock?.remaining == .seconds(60) && table.view(4).clock?.isPaused == false && table.view(4).table == nil)
    // Back at the tables nobody has the floor and nothing is paused.
    try table.lead(.moveBack(from: nil))
    try table.lead(.moveBack(from: nil))
    #expect(table.room.tables.map(\.isPaused) == [false, false] && table.room.tables[0].place == 1)
  }

  // People

  @Test func whoJoinsTheGroupInTheStretchSitsAtTheSmallestTable() throws {
    var table = try atTalk()
    try table.lead(.markAttendance(person(6), .leave))
    #expect(!table.room.seat(newMember: person(7), at: table.now).isEmpty && table.view(7).table == nil)
    let events = try table.lead(.markAttendance(person(7), .arrive))
    #expect(events.contains(.seatedAtTable(person: person(7), table: 2)) && table.view(7).table?.number == 2)
  }

  @Test func whatSomebodyAtATableSaidIsNotedAndConfirmed() throws {
    var table = try atTalk()
    try table.lead(.noteCard(for: person(5), id: RoomPlay.cardID(1), text: "Wait longer"))
    #expect(table.view(1).cards.count == 1 && table.view(5).controls.contains(.confirmSpoken) && !table.view(1).controls.contains(.confirmSpoken))
    try table.act(.confirmCard(RoomPlay.cardID(1), text: nil), 5)
    #expect(table.room.cards.first?.isSpoken == false)
  }

  /// A new plan reaches what has not begun at the tables too, and the offer says so.
  @Test func aNewPlanIsMadeForThoseAtEachTable() throws {
    var table = try atTalk()
    try table.lead(.markAttendance(person(6), .leave))
    #expect(table.room.tables.map(\.steps.count) == [9, 9])
    let offer = try #require(table.lead.headcountOffer)
    let before = table.lead.agenda[0].plannedSeconds + table.lead.agenda[1].plannedSeconds
    try table.lead(.planFor(present: 5))
    #expect(table.lead.agenda[0].plannedSeconds + table.lead.agenda[1].plannedSeconds == before + offer.changesSeconds)
    #expect(table.room.tables.map(\.place) == [1, 0] && table.room.tables[1].steps.first?.startedAt != nil)
  }

  /// Nobody sits there any more: its clock stops, no talk is counted, and the stretch is as long as the table that is left.
  @Test func anAbandonedTableIsOver() throws {
    var table = try atTalk()
    try table.lead(.atTable(2, .changeMinutes(seconds: 1_800)))
    for number in [4, 5] { try table.lead(.markAttendance(person(number), .leave)) }
    #expect(table.room.openTables.map(\.number) == [1] && table.room.tables[0].members.contains(person(6)))
    let used = table.room.tables[1].steps.map(\.used)
    table.wait(120)
    let room = table.room.counted(at: table.now)
    #expect(room.tables[1].steps.map(\.used) == used && room.floorTime.unattributed == .seconds(120))
    #expect(table.lead.table?.count == 1 && table.lead.otherTables.isEmpty)
    #expect(table.refused(.atTable(2, .takeFloor), by: nil) == "room.tables.unknown")
    try table.lead(.markAttendance(person(4), .comeBack))
    #expect(table.view(4).table?.number == 1)
  }

  // Who leads

  /// The room was paused before a member at a table got the lead: they go on with it from there.
  @Test func whoLeadsFromATableGoesOnWithAPausedRoom() throws {
    var table = try atTalk()
    try table.act(.pause, 1)
    try table.lead(.pause)
    #expect(visit(table, 2).controls.contains(.resume) && !table.view(1).controls.contains(.resume))
    try table.hand(to: 1)
    #expect(table.view(1).controls.contains(.resume) && table.view(1).leadControl == .resume)
    #expect(try table.act(.atTable(1, .resume), 1) == [.resumed])
    #expect(table.room.tables.map(\.isPaused) == [true, false] && table.view(1).controls.contains(.resume))
    try table.act(.atTable(1, .resume), 1)
    #expect(table.room.tables.map(\.isPaused) == [false, false])
  }

  /// Open arcs show the whole session's time at every table; the wall none.
  @Test func openArcsHoldAtATable() throws {
    var table = try atTalk()
    try table.act(.takeFloor, 4)
    table.wait(60)
    let sight = FloorSight(openArcs: Set((1...6).map(person)))
    let own = table.room.view(for: .member(person(5)), at: table.now, seeing: sight)
    #expect(own.seats.map(\.held) == [.seconds(60), .zero, .zero] && own.everybody.count == 6)
    let wall = table.room.view(for: .wall, at: table.now, table: 2, seeing: sight)
    #expect(wall.table == nil && (wall.seats + wall.tables.flatMap(\.seats)).allSatisfy { $0.held == nil })
    #expect(table.view(1).everybody.allSatisfy { $0.held == nil || $0.isOwn })
  }
}
