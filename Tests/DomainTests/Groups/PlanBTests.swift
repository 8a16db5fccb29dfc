// Plan B: what fits those who are here and the time before the closing, what it replaces, and what it refuses.
import Domain
import TestSupport
import Testing

@Suite struct PlanBTests {
  private func entry(_ key: String, minutes: Int, minimum: Int = 2, splitsAt: Int? = nil) -> ProtocolEntry {
    ProtocolEntry(
      shape: SessionProtocol(
        key: key, title: key.capitalized, summary: "", minimumPresent: minimum,
        circles: splitsAt.map { [$0: [Seating(coaches: 2), Seating(coaches: 2)]] } ?? [:],
        steps: [ProtocolStep(key: "s", title: "S", instruction: "", floor: .all, fixed: minutes * 60)]), use: "")
  }

  private var library: [ProtocolEntry] {
    [
      entry("short", minutes: 5), entry("middle", minutes: 15), entry("long", minutes: 40), entry("endless", minutes: 200),
      entry("big", minutes: 16, minimum: 4), entry("tiny", minutes: 3), ProtocolEntry(shape: RoomPlay.closing, use: ""),
      ProtocolEntry(shape: RoomPlay.help, use: ""),
    ]
  }

  @Test func theItemThatNeedsMoreThanAreHereIsReplaced() throws {
    var table = try RoomTable()
    for person in [3, 4] { try table.lead(.markAttendance(RoomPlay.person(person), .leave)) }
    let plan = try #require(table.room.planB(from: library, at: table.now))
    #expect(plan.itemID == RoomPlay.itemID(2) && plan.needs == 3 && !plan.isRunning && plan.present == 2)
    #expect(plan.options.map(\.key) == ["long", "middle", "short"] && plan.options[0].seconds == 2_400)
    let new = RoomPlay.item(70, try #require(library.first { $0.key == "middle" }).shape)
    #expect(table.refused(.takePlanB(new, insteadOf: plan.itemID), by: 1) == "room.control.otherLeads")
    try table.lead(.takePlanB(new, insteadOf: plan.itemID))
    #expect(
      table.lead.agenda.map(\.title) == ["Check", "Middle", "Quiet close"] && table.lead.step?.key == "tone" && table.lead.headcountOffer == nil)
    // The other of two who lead taps the same a moment later.
    #expect(try table.lead(.takePlanB(RoomPlay.item(71, new.shape), insteadOf: plan.itemID)).isEmpty)
    #expect(table.refused(.takePlanB(RoomPlay.item(72, RoomPlay.pairs), insteadOf: plan.itemID), by: nil) == "room.planB.gone")
  }

  @Test func whatRunsIsLeftForIt() throws {
    var table = try RoomTable(RoomPlay.opening(items: [RoomPlay.item(2, RoomPlay.help, turns: [2]), RoomPlay.item(3, RoomPlay.closing)]))
    table.wait(60 * 60)
    try table.lead(.markAttendance(RoomPlay.person(3), .leave))
    try table.lead(.markAttendance(RoomPlay.person(4), .leave))
    let plan = try #require(table.room.planB(from: library, at: table.now))
    // 90 minutes, 60 gone, 12 for the closing as it is planned for four.
    #expect(plan.isRunning && plan.secondsLeft == 18 * 60 && plan.options.map(\.key) == ["middle", "short", "tiny"])
    try table.lead(.takePlanB(RoomPlay.item(70, library[1].shape), insteadOf: plan.itemID))
    #expect(table.lead.step?.itemTitle == "Middle" && table.room.plannedFor == 2)
    #expect(table.room.items[0].used == .seconds(3_600) && table.lead.agenda.map(\.state) == [.done, .running, .coming])
  }

  @Test func withoutAMisfitItIsTheRunningOneAndNothingComesTwice() throws {
    var table = try RoomTable()
    let plan = try #require(table.room.planB(from: library, at: table.now))
    #expect(plan.isRunning && plan.needs == nil && !plan.options.map(\.key).contains("help"))
    // What leaves the later items their minutes: 90 minutes, 12 for the closing, 14 for Help.
    #expect(plan.secondsLeft == (90 - 12 - 14) * 60)
    // When hardly anything is left, later items give way before nothing is offered.
    table.wait(72 * 60)
    let late = try #require(table.room.planB(from: library, at: table.now))
    #expect(late.options.map(\.key) == ["short", "tiny"] && late.secondsLeft == 6 * 60)
    table.wait(10 * 60)
    #expect(table.room.planB(from: library, at: table.now)?.options == [])
    try table.lead(.goTo(RoomPlay.itemID(3)))
    #expect(table.room.planB(from: library, at: table.now) == nil)
    #expect(table.refused(.takePlanB(RoomPlay.item(70, RoomPlay.pairs), insteadOf: RoomPlay.itemID(3)), by: nil) == "room.planB.closing")
  }

  @Test func aProtocolThatDoesNotFitIsRefusedWhoeverAsks() throws {
    let table = try RoomTable(RoomPlay.opening(members: 3))
    let big = RoomPlay.item(70, try #require(library.first { $0.key == "big" }).shape)
    #expect(table.refused(.takePlanB(big, insteadOf: RoomPlay.itemID(1)), by: nil) == "room.planB.misfit")
    #expect(table.refused(.takePlanB(RoomPlay.item(71, RoomPlay.closing), insteadOf: RoomPlay.itemID(1)), by: nil) == nil)
  }
}
