// Holds a database file for one program: a second one that wants to serve from it is refused. The kernel lets go when the holder dies.
import Foundation

final class FileLock: Sendable {
  private let handle: Int32

  /// `nil` where another program holds it. A file of its own is locked, because SQLite's locks on the database file end
  /// when anybody in the process closes that file.
  init?(path: String) throws {
    handle = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard handle >= 0 else { throw DatabaseFault.unavailable("\(path): \(String(cString: strerror(errno)))") }
    guard flock(handle, LOCK_EX | LOCK_NB) == 0 else {
      Foundation.close(handle)
      return nil
    }
  }

  deinit { Foundation.close(handle) }
}
