// Packs finished bodies with gzip for browsers that take it; event streams are never packed.
import CZlib
import HTTPTypes
import Hummingbird
import NIOCore

enum Compression {
  /// Below this a packet is a packet.
  static let smallest = 600

  static func accepts(_ headers: HTTPFields) -> Bool {
    (headers[.acceptEncoding] ?? "").split(separator: ",").contains { offer in
      let parts = offer.split(separator: ";").map { $0.filter { $0 != " " }.lowercased() }
      guard parts.first == "gzip" else { return false }
      return !parts.dropFirst().contains { ["q=0", "q=0.0", "q=0.00", "q=0.000"].contains($0) }
    }
  }

  static func isWorthIt(type: String?, bytes: Int) -> Bool {
    guard bytes >= smallest, let type else { return false }
    return type.hasPrefix("text/") || type.hasPrefix("application/json") || type.hasPrefix("image/svg+xml")
  }

  /// The bytes as a gzip file; `nil` if zlib will not. Level 1 is quick, 9 is small.
  static func packed(_ plain: ByteBuffer, level: Int32) -> ByteBuffer? {
    var stream = z_stream()
    // 15 bits of window, 16 more to ask for the gzip wrapping.
    guard deflateInit2_(&stream, level, Z_DEFLATED, 31, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK
    else { return nil }
    defer { deflateEnd(&stream) }
    let room = Int(deflateBound(&stream, UInt(plain.readableBytes)))
    var result = ByteBuffer()
    var isDone = false
    plain.withUnsafeReadableBytes { source in
      _ = result.writeWithUnsafeMutableBytes(minimumWritableBytes: room) { target in
        stream.next_in = UnsafeMutablePointer(mutating: source.bindMemory(to: UInt8.self).baseAddress)
        stream.avail_in = UInt32(source.count)
        stream.next_out = target.bindMemory(to: UInt8.self).baseAddress
        stream.avail_out = UInt32(room)
        isDone = deflate(&stream, Z_FINISH) == Z_STREAM_END
        return isDone ? room - Int(stream.avail_out) : 0
      }
    }
    return isDone ? result : nil
  }
}
