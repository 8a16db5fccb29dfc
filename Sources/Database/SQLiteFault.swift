// Which fault a result code of SQLite means: not unique, full, not now, or a fault of the house.
import GRDB

enum SQLiteFault {
  static func of(_ error: any Error) -> any Error {
    guard let error = error as? DatabaseError else { return error }
    return fault(error)
  }

  static func fault(_ error: DatabaseError) -> DatabaseFault {
    let message = error.message ?? "\(error.resultCode)"
    switch error.extendedResultCode {
    case .SQLITE_CONSTRAINT_UNIQUE, .SQLITE_CONSTRAINT_PRIMARYKEY: return .notUnique(message)
    // The shared-memory file beside the database could not grow: that too is a full disk.
    case .SQLITE_IOERR_SHMSIZE: return .full(message)
    default: break
    }
    switch error.resultCode {
    case .SQLITE_FULL: return .full(message)
    // In use by another program, a disk that fails or has become read-only, no file handles left.
    case .SQLITE_BUSY, .SQLITE_LOCKED, .SQLITE_IOERR, .SQLITE_READONLY, .SQLITE_CANTOPEN: return .unavailable(message)
    default: return .other(code: "\(error.extendedResultCode.rawValue)", message: message)
    }
  }
}
