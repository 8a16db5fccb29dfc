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
    let mask = randomBytes(32)
    return Hexadecimal.text(of: mask + zip(plain(secret), mask).map { $0 ^ $1 })
  }

  /// Whether the text is the token of this secret under some mask. Takes the same time wherever the two differ.
  package static func matches(_ text: String, secret: String) -> Bool {
    guard text.utf8.count == 128, let bytes = Hexadecimal.bytes(of: text), bytes.count == 64 else { return false }
    var difference: UInt8 = 0
    for (place, expected) in plain(secret).enumerated() { difference |= bytes[place] ^ bytes[place + 32] ^ expected }
    return difference == 0
  }
}
