// The wire form of one event: no text can end its own event or begin another.
import HTTP
import Testing

@Suite struct EventStreamTests {
  private func encoded(_ text: String, id: String? = nil, event: String? = nil) -> String {
    String(decoding: EventWriter.encoded(id: id, event: event, Array(text.utf8)), as: UTF8.self)
  }

  @Test func eachLineStandsOnALineOfItsOwn() {
    #expect(encoded("one\ntwo", id: "7", event: "room") == "id: 7\nevent: room\ndata: one\ndata: two\n\n")
    #expect(encoded("") == "data: \n\n")
  }

  @Test(arguments: ["a\n\nid: 9", "a\r\rid: 9", "a\r\n\r\nid: 9", "a\rdata: b", "a\nevent: ended"])
  func noTextBecomesAFieldOfItsOwn(_ text: String) {
    let lines = encoded(text).dropLast(2).split(omittingEmptySubsequences: false, whereSeparator: { $0.isNewline })
    #expect(lines.allSatisfy { $0.hasPrefix("data: ") }, "\(lines)")
  }

  @Test func aNumberOrANameIsOneLine() {
    #expect(encoded("x", id: "1\ndata: y", event: "a\r\nb") == "id: 1data: y\nevent: ab\ndata: x\n\n")
  }
}
