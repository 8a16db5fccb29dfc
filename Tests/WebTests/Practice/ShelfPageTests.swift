// The pages of what one practices with, as browsers get them: what is filtered, kept in a form, hinted at, and led back to.
import Actions
import Domain
import Store
import TestSupport
import Testing
import WebSupport

@Suite struct ShelfPageTests {
  struct Doors {
    let district: District
    let dana, marcus, tomas, ines: Window
    var practice: String { "/groups/\(district.alder)/practice" }

    init(_ engine: TestEngine = .sqlite) async throws {
      district = try await District.open(engine.open())
      dana = try await Window(district.house, as: district.dana.personID)
      marcus = try await Window(district.house, as: district.marcus.personID)
      tomas = try await Window(district.house, as: district.tomas.personID)
      ines = try await Window(district.house, as: district.ines.personID)
    }
  }

  static let fields = [
    "title": "The late bus", "brief": "Half the class comes late.", "role": "A teacher", "wants": "To be left alone", "truth": "canary-truth-x",
    "softens": "canary-softens-x", "limit": "canary-limit-x", "level": "2", "stance": "torn", "skills": "listening", "audience": "both",
  ]

  @Test func theGroupLeadsToWhatOneCanPractice() async throws {
    let doors = try await Doors()
    #expect(try await doors.dana.get("/groups/\(doors.district.alder)").text.contains("href=\"\(doors.practice)\""))
    let page = try await doors.dana.get(doors.practice)
    #expect(
      page.status == 200 && page.text.contains("34 situations. ") && page.text.contains("action=\"/groups/\(doors.district.alder)/rounds\""))
    for skill in doors.district.house.library.practice.skills { #expect(page.text.contains("\(doors.practice)/skills/\(skill.key)\"")) }
    for path in ["/stems", "/models", "/skills/listening", "/scenarios/new"] {
      #expect(try await doors.dana.get(doors.practice + path).status == 200)
      #expect(try await doors.ines.get(doors.practice + path).status == 404)
    }
    #expect(try await doors.dana.get(doors.practice + "/skills/nowhere").status == 404)
  }

  @Test func aWishLeavesWhatServesIt() async throws {
    let doors = try await Doors()
    let shelf = doors.district.house.library.practice
    let page = try await doors.dana.get(doors.practice + "?skill=boundary&level=2&audience=ic").text
    let wish = shelf.filtered(skill: "boundary", atMost: .stretch, audience: .ic)
    for scenario in shelf.scenarios {
      #expect(page.contains("id=\"situation-\(scenario.key)\"") == wish.scenarios.contains(scenario), "\(scenario.key)")
    }
    #expect(page.contains("value=\"boundary\" selected"))
    // What is not known is left open.
    let open = try await doors.dana.get(doors.practice + "?skill=%3Cb%3E&level=99999999999999999999&audience=x")
    #expect(open.status == 200 && open.text.contains("34 situations. "))
  }

