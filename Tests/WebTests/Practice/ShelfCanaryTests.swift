// The private card of a scenario, shipped or the group's own, is on no page of the shelf: not for the group, not for whoever leads it. The
// author of an own one finds it in its form, and nowhere else.
import Actions
import Domain
import Store
import TestSupport
import Testing
import WebSupport

@Suite struct ShelfCanaryTests {
  private struct Sight {
    let who: String
    let window: Window
    let isAuthor: Bool
  }

  private static let own = ["canary-truth-x", "canary-softens-x", "canary-limit-x"]

  @Test(arguments: TestEngine.allCases) func noCardIsOnAnyPageOfTheShelf(_ engine: TestEngine) async throws {
    let doors = try await ShelfPageTests.Doors(engine)
    let district = doors.district
    let added = try await doors.dana.post(doors.practice + "/scenarios", ShelfPageTests.fields)
    let id = try #require(added.location?.split(separator: "#situation-").last.map(String.init))
    let renata = try await Window(district.house, as: district.renata.personID)
    let sights = [
      Sight(who: "author", window: doors.dana, isAuthor: true), Sight(who: "member", window: doors.marcus, isAuthor: false),
      Sight(who: "facilitator", window: doors.tomas, isAuthor: false), Sight(who: "stranger", window: doors.ines, isAuthor: false),
      Sight(who: "lead", window: renata, isAuthor: false), Sight(who: "nobody", window: try Window(district.house), isAuthor: false),
    ]
    // Each card of the library in words that stand nowhere else.
    let shipped = district.house.library.practice.scenarios.flatMap { [$0.card.truth, $0.card.softens, $0.card.limit] }.map(escaped)
    #expect(shipped.count == 102 && shipped.allSatisfy { $0.count > 12 })
    var pages = ["", "/stems", "/models", "/scenarios/new", "?skill=listening", "?level=1", "?audience=itc"].map { doors.practice + $0 }
    pages += district.house.library.practice.skills.map { doors.practice + "/skills/\($0.key)" }
    pages += ["/stems", "/groups", "/groups/\(district.alder)", "/account", "/own-scenarios/\(id)/withdrawal"]
    var looked = 0
    for sight in sights {
      for page in pages {
        try await lookedAt(sight, page, shipped)
        looked += 1
      }
      let form = try await sight.window.get("/own-scenarios/\(id)")
      looked += 1
      for word in Self.own { #expect(form.text.contains(word) == sight.isAuthor, "\(sight.who) at the form") }
      // A form that is sent by somebody else is answered without it too, and so is one that cannot be taken.
      for fields in [[:], ["version": "1"], ShelfPageTests.fields.merging(["truth": "x", "softens": "y", "limit": "", "version": "0"]) { $1 }]
      where !sight.isAuthor {
        let answer = try await sight.window.post("/own-scenarios/\(id)", fields)
        looked += 1
        for word in Self.own where fields["truth"] == nil { #expect(!answer.text.contains(word), "\(sight.who) sends \(fields.count) fields") }
      }
    }
    // It is not in the audit or in anything else that is kept but its own row.
    let rows = try await district.house.engine.read { tx in
      try tx.rows("SELECT deed, object_kind, object_id FROM audit").map { "\(try $0["deed"] as String) \(try $0["object_id"] as String)" }
    }
    for word in Self.own { #expect(!rows.contains { $0.contains(word) }) }
    print("figure: pages of the shelf looked at for a card on \(engine): \(looked), \(shipped.count + Self.own.count) words")
  }

  private func lookedAt(_ sight: Sight, _ address: String, _ shipped: [String]) async throws {
    let page = try await sight.window.get(address)
    for word in Self.own + shipped { #expect(!page.text.contains(word), "\(sight.who) reads \(word) at \(address)") }
    for header in page.headers { for word in Self.own { #expect(!header.value.contains(word)) } }
  }

  /// As it would stand on a page.
  private func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;").replacing("\"", with: "&quot;")
      .replacing("'", with: "&#39;")
  }
}
