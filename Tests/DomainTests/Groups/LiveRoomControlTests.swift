// Who leads: control handed on and taken back, two who lead at once, a room without its facilitator, a facilitator who was a member.
import Domain
import TestSupport
import Testing

@Suite struct LiveRoomControlTests {
  private func person(_ number: Int) -> ID<Person> { RoomPlay.person(number) }

  private func alone(_ change: (inout RoomOpening) -> Void = { _ in }) -> RoomOpening {
    var opening = RoomPlay.opening(items: [RoomPlay.item(1, RoomPlay.caseCircle), RoomPlay.item(2, RoomPlay.closing)], leader: 2)
    change(&opening)
    return opening
  }

  // Handing on

  @Test func controlIsHandedToAnyMemberHereAndTakenBack() throws {
    var table = try RoomTable(RoomPlay.opening(late: [4]))
    #expect(table.room.controllerID == RoomPlay.facilitator && table.lead.isInControl && !table.view(2).isInControl)
    #expect(try table.hand(to: 2) == [.controlHanded(to: person(2))])
    #expect(try table.hand(to: 2).isEmpty)
    #expect(table.view(2).isInControl && table.view(2).controllerID == person(2) && !table.lead.isInControl)
    #expect(table.refused(.moveOn(from: nil), by: nil) == "room.control.otherLeads")
    try table.act(.moveOn(from: nil), 2)
    #expect(table.room.place == StepPlace(item: 0, step: 1))
    #expect(table.refused(.handControl(to: person(4)), by: 2) == "room.control.notHere")
    #expect(table.refused(.handControl(to: person(77)), by: 2) == "room.control.notHere")
    #expect(table.refused(.handControl(to: person(3)), by: 3) == "room.control.otherLeads")
    try table.hand(to: 3, by: 2)
    #expect(table.refused(.pause, by: 2) == "room.control.otherLeads")
    #expect(table.lead.mainControl == .takeControl && table.lead.controls.contains(.takeControl))
    try table.hand(to: nil)
    #expect(table.lead.isInControl && table.lead.mainControl == .moveOn && table.room.facilitatorID == RoomPlay.facilitator)
  }

  /// Who leads keeps seat and floor, and learns nothing that is the facilitator's.
  @Test func aMemberWhoLeadsKeepsTheirOwnFloorAndSeesNobodysTime() throws {
    var table = try RoomTable()
    try table.moveOn()
    try table.hand(to: 1)
    table.wait(60)
    let view = table.view(1)
    #expect(view.mainControl == .passFloor && view.leadControl == .moveOn)
    #expect(view.controls.isSuperset(of: [.giveFloor, .pause, .changeMinutes, .markAttendance, .handControl, .passFloor]))
    #expect(!view.controls.contains(.changeAgenda))
    #expect(view.seats.allSatisfy { $0.isOwn == ($0.held != nil) } && view.facilitator?.held == nil)
    #expect(table.lead.seats.first?.held == .seconds(60) && !table.lead.controls.contains(.moveOn))
    // The own floor is passed on without a name; with a name, anybody's.
    try table.act(.passFloor(of: nil), 1)
    #expect(table.holder == 2)
    try table.act(.passFloor(of: nil), 1)
    #expect(table.holder == 2)
    try table.act(.passFloor(of: .member(person(2))), 1)
    #expect(table.holder == 3)
    try table.act(.giveFloor(.facilitator), 1)
    #expect(table.room.holder == .facilitator && table.lead.controls.contains(.passFloor))
    try table.lead(.passFloor(of: nil))
    #expect(table.holder == 4)
  }

  @Test func theOldLeaderIsToldAndAStepThatHasEndedIsNotSkipped() throws {
    var table = try RoomTable()
    let seen = table.room.place
    try table.hand(to: 1)
    try table.act(.moveOn(from: seen), 1)
    try table.hand(to: nil)
    // Both press the button of the same step: the room moves once.
    #expect(try table.lead(.moveOn(from: seen)).isEmpty)
    #expect(table.refused(.moveOn(from: seen), by: 1) == "room.control.otherLeads")
  }

