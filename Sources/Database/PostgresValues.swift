// How values travel to PostgreSQL and back, and which fault a SQLSTATE means.
import CLibPQ
import Foundation

extension PostgresConnection {
  static func letter(_ value: SQLValue) -> UInt8 {
    switch value {
    case .null: UInt8(ascii: "n")
    case .text: UInt8(ascii: "t")
    case .integer: UInt8(ascii: "i")
    case .real: UInt8(ascii: "r")
    case .boolean: UInt8(ascii: "b")
    }
  }

  /// The type a value is declared with (numbers of pg_type); a null takes the type of its place.
  static func type(_ value: SQLValue) -> Oid {
    switch value {
    case .null: 0
    case .text: 25
    case .integer: 20
    case .real: 701
    case .boolean: 16
    }
  }

  private static func text(_ value: SQLValue) -> String? {
    switch value {
    case .null: nil
    case .text(let text): text
    case .integer(let number): String(number)
    case .real(let number): number.description
    case .boolean(let truth): truth ? "t" : "f"
    }
  }

  static func value(_ result: OpaquePointer, _ line: Int32, _ place: Int32, _ type: Oid) -> SQLValue {
    if PQgetisnull(result, line, place) == 1 { return .null }
    guard let start = PQgetvalue(result, line, place) else { return .null }
    let bytes = UnsafeRawBufferPointer(start: start, count: Int(PQgetlength(result, line, place)))
    let text = String(decoding: bytes, as: UTF8.self)
    switch type {
    case 16: return .boolean(text == "t")
    case 20, 21, 23: return Int64(text).map(SQLValue.integer) ?? .text(text)
    case 700, 701: return Double(text).map(SQLValue.real) ?? .text(text)
    default: return .text(text)
    }
  }

  /// Hands the values over as C strings that live as long as the call: one buffer, one pointer for each.
  static func withTexts<Answer>(
    _ values: [SQLValue], _ body: (UnsafePointer<UnsafePointer<CChar>?>?) -> Answer
  ) -> Answer {
    withBuffer(values.map(text), body)
  }

  /// The same for a list that ends with a null, as libpq wants keywords.
  static func withCStrings<Answer>(_ texts: [String], _ body: (UnsafePointer<UnsafePointer<CChar>?>?) -> Answer) -> Answer {
    withBuffer(texts.map { $0 } + [nil], body)
  }

  private static func withBuffer<Answer>(
    _ texts: [String?], _ body: (UnsafePointer<UnsafePointer<CChar>?>?) -> Answer
  ) -> Answer {
    var bytes: [CChar] = []
    var starts: [Int?] = []
    for text in texts {
      starts.append(text == nil ? nil : bytes.count)
      guard let text else { continue }
      bytes.append(contentsOf: text.utf8.map { CChar(bitPattern: $0) })
      bytes.append(0)
    }
    return bytes.withUnsafeBufferPointer { buffer in
      let pointers = starts.map { start in start.flatMap { start in buffer.baseAddress.map { $0 + start } } }
      return pointers.withUnsafeBufferPointer { body($0.baseAddress) }
    }
  }

  static func fault(state: String, message: String) -> DatabaseFault {
    switch state {
    case "23505": .notUnique(message)
    case "53100": .full(message)
    // Gave way to another transaction, waited too long, or the server is stopping, starting, full or no longer the first one.
    case "40001", "40P01", "55P03", "57014", "57P01", "57P02", "57P03", "53300", "25006", "25P03": .unavailable(message)
    case let state where state.hasPrefix("08"): .unavailable(message)
    default: .other(code: state, message: message)
    }
  }
}
