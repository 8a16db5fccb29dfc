// When things go otherwise: talk that becomes a round, the queue, the quick closing, and taps that come too late.
import Domain
import TestSupport
import Testing

@Suite struct LiveRoomBendingTests {
  private func atTalk(members: Int = 4) throws -> RoomTable {
    let talk = SessionProtocol.freeBlock(title: "Talk", instruction: "", minutes: 10)
    return try RoomTable(
      RoomPlay.opening(members: members, items: [RoomPlay.item(1, talk), RoomPlay.item(2, RoomPlay.help), RoomPlay.item(3, RoomPlay.closing)]))
  }

  @Test func openTalkBecomesARoundOfTheUnheardFirst() throws {
    var table = try atTalk()
    for person in [2, 3] {
      try table.act(.takeFloor, person)
      table.wait(20)
      try table.act(.passFloor(of: nil), person)
    }
    #expect(table.lead.controls.contains(.turnIntoRound) && !table.view(1).controls.contains(.turnIntoRound))
    #expect(table.refused(.turnIntoRound, by: 1) == "room.control.otherLeads")
    try table.lead(.turnIntoRound)
    #expect(try table.lead(.turnIntoRound).isEmpty)
    var order: [Int?] = []
    while let holder = table.holder {
      order.append(holder)
      table.wait(10)
      try table.act(.passFloor(of: nil), holder)
    }
    #expect(order == [1, 4, 2, 3])
    // Back by one tap: everybody was heard, and no time is lost.
    try table.lead(.turnBackIntoTalk)
    #expect(table.lead.step?.floor == .all && table.lead.seats.allSatisfy(\.wasHeard) && table.lead.controls.contains(.turnIntoRound))
    #expect(table.lead.seats.map(\.held) == [10, 30, 30, 10].map { Span.seconds($0) })
    try table.moveOn()
    #expect(table.refused(.turnIntoRound, by: nil) == "room.round.notOpenTalk")
    #expect(try table.lead(.turnBackIntoTalk).isEmpty)
  }

  @Test func theQueuePutsTheUnheardFirst() throws {
    var table = try atTalk()
    for person in [1, 2] {
      try table.act(.takeFloor, person)
      try table.act(.passFloor(of: nil), person)
    }
    try table.lead(.giveFloor(.facilitator))
    for person in [2, 4, 1, 3] { try table.act(.askForFloor, person) }
    #expect(table.lead.floor.queue == [4, 3, 2, 1].map(RoomPlay.person))
    #expect(table.view(2).seats.map(\.placeInQueue) == [4, 3, 2, 1])
    try table.lead(.passFloor(of: .facilitator))
    #expect(table.holder == 4)
    // In the next step nobody has been heard: those who asked first come first again.
    try table.act(.passFloor(of: nil), 4)
    #expect(table.holder == 3 && table.lead.floor.queue == [2, 1].map(RoomPlay.person))
  }

  @Test func theClosingFitsInThreeMinutes() throws {
    var table = try RoomTable()
    table.wait(70 * 60)
    let offer = try #require(table.lead.quickClosing)
    #expect(!offer.isRunning && offer.items == ["Help"] && offer.steps == ["Step share-one", "Step next-agenda"])
    #expect(table.view(1).quickClosing == nil && table.refused(.closeInThreeMinutes, by: 1) == "room.control.otherLeads")
    try table.lead(.pause)
    try table.lead(.closeInThreeMinutes)
    #expect(table.lead.phase == .closing && table.lead.step?.floor == FloorKind.none && table.lead.clock?.isPaused == false)
    #expect(table.lead.agenda.last?.plannedSeconds == 180 && table.lead.agenda.map(\.state) == [.done, .skipped, .running])
    #expect(try table.lead(.closeInThreeMinutes).isEmpty)
    // A new number of people does not bring back what was left out.
    try table.lead(.planFor(present: 3))
    #expect(table.lead.agenda.last?.plannedSeconds == 180)
    let said = try #require(table.view(1).quickClosing)
    #expect(said.isRunning && said.items == ["Help"] && said.steps == ["Step share-one", "Step next-agenda"])
    try table.moveOn()
    #expect(table.lead.step?.key == "commitments" && table.holder == 1 && table.lead.next == nil)
    try table.lead(.close)
  }

  @Test func whoWentBackOutOfTheClosingLosesNoTimeByTheShortOne() throws {
    var table = try RoomTable(RoomPlay.opening(items: [RoomPlay.item(1, RoomPlay.check), RoomPlay.item(3, RoomPlay.closing)]))
    try table.lead(.goTo(RoomPlay.itemID(3)))
    table.wait(400)
    try table.moveOn()
    table.wait(30)
    for _ in 1...2 { try table.lead(.moveBack(from: nil)) }
    try table.lead(.closeInThreeMinutes)
    #expect(table.room.items[1].steps.map(\.planned.key) == ["quiet-writing", "share-one", "commitments"])
    #expect(table.lead.clock?.remaining == .seconds(60) && table.room.floorTime.held(by: RoomPlay.person(1)) == .seconds(30))
  }

  @Test func aTapForAStepThatHasEndedSaysSo() throws {
    var table = try RoomTable()
    let first = try #require(table.room.place)
    try table.lead(.moveOn(from: first))
    // The second half of a double tap, or the other of two who lead.
    table.wait(2)
    #expect(try table.lead(.moveOn(from: first)).isEmpty)
    // A browser that slept for an hour.
    table.wait(3_600)
    let seq = table.room.seq
    for command in [RoomCommand.moveOn(from: first), .moveBack(from: first), .moveOn(from: StepPlace(item: 9, step: 9))] {
      #expect(table.refused(command, by: nil) == "room.steps.ended")
    }
    // Places that no room has: a number from a form may be any.
    for edge in [Int.min, -1, Int.max] {
      for place in [StepPlace(item: edge, step: edge), StepPlace(item: 0, step: edge), StepPlace(item: edge, step: 0)] {
        for command in [RoomCommand.moveOn(from: place), .moveBack(from: place)] { #expect(table.refused(command, by: nil) == "room.steps.ended") }
      }
    }
    #expect(table.room.seq == seq)
    // A clock set back counts as the moment of the newest event: the tap is late by nothing, and changes nothing either.
    table.wait(-7_200)
    #expect(try table.lead(.moveOn(from: first)).isEmpty)
  }
}
