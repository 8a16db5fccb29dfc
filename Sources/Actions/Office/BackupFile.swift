// The form of a backup: one line of JSON for each row, a heading for each table, and at the end a manifest with a checksum for each.
import Credentials
import Database
import Domain
import Foundation

/// Everything in it is engine-neutral: what SQLite has written, PostgreSQL can read.
package enum BackupFile {
  struct Head: Codable, Equatable {
    static let form = "fulcrum backup"
    var form = Head.form
    var edition = 1
    let schema: Int
    let engine: String
    let madeAt: Instant
  }

  struct Heading: Codable, Equatable {
    let table: String
    let columns: [String]
  }

  struct Manifest: Codable, Equatable {
    struct Entry: Codable, Equatable {
      let table: String
      let rows: Int
      /// SHA-256 over the values themselves, so that it can be compared with what a database holds.
      let checksum: String
    }

    let tables: [Entry]
  }

  /// Counts and hashes the rows of one table as they pass.
  struct Tally {
    private var hash = RunningHash()
    private var rows = 0

    mutating func add(_ values: [SQLValue]) {
      rows += 1
      hash.add(values.flatMap(Tally.bytes))
    }

    func entry(_ table: String) -> Manifest.Entry { Manifest.Entry(table: table, rows: rows, checksum: hash.text) }

    /// Each value with its kind and, for text, its length, so that no two rows come to the same bytes.
    private static func bytes(_ value: SQLValue) -> [UInt8] {
      switch value {
      case .null: Array("n;".utf8)
      case .text(let text): Array("t\(text.utf8.count):".utf8) + Array(text.utf8)
      case .integer(let number): Array("i\(number);".utf8)
      case .real(let number): Array("r\(number.bitPattern);".utf8)
      case .boolean(let truth): Array((truth ? "b1;" : "b0;").utf8)
      }
    }
  }

  /// One value of a row as JSON knows it.
  struct Cell: Codable {
    let value: SQLValue

    init(_ value: SQLValue) { self.value = value }

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if container.decodeNil() {
        value = .null
      } else if let truth = try? container.decode(Bool.self) {
        value = .boolean(truth)
      } else if let number = try? container.decode(Int64.self) {
        value = .integer(number)
      } else if let number = try? container.decode(Double.self) {
        value = .real(number)
      } else {
        value = .text(try container.decode(String.self))
      }
    }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.singleValueContainer()
      switch value {
      case .null: try container.encodeNil()
      case .text(let text): try container.encode(text)
      case .integer(let number): try container.encode(number)
      case .real(let number): try container.encode(number)
      case .boolean(let truth): try container.encode(truth)
      }
    }
  }

  static func line(_ value: some Encodable) throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.withoutEscapingSlashes, .sortedKeys]
    return try encoder.encode(value) + Data([0x0A])
  }
}

/// What a backup or a restore has moved.
package struct BackupSummary: Equatable, Sendable {
  package let tables: Int
  package let rows: Int

  init(_ manifest: BackupFile.Manifest) {
    tables = manifest.tables.count
    rows = manifest.tables.reduce(0) { $0 + $1.rows }
  }
}
