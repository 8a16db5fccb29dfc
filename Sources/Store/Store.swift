// Every SQL statement of the house: records are methods on `Transaction`, in one file for each thing.
import Database
import Domain
import Foundation

extension ID: SQLBindable { package var sqlValue: SQLValue { .text(text) } }
extension ID: SQLDecodable {
  package init?(sqlValue: SQLValue) {
    guard case .text(let text) = sqlValue else { return nil }
    self.init(trusted: text)
  }
}

extension Transaction {
  /// A value that is kept whole, in a text that is the same each time it is written.
  static func json(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }
}

extension Instant: SQLBindable { package var sqlValue: SQLValue { .integer(milliseconds) } }
extension Instant: SQLDecodable {
  package init?(sqlValue: SQLValue) {
    guard let number = Int64(sqlValue: sqlValue) else { return nil }
    self.init(milliseconds: number)
  }
}
