// How sure somebody feels about a skill, before and after practice: five words and no number, for oneself alone.
import Domain
import HTML
import HTTP

struct ConfidenceForm {
  /// The one it is about; `nil` where it is chosen in the form.
  let skill: FocusSkill?
  let skills: [FocusSkill]
  let typed: Form?
  let corrections: Corrections
  let back: String
  let visit: Visit

  var markup: Markup {
    let words = PracticeWords(visit)
    return postForm("/confidence-checks", token: visit.formToken) {
      "<input type=\"hidden\" name=\"next\" value=\"\(back)\">\n"
      if let skill {
        "<input type=\"hidden\" name=\"skill\" value=\"\(skill.key)\">\n"
      } else {
        choiceField(
          Field("skill", visit.say("shelf.confidence.skill"), value: typed.map { $0["skill"] } ?? "", corrections),
          PracticeWords.skillChoices(skills, first: visit.say("shelf.confidence.choose")))
      }
      radioField(
        Field("moment", visit.say("shelf.confidence.moment"), value: typed.map { $0["moment"] } ?? "", corrections),
        [
          Choice(ConfidenceCheck.Moment.before.rawValue, visit.say("shelf.confidence.before")),
          Choice(ConfidenceCheck.Moment.after.rawValue, visit.say("shelf.confidence.after")),
        ])
      radioField(
        Field("standing", visit.say("shelf.confidence.standing"), value: typed.map { $0["standing"] } ?? "", whoSees: .onlyYou, corrections),
        ConfidenceCheck.Standing.allCases.map { Choice($0.rawValue, words.standing($0)) })
      buttons { submitButton(visit.say("shelf.confidence.keep"), .quiet) }
    }
  }
}

/// What was said so far, in the order of time.
struct ConfidenceLines {
  let checks: [ConfidenceCheck]
  let zone: String
  let visit: Visit

  private static let most = 8

  var markup: Markup {
    guard !checks.isEmpty else { return "" }
    let (words, when) = (PracticeWords(visit), Moments(visit.house.catalogue, zone: zone))
    return rows(checks.suffix(ConfidenceLines.most).map { row(words.sentence($0), detail: when.dayOfYear($0.checkedAt)) })
  }
}
