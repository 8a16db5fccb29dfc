// A statement as an interpolated literal: its values become bindings, so no value can become part of the text.

package enum SQLValue: Sendable, Hashable {
  case null
  case text(String)
  case integer(Int64)
  case real(Double)
  case boolean(Bool)
}

package protocol SQLBindable { var sqlValue: SQLValue { get } }

extension SQLValue: SQLBindable { package var sqlValue: SQLValue { self } }
extension String: SQLBindable { package var sqlValue: SQLValue { .text(self) } }
extension Int: SQLBindable { package var sqlValue: SQLValue { .integer(Int64(self)) } }
extension Int64: SQLBindable { package var sqlValue: SQLValue { .integer(self) } }
extension Double: SQLBindable { package var sqlValue: SQLValue { .real(self) } }
extension Bool: SQLBindable { package var sqlValue: SQLValue { .boolean(self) } }
extension Optional: SQLBindable where Wrapped: SQLBindable {
  package var sqlValue: SQLValue { map(\.sqlValue) ?? .null }
}

/// `"SELECT name FROM person WHERE id = \(id)"`: the text holds `$1`, the value travels beside it.
package struct SQL: Sendable, ExpressibleByStringInterpolation {
  /// The pieces of text between the values: always one more than there are values.
  private var pieces: [String]
  package private(set) var values: [SQLValue]

  /// The statement with `$1, $2, …` where the values stand.
  package var text: String {
    var text = pieces[0]
    for (place, piece) in pieces.dropFirst().enumerated() { text += "$\(place + 1)" + piece }
    return text
  }

  package init(stringLiteral value: StaticString) {
    pieces = [value.description]
    values = []
  }

  package init(stringInterpolation: StringInterpolation) {
    pieces = stringInterpolation.pieces
    values = stringInterpolation.values
  }

  /// A statement from one of the house's own schema files.
  package init(file text: String) {
    pieces = [text]
    values = []
  }

  package struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var pieces = [""]
    fileprivate var values: [SQLValue] = []

    package init(literalCapacity: Int, interpolationCount: Int) { values.reserveCapacity(interpolationCount) }

    private mutating func append(_ text: String) { pieces[pieces.count - 1] += text }

    package mutating func appendLiteral(_ literal: StaticString) { append(literal.description) }

    package mutating func appendInterpolation(_ value: some SQLBindable) {
      values.append(value.sqlValue)
      pieces.append("")
    }

    /// A value that may be missing: NULL then. An overload of its own, so that the compiler does not warn of optionals in text.
    package mutating func appendInterpolation<Value: SQLBindable>(_ value: Value?) {
      values.append(value.sqlValue)
      pieces.append("")
    }

    /// A list for `IN (…)`; an empty list matches nothing.
    package mutating func appendInterpolation(list: [some SQLBindable]) {
      if list.isEmpty { append("NULL") }
      for (place, value) in list.enumerated() {
        if place > 0 { append(", ") }
        appendInterpolation(value)
      }
    }

    /// Another statement or a part of one.
    package mutating func appendInterpolation(_ part: SQL) {
      append(part.pieces[0])
      values.append(contentsOf: part.values)
      pieces.append(contentsOf: part.pieces.dropFirst())
    }
  }
}
