// A way of giving feedback: its parts in their order, what it is good for, and how it goes wrong.

package struct FeedbackModel: Equatable, Sendable {
  package struct Part: Equatable, Sendable {
    package let key: String
    package let title: String
    /// How the part begins.
    package let prompt: String
    package let isRequired: Bool

    package init(key: String, title: String, prompt: String, isRequired: Bool) {
      self.key = key
      self.title = title
      self.prompt = prompt
      self.isRequired = isRequired
    }
  }

  package let key: String
  package let title: String
  package let summary: String
  package let bestFor: String
  package let trap: String
  package let parts: [Part]
  package let origin: Origin?

  package init(
    key: String, title: String, summary: String, bestFor: String, trap: String, parts: [Part],
    origin: Origin?
  ) {
    self.key = key
    self.title = title
    self.summary = summary
    self.bestFor = bestFor
    self.trap = trap
    self.parts = parts
    self.origin = origin
  }
}
