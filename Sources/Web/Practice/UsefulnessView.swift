// Which ways of giving feedback were useful to a group, on its practice page: in words, from enough notes on, and never about a person.
import Domain
import HTML
import HTTP

struct UsefulnessView {
  let usefulness: FeedbackUsefulness
  let visit: Visit

  /// A section of the group's practice page.
  var markup: Markup {
    section(visit.say("feedback.useful.title"), id: "usefulness") {
      if !usefulness.missing.isNothing {
        remark(missing)
      } else if usefulness.models.isEmpty && usefulness.stances.isEmpty {
        remark(visit.say("feedback.useful.spread"))
      } else {
        facts(models + stances)
      }
      remark(visit.say("feedback.useful.what"))
    }
  }

  private var missing: String {
    let missing = usefulness.missing
    if missing.notes > 0 { return visit.say("feedback.useful.missing", count: missing.notes) }
    return visit.say("feedback.useful.missingPeople")
  }

  private var models: [(term: String, fact: Markup)] {
    usefulness.models.map { line in
      let title = visit.house.library.practice.feedbackModels.first { $0.key == line.key }?.title
      return (title ?? visit.say("feedback.useful.otherModel"), Markup(text: share(line.share)))
    }
  }

  private var stances: [(term: String, fact: Markup)] {
    usefulness.stances.map { (FeedbackLook(catalogue: visit.house.catalogue).stance($0.key), Markup(text: share($0.share))) }
  }

  private func share(_ share: FeedbackUsefulness.Share) -> String {
    switch share {
    case .mostly: visit.say("feedback.useful.mostly")
    case .half: visit.say("feedback.useful.half")
    case .seldom: visit.say("feedback.useful.seldom")
    }
  }
}
