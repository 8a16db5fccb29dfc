// A folder of the operator's own lies over the shipped library.
import Content
import Domain
import Foundation
import Testing

@Suite struct OverlayTests {
  static func folder(_ files: [String: String]) throws -> URL {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("overlay-\(UUID().uuidString)")
    for (name, text) in files {
      let address = folder.appendingPathComponent(name)
      try FileManager.default.createDirectory(at: address.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: address)
    }
    return folder
  }

  static func shipped(_ name: String) throws -> String {
    try #require(try Library.shippedFiles().first { $0.name.hasSuffix(name) }).text
  }

  @Test func aFileWithTheKeyOfAShippedOneTakesItsPlace() throws {
    let own = try OverlayTests.shipped("consultancy.yaml").replacingOccurrences(of: "title: Consultancy", with: "title: Our dilemma talk")
    let folder = try OverlayTests.folder(["protocols/consultancy.yaml": own, "notes.txt": "not read"])
    defer { try? FileManager.default.removeItem(at: folder) }
    let library = try Library.load(overlay: folder)
    #expect(library["consultancy"]?.shape.title == "Our dilemma talk")
    #expect(library.protocols.count == 25)
    #expect(library.template("practice-first-90")?.items.contains { $0.shape.title == "Our dilemma talk" } == true)
  }

  @Test func aNewKeyIsAddedAndAnOwnShelfIsUsed() throws {
    let folder = try OverlayTests.folder([
      "slow-look.yaml": LibraryCheckerTests.sound, "shelf.yaml": "kind: shelf\nprotocols:\n  - slow-look\n  - quiet-close\n",
    ])
    defer { try? FileManager.default.removeItem(at: folder) }
    let library = try Library.load(overlay: folder)
    #expect(library.protocols.count == 26)
    #expect(library.shelf(present: 3).prefix(2).map(\.entry.key) == ["slow-look", "quiet-close"])
    #expect(library.shelf(present: 3).count == 6)
  }

  @Test func oneKeyInTwoFilesOfTheFolderIsAFault() throws {
    let folder = try OverlayTests.folder(["a.yaml": LibraryCheckerTests.sound, "b.yaml": LibraryCheckerTests.sound])
    defer { try? FileManager.default.removeItem(at: folder) }
    #expect(
      throws: LibraryFaults([
        ContentFault(file: "b.yaml", line: 2, field: "key", Sentence("content.keyTwice", ["key": "slow-look", "file": "a.yaml"]))
      ])
    ) { try Library.load(overlay: folder) }
  }

  @Test func aShelfNamesProtocolsThatExistAndEachOnce() throws {
    let folder = try OverlayTests.folder(["shelf.yaml": "kind: shelf\nprotocols:\n  - consultancy\n  - consultanzy\n  - consultancy\n"])
    defer { try? FileManager.default.removeItem(at: folder) }
    do {
      _ = try Library.load(overlay: folder)
      Issue.record("the shelf was taken")
    } catch let faults as LibraryFaults {
      #expect(
        faults.faults.map { $0.report(\.key) } == [
          "shelf.yaml:4: protocols[2]: content.noSuchProtocol", "shelf.yaml:5: protocols[3]: content.onShelfTwice",
        ])
    }
  }

  @Test func aFileThatMayNotBeReplacedStays() throws {
    let fixed = LibraryFile(name: "shipped.yaml", text: LibraryCheckerTests.sound + "\neditable: no", isShipped: true)
    let own = LibraryFile(name: "own.yaml", text: LibraryCheckerTests.sound)
    #expect(
      throws: LibraryFaults([
        ContentFault(file: "own.yaml", line: 2, field: "key", Sentence("content.notEditable", ["key": "slow-look"]))
      ])
    ) { try LibraryChecker.library(from: [fixed, own]) }
  }

  @Test func aMissingFolderATooLargeFileAndForeignBytesAreFaults() throws {
    #expect(throws: LibraryFaults.self) { try Library.load(overlay: URL(fileURLWithPath: "/nowhere/at/all")) }
    let folder = try OverlayTests.folder(["a.yaml": String(repeating: "# more\n", count: 10_000)])
    defer { try? FileManager.default.removeItem(at: folder) }
    #expect(throws: LibraryFaults([ContentFault(file: "a.yaml", field: "", Sentence("content.tooLarge"))])) {
      try Library.load(overlay: folder)
    }
    try Data([0x6B, 0x3A, 0xFF, 0xFE, 0x80]).write(to: folder.appendingPathComponent("a.yaml"))
    #expect(throws: LibraryFaults([ContentFault(file: "a.yaml", field: "", Sentence("content.notText"))])) {
      try Library.load(overlay: folder)
    }
  }
}
