// What a receiver thinks of a note, in words and never in numbers: five dimensions, each of them only if wanted.

package enum FeedbackDimension: String, Sendable, Codable, CaseIterable { case specific, descriptive, actionable, kind, timely }

/// Where between the two ends of a dimension: a moment or a trait, what was seen or a verdict.
package enum DimensionWord: String, Sendable, Codable, CaseIterable { case there, between, missing }

package struct FeedbackRubric: Equatable, Sendable, Codable {
  package private(set) var words: [String: DimensionWord]

  package init(_ words: [FeedbackDimension: DimensionWord] = [:]) {
    self.words = Dictionary(uniqueKeysWithValues: words.map { ($0.key.rawValue, $0.value) })
  }

  package subscript(dimension: FeedbackDimension) -> DimensionWord? { words[dimension.rawValue] }
  package var isEmpty: Bool { words.isEmpty }

  /// An empty word is none; one that does not exist is asked for again.
  package static func read(_ typed: [FeedbackDimension: String]) throws(Problem) -> FeedbackRubric {
    var words: [FeedbackDimension: DimensionWord] = [:]
    var problem = Problem(lines: [])
    for (dimension, text) in typed where !text.isEmpty {
      if let word = DimensionWord(rawValue: text) {
        words[dimension] = word
      } else {
        problem.add(dimension.rawValue, Sentence("feedback.rubric.unknown"))
      }
    }
    guard problem.lines.isEmpty else { throw problem }
    return FeedbackRubric(words)
  }
}
