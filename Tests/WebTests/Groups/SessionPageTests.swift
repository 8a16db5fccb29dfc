// Planning, moving and cancelling a session and its agenda over HTTP: no script, nothing typed lost, nothing stale overwritten.
import Actions
import Domain
import Store
import TestSupport
import Testing
import WebSupport

@Suite struct SessionPageTests {
  private struct Planned {
    let district: District
    let tomas, dana, ines: Window
    let address: String
    var agenda: String { address + "/agenda" }

    init(minutes: String = "90") async throws {
      district = try await District.open(TestEngine.sqlite.open())
      tomas = try await Window(district.house, as: district.tomas.personID)
      dana = try await Window(district.house, as: district.dana.personID)
      ines = try await Window(district.house, as: district.ines.personID)
      let reply = try await tomas.post(
        "/groups/\(district.alder)/sessions",
        ["day": "2026-10-20", "time": "15:30", "minutes": minutes, "place": "Library", "meeting-link": ""])
      address = try #require(reply.location?.replacing("/agenda", with: ""))
    }

    /// One press of a button of the planner.
    @discardableResult
    func press(_ change: String, version: Int, _ more: [String: String] = [:]) async throws -> Window.Page {
      try await tomas.post(agenda, more.merging(["change": change, "version": "\(version)", "expected": "4"]) { own, _ in own })
    }

    func items() async throws -> [AgendaItem] {
      let id = try #require(ID<Session>(address.replacing("/sessions/", with: "")))
      return try await district.house.engine.read { try $0.agenda(of: id) }
    }
  }

  @Test func theFormSaysWhatIsWrongBesideItsField() async throws {
    let planned = try await Planned()
    let wrong = try await planned.tomas.post(
      "/groups/\(planned.district.alder)/sessions",
      ["day": "2027-03-14", "time": "02:30", "minutes": "5", "place": "", "meeting-link": "javascript:alert(1)"])
    #expect(wrong.status == 422 && wrong.text.contains("That day the clocks jump over this time."))
    #expect(wrong.text.contains("Choose a length from 15 to 240 minutes.") && wrong.text.contains("A meeting link begins with https://"))
    #expect(wrong.text.contains("value=\"2027-03-14\"") && wrong.text.contains("value=\"javascript:alert(1)\""))
    #expect(!wrong.text.contains("href=\"javascript"))
  }

  @Test func membersSeeThePlanAndTheFacilitatorChangesIt() async throws {
    let planned = try await Planned()
    let dana = try await planned.dana.get(planned.address)
    #expect(dana.status == 200 && dana.text.contains("Tuesday, October 20, 3:30 to 5:00 PM") && !dana.text.contains(planned.agenda))
    let tomas = try await planned.tomas.get(planned.address).text
    for part in ["/agenda", "/time", "/cancellation", "/opening"] { #expect(tomas.contains(planned.address + part), "\(part)") }
    for part in ["/agenda", "/time", "/cancellation"] {
      #expect(try await planned.dana.get(planned.address + part).status == 403, "\(part)")
      #expect(try await planned.ines.get(planned.address + part).status == 404, "\(part)")
    }
  }

  @Test func movingOnAnOldPlanShowsTheNewOneAndKeepsWhatWasTyped() async throws {
    let planned = try await Planned()
    let fields = [
      "day": "2026-10-21", "time": "16:00", "minutes": "75", "place": "Gym", "meeting-link": "https://meet.example.org/a", "version": "1",
    ]
    #expect(try await planned.tomas.post(planned.address + "/time", fields).location == planned.address)
    let stale = try await planned.tomas.post(planned.address + "/time", fields.merging(["place": "Cafeteria"]) { _, new in new })
    #expect(
      stale.status == 409 && stale.text.contains("Gym") && stale.text.contains("value=\"Cafeteria\"") && stale.text.contains("value=\"2\""))
    #expect(try await planned.dana.get(planned.address).text.contains("href=\"https://meet.example.org/a\""))
  }

  @Test func cancellingNeedsAReasonThatEverybodyReads() async throws {
    let planned = try await Planned()
    #expect(try await planned.tomas.post(planned.address + "/cancellation", ["reason": "", "version": "1"]).status == 422)
    #expect(try await planned.tomas.post(planned.address + "/cancellation", ["reason": "Snow & ice", "version": "1"]).status == 303)
    #expect(try await planned.dana.get(planned.address).text.contains("Cancelled: Snow &amp; ice"))
    #expect(try await planned.dana.get("/groups/\(planned.district.alder)").text.contains("Snow &amp; ice"))
    let late = try await planned.tomas.post(
      planned.address + "/time", ["day": "2026-10-21", "time": "16:00", "minutes": "75", "place": "Gym", "version": "2"])
    #expect(late.status == 409)
  }

