// What the page of a session offers before it runs, over HTTP and without a script.
import Actions
import Content
import Domain
import Store
import TestSupport
import Testing
import WebSupport

@Suite struct PreparationPageTests {
  private struct Before {
    let table: TableHouse
    let tomas, dana, marcus: Window
    var address: String { "/sessions/\(table.session)" }

    init() async throws {
      table = try await TableHouse.open(.sqlite, library: try Library.load())
      table.clock.set(RoomPlay.start - .hours(2))
      tomas = try await Window(table.house, as: table.facilitator.personID)
      dana = try await Window(table.house, as: table.members[0].personID)
      marcus = try await Window(table.house, as: table.members[1].personID)
    }
  }

  @Test func aLineIsLeftReadAndKeptInItsFieldWhenSomethingIsWrong() async throws {
    let before = try await Before()
    let wrong = try await before.dana.post(before.address + "/brings", ["want": "", "line": "My <b>data</b> talk"])
    #expect(
      wrong.status == 422 && wrong.text.contains("Say what the line is for.") && wrong.text.contains("value=\"My &lt;b&gt;data&lt;/b&gt; talk\""))
    let sent = try await before.dana.post(before.address + "/brings", ["want": "help", "line": "My <b>data</b> talk"])
    #expect(sent.location == before.address + "#bring")
    for page in [before.address, "/groups/\(before.table.group)"] {
      let text = try await before.marcus.get(page).text
      #expect(text.contains("My &lt;b&gt;data&lt;/b&gt; talk") && text.contains("I want help"), "\(page)")
    }
    #expect(try await before.tomas.get(before.address + "/agenda").text.contains("My &lt;b&gt;data"))
    #expect(try await !before.tomas.get(before.address).text.contains("/brings"))
  }

  @Test func cannotComeIsReadByTheGroupAndWhyByTheFacilitator() async throws {
    let before = try await Before()
    #expect(try await before.dana.post(before.address + "/absences", ["reason": "A doctor"]).status == 303)
    let marcus = try await before.marcus.get(before.address).text
    #expect(marcus.contains(">cannot come<") && !marcus.contains("A doctor"))
    let tomas = try await before.tomas.get(before.address).text
    #expect(tomas.contains("Why: A doctor"))
    let seat = "name=\"seat-\(before.table.members[0].personID)\" value=\"absent\" checked"
    #expect(tomas.contains(seat))
    #expect(try await before.tomas.get(before.address + "/agenda").text.contains("<option value=\"3\" selected>"))
    #expect(try await before.dana.post(before.address + "/absences", ["take-back": "yes"]).status == 303)
    #expect(try await !before.marcus.get(before.address).text.contains(">cannot come<"))
  }

  @Test func tenMinutesBeforeThePageIsTheArrival() async throws {
    let before = try await Before()
    #expect(try await !before.dana.get(before.address).text.contains("id=\"arrival\""))
    #expect(try await before.dana.post(before.address + "/arrivals").status == 409)
    before.table.clock.set(RoomPlay.start - .minutes(8))
    let page = try await before.dana.get(before.address).text
    let plan = try await before.table.house.sessionPlan(before.table.session, as: before.table.facilitator)
    let question = try #require(plan.arrivalQuestion)
    #expect(page.contains(question.text) && page.contains("I am here") && page.contains("Nobody has said yet"))
    #expect(try await before.dana.post(before.address + "/arrivals").location == before.address)
    #expect(try await before.marcus.get(before.address).text.contains("Here already: Dana Whitfield"))
    let seats = before.table.members.map { ("seat-\($0.personID)", "here") }
    #expect(try await before.tomas.post(before.address + "/opening", Dictionary(uniqueKeysWithValues: seats)).status == 303)
    #expect(try await before.tomas.get(before.address).text.contains(">Begin<"))
    #expect(try await before.tomas.post(before.address + "/pauses", ["pause": "end"]).status == 303)
    before.table.clock.advance(.seconds(20))
    #expect(try await before.tomas.post(before.address + "/pauses", ["pause": "begin"]).status == 303)
    let paused = try await before.tomas.get(before.address).text
    #expect(!paused.contains(">Begin<") && paused.contains(">Go on<"))
  }

  @Test func somethingToReadStandsWithItsItem() async throws {
    let before = try await Before()
    let session = before.table.session
    let agenda = try await before.table.house.engine.read { try $0.agenda(of: session) }
    let item = try #require(agenda.first)
    let fields = ["change": "read.\(item.id)", "version": "1", "read-title": "Talk moves", "read-link": "javascript:x", "read-text": ""]
    let wrong = try await before.tomas.post(before.address + "/agenda", fields)
    #expect(wrong.status == 422 && wrong.text.contains("A web address begins with https://") && wrong.text.contains("value=\"Talk moves\""))
    #expect(!wrong.text.contains("href=\"javascript"))
    let kept = try await before.tomas.post(before.address + "/agenda", fields.merging(["read-link": "https://example.org/m"]) { $1 })
    #expect(kept.location?.hasSuffix("#item-\(item.id)") == true)
    let dana = try await before.dana.get(before.address).text
    #expect(dana.contains("<a href=\"https://example.org/m\" rel=\"noreferrer\">Talk moves</a>"))
  }

  @Test func theDateGoesIntoACalendar() async throws {
    let before = try await Before()
    try await before.table.house.bring(
      want: "help", text: "nothing-private", standings: [:], to: before.table.session, as: before.table.members[0])
    let file = try await before.dana.get(before.address + "/calendar")
    #expect(file.header("Content-Type") == "text/calendar; charset=utf-8")
    #expect(file.header("Content-Disposition") == "attachment; filename=\"session.ics\"")
    #expect(file.text.hasPrefix("BEGIN:VCALENDAR\r\n") && file.text.contains("SUMMARY:Session of Alder\r\n"))
    #expect(!file.text.contains("nothing-private") && !file.text.contains("Dana"))
    #expect(try await before.dana.get(before.address).text.contains(before.address + "/calendar"))
  }
}
