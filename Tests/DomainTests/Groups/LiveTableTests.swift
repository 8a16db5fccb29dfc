// A room that has split: who sits where, two clocks and two floors, who may act at which table, who comes and goes, one harvest.
import Domain
import Foundation
import TestSupport
import Testing

@Suite struct LiveTableTests {
  private func person(_ number: Int) -> ID<Person> { RoomPlay.person(number) }
  private func people(_ numbers: [Int]) -> [ID<Person>] { numbers.map(person) }

  /// At the tables, by default with six in two tables of three.
  private func split(_ members: Int = 6, late: [Int] = [], video: [Int] = [], rounds: Int? = nil, turns: [Int] = []) throws -> RoomTable {
    let items = [RoomPlay.item(1, RoomPlay.split, turns: turns, rounds: rounds), RoomPlay.item(2, RoomPlay.closing)]
    var table = try RoomTable(RoomPlay.opening(members: members, late: late, video: video, items: items))
    try table.moveOn()
    return table
  }

  private func members(_ table: RoomTable) -> [[ID<Person>]] { table.room.tables.map(\.members) }

  // Sitting down

  @Test func sixSitAtTwoTablesOfThreeAndComeTogetherAgain() throws {
    var table = try RoomTable(
      RoomPlay.opening(members: 6, items: [RoomPlay.item(1, RoomPlay.split), RoomPlay.item(2, RoomPlay.closing)]))
    #expect(table.room.tables.isEmpty && table.lead.step?.key == "choose" && table.lead.next?.tables == [3, 3])
    #expect(table.lead.agenda[0].plannedSeconds == 120 + 3 * 540 + 420)
    try table.moveOn()
    #expect(members(table) == [people([1, 2, 3]), people([4, 5, 6])])
    #expect(table.room.tables.map(\.place) == [0, 0] && table.room.tables.allSatisfy { $0.steps.count == 9 })
    #expect(table.lead.table == nil && table.lead.tables.map { $0.step?.key } == ["play", "play"] && table.lead.step?.tables == [3, 3])
    table.wait(900)
    try table.moveOn()
    #expect(table.room.tables.isEmpty && table.lead.step?.key == "gather" && table.lead.seats.count == 6)
    #expect(table.room.items[0].used == .seconds(900))
    #expect(table.refused(.atTable(1, .pause), by: nil) == "room.tables.over")
    #expect(table.refused(.atTable(1, .takeFloor), by: 1) == "room.tables.over")
  }

  /// The facilitator observes the pair; the pair goes round once more, so that both tables end together.
  @Test func fiveSitAtThreeAndTwo() throws {
    let table = try split(5)
    #expect(members(table) == [people([1, 2, 3]), people([4, 5])])
    #expect(table.room.tables.map(\.facilitatorObserves) == [false, true])
    let lengths = table.room.tables.map { $0.steps.reduce(0) { $0 + $1.seconds } }
    #expect(lengths == [1_620, 1_620] && table.lead.step?.seconds == 1_620)
    #expect(table.view(4).facilitator?.personID == RoomPlay.facilitator && table.view(1).facilitator == nil)
  }

  @Test func cappedRoundsAreCappedAtBothTables() throws {
    let table = try split(6, rounds: 2, turns: [5, 1, 2])
    #expect(table.room.tables.map(\.steps.count) == [6, 6])
    #expect(table.room.tables[0].steps.map(\.planned.turnOf) == [1, 1, 1, 2, 2, 2].map(person))
    #expect(table.room.tables[0].holder == .member(person(1)) && table.room.tables[1].holder == .member(person(5)))
  }

  @Test func fewerHereSitAtOneTable() throws {
    let items = [RoomPlay.item(1, RoomPlay.split), RoomPlay.item(2, RoomPlay.closing)]
    var table = try RoomTable(RoomPlay.opening(members: 6, items: items))
    for number in 4...6 { try table.lead(.markAttendance(person(number), .leave)) }
    try table.moveOn()
    #expect(members(table) == [people([1, 2, 3])])
    #expect(table.view(1).table?.count == 1 && table.lead.table?.number == 1 && table.lead.tables.isEmpty)
    #expect(table.lead.controls.contains(.bringTogether))
  }

  struct Case: Sendable {
    let sizes: [Int]
    let video: Set<Int>
    let tables: [[Int]]
  }

