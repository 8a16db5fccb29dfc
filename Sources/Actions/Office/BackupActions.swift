// Writes everything down in one file while people go on working: one moment of the database, read in one transaction.
import Database
import Domain
import Foundation
import Store

extension House {
  /// Makes the file; nothing of that name may be there. It is whole and on disk when this returns, or it is not there.
  package func backUp(to path: String) async throws -> BackupSummary {
    guard !FileManager.default.fileExists(atPath: path) else { throw Problem("file", "backup.fileExists", ["file": path]) }
    let part = path + ".part"
    guard FileManager.default.createFile(atPath: part, contents: nil, attributes: [.posixPermissions: 0o600]),
      let file = FileHandle(forWritingAtPath: part)
    else { throw Problem("file", "backup.cannotWrite", ["file": path]) }
    do {
      let manifest = try await write(to: file)
      // A slip in the name of the folder would otherwise pass for a backup until the day it is needed.
      guard manifest.tables.contains(where: { $0.rows > 0 }) else { throw Problem("file", "backup.nothing") }
      try file.synchronize()
      try file.close()
      try FileManager.default.moveItem(atPath: part, toPath: path)
      DurableFolder.keep(URL(filePath: path).deletingLastPathComponent().path)
      return BackupSummary(manifest)
    } catch {
      try? FileManager.default.removeItem(atPath: part)
      throw error
    }
  }

  private func write(to file: FileHandle) async throws -> BackupFile.Manifest {
    let kind = engine.kind
    let now = now()
    return try await engine.readAtLength { transaction in
      // PostgreSQL may run a transaction again; the file then begins again too.
      try file.truncate(atOffset: 0)
      try file.write(contentsOf: BackupFile.line(BackupFile.Head(schema: try transaction.schemaNumber(), engine: kind.rawValue, madeAt: now)))
      var entries: [BackupFile.Manifest.Entry] = []
      for table in try transaction.tablesToKeep(kind) {
        try file.write(contentsOf: BackupFile.line(BackupFile.Heading(table: table.name, columns: table.columns.map(\.name))))
        var tally = BackupFile.Tally()
        var waiting = Data()
        try transaction.eachRow(of: table, kind) { values in
          tally.add(values)
          waiting += try BackupFile.line(values.map(BackupFile.Cell.init))
          if waiting.count > 1_000_000 {
            try file.write(contentsOf: waiting)
            waiting.removeAll(keepingCapacity: true)
          }
        }
        try file.write(contentsOf: waiting)
        entries.append(tally.entry(table.name))
      }
      let manifest = BackupFile.Manifest(tables: entries)
      try file.write(contentsOf: BackupFile.line(manifest))
      return manifest
    }
  }
}
