// What keeps an engine's promise that an answered write is on disk: read back from the engine, not from what was asked of it.

package struct EngineSettings: Sendable, Equatable {
  package enum Standing: Sendable, Equatable {
    case safe
    /// Works, but somebody should know.
    case worthKnowing
    /// The house refuses to serve, unless the operator insists.
    case unsafe
  }

  package struct Line: Sendable, Equatable {
    package let name: String
    package let value: String
    /// The values with which an answered write survives a power cut.
    package let wanted: [String]
    package let standing: Standing
  }

  package let kind: EngineKind
  package let version: String
  package let lines: [Line]

  package var unsafe: [Line] { lines.filter { $0.standing == .unsafe } }
  package var worthKnowing: [Line] { lines.filter { $0.standing == .worthKnowing } }

  static func line(_ name: String, _ value: String, wanted: [String], otherwise: Standing = .unsafe) -> Line {
    Line(name: name, value: value, wanted: wanted, standing: wanted.contains(value) ? .safe : otherwise)
  }
}
