// The library of protocols, ready-made agendas and things to practice with: the shipped files, with the operator's own laid over them.
import Domain
import Foundation

/// What coaches choose from. Made only from files without a fault, so everything in it can be run.
package struct Library: Sendable {
  /// In the order in which they are offered: the shelf first, the rest by title.
  package let protocols: [ProtocolEntry]
  package let templates: [SessionTemplate]
  /// On what a group arrives before its clock runs.
  package let arrivalQuestions: [ArrivalQuestion]
  /// Scenarios, focus skills, stems and feedback models.
  package let practice: PracticeShelf
  private let byKey: [String: ProtocolEntry]

  package init(
    protocols: [ProtocolEntry], templates: [SessionTemplate], arrivalQuestions: [ArrivalQuestion] = [], practice: PracticeShelf = PracticeShelf()
  ) {
    self.practice = practice
    self.protocols = protocols
    self.templates = templates
    self.arrivalQuestions = arrivalQuestions
    byKey = Dictionary(protocols.map { ($0.key, $0) }) { first, _ in first }
  }

  package subscript(key: String) -> ProtocolEntry? { byKey[key] }

  package func template(_ key: String) -> SessionTemplate? { templates.first { $0.key == key } }

  /// Everything on the shelf first, then the others, for those expected.
  package func offers(present: Int) -> [ProtocolOffer] { ProtocolOffer.all(protocols, present: present) }
  package func shelf(present: Int) -> [ProtocolOffer] { ProtocolOffer.shelf(protocols, present: present) }

  /// The library as shipped, with the files of an operator's folder laid over it: a file with the key of a shipped one takes
  /// its place, a new key is added. Throws `LibraryFaults` with every fault of every file.
  package static func load(overlay folder: URL? = nil) throws -> Library {
    var files = try shippedFiles()
    if let folder { files += try LibraryFile.all(in: folder) }
    return try LibraryChecker.library(from: files)
  }

  /// The files that come with the program.
  package static func shippedFiles() throws -> [LibraryFile] {
    guard let folder = Bundle.module.url(forResource: "Library", withExtension: nil) else {
      throw LibraryFaults([ContentFault(file: "Library", field: "", Sentence("content.libraryMissing"))])
    }
    return try LibraryFile.all(in: folder).map { file in
      LibraryFile(name: file.name, text: file.text, isShipped: true)
    }
  }
}

/// One YAML file as text.
package struct LibraryFile: Sendable {
  /// The name by which its faults are reported.
  package let name: String
  package let text: String
  package let isShipped: Bool

  package init(name: String, text: String, isShipped: Bool = false) {
    self.name = name
    self.text = text
    self.isShipped = isShipped
  }

  /// Reads one file; a file that is too large or no UTF-8 text is a fault.
  package init(reading address: URL, name: String? = nil) throws {
    let name = name ?? address.path
    let faulty = { (sentence: Sentence) in LibraryFaults([ContentFault(file: name, field: "", sentence)]) }
    guard let handle = try? FileHandle(forReadingFrom: address), let data = try? handle.read(upToCount: LibraryFile.sizeLimit + 1) else {
      throw faulty(Sentence("content.unreadable"))
    }
    try? handle.close()
    guard data.count <= LibraryFile.sizeLimit else { throw faulty(Sentence("content.tooLarge")) }
    guard let text = String(data: data, encoding: .utf8) else { throw faulty(Sentence("content.notText")) }
    self.init(name: name, text: text)
  }

  /// A library file is a page or two; 64 KB is many times that.
  package static let sizeLimit = 64 * 1024

  /// Every `.yaml` file in a folder and the folders in it, sorted by name so that faults come in a steady order.
  package static func all(in folder: URL) throws -> [LibraryFile] {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: folder.path, isDirectory: &isFolder), isFolder.boolValue,
      let walk = FileManager.default.enumerator(atPath: folder.path)
    else {
      throw LibraryFaults([ContentFault(file: folder.path, field: "", Sentence("content.folderMissing"))])
    }
    let names = walk.compactMap { $0 as? String }.filter { $0.hasSuffix(".yaml") || $0.hasSuffix(".yml") }
    return try names.sorted().map { try LibraryFile(reading: folder.appendingPathComponent($0), name: $0) }
  }
}
