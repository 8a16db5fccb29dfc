// A room that has split, over HTTP on both engines: whose table stands on whose page, where a button leads, what the wall and a stream show.
import Actions
import Domain
import Foundation
import TestSupport
import Testing
import WebSupport

@Suite struct RoomTablesTests {
  static let six = TableHouse.alder + ["Keisha Grant", "Wren Osei"]

  struct Split {
    let table: TableHouse
    let tomas: Window
    let members: [Window]
    var address: String { "/sessions/\(table.session)" }

    init(_ engine: TestEngine = .sqlite) async throws {
      let items = [RoomPlay.item(1, RoomPlay.split), RoomPlay.item(3, RoomPlay.closing)]
      table = try await TableHouse.open(engine, members: RoomTablesTests.six, items: items)
      tomas = try await Window(table.house, as: table.facilitator.personID)
      var members: [Window] = []
      for member in table.members { members.append(try await Window(table.house, as: member.personID)) }
      self.members = members
      try await table.openRoom()
      try await table.lead(.moveOn(from: nil))
    }

    func room() async throws -> LiveRoom { try await table.house.room(table.session, as: table.facilitator).room }
  }

  @Test(arguments: TestEngine.allCases) func eachPageStandsAtItsOwnTable(_ engine: TestEngine) async throws {
    let split = try await Split(engine)
    _ = try await split.members[4].post(split.address + "/floor?here=2", ["take": "yes"])
    let dana = try await split.members[0].get(split.address).text
    #expect(dana.contains("<strong>Table 1</strong>") && dana.contains("Keisha has the floor") && dana.contains("/floor?here=1"))
    #expect(!dana.contains("here=2") && !dana.contains("Go to table") && !dana.contains("when-split"))
    // A member's page stands at their table, whatever its address asks for.
    let asked = try await split.members[0].get(split.address + "?table=2").text
    #expect(asked.contains("/floor?here=1") && !asked.contains("?here=2"))
    let keisha = try await split.members[4].get(split.address).text
    #expect(keisha.contains("You have the floor.") && keisha.contains("/floor?here=2"))
    // The facilitator sees both, and goes to one.
    let all = try await split.tomas.get(split.address).text
    #expect(all.contains("Table 1") && all.contains("Table 2") && all.contains("Go to table 2") && all.contains("Bring everybody together"))
    let second = try await split.tomas.get(split.address + "?table=2").text
    #expect(second.contains("/floor?here=2&amp;table=2") && second.contains("/events?table=2") && second.contains("All tables"))
    #expect(second.components(separatedBy: "data-table ").count == 2 && all.components(separatedBy: "data-table ").count == 3)
  }

  @Test(arguments: TestEngine.allCases) func buttonsMeanTheTableTheyStandAt(_ engine: TestEngine) async throws {
    let split = try await Split(engine)
    let (dana, yolanda) = (split.members[0], split.members[3])
    #expect(try await dana.post(split.address + "/pauses?here=1", ["pause": "begin"]).status == 303)
    #expect(try await yolanda.post(split.address + "/steps?here=2", ["on": "0.0"]).status == 303)
    var room = try await split.room()
    #expect(room.tables.map(\.isPaused) == [true, false] && room.tables.map(\.place) == [0, 1])
    // A tap on a step that has ended changes nothing; another table is not theirs; a table that there is not, and no number, are said.
    let seq = room.seq
    #expect(try await yolanda.post(split.address + "/steps?here=2", ["on": "0.0"]).status == 303)
    for (at, sentence) in [("1", "You sit at another table."), ("7", "There is no such table now."), ("x", "There is no such table now.")] {
      let answer = try await yolanda.post(split.address + "/steps?here=\(at)", ["on": "0.1"])
      #expect(answer.status == 422 && answer.text.contains(sentence), "\(at)")
    }
    #expect(try await yolanda.post(split.address + "/closure?here=2", ["close": "yes"]).status == 422)
    #expect(try await yolanda.post(split.address + "/tables", ["sit": "\(split.table.members[0].personID).2"]).status == 422)
    #expect(try await split.room().seq == seq)
    // The facilitator, from the table they look in at, stays there and brings everybody together at last.
    let given = try await split.tomas.post(split.address + "/floor?here=2&table=2", ["give": split.table.members[5].personID.text])
    #expect(given.status == 303 && given.location == split.address + "?table=2")
    #expect(try await split.tomas.post(split.address + "/steps", ["on": "0.1"]).status == 303)
    room = try await split.room()
    #expect(room.tables.isEmpty && room.currentStep?.planned.key == "gather")
    let late = try await dana.post(split.address + "/floor?here=1", ["take": "yes"])
    #expect(late.status == 422 && late.text.contains("Everybody is together again."))
    #expect(try await split.tomas.get(split.address + "?table=2").text.contains("Do gather."))
  }

