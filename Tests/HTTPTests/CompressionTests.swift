// Packing bodies: for whom, which, and that what comes out is what went in.
import CZlib
import Foundation
import HTTPTypes
import NIOCore
import Testing

@testable import HTTP

@Suite struct CompressionTests {
  @Test(arguments: [
    ("gzip", true), ("gzip, deflate, br", true), ("br;q=1.0, gzip;q=0.8", true), ("GZIP", true), ("gzip;q=0", false), ("gzip; q=0.0", false),
    ("br", false), ("", false), ("x-gzipped", false),
  ])
  func takesGzipOnlyWhereItIsOffered(_ offer: String, _ expected: Bool) {
    #expect(Compression.accepts([.acceptEncoding: offer]) == expected)
  }

  @Test func neverPacksEventsPicturesOrCrumbs() {
    #expect(Compression.isWorthIt(type: "text/html; charset=utf-8", bytes: 5_000))
    #expect(Compression.isWorthIt(type: "image/svg+xml", bytes: 5_000))
    #expect(!Compression.isWorthIt(type: "text/html; charset=utf-8", bytes: 100))
    #expect(!Compression.isWorthIt(type: "image/png", bytes: 5_000))
    #expect(!Compression.isWorthIt(type: nil, bytes: 5_000))
  }

  @Test(arguments: [Int32(1), 4, 9], [0, 1, 599, 4_096, 300_000])
  func whatComesOutIsWhatWentIn(_ level: Int32, _ size: Int) throws {
    var random = SystemRandomNumberGenerator()
    // Half repeating, half random, so that both ways of deflating are taken.
    let plain = (0..<size).map { $0 % 2_000 < 1_000 ? UInt8($0 % 7) : UInt8.random(in: .min ... .max, using: &random) }
    let packed = try #require(Compression.packed(ByteBuffer(bytes: plain), level: level))
    #expect(try unpacked(Array(packed.readableBytesView), room: size + 1) == plain)
  }

  private func unpacked(_ bytes: [UInt8], room: Int) throws -> [UInt8] {
    var stream = z_stream()
    #expect(inflateInit2_(&stream, 31, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK)
    defer { inflateEnd(&stream) }
    var source = bytes
    var result = [UInt8](repeating: 0, count: room)
    let status = source.withUnsafeMutableBufferPointer { input in
      result.withUnsafeMutableBufferPointer { output in
        stream.next_in = input.baseAddress
        stream.avail_in = UInt32(input.count)
        stream.next_out = output.baseAddress
        stream.avail_out = UInt32(output.count)
        return inflate(&stream, Z_FINISH)
      }
    }
    #expect(status == Z_STREAM_END)
    return Array(result.prefix(room - Int(stream.avail_out)))
  }
}
