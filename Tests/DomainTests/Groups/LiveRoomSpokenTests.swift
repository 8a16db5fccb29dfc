// What one hand notes for others: marked, the owner's to confirm, correct or take back, and nobody else's.
import Domain
import Foundation
import TestSupport
import Testing

@Suite struct LiveRoomSpokenTests {
  private let dana = RoomPlay.person(1)

  @Test func aWholeTableIsNotedByOneHand() throws {
    var table = try RoomTable(RoomPlay.opening(late: [4]))
    try table.lead(.noteCard(for: dana, id: RoomPlay.cardID(1), text: " Ask first \n"))
    try table.lead(.noteCommitment(for: dana, id: RoomPlay.commitmentID(1), text: "Visit one lesson", byDate: "2026-11-20"))
    try table.lead(.passCommitmentFor(RoomPlay.person(2)))
    let view = table.view(3)
    #expect(view.cards.map(\.text) == ["Ask first"] && view.cards[0].authorID == dana && view.cards[0].isSpoken)
    #expect(view.commitments.map(\.ownerID) == [dana] && view.commitments[0].isSpoken && view.passedCommitment == [RoomPlay.person(2)])
    #expect(view.cards[0].notedBy == RoomPlay.facilitator)
    #expect(table.refused(.noteCard(for: RoomPlay.person(4), id: RoomPlay.cardID(2), text: "x"), by: nil) == "room.spoken.wasNotHere")
    #expect(table.refused(.noteCard(for: RoomPlay.person(77), id: RoomPlay.cardID(2), text: "x"), by: nil) == "room.notAtThisTable")
    #expect(table.refused(.noteCard(for: dana, id: RoomPlay.cardID(2), text: "x"), by: 2) == "room.control.otherLeads")
    #expect(table.refused(.passCommitmentFor(dana), by: nil) == "room.commitment.namedByThem")
    #expect(table.refused(.noteCommitment(for: dana, id: RoomPlay.commitmentID(2), text: " ", byDate: nil), by: nil) == "room.text.empty")
  }

  @Test func onlyTheOwnerSaysThatItIsSo() throws {
    var table = try RoomTable()
    try table.lead(.noteCard(for: dana, id: RoomPlay.cardID(1), text: "Ask first"))
    try table.lead(.noteCommitment(for: dana, id: RoomPlay.commitmentID(1), text: "Visit one lesson", byDate: nil))
    #expect(table.view(1).controls.contains(.confirmSpoken) && !table.view(2).controls.contains(.confirmSpoken))
    for person in [2, nil] {
      #expect(table.refused(.confirmCard(RoomPlay.cardID(1), text: nil), by: person) == "room.card.notYours")
      #expect(table.refused(.takeBackCard(RoomPlay.cardID(1)), by: person) == "room.card.notYours")
      #expect(table.refused(.confirmCommitment(RoomPlay.commitmentID(1), text: "Mine", byDate: nil), by: person) == "room.commitment.notYours")
      #expect(table.refused(.takeBackCommitment(RoomPlay.commitmentID(1)), by: person) == "room.commitment.notYours")
    }
    #expect(table.refused(.confirmCommitment(RoomPlay.commitmentID(1), text: nil, byDate: "soon"), by: 1) == "room.commitment.noDay")
    try table.act(.confirmCommitment(RoomPlay.commitmentID(1), text: "Visit two lessons", byDate: "2026-11-27"), 1)
    try table.act(.confirmCard(RoomPlay.cardID(1), text: nil), 1)
    #expect(
      table.view(2).commitments == [RoomCommitment(id: RoomPlay.commitmentID(1), ownerID: dana, text: "Visit two lessons", byDate: "2026-11-27")])
    #expect(table.view(2).cards.map(\.isSpoken) == [false] && !table.view(1).controls.contains(.confirmSpoken))
    // A second tap does no harm; another wording is not swallowed.
    #expect(try table.act(.confirmCard(RoomPlay.cardID(1), text: nil), 1).isEmpty)
    #expect(table.refused(.confirmCard(RoomPlay.cardID(1), text: "Other"), by: 1) == "room.spoken.confirmed")
  }

  @Test func whatWasSpokenIsTakenBackByItsOwner() throws {
    var table = try RoomTable()
    try table.lead(.noteCommitment(for: dana, id: RoomPlay.commitmentID(1), text: "Visit", byDate: nil))
    try table.act(.takeBackCommitment(RoomPlay.commitmentID(1)), 1)
    #expect(table.lead.commitments.isEmpty)
  }

  @Test func aWordOfLastTimeIsConfirmedByWhatItsOwnerSaysOfIt() throws {
    let carried = [1, 2].map {
      CarriedCommitment(
        id: RoomPlay.commitmentID($0), ownerID: RoomPlay.person($0), text: "Ask \($0)", byDate: nil, state: .open, isSpoken: true)
    }
    var table = try RoomTable(RoomPlay.opening(carried: carried))
    try table.lead(.checkCommitment(RoomPlay.commitmentID(1), .partly))
    #expect(table.room.carried.map(\.isSpoken) == [true, true])
    try table.act(.checkCommitment(RoomPlay.commitmentID(1), .done), 1)
    try table.act(.confirmCommitment(RoomPlay.commitmentID(2), text: nil, byDate: nil), 2)
    #expect(table.room.carried.map(\.isSpoken) == [nil, nil] && table.room.carried.map(\.state) == [.done, .open])
  }

  /// Cards and promises of older logs were everybody's own words.
  @Test func olderLogsHoldNobodysNotes() throws {
    let card = #"{"cardPut":{"_0":{"id":"c","authorID":"p","text":"Ask","putAt":5,"isKept":false}}}"#
    guard case .cardPut(let old) = try JSONDecoder().decode(RoomEvent.self, from: Data(card.utf8)) else { return #expect(Bool(false)) }
    #expect(!old.isSpoken)
    let text = String(decoding: try JSONEncoder().encode(RoomEvent.cardPut(old)), as: UTF8.self)
    #expect(!text.contains("notedBy"))
  }
}
