// Every form on every page, filled with what no page would send: an answer each time, never a fault, and never a word of it as markup.
import Domain
import Foundation
import HTTP
import TestSupport
import Testing
import Web
import WebSupport

@Suite(.timeLimit(.minutes(10))) struct HostileFormTests {
  /// A form as it stands on a page: where it goes and what its fields hold.
  struct FoundForm: Hashable {
    let action: String
    let fields: [String: String]
  }

  /// Marked, so that a page that lets one through can be recognised by its bytes.
  static let hostile: [String] = [
    "\"><script>x0()</script>", "'\u{301} onmouseover=x0() \"\u{301} onfocus=x0() ", "</textarea></title><img src=x onerror=x0()>",
    "javascript:x0()", "'; DROP TABLE person; --", "{name} {count} \\(x) %s %n ${7*7}", "", " \u{3000}\u{200B} ",
    "-1", "0", "9223372036854775807.9223372036854775807", "-9223372036854775808.-9223372036854775808", "9223372036854775807", "9223372036854775808",
    "-9223372036854775808", "1e400", "NaN", "Infinity", "0x10", "١٢",
    "2026-02-30", "2026-02-30T25:61", "0000-00-00T00:00", "99999-12-31T00:00", "2026-03-08T02:30",
    "01912d68-783e-7a90-b1a2-6f0e5b2c3d4e", "[object Object]", "true", "../../etc/passwd", "\u{202E}gnp.exe\u{202C}",
    String(repeating: "e\u{301}", count: 20_000), "e" + String(repeating: "\u{301}", count: 60_000), String(repeating: "9", count: 5_000),
    "Å\u{212B}A\u{30A}", "a\r\nSet-Cookie: x=1\r\n\r\nb", "\u{FFFE}\u{FFFF}\u{10FFFF}", "America/Nowhere", "quiet-close", "null",
  ]

  static let bytesThatMayNotStand: [String] = ["<script>x0", "<img src=x onerror", "'\u{301} onmouseover", "\"\u{301} onfocus", "href=\"javascript:"]

  private let principals: [Principal] = [.visitor, .member, .facilitator, .administrator, .leadAndMember, .unread]

  @Test func everyFormAnswersWhateverItIsFilledWith() async throws {
    let world = try await MatrixWorld.open(.sqlite)
    let isFull = ProcessInfo.processInfo.environment["FULCRUM_FULL"] == "1"
    var dice = Dice(seed: 20_261_124)
    var asked = 0
    var forms = 0
    var wrong: [String] = []
    for principal in principals {
      let window = try Window(world.house, session: world.tokens[principal])
      for form in try await self.forms(of: window, world) {
        forms += 1
        let names = form.fields.keys.sorted()
        // The small run takes every second value for the whole form and a few for each field alone.
        var fillings = HostileFormTests.hostile.filter { _ in isFull || dice.chance(50) }.map { value in form.fields.mapValues { _ in value } }
        for name in names {
          // One field at a time gets behind the first check.
          for value in HostileFormTests.hostile where isFull || dice.chance(5) { fillings.append(form.fields.merging([name: value]) { $1 }) }
          fillings.append(form.fields.filter { $0.key != name })
        }
        for filling in fillings {
          // A form that signs somebody in or out must not do so to the window that asks on.
          let page = try await Window(world.house, session: world.tokens[principal]).post(form.action, filling)
          asked += 1
          wrong += faults(of: page).map { "\(principal) POST \(form.action) \($0): \(HostileFormTests.plain(filling.description))" }
        }
      }
    }
    print("figure: hostile forms: \(asked) requests to \(forms) forms")
    #expect(forms >= 40)
    report(wrong)
  }

  @Test func everyPageAnswersWhateverItIsAskedWith() async throws {
    let world = try await MatrixWorld.open(.sqlite)
    let isFull = ProcessInfo.processInfo.environment["FULCRUM_FULL"] == "1"
    var asked = 0
    var wrong: [String] = []
    for principal in [Principal.visitor, .facilitator, .administrator] where isFull || principal != .visitor {
      let window = try Window(world.house, session: world.tokens[principal])
      for address in addresses(world) {
        for value in HostileFormTests.hostile where value.utf8.count < 500 {
          let encoded = LocalAddress.encoded(value)
          let names = [
            "with", "since", "next", "expected", "present", "id", "q", "second-group", "status", "code", "table", "skill", "level", "audience",
          ]
          let page = try await window.get(address + "?" + names.map { "\($0)=\(encoded)" }.joined(separator: "&"))
          asked += 1
          wrong += faults(of: page).map { "\(principal) GET \(address) \($0): \(HostileFormTests.plain(value))" }
        }
      }
    }
    print("figure: hostile queries: \(asked) requests")
    report(wrong)
  }

  private func report(_ wrong: [String]) {
    for line in wrong.prefix(20) { print("hostile: \(line)") }
    #expect(wrong.isEmpty)
  }

  /// What is wrong with an answer, in words.
  private func faults(of page: Window.Page) -> [String] {
    var faults: [String] = []
    if page.status >= 500 { faults.append("answers \(page.status)") }
    if page.headers[values: .setCookie].contains(where: { $0.contains("x=1") }) { faults.append("sets a cookie that was typed") }
    for mark in HostileFormTests.bytesThatMayNotStand where HostileFormTests.contains(page.bytes, Array(mark.utf8)) {
      faults.append("shows \(HostileFormTests.plain(mark)) as markup")
    }
    return faults
  }

  /// A report that no terminal stumbles over.
  private static func plain(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.prefix(300))).debugDescription.unicodeScalars.map { $0.escaped(asASCII: true) }.joined()
  }

  private static func contains(_ bytes: [UInt8], _ wanted: [UInt8]) -> Bool {
    guard let first = wanted.first, bytes.count >= wanted.count else { return false }
    return bytes.indices.dropLast(wanted.count - 1).contains { bytes[$0] == first && bytes[$0..<($0 + wanted.count)].elementsEqual(wanted) }
  }

  private func addresses(_ world: MatrixWorld) -> [String] {
    let ids: [ObjectKind: [String]] = [
      .group: [world.alder.text, world.closed.text], .session: [world.planned.text, world.live.text, world.held.text],
      .round: [world.round.text, world.noted.text], .note: [world.note.text], .ownScenario: [world.ownScenario.text], .ownStem: [world.ownStem.text],
      .person: [world.target.text],
    ]
    return Site.routes().routes.filter { $0.method == .get && !$0.path.hasSuffix("/events") && $0.deed != .fetchAsset }.flatMap { route -> [String] in
      guard route.path.contains("{id}") else { return [route.path.replacing("{token}", with: world.link.text)] }
      return (ids[route.object] ?? []).map { route.path.replacing("{id}", with: $0).replacing("{skill}", with: "listening") }
    }
  }

  /// The forms that a person finds on all pages they may see, one of each kind.
  private func forms(of window: Window, _ world: MatrixWorld) async throws -> [FoundForm] {
    var found: [String: FoundForm] = [:]
    for address in addresses(world) {
      let split = address.hasSuffix("/split") ? "?with=\(world.target)" : ""
      let text = try await window.get(address + split).text
      for match in text.matches(of: /<form[^>]*method="post"[^>]*action="([^"]*)"[^>]*>(.*?)<\/form>/.dotMatchesNewlines()) {
        var fields: [String: String] = [:]
        for tag in match.2.matches(of: /<(?:input|select|textarea|button)[^>]*name="([^"]+)"[^>]*>/) {
          let value = tag.0.firstMatch(of: /value="([^"]*)"/).map { String($0.1) } ?? ""
          fields[String(tag.1)] = value
        }
        fields["form-token"] = nil
        let form = FoundForm(action: String(match.1), fields: fields)
        // The same form with other ids is the same form.
        found["\(form.action) \(fields.keys.sorted())"] = form
      }
      // The buttons of a room share one form and name where they go themselves.
      for tag in text.matches(of: /<button[^>]*form="commands" formaction="([^"]*)" name="([^"]+)" value="([^"]*)"/) {
        let form = FoundForm(action: String(tag.1), fields: [String(tag.2): String(tag.3)])
        found["\(form.action) \(tag.2)"] = form
      }
    }
    return found.sorted { $0.key < $1.key }.map(\.value)
  }
}
