// The examples of docs/content.md are what the checker takes, so that a copy of them works.
import Content
import Domain
import Foundation
import Testing

@Suite struct ContentGuideTests {
  static func guide() throws -> String {
    var root = URL(fileURLWithPath: #filePath)
    for _ in 1...4 { root.deleteLastPathComponent() }
    return try String(contentsOf: root.appending(path: "docs/content.md"), encoding: .utf8)
  }

  @Test func everyWholeExampleIsSound() throws {
    let guide = try ContentGuideTests.guide()
    let examples = guide.components(separatedBy: "```yaml\n").dropFirst().map { String($0.prefix { $0 != "`" }) }
      .filter { $0.hasPrefix("kind: ") }
    #expect(examples.count == 8)
    for example in examples {
      // Each is laid over the shipped library, as the guide says.
      #expect(LibraryCheckerTests.faults(example) == [], "\(example.prefix(60))")
    }
  }

  @Test func theGuideNamesEveryKindOfFloor() throws {
    let guide = try ContentGuideTests.guide()
    for floor in FloorKind.allCases { #expect(guide.contains("`\(floor.rawValue)`"), "\(floor)") }
  }
}
