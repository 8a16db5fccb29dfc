// The floor in each kind of step: rounds, turns, open talk, silence.
import Domain
import TestSupport
import Testing

@Suite struct LiveRoomFloorTests {
  // The floor

  @Test func inARoundTheFloorGoesBySeats() throws {
    var table = try RoomTable()
    #expect(table.room.holder == .facilitator)
    try table.moveOn()
    var order: [Int?] = [table.holder]
    for _ in 1...4 {
      let person = try #require(table.holder)
      #expect(table.view(person).mainControl == .passFloor)
      table.wait(30)
      try table.act(.passFloor(of: nil), person)
      order.append(table.holder)
    }
    #expect(order == [1, 2, 3, 4, nil])
    #expect(table.lead.seats.allSatisfy { $0.wasHeard && $0.held == .seconds(30) })
    // After the round the floor is free, and what is left of the step belongs to nobody.
    table.wait(60)
    #expect(table.room.counted(at: table.now).floorTime.talk == .seconds(120))
  }

  @Test func aLateComerIsHeardInTheRoundThatRuns() throws {
    var table = try RoomTable(RoomPlay.opening(late: [2]))
    try table.moveOn()
    try table.act(.passFloor(of: nil), 1)
    #expect(table.holder == 3)
    try table.lead(.markAttendance(RoomPlay.person(2), .arrive))
    try table.act(.passFloor(of: nil), 3)
    try table.act(.passFloor(of: nil), 4)
    #expect(table.holder == 2)
    #expect(table.lead.seats[1].arrivedLateAt == table.now)
  }

  @Test func aTurnBelongsToItsPerson() throws {
    var table = try RoomTable()
    try table.moveOn(2)
    #expect(table.lead.step?.key == "present" && table.holder == 2 && table.lead.seats[1].isTurn)
    #expect(table.view(2).ownTime?.fairShare == nil)
    // A question in between: given by the facilitator, and back it goes.
    try table.lead(.giveFloor(.member(RoomPlay.person(4))))
    #expect(table.holder == 4)
    try table.act(.passFloor(of: nil), 4)
    #expect(table.holder == 2)
    try table.act(.passFloor(of: nil), 2)
    #expect(table.holder == nil)
    table.wait(30)
    #expect(table.room.counted(at: table.now).floorTime.unattributed == .seconds(30))
    #expect(!table.view(1).controls.contains(.takeFloor) && table.view(2).controls.contains(.takeFloor))
  }

  @Test func whoSpeaksFirstInAnUnnamedRoundIsWhoseRoundItIs() throws {
    var table = try RoomTable(RoomPlay.opening(items: [RoomPlay.item(2, RoomPlay.help), RoomPlay.item(3, RoomPlay.closing)]))
    #expect(table.holder == nil && table.lead.step?.turnOf == nil)
    let events = try table.lead(.giveFloor(.member(RoomPlay.person(3))))
    #expect(events.first == .turnNamed(item: RoomPlay.itemID(2), round: 1, person: RoomPlay.person(3)))
    try table.moveOn(3)
    #expect(table.lead.step?.key == "respond" && table.holder == 3)
    #expect(table.room.items[0].item.turns == [RoomPlay.person(3)])
  }

  @Test func aTurnWaitsForItsPersonToArrive() throws {
    var table = try RoomTable(RoomPlay.opening(late: [2]))
    try table.moveOn(2)
    #expect(table.holder == nil)
    try table.lead(.markAttendance(RoomPlay.person(2), .arrive))
    #expect(table.holder == 2)
  }

