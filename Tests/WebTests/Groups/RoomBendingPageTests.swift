// What helps when things go otherwise, over HTTP: offered to whoever leads, done in one tap, and never to be seen by whom it is not for.
import Actions
import Content
import Domain
import Foundation
import HTML
import HTTP
import Messages
import TestSupport
import Testing
import WebSupport

@testable import Web

@Suite struct RoomBendingPageTests {
  private func room(_ engine: TestEngine = .sqlite) async throws -> RoomRouteTests.Room {
    let room = try await RoomRouteTests.Room(engine)
    try await room.open()
    return room
  }

  @Test(arguments: TestEngine.allCases) func aSpokenWordIsNotedMarkedAndConfirmed(_ engine: TestEngine) async throws {
    let room = try await room(engine)
    let dana = room.table.members[0].personID
    let fields = ["note": "Visit <one> lesson", "note-owner": dana.text, "note-kind": "commitment", "note-by": "2026-11-20"]
    #expect(try await !room.dana.get(room.address).text.contains("name=\"note\""))
    #expect(try await room.dana.post(room.address + "/notes", fields).status == 422)
    #expect(try await room.tomas.post(room.address + "/notes", fields).status == 303)
    let wrong = try await room.tomas.post(room.address + "/notes", fields.merging(["note-by": "soon"]) { $1 })
    #expect(wrong.status == 422 && wrong.text.contains("Visit &lt;one&gt; lesson</textarea>") && wrong.text.contains("href=\"#field-note-by\""))
    for window in [room.tomas, room.dana, room.marcus] { #expect(try await window.get(room.address).text.contains("spoken, not confirmed yet")) }
    #expect(try await room.dana.get(room.address).text.contains("name=\"confirm\""))
    #expect(try await !room.marcus.get(room.address).text.contains("name=\"confirm\""))
    let page = try await room.dana.get(room.address + "/spoken")
    #expect(page.status == 200 && page.text.contains("Visit &lt;one&gt; lesson</textarea>") && page.text.contains("Tomas Lindqvist"))
    #expect(try await !room.marcus.get(room.address + "/spoken").text.contains("Visit"))
    #expect(try await room.tomas.get(room.address + "/spoken").status == 403)
    let id = try #require(try await room.table.view(room.table.members[0]).commitments.first?.id.text)
    let bad = try await room.dana.post(room.address + "/spoken", ["confirm": id, "text": "", "byDate": ""])
    #expect(bad.status == 422 && bad.text.contains("Write something first"))
    #expect(try await room.marcus.post(room.address + "/spoken", ["confirm": id]).status == 422)
    #expect(try await room.dana.post(room.address + "/spoken", ["confirm": id, "text": "Visit two lessons", "byDate": ""]).status == 303)
    #expect(try await room.table.view(room.table.members[1]).commitments.map(\.text) == ["Visit two lessons"])
    #expect(try await room.dana.get(room.address + "/spoken").text.contains("Nothing waits for your word"))
  }

  @Test func whoeverLeadsBendsTheSessionInOneTap() async throws {
    let room = try await room()
    let table = room.table
    let lead = try await room.tomas.get(room.address).text
    #expect(lead.contains("name=\"quick\"") && lead.contains("Left out: Help") == false && lead.contains("Help, Step share-one"))
    #expect(try await !room.dana.get(room.address).text.contains("name=\"quick\""))
    #expect(try await room.dana.post(room.address + "/steps", ["quick": "yes"]).status == 422)
    #expect(try await room.dana.post(room.address + "/rounds", ["round": "begin"]).status == 422)
    #expect(try await room.tomas.post(room.address + "/rounds", ["round": "begin"]).text.contains("Only a step of open talk can become a round"))
    while try await table.view(table.facilitator).step?.floor != .others { try await table.lead(.moveOn(from: nil)) }
    #expect(try await room.tomas.post(room.address + "/rounds", ["round": "begin"]).status == 303)
    #expect(try await room.tomas.get(room.address).text.contains("This talk is a round now."))
    #expect(try await room.tomas.post(room.address + "/rounds", ["round": "end"]).status == 303)
    #expect(try await room.tomas.post(room.address + "/steps", ["quick": "yes"]).status == 303)
    for window in [room.tomas, room.dana] {
      #expect(try await window.get(room.address).text.contains("The closing is short today. Left out: Step share-one"))
    }
    for take in ["", "x/y", "\(RoomPlay.itemID(2))/"] { #expect(try await room.tomas.post(room.address + "/plan-b", ["take": take]).status == 422) }
  }

  @Test func planBIsOfferedWithItsMinutes() throws {
    let library = [ProtocolEntry(shape: RoomPlay.pairs, use: "")]
    let catalogue = try Catalogue.english()
    var (live, at) = try RoomPageTests.atQuestions()
    for person in [RoomPageTests.priya, RoomPageTests.yolanda, RoomPageTests.marcus] {
      try live.apply(.markAttendance(person, .leave), by: RoomPageTests.tomas, at: at)
    }
    let plan = live.planB(from: library, at: at)
    #expect(plan?.isRunning == true && plan?.needs == 2 && plan?.options == [])
    for person in [RoomPageTests.priya, RoomPageTests.yolanda] { try live.apply(.markAttendance(person, .comeBack), by: RoomPageTests.tomas, at: at) }
    func drawn(_ viewer: RoomViewer) -> String {
      var scene = RoomScene(
        live.view(for: viewer, at: at), names: RoomPageTests.names, groupName: "Alder", zone: "America/Chicago", catalogue: catalogue)
      scene.planB = live.planB(from: library, at: at)
      return RoomBending(scene: scene).markup.string
    }
    #expect(drawn(.facilitator(RoomPageTests.tomas)).contains("value=\"\(RoomPageTests.agenda[1].id)/pairs\""))
    #expect(drawn(.facilitator(RoomPageTests.tomas)).contains("Pairs (4.5 min)"))
    #expect(drawn(.member(RoomPageTests.dana)).isEmpty && drawn(.wall).isEmpty)
  }

  /// A browser that slept for an hour: its tap says where the room is now, and changes nothing.
  @Test func aTapOfASleeperChangesNothing() async throws {
    let room = try await room()
    try await room.table.lead(.moveOn(from: nil))
    room.table.clock.advance(.minutes(60))
    let before = try await room.table.view(room.table.facilitator).seq
    let late = try await room.tomas.post(room.address + "/steps", ["on": "0.0"])
    #expect(late.status == 422 && late.text.contains("this is now: Step round. Nothing was changed."))
    let minutes = try await room.tomas.post(room.address + "/minutes", ["seconds": "60", "at": "0.0"])
    #expect(minutes.status == 422 && minutes.text.contains("Nothing was changed."))
    #expect(try await room.dana.post(room.address + "/floor", ["pass": "own", "at": "0.0"]).status == 422)
    #expect(try await room.table.view(room.table.facilitator).seq == before)
    #expect(try await room.tomas.post(room.address + "/minutes", ["seconds": "60", "at": "0.1"]).status == 303)
  }

  @Test func signalsAreDrawnForThoseTheyAreFor() async throws {
    let room = try await room()
    let house = room.table.house
    #expect(try await room.dana.get(room.address).text.contains("does not have the room open at the moment"))
    #expect(try await room.dana.post(room.address + "/signals", ["lostThread": "yes"]).status == 422)
    house.signals.facilitatorCame(to: room.table.session)
    #expect(try await room.dana.post(room.address + "/signals", ["lostThread": "yes"]).status == 303)
    #expect(try await room.dana.post(room.address + "/signals", ["moment": "yes"]).status == 303)
    let (lead, own, other) = (
      try await room.tomas.get(room.address).text, try await room.dana.get(room.address).text, try await room.marcus.get(room.address).text
    )
    #expect(lead.contains("Dana has lost the thread.") && lead.contains("Dana asks for a moment.") && lead.contains("Only you see this."))
    #expect(own.contains("name=\"lostThread\" value=\"no\" aria-pressed=\"true\"") && !own.contains("Dana has lost"))
    #expect(other.contains("Dana asks for a moment.") && !other.contains("lost the thread.") && !other.contains("name=\"seen\""))
    let wall = try await room.marcus.get(room.address + "/wall").text
    #expect(!wall.contains("asks for a moment") && !wall.contains("part-signals") && !wall.contains("signals\""))
    #expect(try await room.marcus.post(room.address + "/signals", ["seen": "\(room.table.members[0].personID)/moment"]).status == 422)
    #expect(try await room.tomas.post(room.address + "/signals", ["seen": "\(room.table.members[0].personID)/lostThread"]).status == 303)
    #expect(try await !room.tomas.get(room.address).text.contains("lost the thread"))
    #expect(try await room.tomas.post(room.address + "/signals", ["seen": "x/y"]).status == 422)
    #expect(try await room.tomas.post(room.address + "/signals", ["moment": "yes"]).status == 422)
  }

  /// Over real sockets: the facilitator's stream brings a private signal, and nobody else's carries a word of it.
  @Test(.timeLimit(.minutes(1))) func aPrivateSignalIsInOneStreamOnly() async throws {
    let rooms = try await RoomStreamTests.Rooms(.sqlite, count: 1)
    let table = rooms.tables[0]
    let followers = rooms.followers(0, port: rooms.server.port)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for follower in followers { group.addTask { try await follower.run() } }
      for _ in 1...1_000 where !followers.allSatisfy({ !$0.events.isEmpty }) { try await Task.sleep(for: .milliseconds(20)) }
      let count = try await rooms.seq(0)
      try await rooms.house.signal(.lostThread, in: table.session, as: table.members[0])
      try await rooms.house.signal(.moment, in: table.session, as: table.members[1])
      for _ in 1...1_000 where !followers[0].quiet.contains(where: { $0.contains("asks for a moment") }) {
        try await Task.sleep(for: .milliseconds(20))
      }
      #expect(followers[0].quiet.contains { $0.contains("Dana has lost the thread") })
      for follower in followers.dropFirst() {
        #expect(!(follower.quiet + follower.unnumbered + follower.events.map(\.data)).contains { $0.contains("has lost the thread") })
      }
      // The wall is told nothing at all.
      #expect(followers.last?.quiet == [])
      #expect(try await rooms.seq(0) == count)
      group.cancelAll()
    }
    await rooms.server.stop()
  }
}
