// A row decodes by the type asked for, whichever engine it came from: PostgreSQL sends text, SQLite sends its own types.

@usableFromInline package struct Row: Sendable {
  @usableFromInline let columns: [String: Int]
  @usableFromInline let values: [SQLValue]

  package init(columns: [String: Int], values: [SQLValue]) {
    self.columns = columns
    self.values = values
  }

  /// `let name: String = try row["full_name"]`. Inlinable, so that each use decodes one known type.
  @inlinable package subscript<Value: SQLDecodable>(_ column: String) -> Value {
    get throws {
      guard let place = columns[column], values.indices.contains(place), let value = Value(sqlValue: values[place]) else {
        throw DatabaseFault.undecodable(column: column, wanted: "\(Value.self)")
      }
      return value
    }
  }
}

@usableFromInline package protocol SQLDecodable { init?(sqlValue: SQLValue) }

extension SQLValue: SQLDecodable { @inlinable package init?(sqlValue: SQLValue) { self = sqlValue } }

extension String: SQLDecodable {
  @inlinable package init?(sqlValue: SQLValue) {
    guard case .text(let text) = sqlValue else { return nil }
    self = text
  }
}

extension Int64: SQLDecodable {
  @inlinable package init?(sqlValue: SQLValue) {
    switch sqlValue {
    case .integer(let number): self = number
    case .text(let text):
      guard let number = Int64(text) else { return nil }
      self = number
    default: return nil
    }
  }
}

extension Int: SQLDecodable {
  @inlinable package init?(sqlValue: SQLValue) {
    guard let number = Int64(sqlValue: sqlValue) else { return nil }
    self = Int(number)
  }
}

extension Double: SQLDecodable {
  @inlinable package init?(sqlValue: SQLValue) {
    switch sqlValue {
    case .real(let number): self = number
    case .integer(let number): self = Double(number)
    case .text(let text):
      guard let number = Double(text) else { return nil }
      self = number
    default: return nil
    }
  }
}

extension Bool: SQLDecodable {
  @inlinable package init?(sqlValue: SQLValue) {
    switch sqlValue {
    case .boolean(let truth): self = truth
    case .integer(let number): self = number != 0
    case .text("t"), .text("true"): self = true
    case .text("f"), .text("false"): self = false
    default: return nil
    }
  }
}

extension Optional: SQLDecodable where Wrapped: SQLDecodable {
  @inlinable package init?(sqlValue: SQLValue) {
    if case .null = sqlValue {
      self = .none
      return
    }
    guard let value = Wrapped(sqlValue: sqlValue) else { return nil }
    self = .some(value)
  }
}
