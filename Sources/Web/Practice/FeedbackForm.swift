// The form in which feedback is written along one model: it keeps itself as one types, and nothing of another model is lost.
import Actions
import Domain
import Foundation
import HTML
import HTTP
import Messages

struct FeedbackForm {
  let address: String
  let draft: FeedbackDraft
  let version: Int
  let models: [FeedbackModel]
  /// The word on the button that gives it.
  let give: String
  let token: Markup
  let corrections: Corrections
  private var catalogue: Catalogue { corrections.catalogue }
  private func say(_ key: String, _ values: [String: String] = [:]) -> String { catalogue.say(key, values) }

  init(
    address: String, draft: FeedbackDraft, version: Int, models: [FeedbackModel], give: String, token: Markup,
    _ corrections: Corrections
  ) {
    self.address = address
    self.draft = draft
    self.version = version
    self.models = models
    self.give = give
    self.token = token
    self.corrections = corrections
  }

  var markup: Markup {
    guard let model = models.first(where: { $0.key == draft.model }) else { return choosing }
    return """
      <form class="form" method="post" action="\(href: address)" novalidate data-autosave data-saving="\(say("table.writing.saving"))" data-saved="\(say("table.writing.saved"))" data-unsaved="\(say("table.writing.unsaved"))" data-kept="\(say("table.writing.kept"))" data-conflict="\(say("table.writing.conflict"))" data-gone="\(say("feedback.write.gone"))">
      \(token)<input type="hidden" name="version" value="\(version)"><input type="hidden" name="along" value="\(model.key)">
      \(corrections.summary)<h2>\(model.title)</h2>
      <p class="remark">\(model.summary) \(say("feedback.write.trap", ["trap": model.trap]))</p>
      \(model.parts.map { part in textArea(field(part, of: model), rows: 2) })
      \(radioField(Field("stance", say("feedback.stance.ask"), value: draft.stance?.rawValue ?? "", corrections), stances))
      \(radioField(Field("medium", say("feedback.medium.ask"), value: draft.medium?.rawValue ?? "", corrections), media))
      \(whoSeesLine(.onlyYouUntilGiven, catalogue))
      <div class="buttons"><button class="button" name="give" value="yes" data-sends>\(give)</button><button class="button quiet">\(say("table.writing.save"))</button></div>
      <p class="autosave"><span class="status" data-autosave-word>\(version > 0 ? say("table.writing.saved") : "")</span></p>
      \(elsewhere)<details class="more" id="other-model"><summary>\(say("feedback.write.otherModel"))</summary>
      \(modelChoice(except: model.key))
      <p><button class="button quiet" name="change" value="yes" data-sends>\(say("feedback.write.change"))</button></p></details>
      </form>

      """
  }

  /// Before the first word: which model.
  private var choosing: Markup {
    postForm(address, token: token) {
      corrections.summary
      "<input type=\"hidden\" name=\"version\" value=\"\(version)\"><input type=\"hidden\" name=\"change\" value=\"yes\">\n"
      radioField(Field("choose", say("feedback.model.ask"), value: draft.model, hint: say("feedback.model.hint"), corrections), choices(except: nil))
      elsewhere
      buttons { submitButton(say("feedback.write.begin")) }
    }
  }

  private func field(_ part: FeedbackModel.Part, of model: FeedbackModel) -> Field {
    Field("part-" + part.key, part.title, value: draft[model.key, part.key], hint: part.prompt, optional: !part.isRequired, corrections)
  }

  private func modelChoice(except key: String) -> Markup {
    radioField(Field("choose", say("feedback.model.ask"), Corrections(nil, catalogue)), choices(except: key))
  }

  /// What suits a round on one skill first, then as the library has them.
  private func choices(except key: String?) -> [Choice] {
    let first = ["name-it-try-it", "sbi", "glow-grow"]
    let sorted = first.compactMap { key in models.first { $0.key == key } } + models.filter { !first.contains($0.key) }
    return sorted.filter { $0.key != key }.map {
      Choice($0.key, $0.title, hint: $0.summary + " " + say("feedback.model.bestFor", ["what": $0.bestFor]))
    }
  }

  private var stances: [Choice] {
    FeedbackStance.allCases.map { Choice($0.rawValue, FeedbackLook(catalogue: catalogue).stance($0)) }
  }

  private var media: [Choice] {
    FeedbackMedium.allCases.map { Choice($0.rawValue, FeedbackLook(catalogue: catalogue).medium($0)) }
  }

  /// What was typed along another model: to read and to copy from.
  private var elsewhere: Markup {
    let kept = draft.elsewhere(in: models)
    guard !kept.isEmpty else { return "" }
    return """
      <details class="more" id="typed-before" open><summary>\(say("feedback.write.elsewhere"))</summary>
      \(kept.map { part -> Markup in "<p class=\"remark\">\(part.title)</p>\(written(part.text))" })</details>

      """
  }

  // MARK: What it sends

  static func typed(_ form: Form) -> FeedbackTyped {
    var parts: [String: String] = [:]
    for field in form.fields where field.name.hasPrefix("part-") && parts[String(field.name.dropFirst(5))] == nil {
      parts[String(field.name.dropFirst(5))] = lines(field.value)
    }
    return FeedbackTyped(
      along: form["along"], parts: parts, medium: form.has("medium") ? form["medium"] : nil, stance: form.has("stance") ? form["stance"] : nil,
      chooses: form.has("change") ? form["choose"] : nil)
  }

  /// With plain line ends and otherwise as it was typed: a blank at the end is somebody in the middle of a sentence.
  private static func lines(_ text: String) -> String { text.replacing("\r\n", with: "\n").replacing("\r", with: "\n") }

  /// What is kept of it with what was typed put over it, for a page that shows both.
  static func shown(_ typed: FeedbackTyped, over kept: FeedbackDraft, _ models: [FeedbackModel]) -> FeedbackDraft {
    var draft = kept
    draft.take(typed, models)
    return draft
  }

  /// Another window was faster: where the two differ, both stand in the field.
  static func joined(_ typed: FeedbackTyped, with kept: FeedbackDraft, _ models: [FeedbackModel]) -> FeedbackDraft {
    var typed = typed
    for (key, text) in typed.parts {
      let other = kept[typed.along, key]
      typed.parts[key] = text.contains(other) ? text : other.contains(text) ? other : other + "\n\n" + text
    }
    return shown(typed, over: kept, models)
  }
}

/// What a script that keeps a draft is told.
enum KeptFeedback {
  private struct Conflict: Encodable {
    let version: Int
    let texts: [String: String]
  }

  /// The kept texts of the model that stands in the other window's form.
  static func conflict(_ newer: NewerFeedback, along key: String, _ models: [FeedbackModel]) throws -> Reply {
    let parts = models.first { $0.key == key }?.parts ?? []
    let texts = Dictionary(parts.map { ("part-" + $0.key, newer.kept[key, $0.key]) }) { first, _ in first }
    return .json(Array(try JSONEncoder().encode(Conflict(version: newer.version, texts: texts))), status: .conflict)
  }

  /// A sentence that a script shows beside the field; it does not try again.
  static func refused(_ problem: Problem, _ visit: Visit) -> Reply {
    .text(problem.lines.map { visit.say($0.sentence) }.joined(separator: " "), status: .unprocessableContent)
  }
}
