// The room over HTTP as browsers use it, with and without a script: opening, commands, what is refused, and own writing.
import Actions
import Domain
import Foundation
import HTTP
import TestSupport
import Testing
import WebSupport

@Suite struct RoomRouteTests {
  struct Room {
    let table: TableHouse
    let tomas: Window
    let dana: Window
    let marcus: Window
    var address: String { "/sessions/\(table.session)" }
    static let script = ["Sec-Fetch-Dest": "empty"]

    init(_ engine: TestEngine = .sqlite) async throws {
      table = try await TableHouse.open(engine)
      tomas = try await Window(table.house, as: table.facilitator.personID)
      dana = try await Window(table.house, as: table.members[0].personID)
      marcus = try await Window(table.house, as: table.members[1].personID)
    }

    func open() async throws {
      let seats = table.members.reduce(into: [:]) { $0["seat-\($1.personID)"] = "here" }
      let opened = try await tomas.post(address + "/opening", seats)
      try #require(opened.status == 303 && opened.location == address)
    }
  }

  @Test(arguments: TestEngine.allCases) func theFacilitatorOpensTheRoomAndEverybodyFindsIt(_ engine: TestEngine) async throws {
    let room = try await Room(engine)
    #expect(try await room.tomas.get(room.address).text.contains(room.address + "/opening"))
    #expect(try await !room.dana.get(room.address).text.contains(room.address + "/opening"))
    try await room.open()
    for window in [room.tomas, room.dana, room.marcus] {
      let page = try await window.get(room.address)
      #expect(page.status == 200 && page.text.contains("data-room") && page.text.contains("Do tone."))
    }
    #expect(try await room.tomas.get(room.address).text.contains("name=\"on\""))
    #expect(try await !room.dana.get(room.address).text.contains("name=\"on\""))
    let wall = try await room.dana.get(room.address + "/wall")
    #expect(wall.status == 200 && wall.text.contains("Do tone.") && !wall.text.contains("<form id=\"commands\""))
  }

  @Test func aRoomIsNotOpenedForOne() async throws {
    let room = try await Room()
    let alone = try await room.tomas.post(room.address + "/opening", ["seat-\(room.table.members[0].personID)": "here"])
    #expect(alone.status == 422 && alone.text.contains("At least two members"))
    #expect(try await room.table.view(room.table.facilitator).phase == .waiting)
  }

  @Test func membersTakePartAndDoNotLead() async throws {
    let room = try await Room()
    #expect(try await room.dana.post(room.address + "/opening", [:]).status == 422)
    try await room.open()
    let before = try await room.table.view(room.table.facilitator).seq
    let (dana, marcus) = (room.table.members[0].personID.text, room.table.members[1].personID.text)
    let attempts: [(String, [String: String])] = [
      ("steps", ["on": "0.0"]), ("pauses", ["pause": "begin"]), ("minutes", ["seconds": "60"]), ("attendance", ["leave": marcus]),
      ("headcount", ["present": "3"]), ("closure", ["close": "yes"]), ("floor", ["give": marcus]), ("control", ["to": dana]),
    ]
    for (resource, fields) in attempts {
      let answer = try await room.dana.post("\(room.address)/\(resource)", fields)
      #expect(answer.status == 422 && answer.text.contains("Only whoever leads can do this."), "\(resource)")
    }
    #expect(try await room.table.view(room.table.facilitator).seq == before)
    #expect(try await room.dana.post(room.address + "/cards", ["card": "What would a first year teacher need?"]).status == 303)
    #expect(try await room.marcus.get(room.address).text.contains("What would a first year teacher need?"))
  }

