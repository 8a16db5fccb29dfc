// How feedback looks and is called on every page: a wording part by part, the three taps, and the words for models, stances and decisions.
import Domain
import HTML
import Messages

struct FeedbackLook {
  let catalogue: Catalogue

  func say(_ key: String, _ values: [String: String] = [:]) -> String { catalogue.say(key, values) }

  func medium(_ medium: FeedbackMedium) -> String {
    switch medium {
    case .verbal: say("feedback.medium.verbal")
    case .written: say("feedback.medium.written")
    case .recorded: say("feedback.medium.recorded")
    }
  }

  func stance(_ stance: FeedbackStance) -> String {
    switch stance {
    case .facilitative: say("feedback.stance.facilitative")
    case .dialogical: say("feedback.stance.dialogical")
    case .directive: say("feedback.stance.directive")
    }
  }

  func decision(_ decision: FeedbackDecision) -> String {
    switch decision {
    case .keep: say("feedback.decision.keep")
    case .try: say("feedback.decision.try")
    case .park: say("feedback.decision.park")
    }
  }

  func decisionHint(_ decision: FeedbackDecision) -> String {
    switch decision {
    case .keep: say("feedback.decision.keepHint")
    case .try: say("feedback.decision.tryHint")
    case .park: say("feedback.decision.parkHint")
    }
  }

  /// What was said, part by part.
  func words(_ wording: FeedbackWording) -> Markup {
    let parts = wording.parts.map { part -> Markup in "<div><dt>\(part.title)</dt><dd class=\"written\">\(part.text)</dd></div>\n" }
    return "<dl class=\"note-words\">\n\(parts)</dl>\n"
  }

  /// Along what, how, and about which skill, in one quiet line.
  func manner(_ wording: FeedbackWording, skill: String?) -> String {
    [wording.modelTitle, skill, stance(wording.stance)].compactMap { $0 }.joined(separator: " · ")
  }

  /// Keep, try or park: three buttons of one form, that of the round's page or one of their own.
  func taps(on id: ID<FeedbackNote>, chosen: FeedbackDecision?, form: StaticString) -> Markup {
    let buttons = FeedbackDecision.allCases.map { decision -> Markup in
      """
      <button class="chip" form="\(form)" formaction="/notes/\(id.text)/decisions" name="decision" value="\(decision.rawValue)" aria-pressed="\(chosen == decision ? "true" : "false")">\(self.decision(decision))</button>

      """
    }
    return "<div class=\"chips chips-start\" role=\"group\" aria-label=\"\(say("feedback.decision.ask"))\">\n\(buttons)</div>\n"
  }
}

extension PracticeShelf {
  /// `nil` where the skill has been taken off the shelf since.
  func skillTitle(_ key: String) -> String? { skills.first { $0.key == key }?.title }
}
