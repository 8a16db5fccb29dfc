// The short code of a session: the same for everybody, readable, typed in any way, and different for different sessions.
import Domain
import TestSupport
import Testing

@Suite struct JoinCodeTests {
  private func ids(_ count: Int) -> [ID<Session>] {
    var dice = Dice(seed: 11)
    // One moment after the other, as sessions are planned: the ids differ in few places.
    return (0..<count).map { ID.make(at: RoomPlay.start + .seconds($0), using: &dice) }
  }

  @Test func itIsSixLettersThatNobodyMixesUp() {
    let confusable = Set("0O1IL2Z5S8BUVAE".filter { $0 != "V" })
    for id in ids(500) {
      let code = JoinCode(id).text
      #expect(code.count == JoinCode.length && code.allSatisfy { !confusable.contains($0) }, "\(code)")
      #expect(JoinCode(id).text == code)
    }
  }

  @Test func tenThousandSessionsHardlyEverShareOne() {
    let codes = Set(ids(10_000).map { JoinCode($0).text })
    // 22 to the sixth are 113 million: among ten thousand about one pair is to be expected.
    #expect(codes.count >= 9_990)
    for place in 0..<JoinCode.length {
      let seen = Set(codes.map { Array($0)[place] })
      #expect(seen.count == 22, "place \(place) shows \(seen.count) letters")
    }
  }

  @Test func itIsTypedAsOneLikes() throws {
    let code = JoinCode(ids(1)[0])
    let text = code.text
    for typed in [
      text, text.lowercased(), " \(text) ", code.spoken, "\(text.prefix(3))-\(text.suffix(3))", text.map(String.init).joined(separator: " "),
    ] {
      #expect(JoinCode(typed: typed) == code, "\(typed)")
    }
    for typed in ["", "C7D4K", "C7D4KMM", "C7D4KO", "C7D4K\u{301}M", "<script>", String(repeating: " ", count: 100) + text] {
      #expect(JoinCode(typed: typed) == nil, "\(typed)")
    }
  }
}
