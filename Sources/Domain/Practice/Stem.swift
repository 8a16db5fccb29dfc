// The beginning of a question or a sentence, or all of it, to borrow and to try whether it feels like one's own.

package struct Stem: Equatable, Sendable {
  package let key: String
  /// The key of its type: each stem belongs to exactly one.
  package let type: String
  package let text: String
  package let useWhen: String
  package let avoidWhen: String

  package init(key: String, type: String, text: String, useWhen: String, avoidWhen: String) {
    self.key = key
    self.type = type
    self.text = text
    self.useWhen = useWhen
    self.avoidWhen = avoidWhen
  }
}

/// Stems that do the same in a talk.
package struct StemType: Equatable, Sendable {
  package let key: String
  package let title: String
  package let stems: [Stem]

  package init(key: String, title: String, stems: [Stem]) {
    self.key = key
    self.title = title
    self.stems = stems
  }
}

/// What is wrong with a stem that sounds helpful and is not.
package enum StemFlaw: String, Sendable, CaseIterable {
  /// Two questions in one breath: the second rescues from the first.
  case double
  /// Advice in disguise, or a question that knows its answer.
  case leading
  /// A question that asks for a defense.
  case accusing

  /// At the beginning of a sentence, or of a part of one: "What have you tried so far?" asks, "Have you tried waiting?" tells.
  private static let leadings = [
    "don't you", "do not you", "wouldn't it", "wouldn't you", "couldn't you", "could you not", "shouldn't", "isn't it", "isn't that", "aren't you",
    "have you thought of", "have you thought about", "have you tried", "have you considered", "why don't you", "why not", "you should",
    "what if you just", "right?",
  ]
  private static let accusings = [
    "why did", "why didn't", "why do you", "why are you", "why aren't", "why haven't", "why can't",
    "what went wrong", "what were you thinking",
    "you always", "you never", "your fault", "your mistake", "you failed", "you forgot",
    "how could you",
  ]

  /// Every flaw that the words show. A warning to a writer, and a bar for what is shipped.
  package static func found(in text: String) -> [StemFlaw] {
    let words =
      " "
      + text.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ").replacing(
        "\u{2019}", with: "'")
    var found: [StemFlaw] = []
    let questions = words.count { $0 == "?" }
    if questions > 1
      || questions == 1
        && (words.contains(" and ") || words.contains(" or what ") || words.contains(" or how "))
    {
      found.append(.double)
    }
    if leadings.contains(where: { phrase in
      [",", ".", "?", ";", ":", " and", " but", " or"].contains { words.contains($0 + " " + phrase) } || words.hasPrefix(" " + phrase)
    }) {
      found.append(.leading)
    }
    if accusings.contains(where: { words.contains(" " + $0) }) { found.append(.accusing) }
    return found
  }
}
