// What may come in a form and how it is read.
import Domain
import Foundation
import Testing

@testable import HTTP

@Suite struct FormTests {
  private func form(_ text: String) throws -> Form { try Form(encoded: text.utf8) }

  @Test func readsWhatBrowsersSend() throws {
    let form = try form("name=Dana+Whitfield&note=a%26b%3Dc&empty=&caf%C3%A9=%E2%9C%93&flag")
    #expect(form["name"] == "Dana Whitfield")
    #expect(form["note"] == "a&b=c")
    #expect(form["empty"] == "" && form.has("empty"))
    #expect(form["café"] == "✓")
    #expect(form.has("flag") && !form.has("other"))
    #expect(form.raw("other") == nil)
  }

  @Test func trimsTheEndsAndKeepsTheMiddle() throws {
    let form = try form("a=++two++words%0D%0A+&b=one%0D%0Atwo%0Dthree%0A%0Afour&c=%E3%80%80x%C2%A0")
    #expect(form["a"] == "two  words")
    #expect(form["b"] == "one\ntwo\nthree\n\nfour")
    #expect(form["c"] == "x")
    #expect(form.raw("a") == "  two  words\r\n ")
  }

  @Test func aNameThatComesTwiceCountsByItsFirstValue() throws {
    let form = try form("role=coach&role=administrator")
    #expect(form["role"] == "coach")
    #expect(form.all("role") == ["coach", "administrator"])
  }

  @Test func numbersAndIdsAreReadOrRefused() throws {
    let id = "01912d68-783e-7a90-b1a2-6f0e5b2c3d4e"
    let form = try form("n=12&big=9223372036854775808&word=ten&neg=-3&id=\(id)&bad=\(id.uppercased())&long=\(id)0")
    #expect(form.integer("n") == 12 && form.integer("neg") == -3)
    #expect(form.integer("big") == nil && form.integer("word") == nil && form.integer("none") == nil)
    #expect(form.id("id", as: Group.self)?.text == id)
    #expect(form.id("bad", as: Group.self) == nil && form.id("long", as: Group.self) == nil)
  }

  @Test(arguments: [
    "a=%", "a=%4", "a=%zz", "a=%00", "a=x%00y", "%00=x", "a=%FF", "a=%C3", "a=%C0%AF", "a=%ED%A0%80", "a=%F4%90%80%80", "a=%E2%28%A1",
  ])
  func refusesWhatIsNoText(_ text: String) {
    #expect(throws: Unreadable(.badRequest, "unreadable.badEncoding")) { try form(text) }
  }

  @Test func refusesMoreFieldsThanAnyPageHas() throws {
    let many = (0..<Limits.formFields).map { "f\($0)=x" }.joined(separator: "&")
    #expect(try form(many).fields.count == Limits.formFields)
    #expect(throws: Unreadable(.badRequest, "unreadable.tooManyFields")) { try form(many + "&one=more") }
  }

  @Test func longAndOddTextIsKeptAsItIs() throws {
    // One letter with a hundred thousand marks, right-to-left and zero-width characters: all text.
    let heap = "e" + String(repeating: "\u{0301}", count: 100_000)
    let odd = "\u{202E}abc\u{200B}\u{FEFF}x"
    let encoded = Array("a=".utf8) + Array(heap.utf8) + Array("&b=".utf8) + Array(odd.utf8)
    let form = try Form(encoded: encoded)
    #expect(form["a"].utf8.count == heap.utf8.count)
    #expect(form["b"] == odd)
  }

  @Test func anythingAtAllIsReadOrRefusedButNeverTraps() {
    var random = SystemRandomNumberGenerator()
    let alphabet = Array("%&=+aF0;\u{0}\n ".utf8) + [0xC3, 0xA9, 0xFF, 0xED, 0x80]
    for _ in 0..<3_000 {
      let bytes = (0..<Int.random(in: 0...40, using: &random)).compactMap { _ in alphabet.randomElement(using: &random) }
      if let form = try? Form(encoded: bytes) {
        #expect(form.fields.allSatisfy { !$0.name.utf8.contains(0) && !$0.value.utf8.contains(0) })
        _ = form.fields.map { form[$0.name] }
      }
    }
  }
}
