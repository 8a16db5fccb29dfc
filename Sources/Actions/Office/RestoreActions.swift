// Puts a backup into an empty place: read and checked as a whole first, loaded in one transaction, read back and compared.
import Database
import Domain
import Foundation
import Store

package enum Restore {
  /// Loads `path` into `place`. Either all of it is there afterwards or nothing. A backup of an older schema is loaded as it is
  /// and then brought up to date; one of a newer program is refused.
  package static func run(_ path: String, into place: DatabasePlace, unsafe: Bool = false, at now: Instant) async throws -> BackupSummary {
    guard let data = try? Data(contentsOf: URL(filePath: path), options: .mappedIfSafe) else {
      throw Problem("file", "backup.cannotRead", ["file": path])
    }
    let content = try BackupContent(data)
    let newest = try Schema.migrator().newest
    guard content.head.schema <= newest else {
      throw Problem("file", "backup.newer", ["found": String(content.head.schema), "known": String(newest)])
    }
    let engine = try await EngineOpening.open(place, alone: true, unsafe: unsafe, upTo: content.head.schema, at: now) { engine in
      guard try await engine.read({ try $0.holdsNothing(engine.kind) }) else { throw Problem("place", "backup.notEmpty") }
    }
    do {
      try await load(content, into: engine)
      try await Schema.migrator().migrate(engine, at: now.milliseconds)
      await engine.close()
    } catch {
      await engine.close()
      throw error
    }
    return BackupSummary(content.manifest)
  }

  private static func load(_ content: BackupContent, into engine: any Engine) async throws {
    let kind = engine.kind
    try await engine.exclusively { transaction in
      guard try transaction.holdsNothing(kind) else { throw Problem("place", "backup.notEmpty") }
      let shapes = try transaction.tablesToKeep(kind)
      guard Set(shapes.map(\.name)) == Set(content.manifest.tables.map(\.table)) else { throw Problem("file", "backup.damaged") }
      for shape in shapes {
        try content.eachRow(of: shape) { try transaction.put($0, into: shape) }
        var tally = BackupFile.Tally()
        try transaction.eachRow(of: shape, kind) { tally.add($0) }
        guard content.manifest.tables.contains(tally.entry(shape.name)) else {
          throw Problem("file", "backup.differs", ["table": shape.name])
        }
      }
    }
  }
}

/// A backup file that has been read from end to end and is what its manifest says.
struct BackupContent: Sendable {
  let head: BackupFile.Head
  let manifest: BackupFile.Manifest
  private let tables: [String: (columns: [String], rows: [Data])]

  init(_ data: Data) throws {
    var lines = data.split(separator: 0x0A, omittingEmptySubsequences: true)
    let decoder = JSONDecoder()
    guard let first = lines.first, let head = try? decoder.decode(BackupFile.Head.self, from: first), head.form == BackupFile.Head.form,
      head.edition == 1
    else { throw Problem("file", "backup.notOne") }
    // A file that was cut off has lost its last line, and with it the manifest.
    guard data.last == 0x0A, let last = lines.last, let manifest = try? decoder.decode(BackupFile.Manifest.self, from: last) else {
      throw Problem("file", "backup.damaged")
    }
    lines.removeFirst()
    lines.removeLast()
    var tables: [String: (columns: [String], rows: [Data])] = [:]
    var current: String?
    for line in lines {
      if line.first == UInt8(ascii: "{") {
        guard let heading = try? decoder.decode(BackupFile.Heading.self, from: line), tables[heading.table] == nil else {
          throw Problem("file", "backup.damaged")
        }
        tables[heading.table] = (heading.columns, [])
        current = heading.table
      } else if let current {
        tables[current]?.rows.append(line)
      } else {
        throw Problem("file", "backup.damaged")
      }
    }
    self.head = head
    self.manifest = manifest
    self.tables = tables
  }

  /// The rows of one table with their values in the order of its columns here.
  func eachRow(of shape: TableShape, _ body: ([SQLValue]) throws -> Void) throws {
    guard let table = tables[shape.name] else { throw Problem("file", "backup.damaged") }
    let places = try shape.columns.map { column in
      guard let place = table.columns.firstIndex(of: column.name) else { throw Problem("file", "backup.damaged") }
      return place
    }
    guard table.columns.count == places.count else { throw Problem("file", "backup.damaged") }
    let decoder = JSONDecoder()
    for line in table.rows {
      guard let cells = try? decoder.decode([BackupFile.Cell].self, from: line), cells.count == places.count else {
        throw Problem("file", "backup.damaged")
      }
      try body(
        zip(shape.columns, places).map { column, place in
          let value = cells[place].value
          return if case .integer(let number) = value, column.kind == .real { .real(Double(number)) } else { value }
        })
    }
  }
}
