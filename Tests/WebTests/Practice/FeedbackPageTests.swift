// The pages of feedback: writing it in a round, three taps, a note's own page, and sentences for what cannot be.
import Actions
import Domain
import Foundation
import TestSupport
import Testing
import WebSupport

@Suite struct FeedbackPageTests {
  private func fields(_ text: String, version: Int = 0, _ more: [String: String] = [:]) -> [String: String] {
    [
      "along": "notice-wonder", "version": String(version), "part-notice": text, "part-wonder": "I wonder what you saw.", "medium": "written",
      "stance": "facilitative",
    ].merging(more) { $1 }
  }

  @Test(arguments: TestEngine.allCases) func fromTheModelToTheReceiversTap(_ engine: TestEngine) async throws {
    let table = try await FeedbackTable.open(engine)
    let (priya, dana) = (try await Window(table.house, as: table.priya.personID), try await Window(table.house, as: table.dana.personID))
    let (round, desk) = ("/rounds/\(table.round)", "/rounds/\(table.round)/feedback")
    #expect(try await priya.get(round).text.contains("href=\"\(desk)\""))
    #expect(!(try await dana.get(round).text.contains("href=\"\(desk)\"")))
    #expect(try await dana.get(round).text.contains("Listen first."))
    // One model is chosen; then its parts stand there with their prompts.
    let choosing = try await priya.get(desk).text
    #expect(table.house.library.practice.feedbackModels.allSatisfy { choosing.contains("value=\"\($0.key)\"") })
    #expect(try await priya.post(desk, ["version": "0", "change": "yes", "choose": "notice-wonder"]).location == desk)
    let form = try await priya.get(desk).text
    #expect(form.contains("name=\"part-notice\"") && form.contains("name=\"part-wonder\"") && form.contains("I notice that …"))
    #expect(form.contains("Until you give it, only you see this.") && form.contains("data-autosave"))
    // Half of it: everything missing is said, and what was typed stands there.
    let half = try await priya.post(desk, ["along": "notice-wonder", "version": "1", "part-notice": "You <waited> six seconds", "give": "yes"])
    #expect(half.status == 422 && half.text.contains("You &lt;waited&gt; six seconds") && half.text.contains("Fill in &quot;I wonder&quot;"))
    #expect(half.text.contains("Say how you put it"))
    // Another model costs no word.
    #expect(
      try await priya.post(desk, ["along": "notice-wonder", "version": "2", "part-notice": "You waited six", "change": "yes", "choose": "tag"]).status
        == 303)
    let other = try await priya.get(desk).text
    #expect(other.contains("name=\"part-tell\"") && other.contains("You waited six") && !other.contains("name=\"part-notice\""))
    #expect(try await priya.post(desk, fields("You waited six seconds", version: 3, ["give": "yes"])).location == round)
    #expect(try await priya.get(round).text.contains("Dana has it."))
    #expect(try await priya.get(desk).text.contains("You waited six seconds"))

