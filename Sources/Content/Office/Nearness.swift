// Which known word was probably meant by one that is not known.

enum Nearness {
  /// The nearest word within two changes (one for short words); `nil` where none is near.
  static func nearest(to word: String, among known: [String]) -> String? {
    let typed = Array(word.lowercased().utf8.prefix(60))
    let allowed = typed.count <= 3 ? 1 : 2
    return known.map { (word: $0, changes: changes(from: typed, to: Array($0.lowercased().utf8))) }
      .filter { $0.changes <= allowed }
      .min { $0.changes < $1.changes }?.word
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
