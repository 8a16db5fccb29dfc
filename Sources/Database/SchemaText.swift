// Cuts a schema file into its statements, so that a semicolon in a comment or a quoted text does not end one.

package enum SchemaText {
  /// The statements of a file, without the comments and the empty pieces between them.
  package static func statements(of text: String) -> [String] {
    var statements: [String] = []
    var current: [UInt8] = []
    let bytes = Array(text.utf8)
    var place = 0

    func byte(_ offset: Int) -> UInt8? {
      bytes.indices.contains(place + offset) ? bytes[place + offset] : nil
    }
    func finish() {
      let statement = String(decoding: current, as: UTF8.self)
      let trimmed = statement.drop(while: \.isWhitespace)
      if !trimmed.isEmpty { statements.append(String(trimmed)) }
      current.removeAll()
    }

    while let here = byte(0) {
      switch here {
      case UInt8(ascii: "-") where byte(1) == UInt8(ascii: "-"):
        while let next = byte(0), next != UInt8(ascii: "\n") { _ = next; place += 1 }
      case UInt8(ascii: "/") where byte(1) == UInt8(ascii: "*"):
        place += 2
        while byte(0) != nil, !(byte(0) == UInt8(ascii: "*") && byte(1) == UInt8(ascii: "/")) { place += 1 }
        place += 2
      case UInt8(ascii: "'"), UInt8(ascii: "\""):
        current.append(here)
        place += 1
        // A doubled quote closes and opens again at once, which comes to the same.
        while let next = byte(0) {
          current.append(next)
          place += 1
          if next == here { break }
        }
      case UInt8(ascii: ";"):
        finish()
        place += 1
      default:
        current.append(here)
        place += 1
      }
    }
    finish()
    return statements
  }
}
