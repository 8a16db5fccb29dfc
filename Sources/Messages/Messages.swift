// The catalogue of every sentence a person reads: one YAML file for each language, looked up by key.
import Foundation
import Yams

/// The sentences of one language. Values stand in braces: `"{name} has the floor"`. A sentence with `one` and `other` is
/// chosen by its value `count`.
package struct Catalogue: Sendable {
  private let sentences: [String: Wording]

  package struct Fault: Error, CustomStringConvertible {
    package let description: String
  }

  package init(yaml: String) throws {
    guard let root = try Yams.load(yaml: yaml) as? [String: Any] else { throw Fault(description: "the catalogue is not a mapping") }
    var found: [String: Wording] = [:]
    try Catalogue.collect(root, under: "", into: &found)
    sentences = found
  }

  /// The shipped English catalogue.
  package static func english() throws -> Catalogue {
    guard let address = Bundle.module.url(forResource: "en", withExtension: "yaml") else {
      throw Fault(description: "en.yaml is not beside the program")
    }
    return try Catalogue(yaml: String(contentsOf: address, encoding: .utf8))
  }

  package var keys: [String] { sentences.keys.sorted() }

  /// The sentence, its values filled in. A key that is missing shows itself: a house test holds every key used in the source to the catalogue.
  package func say(_ key: String, _ values: [String: String] = [:]) -> String {
    var wording = sentences[key]
    if wording == nil, let count = values["count"] { wording = sentences[key + (count == "1" ? ".one" : ".other")] }
    return wording?.filled(with: values) ?? key
  }

  package func say(_ key: String, count: Int, _ values: [String: String] = [:]) -> String {
    say(key, values.merging(["count": String(count)]) { _, new in new })
  }

  private static func collect(_ branch: [String: Any], under path: String, into found: inout [String: Wording]) throws {
    for (name, value) in branch {
      let key = path.isEmpty ? name : path + "." + name
      switch value {
      case let text as String: found[key] = Wording(text)
      case let deeper as [String: Any]: try collect(deeper, under: key, into: &found)
      default: throw Fault(description: "\(key) is neither a sentence nor a group of sentences")
      }
    }
  }
}

/// One sentence, cut at its braces when the catalogue is read: every page says dozens of them.
private struct Wording: Sendable {
  private enum Piece {
    case text(String)
    case value(String)
  }

  private let text: String
  /// Empty where the sentence takes no values.
  private var pieces: [Piece] = []

  init(_ sentence: String) {
    text = sentence
    guard sentence.contains("{") else { return }
    var rest = Substring(sentence)
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      pieces.append(.text(String(rest[..<open])))
      pieces.append(.value(String(rest[rest.index(after: open)..<close])))
      rest = rest[rest.index(after: close)...]
    }
    pieces.append(.text(String(rest)))
  }

  /// In one pass, so that a value that itself holds braces is never filled again.
  func filled(with values: [String: String]) -> String {
    guard !pieces.isEmpty else { return text }
    var filled = ""
    for piece in pieces {
      switch piece {
      case .text(let text): filled += text
      case .value(let name): filled += values[name] ?? "{\(name)}"
      }
    }
    return filled
  }
}
