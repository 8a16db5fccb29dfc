// Reads the fields of one YAML mapping by name and kind; whatever is missing, unknown or of the wrong kind becomes a fault.
import Domain
import Yams

final class FieldReader {
  let path: String
  let faults: FaultList
  private let mapping: Node.Mapping
  private let line: Int?
  private var asked: [String] = []

  init(_ mapping: Node.Mapping, path: String, faults: FaultList) {
    self.mapping = mapping
    self.path = path
    self.faults = faults
    line = mapping.mark?.line
  }

  func field(_ name: String) -> String { path.isEmpty ? name : "\(path).\(name)" }

  /// The line of the field's name: where a list or a long text begins is of no help.
  func line(of name: String) -> Int? {
    for (key, _) in mapping where key.scalar?.string == name { return key.mark?.line ?? line }
    return line
  }

  func fault(_ name: String, _ sentence: Sentence) {
    faults.add(line: line(of: name), field: field(name), sentence)
  }

  func has(_ name: String) -> Bool { node(name) != nil }

  /// The node of a field; one that is written without a value counts as missing.
  private func node(_ name: String) -> Node? {
    for (key, value) in mapping {
      guard case .scalar(let scalar) = key, scalar.string == name else { continue }
      if case .scalar(let text) = value, text.style == .plain || text.style == .any, ["", "~", "null"].contains(text.string) { return nil }
      return value
    }
    return nil
  }

  private func ask(_ name: String, required: Bool) -> Node? {
    asked.append(name)
    if let node = node(name) { return node }
    if required { fault(name, Sentence("content.missing")) }
    return nil
  }

  // MARK: Kinds of fields

  private func scalar(_ name: String, required: Bool) -> String? {
    guard let node = ask(name, required: required) else { return nil }
    guard case .scalar(let scalar) = node else {
      fault(name, Sentence("content.notOneValue"))
      return nil
    }
    return scalar.string
  }