  @Test func whoeverLeadsAndGoesGivesTheLeadBack() throws {
    var table = try RoomTable()
    try table.hand(to: 3)
    #expect(
      try table.act(.markAttendance(person(3), .leave), 3) == [
        .attendanceMarked(person: person(3), mark: .leave), .controlHanded(to: RoomPlay.facilitator),
      ])
    #expect(table.lead.isInControl)
  }

  // Without the facilitator

  @Test func threeMayOpenARoomWithACaseCircle() throws {
    var table = try RoomTable(alone())
    #expect(table.room.facilitatorID == nil && table.room.controllerID == person(2) && table.view(2).isInControl)
    #expect(table.view(1).facilitator == nil && table.view(1).controllerID == person(2))
    // Nobody facilitates: that step counts for nobody and has no floor to take.
    #expect(table.room.holder == nil && !table.view(2).floor.isOpen && table.refused(.takeFloor, by: 2) == "room.floor.uncounted")
    table.wait(60)
    try table.act(.moveOn(from: nil), 2)
    #expect(table.room.floorTime.talk == .zero && table.room.floorTime.facilitator == .zero)
    try table.act(.takeFloor, 3)
    #expect(table.holder == 3)
    #expect(table.refused(.moveOn(from: nil), by: 1) == "room.control.otherLeads")
  }

  @Test func aRoomWithoutAFacilitatorOpensOnlyWhereItCanRun() throws {
    func refusal(_ change: (inout RoomOpening) -> Void, by number: Int = 2) -> String? {
      var room = LiveRoom(sessionID: RoomPlay.sessionID)
      do { _ = try room.apply(.open(alone(change)), by: person(number), at: RoomPlay.start) } catch { return error.lines.first?.sentence.key }
      return nil
    }
    #expect(refusal { _ in } == nil)
    #expect(refusal({ _ in }, by: 1) == "room.open.leaderHere")
    #expect(refusal { $0.present = [person(1), person(3), person(4)] } == "room.open.leaderHere")
    #expect(refusal { $0.present = [person(1), person(2)] } == "room.open.threeNeeded")
    #expect(refusal { $0.items[0] = RoomPlay.item(1, RoomPlay.check) } == "room.open.caseCircleNeeded")
    #expect(refusal({ $0.facilitatorID = RoomPlay.facilitator }, by: 2) == "room.facilitatorOnly")
  }

  /// Who comes later lets the member go on, or takes the lead with one tap.
  @Test func theFacilitatorWhoComesLaterFindsARoomThatRuns() throws {
    var table = try RoomTable(alone())
    #expect(table.room.led(by: RoomPlay.facilitator).view(for: .facilitator(RoomPlay.facilitator), at: table.now).controls.contains(.takeControl))
    try table.lead(.takeOver)
    #expect(table.room.facilitatorID == RoomPlay.facilitator && table.view(2).isInControl)
    try table.act(.pause, 2)
    try table.hand(to: nil)
    #expect(table.lead.isInControl && table.lead.mainControl == .resume)
  }

  @Test func aRoomWithoutAFacilitatorIsNeverWithoutALead() throws {
    var table = try RoomTable(alone())
    try table.act(.markAttendance(person(2), .leave), 2)
    #expect(table.room.controllerID == person(1))
    for number in [1, 3, 4] { try table.act(.markAttendance(person(number), .leave), number) }
    #expect(table.room.here.isEmpty && table.room.controllerID == person(4))
    #expect(table.refused(.handControl(to: person(1)), by: 1) == "room.control.otherLeads")
    try table.lead(.takeOver)
    #expect(table.room.facilitatorID == RoomPlay.facilitator && table.lead.isInControl)
  }

  /// Everybody had gone, and whoever led last marks who comes back: that one leads, and nobody from outside.
  @Test func anEmptyRoomIsLedByWhoComesBack() throws {
    var table = try RoomTable(alone())
    for number in [2, 1, 3, 4] { try table.act(.markAttendance(person(number), .leave), number) }
    #expect(table.room.here.isEmpty && table.room.controllerID == person(4))
    let events = try table.act(.markAttendance(person(2), .comeBack), 4)
    #expect(events.contains(.controlHanded(to: person(2))) && table.view(2).isInControl)
  }

  // The group was handed over meanwhile

  @Test func anotherFacilitatorLeadsWhereTheOneBeforeThemDid() throws {
    var table = try RoomTable()
    try table.act(.takeOver, 88)
    #expect(table.room.facilitatorID == person(88) && table.room.controllerID == person(88))
    #expect(table.refused(.pause, by: nil) == "room.control.otherLeads")
    try table.hand(to: 1, by: 88)
    try table.act(.takeOver, 89)
    #expect(table.room.controllerID == person(1) && table.room.facilitatorID == person(89))
  }

  /// A member who has been made the facilitator while the room runs: their seat stays, empty, with all that it held.
  @Test func aMemberWhoBecameTheFacilitatorTakesOver() throws {
    var table = try RoomTable()
    try table.moveOn()
    table.wait(90)
    let before = table.room.led(by: person(1)).view(for: .facilitator(person(1)), at: table.now)
    #expect(before.facilitator?.isOwn == true && before.isInControl && before.controls.contains(.moveOn))
    let events = try table.act(.takeOver, 1)
    #expect(
      events == [
        .facilitatorChanged(to: person(1)), .attendanceMarked(person: person(1), mark: .leave), .floorGiven(to: .member(person(2))),
      ])
    #expect(try table.act(.takeOver, 1).isEmpty)
    let view = table.room.view(for: .facilitator(person(1)), at: table.now)
    #expect(view.isInControl && view.seats[0].presence == .left && view.seats[0].held == .seconds(90))
    #expect(table.room.attended.contains(person(1)))
    #expect(table.refused(.moveOn(from: nil), by: nil) == "room.control.otherLeads")
  }

  // Hostile play

  /// Two who lead at once, a hundred taps in the same second, a clock that is set back: one lead, one holder, nothing lost.
  @Test func aStormOfTapsLeavesOneRoom() throws {
    var table = try RoomTable()
    try table.moveOn()
    var log: [NumberedEvent] = []
    for tap in 0..<100 {
      table.now = RoomPlay.start + .seconds(tap % 3 == 0 ? 2 : 1)
      let actor = tap % 2 == 0 ? RoomPlay.facilitator : person(1 + tap % 4)
      let command: RoomCommand =
        switch tap % 5 {
        case 0: .handControl(to: person(1 + tap % 3))
        case 1: .takeFloor
        case 2: .handControl(to: RoomPlay.facilitator)
        case 3: .passFloor(of: nil)
        default: .moveOn(from: StepPlace(item: 0, step: 0))
        }
      if let events = try? table.room.apply(command, by: actor, at: table.now) { log += events }
      #expect(table.room.controllerID == RoomPlay.facilitator || table.room.controllerID.map(table.room.isHere) == true)
    }
    #expect(table.room.place == StepPlace(item: 0, step: 1) && zip(log, log.dropFirst()).allSatisfy { $0.seq + 1 == $1.seq && $0.at <= $1.at })
  }
}
