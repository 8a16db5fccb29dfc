// The style sheet, scripts and pictures of the house: read once, packed once, kept by browsers for good under an address that changes with them.
import Credentials
import Domain
import Foundation
import HTTPTypes
import Hummingbird

package struct Assets: Sendable {
  struct File: Sendable {
    let type: String
    let plain: ByteBuffer
    let packed: ByteBuffer?
  }

  private let files: [String: File]
  /// A hash of all files: part of every address, so that scripts may import each other by their plain names.
  package let edition: String

  package init(directory: String) throws {
    var contents: [String: Data] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: directory) where !name.hasPrefix(".") {
      contents[name] = try Data(contentsOf: URL(filePath: directory).appending(path: name))
    }
    self.init(contents)
  }

  init(_ contents: [String: Data]) {
    var whole = Data()
    var files: [String: File] = [:]
    for (name, data) in contents.sorted(by: { $0.key < $1.key }) {
      whole += Data("\(name)\n\(data.count)\n".utf8) + data
      let plain = ByteBuffer(bytes: data)
      files[name] = File(type: Assets.type(of: name), plain: plain, packed: Assets.packed(plain, type: Assets.type(of: name)))
    }
    self.files = files
    edition = String(ContentHash.text(of: whole).prefix(16))
  }

  /// The address of an asset by its plain name.
  @Sendable package func address(_ name: String) -> String { "/assets/\(edition)/\(name)" }

  package func reply(_ name: String, edition asked: String) throws -> Reply {
    guard let file = files[name] else { throw Refusal.notFound }
    var reply = Reply(.ok, file.type, .bytes(file.plain, packed: file.packed))
    // A page from before an upgrade gets today's file, but must not keep it under yesterday's address.
    reply.headers[.cacheControl] = asked == edition ? "public, max-age=31536000, immutable" : "no-cache"
    return reply
  }

  private static func packed(_ plain: ByteBuffer, type: String) -> ByteBuffer? {
    guard Compression.isWorthIt(type: type, bytes: plain.readableBytes) else { return nil }
    return Compression.packed(plain, level: 9)
  }

  private static func type(of name: String) -> String {
    switch name.split(separator: ".").last {
    case "css": "text/css; charset=utf-8"
    case "js": "text/javascript; charset=utf-8"
    case "svg": "image/svg+xml"
    case "png": "image/png"
    case "ico": "image/x-icon"
    case "webmanifest": "application/manifest+json"
    default: "application/octet-stream"
    }
  }
}
