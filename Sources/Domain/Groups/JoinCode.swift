// The short code of a session: six letters and digits that nobody takes for one another, read off the wall and typed into a phone.

/// A code opens nothing by itself: it finds one among the sessions that its reader may enter anyway. So it is no secret, and it
/// follows from the id of the session.
package struct JoinCode: Hashable, Sendable {
  package let text: String

  package static let length = 6
  /// Without vowels no code is a word; without 0, 1, 2, 5, 8, B, I, L, O, S, U and Z none is misread.
  static let letters = Array("CDFGHJKMNPQRTVWXY34679".unicodeScalars)

  package init(_ session: ID<Session>) {
    var number: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in session.text.utf8 { number = (number ^ UInt64(byte)) &* 0x100_0000_01B3 }
    // Ids of one moment differ in few places: every bit of them shall reach every letter.
    number = (number ^ (number >> 30)) &* 0xBF58_476D_1CE4_E5B9
    number = (number ^ (number >> 27)) &* 0x94D0_49BB_1331_11EB
    number ^= number >> 31
    var code = String.UnicodeScalarView()
    for _ in 0..<JoinCode.length {
      let (rest, place) = number.quotientAndRemainder(dividingBy: UInt64(JoinCode.letters.count))
      code.append(JoinCode.letters[Int(place)])
      number = rest
    }
    text = String(code)
  }

  /// A code as somebody types it: small letters, blanks and hyphens do not matter. `nil` for what cannot be one.
  package init?(typed: String) {
    guard typed.utf8.count <= 40 else { return nil }
    let scalars = typed.uppercased().unicodeScalars.filter { !$0.properties.isWhitespace && $0 != "-" }
    guard scalars.count == JoinCode.length, scalars.allSatisfy(JoinCode.letters.contains) else { return nil }
    var code = String.UnicodeScalarView()
    code.append(contentsOf: scalars)
    text = String(code)
  }

  /// In two halves, as one reads it out.
  package var spoken: String { "\(text.prefix(3)) \(text.suffix(3))" }
}
