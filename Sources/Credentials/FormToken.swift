// The word that a form of ours carries and a form on another site cannot know: made from the cookie's secret, masked anew each time.
import Crypto
import Foundation

/// The token of one browser is a hash of the secret in its cookie. It travels masked with fresh randomness, so that a
/// compressed page never holds the same bytes twice (BREACH).
package enum FormToken {
  private static func plain(_ secret: String) -> [UInt8] {
    Array(SHA256.hash(data: Array("fulcrum form token 1\n".utf8) + Array(secret.utf8)))
  }

  /// 64 bytes as hexadecimal text: 32 of mask, 32 of masked token.
  package static func masked(_ secret: String) -> String {
    var random = SystemRandomNumberGenerator()
    let mask = (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &random) }
    return hexadecimal(mask + zip(plain(secret), mask).map { $0 ^ $1 })
  }

  /// Whether the text is the token of this secret under some mask. Takes the same time wherever the two differ.
  package static func matches(_ text: String, secret: String) -> Bool {
    guard let bytes = decoded(text), bytes.count == 64 else { return false }
    var difference: UInt8 = 0
    for (place, expected) in plain(secret).enumerated() { difference |= bytes[place] ^ bytes[place + 32] ^ expected }
    return difference == 0
  }

  private static let digits = Array("0123456789abcdef".utf8)

  private static func hexadecimal(_ bytes: [UInt8]) -> String {
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count * 2)
    for byte in bytes {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }

  private static func decoded(_ text: String) -> [UInt8]? {
    let source = Array(text.utf8)
    guard source.count == 128 else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(64)
    for place in stride(from: 0, to: source.count, by: 2) {
      guard let high = value(source[place]), let low = value(source[place + 1]) else { return nil }
      bytes.append(high << 4 | low)
    }
    return bytes
  }

  private static func value(_ digit: UInt8) -> UInt8? {
    switch digit {
    case 0x30...0x39: digit - 0x30
    case 0x61...0x66: digit - 0x57
    default: nil
    }
  }
}
