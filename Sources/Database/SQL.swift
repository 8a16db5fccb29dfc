// A statement as an interpolated literal: its values become bindings, so no value can become part of the text.

@usableFromInline package enum SQLValue: Sendable, Hashable {
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
  /// Stands where a value goes; no text of the house holds it.
  private static let mark = UInt8(1)

  /// The statement with a mark for each value: what it is kept under once it has been prepared.
  package private(set) var key: String
  package private(set) var values: [SQLValue]

  /// The statement with `$1, $2, …` where the values stand: asked for once for each statement of a connection.
  package var text: String {
    var text = ""
    for (place, piece) in key.utf8.split(separator: SQL.mark, omittingEmptySubsequences: false).enumerated() {
      if place > 0 { text += "$\(place)" }
      text += Substring(piece)
    }
    return text
  }

  package init(stringLiteral value: StaticString) {
    key = value.description
    values = []
  }

  package init(stringInterpolation: StringInterpolation) {
    key = String(decoding: stringInterpolation.key, as: UTF8.self)
    values = stringInterpolation.values
  }

  /// A statement from one of the house's own schema files.
  package init(file text: String) {
    key = text
    values = []
  }

  package struct StringInterpolation: StringInterpolationProtocol {
    /// As bytes: a string is made of them once.
    fileprivate var key: [UInt8] = []
    fileprivate var values: [SQLValue] = []

    package init(literalCapacity: Int, interpolationCount: Int) {
      key.reserveCapacity(literalCapacity + interpolationCount)
      values.reserveCapacity(interpolationCount)
    }

    private mutating func append(_ value: SQLValue) {
      values.append(value)
      key.append(SQL.mark)
    }

    package mutating func appendLiteral(_ literal: StaticString) { literal.withUTF8Buffer { key.append(contentsOf: $0) } }

    package mutating func appendInterpolation(_ value: some SQLBindable) { append(value.sqlValue) }

    /// A value that may be missing: NULL then. An overload of its own, so that the compiler does not warn of optionals in text.
    package mutating func appendInterpolation<Value: SQLBindable>(_ value: Value?) { append(value.sqlValue) }

    /// A list for `IN (…)`; an empty list matches nothing.
    package mutating func appendInterpolation(list: [some SQLBindable]) {
      if list.isEmpty { appendLiteral("NULL") }
      for (place, value) in list.enumerated() {
        if place > 0 { appendLiteral(", ") }
        append(value.sqlValue)
      }
    }

    /// Another statement or a part of one.
    package mutating func appendInterpolation(_ part: SQL) {
      key.append(contentsOf: part.key.utf8)
      values.append(contentsOf: part.values)
    }
  }
}