  static let cases: [Case] = [
    Case(sizes: [3, 3], video: [], tables: [[1, 2, 3], [4, 5, 6]]), Case(sizes: [3, 3], video: [2, 5], tables: [[1, 2, 5], [3, 4, 6]]),
    Case(sizes: [3, 3], video: [2, 4, 5, 6], tables: [[2, 4, 5], [1, 3, 6]]), Case(sizes: [4, 2], video: [1, 6], tables: [[2, 3, 4, 5], [1, 6]]),
    Case(sizes: [2, 2], video: [], tables: [[1, 2, 5], [3, 4, 6]]), Case(sizes: [5, 1], video: [], tables: [[1, 2, 3, 4, 5, 6], []]),
    Case(sizes: [], video: [], tables: [[1, 2, 3, 4, 5, 6]]),
  ]

  @Test(arguments: cases) func thoseByVideoSitTogetherWhereTheSizesAllow(_ each: Case) {
    let seated = TableSeating.seat(people([1, 2, 3, 4, 5, 6]), sizes: each.sizes, byVideo: Set(each.video.map(person)))
    #expect(seated == each.tables.map(people))
  }

  @Test func theRoomKeepsThoseByVideoTogether() throws {
    #expect(TableSeating.seat(people([1, 2, 3, 4, 5, 6, 7]), sizes: [6]).map(\.count) == [4, 3])
    #expect(members(try split(6, video: [1, 6])) == [people([1, 2, 6]), people([3, 4, 5])])
  }

  // Two clocks, two floors

  @Test func aPauseAtOneTableLeavesTheOtherClockRunning() throws {
    var table = try split(6)
    try table.act(.pause, 2)
    table.wait(60)
    #expect(table.view(1).clock?.isPaused == true && table.view(1).clock?.remaining == .seconds(360))
    #expect(table.view(4).clock?.isPaused == false && table.view(4).clock?.remaining == .seconds(300))
    try table.act(.changeMinutes(seconds: 60), 4)
    #expect(table.view(5).clock?.remaining == .seconds(360) && table.view(1).clock?.remaining == .seconds(360))
    try table.act(.resume, 3)
    try table.act(.moveOn(from: StepPlace(item: 0, step: 0)), 6)
    #expect(table.view(1).step?.key == "play" && table.view(6).step?.key == "talk")
    // The room's own pause stops both, and leaves their own alone.
    try table.lead(.pause)
    table.wait(600)
    #expect(table.view(1).clock?.isPaused == true && table.view(4).clock?.isPaused == true)
    try table.lead(.resume)
    #expect(table.view(1).clock?.isPaused == false && table.view(1).clock?.remaining == .seconds(360))
  }

  @Test func eachTableHasOneFloorAndTheTimesAddUp() throws {
    var table = try split(6)
    try table.act(.takeFloor, 1)
    try table.act(.takeFloor, 4)
    table.wait(120)
    #expect(table.view(1).floor.holder == .member(person(1)) && table.view(4).floor.holder == .member(person(4)))
    #expect(table.view(1).seats.map(\.personID) == people([1, 2, 3]) && table.view(1).everybody.count == 6)
    let time = table.room.counted(at: table.now).floorTime
    #expect(time.held(by: person(1)) == .seconds(120) && time.held(by: person(4)) == .seconds(120) && time.attributed == .seconds(240))
    #expect(table.view(2).seats.allSatisfy { $0.held == nil || $0.isOwn } && table.view(2).otherTables.map(\.number) == [2])
    #expect(table.view(1).ownTime?.share == 0.5)
    // The step and the floor of one table are nothing to the other.
    try table.act(.moveOn(from: nil), 1)
    try table.act(.askForFloor, 2)
    try table.act(.askForFloor, 3)
    #expect(table.room.tables[0].queue == people([3]) && table.room.tables[1].queue.isEmpty)
    #expect(table.room.tables[1].holder == .member(person(4)))
  }

  @Test func theStretchIsAsLongAsItsLongestTable() throws {
    var table = try split(6)
    let before = table.lead.pressure
    try table.lead(.atTable(2, .changeMinutes(seconds: 600)))
    #expect(table.lead.step?.seconds == 1_620 + 600)
    #expect(table.lead.pressure.bufferLeft == before.bufferLeft - .seconds(600))
    #expect(table.lead.clock?.remaining == .seconds(2_220))
    try table.lead(.changeMinutes(seconds: -60))
    #expect(table.lead.step?.seconds == 2_160 && table.view(1).clock?.remaining == .seconds(360))
  }

