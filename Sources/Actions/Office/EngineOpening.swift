// Opens the database for a command of the program: safe, alone where it serves, at the schema this program knows; or says why not.
import Database
import Domain
import Foundation
import Store

/// Where an installation keeps what it holds.
package enum DatabasePlace: Sendable, Equatable {
  /// The embedded engine, one file in this folder.
  case folder(String)
  /// A PostgreSQL server.
  case server(address: String)

  /// From what an operator typed: an address of PostgreSQL wins over the folder.
  package init(folder: String, address: String?) {
    if let address { self = .server(address: address) } else { self = .folder(folder) }
  }

  package var file: String? {
    if case .folder(let folder) = self { return folder + "/fulcrum.sqlite" }
    return nil
  }
}

/// Why the program does not start, in a sentence for the operator.
package struct StartRefusal: Error, Equatable, Sendable {
  package let sentence: Sentence
  /// Something is broken; otherwise the answer is only no.
  package var isFault = false
}

package enum EngineOpening {
  /// Opens the engine, looks at what it promises and brings the schema up to date. With `unsafe` it serves although an answered
  /// write could be lost. Only the one that serves is `alone`; a command beside it is not.
  /// `upTo` stops at an older schema and `before` looks at the database as it was found: a restore wants both.
  package static func open(
    _ place: DatabasePlace, alone: Bool, unsafe: Bool = false, upTo: Int = .max, at now: Instant,
    before: (any Engine) async throws -> Void = { _ in }
  ) async throws -> any Engine {
    do {
      let engine = try connect(place, alone: alone)
      let settings = try await engine.settings()
      if !unsafe, let line = settings.unsafe.first {
        throw StartRefusal(sentence: Sentence("database.unsafe", ["name": line.name, "value": line.value]))
      }
      try await before(engine)
      if !alone, let file = place.file, try SQLiteEngine.isServed(file) {
        // Its tables are not changed under a running server.
        guard try await Migrator.version(of: engine) >= Schema.migrator().newest else {
          throw StartRefusal(sentence: Sentence("database.servedByOlder", ["path": file]))
        }
      }
      try await Migrator(Schema.migrations().filter { $0.number <= upTo }).migrate(engine, at: now.milliseconds)
      return engine
    } catch let error as SQLiteEngine.InUse {
      throw StartRefusal(sentence: Sentence("database.inUse", ["path": error.path]))
    } catch MigrationFault.newerSchema(let found, let known) {
      throw StartRefusal(sentence: Sentence("database.newer", ["found": String(found), "known": String(known)]))
    } catch MigrationFault.edited(let name) {
      throw StartRefusal(sentence: Sentence("database.edited", ["name": name]))
    } catch DatabaseFault.unavailable(let reason) {
      throw StartRefusal(sentence: Sentence("database.unavailable", ["reason": reason]), isFault: true)
    } catch DatabaseFault.full {
      throw StartRefusal(sentence: Sentence("database.full"), isFault: true)
    } catch DatabaseFault.other(_, let reason) {
      throw StartRefusal(sentence: Sentence("database.unreadable", ["reason": reason]), isFault: true)
    }
  }

  private static func connect(_ place: DatabasePlace, alone: Bool) throws -> any Engine {
    switch place {
    case .server(let address): return PostgresEngine(address: address)
    case .folder(let folder):
      do { try DurableFolder.make(folder) } catch { throw StartRefusal(sentence: Sentence("database.folder", ["path": folder]), isFault: true) }
      return try SQLiteEngine(path: folder + "/fulcrum.sqlite", alone: alone, synchronous: wanted)
    }
  }

  /// The power-cut test runs one arm that has to lose writes; without `--unsafe` such a database is not served.
  private static var wanted: SQLiteEngine.Synchronous {
    ProcessInfo.processInfo.environment["FULCRUM_SYNCHRONOUS"].flatMap(SQLiteEngine.Synchronous.init(rawValue:)) ?? .full
  }
}