    let seen = try await dana.get(round).text
    #expect(seen.contains("From Priya") && seen.contains("You waited six seconds"))
    let note = try #require(seen.firstMatch(of: /formaction="(\/notes\/[0-9a-f-]+)\/decisions"/).map { String($0.1) })
    #expect(seen.matches(of: /name="decision" value="(keep|try|park)"/).count == 3)
    // Without a script the tap leads back to the round.
    #expect(try await dana.post(note + "/decisions", ["decision": "try", "at": "keepOrTry"]).location?.hasPrefix(round) == true)
    #expect(try await dana.get(round).text.contains("value=\"try\" aria-pressed=\"true\""))
    #expect(try await dana.post(note + "/decisions", ["decision": "perhaps"]).status == 422)
    let home = try await dana.get("/feedback").text
    #expect(home.contains("What I try") && home.contains("Feedback from Priya Raman") && !home.contains("Waiting for your word"))
  }

  @Test(arguments: TestEngine.allCases) func theNotesOwnPage(_ engine: TestEngine) async throws {
    let table = try await FeedbackTable.open(engine)
    let (priya, dana) = (try await Window(table.house, as: table.priya.personID), try await Window(table.house, as: table.dana.personID))
    let address = "/notes/\(try await table.give("You should have waited", by: table.priya))"
    #expect(try await dana.get("/feedback").text.contains("1 note waits for your word"))
    #expect(try await priya.get(address).text.contains("Given on"))
    let page = try await dana.get(address).text
    #expect(page.contains("You should have waited") && page.contains("in five words") && page.contains("Only you see this."))
    #expect(try await priya.get(address).text.contains("has opened it"))
    // Words, and none of them a number.
    #expect(try await dana.post(address + "/words", ["specific": "there", "kind": "missing", "timely": ""]).location == address + "#words")
    let described = try await dana.get(address).text
    #expect(described.matches(of: /<option value="(there|missing)" selected>/).count == 2 && !described.contains("type=\"number\""))
    #expect(try await dana.post(address + "/words", ["specific": "4"]).status == 422)
    let empty = try await dana.post(address + "/lines", ["line": " ", "kind": "sayAgain"])
    #expect(empty.status == 422 && empty.text.contains("Write one line.") && empty.text.contains("value=\"sayAgain\" checked"))
    #expect(try await dana.post(address + "/lines", ["line": "with what she said", "kind": "sayAgain"]).status == 303)
    // The giver reads the line and nothing of the five words or the decision.
    try await table.house.decide("park", on: try #require(ID(address.dropFirst(7))), as: table.dana)
    let asked = try await priya.get(address).text
    #expect(asked.contains("A line from Dana Whitfield") && asked.contains("with what she said") && asked.contains("Say it again as"))
    for word in ["decision", "Park", "I shut down", "A moment", "You said:"] { #expect(!asked.contains(word), "\(word)") }
    #expect(try await priya.get("/feedback").text.contains("Asked to say it again"))
    let again = fields("She thought for six seconds", version: 2)
    let script = try await priya.post(address + "/wordings", again, headers: ["Sec-Fetch-Dest": "empty"])
    #expect(script.status == 200 && script.text == "{\"version\":3}")
    #expect(!(try await dana.get(address).text.contains("She thought for six seconds")))
    #expect(try await priya.post(address + "/wordings", again.merging(["version": "3", "give": "yes"]) { $1 }).location == address)
    let both = try await dana.get(address).text
    #expect(both.contains("gave it again in other words") && both.contains("What it said before") && both.contains("You should have waited"))
    // The receiver may let it go.
    #expect(try await dana.post(address + "/deletion").location == "/feedback")
    #expect(try await dana.get(address).status == 404)
    #expect(try await dana.get("/feedback").text.contains("No feedback yet"))
    #expect(try await priya.get(address).text.contains("cannot be given again"))
  }

  @Test(arguments: TestEngine.allCases) func everyRefusalIsASentenceThatSaysWhatToDo(_ engine: TestEngine) async throws {
    let table = try await FeedbackTable.open(engine)
    let note = "/notes/\(try await table.give("Mine", by: table.priya))"
    let (priya, dana, marcus) = (
      try await Window(table.house, as: table.priya.personID), try await Window(table.house, as: table.dana.personID),
      try await Window(table.house, as: table.marcus.personID)
    )
    let desk = "/rounds/\(table.round)/feedback"
    // A note to oneself, and one from inside the part: words are given back to be copied.
    let toOneself = try await dana.post(desk, fields("Well done me"))
    #expect(toOneself.status == 422 && toOneself.text.contains("the others give you feedback") && toOneself.text.contains("Well done me"))
    #expect(try await marcus.post(desk, fields("From inside")).text.contains("You speak from inside your part"))
    #expect(try await dana.get(desk).status == 422)
    // The giver writes none of the receiver's words.
    for (end, form) in [
      ("decisions", ["decision": "keep"]), ("words", ["kind": "there"]), ("lines", ["line": "x", "kind": "helped"]), ("deletion", [:]),
    ] {
      let forged = try await priya.post(note + "/" + end, form)
      #expect(forged.status == 403 && forged.text.contains("Only whoever received this note"), "\(end)")
      #expect(try await marcus.post(note + "/" + end, form).status == 404)
    }
    let forged = try await dana.post(note + "/wordings", fields("Forged", ["give": "yes"]))
    #expect(forged.status == 403 && forged.text.contains("Only whoever gave this note"))
    #expect(try await marcus.get(note).status == 404)
  }

  /// Nothing that was typed is lost when the round is stopped, moves on, or another window was faster.
  @Test(arguments: TestEngine.allCases) func whatWasTypedStaysWithItsWriter(_ engine: TestEngine) async throws {
    let table = try await FeedbackTable.open(engine, at: .jotting)
    let desk = "/rounds/\(table.round)/feedback"
    let (one, two) = (try await Window(table.house, as: table.priya.personID), try await Window(table.house, as: table.priya.personID))
    let asScript = ["Sec-Fetch-Dest": "empty"]
    #expect(try await one.post(desk, fields("First window"), headers: asScript).text == "{\"version\":1}")
    let conflict = try await two.post(desk, fields("Second window"), headers: asScript)
    #expect(conflict.status == 409 && conflict.text.contains("\"part-notice\":\"First window\"") && conflict.text.contains("\"version\":1"))
    let both = try await two.post(desk, fields("Second window"))
    #expect(both.status == 409 && both.text.contains("First window\n\nSecond window"))
    // Too early to give: kept, and said.
    let early = try await one.post(desk, fields("First window, more", version: 1, ["give": "yes"]))
    #expect(early.status == 422 && early.text.contains("Your draft is kept.") && early.text.contains("First window, more"))
    let yolanda = try await Window(table.house, as: table.yolanda.personID)
    #expect(!(try await yolanda.get(desk).text.contains("First window")))
    try await table.house.act(.command(.stop), inRound: table.round, as: table.dana)
    let late = try await one.post(desk, fields("Typed as it was stopped", version: 2))
    #expect(late.status == 422 && late.text.contains("This round was stopped") && late.text.contains("Typed as it was stopped"))
    let script = try await one.post(desk, fields("Typed as it was stopped", version: 2), headers: asScript)
    #expect(script.status == 422 && script.header("Content-Type")?.hasPrefix("text/plain") == true && script.text.contains("This round was stopped"))
  }

  @Test func beforeThePlayIsOverNobodyWrites() async throws {
    let table = try await FeedbackTable.open(.sqlite, at: .playing)
    let priya = try await Window(table.house, as: table.priya.personID)
    let desk = "/rounds/\(table.round)/feedback"
    #expect(!(try await priya.get("/rounds/\(table.round)").text.contains(desk)))
    let page = try await priya.get(desk)
    #expect(page.status == 200 && page.text.contains("minute to jot") && !page.text.contains("<textarea"))
    #expect(try await priya.post(desk, fields("Early")).status == 422)
  }
}
