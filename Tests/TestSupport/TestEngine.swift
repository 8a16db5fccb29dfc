// The two engines as a test's argument: each `open()` gives a fresh database with the whole schema, gone when the test is.
import Database
import Foundation
import Store
import Testing

package enum TestEngine: String, Sendable, CaseIterable, CustomTestStringConvertible {
  case sqlite, postgres

  /// Both, or SQLite alone on a machine that has no PostgreSQL at all, which is said aloud once.
  package static var allCases: [TestEngine] { Cluster.isInstalled ? [.sqlite, .postgres] : [.sqlite] }

  package var testDescription: String { rawValue }

  /// A fresh database with the newest schema.
  package func open() async throws -> any Engine {
    switch self {
    case .sqlite: try await TestFile.shared.copy()
    case .postgres: try await Cluster.shared().copy()
    }
  }
}

/// Hands everything on and removes its database when the last one lets go of it.
package final class ThrowAway: Engine {
  private let engine: any Engine
  private let remove: @Sendable () -> Void
  package var kind: EngineKind { engine.kind }

  init(_ engine: any Engine, remove: @escaping @Sendable () -> Void) {
    self.engine = engine
    self.remove = remove
  }

  deinit {
    let engine = engine
    let remove = remove
    Task.detached {
      await engine.close()
      remove()
    }
  }

  package func read<Answer: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> Answer) async throws -> Answer {
    try await engine.read(body)
  }

  @discardableResult
  package func write<Answer: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> Answer) async throws -> Answer {
    try await engine.write(body)
  }

  @discardableResult
  package func exclusively<Answer: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> Answer) async throws -> Answer {
    try await engine.exclusively(body)
  }

  package func settings() async throws -> EngineSettings { try await engine.settings() }

  package func close() async { await engine.close() }
}

/// One migrated SQLite file that every test gets a copy of: copying is quicker than migrating.
actor TestFile {
  static let shared = TestFile()
  private var template: Task<URL, any Error>?

  func copy() async throws -> any Engine {
    let template = try await made().value
    let folder = try Scratch.folder()
    let file = folder.appending(path: "fulcrum.sqlite")
    try FileManager.default.copyItem(at: template, to: file)
    return ThrowAway(try SQLiteEngine(path: file.path)) { try? FileManager.default.removeItem(at: folder) }
  }

  private func made() -> Task<URL, any Error> {
    if let template { return template }
    let task = Task {
      let file = try Scratch.folder().appending(path: "template.sqlite")
      let engine = try SQLiteEngine(path: file.path)
      try await Schema.migrator().migrate(engine, at: 0)
      await engine.close()
      return file
    }
    template = task
    return task
  }
}

/// Folders that are gone when the test process is.
package enum Scratch {
  private static let root: URL = {
    let root = FileManager.default.temporaryDirectory.appending(path: "fulcrum-tests-\(ProcessInfo.processInfo.processIdentifier)")
    Watch.afterThisProcess("rm -rf \(root.path)")
    return root
  }()

  package static func folder() throws -> URL {
    let folder = root.appending(path: UUID().uuidString.lowercased())
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder
  }
}
