// The name that content has by what it is: SHA-256 as lower-case hexadecimal text.
import Crypto
import Foundation

package enum ContentHash {
  package static func text(of data: Data) -> String {
    Hexadecimal.text(of: SHA256.hash(data: data))
  }
}
