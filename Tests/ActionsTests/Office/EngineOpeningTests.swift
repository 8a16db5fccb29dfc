// A database is opened only where it is safe, nobody else serves from it and this program understands it; otherwise a sentence says why.
import Actions
import Database
import Domain
import Foundation
import Store
import TestSupport
import Testing

@Suite struct EngineOpeningTests {
  private let now = Instant(milliseconds: 1_792_000_000_000)

  private func refusal(_ place: DatabasePlace, alone: Bool = true, unsafe: Bool = false) async -> String? {
    do {
      let engine = try await EngineOpening.open(place, alone: alone, unsafe: unsafe, at: now)
      await engine.close()
      return nil
    } catch let refusal as StartRefusal {
      return refusal.sentence.key
    } catch {
      return "\(error)"
    }
  }

  @Test func aNewFolderIsMadeForItsOwnerOnly() async throws {
    let folder = try Scratch.folder().appending(path: "deep/data").path
    let engine = try await EngineOpening.open(.folder(folder), alone: true, at: now)
    #expect(try await Migrator.version(of: engine) == Schema.migrator().newest)
    #expect(try FileManager.default.attributesOfItem(atPath: folder)[.posixPermissions] as? Int == 0o700)
    await engine.close()
  }

  @Test func aSecondServerIsRefusedAndACommandIsNot() async throws {
    let folder = try Scratch.folder().path
    let engine = try await EngineOpening.open(.folder(folder), alone: true, at: now)
    #expect(await refusal(.folder(folder)) == "database.inUse")
    #expect(await refusal(.folder(folder), alone: false) == nil)
    await engine.close()
    #expect(await refusal(.folder(folder)) == nil)
  }

  @Test(.enabled(if: Cluster.isInstalled)) func anUnsafeServerIsRefusedUnlessTheOperatorInsists() async throws {
    let place = DatabasePlace.server(address: try await Cluster.shared().empty())
    #expect(await refusal(place) == "database.unsafe")
    #expect(await refusal(place, unsafe: true) == nil)
  }

  @Test func aServerThatIsNotThereIsSaidSo() async {
    #expect(await refusal(.server(address: "host=/nowhere user=app dbname=app")) == "database.unavailable")
  }

  @Test func aNewerSchemaIsLeftAlone() async throws {
    let folder = try Scratch.folder().path
    let engine = try await EngineOpening.open(.folder(folder), alone: true, at: now)
    try await engine.write {
      try $0.execute("INSERT INTO schema_version (number, name, digest, applied_at) VALUES (9999, '9999-later', 'x', 0)")
    }
    await engine.close()
    #expect(await refusal(.folder(folder)) == "database.newer")
  }

  @Test func tablesAreNotChangedUnderAServerOfAnOlderProgram() async throws {
    let folder = try Scratch.folder().path
    let older = try await EngineOpening.open(.folder(folder), alone: true, upTo: 1, at: now)
    #expect(await refusal(.folder(folder), alone: false) == "database.servedByOlder")
    #expect(try await Migrator.version(of: older) == 1)
    await older.close()
    #expect(await refusal(.folder(folder), alone: false) == nil)
  }

  @Test func aFileThatIsNoDatabaseIsSaidSo() async throws {
    let folder = try Scratch.folder()
    try Data(repeating: 0x41, count: 8_192).write(to: folder.appending(path: "fulcrum.sqlite"))
    #expect(await refusal(.folder(folder.path)) == "database.unreadable")
  }

  @Test func aFolderThatCannotBeMadeIsSaidSo() async throws {
    let file = try Scratch.folder().appending(path: "file")
    try Data().write(to: file)
    #expect(await refusal(.folder(file.appending(path: "data").path)) == "database.folder")
  }
}
