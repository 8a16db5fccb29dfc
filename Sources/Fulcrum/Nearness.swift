// Which of the words that exist somebody may have meant by one that does not.

enum Nearness {
  /// The nearest word, if it is near enough to be a slip of the fingers.
  static func nearest(to word: String, among words: [String]) -> String? {
    let ranked = words.map { ($0, distance(word.lowercased(), $0)) }.min { $0.1 < $1.1 }
    guard let (nearest, steps) = ranked, steps <= max(1, nearest.count / 3) || nearest.hasPrefix(word.lowercased()) else { return nil }
    return nearest
  }

  /// How many letters have to be added, removed or changed to come from one to the other.
  static func distance(_ left: String, _ right: String) -> Int {
    let right = Array(right)
    var row = Array(0...right.count)
    for (place, letter) in left.enumerated() {
      var diagonal = row[0]
      row[0] = place + 1
      for column in right.indices {
        let change = diagonal + (letter == right[column] ? 0 : 1)
        diagonal = row[column + 1]
        row[column + 1] = min(change, diagonal + 1, row[column] + 1)
      }
    }
    return row[right.count]
  }
}
