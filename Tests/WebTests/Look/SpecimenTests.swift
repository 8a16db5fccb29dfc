// Every component on one page: checked here, and written to a folder to be looked at when FULCRUM_SPECIMEN names one.
import Domain
import Foundation
import HTML
import Messages
import Testing

@testable import HTTP
@testable import Web

struct SpecimenTests {
  let catalogue: Catalogue
  init() throws { catalogue = try Catalogue.english() }

  func shell(_ title: String, frame: Shell.Frame = .page, lead: String? = nil, modules: [String] = []) -> Shell {
    let catalogue = catalogue
    return Shell(
      title: title, frame: frame, lead: lead, back: Shell.Link(address: "/groups", label: "Groups"),
      links: [Shell.Link(address: "/groups", label: "Groups", isHere: true), Shell.Link(address: "/people", label: "People")],
      account: Shell.Account(fullName: "Dana Whitfield", formToken: ""), modules: modules, address: { "/assets/" + $0 },
      say: { catalogue.say($0) })
  }

  @Test func everyComponentStandsOnOnePage() throws {
    let corrections = Corrections(Problem("place", "look.optional"), catalogue)
    let body = joined([
      notice(.done, "The session was moved to Tuesday 27 October, 3:30 PM."),
      section("Next session", end: statusWord("planned")) {
        answer("Tuesday 20 October, 3:30 to 5:00 PM in the library of Hollis Elementary. You are first presenter.")
        facts([("Expected", "Dana Whitfield, Marcus Bell, Priya Raman, Yolanda Reyes"), ("Agenda", "85 of 90 minutes"), ("Meeting link", "none")])
        buttons {
          linkButton("Open the room", href: "/sessions/1")
          linkButton("Change the agenda", href: "/sessions/1/agenda", .quiet)
        }
      },
      section("Members") {
        rows([
          row({ person("Dana Whitfield", note: "ITC") }, end: postButton("Leaves", action: "/x", token: "", told: "Dana Whitfield")),
          row({ person("Marcus Bell") }, end: statusWord("has not accepted the norms")),
          row("Group Alder", href: "/groups/1", detail: "4 members, led by Tomas Lindqvist", end: statusWord("active")),
        ])
        numberedRows([
          row(
            "Commitment check", detail: "9 minutes with 4 present",
            end: joined([linkButton("Up", href: "/x", .quiet), linkButton("Down", href: "/x", .quiet)])),
          row("Consultancy", detail: "28 minutes · Marcus Bell presents"),
        ])
      },
      section("Plan a session") {
        postForm("/groups/1/sessions", token: "") {
          corrections.summary
          textField(Field("date", "Day", value: "2026-10-20", corrections), .date)
          textField(Field("place", "Place", value: "", hint: "A room and a building.", whoSees: .groupAndFacilitator, corrections))
          textArea(Field("body", "What I want to keep", value: "One thing I heard.", whoSees: .onlyYou, optional: true, corrections), rows: 5)
          choiceField(Field("zone", "Time zone", value: "b", corrections), [Choice("a", "Chicago"), Choice("b", "Denver")])
          radioField(
            Field("where", "Where will you be", value: "room", corrections),
            [Choice("room", "In the room"), Choice("video", "By video", hint: "The meeting link is sent to nobody else.")])
          checkField(Field("agree", "I have read this", value: "yes", corrections))
          buttons {
            submitButton("Plan this session")
            linkButton("Back", href: "/groups/1", .quiet)
          }
        }
      },
      section("Figures") {
        dataTable(
          caption: "Time with the floor", columns: [Column("Member"), Column("Minutes", figure: true), Column("Share", figure: true)],
          rows: [["Marcus Bell", "17", "35.4 %"], ["Dana Whitfield", "14", "29.2 %"], ["Priya Raman", "5", "10.4 %"]])
        remark("48 of 65 minutes have a name.")
        written("One thing I heard: “you answered before she finished.”\nTry: count to five.")
      },
      section("Commitments") {
        emptiness("None yet", "What you promise at the end of a session stands here until the next one.") {
          linkButton("Read the norms", href: "/x", .quiet)
        }
        notice(.note, "Priya joined at minute 12. The next steps can be planned for 4.")
      },
    ])
    let page = shell("Alder", lead: "Next: Tuesday 20 October at 3:30 PM. You promised two things; one is open.").document(body)
    try Specimen.write(page, "components")
    #expect(page.string.contains("aria-describedby=\"field-place-hint field-place-wrong field-place-who\""))
    #expect(page.string.components(separatedBy: "<h1>").count == 2)
  }
}

/// Writes pages to the folder that FULCRUM_SPECIMEN names, if it names one.
enum Specimen {
  static func write(_ page: Markup, _ name: String) throws { try write(text: page.string, name) }

  static func write(text: String, _ name: String) throws {
    guard let folder = ProcessInfo.processInfo.environment["FULCRUM_SPECIMEN"] else { return }
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try text.write(toFile: folder + "/\(name).html", atomically: true, encoding: .utf8)
  }
}