  /// The buttons at a table carry its step: a page that slept neither gives the floor nor makes a round in another one.
  @Test(arguments: TestEngine.allCases) func talkAtATableBecomesARoundAndALateTapSaysSo(_ engine: TestEngine) async throws {
    let split = try await Split(engine)
    #expect(try await split.members[0].post(split.address + "/steps?here=1", ["on": "0.0"]).status == 303)
    let visited = try await split.tomas.get(split.address + "?table=1").text
    #expect(visited.contains("/rounds?here=1&amp;table=1&amp;step=0.1") && visited.contains("/floor?here=1&amp;table=1&amp;step=0.1"))
    #expect(try await !split.tomas.get(split.address).text.contains("/rounds?"))
    #expect(try await !split.members[0].get(split.address).text.contains("/rounds?"))
    #expect(try await split.members[0].post(split.address + "/rounds?here=1", ["round": "begin"]).status == 422)
    #expect(try await split.tomas.post(split.address + "/rounds?here=1&table=1&step=0.1", ["round": "begin", "at": "0.1"]).status == 303)
    #expect(try await split.room().tables.map { $0.currentStep?.openFloor } == [.all, nil])
    #expect(try await split.tomas.get(split.address + "?table=1").text.contains("This talk is a round now."))
    #expect(try await split.tomas.post(split.address + "/rounds?here=1", ["round": "end"]).status == 303)
    try await split.table.act(.moveOn(from: nil), by: 0)
    let seq = try await split.room().seq
    let late = try await split.tomas.post(
      split.address + "/floor?here=1&step=0.1", ["give": split.table.members[2].personID.text, "at": "0.1"])
    #expect(late.status == 422 && late.text.contains("Nothing was changed."))
    #expect(try await split.room().seq == seq)
    // Words of everybody can be noted, whichever table one looks in at.
    let owner = "value=\"\(split.table.members[5].personID.text)\""
    #expect(try await split.tomas.get(split.address + "?table=1").text.contains("<option \(owner)"))
  }

  @Test(arguments: TestEngine.allCases) func whoLeadsSeatsPeopleAndGivesATableItsLink(_ engine: TestEngine) async throws {
    let split = try await Split(engine)
    #expect(try await split.tomas.get(split.address).text.contains("when-split"))
    #expect(try await split.tomas.post(split.address + "/tables", ["table": "2", "link": "https://meet.example/two"]).status == 303)
    let keisha = try await split.members[4].get(split.address).text
    #expect(keisha.contains("href=\"https://meet.example/two\"") && keisha.contains("Join the call of your table"))
    #expect(try await !split.members[0].get(split.address).text.contains("meet.example"))
    let wrong = try await split.tomas.post(split.address + "/tables", ["table": "2", "link": "javascript:alert(1)"])
    #expect(wrong.status == 422 && wrong.text.contains("A link begins with https://") && wrong.text.contains("value=\"javascript:alert(1)\""))
    let dana = split.table.members[0].personID
    #expect(try await split.tomas.post(split.address + "/tables", ["sit": "\(dana).2"]).status == 303)
    #expect(try await split.room().tables.map(\.members.count) == [2, 4])
    let alone = try await split.tomas.post(split.address + "/tables", ["sit": "\(split.table.members[1].personID).2"])
    #expect(alone.status == 422 && alone.text.contains("Nobody sits alone at a table."))
  }

