// `fulcrum content check` as an educator runs it: the real program, its words and its exit codes.
import Foundation
import Testing

@Suite struct ContentCheckTests {
  /// What the program says, run in the root of the house, and how it ended.
  static func fulcrum(_ arguments: String) async throws -> (said: String, exit: Int32) {
    try await CommandLineTests.bash("cd '\(CommandLineTests.root)' && $F \(arguments)")
  }

  static func file(_ text: String) throws -> String {
    let address = FileManager.default.temporaryDirectory.appending(path: "content-\(UUID().uuidString).yaml")
    try Data(text.utf8).write(to: address)
    return address.path
  }

  @Test func theShippedLibraryIsFine() async throws {
    let (said, exit) = try await ContentCheckTests.fulcrum("content check Sources/Content/Library")
    #expect(said == "101 files can be used as they are.\n")
    #expect(exit == 0)
  }

  @Test func aSlipIsToldByFileLineAndFieldInWords() async throws {
    let path = try ContentCheckTests.file("kind: protocol\nkey: Slow Look\ntitel: Slow\n")
    defer { try? FileManager.default.removeItem(atPath: path) }
    let (said, exit) = try await ContentCheckTests.fulcrum("content check '\(path)'")
    #expect(said.contains("\(path):2: key: \"Slow Look\" is no key"))
    #expect(said.contains("\(path):3: titel: there is no such field here; did you mean title?"))
    #expect(exit == 1)
  }

  @Test func whatCannotBeReadEndsWithTwo() async throws {
    let (said, exit) = try await ContentCheckTests.fulcrum("content check nowhere.yaml")
    #expect(said == "nowhere.yaml: the file cannot be read\n")
    #expect(exit == 2)
  }

  @Test func withoutAFileTheUsageIsShown() async throws {
    #expect(try await ContentCheckTests.fulcrum("content check").exit == 64)
  }
}
