// An engine on which everything can be tried and nothing stays: each write is answered as usual and then undone.
import Database
import Domain
import Synchronization

package final class Rehearsal: Engine {
  private struct Undo: Error {}
  private let engine: any Engine
  package var kind: EngineKind { engine.kind }

  package init(_ engine: any Engine) { self.engine = engine }

  package func read<Answer: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> Answer) async throws -> Answer {
    try await engine.read(body)
  }

  @discardableResult
  package func write<Answer: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> Answer) async throws -> Answer {
    let answer = Mutex<Answer?>(nil)
    do {
      try await engine.write { transaction in
        let given = try body(transaction)
        answer.withLock { $0 = given }
        throw Undo()
      }
    } catch is Undo {
      if let answer = answer.withLock({ $0 }) { return answer }
    }
    throw DatabaseFault.unavailable("the rehearsal gave no answer")
  }

  @discardableResult
  package func exclusively<Answer: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> Answer) async throws -> Answer {
    try await write(body)
  }

  package func settings() async throws -> EngineSettings { try await engine.settings() }
  package func close() async {}
}
