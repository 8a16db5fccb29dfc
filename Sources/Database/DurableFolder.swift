// Makes folders and files that are still there after a power cut: the folder that names them is written through too.
import Foundation

package enum DurableFolder {
  /// Makes the folder, for its owner only, unless it is there.
  package static func make(_ path: String) throws {
    guard !FileManager.default.fileExists(atPath: path) else { return }
    try FileManager.default.createDirectory(
      atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    keep(URL(filePath: path).deletingLastPathComponent().path)
  }

  /// Has the disk keep what a file or a folder holds at this moment.
  @discardableResult package static func keep(_ path: String) -> Bool {
    let handle = open(path, O_RDONLY | O_CLOEXEC)
    guard handle >= 0 else { return false }
    defer { close(handle) }
    return fsync(handle) == 0
  }
}
