// Which of the words that exist somebody probably meant by one that does not.

package enum Nearness {
  /// The nearest word, if it is near enough to be a slip of the fingers or begins as it was typed; `nil` where none is.
  package static func nearest(to word: String, among known: [String]) -> String? {
    // Nobody slips for longer than this, and what was typed may be a whole file.
    let typed = Array(word.lowercased().utf8.prefix(60))
    guard !typed.isEmpty else { return nil }
    let ranked = known.map { ($0, changes(from: typed, to: Array($0.lowercased().utf8))) }.min { $0.1 < $1.1 }
    guard let (nearest, changes) = ranked else { return nil }
    // Two letters that changed places are two changes.
    if changes <= max(typed.count <= 3 ? 1 : 2, min(typed.count, nearest.utf8.count) / 3) { return nearest }
    return typed.count >= 2 ? known.first { $0.lowercased().utf8.starts(with: typed) } : nil
  }

  /// How many letters have to be put in, left out or exchanged.
  private static func changes(from typed: [UInt8], to known: [UInt8]) -> Int {
    var row = Array(0...known.count)
    for (line, letter) in typed.enumerated() {
      var diagonal = row[0]
      row[0] = line + 1
      for (column, other) in known.enumerated() {
        let exchanged = diagonal + (letter == other ? 0 : 1)
        diagonal = row[column + 1]
        row[column + 1] = min(exchanged, row[column + 1] + 1, row[column] + 1)
      }
    }
    return row[known.count]
  }
}