  @Test func aSkillHasItsMinuteItsTalkAndItsStems() async throws {
    let doors = try await Doors()
    let page = try await doors.dana.get(doors.practice + "/skills/listening").text
    let skill = try #require(doors.district.house.library.practice.skill("listening"))
    #expect(page.contains("Saying back is the cheapest proof") && page.contains("\"dialogue\"") && page.contains("did not listen, I was in a hurry"))
    #expect(page.components(separatedBy: "dialogue-who").count == skill.model.count + 1)
    for type in doors.district.house.library.practice.stemTypes(serving: skill) {
      for stem in type.stems { #expect(page.contains("id=\"stem-\(stem.key)\"")) }
    }
    let models = try await doors.dana.get(doors.practice + "/models").text
    for model in doors.district.house.library.practice.feedbackModels { #expect(models.contains("id=\"model-\(model.key)\"")) }
  }

  @Test func withoutACardItIsRefusedAndWhatWasTypedStays() async throws {
    let doors = try await Doors()
    let bare = Self.fields.merging(["truth": "", "softens": " ", "limit": ""]) { $1 }
    let page = try await doors.dana.post(doors.practice + "/scenarios", bare)
    #expect(page.status == 422 && page.text.contains("or nobody can play it") && page.text.contains("Half the class comes late."))
    #expect(page.text.contains("value=\"torn\" checked") && page.text.contains("value=\"listening\" checked"))
    #expect(try await !doors.dana.get(doors.practice).text.contains("The late bus"))
  }

  @Test func itsAuthorChangesItAndNobodyOverwritesANewerWording() async throws {
    let doors = try await Doors()
    let added = try await doors.dana.post(doors.practice + "/scenarios", Self.fields)
    let id = try #require(added.location?.split(separator: "#situation-").last.map(String.init))
    #expect(try await doors.dana.get(doors.practice).text.contains("href=\"/own-scenarios/\(id)\""))
    #expect(try await !doors.marcus.get(doors.practice).text.contains("/own-scenarios/"))
    let form = try await doors.dana.get("/own-scenarios/\(id)").text
    #expect(form.contains("canary-truth-x") && form.contains("name=\"version\" value=\"1\""))
    let changed = Self.fields.merging(["title": "The early bus", "version": "1"]) { $1 }
    #expect(try await doors.dana.post("/own-scenarios/\(id)", changed).status == 303)
    let stale = try await doors.dana.post("/own-scenarios/\(id)", changed.merging(["title": "The third bus"]) { $1 })
    #expect(stale.status == 409 && stale.text.contains("The third bus") && stale.text.contains("name=\"version\" value=\"2\""))
    #expect(try await doors.dana.get(doors.practice).text.contains("The early bus"))
    #expect(try await doors.dana.post("/own-scenarios/\(id)/withdrawal").location == doors.practice + "#situations")
    #expect(try await !doors.marcus.get(doors.practice).text.contains("The early bus"))
    #expect(try await doors.dana.get("/own-scenarios/\(id)").status == 404)
  }

  @Test func aFlawOfAnOwnStemIsHintedAtToItsAuthorAndBlocksNothing() async throws {
    let doors = try await Doors()
    let added = try await doors.dana.post(doors.practice + "/stems", ["type": "open", "text": "Don't you think it worked?"])
    #expect(added.status == 303)
    let hint = "This could be heard as leading."
    #expect(try await doors.dana.get(doors.practice + "/stems").text.contains(hint))
    let other = try await doors.marcus.get(doors.practice + "/stems").text
    #expect(other.contains("Don&#39;t you think it worked?") && other.contains("Added by Dana Whitfield") && !other.contains(hint))
    let empty = try await doors.dana.post(doors.practice + "/stems", ["type": "", "text": "What of it?"])
    #expect(empty.status == 422 && empty.text.contains("Choose what the stem does in a talk.") && empty.text.contains("value=\"What of it?\""))
  }

  @Test func aTapLeadsBackToTheStemAndToNoOtherHost() async throws {
    let doors = try await Doors()
    let stems = doors.practice + "/stems"
    let tapped = try await doors.dana.post("/stems", ["yes": "what-else", "next": stems])
    #expect(tapped.location == stems + "#stem-what-else")
    for next in ["https://elsewhere.example/", "//elsewhere.example", "javascript:x"] {
      #expect(try await doors.dana.post("/stems", ["notYet": "what-else", "next": next]).location == "/stems#stem-what-else")
    }
    #expect(try await doors.dana.get(stems).text.contains("still trying"))
    #expect(try await !doors.marcus.get(stems).text.contains("still trying"))
    let unknown = try await doors.dana.post("/stems", ["yes": "<script>"])
    #expect(unknown.status == 422 && unknown.text.contains("not on any shelf of yours"))
    #expect(try await doors.dana.get("/stems").text.contains("What else?"))
    #expect(try await doors.dana.post("/stems/removals", ["stem": "what-else"]).status == 303)
    #expect(try await doors.dana.get("/stems").text.contains("No stem tried yet"))
  }

  @Test func howSureOneFeelsIsAWordAndOnesOwn() async throws {
    let doors = try await Doors()
    let address = doors.practice + "/skills/goal"
    let sent = ["skill": "goal", "moment": "before", "standing": "shaky", "next": address]
    #expect(try await doors.dana.post("/confidence-checks", sent).location == address + "#confidence")
    #expect(try await doors.dana.get(address).text.contains("Before practice: shaky"))
    #expect(try await !doors.marcus.get(address).text.contains("Before practice: shaky"))
    #expect(try await !doors.tomas.get("/stems").text.contains("Before practice: shaky"))
    let half = try await doors.dana.post("/confidence-checks", ["skill": "goal", "moment": "before"])
    #expect(half.status == 422 && half.text.contains("Choose the word that fits best.") && half.text.contains("value=\"before\" checked"))
    #expect(try await doors.dana.post("/confidence-checks/removals", ["skill": "goal"]).status == 303)
    #expect(try await !doors.dana.get("/stems").text.contains("Before practice: shaky"))
  }
}
