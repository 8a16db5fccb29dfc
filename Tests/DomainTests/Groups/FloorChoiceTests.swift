// Open arcs and the end of a quiet word as rules: who sees whose time, and until when "this suits me" holds.
import Domain
import Foundation
import TestSupport
import Testing

@Suite struct FloorChoiceTests {
  private let everybody = Set((1...4).map(RoomPlay.person))

  @Test func arcsAreOpenOnlyWhileEveryMemberAgrees() {
    func arcs(_ answers: [Bool]) -> OpenArcs {
      OpenArcs(answers: Dictionary(uniqueKeysWithValues: answers.enumerated().map { (RoomPlay.person($0 + 1), $1) }))
    }
    #expect(arcs([true, true, true]).isOpen && arcs([true, true, true]).seen == Set((1...3).map(RoomPlay.person)))
    for answers in [[], [true], [false, true, true], [true, false], [false, false]] {
      #expect(!arcs(answers).isOpen && arcs(answers).seen.isEmpty, "\(answers)")
    }
    #expect(arcs([true, false]).answer(of: RoomPlay.person(1)) && !arcs([true, false]).answer(of: RoomPlay.person(2)))
  }

  /// Everybody has had the floor: 1 for two minutes, 2 for three.
  private func spoken() throws -> RoomTable {
    var table = try RoomTable()
    try table.moveOn()
    table.wait(120)
    try table.act(.passFloor(of: nil), 1)
    table.wait(180)
    return table
  }

  private func held(_ table: RoomTable, _ viewer: RoomViewer, _ sight: FloorSight) -> [Int?] {
    table.room.view(for: viewer, at: table.now, seeing: sight).seats.map { $0.held.map { Int($0.seconds) } }
  }

  @Test func membersSeeEachOthersTimeWhileArcsAreOpenAndTheWallNever() throws {
    let table = try spoken()
    let open = FloorSight(openArcs: everybody)
    #expect(held(table, .member(RoomPlay.person(1)), .usual) == [120, nil, nil, nil])
    #expect(held(table, .member(RoomPlay.person(1)), open) == [120, 180, 0, 0])
    #expect(held(table, .wall, open) == [nil, nil, nil, nil])
    // Who left the group is not among those who agree now, whatever the others say.
    #expect(held(table, .member(RoomPlay.person(1)), FloorSight(openArcs: everybody.subtracting([RoomPlay.person(2)]))) == [120, nil, 0, 0])
  }

  @Test func theFacilitatorDoesNotSeeTheTimeOfWhomTheyAppraise() throws {
    let table = try spoken()
    #expect(held(table, .facilitator(RoomPlay.facilitator), .usual) == [120, 180, 0, 0])
    let appraising = FloorSight(openArcs: everybody, appraised: [RoomPlay.person(2)])
    #expect(held(table, .facilitator(RoomPlay.facilitator), appraising) == [120, nil, 0, 0])
    let view = table.room.view(for: .facilitator(RoomPlay.facilitator), at: table.now, seeing: appraising)
    // Nothing in the view adds up to it either.
    #expect(view.ownTime == nil)
    // The member's own view is as it was.
    #expect(held(table, .member(RoomPlay.person(2)), .usual)[1] == 180)
  }

  @Test func aStepWithAPresenterHasNoTick() throws {
    var table = try spoken()
    let open = FloorSight(openArcs: everybody)
    #expect(table.room.view(for: .member(RoomPlay.person(1)), at: table.now, seeing: open).ownTime?.fairShare == 0.25)
    try table.moveOn()
    let presenting = table.room.view(for: .member(RoomPlay.person(1)), at: table.now, seeing: open)
    #expect(presenting.step?.floor == .presenter && presenting.ownTime?.fairShare == nil)
    #expect(presenting.seats.map { $0.held != nil } == [true, true, true, true])
  }

  @Test func thisSuitsMeHoldsToTheEndOfTheTerm() throws {
    let chicago = try #require(TimeZone(identifier: "America/Chicago"))
    func end(_ text: String) throws -> String {
      let now = try #require(LocalMoment(text)).nearestInstant(in: chicago)
      return LocalMoment(FloorTerm.end(after: now, in: chicago), in: chicago).fieldText
    }
    #expect(try end("2026-10-20T15:30") == "2027-02-01T00:00")
    #expect(try end("2026-02-01T00:00") == "2026-08-01T00:00")
    #expect(try end("2026-01-31T23:59") == "2026-02-01T00:00")
    #expect(try end("2026-07-31T23:59") == "2026-08-01T00:00")
    #expect(try end("2026-12-31T23:59") == "2027-02-01T00:00")
  }
}
