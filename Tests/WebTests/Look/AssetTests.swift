// The style sheet and the scripts: small, of this house alone, safe under the policy, and readable in light and dark.
import Foundation
import Hummingbird
import Testing

@testable import HTTP
@testable import Web

struct AssetTests {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../Sources/Web/Assets").standardizedFileURL

  static func names(_ ending: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(ending) }.sorted()
  }

  static func text(_ name: String) throws -> String { try String(contentsOf: folder.appending(path: name), encoding: .utf8) }

  private static func packed(_ text: String) -> Int { Compression.packed(ByteBuffer(string: text), level: 9)?.readableBytes ?? .max }

  @Test func theyStayInTheirBudget() throws {
    #expect(Self.packed(try Self.text("fulcrum.css")) <= 20_000)
    #expect(try Self.names(".js").reduce(0) { $0 + Self.packed(try Self.text($1)) } <= 50_000)
  }

  @Test func everyScriptSaysWhatItIsForAndImportsOnlyItsNeighbours() throws {
    let all = try Self.names(".js")
    #expect(all.contains("room.js") && all.contains("page.js"))
    for name in all {
      let script = try Self.text(name)
      #expect(script.hasPrefix("// "), "\(name)")
      for match in script.matches(of: /from "([^"]+)"/) {
        let module = String(match.1)
        #expect(module.hasPrefix("./") && all.contains(String(module.dropFirst(2))), "\(name) imports \(module)")
      }
    }
  }

  /// Trusted Types hold only if markup is made in one place.
  @Test func markupIsMadeInOneModule() throws {
    for name in try Self.names(".js") {
      let script = try Self.text(name)
      for forbidden in ["innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function", ".style.", "setAttribute(\"on"] {
        #expect(!script.contains(forbidden), "\(name) uses \(forbidden)")
      }
      #expect(script.contains("createPolicy") == (name == "markup.js"), "\(name)")
    }
  }

  @Test func nothingComesFromAnotherHost() throws {
    for name in try Self.names(".js") + Self.names(".css") {
      let plain = try Self.text(name).replacing("http://www.w3.org/2000/svg", with: "")
      #expect(!plain.contains("http://") && !plain.contains("https://") && !plain.contains("@import"), "\(name)")
    }
  }

  // Contrast, computed from the style sheet itself

  private static func colors(_ css: Substring) -> [String: Double] {
    css.matches(of: /--([a-z-]+): #([0-9A-Fa-f]{6});/).reduce(into: [:]) { found, match in
      let value = Int(match.2, radix: 16) ?? 0
      let parts = [value >> 16, value >> 8 & 255, value & 255].map { part -> Double in
        let share = Double(part) / 255
        return share <= 0.040_45 ? share / 12.92 : Foundation.pow((share + 0.055) / 1.055, 2.4)
      }
      found[String(match.1)] = 0.212_6 * parts[0] + 0.715_2 * parts[1] + 0.072_2 * parts[2]
    }
  }

  /// Light, and dark as it lies over light.
  private static func schemes() throws -> [[String: Double]] {
    let css = try text("fulcrum.css")
    guard let dark = css.range(of: "@media (prefers-color-scheme: dark)"), let end = css.range(of: "\n}\n", range: dark.upperBound..<css.endIndex)
    else { return [] }
    let light = colors(css[..<dark.lowerBound])
    return [light, light.merging(colors(css[dark.upperBound..<end.lowerBound])) { _, new in new }]
  }

  private static func contrast(_ one: String, _ other: String, in scheme: [String: Double]) -> Double {
    guard let first = scheme[one], let second = scheme[other] else { return 0 }
    return (max(first, second) + 0.05) / (min(first, second) + 0.05)
  }

  @Test(arguments: ["ink", "quiet", "plum", "plum-deep", "teal", "amber-ink", "brick"])
  func textIsReadableOnEveryGround(_ text: String) throws {
    let schemes = try Self.schemes()
    #expect(schemes.count == 2)
    for scheme in schemes {
      for ground in ["paper", "sheet"] { #expect(Self.contrast(text, ground, in: scheme) >= 4.5, "\(text) on \(ground)") }
    }
  }

  @Test(arguments: [
    ("ink", "plum-wash"), ("ink", "amber-wash"), ("ink", "brick-wash"), ("ink", "sunk"), ("quiet", "sunk"), ("on-plum", "plum"),
    ("on-plum", "plum-deep"), ("paper", "ink"), ("plum", "plum-wash"),
  ])
  func pairsAreReadable(_ pair: (String, String)) throws {
    for scheme in try Self.schemes() { #expect(Self.contrast(pair.0, pair.1, in: scheme) >= 4.5, "\(pair)") }
  }

  @Test(arguments: ["edge", "plum", "teal", "amber", "stone"])
  func shapesStandOut(_ shape: String) throws {
    for scheme in try Self.schemes() {
      for ground in ["paper", "sheet"] { #expect(Self.contrast(shape, ground, in: scheme) >= 3, "\(shape) on \(ground)") }
    }
  }
}
