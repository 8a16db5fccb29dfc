// SHA-256 over what comes piece by piece, for content larger than one wants to hold at once.
import Crypto
import Foundation

package struct RunningHash {
  private var hash = SHA256()
  package init() {}
  package mutating func add(_ bytes: [UInt8]) { hash.update(data: bytes) }

  /// The hash of all pieces so far, as lower-case hexadecimal text.
  package var text: String {
    Hexadecimal.text(of: hash.finalize())
  }
}
