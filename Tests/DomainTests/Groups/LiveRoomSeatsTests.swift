// Chairs that come while the room runs, and seats by video: who gets one, who says so, and who begins a round.
import Domain
import Foundation
import TestSupport
import Testing

@Suite struct LiveRoomSeatsTests {
  @Test func whoJoinsWhileItRunsGetsAChair() throws {
    var table = try RoomTable()
    let events = table.room.seat(newMember: RoomPlay.person(5), at: table.now)
    #expect(events.map(\.event) == [.seatAdded(person: RoomPlay.person(5))])
    #expect(table.lead.seats.map(\.presence) == [.here, .here, .here, .here, .expected])
    #expect(table.view(5).seats[4].isOwn && table.refused(.askForFloor, by: 5) == "room.notHere")
    // A second word of the same, the one who leads, and an eighth chair change nothing.
    #expect(table.room.seat(newMember: RoomPlay.person(5), at: table.now).isEmpty)
    #expect(table.room.seat(newMember: RoomPlay.facilitator, at: table.now).isEmpty)
    for person in 6...7 { #expect(table.room.seat(newMember: RoomPlay.person(person), at: table.now).count == 1) }
    #expect(table.room.seat(newMember: RoomPlay.person(8), at: table.now).isEmpty && table.room.seats.count == LiveRoom.mostSeats)
    try table.lead(.markAttendance(RoomPlay.person(5), .arrive))
    #expect(table.room.isHere(RoomPlay.person(5)) && table.lead.seats[4].arrivedLateAt == table.now)
    #expect(table.lead.headcountOffer?.present == 5)
    var waiting = LiveRoom(sessionID: RoomPlay.sessionID)
    #expect(waiting.seat(newMember: RoomPlay.person(1), at: table.now).isEmpty)
  }

  @Test func everybodySaysItOfTheirOwnSeatAndWhoLeadsOfAny() throws {
    var table = try RoomTable(RoomPlay.opening(video: [2]))
    #expect(table.view(1).seats.map(\.isByVideo) == [false, true, false, false])
    #expect(try table.act(.sitByVideo(RoomPlay.person(3), true), 3) == [.seatMoved(person: RoomPlay.person(3), byVideo: true)])
    #expect(try table.act(.sitByVideo(RoomPlay.person(3), true), 3).isEmpty)
    #expect(table.refused(.sitByVideo(RoomPlay.person(2), false), by: 1) == "room.video.ownSeat")
    #expect(table.refused(.sitByVideo(RoomPlay.person(77), true), by: 77) == "room.notAtThisTable")
    try table.lead(.sitByVideo(RoomPlay.person(2), false))
    #expect(table.room.view(for: .wall, at: table.now).seats.map(\.isByVideo) == [false, false, true, false])
  }

  @Test func aRoundBeginsWithThoseByVideo() throws {
    var table = try RoomTable(RoomPlay.opening(members: 5, video: [2, 4]))
    try table.moveOn()
    var order: [Int?] = []
    while let holder = table.holder {
      order.append(holder)
      try table.act(.passFloor(of: nil), holder)
    }
    #expect(order == [2, 4, 1, 3, 5])
  }

  /// Logs from before seats said where they are say nothing of it, and open as they did.
  @Test func olderOpeningsOpenAsTheyDid() throws {
    let text = try String(decoding: JSONEncoder().encode(RoomEvent.opened(RoomPlay.opening())), as: UTF8.self)
    #expect(!text.contains("byVideo"))
    let event = try JSONDecoder().decode(RoomEvent.self, from: Data(text.utf8))
    let room = LiveRoom(sessionID: RoomPlay.sessionID).replaying([NumberedEvent(seq: 1, at: RoomPlay.start, event: event)])
    #expect(room.here.count == 4 && room.seats.allSatisfy { !$0.isByVideo })
  }
}
