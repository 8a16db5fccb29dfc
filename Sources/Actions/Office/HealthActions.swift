// Whether the house can do its work at this moment.
import Database

extension House {
  /// Throws what the engine throws if it cannot answer.
  package func askForHealth() async throws {
    try await engine.read { try $0.answerAtAll() }
  }
}
