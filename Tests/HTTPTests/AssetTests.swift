// The files that pages are drawn with: named by what they are, kept for good, packed once.
import Domain
import Foundation
import HTTPTypes
import Testing
import Web
import WebSupport

@testable import HTTP

@Suite struct AssetTests {
  private let css = Data(String(repeating: "p { margin: 0 }\n", count: 100).utf8)

  @Test func theAddressChangesWithAnyOfTheFiles() {
    let first = Assets(["a.css": css, "b.js": Data("x".utf8)])
    let same = Assets(["b.js": Data("x".utf8), "a.css": css])
    let other = Assets(["a.css": css, "b.js": Data("y".utf8)])
    #expect(first.edition == same.edition && first.edition != other.edition)
    #expect(first.address("a.css") == "/assets/\(first.edition)/a.css")
    // What belongs to the name and what to the content cannot be mixed up.
    #expect(Assets(["ab": Data("c".utf8)]).edition != Assets(["a": Data("bc".utf8)]).edition)
  }

  @Test func theCurrentEditionIsKeptForGoodAndAnOlderOneIsNot() throws {
    let assets = Assets(["a.css": css])
    #expect(try assets.reply("a.css", edition: assets.edition).headers[.cacheControl] == "public, max-age=31536000, immutable")
    #expect(try assets.reply("a.css", edition: "0123456789abcdef").headers[.cacheControl] == "no-cache")
    #expect(throws: Refusal.notFound) { try assets.reply("b.css", edition: assets.edition) }
    #expect(throws: Refusal.notFound) { try assets.reply("../Package.swift", edition: assets.edition) }
  }

  @Test func aBrowserGetsTheWholeOfItPackedOrPlain() async throws {
    let window = try Window(try await TestDoor.house(), table: Site.routes())
    let address = try Site.assets().address("fulcrum.css")
    let plain = try await window.get(address)
    let packed = try await window.get(address, headers: ["Accept-Encoding": "gzip"])
    #expect(plain.status == 200 && plain.header("Content-Type") == "text/css; charset=utf-8")
    #expect(packed.header("Content-Encoding") == "gzip" && packed.bytes.count < plain.bytes.count / 2)
    #expect(plain.header("Set-Cookie") == nil && packed.header("Vary") == "Accept-Encoding")
    #expect(plain.header("X-Content-Type-Options") == "nosniff")
  }

  /// look.md: a first visit holds at most 20 KB of style and 50 KB of script, packed.
  @Test func whatIsShippedIsSmall() async throws {
    let window = try Window(try await TestDoor.house(), table: Site.routes())
    let names = try FileManager.default.contentsOfDirectory(atPath: Site.assetsDirectory).filter { !$0.hasPrefix(".") }
    var weight = ["css": 0, "js": 0]
    for name in names {
      let page = try await window.get(Site.assets().address(name), headers: ["Accept-Encoding": "gzip"])
      #expect(page.status == 200)
      weight[name.split(separator: ".").last.map(String.init) ?? "", default: 0] += page.bytes.count
    }
    print("figure: assets, packed: css \(weight["css"] ?? 0) bytes, js \(weight["js"] ?? 0) bytes")
    #expect(weight["css"] ?? 0 <= 20_480 && weight["js"] ?? 0 <= 51_200)
  }
}
