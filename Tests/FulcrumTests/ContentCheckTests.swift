// `fulcrum content check` as an educator runs it: the real program, its words and its exit codes.
import Foundation
import Testing

@Suite struct ContentCheckTests {
  /// Runs the program that was built beside the tests; what it says and how it ended.
  static func fulcrum(_ arguments: String) throws -> (said: String, exit: Int32) {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let program = root.appending(path: ".build/debug/fulcrum").path
    let pipe = try #require(popen("cd '\(root.path)' && timeout 30 '\(program)' \(arguments) 2>&1 </dev/null", "r"))
    var said: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4_096)
    while true {
      let count = fread(&buffer, 1, buffer.count, pipe)
      if count == 0 { break }
      said += buffer.prefix(count)
    }
    return (String(decoding: said, as: UTF8.self), pclose(pipe) >> 8 & 0xFF)
  }

  static func file(_ text: String) throws -> String {
    let address = FileManager.default.temporaryDirectory.appending(path: "content-\(UUID().uuidString).yaml")
    try Data(text.utf8).write(to: address)
    return address.path
  }

  @Test func theShippedLibraryIsFine() throws {
    let (said, exit) = try ContentCheckTests.fulcrum("content check Sources/Content/Library")
    #expect(said == "101 files can be used as they are.\n")
    #expect(exit == 0)
  }

  @Test func aSlipIsToldByFileLineAndFieldInWords() throws {
    let path = try ContentCheckTests.file("kind: protocol\nkey: Slow Look\ntitel: Slow\n")
    defer { try? FileManager.default.removeItem(atPath: path) }
    let (said, exit) = try ContentCheckTests.fulcrum("content check '\(path)'")
    #expect(said.contains("\(path):2: key: \"Slow Look\" is no key"))
    #expect(said.contains("\(path):3: titel: there is no such field here; did you mean title?"))
    #expect(exit == 1)
  }

  @Test func whatCannotBeReadEndsWithTwo() throws {
    let (said, exit) = try ContentCheckTests.fulcrum("content check nowhere.yaml")
    #expect(said == "nowhere.yaml: the file cannot be read\n")
    #expect(exit == 2)
  }

  @Test func withoutAFileTheUsageIsShown() throws {
    #expect(try ContentCheckTests.fulcrum("content check").exit == 64)
  }
}
