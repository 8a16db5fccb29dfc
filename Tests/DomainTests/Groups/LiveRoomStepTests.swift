// What a session goes through: opening, steps and their clock, what running over takes, closing.
import Domain
import TestSupport
import Testing

@Suite struct LiveRoomStepTests {
  // Opening

  @Test func openingNeedsTwoAnAgendaAndAClosing() {
    func refused(_ opening: RoomOpening, by person: ID<Person> = RoomPlay.facilitator) -> String? {
      var room = LiveRoom(sessionID: RoomPlay.sessionID)
      do {
        try room.apply(.open(opening), by: person, at: RoomPlay.start)
        return nil
      } catch { return error.lines.first?.sentence.key }
    }
    #expect(refused(RoomPlay.opening()) == nil)
    #expect(refused(RoomPlay.opening(present: [1])) == "room.open.twoNeeded")
    #expect(refused(RoomPlay.opening(items: [])) == "room.open.noAgenda")
    #expect(refused(RoomPlay.opening(items: [RoomPlay.item(1, RoomPlay.check)])) == "room.open.noClosing")
    #expect(refused(RoomPlay.opening(present: [1, 2, 9])) == "room.notAtThisTable")
    #expect(refused(RoomPlay.opening(present: [1, 1, 2])) == "room.notAtThisTable")
    #expect(refused(RoomPlay.opening(present: [1, 2], late: [2])) == "room.notAtThisTable")
    #expect(refused(RoomPlay.opening(), by: RoomPlay.person(1)) == "room.facilitatorOnly")
  }

  @Test func nothingHappensBeforeTheOpeningOrAfterTheClosure() throws {
    var room = LiveRoom(sessionID: RoomPlay.sessionID)
    #expect(throws: Problem(nil, "room.notOpen")) { try room.apply(.moveOn(from: nil), by: RoomPlay.facilitator, at: RoomPlay.start) }
    var table = try RoomTable()
    try table.lead(.goTo(RoomPlay.itemID(3)))
    try table.lead(.close)
    for command in [RoomCommand.moveOn(from: nil), .takeFloor, .putCard(id: RoomPlay.cardID(1), text: "x"), .open(RoomPlay.opening())] {
      #expect(table.refused(command, by: nil) != nil)
    }
    #expect(table.room.phase == .held && table.lead.controls.isEmpty && table.lead.clock == nil)
  }

  // Steps and their clock

  @Test func aStepNeverEndsByItself() throws {
    var table = try RoomTable()
    let start = try #require(table.lead.clock)
    #expect(start.remaining == .minutes(1) && start.endsAt == table.now + .minutes(1) && start.warnsAt == table.now + .seconds(30))
    table.wait(3_600)
    let over = try #require(table.lead.clock)
    #expect(over.isOver && over.remaining == .minutes(-59) && table.lead.step?.key == "tone")
  }

