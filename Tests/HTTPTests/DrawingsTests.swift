// What has been drawn is taken again where it is the same, and only there.
import Foundation
import HTML
import Testing

@testable import HTTP

@Suite struct DrawingsTests {
  @Test func aPieceIsDrawnOnce() {
    let drawings = Drawings()
    var times = 0
    for name in ["shelf for 4", "shelf for 5", "shelf for 4"] {
      let piece = drawings.once(name) {
        times += 1
        return "<p>\(name)</p>"
      }
      #expect(piece.string == "<p>\(name)</p>")
    }
    #expect(times == 2)
  }

  @Test func piecesDoNotGrowWithoutEnd() {
    let drawings = Drawings()
    for number in 0..<3_000 { _ = drawings.once("piece \(number)") { "x" } }
    var wasDrawn = false
    _ = drawings.once("piece 0") {
      wasDrawn = true
      return "x"
    }
    #expect(wasDrawn)
  }

  @Test func anEventIsSharedByItsReaderAndByNobodyElse() {
    let drawings = Drawings()
    func text(_ id: String, _ reader: String, _ text: String) -> String {
      String(buffer: drawings.event(id, for: reader) { Markup(text: text) }.bytes)
    }
    #expect(text("7", "dana", "Dana's") == "id: 7\ndata: Dana&#39;s\n\n")
    #expect(text("7", "dana", "not drawn") == "id: 7\ndata: Dana&#39;s\n\n")
    #expect(text("7", "marcus", "Marcus") == "id: 7\ndata: Marcus\n\n")
    #expect(text("8", "dana", "next") == "id: 8\ndata: next\n\n")
  }

  /// It tells browsers what time it is.
  @Test func anEventThatIsNotFreshIsDrawnAnew() async throws {
    let drawings = Drawings()
    _ = drawings.event("7", for: "dana") { "old" }
    try await Task.sleep(for: Drawings.freshness + .milliseconds(20))
    #expect(String(buffer: drawings.event("7", for: "dana") { "new" }.bytes).contains("new"))
  }
}
