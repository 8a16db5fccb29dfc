// What a person typed into a form, read once: whole, valid UTF-8, without NUL, within its cap.
import Domain

package struct Form: Sendable {
  package private(set) var fields: [(name: String, value: String)]

  package init(_ fields: [(name: String, value: String)] = []) { self.fields = fields }

  /// Reads `application/x-www-form-urlencoded` bytes, as browsers send them and as they stand in an address after `?`.
  package init(encoded bytes: some Sequence<UInt8>) throws(Unreadable) {
    fields = []
    for pair in Array(bytes).split(separator: UInt8(ascii: "&")) {
      let parts = pair.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
      guard let name = parts.first, fields.count < Limits.formFields else { throw Unreadable(.badRequest, "unreadable.tooManyFields") }
      fields.append((try Form.decoded(name), parts.count > 1 ? try Form.decoded(parts[1]) : ""))
    }
  }

  /// What stands in the field, without the white space around it and with plain line ends; empty where there is no such field.
  package subscript(_ name: String) -> String { Form.trimmed(raw(name) ?? "") }

  /// Exactly what was sent, white space included. A name that came twice counts by its first value.
  package func raw(_ name: String) -> String? { fields.first { $0.name == name }?.value }

  /// Every value of a name that may come more than once, in the order of the page.
  package func all(_ name: String) -> [String] { fields.filter { $0.name == name }.map { Form.trimmed($0.value) } }

  package func has(_ name: String) -> Bool { fields.contains { $0.name == name } }

  package func isOn(_ name: String) -> Bool { ["on", "yes", "true", "1"].contains(self[name]) }

  package func integer(_ name: String) -> Int? { Int(self[name]) }

  package func id<Thing>(_ name: String, as: Thing.Type = Thing.self) -> ID<Thing>? { ID(self[name]) }

  private static func trimmed(_ text: String) -> String {
    let lines = text.utf8.contains(0x0D) ? text.replacing("\r\n", with: "\n").replacing("\r", with: "\n") : text
    let scalars = lines.unicodeScalars
    guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
      let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
    else { return "" }
    return String(scalars[first...last])
  }

  static func decoded(_ bytes: some Collection<UInt8>, plusIsSpace: Bool = true) throws(Unreadable) -> String {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var iterator = bytes.makeIterator()
    while let byte = iterator.next() {
      switch byte {
      case UInt8(ascii: "+") where plusIsSpace: result.append(0x20)
      case UInt8(ascii: "%"):
        guard let high = iterator.next().flatMap(hexadecimal), let low = iterator.next().flatMap(hexadecimal) else {
          throw Unreadable(.badRequest, "unreadable.badEncoding")
        }
        result.append(high << 4 | low)
      default: result.append(byte)
      }
    }
    guard !result.contains(0), let text = String(validating: result, as: UTF8.self) else {
      throw Unreadable(.badRequest, "unreadable.badEncoding")
    }
    return text
  }

  private static func hexadecimal(_ digit: UInt8) -> UInt8? {
    switch digit {
    case 0x30...0x39: digit - 0x30
    case 0x41...0x46: digit - 0x37
    case 0x61...0x66: digit - 0x57
    default: nil
    }
  }
}
