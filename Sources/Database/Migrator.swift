// Brings a database to the schema this program knows: numbered files, each in one transaction together with its version row.
import Foundation

package struct Migration: Sendable, Equatable {
  package let number: Int
  package let name: String
  package let text: String

  package init(number: Int, name: String, text: String) {
    self.number = number
    self.name = name
    self.text = text
  }

  /// Tells an edited file from the one that was applied (FNV-1a: against accidents, not against malice).
  package var digest: String {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return String(hash, radix: 16)
  }
}

package enum MigrationFault: Error, Equatable, Sendable {
  /// The database was made by a newer program; this one would not understand it.
  case newerSchema(found: Int, known: Int)
  /// A file that was applied long ago has been edited since.
  case edited(name: String)
}

package struct Migrator: Sendable {
  private let migrations: [Migration]

  package init(_ migrations: [Migration]) { self.migrations = migrations.sorted { $0.number < $1.number } }

  /// The number of the newest file this program knows.
  package var newest: Int { migrations.last?.number ?? 0 }

  /// Applies what is missing and says how many files that were. Two programs that start at once wait for each other: each file
  /// is looked up again under the lock of its own transaction.
  @discardableResult package func migrate(_ engine: any Engine, at milliseconds: Int64) async throws -> Int {
    let known = newest
    try await engine.exclusively { transaction in
      try transaction.execute(
        "CREATE TABLE IF NOT EXISTS schema_version (number BIGINT NOT NULL PRIMARY KEY, name TEXT NOT NULL, digest TEXT NOT NULL, applied_at BIGINT NOT NULL)"
      )
      let found: Int? = try transaction.row("SELECT max(number) AS newest FROM schema_version")?["newest"]
      if let found, found > known { throw MigrationFault.newerSchema(found: found, known: known) }
    }
    var applied = 0
    for migration in migrations {
      let isNew = try await engine.exclusively { transaction in
        if let row = try transaction.row("SELECT digest FROM schema_version WHERE number = \(migration.number)") {
          let digest: String = try row["digest"]
          guard digest == migration.digest else { throw MigrationFault.edited(name: migration.name) }
          return false
        }
        for statement in SchemaText.statements(of: migration.text) { try transaction.execute(SQL(file: statement)) }
        try transaction.execute(
          "INSERT INTO schema_version (number, name, digest, applied_at) VALUES (\(migration.number), \(migration.name), \(migration.digest), \(milliseconds))"
        )
        return true
      }
      if isNew { applied += 1 }
    }
    return applied
  }

  /// The number of the newest file the database has; 0 where it is empty.
  package static func version(of engine: any Engine) async throws -> Int {
    try await engine.read { try $0.row("SELECT max(number) AS newest FROM schema_version")?["newest"] ?? 0 }
  }
}
