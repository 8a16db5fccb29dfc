// What a person can put right: a refusal with a sentence of the catalogue for each field it concerns.

/// Bad input. Pages answer 422 with the form again, what was typed kept, each sentence beside its field.
package struct Problem: Error, Equatable, Sendable {
  package struct Line: Equatable, Sendable {
    /// The form field's name; `nil` where the sentence concerns the whole form.
    package let field: String?
    package let sentence: Sentence

    package init(field: String?, sentence: Sentence) {
      self.field = field
      self.sentence = sentence
    }
  }

  package var lines: [Line]

  package init(lines: [Line]) { self.lines = lines }

  package init(_ field: String? = nil, _ key: String, _ values: [String: String] = [:]) {
    lines = [Line(field: field, sentence: Sentence(key, values))]
  }

  /// What concerns the whole form, such as why somebody else's newer state was not overwritten.
  package init(_ sentence: Sentence) { lines = [Line(field: nil, sentence: sentence)] }

  /// One more line: a form says everything that is wrong at once.
  package mutating func add(_ field: String?, _ sentence: Sentence) { lines.append(Line(field: field, sentence: sentence)) }
}

/// A sentence of the message catalogue by key, with the values that stand in it.
package struct Sentence: Equatable, Hashable, Sendable, Codable {
  package let key: String
  package let values: [String: String]

  package init(_ key: String, _ values: [String: String] = [:]) {
    self.key = key
    self.values = values
  }
}

/// Why something is not done although nothing is wrong with what was typed.
package enum Refusal: Error, Equatable, Sendable {
  /// 404: it does not exist, or this person may not know that it does. The two are never told apart.
  case notFound
  /// 403: the person may know of it but not do this.
  case notAllowed
  /// 409: somebody was faster; the sentence says what is newer.
  case stale(Sentence)
  /// 303 to the sign-in page: nobody is signed in.
  case signedOut
  /// 303 to the page that says who sees what: it has to be accepted first.
  case noticeFirst
  /// 429: too many tries; `after` says when the next is worth it.
  case tooMany(after: Span)
  /// 503: the house cannot do it now; nothing was lost.
  case unavailable(after: Span)
}
