// Who is here, what that changes, and what lies on the table: attendance, agenda, cards, commitments.
import Domain
import TestSupport
import Testing

@Suite struct LiveRoomTableTests {
  // Attendance and what is planned for

  @Test func attendanceGoesItsWays() throws {
    var table = try RoomTable(RoomPlay.opening(members: 5, present: [1, 2], late: [3], absent: [4]))
    #expect(table.lead.seats.map(\.presence) == [.here, .here, .comingLate, .absent, .expected])
    #expect(table.refused(.markAttendance(RoomPlay.person(1), .absent), by: nil) == "room.attendance.wasHere")
    #expect(table.refused(.markAttendance(RoomPlay.person(5), .leave), by: nil) == "room.attendance.notHereYet")
    #expect(table.refused(.markAttendance(RoomPlay.person(9), .arrive), by: nil) == "room.notAtThisTable")
    #expect(try table.lead(.markAttendance(RoomPlay.person(1), .arrive)).isEmpty)
    for (person, mark, presence) in [
      (5, AttendanceMark.comingLate, Presence.comingLate), (5, .absent, .absent), (5, .arrive, .here), (5, .leave, .left), (5, .arrive, .here),
    ] {
      try table.lead(.markAttendance(RoomPlay.person(person), mark))
      #expect(table.lead.seats[4].presence == presence)
    }
    #expect(table.room.attended == [1, 2, 5].map(RoomPlay.person))
  }

