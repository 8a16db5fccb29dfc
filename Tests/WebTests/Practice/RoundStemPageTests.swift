// The stems of a round on its page: after the play, for the practitioner alone, on page and stream, with a script and without.
import Actions
import Domain
import Store
import TestSupport
import Testing
import WebSupport

@Suite struct RoundStemPageTests {
  @Test(arguments: TestEngine.allCases) func onlyThePractitionerFindsThemAndOnlyAfterThePlay(_ engine: TestEngine) async throws {
    let district = try await District.open(engine.open())
    let house = district.house
    let id = try await house.startRound(
      RoundDraft(
        practitioner: district.dana.personID, coachee: district.marcus.personID, observers: [district.priya.personID], skill: "listening"),
      in: district.alder, as: district.dana)
    try await house.act(.library("under-water"), inRound: id, as: district.dana)
    try await house.act(.addStem("what-else"), inRound: id, as: district.dana)
    let dana = try await Window(house, as: district.dana.personID)
    let others = [
      try await Window(house, as: district.marcus.personID), try await Window(house, as: district.priya.personID),
      try await Window(house, as: district.tomas.personID),
    ]
    let heading = "Which stems did you use?"
    let page = "/rounds/\(id)"
    // Whoever has a part in it is led to it from the group's pages.
    for address in ["/groups/\(district.alder)", "/groups/\(district.alder)/practice"] {
      #expect(try await others[0].get(address).text.contains("href=\"\(page)\""))
      #expect(try await !others[2].get(address).text.contains("href=\"\(page)\""))
    }
    #expect(try await !dana.get(page).text.contains(heading))
    let early = try await dana.post(page + "/stems", ["yes": "what-else"])
    #expect(early.status == 422 && early.text.contains("Until then the phones rest."))
    for phase in [RoundPhase.set, .briefed, .playing] { try await house.act(.command(.moveOn(from: phase)), inRound: id, as: district.dana) }
    #expect(try await dana.get(page).text.contains(heading))
    for other in others {
      #expect(try await !other.get(page).text.contains(heading))
      #expect(try await !other.get(page + "/events").text.contains(heading))
      #expect(try await other.post(page + "/stems", ["yes": "what-else"]).status == 422)
    }
    #expect(try await dana.post(page + "/stems", ["yes": "what-else"]).location == page)
    let marked = "name=\"yes\" value=\"what-else\" aria-pressed=\"true\""
    #expect(try await dana.get(page).text.contains(marked))
    #expect(try await dana.get(page + "/events").text.contains("aria-pressed=\"true\""))
    for other in others { #expect(try await !other.get(page).text.contains("aria-pressed=\"true\"")) }
    let byScript = try await dana.post(page + "/stems", ["notYet": "what-else"], headers: ["Sec-Fetch-Dest": "empty"])
    #expect(byScript.status == 200 && byScript.text == "{}")
    #expect(try await dana.get("/stems").text.contains("tried in one round"))
    #expect(try await dana.post(page + "/stems", ["unused": "what-else"]).status == 303)
    #expect(try await dana.get("/stems").text.contains("No stem tried yet"))
  }
}
