// The connections that read the SQLite file: as many as read at once, each used by one reader at a time.
import Synchronization

final class SQLiteReaders: Sendable {
  private let path: String
  private let idle = Mutex<[SQLiteConnection]?>([])

  init(path: String) { self.path = path }

  func read<Answer>(_ counter: StatementCounter?, _ body: (Transaction) throws -> Answer) throws -> Answer {
    let connection = try take()
    defer { giveBack(connection) }
    return try connection.reading { try body(Transaction($0, counter: counter)) }
  }

  /// The one used last comes first: its pages are still in memory.
  private func take() throws -> SQLiteConnection {
    let known = try idle.withLock { connections -> SQLiteConnection? in
      guard connections != nil else { throw DatabaseFault.unavailable("the file is closed") }
      return connections?.popLast()
    }
    return try known ?? SQLiteConnection(reading: path)
  }

  /// After `close` it is let go, and closes itself.
  private func giveBack(_ connection: SQLiteConnection) { idle.withLock { $0?.append(connection) } }

  func close() { idle.withLock { $0 = nil } }
}
