// What is wrong in a library file, where, and in words that help the educator who wrote it.
import Domain

package struct ContentFault: Error, Equatable, Sendable {
  package let file: String
  /// 1-based; `nil` where the fault concerns the whole file.
  package let line: Int?
  /// The field by its way through the file, such as `steps[2].floor`; empty where the fault concerns the whole file.
  package let field: String
  package let sentence: Sentence

  package init(file: String, line: Int? = nil, field: String, _ sentence: Sentence) {
    self.file = file
    self.line = line
    self.field = field
    self.sentence = sentence
  }

  /// `FILE:LINE: FIELD: what is wrong`, as editors and people read it.
  package func report(_ say: (Sentence) -> String) -> String {
    var report = file
    if let line { report += ":\(line)" }
    report += ": "
    if !field.isEmpty { report += "\(field): " }
    return report + say(sentence)
  }
}

/// Every fault that was found, not only the first.
package struct LibraryFaults: Error, Equatable, Sendable {
  package let faults: [ContentFault]

  package init(_ faults: [ContentFault]) { self.faults = faults }
}

/// Gathers the faults of one file while it is read.
final class FaultList {
  let file: String
  private(set) var faults: [ContentFault] = []

  init(file: String) { self.file = file }

  /// A broken file may hold thousands of faults; the first hundred are enough to start with.
  func add(line: Int?, field: String, _ sentence: Sentence) {
    guard faults.count < 100 else { return }
    faults.append(ContentFault(file: file, line: line, field: field, sentence))
  }
}