  /// A line or a few of plain text. White space is folded; control characters are refused.
  func text(_ name: String, atMost limit: Int, required: Bool = true) -> String {
    guard let raw = scalar(name, required: required) else { return "" }
    let words = raw.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    guard !words.isEmpty else {
      if required { fault(name, Sentence("content.missing")) }
      return ""
    }
    // Not by letters as they are seen: one letter may carry a tower of a thousand accents.
    guard words.unicodeScalars.count <= limit else {
      fault(name, Sentence("content.tooLong", ["limit": String(limit), "count": String(words.unicodeScalars.count)]))
      return ""
    }
    guard !words.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) else {
      fault(name, Sentence("content.controlCharacter"))
      return ""
    }
    return words
  }

  /// A stable name: lower-case letters and digits in words joined by hyphens.
  func key(_ name: String) -> String? {
    guard let text = scalar(name, required: true) else { return nil }
    let words = text.split(separator: "-", omittingEmptySubsequences: false)
    let isKey =
      text.utf8.count <= 40
      && words.allSatisfy { word in
        !word.isEmpty && word.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) }
      }
    guard isKey else {
      fault(name, Sentence("content.notAKey", ["value": shown(text)]))
      return nil
    }
    return text
  }

  func whole(_ name: String, in range: ClosedRange<Int>, required: Bool = true) -> Int? {
    guard let text = scalar(name, required: required) else { return nil }
    guard let number = Int(text), range.contains(number) else {
      fault(
        name,
        Sentence(
          "content.notANumber", ["value": shown(text), "low": String(range.lowerBound), "high": String(range.upperBound)]))
      return nil
    }
    return number
  }

  /// Minutes with whole or half minutes, as seconds. Read digit by digit: no rounding can creep in.
  func minutes(_ name: String, atMost limit: Int = 120) -> Int? {
    guard let text = scalar(name, required: false) else { return nil }
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    if (1...2).contains(parts.count), let first = parts.first, first.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
      let whole = Int(first), whole <= limit, parts.count == 1 || ["0", "5"].contains(parts[1])
    {
      return whole * 60 + (parts.count == 2 && parts[1] == "5" ? 30 : 0)
    }
    fault(name, Sentence("content.notMinutes", ["value": shown(text), "limit": String(limit)]))
    return nil
  }

  func choice<Choice: RawRepresentable & CaseIterable>(_ name: String, _ kind: Choice.Type) -> Choice? where Choice.RawValue == String {
    guard let text = scalar(name, required: true) else { return nil }
    if let choice = Choice(rawValue: text) { return choice }
    let all = Choice.allCases.map(\.rawValue)
    wrongChoice(name, text, among: all)
    return nil
  }

  func wrongChoice(_ name: String, _ text: String, among all: [String]) {
    let choices = all.joined(separator: ", ")
    if let near = Nearness.nearest(to: text, among: all) {
      fault(name, Sentence("content.notAChoiceNear", ["value": shown(text), "near": near, "choices": choices]))
    } else {
      fault(name, Sentence("content.notAChoice", ["value": shown(text), "choices": choices]))
    }
  }

  func yesNo(_ name: String, default standard: Bool) -> Bool {
    guard let text = scalar(name, required: false) else { return standard }
    switch text.lowercased() {
    case "yes", "true": return true
    case "no", "false": return false
    default:
      wrongChoice(name, text, among: ["yes", "no"])
      return standard
    }
  }

  /// The text of a field that may also be a mapping.
  func word(_ name: String, required: Bool = false) -> String? {
    guard case .scalar(let scalar) = ask(name, required: required) else { return nil }
    return scalar.string
  }

  /// The fields of a mapping inside this one.
  func fields(_ name: String) -> FieldReader? {
    guard let node = ask(name, required: true) else { return nil }
    guard case .mapping(let mapping) = node else {
      fault(name, Sentence("content.notFields"))
      return nil
    }
    return FieldReader(mapping, path: field(name), faults: faults)
  }

  /// A mapping from names to whatever, in the order of the file.
  func pairs(_ name: String) -> [(name: String, line: Int?, node: Node)] {
    guard let node = ask(name, required: false) else { return [] }
    guard case .mapping(let mapping) = node else {
      fault(name, Sentence("content.notFields"))
      return []
    }
    return mapping.map { key, value in (key.scalar?.string ?? "", key.mark?.line ?? line(of: name), value) }
  }

  /// A list of mappings.
  func list(_ name: String, atMost limit: Int, required: Bool = true) -> [FieldReader] {
    guard let node = ask(name, required: required) else { return [] }
    guard case .sequence(let sequence) = node else {
      fault(name, Sentence("content.notAList"))
      return []
    }
    if required && sequence.isEmpty { fault(name, Sentence("content.emptyList")) }
    guard sequence.count <= limit else {
      fault(name, Sentence("content.listTooLong", ["limit": String(limit)]))
      return []
    }
    return sequence.enumerated().compactMap { place, node in
      let path = "\(field(name))[\(place + 1)]"
      guard case .mapping(let mapping) = node else {
        faults.add(line: node.mark?.line ?? line(of: name), field: path, Sentence("content.notFields"))
        return nil
      }
      return FieldReader(mapping, path: path, faults: faults)
    }
  }

  /// A list of words.
  func words(_ name: String, atMost limit: Int) -> [(text: String, line: Int?)] {
    guard let node = ask(name, required: true) else { return [] }
    guard case .sequence(let sequence) = node, sequence.count <= limit else {
      fault(name, Sentence("content.notAList"))
      return []
    }
    return sequence.compactMap { node in node.scalar.map { ($0.string, node.mark?.line) } }
  }

  /// Names the fields nobody asked for: most often a slip of the pen, so the near one is suggested.
  func refuseUnknown() {
    for (key, _) in mapping {
      let name = key.scalar?.string ?? ""
      guard !asked.contains(name) else { continue }
      let at = key.mark?.line ?? line
      if let near = Nearness.nearest(to: name, among: asked) {
        faults.add(line: at, field: field(shown(name)), Sentence("content.unknownNear", ["near": near]))
      } else {
        faults.add(line: at, field: field(shown(name)), Sentence("content.unknown"))
      }
    }
  }

  /// A value short enough to stand in a sentence, on one line.
  func shown(_ text: String) -> String {
    let line = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return line.count <= 40 ? line : String(line.prefix(40)) + "…"
  }
}
