// Templates: their protocols exist, their sum and buffer fit, and they end with the closing.
import Content
import Domain
import Testing

@Suite struct TemplateFileTests {
  static func text(minutes: Int = 60, present: Int = 4, items: [String]) -> String {
    """
    kind: template
    key: ours
    title: Ours
    summary: The way we do it.
    version: 1
    locale: en
    audience: both
    minutes: \(minutes)
    present: \(present)
    items:

    """ + items.map { "  - \($0)\n" }.joined()
  }

  static func library(_ text: String) throws -> Library {
    try LibraryChecker.library(from: Library.shippedFiles() + [LibraryFile(name: "own.yaml", text: text)])
  }

  @Test func aTemplateOfTheOperatorStandsBesideTheShipped() throws {
    let text = TemplateFileTests.text(items: [
      "protocol: commitment-check", "{block: news, title: News, instruction: Tell each other what is new., minutes: 20}",
      "protocol: quiet-close",
    ])
    let library = try TemplateFileTests.library(text)
    let template = try #require(library.template("ours"))
    #expect(template.items.map(\.shape.key) == ["commitment-check", "news", "quiet-close"])
    #expect(template.items[1].shape.seconds(present: 4) == 20 * 60)
    #expect(library.templates.count == 6)
  }

  @Test func whatATemplateCanGetWrong() {
    let cases: [([String], Int, Int, String)] = [
      (["protocol: comitment-check", "protocol: quiet-close"], 60, 4, ":11: items[1].protocol: content.notAChoiceNear"),
      (["protocol: consultancy"], 60, 4, ":10: items: content.templateWithoutClosing"),
      (["protocol: quiet-close", "protocol: consultancy"], 60, 4, ":10: items: content.templateWithoutClosing"),
      (["protocol: consultancy", "protocol: quiet-close"], 40, 4, ":8: minutes: content.templateTooLong"),
      (["protocol: fishbowl", "protocol: quiet-close"], 60, 3, ":11: items[1].protocol: content.templateTooFew"),
      (["{protocol: practice-triad, rounds: 0}", "protocol: quiet-close"], 90, 4, ":11: items[1].rounds: content.notANumber"),
      (["{block: x, title: T, instruction: I, minutes: 0}", "protocol: quiet-close"], 90, 4, ":11: items[1].minutes: content.notANumber"),
      (["{protocol: consultancy, minutes: 5}", "protocol: quiet-close"], 90, 4, ":11: items[1].minutes: content.unknown"),
      (["consultancy", "protocol: quiet-close"], 90, 4, ":11: items[1]: content.notFields"),
    ]
    for (items, minutes, present, expected) in cases {
      let faults = LibraryCheckerTests.faults(TemplateFileTests.text(minutes: minutes, present: present, items: items))
      #expect(faults.contains { $0.hasPrefix(expected) }, "\(items): \(faults)")
    }
  }

  @Test func theBufferCounts() {
    // 28 + 12 = 40 minutes and a buffer of 5: 44 are not enough, 45 are.
    let items = ["protocol: consultancy", "protocol: quiet-close"]
    #expect(!LibraryCheckerTests.faults(TemplateFileTests.text(minutes: 44, items: items)).isEmpty)
    #expect(LibraryCheckerTests.faults(TemplateFileTests.text(minutes: 45, items: items)).isEmpty)
  }
}