  @Test func nothingEndsByItself() throws {
    var table = try split(6)
    for step in 0..<8 { try table.act(.moveOn(from: StepPlace(item: 0, step: step)), 1) }
    #expect(table.view(1).step?.key == "round" && table.view(1).next?.key == "gather")
    #expect(table.refused(.moveOn(from: nil), by: 1) == "room.tables.last" && !table.view(1).controls.contains(.moveOn))
    // The second half of a double tap is silent; a tap on a step that has ended long ago is told so.
    #expect(try table.act(.moveOn(from: StepPlace(item: 0, step: 7)), 2).isEmpty)
    table.wait(7_200)
    #expect(table.refused(.moveOn(from: StepPlace(item: 0, step: 3)), by: 2) == "room.steps.ended")
    #expect(!table.room.tables.isEmpty && table.view(4).step?.key == "play" && table.view(4).clock?.isOver == true)
  }

  // Who may do what

  @Test func onlyThoseAtATableActAtIt() throws {
    var table = try split(6)
    for command in [RoomCommand.moveOn(from: nil), .pause, .takeFloor, .changeMinutes(seconds: 60)] {
      #expect(table.refused(.atTable(2, command), by: 1) == "room.tables.notYours")
      #expect(table.refused(.atTable(2, command), by: 77) == "room.tables.notYours")
      #expect(table.refused(.atTable(3, command), by: 1) == "room.tables.unknown")
    }
    #expect(table.refused(.atTable(1, .close), by: nil) == "room.tables.notHere")
    #expect(table.refused(.atTable(1, .giveFloor(.member(person(2)))), by: 1) == "room.control.otherLeads")
    #expect(table.refused(.atTable(1, .giveFloor(.member(person(4)))), by: nil) == "room.notAtThisTable")
    #expect(table.refused(.takeFloor, by: nil) == "room.tables.which")
    try table.lead(.atTable(2, .giveFloor(.member(person(5)))))
    try table.lead(.giveFloor(.member(person(2))))
    #expect(table.room.tables.map(\.holder) == [.member(person(2)), .member(person(5))])
    // The room's step is led by whoever leads; a member's step is that of their table.
    #expect(table.refused(.goTo(RoomPlay.itemID(2)), by: 1) == "room.control.otherLeads")
  }

  @Test func theFacilitatorGoesFromTableToTable() throws {
    var table = try split(6)
    func visit(_ number: Int) -> RoomView { table.room.view(for: .facilitator(RoomPlay.facilitator), at: table.now, table: number) }
    #expect(table.lead.table == nil && table.lead.otherTables.count == 2 && table.lead.tables.count == 2)
    #expect(visit(2).table?.number == 2 && visit(2).seats.map(\.personID) == people([4, 5, 6]) && visit(2).facilitator?.isOwn == true)
    #expect(visit(2).controls.isSuperset(of: [.giveFloor, .moveOn, .pause, .bringTogether, .takeFloor, .markAttendance]))
    #expect(visit(9).table == nil)
    // Nobody else goes.
    #expect(table.room.view(for: .member(person(1)), at: table.now, table: 2).table?.number == 1)
    #expect(table.room.view(for: .wall, at: table.now, table: 2).table == nil)
    // The facilitator speaks at one table at a time.
    try table.lead(.atTable(1, .giveFloor(.facilitator)))
    try table.lead(.atTable(2, .takeFloor))
    #expect(table.room.tables.map(\.holder) == [nil, .facilitator])
    // A member who leads goes too, and keeps their own table.
    try table.hand(to: 1)
    #expect(table.view(1).table?.number == 1 && table.view(1).leadControl == .moveOn && table.view(1).controls.contains(.bringTogether))
    #expect(table.room.view(for: .member(person(1)), at: table.now, table: 2).table?.number == 2)
    try table.act(.atTable(2, .pause), 1)
    #expect(table.room.tables.map(\.isPaused) == [false, true])
    try table.act(.moveOn(from: table.room.place), 1)
    #expect(table.lead.step?.key == "gather")
  }

  @Test func theWallShowsAllTablesAndNothingPrivate() throws {
    var table = try split(6)
    try table.act(.takeFloor, 2)
    table.wait(60)
    let wall = table.room.view(for: .wall, at: table.now)
    #expect(wall.tables.count == 2 && wall.tables.allSatisfy { $0.controls.isEmpty && $0.ownTime == nil && $0.mainControl == nil })
    #expect(wall.tables.flatMap(\.seats).allSatisfy { $0.held == nil } && wall.tables.allSatisfy { $0.facilitator?.held == nil })
    #expect(wall.tables.map(\.clock?.remaining) == [.seconds(300), .seconds(300)])
  }

