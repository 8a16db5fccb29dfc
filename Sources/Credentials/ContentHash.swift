// The name that content has by what it is: SHA-256 as lower-case hexadecimal text.
import Crypto
import Foundation

package enum ContentHash {
  package static func text(of data: Data) -> String {
    SHA256.hash(data: data).map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
  }
}
