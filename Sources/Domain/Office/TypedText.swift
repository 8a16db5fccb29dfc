// Text that a person typed, made fit to keep: trimmed, without characters that nobody sees and that could make it read as something else.

package enum TypedText {
  /// One line, such as a name: all white space becomes single blanks.
  package static func line(_ text: String) -> String { singleBlanks(visible(text, keepsLines: false)) }

  /// With single blanks between the words. Scalar by scalar: a blank that a combining mark follows is still a blank, and what was
  /// made so once stays as it is.
  package static func singleBlanks(_ text: String) -> String {
    text.unicodeScalars.split(whereSeparator: \.properties.isWhitespace).map { String($0) }.joined(separator: " ")
  }

  /// Several lines: line ends become `\n`, blank ends are cut.
  package static func block(_ text: String) -> String {
    let lines = visible(text, keepsLines: true).split(separator: "\n", omittingEmptySubsequences: false).map { line in
      var line = line
      while line.last?.isWhitespace == true { line.removeLast() }
      return String(line)
    }
    var kept = lines[...]
    while kept.first == "" { kept.removeFirst() }
    while kept.last == "" { kept.removeLast() }
    return kept.joined(separator: "\n")
  }

  /// Counted in code points: a single visible character can be a megabyte of combining marks.
  package static func isLonger(_ text: String, than limit: Int) -> Bool {
    text.utf8.count > limit && text.unicodeScalars.count > limit
  }

  private static func visible(_ text: String, keepsLines: Bool) -> String {
    var kept = String.UnicodeScalarView()
    var previousWasReturn = false
    for scalar in text.unicodeScalars {
      defer { previousWasReturn = scalar == "\r" }
      switch scalar.value {
      case 0x0D: kept.append(keepsLines ? "\n" : " ")
      case 0x0A: if !previousWasReturn { kept.append(keepsLines ? "\n" : " ") }
      case 0x09, 0x85, 0x2028, 0x2029: kept.append(" ")
      // Controls; marks that turn the direction of writing; blanks of no width (not the joiners, which Persian and emoji need).
      case 0x00...0x1F, 0x7F...0x9F, 0x202A...0x202E, 0x2066...0x2069, 0x200B, 0x200E, 0x200F, 0x2060, 0xFEFF: continue
      default: kept.append(scalar)
      }
    }
    return String(kept)
  }
}
