// Secrets: how a password is kept and checked, and tokens that are shown once and kept as a hash.
import Crypto
import Foundation

/// A secret of 256 bits for a cookie or a link. It is shown once; only its hash is ever stored.
package struct SecretToken: Sendable, Equatable {
  /// 43 characters, safe in an address and in a cookie.
  package let text: String

  /// A new secret from the machine's own source of randomness.
  package init() {
    text = Data(randomBytes(32)).base64EncodedString()
      .replacingOccurrences(of: "+", with: "-").replacingOccurrences(of: "/", with: "_").replacingOccurrences(of: "=", with: "")
  }

  /// What a browser sent: `nil` unless it has the form of a secret of ours.
  package init?(_ sent: some StringProtocol) {
    let bytes = Array(sent.utf8)
    guard bytes.count == 43, bytes.allSatisfy(SecretToken.isAllowed) else { return nil }
    text = String(decoding: bytes, as: UTF8.self)
  }

  /// What is stored. A plain hash is enough: nobody can guess 256 bits.
  package var hash: String { SecretToken.digest(text) }

  /// SHA-256 in hexadecimal, for whatever must be found again but not read.
  package static func digest(_ text: String) -> String {
    Hexadecimal.text(of: SHA256.hash(data: Data(text.utf8)))
  }

  private static func isAllowed(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) || byte == 0x2D || byte == 0x5F
  }
}

/// From the machine's own source of randomness, which is asked for eight bytes at a time.
func randomBytes(_ count: Int) -> [UInt8] {
  var random = SystemRandomNumberGenerator()
  var bytes: [UInt8] = []
  bytes.reserveCapacity(count)
  while bytes.count < count { withUnsafeBytes(of: random.next()) { bytes.append(contentsOf: $0.prefix(count - bytes.count)) } }
  return bytes
}