  @Test func strangersAreToldNothing() async throws {
    let room = try await Room()
    try await room.open()
    let other = try await TableHouse.furnish(room.table.house, clock: room.table.clock, number: 2)
    let stranger = try await Window(room.table.house, as: other.members[0].personID)
    for path in ["", "/wall", "/events", "/wall/events"] { #expect(try await stranger.get(room.address + path).status == 404, "\(path)") }
    for resource in ["opening", "steps", "floor", "cards", "commitments", "writing", "closure"] {
      #expect(try await stranger.post("\(room.address)/\(resource)", ["body": "x"]).status == 404, "\(resource)")
    }
    let nobody = try Window(room.table.house)
    #expect(try await nobody.get(room.address + "/events", headers: Room.script).status == 401)
  }

  @Test(arguments: TestEngine.allCases) func aCommandThatComesTwiceIsDoneOnce(_ engine: TestEngine) async throws {
    let room = try await Room(engine)
    try await room.open()
    let key = UUID().uuidString.lowercased()
    let first = try await room.dana.post(room.address + "/cards", ["card": "Once", "key": key], headers: Room.script)
    let second = try await room.dana.post(room.address + "/cards", ["card": "Once", "key": key], headers: Room.script)
    #expect(first.status == 200 && first.text.hasPrefix("{\"seq\":") && second.text == first.text)
    #expect(try await room.table.view(room.table.facilitator).cards.count == 1)
    // The same key with other words is a mistake of somebody, and nothing is done.
    let other = try await room.dana.post(room.address + "/cards", ["card": "Twice", "key": key], headers: Room.script)
    #expect(other.status == 422)
    // Another person's equal key is another key.
    #expect(try await room.marcus.post(room.address + "/cards", ["card": "Once", "key": key], headers: Room.script).status == 200)
    #expect(try await room.table.view(room.table.facilitator).cards.map(\.text) == ["Once", "Once"])
  }

  @Test func aDoubleTapMovesOnOnce() async throws {
    let room = try await Room()
    try await room.open()
    for _ in 1...2 { #expect(try await room.tomas.post(room.address + "/steps", ["on": "0.0"]).status == 303) }
    #expect(try await room.table.view(room.table.facilitator).step?.place == StepPlace(item: 0, step: 1))
  }

  @Test func whatWasTypedStaysWhenItIsRefused() async throws {
    let room = try await Room()
    try await room.open()
    let long = String(repeating: "word ", count: 200)
    let page = try await room.dana.post(room.address + "/cards", ["card": long])
    #expect(page.status == 422 && page.text.contains("At most 500 characters") && page.text.contains(long.trimmingCharacters(in: .whitespaces)))
    let dated = try await room.dana.post(room.address + "/commitments", ["commitment": "Visit <b>one</b> lesson", "byDate": "2026-02-30"])
    #expect(dated.status == 422 && dated.text.contains("Visit &lt;b&gt;one&lt;/b&gt; lesson") && dated.text.contains("2026-02-30"))
    for (resource, fields) in [
      ("steps", ["on": "x"]), ("steps", ["to": "nowhere"]), ("pauses", ["pause": "maybe"]), ("minutes", ["seconds": "99999999999999999999"]),
      ("minutes", ["seconds": "-86400"]), ("attendance", ["arrive": "me"]), ("headcount", ["present": "0"]), ("closure", ["close": "yes"]),
    ] {
      let answer = try await room.tomas.post("\(room.address)/\(resource)", fields)
      #expect(answer.status == 422 || (resource == "steps" && answer.status == 303), "\(resource) \(fields): \(answer.status)")
    }
    #expect(try await room.table.view(room.table.facilitator).phase == .live)
  }

  @Test(arguments: TestEngine.allCases) func ownWritingIsTheAuthorsAlone(_ engine: TestEngine) async throws {
    let room = try await Room(engine)
    try await room.open()
    let words = "I was afraid  to ask.\n\nCanary-4711 "
    let saved = try await room.dana.post(room.address + "/writing", ["body": words, "version": "0"], headers: Room.script)
    #expect(saved.status == 200 && saved.text == "{\"version\":1}")
    // The same text again is the same version; a step that moves on takes nothing away.
    #expect(try await room.dana.post(room.address + "/writing", ["body": words, "version": "0"], headers: Room.script).text == "{\"version\":1}")
    _ = try await room.tomas.post(room.address + "/steps", ["on": "0.0"])
    #expect(try await room.dana.get(room.address).text.contains("Canary-4711 </textarea>"))
    for window in [room.tomas, room.marcus] {
      for path in ["", "/wall"] { #expect(try await !window.get(room.address + path).text.contains("Canary-4711")) }
    }
    #expect(try await !room.dana.get(room.address + "/wall").text.contains("Canary-4711"))
    let log = try await room.table.house.engine.read { try $0.events(of: room.table.session, after: 0) }
    #expect(!String(describing: log).contains("Canary-4711"))
  }

  @Test func aNewerTextIsNeverOverwrittenAndNoneIsLost() async throws {
    let room = try await Room()
    try await room.open()
    _ = try await room.dana.post(room.address + "/writing", ["body": "From the phone", "version": "0"])
    let late = try await room.dana.post(room.address + "/writing", ["body": "From the desk", "version": "0"], headers: Room.script)
    #expect(late.status == 409 && late.text.contains("\"version\":1") && late.text.contains("From the phone"))
    let page = try await room.dana.post(room.address + "/writing", ["body": "From the desk", "version": "0"])
    #expect(page.status == 409 && page.text.contains("From the phone\n\nFrom the desk"))
    #expect(try await room.table.house.ownWriting(in: room.table.session, as: room.table.members[0]).body == "From the phone")
  }

  @Test func closingLeadsToTheRecord() async throws {
    let room = try await Room()
    try await room.open()
    _ = try await room.tomas.post(room.address + "/steps", ["to": RoomPlay.itemID(3).text])
    #expect(try await room.tomas.post(room.address + "/closure", ["close": "yes"]).status == 303)
    #expect(try await room.dana.get(room.address).location == room.address + "/record")
    // A stream that comes back is told that there is nothing more to hear.
    #expect(try await room.dana.get(room.address + "/events").status == 204)
    #expect(try await room.dana.post(room.address + "/cards", ["card": "Too late"]).status == 422)
  }
}