  @Test func inOpenTalkTheFloorIsTakenGivenAskedForAndPassed() throws {
    var table = try RoomTable()
    try table.moveOn(3)
    #expect(table.lead.step?.key == "clarify" && table.holder == nil && table.view(1).mainControl == .takeFloor)
    table.wait(10)
    try table.act(.takeFloor, 1)
    // Two taps at the same moment: one has it, the other waits.
    try table.act(.takeFloor, 3)
    #expect(table.holder == 1 && table.room.queue == [RoomPlay.person(3)])
    try table.act(.askForFloor, 4)
    try table.act(.askForFloor, 4)
    #expect(table.lead.seats.map(\.placeInQueue) == [nil, nil, 1, 2])
    #expect(table.view(4).mainControl == .withdrawAsk)
    try table.act(.withdrawAsk, 3)
    table.wait(20)
    try table.act(.passFloor(of: nil), 1)
    #expect(table.holder == 4 && table.room.queue.isEmpty)
    // The facilitator passes for somebody who forgets; an old tap for somebody else passes nothing.
    #expect(try table.lead(.passFloor(of: .member(RoomPlay.person(1)))).isEmpty)
    table.wait(5)
    try table.lead(.passFloor(of: .member(RoomPlay.person(4))))
    try table.lead(.giveFloor(.facilitator))
    table.wait(7)
    let time = table.room.counted(at: table.now).floorTime
    #expect(time.held(by: RoomPlay.person(1)) == .seconds(20) && time.held(by: RoomPlay.person(4)) == .seconds(5))
    #expect(time.facilitator == .seconds(7) && time.unattributed == .seconds(10) && time.attributed == .seconds(25))
  }

  @Test func whoWaitsIsHeardFirstInTheNextOpenStepOfTheItem() throws {
    let talk = SessionProtocol(
      key: "talk", title: "Talk", summary: "", minimumPresent: 2,
      steps: [
        ProtocolStep(key: "a", title: "A", instruction: "", floor: .all, fixed: 60),
        ProtocolStep(key: "b", title: "B", instruction: "", floor: .all, fixed: 60),
      ])
    var table = try RoomTable(RoomPlay.opening(items: [RoomPlay.item(1, talk), RoomPlay.item(2, talk), RoomPlay.item(3, RoomPlay.closing)]))
    try table.act(.takeFloor, 1)
    try table.act(.askForFloor, 2)
    try table.moveOn()
    #expect(table.holder == 2)
    try table.act(.askForFloor, 3)
    try table.moveOn()
    #expect(table.holder == nil && table.room.queue.isEmpty)
  }

  @Test func silenceAndPartsThatAreNotOnesOwnCountForNobody() throws {
    var table = try RoomTable(
      RoomPlay.opening(items: [RoomPlay.item(1, RoomPlay.practice, turns: [1, 2], rounds: 2), RoomPlay.item(3, RoomPlay.closing)]))
    try table.moveOn(2)
    #expect(table.lead.step?.floor == .coachee && table.lead.floor.isOpen == false)
    #expect(
      table.refused(.takeFloor, by: 2) == "room.floor.uncounted"
        && table.refused(.giveFloor(.member(RoomPlay.person(2))), by: nil) == "room.floor.uncounted")
    table.wait(60)
    try table.lead(.goTo(RoomPlay.itemID(3)))
    #expect(table.refused(.askForFloor, by: 2) == "room.floor.quiet")
    table.wait(300)
    #expect(table.room.counted(at: table.now).floorTime.talk == .zero && table.view(1).mainControl == nil)
  }

  @Test func nobodyWhoIsAwayKeepsTheFloor() throws {
    var table = try RoomTable()
    try table.moveOn()
    table.wait(10)
    try table.lead(.markAttendance(RoomPlay.person(1), .leave))
    #expect(table.holder == 2)
    #expect(table.refused(.takeFloor, by: 1) == "room.notHere")
    #expect(table.refused(.giveFloor(.member(RoomPlay.person(1))), by: nil) == "room.floor.notHere")
    // Cards and commitments can still be left by who had to go.
    try table.act(.nameCommitment(id: RoomPlay.commitmentID(1), text: "Call Ms. Amari", byDate: nil), 1)
    try table.lead(.markAttendance(RoomPlay.person(1), .comeBack))
    #expect(table.lead.seats[0].presence == .here && table.lead.seats[0].held == .seconds(10))
  }
}
