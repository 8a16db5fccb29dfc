// Holds the catalogue and the source to one another: no sentence missing, none left over.
import Foundation
import Testing

@Suite struct SentenceTests {
  /// The catalogue's keys, read as plainly as its plain YAML allows: two spaces a level, one key a line.
  static func catalogueKeys() throws -> Set<String> {
    var keys: Set<String> = []
    var path: [(indent: Int, name: String)] = []
    var block: Int?
    for line in try Tree.text(Tree.root.appending(path: "Sources/Messages/en.yaml")).split(separator: "\n") {
      let indent = line.prefix { $0 == " " }.count
      if let open = block {
        if indent > open { continue }
        block = nil
      }
      guard let match = line.firstMatch(of: /^\s*["']?([\w.-]+)["']?:(.*)$/) else { continue }
      path.removeAll { $0.indent >= indent }
      path.append((indent, String(match.1)))
      let rest = match.2.trimmingCharacters(in: .whitespaces)
      if rest.isEmpty || rest.hasPrefix("#") { continue }
      if rest.hasPrefix(">") || rest.hasPrefix("|") { block = indent }
      keys.insert(path.map(\.name).joined(separator: "."))
    }
    return keys
  }

  static func sources() throws -> [(String, String)] {
    try Tree.files(under: "Sources", ending: ".swift").map { (Tree.name($0), try Tree.text($0)) }
  }

  @Test func everyKeyThatIsSaidExists() throws {
    let keys = try Self.catalogueKeys()
    let said = /(?:\bsay\(\s*|\bSentence\(\s*|\bProblem\(\s*(?:"[^"]*"|nil|\w+)\s*,\s*|\bkey: )"([a-z][\w-]*(?:\.[\w-]+)+)"/
    for (file, text) in try Self.sources() where !file.hasPrefix("Sources/Messages") {
      for match in text.matches(of: said) {
        let key = String(match.1)
        let exists = keys.contains(key) || keys.contains(key + ".one") || keys.contains(key + ".other")
        #expect(exists, "\(file) says \(key), which the catalogue lacks")
      }
    }
  }

  @Test func everySentenceIsUsed() throws {
    var literals: Set<String> = []
    var prefixes: [String] = []
    for (_, text) in try Self.sources() {
      for match in text.matches(of: /"([a-z][\w.-]*?)(\\\(|")/) {
        if match.2 == "\"" { literals.insert(String(match.1)) } else if match.1.contains(".") { prefixes.append(String(match.1)) }
      }
    }
    for key in try Self.catalogueKeys() {
      var bare = key
      for ending in [".one", ".other"] where bare.hasSuffix(ending) { bare.removeLast(ending.count) }
      let used = literals.contains(bare) || literals.contains(key) || prefixes.contains { key.hasPrefix($0) }
      #expect(used, "nothing says \(key)")
    }
  }

  @Test func noSentenceShouts() throws {
    for line in try Tree.text(Tree.root.appending(path: "Sources/Messages/en.yaml")).split(separator: "\n") {
      #expect(!line.contains("!"), "an exclamation mark: \(line)")
    }
  }
}