  @Test func aMinuteBeforeTheEndThereIsASign() throws {
    var table = try RoomTable()
    try table.moveOn()
    #expect(table.lead.step?.seconds == 480)
    table.wait(419)
    #expect(table.view(1).clock?.isNearEnd(at: table.now) == false)
    table.wait(1)
    #expect(
      table.view(1).clock?.isNearEnd(at: table.now) == true && table.room.view(for: .wall, at: table.now).clock?.isNearEnd(at: table.now) == true)
    table.wait(61)
    #expect(table.view(1).clock?.isNearEnd(at: table.now) == false && table.view(1).clock?.isOver == true)
  }

  @Test func aPauseStopsTheClockAndTheFloor() throws {
    var table = try RoomTable()
    try table.moveOn()
    table.wait(10)
    try table.lead(.pause)
    table.wait(600)
    #expect(table.lead.clock?.isPaused == true && table.lead.clock?.remaining == .seconds(470))
    try table.lead(.resume)
    table.wait(5)
    #expect(table.lead.clock?.remaining == .seconds(465) && table.view(1).ownTime?.held == .seconds(15))
    // Who moves on in a pause wants to go on.
    try table.lead(.pause)
    #expect(try table.lead(.moveOn(from: nil)).first == .resumed)
    #expect(try table.lead(.resume).isEmpty)
  }

  @Test func minutesAreAddedToTheRunningStepAlone() throws {
    var table = try RoomTable()
    try table.lead(.changeMinutes(seconds: 120))
    #expect(table.lead.clock?.length == .seconds(180) && table.lead.agenda[0].plannedSeconds == 180 + 480)
    #expect(table.refused(.changeMinutes(seconds: -181), by: nil) == "room.minutes.nothingLeft")
    #expect(table.refused(.changeMinutes(seconds: 3_500), by: nil) == "room.minutes.range")
    #expect(table.refused(.changeMinutes(seconds: .max), by: nil) == "room.minutes.range")
    #expect(table.refused(.changeMinutes(seconds: 60), by: 1) == "room.control.otherLeads")
    try table.moveOn()
    #expect(table.lead.clock?.length == .seconds(480))
  }

  @Test func movingBackGoesOnWhereTheStepWasLeft() throws {
    var table = try RoomTable()
    table.wait(20)
    try table.moveOn()
    table.wait(30)
    try table.lead(.moveBack(from: nil))
    #expect(table.lead.clock?.remaining == .seconds(40) && table.lead.step?.key == "tone")
    try table.moveOn()
    #expect(table.lead.clock?.remaining == .seconds(450))
    #expect(table.view(1).ownTime?.held == .seconds(30))
    // Back over the edge of an item, and not before the first step.
    try table.moveOn()
    #expect(table.lead.step?.itemID == RoomPlay.itemID(2))
    try table.lead(.moveBack(from: nil))
    #expect(table.lead.step?.key == "round" && table.lead.agenda[1].state == .coming)
    try table.lead(.moveBack(from: nil))
    #expect(table.refused(.moveBack(from: nil), by: nil) == "room.steps.first")
  }

  @Test func aSecondTapOnAnOldStepChangesNothing() throws {
    var table = try RoomTable()
    let place = try #require(table.room.place)
    #expect(try !table.lead(.moveOn(from: place)).isEmpty)
    #expect(try table.lead(.moveOn(from: place)).isEmpty)
    #expect(table.lead.step?.key == "round")
  }

  @Test func theClosingIsReachedAndNeverSkipped() throws {
    var table = try RoomTable()
    #expect(table.refused(.close, by: nil) == "room.closure.closingFirst")
    try table.lead(.goTo(RoomPlay.itemID(3)))
    #expect(table.room.phase == .closing && table.lead.agenda.map(\.state) == [.done, .skipped, .running])
    #expect(table.refused(.goTo(RoomPlay.itemID(2)), by: nil) == "room.steps.behind")
    // What was skipped is passed over on the way back too.
    try table.lead(.moveBack(from: nil))
    #expect(table.lead.step?.key == "round")
    try table.lead(.goTo(RoomPlay.itemID(3)))
    try table.moveOn(3)
    #expect(table.refused(.moveOn(from: nil), by: nil) == "room.steps.last" && table.lead.mainControl == .close && table.lead.next == nil)
    try table.lead(.close)
    #expect(table.room.phase == .held)
  }

  // What running over takes

  @Test func runningOverEatsTheBufferThenTheFurthestItemAndNeverTheClosing() throws {
    // Check 60 + 480, Help 300 + 180 + 60 + 180 + 120, closing 300 + 120 + 240 + 60.
    var table = try RoomTable(RoomPlay.opening(minutes: 40))
    let all = 540 + 840 + 720
    #expect(table.lead.pressure == TimePressure(bufferLeft: .seconds(2_400 - all), losses: [], runsOverBy: .zero))
    // The time of the step itself costs nothing; each second over it does.
    table.wait(60)
    #expect(table.lead.pressure.bufferLeft == .seconds(300))
    table.wait(100)
    #expect(table.lead.pressure.bufferLeft == .seconds(200))
    table.wait(300)
    #expect(table.lead.pressure.losses == [TimePressure.Loss(itemID: RoomPlay.itemID(2), title: "Help", seconds: 100)])
    // When the item between is gone the running one loses its own rest, and only then the session runs past its end.
    table.wait(840)
    #expect(table.lead.pressure.losses.map(\.seconds) == [100, 840] && table.lead.pressure.runsOverBy == .zero)
    table.wait(400)
    #expect(table.lead.pressure.losses.map(\.seconds) == [480, 840] && table.lead.pressure.runsOverBy == .seconds(20))
    try table.lead(.goTo(RoomPlay.itemID(3)))
    #expect(table.lead.pressure.losses.isEmpty && table.lead.pressure.runsOverBy == .seconds(1_700 + 720 - 2_400))
  }
}
