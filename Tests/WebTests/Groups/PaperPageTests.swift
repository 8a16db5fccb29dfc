// The pack on paper, the notebook page and the choices about the floor, as their readers find them.
import Actions
import Database
import Domain
import Foundation
import Store
import TestSupport
import Testing
import WebSupport

@Suite struct PaperPageTests {
  @Test func thePackHoldsTheAgendaWithMinutesAndASheetForEachPerson() async throws {
    let table = try await TableHouse.open(.sqlite)
    let lead = try await Window(table.house, as: table.facilitator.personID)
    let member = try await Window(table.house, as: table.members[1].personID)
    for isOpen in [false, true] {
      if isOpen { try await table.openRoom(late: [3]) }
      let pack = try await lead.get("/sessions/\(table.session)/pack")
      #expect(pack.status == 200 && pack.text.contains("data-print") && pack.text.contains("Do clarify."))
      #expect(pack.text.contains("Quiet close") && pack.text.contains("In turn: Marcus Bell"))
      for name in TableHouse.alder { #expect(pack.text.contains("Sheet of \(name)"), "\(name)") }
      #expect(pack.text.contains(isOpen ? "worked out for 3 coaches" : "worked out for 4 coaches"))
      // A member's pack has their own sheet.
      let own = try await member.get("/sessions/\(table.session)/pack").text
      #expect(own.contains("Sheet of Marcus Bell") && !own.contains("Sheet of Dana") && own.contains("Do clarify."))
    }
    #expect(try await member.get("/sessions/\(table.session)").text.contains("/sessions/\(table.session)/pack"))
    try await table.lead(.goTo(RoomPlay.itemID(3)))
    try await table.lead(.close)
    #expect(try await lead.get("/sessions/\(table.session)/pack").location == "/sessions/\(table.session)/record")
  }

  @Test func aStepOfEachRoundStandsOnceAndNothingPrivateStandsThere() async throws {
    let items = [RoomPlay.item(1, RoomPlay.practice), RoomPlay.item(2, RoomPlay.closing)]
    let table = try await TableHouse.open(.sqlite, items: items)
    _ = try await table.house.keepWriting("my own words", after: 0, in: table.session, as: table.members[0])
    _ = try await table.house.keepNotebook("my notes", after: 0, of: table.group, as: table.facilitator)
    let pack = try await Window(table.house, as: table.facilitator.personID).get("/sessions/\(table.session)/pack").text
    #expect(pack.matches(of: /Do play\./).count == 1 && pack.contains("6 minutes, 4 times"))
    #expect(!pack.contains("my own words") && !pack.contains("my notes"))
  }

  @Test func theNotebookSavesItselfAndKeepsBothTexts() async throws {
    let table = try await TableHouse.open(.sqlite)
    let address = "/groups/\(table.group)/notebook"
    let lead = try await Window(table.house, as: table.facilitator.personID)
    let page = try await lead.get(address).text
    #expect(page.contains("data-autosave") && page.contains("Nobody else ever sees this") && page.contains("action=\"\(address)\""))
    let script = ["Sec-Fetch-Dest": "empty"]
    #expect(try await lead.post(address, ["body": "One", "version": "0"], headers: script).text == "{\"version\":1}")
    let conflict = try await lead.post(address, ["body": "Two", "version": "0"], headers: script)
    #expect(conflict.status == 409 && conflict.text.contains("\"body\":\"One\"") && conflict.text.contains("\"version\":1"))
    // Without a script both stand in the field.
    let both = try await lead.post(address, ["body": "Two", "version": "0"])
    #expect(both.status == 409 && both.text.contains("One\n\nTwo"))
    #expect(try await lead.post(address, ["body": "One\r\n\r\nTwo", "version": "1"]).location == address)
    #expect(try await lead.get(address).text.contains("One\n\nTwo"))
    #expect(try await lead.post(address, ["body": String(repeating: "x", count: 50_001), "version": "2"]).status == 422)
    // The way to it: on the group's page and in the running room, for the facilitator alone.
    try await table.openRoom()
    let member = try await Window(table.house, as: table.members[0].personID)
    for path in ["/groups/\(table.group)", "/sessions/\(table.session)"] {
      #expect(try await lead.get(path).text.contains(address), "\(path)")
      #expect(try await !member.get(path).text.contains("/notebook"), "\(path)")
    }
    #expect(try await member.get(address).status == 403)
  }

  @Test func theChoiceAboutArcsStandsOnTheGroupsPage() async throws {
    let table = try await TableHouse.open(.sqlite)
    let home = "/groups/\(table.group)"
    let dana = try await Window(table.house, as: table.members[0].personID)
    let lead = try await Window(table.house, as: table.facilitator.personID)
    #expect(try await dana.get(home).text.contains("You have not said yes."))
    #expect(try await dana.post(home + "/open-arcs", ["answer": "yes"]).location == home)
    let text = try await dana.get(home).text
    #expect(text.contains("You have said yes.") && text.contains("each member sees their own time with the floor alone"))
    for member in table.members.dropFirst() { try await table.house.answerOpenArcs(true, in: table.group, as: member) }
    for window in [dana, lead] { #expect(try await window.get(home).text.contains("every member sees how long each of you has had the floor")) }
    #expect(try await !lead.get(home).text.contains("open-arcs\""))
    try await table.openRoom()
    try await table.lead(.moveOn(from: nil))
    table.clock.advance(.minutes(2))
    try await table.act(.passFloor(of: nil), by: 0)
    // Marcus sees Dana's ring and reads her minutes; the facilitator's page draws nobody's ring, and the wall has nothing.
    let marcus = try await Window(table.house, as: table.members[1].personID).get("/sessions/\(table.session)").text
    #expect(marcus.matches(of: /<svg class="arc"/).count == 4 && marcus.contains("2 min with the floor"))
    #expect(try await dana.post(home + "/open-arcs", ["answer": "no"]).location == home)
    let after = try await Window(table.house, as: table.members[1].personID).get("/sessions/\(table.session)").text
    #expect(after.matches(of: /<svg class="arc"/).count == 1 && !after.contains("2 min with the floor"))
    let wall = try await lead.get("/sessions/\(table.session)/wall").text
    #expect(!wall.contains("class=\"arc\"") && !wall.contains("with the floor"))
  }

  @Test func aQuietWordIsEndedWithOneButtonAndSaysUntilWhen() async throws {
    let table = try await TableHouse.open(.sqlite)
    try await table.house.engine.write { tx in
      for week in 1...4 {
        let id: ID<Session> = table.house.newID()
        let start = RoomPlay.start - .days(week * 7)
        try tx.insert(
          Session(
            id: id, groupID: table.group, startsAt: start, minutes: 90, place: "Library", meetingLink: "", status: .held, openedAt: start,
            heldAt: start + .minutes(90)),
          at: start)
        try tx.execute(
          """
          INSERT INTO floor_time (session_id, person_id, held_ms, attributed_ms, talk_ms, present)
          VALUES (\(id), \(table.members[0].personID), \(22 * 60_000), \(40 * 60_000), \(40 * 60_000), 4)
          """)
      }
    }
    let home = "/groups/\(table.group)"
    let dana = try await Window(table.house, as: table.members[0].personID)
    let lead = try await Window(table.house, as: table.facilitator.personID)
    let before = try await dana.get(home).text
    #expect(
      before.contains("This suits me") && before.contains("until Monday, February 1") && before.contains("Only you and your facilitator see this."))
    let seen = try await lead.get(home).text
    #expect(seen.contains("Dana Whitfield had the floor for more than twice") && !seen.contains("This suits me"))
    #expect(try await dana.post(home + "/hint-endings", ["hint": "much"]).location == home)
    let after = try await dana.get(home).text
    #expect(after.contains("The word rests until Monday, February 1") && !after.contains("This suits me</button>"))
    #expect(!after.contains("Only you and your facilitator see this."))
    #expect(try await !lead.get(home).text.contains("more than twice"))
    // What no page of ours sends is nothing.
    #expect(try await dana.post(home + "/hint-endings", ["hint": "nonsense"]).location == home)
  }

  /// Open streams are drawn anew at once, without an event: nothing happened in the room.
  @Test(.timeLimit(.minutes(1))) func openStreamsLoseTheArcsAtOnce() async throws {
    let table = try await TableHouse.open(.sqlite)
    try await table.openRoom()
    try await table.lead(.moveOn(from: nil))
    table.clock.advance(.minutes(2))
    let seq = try await table.act(.passFloor(of: nil), by: 0)
    for member in table.members { try await table.house.answerOpenArcs(true, in: table.group, as: member) }
    let server = try await LiveServer(table.house)
    let marcus = try await Credential(table.house, as: table.members[1].personID)
    let follower = Follower("/sessions/\(table.session)/events", cookie: marcus.cookie, port: server.port, host: server.port)
    let following = Task { try await follower.run() }
    for _ in 1...200 where follower.events.last?.id != seq { try await Task.sleep(for: .milliseconds(20)) }
    let before = try #require(follower.events.last)
    #expect(before.id == seq && before.data.contains("2 min with the floor"))
    let start = ContinuousClock.now
    try await table.house.answerOpenArcs(false, in: table.group, as: table.members[3])
    for _ in 1...200 where follower.unnumbered.isEmpty { try await Task.sleep(for: .milliseconds(10)) }
    let taken = start.duration(to: .now)
    let after = try #require(follower.unnumbered.last)
    #expect(after.contains("data-part") && !after.contains("2 min with the floor"))
    #expect(follower.events.last?.id == seq && follower.unnumbered.count == 1)
    #expect(taken < .seconds(2), "\(taken)")
    print("figure: open arcs end in an open stream after \(taken)")
    following.cancel()
    await server.stop()
  }
}
