// Who leads, over HTTP on both engines: the lead handed on and taken back, a room that opens without its facilitator.
import Actions
import Domain
import Foundation
import TestSupport
import Testing
import WebSupport

@Suite struct RoomControlTests {
  @Test(arguments: TestEngine.allCases) func theLeadGoesToAMemberAndBack(_ engine: TestEngine) async throws {
    let room = try await RoomRouteTests.Room(engine)
    try await room.open()
    let (dana, tomas) = (room.table.members[0].personID, room.table.facilitator.personID)
    #expect(try await room.tomas.get(room.address).text.contains("Let Dana lead"))
    #expect(try await room.tomas.post(room.address + "/control", ["to": dana.text]).status == 303)
    let page = try await room.dana.get(room.address).text
    #expect(page.contains("You lead this session now.") && page.contains("name=\"on\"") && page.contains("Give the lead back to Tomas"))
    // The agenda of the group and its notebook stay with whoever facilitates it.
    #expect(!page.contains(room.address + "/agenda") && !page.contains("/notebook"))
    #expect(try await room.dana.get(room.address + "/agenda").status == 403)
    #expect(try await room.marcus.get(room.address).text.contains("Dana leads this session now."))
    let before = try await room.tomas.get(room.address).text
    #expect(before.contains("Lead from here on") && !before.contains("name=\"on\""))
    #expect(try await room.tomas.post(room.address + "/steps", ["on": "0.0"]).status == 422)
    #expect(try await room.dana.post(room.address + "/steps", ["on": "0.0"]).status == 303)
    // In the round the member who leads has the own button as well.
    let leading = try await room.dana.get(room.address).text
    #expect(leading.contains("value=\"own\"") && leading.contains("Move on: "))
    #expect(try await room.tomas.post(room.address + "/control", ["to": tomas.text]).status == 303)
    #expect(try await !room.dana.get(room.address).text.contains("name=\"on\""))
  }

  private static let agenda = [RoomPlay.item(1, RoomPlay.caseCircle), RoomPlay.item(3, RoomPlay.closing)]

  @Test(arguments: TestEngine.allCases) func threeOpenARoomWithoutTheFacilitator(_ engine: TestEngine) async throws {
    let table = try await TableHouse.open(engine, items: RoomControlTests.agenda)
    let address = "/sessions/\(table.session)"
    let dana = try await Window(table.house, as: table.members[0].personID)
    let tomas = try await Window(table.house, as: table.facilitator.personID)
    func seats(_ here: Int) -> [String: String] {
      table.members.enumerated().reduce(into: [:]) { $0["seat-\($1.element.personID)"] = $1.offset < here ? "here" : "absent" }
    }
    table.clock.advance(.minutes(-5))
    #expect(try await !dana.get(address).text.contains("Begin without the facilitator"))
    let early = try await dana.post(address + "/opening", seats(3))
    #expect(early.status == 422 && early.text.contains("It is not time yet."))
    table.clock.advance(.minutes(5))
    #expect(try await dana.get(address).text.contains("Begin without the facilitator"))
    let two = try await dana.post(address + "/opening", seats(2))
    #expect(two.status == 422 && two.text.contains("at least three members have to be here"))
    #expect(try await dana.post(address + "/opening", seats(3)).status == 303)
    let page = try await dana.get(address).text
    #expect(page.contains("You lead this session now.") && page.contains("name=\"on\""))
    #expect(try await dana.get(address + "/wall").text.contains("Case circle"))
    // The facilitator comes: the room goes on under the member until they take the lead.
    let found = try await tomas.get(address).text
    #expect(found.contains("Dana leads this session now.") && found.contains("Lead from here on"))
    #expect(try await tomas.post(address + "/control", ["to": table.facilitator.personID.text]).status == 303)
    let view = try await table.view(table.facilitator)
    #expect(view.isInControl && view.facilitatorID == table.facilitator.personID)
  }

  @Test func theRecordSaysWhoLedWithoutTheFacilitator() async throws {
    let table = try await TableHouse.open(.sqlite, items: RoomControlTests.agenda)
    try await table.house.act(
      .open(present: table.members.prefix(3).map(\.personID), comingLate: [], absent: [], byVideo: []), in: table.session, as: table.members[1])
    try await table.act(.goTo(RoomPlay.itemID(3)), by: 1)
    try await table.act(.close, by: 1)
    let dana = try await Window(table.house, as: table.members[0].personID)
    let record = try await dana.get("/sessions/\(table.session)/record")
    #expect(record.status == 200 && record.text.contains("The group met without its facilitator. Marcus Bell led."))
  }
}