  // Coming and going

  @Test func whoComesSitsAtTheSmallerTable() throws {
    var table = try split(6, late: [6])
    #expect(members(table) == [people([1, 2, 3]), people([4, 5])])
    try table.lead(.markAttendance(person(6), .arrive))
    #expect(members(table) == [people([1, 2, 3]), people([4, 5, 6])])
    #expect(table.view(6).table?.number == 2 && table.room.tables[1].steps.count == 9)
  }

  @Test func whoIsLeftAloneMovesToTheOtherTable() throws {
    var table = try split(5)
    try table.act(.takeFloor, 5)
    let events = try table.lead(.markAttendance(person(4), .leave))
    #expect(events.contains(.seatedAtTable(person: person(5), table: 1)))
    #expect(table.view(5).table?.number == 1 && table.view(5).table?.count == 1)
    #expect(table.room.tables[1].holder == nil && table.room.tables[1].members.isEmpty)
    // Who comes back finds nobody at their table and sits with the others.
    try table.lead(.markAttendance(person(4), .comeBack))
    #expect(table.view(4).table?.number == 1 && table.room.openTables.count == 1)
    // Their time at the first table stays counted.
    #expect(table.room.items[0].allSteps.flatMap(\.heard).contains(person(5)))
  }

  /// The facilitator spoke at the table that its last member leaves: their time ends there.
  @Test func nobodySpeaksToAnEmptyTable() throws {
    var table = try split(5)
    try table.lead(.atTable(2, .giveFloor(.facilitator)))
    table.wait(30)
    try table.lead(.markAttendance(person(4), .leave))
    #expect(table.room.tables[1].holder == nil && table.room.tables[1].members.isEmpty)
    try table.lead(.markAttendance(person(4), .comeBack))
    #expect(table.view(4).table?.number == 1)
    table.wait(60)
    #expect(table.room.counted(at: table.now).floorTime.facilitator == .seconds(30))
  }

  @Test func whoLeavesWithTheFloorPassesIt() throws {
    var table = try split(6)
    try table.act(.moveOn(from: nil), 1)
    try table.act(.takeFloor, 1)
    try table.act(.askForFloor, 3)
    try table.lead(.markAttendance(person(1), .leave))
    #expect(table.room.tables[0].holder == .member(person(3)))
  }

  @Test func nobodyIsSeatedAloneOrAsASeventh() throws {
    var table = try split(5)
    #expect(table.refused(.seatAtTable(person(4), 1), by: nil) == "room.tables.one")
    #expect(table.refused(.seatAtTable(person(1), 3), by: nil) == "room.tables.unknown")
    #expect(table.refused(.seatAtTable(person(1), 2), by: 1) == "room.control.otherLeads")
    try table.lead(.seatAtTable(person(1), 2))
    #expect(members(table) == [people([2, 3]), people([4, 5, 1])])
    #expect(try table.lead(.seatAtTable(person(1), 2)).isEmpty)
    // Seven chairs: one came while the session ran.
    var full = try RoomTable(RoomPlay.opening(members: 6, items: [RoomPlay.item(1, RoomPlay.split), RoomPlay.item(2, RoomPlay.closing)]))
    _ = full.room.seat(newMember: person(7), at: full.now)
    try full.lead(.markAttendance(person(7), .arrive))
    try full.moveOn()
    #expect(members(full) == [people([1, 2, 3, 7]), people([4, 5, 6])])
  }

  @Test func aTableHasALink() throws {
    var table = try split(6)
    #expect(table.refused(.linkTable(1, "javascript:alert(1)"), by: nil) == "room.tables.link")
    #expect(table.refused(.linkTable(1, "https://meet.example/one"), by: 1) == "room.control.otherLeads")
    #expect(try table.lead(.linkTable(1, " https://meet.example/one ")) == [.tableLinked(table: 1, link: "https://meet.example/one")])
    #expect(table.view(1).table?.link == "https://meet.example/one" && table.view(4).table?.link == nil)
    try table.lead(.linkTable(1, ""))
    #expect(table.view(1).table?.link == nil)
  }

  @Test func backAtTheTablesEverythingIsAsItWas() throws {
    var table = try split(6)
    try table.act(.takeFloor, 1)
    table.wait(60)
    try table.act(.moveOn(from: nil), 4)
    try table.moveOn()
    try table.lead(.moveBack(from: nil))
    #expect(table.room.tables.map(\.place) == [0, 1] && table.room.tables[0].steps[0].held.count == 1)
    #expect(members(table) == [people([1, 2, 3]), people([4, 5, 6])])
  }