  @Test func theWallShowsBothTablesAndNoLinkOrControl() async throws {
    let split = try await Split()
    _ = try await split.tomas.post(split.address + "/tables", ["table": "2", "link": "https://meet.example/two"])
    let wall = try await split.members[0].get(split.address + "/wall").text
    #expect(wall.components(separatedBy: "data-clock-face").count == 3 && wall.contains("wall-split"))
    #expect(wall.contains("Table 1") && wall.contains("Table 2") && !wall.contains("meet.example") && !wall.contains("formaction"))
    #expect(!wall.contains("data-arc") && !wall.contains("/floor"))
  }

  @Test(arguments: TestEngine.allCases) func anotherProcessFindsTheSameTables(_ engine: TestEngine) async throws {
    let split = try await Split(engine)
    for round in 0..<40 {
      split.table.clock.advance(.seconds(5))
      try await split.table.act(round % 2 == 0 ? .takeFloor : .passFloor(of: nil), by: round % 6)
    }
    let cached = try await split.room()
    let (stored, log) = try await split.table.house.engine.read { tx in
      let session = try #require(try tx.session(split.table.session))
      return (try tx.room(of: session), try tx.events(of: session.id, after: 0))
    }
    #expect(stored == cached && LiveRoom(sessionID: split.table.session).replaying(log) == cached && !cached.tables.isEmpty)
  }

  @Test func aStreamBringsTheTableThatWasAskedFor() async throws {
    let split = try await Split()
    let server = try await LiveServer(split.table.house)
    let tomas = try await Credential(split.table.house, as: split.table.facilitator.personID)
    let dana = try await Credential(split.table.house, as: split.table.members[0].personID)
    func fragment(_ query: String, _ who: Credential) async throws -> String {
      let follower = Follower(split.address + "/events" + query, cookie: who.cookie, port: server.port, host: server.port)
      let task = Task { try await follower.run() }
      defer { task.cancel() }
      for _ in 0..<500 where !follower.events.contains(where: { $0.name == "message" }) { try await Task.sleep(for: .milliseconds(20)) }
      return follower.events.last { $0.name == "message" }?.data ?? ""
    }
    #expect(try await fragment("?table=2", tomas).contains("?here=2&amp;table=2"))
    #expect(try await fragment("", tomas).contains("Go to table 2"))
    let own = try await fragment("?table=2", dana)
    #expect(own.contains("?here=1") && !own.contains("?here=2"))
  }

  /// Pages to look at in a browser, where a folder for them is named.
  @Test func specimens() async throws {
    let split = try await Split()
    _ = try await split.members[4].post(split.address + "/floor?here=2", ["take": "yes"])
    _ = try await split.members[1].post(split.address + "/floor?here=1", ["take": "yes"])
    split.table.clock.advance(.seconds(90))
    try Specimen.write(text: try await split.members[0].get(split.address).text, "tables-member")
    try Specimen.write(text: try await split.tomas.get(split.address).text, "tables-lead")
    try Specimen.write(text: try await split.tomas.get(split.address + "?table=2").text, "tables-visit")
    try Specimen.write(text: try await split.members[0].get(split.address + "/wall").text, "tables-wall")
  }

  @Test func theRecordHasTheMinutesOfTheWholeRoom() async throws {
    let split = try await Split()
    split.table.clock.advance(.minutes(20))
    try await split.table.lead(.moveOn(from: nil))
    split.table.clock.advance(.minutes(5))
    try await split.table.lead(.goTo(RoomPlay.itemID(3)))
    try await split.table.lead(.close)
    let record = try await split.table.house.sessionRecord(split.table.session, as: split.table.facilitator)
    #expect(record.items[0].used == .minutes(25) && record.items[0].plannedSeconds == 120 + 1_620 + 420)
  }
}
