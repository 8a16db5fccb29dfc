// The page of a practice round: it answers what each one asks, works without a script, and says what to do where something is wrong.
import Actions
import Content
import Domain
import Store
import TestSupport
import Testing
import WebSupport

@Suite struct RoundPageTests {
  struct Play {
    let table: TableHouse
    let id: ID<PracticeRound>
    let practitioner, coachee, observer, facilitator, other: Window

    init(_ engine: TestEngine = .sqlite) async throws {
      table = try await TableHouse.open(engine, library: try Library.load())
      let (house, members) = (table.house, table.members)
      practitioner = try await Window(house, as: members[0].personID)
      coachee = try await Window(house, as: members[1].personID)
      observer = try await Window(house, as: members[2].personID)
      other = try await Window(house, as: members[3].personID)
      facilitator = try await Window(house, as: table.facilitator.personID)
      let page = try await practitioner.post(
        "/groups/\(table.group)/rounds",
        [
          "practitioner": members[0].personID.text, "coachee": members[1].personID.text, "observer": members[2].personID.text, "skill": "listening",
        ])
      id = try #require(page.location.flatMap { ID(String($0.dropFirst("/rounds/".count))) })
    }

    func step(_ fields: [String: String], _ window: Window? = nil) async throws -> Window.Page {
      try await (window ?? practitioner).post("/rounds/\(id)/steps", fields)
    }

    func go(to phase: RoundPhase) async throws {
      _ = try await practitioner.post("/rounds/\(id)/setting", ["draw": "easy"])
      for each in RoundPhase.allCases where each != .secondTake {
        if each == phase { return }
        let page = try await step(["on": each.rawValue, "at": each.rawValue])
        #expect(page.status == 303 && page.location == "/rounds/\(id)")
      }
    }
  }

  @Test func eachReadsTheirPartTheSkillWhoseTurnItIsAndHowLong() async throws {
    let play = try await Play()
    try await play.go(to: .playing)
    let practitioner = try await play.practitioner.get("/rounds/\(play.id)").text
    #expect(practitioner.contains("<h1>You practice</h1>") && practitioner.contains("Your skill:") && practitioner.contains("6:00"))
    #expect(practitioner.contains("Your turn.") && !practitioner.contains("Your private card"))
    let coachee = try await play.coachee.get("/rounds/\(play.id)").text
    #expect(coachee.contains("<h1>You play the colleague</h1>") && coachee.contains("Your private card"))
    let observer = try await play.observer.get("/rounds/\(play.id)").text
    #expect(observer.contains("<h1>You observe</h1>") && observer.contains("Put the phone down"))
    let leader = try await play.facilitator.get("/rounds/\(play.id)").text
    #expect(leader.contains("You look after this round") && !leader.contains("Your private card"))
    #expect(try await play.other.get("/rounds/\(play.id)").status == 404)
  }

  @Test func theOthersFindTheRoundOnTheGroupsPage() async throws {
    let play = try await Play()
    for window in [play.practitioner, play.coachee, play.observer] {
      #expect(try await window.get("/groups/\(play.table.group)").text.contains("href=\"/rounds/\(play.id)\""))
    }
    for window in [play.other, play.facilitator] {
      #expect(!(try await window.get("/groups/\(play.table.group)").text.contains("/rounds/\(play.id)")))
    }
  }

  @Test func whatIsWrongAtTheStartStandsBesideItsFieldAndWhatWasChosenStays() async throws {
    let play = try await Play()
    let members = play.table.members
    let page = try await play.other.post(
      "/groups/\(play.table.group)/rounds", ["practitioner": members[3].personID.text, "coachee": members[3].personID.text, "skill": "goal"])
    #expect(page.status == 422 && page.text.contains("Each person has one part in a round."))
    #expect(page.text.contains("<option value=\"\(members[3].personID)\" selected>") && page.text.contains("<option value=\"goal\" selected>"))
    let nobody = try await play.other.post("/groups/\(play.table.group)/rounds", [:])
    #expect(nobody.status == 422 && nobody.text.contains("Somebody has to practice. Choose who it is."))
    let busy = try await play.other.post(
      "/groups/\(play.table.group)/rounds", ["practitioner": members[3].personID.text, "coachee": members[0].personID.text])
    #expect(busy.status == 422 && busy.text.contains("has a part in a round that is not over yet"))
  }