  @Test func changedAttendanceIsOfferedForWhatIsStillToCome() throws {
    var table = try RoomTable(RoomPlay.opening(late: [4]))
    try table.moveOn()
    #expect(table.lead.step?.seconds == 360 && table.lead.headcountOffer == nil)
    try table.lead(.markAttendance(RoomPlay.person(4), .arrive))
    let offer = try #require(table.lead.headcountOffer)
    // One more in Help's talk of the others, half a minute and a minute more in the closing; the round that runs stays as it is.
    #expect(offer == HeadcountOffer(plannedFor: 3, present: 4, changesSeconds: 60 + 90, misfits: []))
    #expect(table.view(1).headcountOffer == nil && table.lead.controls.contains(.planForPresent))
    try table.lead(.planFor(present: 4))
    #expect(table.lead.step?.seconds == 360 && table.lead.headcountOffer == nil)
    #expect(table.lead.agenda.map(\.plannedSeconds) == [420, 840, 720])
    #expect(
      table.refused(.planFor(present: 0), by: nil) == "room.headcount.range" && table.refused(.planFor(present: 5), by: nil) == "room.headcount.range"
    )
  }

  @Test func itemsThatDoNotWorkWithThosePresentAreNamed() throws {
    var table = try RoomTable()
    try table.lead(.markAttendance(RoomPlay.person(3), .leave))
    try table.lead(.markAttendance(RoomPlay.person(4), .leave))
    #expect(table.lead.headcountOffer?.misfits == [HeadcountOffer.Misfit(itemID: RoomPlay.itemID(2), title: "Help", needs: 3)])
  }

  @Test func aNewNumberChangesTheRoundsThatHaveNotBegun() throws {
    var table = try RoomTable(
      RoomPlay.opening(items: [RoomPlay.item(1, RoomPlay.practice, turns: [1, 2, 3, 4]), RoomPlay.item(3, RoomPlay.closing)]))
    #expect(table.room.items[0].steps.count == 1 + 4 * 4 + 1)
    try table.moveOn(5)
    #expect(table.lead.step?.key == "play" && table.lead.step?.round == 2)
    try table.lead(.planFor(present: 3))
    #expect(table.room.items[0].steps.count == 1 + 3 * 4 + 1 && table.lead.step?.round == 2)
    // In the third round only two are planned for: after it comes what follows the rounds.
    try table.moveOn(4)
    try table.lead(.planFor(present: 2))
    try table.moveOn()
    #expect(table.lead.step?.key == "harvest")
  }

  @Test func theAgendaChangesOnlyWhereNothingHasBegun() throws {
    var table = try RoomTable()
    try table.moveOn()
    var items = table.room.items.map(\.item)
    items.insert(RoomPlay.item(7, RoomPlay.pairs, turns: [3]), at: 1)
    try table.lead(.changeAgenda(items))
    #expect(table.lead.agenda.map(\.title) == ["Check", "Pairs", "Help", "Quiet close"] && table.lead.step?.key == "round")
    #expect(try table.lead(.changeAgenda(items)).isEmpty)
    #expect(table.refused(.changeAgenda(Array(items.dropFirst())), by: nil) == "room.agenda.begunStays")
    #expect(table.refused(.changeAgenda(Array(items.dropLast())), by: nil) == "room.agenda.closingLast")
    #expect(table.refused(.changeAgenda(items + [items[2]]), by: nil) == "room.agenda.begunStays")
    let split = SessionProtocol(
      key: "split", title: "Split", summary: "", minimumPresent: 3, circles: [4: [Seating(coaches: 2), Seating(coaches: 2)]],
      steps: [ProtocolStep(key: "s", title: "S", instruction: "", floor: .all, fixed: 60)])
    try table.lead(.changeAgenda([items[0], RoomPlay.item(8, split), items[3]]))
    #expect(table.room.items[1].steps.map(\.planned.isStretch) == [true])
  }

  // On the table

  @Test func cardsAreEverybodysAndTakenBackByTheirAuthor() throws {
    var table = try RoomTable()
    try table.act(.putCard(id: RoomPlay.cardID(1), text: "  What if we asked first?\n"), 1)
    try table.act(.putCard(id: RoomPlay.cardID(2), text: "Second"), 2)
    #expect(table.view(3).cards.map(\.text) == ["What if we asked first?", "Second"])
    #expect(table.refused(.takeBackCard(RoomPlay.cardID(1)), by: 2) == "room.card.notYours")
    #expect(table.refused(.keepCard(RoomPlay.cardID(1), true), by: 1) == "room.control.otherLeads")
    try table.lead(.keepCard(RoomPlay.cardID(1), true))
    #expect(try table.lead(.keepCard(RoomPlay.cardID(1), true)).isEmpty)
    try table.act(.takeBackCard(RoomPlay.cardID(2)), 2)
    #expect(table.view(3).cards.map(\.isKept) == [true])
    #expect(table.refused(.putCard(id: RoomPlay.cardID(3), text: " \n "), by: 1) == "room.text.empty")
    #expect(table.refused(.putCard(id: RoomPlay.cardID(3), text: String(repeating: "e\u{301}", count: 300)), by: 1) == "room.text.tooLong")
    #expect(table.refused(.putCard(id: RoomPlay.cardID(3), text: "x"), by: 77) == "room.notAtThisTable")
    #expect(table.room.here.count == 4)
  }

  /// Marks that turn the direction of writing would make a card or a promise read as something that nobody wrote.
  @Test func whatIsLaidOnTheTableReadsAsItIsWritten() throws {
    var table = try RoomTable()
    try table.act(.putCard(id: RoomPlay.cardID(1), text: "Ask\u{202E} first\u{7}\r\nthen\u{2066} tell"), 1)
    #expect(table.view(2).cards.map(\.text) == ["Ask first\nthen tell"])
    #expect(table.refused(.putCard(id: RoomPlay.cardID(2), text: "\u{200B}\u{2060}\u{FEFF}\u{202E}"), by: 1) == "room.text.empty")
    try table.act(.nameCommitment(id: RoomPlay.commitmentID(1), text: "Visit\u{202E}\nRoom 4", byDate: nil), 1)
    #expect(table.view(2).commitments.map(\.text) == ["Visit Room 4"])
  }

  @Test func aTableHasRoomForTwoHundredCards() throws {
    var table = try RoomTable()
    for number in 1...40 { try table.act(.putCard(id: RoomPlay.cardID(number), text: "Card"), 1) }
    // Nobody fills it alone.
    #expect(table.refused(.putCard(id: RoomPlay.cardID(41), text: "Card"), by: 1) == "room.card.tooManyOfOne")
    for number in 41...160 { try table.act(.putCard(id: RoomPlay.cardID(number), text: "Card"), 2 + (number - 41) / 40) }
    for number in 161...200 { try table.lead(.putCard(id: RoomPlay.cardID(number), text: "Card")) }
    #expect(table.refused(.putCard(id: RoomPlay.cardID(201), text: "Card"), by: 2) == "room.card.tooMany")
    try table.act(.takeBackCard(RoomPlay.cardID(7)), 1)
    try table.act(.putCard(id: RoomPlay.cardID(201), text: "Card"), 1)
  }

  @Test func everybodyNamesACommitmentOrPasses() throws {
    var table = try RoomTable()
    try table.act(.passCommitment, 1)
    #expect(table.view(2).passedCommitment == [RoomPlay.person(1)] && !table.view(1).controls.contains(.passCommitment))
    try table.act(.nameCommitment(id: RoomPlay.commitmentID(1), text: "Ask", byDate: " 2028-02-29 "), 1)
    #expect(table.view(2).passedCommitment.isEmpty && table.view(2).commitments.map(\.byDate) == ["2028-02-29"])
    #expect(table.refused(.passCommitment, by: 1) == "room.commitment.named")
    for day in ["2026-02-29", "2026-13-01", "2026-1-1", "yesterday", "2026-11-20T10", "9999999999-01-01"] {
      #expect(table.refused(.nameCommitment(id: RoomPlay.commitmentID(2), text: "Ask", byDate: day), by: 1) == "room.commitment.noDay", "\(day)")
    }
    #expect(table.refused(.takeBackCommitment(RoomPlay.commitmentID(1)), by: 2) == "room.commitment.notYours")
    try table.act(.takeBackCommitment(RoomPlay.commitmentID(1)), 1)
    #expect(table.view(2).commitments.isEmpty)
    for number in 11...15 { try table.act(.nameCommitment(id: RoomPlay.commitmentID(number), text: "Ask", byDate: nil), 1) }
    #expect(table.refused(.nameCommitment(id: RoomPlay.commitmentID(16), text: "Ask", byDate: nil), by: 1) == "room.commitment.tooMany")
    #expect(table.refused(.nameCommitment(id: RoomPlay.commitmentID(17), text: "Ask", byDate: nil), by: nil) == "room.commitment.membersOnly")
  }
}
