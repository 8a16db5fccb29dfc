// The pages of groups, norms and members as browsers get them: what stands in them for whom, and what was typed is kept.
import Actions
import Domain
import Store
import TestSupport
import Testing
import WebSupport

@Suite struct GroupPageTests {
  private struct Doors {
    let district: District
    let tomas, dana, ines, renata: Window
    var alder: String { "/groups/\(district.alder)" }

    init() async throws {
      district = try await District.open(TestEngine.sqlite.open())
      tomas = try await Window(district.house, as: district.tomas.personID)
      dana = try await Window(district.house, as: district.dana.personID)
      ines = try await Window(district.house, as: district.ines.personID)
      renata = try await Window(district.house, as: district.renata.personID)
    }
  }

  @Test func theListLeadsToOnesGroups() async throws {
    let doors = try await Doors()
    let dana = try await doors.dana.get("/groups")
    #expect(dana.status == 200 && dana.text.contains(doors.alder) && !dana.text.contains("Birch") && !dana.text.contains("/groups/new"))
    let tomas = try await doors.tomas.get("/groups").text
    #expect(tomas.contains("Alder") && tomas.contains("Birch"))
    let renata = try await doors.renata.get("/groups").text
    #expect(renata.contains("/groups/new") && renata.contains(doors.alder + "/members"))
  }