  @Test func aTalkOfOnesOwnKeepsWhatWasTyped() async throws {
    let play = try await Play()
    let missing = try await play.practitioner.post("/rounds/\(play.id)/setting", ["about": "A talk with <b>M.</b>", "usualAnswer": ""])
    #expect(missing.status == 422 && missing.text.contains("A talk with &lt;b&gt;M.&lt;/b&gt;</textarea>"))
    #expect(missing.text.contains("Say how this person usually answers"))
    let kept = try await play.practitioner.post("/rounds/\(play.id)/setting", ["about": "A talk with M.", "usualAnswer": "Not now."])
    #expect(kept.status == 303)
    #expect(try await play.observer.get("/rounds/\(play.id)").text.contains("Not now."))
    #expect(!(try await play.facilitator.get("/rounds/\(play.id)").text.contains("Not now.")))
    let refused = try await play.coachee.post("/rounds/\(play.id)/setting", ["about": "Mine", "usualAnswer": "No."])
    #expect(refused.status == 422 && refused.text.contains("Only whoever practices can bring a talk of their own."))
  }

  @Test func stoppingLeadsOnAndALastChoiceLeadsHome() async throws {
    let play = try await Play()
    try await play.go(to: .playing)
    _ = try await play.step(["stop": "yes", "at": "set"], play.observer)
    let page = try await play.practitioner.get("/rounds/\(play.id)").text
    #expect(page.contains("Nothing of it is kept, and nobody asks why.") && page.contains("An easier situation"))
    #expect(page.contains("Two minutes with Tomas"))
    let left = try await play.step(["after": "leave", "at": "stopped"], play.coachee)
    #expect(left.status == 303 && left.location == "/groups/\(play.table.group)")
    #expect(try await play.practitioner.get("/rounds/\(play.id)").status == 404)
    #expect(try await play.step(["after": "leave", "at": "stopped"], play.coachee).status == 404)
  }

  @Test func aFormThatSaysNothingIsAnsweredInWords() async throws {
    let play = try await Play()
    for (end, fields) in [
      ("steps", [:]), ("steps", ["on": "nowhere"]), ("steps", ["seconds": "many"]), ("steps", ["after": "x"]), ("setting", [:]),
      ("setting", ["trade": "a.b"]), ("setting", ["own": "x"]), ("setting", ["draw": "x"]),
    ] as [(String, [String: String])] {
      let page = try await play.practitioner.post("/rounds/\(play.id)/\(end)", fields)
      #expect(page.status == 422 && page.text.contains("Please look at this again."), "\(end) \(fields)")
      #expect(try await play.other.post("/rounds/\(play.id)/\(end)", fields).status == 404)
    }
  }

  @Test func theCardsPageOffersItToThoseWhoMayAndSaysWhyNotToTheOthers() async throws {
    let play = try await Play()
    try await play.go(to: .briefed)
    let address = "/rounds/\(play.id)/card"
    #expect(try await play.facilitator.get(address).text.contains("Hand over to Marcus"))
    #expect(try await play.coachee.get(address).text.contains("Put it on paper"))
    for window in [play.practitioner, play.observer] {
      let page = try await window.get(address).text
      #expect(page.contains("The card is for whoever plays the colleague.") && !page.contains("name=\"way\""))
    }
    let shown = try await play.facilitator.post(address, ["way": "handOver"])
    #expect(shown.status == 200 && shown.text.contains("Hold to read") && shown.header("Cache-Control") == "no-store")
    #expect(try await play.practitioner.get("/rounds/\(play.id)").text.contains("Tomas has handed the card to Marcus"))
    #expect(try await play.practitioner.post(address, ["way": "handOver"]).status == 422)
  }
}
