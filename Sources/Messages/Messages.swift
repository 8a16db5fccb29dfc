// The catalogue of every sentence a person reads: one YAML file for each language, looked up by key.
import Foundation
import Yams

/// The sentences of one language. Values stand in braces: `"{name} has the floor"`. A sentence with `one` and `other` is
/// chosen by its value `count`.
package struct Catalogue: Sendable {
  private let sentences: [String: String]

  package struct Fault: Error, CustomStringConvertible {
    package let description: String
  }

  package init(yaml: String) throws {
    guard let root = try Yams.load(yaml: yaml) as? [String: Any] else { throw Fault(description: "the catalogue is not a mapping") }
    var found: [String: String] = [:]
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
    var sentence = sentences[key]
    if sentence == nil, let count = values["count"] {
      sentence = sentences[key + (count == "1" ? ".one" : ".other")]
    }
    guard var filled = sentence else { return key }
    guard filled.utf8.contains(0x7B) else { return filled }
    filled = Catalogue.fill(filled, values)
    return filled
  }

  package func say(_ key: String, count: Int, _ values: [String: String] = [:]) -> String {
    say(key, values.merging(["count": String(count)]) { _, new in new })
  }

  /// Fills the braces in one pass, so that a value that itself holds braces is never filled again.
  private static func fill(_ sentence: String, _ values: [String: String]) -> String {
    var result = ""
    var rest = Substring(sentence)
    while let open = rest.firstIndex(of: "{") {
      result += rest[..<open]
      rest = rest[rest.index(after: open)...]
      guard let close = rest.firstIndex(of: "}") else { return result + "{" + rest }
      let name = String(rest[..<close])
      result += values[name] ?? "{\(name)}"
      rest = rest[rest.index(after: close)...]
    }
    return result + rest
  }

  private static func collect(_ branch: [String: Any], under path: String, into found: inout [String: String]) throws {
    for (name, value) in branch {
      let key = path.isEmpty ? name : path + "." + name
      switch value {
      case let text as String: found[key] = text
      case let deeper as [String: Any]: try collect(deeper, under: key, into: &found)
      default: throw Fault(description: "\(key) is neither a sentence nor a group of sentences")
      }
    }
  }
}
