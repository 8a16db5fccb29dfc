// Names of things: UUIDv7 as lower-case text, typed by what they name so that one cannot stand for another.

package struct ID<Thing>: Hashable, Sendable, Codable, Comparable, CustomStringConvertible {
  package let text: String

  /// An id that the house itself made (a stored row, a test). Nothing is checked.
  package init(trusted text: String) { self.text = text }

  /// An id that came from outside: `nil` unless it is 36 characters of lower-case UUID.
  package init?(_ text: some StringProtocol) {
    let bytes = Array(text.utf8)
    guard bytes.count == 36 else { return nil }
    for (place, byte) in bytes.enumerated() {
      if place == 8 || place == 13 || place == 18 || place == 23 {
        guard byte == 0x2D else { return nil }
      } else {
        guard (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte) else { return nil }
      }
    }
    self.text = String(text)
  }

  package init(from decoder: any Decoder) throws { text = try decoder.singleValueContainer().decode(String.self) }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }

  package static func < (left: ID, right: ID) -> Bool { left.text < right.text }
  package var description: String { text }

  /// A new id: 48 bits of time, then randomness, so that ids sort by the moment they were made (RFC 9562, version 7).
  package static func make(at instant: Instant, using random: inout some RandomNumberGenerator) -> ID {
    let time = UInt64(bitPattern: max(0, instant.milliseconds)) & 0xFFFF_FFFF_FFFF
    let high = (time << 16) | 0x7000 | UInt64.random(in: 0...0x0FFF, using: &random)
    let low = 0x8000_0000_0000_0000 | UInt64.random(in: 0...0x3FFF_FFFF_FFFF_FFFF, using: &random)
    let digits = hexadecimal(high) + hexadecimal(low)
    var text = ""
    for (place, digit) in digits.enumerated() {
      if place == 8 || place == 12 || place == 16 || place == 20 { text.append("-") }
      text.append(digit)
    }
    return ID(trusted: text)
  }

  private static func hexadecimal(_ value: UInt64) -> String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