  // What was written before

  /// A log from before there were tables says nothing of them, and its room stays together for ever.
  @Test func aRoomFromBeforeStaysTogether() throws {
    var opening = RoomPlay.opening(members: 6, items: [RoomPlay.item(1, RoomPlay.split), RoomPlay.item(2, RoomPlay.closing)])
    opening.runsTables = nil
    let written = String(decoding: try JSONEncoder().encode(RoomEvent.opened(opening)), as: UTF8.self)
    #expect(!written.contains("runsTables") && !written.contains("leaderID"))
    var table = try RoomTable(opening)
    try table.moveOn()
    #expect(table.lead.step?.key == "play" && table.room.tables.isEmpty && table.room.items[0].steps.count == 1 + 9 + 1)
    try table.lead(.markAttendance(person(6), .leave))
    try table.lead(.planFor(present: 5))
    #expect(table.lead.step?.key == "play" && table.room.items[0].steps.last?.planned.key == "gather")
  }

  @Test func whatHappensAtATableIsWrittenInTheOneLog() throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    func text(_ event: RoomEvent) throws -> String { String(decoding: try encoder.encode(event), as: UTF8.self) }
    #expect(try text(.atTable(table: 2, .paused)) == "{\"atTable\":{\"_1\":{\"paused\":{}},\"table\":2}}")
    #expect(try text(.seatedAtTable(person: person(1), table: 1)) == "{\"seatedAtTable\":{\"person\":\"\(person(1))\",\"table\":1}}")
    #expect(try text(.tableLinked(table: 1, link: nil)) == "{\"tableLinked\":{\"table\":1}}")
    #expect(
      try text(.tablesLaid([TableLaying(number: 1, members: [person(1)])]))
        == "{\"tablesLaid\":{\"_0\":[{\"facilitatorObserves\":false,\"members\":[\"\(person(1))\"],\"number\":1}]}}")
  }

  @Test func aNewPlanInTheMiddleLosesNeitherTablesNorHarvest() throws {
    var table = try split(6)
    try table.lead(.markAttendance(person(6), .leave))
    try table.lead(.planFor(present: 5))
    #expect(table.room.tables.count == 2 && table.room.items[0].steps.map(\.planned.key).last == "gather")
    try table.moveOn()
    #expect(table.lead.step?.key == "gather" && table.lead.step?.seconds == 60 + 5 * 60)
  }

  @Test func theOfferSaysHowManyTablesThereWouldBe() throws {
    var table = try RoomTable(
      RoomPlay.opening(
        members: 6, late: [6], items: [RoomPlay.item(1, RoomPlay.check), RoomPlay.item(2, RoomPlay.split), RoomPlay.item(3, RoomPlay.closing)]))
    try table.lead(.markAttendance(person(6), .arrive))
    #expect(table.lead.headcountOffer?.splits == [HeadcountOffer.Split(title: "Split", tables: [3, 3])] && table.lead.headcountOffer?.misfits == [])
  }

  /// Both tables at once, both who lead at once, a hundred taps, a clock that is set back: each table keeps one holder, and time only grows.
  @Test func aStormAtTwoTables() throws {
    var table = try split(6)
    try table.hand(to: 4)
    var log: [NumberedEvent] = []
    for tap in 0..<100 {
      table.now = RoomPlay.start + .seconds(tap % 4 == 0 ? 3 : 1)
      let number = 1 + tap % 6
      let command: RoomCommand =
        switch tap % 7 {
        case 0, 1: .takeFloor
        case 2: .passFloor(of: nil)
        case 3: .atTable(1 + tap % 2, .pause)
        case 4: .atTable(1 + tap % 2, .resume)
        case 5: .askForFloor
        default: .atTable(1 + tap % 2, .moveOn(from: StepPlace(item: 0, step: 0)))
        }
      if let events = try? table.room.apply(command, by: tap % 5 == 0 ? RoomPlay.facilitator : person(number), at: table.now) { log += events }
    }
    #expect(!log.isEmpty && zip(log, log.dropFirst()).allSatisfy { $0.seq + 1 == $1.seq && $0.at <= $1.at })
    #expect(table.room.tables.allSatisfy { $0.place <= 1 } && table.room.tables.count == 2)
    let used = table.room.counted(at: table.now + .hours(1)).items[0]
    #expect(used.steps[1].tables.allSatisfy { $0.steps.reduce(.zero) { $0 + $1.used } <= used.steps[1].used })
  }
}
