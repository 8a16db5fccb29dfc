// Holds the house to its own map: floors, file sizes, first lines, and words that may not stand in the source.
import Foundation
import Testing

/// The tree under test, found from this file's own place.
enum Tree {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  static func files(under folder: String, ending suffix: String) throws -> [URL] {
    let top = root.appending(path: folder)
    guard let walk = FileManager.default.enumerator(at: top, includingPropertiesForKeys: nil) else { return [] }
    return walk.compactMap { $0 as? URL }.filter { $0.path.hasSuffix(suffix) }.sorted { $0.path < $1.path }
  }

  static func text(_ file: URL) throws -> String { try String(contentsOf: file, encoding: .utf8) }

  static func name(_ file: URL) -> String { String(file.path.dropFirst(root.path.count + 1)) }
}

@Suite struct FloorTests {
  /// What each target may import, besides Foundation. Outside libraries stand where the map puts them and nowhere else.
  static let mayImport: [String: Set<String>] = [
    "Domain": [],
    "HTML": [],
    "Database": ["CLibPQ", "GRDB", "GRDBSQLite", "NIOPosix", "Synchronization"],
    "Messages": ["Yams"],
    "Credentials": ["Crypto", "CryptoExtras", "NIOPosix"],
    "Store": ["Domain", "Database"],
    "Content": ["Domain", "Yams"],
    "Actions": ["Domain", "Database", "Messages", "Credentials", "Store", "Content", "Synchronization"],
    "HTTP": [
      "Actions", "Domain", "HTML", "Messages", "Credentials", "Database", "CZlib", "Hummingbird", "HummingbirdCore", "HTTPTypes", "NIOCore",
      "NIOHTTPTypes", "Logging", "ServiceLifecycle", "Synchronization",
    ],
    "Web": ["HTTP", "Actions", "Domain", "HTML", "Messages", "HTTPTypes", "CQREncode"],
    "Fulcrum": [
      "Web", "HTTP", "Actions", "Content", "Database", "Store", "Domain", "Messages", "ArgumentParser", "Hummingbird", "Logging",
      "NIOCore",
      "ServiceLifecycle",
    ],
  ]
  static let always: Set<String> = ["Foundation", "FoundationEssentials", "Glibc"]

  @Test func importsStayOnTheirFloor() throws {
    let line = /^\s*(?:package |internal |private |public |@preconcurrency |@testable )*import (?:struct |class |func |enum )?(\w+)/
    for file in try Tree.files(under: "Sources", ending: ".swift") {
      let target = Tree.name(file).split(separator: "/")[1]
      let allowed = try #require(Self.mayImport[String(target)], "a target the map does not know: \(target)")
      for text in try Tree.text(file).split(separator: "\n") {
        guard let match = text.firstMatch(of: line) else { continue }
        let module = String(match.1)
        #expect(allowed.contains(module) || Self.always.contains(module), "\(Tree.name(file)) imports \(module)")
      }
    }
  }

  @Test func statementsStandInTheStore() throws {
    let statement = /"\s*(?:SELECT|INSERT INTO|UPDATE|DELETE FROM|CREATE|DROP)\s/
    for file in try Tree.files(under: "Sources", ending: ".swift") {
      let target = Tree.name(file).split(separator: "/")[1]
      guard target != "Store", target != "Database" else { continue }
      #expect(try Tree.text(file).firstMatch(of: statement) == nil, "\(Tree.name(file)) holds a statement")
    }
  }

  @Test func everyTargetHasAFrontFile() throws {
    for target in Self.mayImport.keys {
      let front = Tree.root.appending(path: "Sources/\(target)/\(target).swift").path
      #expect(FileManager.default.fileExists(atPath: front), "\(target) has no front file")
    }
  }
}

@Suite struct FileTests {
  static let limit = 400

  @Test func filesStopAtTheirLimit() throws {
    for folder in ["Sources", "Tests", "Benchmarks"] {
      for file in try Tree.files(under: folder, ending: ".swift") {
        let lines = try Tree.text(file).split(separator: "\n", omittingEmptySubsequences: false).count
        #expect(lines <= Self.limit + 1, "\(Tree.name(file)) has \(lines) lines")
      }
    }
  }

  @Test func filesOpenWithWhatTheyAreFor() throws {
    for file in try Tree.files(under: "Sources", ending: ".swift") {
      let first = try Tree.text(file).prefix { $0 != "\n" }
      #expect(first.hasPrefix("// "), "\(Tree.name(file)) does not open with a sentence")
      #expect(first.count > 20, "\(Tree.name(file)) opens with too little")
      #expect(!file.lastPathComponent.contains("+"), "\(Tree.name(file)) has a plus in its name")
    }
  }

  @Test func nothingTrapsAndNothingIsLeftForLater() throws {
    let forbidden = ["try!", " as! ", "fatalError(", "preconditionFailure(", "TODO", "FIXME", "XXX"]
    for file in try Tree.files(under: "Sources", ending: ".swift") {
      for (number, line) in try Tree.text(file).split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
        for word in forbidden { #expect(!line.contains(word), "\(Tree.name(file)):\(number + 1) has \(word)") }
      }
    }
  }

  @Test func pagesHoldNoInlineScriptOrStyle() throws {
    let forbidden = [" style=\\\"", "<script>", "onclick=", "javascript:", " style=\""]
    for folder in ["Sources/Web", "Sources/HTTP"] {
      for file in try Tree.files(under: folder, ending: ".swift") {
        let text = try Tree.text(file)
        for word in forbidden { #expect(!text.contains(word), "\(Tree.name(file)) has \(word)") }
      }
    }
  }

  /// A choice between two literals inside of a literal is a String to the compiler: the tag would be escaped and stand on the page.
  @Test func markupIsChosenOutsideOfLiterals() throws {
    let choice = /\\\([^()"]*\? (?:"" : "<|"<[^"]*" : ")/
    #expect("\\(isAlone ? \"\" : \"<b>\")".firstMatch(of: choice) != nil)
    for file in try Tree.files(under: "Sources/Web", ending: ".swift") {
      for (number, line) in try Tree.text(file).split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
        #expect(line.firstMatch(of: choice) == nil, "\(Tree.name(file)):\(number + 1) chooses markup inside of a literal")
      }
    }
  }

  @Test func foldersOfLeftoversDoNotExist() throws {
    let forbidden: Set<String> = ["Core", "Utils", "Utilities", "Helpers", "Common", "Services", "Extensions", "Misc"]
    for file in try Tree.files(under: "Sources", ending: ".swift") {
      let folders = Set(Tree.name(file).split(separator: "/").dropLast().map(String.init))
      #expect(folders.isDisjoint(with: forbidden), "\(Tree.name(file))")
    }
  }

  @Test func noPathOfAMachineStandsInTheTree() throws {
    let forbidden = ["/wo" + "rk/", "/ro" + "ot/", "/fa" + "rm/"]
    for folder in ["Sources", "Tests", "script", "docs", "Browser", "Benchmarks", ".ci"] {
      for suffix in [".swift", ".yaml", ".md", ".py", ".sql", ".css", ".js", "server", "test", "bench", "check", "bootstrap", "run"] {
        for file in try Tree.files(under: folder, ending: suffix) where (try? file.resourceValues(forKeys: [.isDirectoryKey]).isDirectory) != true {
          let text = try Tree.text(file)
          for word in forbidden { #expect(!text.contains(word), "\(Tree.name(file)) holds \(word)") }
        }
      }
    }
  }
}
