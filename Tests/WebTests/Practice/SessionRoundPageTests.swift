// Rounds in a room over HTTP on both engines: the way into one's own round, the button of whoever leads, the wall, and never the card.
import Actions
import Content
import Domain
import Foundation
import TestSupport
import Testing
import WebSupport

@Suite struct SessionRoundPageTests {
  struct Practice {
    let table: TableHouse
    let tomas: Window
    let members: [Window]
    var address: String { "/sessions/\(table.session)" }

    init(_ engine: TestEngine) async throws {
      table = try await TableHouse.open(
        engine, members: RoomTablesTests.six, items: [RoomPlay.item(1, RoomPlay.rounds), RoomPlay.item(3, RoomPlay.closing)],
        library: try Library.load())
      tomas = try await Window(table.house, as: table.facilitator.personID)
      var members: [Window] = []
      for member in table.members { members.append(try await Window(table.house, as: member.personID)) }
      self.members = members
      try await table.openRoom()
      try await table.lead(.moveOn(from: nil))
    }

    func rounds() async throws -> [PracticeRound] {
      let session = table.session
      return try await table.house.engine.read { try $0.rounds(of: session) }
    }
  }

  @Test(arguments: TestEngine.allCases) func everybodyFindsTheWayIntoTheirOwnRound(_ engine: TestEngine) async throws {
    let practice = try await Practice(engine)
    let before = try await practice.members[0].get(practice.address).text
    #expect(before.contains("3 rounds to come") && before.contains("Whoever leads sets the first one") && !before.contains("/practice"))
    let leading = try await practice.tomas.get(practice.address).text
    #expect(leading.contains("Set the round") && leading.contains("formaction=\"\(practice.address)/practice\""))
    #expect(try await practice.tomas.post(practice.address + "/practice", ["set": "1"]).status == 303)
    let rounds = try await practice.rounds()
    for (place, member) in practice.members.enumerated() {
      let own = try #require(rounds.first { $0.parts.part(of: practice.table.members[place].personID) != nil })
      let page = try await member.get(practice.address).text
      #expect(page.contains("Round 1. You") && page.contains("href=\"/rounds/\(own.id)\""))
      // The other table's round is not theirs to open, and neither are its minutes.
      let other = try #require(rounds.first { $0.id != own.id })
      #expect(!page.contains("/rounds/\(other.id)") && !page.contains("name=\"seconds\""))
      #expect(try await member.get("/rounds/\(other.id)").status == 404)
      #expect(try await member.get("/rounds/\(own.id)").status == 200)
    }
    let all = try await practice.tomas.get(practice.address).text
    #expect(rounds.allSatisfy { all.contains("/rounds/\($0.id)") } && all.contains("Set it anew from who is here"))
    let wall = try await practice.tomas.get(practice.address + "/wall").text
    #expect(wall.contains("Table 2") && wall.contains("plays the colleague") && !wall.contains("/rounds/"))
  }

  @Test(arguments: TestEngine.allCases) func whatCannotBeSetIsSaid(_ engine: TestEngine) async throws {
    let practice = try await Practice(engine)
    let post = practice.address + "/practice"
    for form in [["set": "x"], [:], ["anew": "1"], ["set": "99999999999999999999"]] {
      #expect(try await practice.tomas.post(post, form).status == 422, "\(form)")
    }
    let refused = try await practice.members[0].post(post, ["set": "1"])
    #expect(refused.status == 422 && refused.text.contains("Somebody else leads"))
    // A round further on, or one that is past, is no round now.
    for number in ["2", "0", "-1", String(Int.max), String(Int.min)] { #expect(try await practice.tomas.post(post, ["set": number]).status == 303) }
    #expect(try await practice.rounds().isEmpty)
    #expect(try await practice.tomas.post(post, ["set": "1"]).status == 303)
    let early = try await practice.tomas.post(post, ["set": "2"])
    #expect(early.status == 422 && early.text.contains("still in its round"))
    #expect(try await practice.tomas.post(practice.address + "/tables", ["sit": "\(practice.table.members[0].personID).2"]).status == 422)
    #expect(try await practice.rounds().count == 2)
  }

  @Test(arguments: TestEngine.allCases) func noPageOfTheRoomHoldsACardOrWhatIsPlayed(_ engine: TestEngine) async throws {
    let practice = try await Practice(engine)
    _ = try await practice.tomas.post(practice.address + "/practice", ["set": "1"])
    let scenario = try #require(practice.table.house.library.practice.scenarios.first)
    for round in try await practice.rounds() {
      let place = try #require(practice.table.members.firstIndex { $0.personID == round.parts.practitioner })
      let skill = try #require(scenario.skills.first)
      for form in [["skill": skill], ["situation": scenario.key]] {
        #expect(try await practice.members[place].post("/rounds/\(round.id)/setting", form).status == 303)
      }
      #expect(try await practice.members[place].post("/rounds/\(round.id)/steps", ["on": "set"]).status == 303)
    }
    let words = [scenario.card.truth, scenario.card.softens, scenario.card.limit, scenario.title, scenario.brief].map { String($0.prefix(30)) }
    for window in practice.members + [practice.tomas] {
      for page in [practice.address, practice.address + "/wall"] {
        let text = try await window.get(page).text
        #expect(text.contains("Get ready") && !words.contains(where: text.contains), "\(page)")
      }
    }
  }
}
