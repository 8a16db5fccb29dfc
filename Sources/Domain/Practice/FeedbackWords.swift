// The words of feedback: as they are being typed along a model, and as they were given.

/// How it comes to the receiver.
package enum FeedbackMedium: String, Sendable, Codable, CaseIterable { case verbal, written, recorded }

/// Whether the receiver had it on the day of the round.
package enum FeedbackTiming: String, Sendable, Codable, CaseIterable { case immediate, delayed }

/// Whether the giver asks, talks it through, or tells.
package enum FeedbackStance: String, Sendable, Codable, CaseIterable { case facilitative, dialogical, directive }

/// What is typed so far. Words that were typed along another model stay, so that changing one's mind costs nothing.
package struct FeedbackDraft: Equatable, Sendable, Codable {
  /// The key of the model along which it is being written; empty until one is chosen.
  package var model: String
  package var medium: FeedbackMedium?
  package var stance: FeedbackStance?
  /// By model and part: `sbi.behavior`.
  package private(set) var texts: [String: String]

  package static let longestPart = 2_000

  package init(model: String = "", medium: FeedbackMedium? = nil, stance: FeedbackStance? = nil, texts: [String: String] = [:]) {
    self.model = model
    self.medium = medium
    self.stance = stance
    self.texts = texts
  }

  /// To begin from when a note is to be given in other words.
  package init(_ wording: FeedbackWording) {
    self.init(model: wording.model, medium: wording.medium, stance: wording.stance)
    for part in wording.parts { self[wording.model, part.key] = part.text }
  }

  package subscript(model: String, part: String) -> String {
    get { texts[model + "." + part] ?? "" }
    set { texts[model + "." + part] = newValue.isEmpty ? nil : newValue }
  }

  /// What a form has brought, put over what was kept. Fields that did not come, and parts that the model does not have, change nothing.
  package mutating func take(_ typed: FeedbackTyped, _ models: [FeedbackModel]) {
    if let along = models.first(where: { $0.key == typed.along }) {
      // What stands in the form is what its giver sees, whatever another window has chosen meanwhile.
      model = along.key
      for part in along.parts { if let text = typed.parts[part.key] { self[along.key, part.key] = text } }
    }
    if let medium = typed.medium.flatMap(FeedbackMedium.init) { self.medium = medium }
    if let stance = typed.stance.flatMap(FeedbackStance.init) { self.stance = stance }
    if let chosen = typed.chooses, models.contains(where: { $0.key == chosen }) { model = chosen }
  }

  package var isEmpty: Bool { texts.values.allSatisfy { TypedText.block($0).isEmpty } }

  /// What was typed along models other than the one that is chosen now, in the order of the library.
  package func elsewhere(in models: [FeedbackModel]) -> [(title: String, text: String)] {
    models.filter { $0.key != model }.flatMap { model in
      model.parts.map { (title: $0.title, text: self[model.key, $0.key]) }
    }.filter { !TypedText.block($0.text).isEmpty }
  }

  /// Lengths alone are held while somebody is still typing; the field is that of the form.
  package func requireFitting(_ models: [FeedbackModel]) throws(Problem) {
    var problem = Problem(lines: [])
    for model in models {
      for part in model.parts where TypedText.isLonger(self[model.key, part.key], than: FeedbackDraft.longestPart) {
        problem.add("part-" + part.key, Sentence("feedback.part.long", ["part": part.title, "most": String(FeedbackDraft.longestPart)]))
      }
    }
    guard problem.lines.isEmpty else { throw problem }
  }
}

/// What a form brings, as it was sent.
package struct FeedbackTyped: Equatable, Sendable {
  /// The key of the model whose parts stood in the form.
  package var along: String
  package var parts: [String: String]
  package var medium: String?
  package var stance: String?
  /// Another model from now on.
  package var chooses: String?

  package init(along: String = "", parts: [String: String] = [:], medium: String? = nil, stance: String? = nil, chooses: String? = nil) {
    self.along = along
    self.parts = parts
    self.medium = medium
    self.stance = stance
    self.chooses = chooses
  }
}

/// A wording as it was given, with the titles of its parts: a model may be changed or dropped later, what was said may not.
package struct FeedbackWording: Equatable, Sendable, Codable {
  package struct Part: Equatable, Sendable, Codable {
    package let key: String
    package let title: String
    package let text: String

    package init(key: String, title: String, text: String) {
      self.key = key
      self.title = title
      self.text = text
    }
  }

  package let model: String
  package let modelTitle: String
  package let medium: FeedbackMedium
  package let timing: FeedbackTiming
  package let stance: FeedbackStance
  package let parts: [Part]

  package init(
    model: String, modelTitle: String, medium: FeedbackMedium, timing: FeedbackTiming, stance: FeedbackStance, parts: [Part]
  ) {
    self.model = model
    self.modelTitle = modelTitle
    self.medium = medium
    self.timing = timing
    self.stance = stance
    self.parts = parts
  }

  /// Makes a wording of a draft, or says everything that is still missing at once.
  package static func of(_ draft: FeedbackDraft, _ timing: FeedbackTiming, models: [FeedbackModel]) throws(Problem) -> FeedbackWording {
    guard let model = models.first(where: { $0.key == draft.model }) else { throw Problem("model", "feedback.model.missing") }
    try draft.requireFitting(models)
    var problem = Problem(lines: [])
    let parts = model.parts.map { Part(key: $0.key, title: $0.title, text: TypedText.block(draft[model.key, $0.key])) }
    for (part, asked) in zip(parts, model.parts) where part.text.isEmpty && asked.isRequired {
      problem.add("part-" + part.key, Sentence("feedback.part.missing", ["part": part.title]))
    }
    if draft.stance == nil { problem.add("stance", Sentence("feedback.stance.missing")) }
    if draft.medium == nil { problem.add("medium", Sentence("feedback.medium.missing")) }
    guard problem.lines.isEmpty, let stance = draft.stance, let medium = draft.medium else { throw problem }
    return FeedbackWording(
      model: model.key, modelTitle: model.title, medium: medium, timing: timing, stance: stance, parts: parts.filter { !$0.text.isEmpty })
  }

  /// Whether it says the same; when it was said does not count.
  package func saysTheSame(as other: FeedbackWording) -> Bool {
    model == other.model && medium == other.medium && stance == other.stance && parts == other.parts
  }
}