  @Test func aSessionThatNobodyOpenedIsNotForgotten() async throws {
    let planned = try await Planned()
    planned.district.clock.advance(.days(2))
    let group = "/groups/\(planned.district.alder)"
    // Two days later everybody signs in anew.
    let tomas = try await Window(planned.district.house, as: planned.district.tomas.personID)
    let dana = try await Window(planned.district.house, as: planned.district.dana.personID)
    let home = try await tomas.get(group).text
    #expect(home.contains("The session of Tuesday, October 20, 3:30 PM was planned and not held.") && home.contains("Move it or cancel it"))
    #expect(try await !dana.get(group).text.contains("Move it or cancel it"))
    #expect(try await dana.get(group + "/sessions").text.contains("not held"))
  }

  @Test func thePlannerIsButtonsOnly() async throws {
    let planned = try await Planned()
    let empty = try await planned.tomas.get(planned.agenda).text
    #expect(empty.contains("90 minutes are free.") && empty.contains("19 more protocols") && empty.contains("value=\"add.consultancy\""))
    #expect(try await planned.press("template.practice-first-90", version: 1).status == 303)
    let full = try await planned.tomas.get(planned.agenda).text
    #expect(full.contains("85 minutes with 4 present, and 5 minutes kept free: it fits 90 minutes exactly."))
    let items = try await planned.items()
    try #require(items.count == 4)
    let up = try await planned.press("up.\(items[2].id)", version: 2)
    #expect(up.location == "\(planned.agenda)?expected=4#item-\(items[2].id)")
    #expect(try await planned.press("down.\(items[0].id)", version: 3).status == 303)
    #expect(try await planned.items().map(\.id) == [items[2].id, items[0].id, items[1].id, items[3].id])
    #expect(try await planned.press("order", version: 4, ["order": items.map(\.id.text).joined(separator: " ")]).status == 303)
    #expect(try await planned.press("remove.\(items[1].id)", version: 5).status == 303)
    #expect(try await planned.press("block", version: 6, ["block-title": "Agreements", "block-minutes": "10"]).status == 303)
    #expect(try await planned.press("turns.\(items[2].id)", version: 7, ["turn": planned.district.marcus.personID.text]).status == 303)
    #expect(try await planned.items().map(\.shape.key) == ["commitment-check", "consultancy", "free-block", "quiet-close"])
    #expect(try await planned.dana.get(planned.address).text.contains("Rounds: Marcus Bell"))
  }

  @Test func itSaysByHowMuchItDoesNotFitAndWhatWould() async throws {
    let planned = try await Planned(minutes: "80")
    try await planned.press("template.practice-first-90", version: 1)
    let page = try await planned.tomas.get(planned.agenda).text
    #expect(page.contains("10 minutes too long for 80 minutes") && page.contains("What would fit"))
    let rounds = try #require(page.firstMatch(of: /value="(rounds\.[0-9a-f-]+\.1)"/))
    #expect(page.contains("/time?minutes=90"))
    try await planned.press(String(rounds.1), version: 2)
    #expect(try await !planned.tomas.get(planned.agenda).text.contains("too long"))
    #expect(try await planned.tomas.get(planned.address + "/time?minutes=90").text.contains("value=\"90\""))
  }

  @Test func protocolsSayHowTheyFitThosePresent() async throws {
    let planned = try await Planned()
    let six = try await planned.tomas.get(planned.agenda + "?expected=6").text
    #expect(six.contains("In two tables of 3.") && six.contains("value=\"add.troika\""))
    let two = try await planned.tomas.get(planned.agenda + "?expected=2").text
    #expect(
      two.contains("From 3 coaches on.") && !two.contains("value=\"add.consultancy\"") && two.contains("value=\"add.commitment-check\""))
    for odd in ["0", "7", "-1", "x", "99999999999999999999"] {
      #expect(try await planned.tomas.get(planned.agenda + "?expected=\(odd)").text.contains("value=\"4\" selected"), "\(odd)")
    }
  }

  @Test func anOldOrBrokenWishChangesNothing() async throws {
    let planned = try await Planned()
    try await planned.press("add.consultancy", version: 1)
    let stale = try await planned.press("add.goal-clinic", version: 1)
    #expect(stale.status == 409 && stale.text.contains("Somebody changed this session meanwhile.") && stale.text.contains("Consultancy"))
    for change in ["", "up", "up.nonsense", "explode", "add.", "add.nonsense", "rounds.x.y", "swap..", "order", "template."] {
      #expect(try await planned.press(change, version: 2).status == 422, "\(change)")
    }
    let typed = try await planned.press("block", version: 2, ["block-title": "Agreements", "block-minutes": "900"])
    #expect(typed.status == 422 && typed.text.contains("value=\"Agreements\"") && typed.text.contains("Choose from 1 to 120 minutes."))
    #expect(try await planned.items().map(\.shape.key) == ["consultancy"])
  }
}
