// What there is to choose from in the planner: six on the shelf, all behind it, how each goes, whose idea it is, and why not.
import Actions
import Content
import Domain
import TestSupport
import Testing
import WebSupport

@Suite struct ProtocolViewTests {
  /// The planner of Birch's next session, on which nothing is planned yet, with so many coaches expected.
  static func page(expected: Int) async throws -> (text: String, library: Library) {
    let district = try await District.open(try await TestEngine.sqlite.open())
    try await district.house.furnish()
    let home = try await district.house.groupHome(district.birch, as: district.tomas)
    let session = try #require(home.coming.last)
    let window = try await Window(district.house, as: district.tomas.personID)
    let page = try await window.get("/sessions/\(session.id)/agenda?expected=\(expected)")
    try #require(page.status == 200)
    return (page.text, district.house.library)
  }

  /// Each text of the page as it stands between tags, escaped.
  static func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("\"", with: "&quot;").replacing("'", with: "&#39;")
  }

  @Test func sixOnTheShelfAndAllBehindIt() async throws {
    let (text, library) = try await ProtocolViewTests.page(expected: 4)
    let parts = text.components(separatedBy: "19 more protocols")
    try #require(parts.count == 2)
    for offer in library.offers(present: 4) {
      let isOnShelf = library.shelf(present: 4).contains { $0.entry.key == offer.entry.key }
      let part = isOnShelf ? parts[0] : parts[1]
      #expect(part.contains("value=\"add.\(offer.entry.key)\""), "\(offer.entry.key)")
      #expect(part.contains(">\(ProtocolViewTests.escaped(offer.entry.shape.title))<"), "\(offer.entry.key)")
    }
  }

  @Test func eachTellsHowItGoesAndWhoseIdeaItIs() async throws {
    let (text, library) = try await ProtocolViewTests.page(expected: 4)
    for entry in library.protocols {
      for step in entry.shape.opening + entry.shape.steps + entry.shape.closing {
        #expect(text.contains("<li>\(ProtocolViewTests.escaped(step.title)) <small>"), "\(entry.key) \(step.key)")
      }
      if let origin = entry.origin { #expect(text.contains("Adapted from \(ProtocolViewTests.escaped(origin.name))"), "\(entry.key)") }
    }
    #expect(text.contains("The original is for 4 to 12 people and takes about 50 minutes."))
    #expect(text.contains("The middle steps run 3 times."))
  }

  @Test func whatWouldSplitOrNeedsMoreIsShownWithTheReason() async throws {
    let five = try await ProtocolViewTests.page(expected: 5).text
    #expect(five.contains("value=\"add.practice-triad\"") && five.contains("In tables of 3 and 2."))
    let two = try await ProtocolViewTests.page(expected: 2).text
    #expect(!two.contains("value=\"add.fishbowl\"") && two.contains("From 4 coaches on."))
    #expect(two.contains("value=\"add.quiet-close\""))
  }
}
