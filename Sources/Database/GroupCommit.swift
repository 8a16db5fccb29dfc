// Gathers the writes that wait into one commit: the disk is asked to keep them once instead of once for each.
import Foundation
import GRDB
import Synchronization

/// One writer works through the queue. Each write stands in a savepoint of its own, so that one which fails undoes only itself;
/// nobody is answered before the commit that holds the work is on disk.
final class GroupCommit: Sendable {
  private let pool: DatabasePool
  /// The pool's one writer: only used where the pool lets nobody else write.
  private let connection: SQLiteConnection
  private let queue = Mutex(Queue())

  private struct Queue {
    var waiting: [Job] = []
    var isWorking = false
    /// Why this file takes no more writes until the program starts again.
    var broken: DatabaseFault?
  }

  /// One write: what it does, and the one who waits for it.
  private final class Job: @unchecked Sendable {
    let work: (Transaction) throws -> Void
    let answer: ((any Error)?) -> Void
    let counter: StatementCounter?

    init(counter: StatementCounter?, work: @escaping (Transaction) throws -> Void, answer: @escaping ((any Error)?) -> Void) {
      self.counter = counter
      self.work = work
      self.answer = answer
    }
  }

  /// As many as one commit takes, so that the first of a long queue does not wait for the last.
  private static let most = 128
  private static let longestQueue = 2_000

  init(pool: DatabasePool) throws {
    self.pool = pool
    connection = try pool.writeWithoutTransaction { try SQLiteConnection($0) }
  }

  /// Before the file is closed.
  func forgetStatements() async throws { try await pool.writeWithoutTransaction { [connection] _ in connection.forgetStatements() } }

  func write<Answer: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> Answer) async throws -> Answer {
    let counter = StatementCounter.current
    return try await withCheckedThrowingContinuation { continuation in
      let made = Mutex<Answer?>(nil)
      let job = Job(counter: counter) { transaction in
        let answer = try body(transaction)
        made.withLock { $0 = answer }
      } answer: { fault in
        if let answer = made.withLock({ $0 }), fault == nil {
          continuation.resume(returning: answer)
        } else {
          continuation.resume(throwing: fault ?? DatabaseFault.unavailable("the write was never done"))
        }
      }
      add(job)
    }
  }

  private func add(_ job: Job) {
    let (refusal, hasToStart) = queue.withLock { queue -> (DatabaseFault?, Bool) in
      if let broken = queue.broken { return (broken, false) }
      if queue.waiting.count >= Self.longestQueue { return (.unavailable("too many writes wait"), false) }
      queue.waiting.append(job)
      defer { queue.isWorking = true }
      return (nil, !queue.isWorking)
    }
    if let refusal { return job.answer(refusal) }
    guard hasToStart else { return }
    pool.asyncWriteWithoutTransaction { database in
      while let batch = self.next() { self.commit(batch, in: database) }
    }
  }

  private func next() -> [Job]? {
    queue.withLock { queue in
      let batch = Array(queue.waiting.prefix(Self.most))
      queue.waiting.removeFirst(batch.count)
      if batch.isEmpty { queue.isWorking = false }
      return batch.isEmpty ? nil : batch
    }
  }

  private func commit(_ batch: [Job], in database: Database) {
    if let broken = queue.withLock({ $0.broken }) {
      for job in batch { job.answer(broken) }
      return
    }
    do {
      try database.beginTransaction(.immediate)
    } catch {
      for job in batch { job.answer(SQLiteFault.of(error)) }
      return
    }
    do {
      var refused: [(Job, any Error)] = []
      var kept: [Job] = []
      for job in batch {
        if let fault = try attempt(job, in: database) { refused.append((job, fault)) } else { kept.append(job) }
      }
      try database.commit()
      for job in kept { job.answer(nil) }
      for (job, fault) in refused { job.answer(fault) }
    } catch {
      // A full or failing disk takes the whole transaction with it. Nobody has been answered yet: each gets a commit of its own.
      if database.isInsideTransaction { try? database.rollback() }
      note(error)
      guard batch.count > 1 else {
        for job in batch { job.answer(SQLiteFault.of(error)) }
        return
      }
      for job in batch { commit([job], in: database) }
    }
  }

  /// The job's own fault; throws where the transaction around it is gone too.
  private func attempt(_ job: Job, in database: Database) throws -> (any Error)? {
    try database.execute(sql: "SAVEPOINT job")
    do {
      let transaction = Transaction(connection, counter: job.counter)
      try job.work(transaction)
      if let failed = transaction.failed { throw failed }
      try database.execute(sql: "RELEASE job")
      return nil
    } catch {
      guard database.isInsideTransaction else { throw error }
      try database.execute(sql: "ROLLBACK TO job")
      try database.execute(sql: "RELEASE job")
      return SQLiteFault.of(error)
    }
  }

  /// After the disk has said that it could not keep what it was given, nobody can know what it holds: no answer is given from
  /// this file any more until it has been opened afresh and read back.
  private func note(_ error: any Error) {
    guard let error = error as? DatabaseError, error.extendedResultCode == .SQLITE_IOERR_FSYNC else { return }
    queue.withLock { $0.broken = .unavailable("the disk could not keep a write; start the program again") }
  }
}