  @Test func theHomeSaysWhenAndWhatNext() async throws {
    let doors = try await Doors()
    #expect(try await doors.dana.get(doors.alder).text.contains("No session is planned yet."))
    let planned = try await doors.tomas.post(
      doors.alder + "/sessions", ["day": "2026-10-20", "time": "15:30", "minutes": "90", "place": "Library <east>", "meeting-link": ""])
    let session = try #require(planned.location?.replacing("/agenda", with: ""))
    #expect(planned.status == 303)
    let home = try await doors.dana.get(doors.alder).text
    #expect(home.contains("The next session is on Tuesday, October 20, 3:30 PM."))
    #expect(home.contains("Library &lt;east&gt;") && home.contains("Chicago time") && home.contains(session))
    for name in ["Dana Whitfield", "Marcus Bell", "Priya Raman", "Yolanda Reyes", "Tomas Lindqvist"] { #expect(home.contains(name)) }
    #expect(home.contains("4 of 4 members accepted version 1."))
    // What only the facilitator does is not even there for a member.
    for address in ["/sessions/new", "/members\""] { #expect(!home.contains(doors.alder + address)) }
    #expect(try await doors.tomas.get(doors.alder).text.contains(doors.alder + "/sessions/new"))
  }

  /// The day that was typed counts in full, and every page names that day.
  @Test func theLastDayOfAFacilitatorIsTheOneThatWasTyped() async throws {
    let doors = try await Doors()
    let handed = try await doors.renata.post(
      doors.alder + "/facilitator", ["facilitator": doors.district.tomas.personID.text, "until": "2026-12-18"])
    #expect(handed.status == 303)
    #expect(try await doors.renata.get(doors.alder + "/members").text.contains("until Friday, December 18"))
    #expect(try await doors.dana.get(doors.alder).text.contains("until Friday, December 18"))
  }

  @Test func strangersAreToldNothing() async throws {
    let doors = try await Doors()
    for path in ["", "/norms", "/members", "/sessions", "/sessions/new", "/settings", "/split?with=\(doors.district.dana.personID)"] {
      #expect(try await doors.ines.get(doors.alder + path).status == 404, "\(path)")
    }
    for path in ["/groups/nonsense", "/groups/\(doors.district.house.newID(Group.self))", "/groups/../people"] {
      #expect(try await doors.dana.get(path).status == 404, "\(path)")
    }
    let nobody = try Window(doors.district.house)
    #expect(try await nobody.get(doors.alder).location?.hasPrefix("/?") == true)
  }

  @Test func normsAreWrittenReadAndAccepted() async throws {
    let doors = try await Doors()
    let script = "<script>alert(1)</script>"
    #expect(try await doors.tomas.post(doors.alder + "/norms", ["body": "We begin on time. \(script)", "version": "1"]).status == 303)
    let asked = try await doors.dana.get(doors.alder + "/norms").text
    #expect(asked.contains("We begin on time. &lt;script&gt;") && !asked.contains(script) && asked.contains("norms/acceptances"))
    #expect(try await doors.dana.get(doors.alder).text.contains("are waiting for you to read them"))
    #expect(try await doors.dana.post(doors.alder + "/norms/acceptances", ["version": "2"]).status == 303)
    #expect(try await !doors.dana.get(doors.alder + "/norms").text.contains("norms/acceptances"))
    #expect(try await doors.dana.post(doors.alder + "/norms", ["body": "Mine", "version": "2"]).status == 403)
  }

  @Test func aStaleVersionKeepsWhatWasTypedAndShowsTheNewer() async throws {
    let doors = try await Doors()
    _ = try await doors.tomas.post(doors.alder + "/norms", ["body": "The newer words", "version": "1"])
    let stale = try await doors.tomas.post(doors.alder + "/norms", ["body": "My own words", "version": "1"])
    #expect(stale.status == 409 && stale.text.contains("The newer words") && stale.text.contains("My own words"))
    #expect(stale.text.contains("name=\"version\" value=\"2\""))
    let empty = try await doors.tomas.post(doors.alder + "/norms", ["body": " ", "version": "2"])
    #expect(empty.status == 422 && empty.text.contains("Write down what you have agreed."))
    let old = try await doors.dana.post(doors.alder + "/norms/acceptances", ["version": "1"])
    #expect(old.status == 409 && old.text.contains("The newer words"))
  }

  @Test func membersJoinAndLeave() async throws {
    let doors = try await Doors()
    let priya = doors.district.priya.personID
    #expect(try await doors.tomas.post(doors.alder + "/departures", ["person": priya.text]).status == 303)
    #expect(try await doors.tomas.post(doors.alder + "/departures", ["person": priya.text]).status == 409)
    let page = try await doors.tomas.get(doors.alder + "/members").text
    #expect(page.contains("Were members") && page.contains("The group has 3 members."))
    let taken = try await doors.tomas.post(doors.alder + "/members", ["person": doors.district.ines.personID.text])
    #expect(
      taken.status == 422 && taken.text.contains("Ines Calder is in a group already. Only the program lead can agree to a second one."))
    #expect(try await doors.tomas.post(doors.alder + "/members", ["person": "nobody"]).status == 422)
    // The lead sees who is in a group, and nothing of what the group shares.
    let lead = try await doors.renata.get(doors.alder + "/members")
    #expect(lead.status == 200 && !lead.text.contains("What is said here"))
    #expect(try await doors.renata.get(doors.alder).status == 403)
    #expect(try await doors.dana.get(doors.alder + "/members").status == 403)
  }

  @Test func theSeventhIsShownAProposal() async throws {
    let doors = try await Doors()
    let district = doors.district
    for actor in [district.ines, district.jonah] {
      let added = try await doors.renata.post(doors.alder + "/members", ["person": actor.personID.text, "second-group": "yes"])
      #expect(added.location == doors.alder + "/members")
    }
    let seventh = try await doors.renata.post(doors.alder + "/members", ["person": district.keisha.personID.text, "second-group": "yes"])
    let split = try #require(seventh.location)
    #expect(split.hasPrefix(doors.alder + "/split?with="))
    let page = try await doors.renata.get(split)
    #expect(page.status == 200 && page.text.contains("With Keisha Grant, Alder would have seven members"))
    #expect(page.text.components(" checked").count == 3)
    let wrong = try await doors.renata.post(
      doors.alder + "/split",
      ["with": district.keisha.personID.text, "second-group": "yes", "leaving": district.dana.personID.text, "name": "Cedar"])
    #expect(wrong.status == 422 && wrong.text.contains("Three or four of the seven") && wrong.text.contains("value=\"Cedar\""))
  }

  @Test func aGroupIsMade() async throws {
    let doors = try await Doors()
    let wrong = try await doors.renata.post(
      "/groups",
      ["name": "Alder", "zone": "America/Chicago", "rhythm": "2", "minutes": "90", "facilitator": doors.district.tomas.personID.text])
    #expect(wrong.status == 422 && wrong.text.contains("There is already a group named Alder.") && wrong.text.contains("value=\"Alder\""))
    let unreadable = try await doors.renata.post(
      "/groups",
      [
        "name": "Cedar", "zone": "Mars", "rhythm": "x", "minutes": "9", "facilitator": doors.district.tomas.personID.text,
        "until": "tomorrow",
      ])
    #expect(unreadable.status == 422)
    let made = try await doors.renata.post(
      "/groups",
      [
        "name": "Cedar", "zone": "America/Chicago", "rhythm": "2", "minutes": "90", "facilitator": doors.district.tomas.personID.text,
        "until": "2026-12-18",
      ])
    let address = try #require(made.location)
    let page = try await doors.renata.get(address).text
    #expect(page.contains("The group is forming. It needs 3 more members.") && page.contains("until Friday, December 18"))
    #expect(try await doors.dana.get("/groups/new").status == 404)
  }
}

extension String {
  /// How often a piece of text stands in it.
  fileprivate func components(_ piece: String) -> [Range<String.Index>] { ranges(of: piece) }
}
