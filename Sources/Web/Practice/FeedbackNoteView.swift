// What stands on the page of one note, section by section, for one of the two who read it.
import Actions
import Domain
import HTML
import HTTP

struct FeedbackNoteView {
  let page: FeedbackPage
  let problem: Problem?
  /// What was typed into a form that could not be taken.
  let typed: Form
  let visit: Visit
  private var corrections: Corrections { Corrections(problem, visit.house.catalogue) }
  private var look: FeedbackLook { FeedbackLook(catalogue: visit.house.catalogue) }
  private var name: [String: String] { ["name": page.otherName] }

  private func day(_ instant: Instant) -> String { Moments(visit.house.catalogue, zone: page.zone).dayOfYear(instant) }
  private func skill(_ key: String) -> String? { visit.house.library.practice.skillTitle(key) }

  // MARK: The receiver's

  func lead(_ note: ReceivedNote) -> String {
    switch note.stage {
    case .reworded:
      note.decision.map {
        visit.say("feedback.note.leadRewordedFrom", name.merging(["day": day(note.givenAt), "decision": look.decision($0)]) { $1 })
      } ?? visit.say("feedback.note.leadReworded", name.merging(["day": day(note.givenAt)]) { $1 })
    case .decided:
      visit.say(
        "feedback.note.leadDecided", ["day": day(note.givenAt), "decision": note.decision.map { look.decision($0) } ?? ""])
    case .drafted, .given, .received: visit.say("feedback.note.lead", ["day": day(note.givenAt), "group": page.groupName])
    }
  }

  func received(_ note: ReceivedNote, _ rubric: FeedbackRubric) -> Markup {
    joined([
      corrections.summary,
      section(note.earlier == nil ? visit.say("feedback.note.words") : visit.say("feedback.note.newWords")) {
        remark(look.manner(note.given, skill: skill(note.skill)))
        look.words(note.given)
        taps(note)
        note.earlier.map { earlier in
          "<details class=\"more\" id=\"earlier\"><summary>\(visit.say("feedback.note.earlier"))</summary>\n\(look.words(earlier))</details>\n"
        }
      },
      words(note, rubric), line(note), deletion(note),
    ])
  }

  /// One form for the three, so that they work without a script.
  private func taps(_ note: ReceivedNote) -> Markup {
    let hints = FeedbackDecision.allCases.map { "\(look.decision($0)): \(look.decisionHint($0))" }.joined(separator: " ")
    return joined([
      "<form id=\"taps\" method=\"post\" action=\"/notes/\(note.id.text)/decisions\" hidden>\(visit.formToken)</form>\n",
      paragraph(visit.say("feedback.decision.ask")), look.taps(on: note.id, chosen: note.stage == .decided ? note.decision : nil, form: "taps"),
      remark(hints), whoSeesLine(.onlyYou, visit.house.catalogue),
    ])
  }

  private func words(_ note: ReceivedNote, _ rubric: FeedbackRubric) -> Markup {
    section(visit.say("feedback.rubric.title"), id: "words") {
      remark(visit.say("feedback.rubric.what"))
      postForm("/notes/\(note.id)/words", token: visit.formToken) {
        joined(FeedbackDimension.allCases.map { dimension(($0), rubric) })
        whoSeesLine(.onlyYou, visit.house.catalogue)
        buttons { submitButton(visit.say("feedback.rubric.keep"), .quiet) }
      }
    }
  }

  private func dimension(_ dimension: FeedbackDimension, _ rubric: FeedbackRubric) -> Markup {
    let (label, there, missing) = ends(dimension)
    let value = typed.has(dimension.rawValue) ? typed[dimension.rawValue] : rubric[dimension]?.rawValue ?? ""
    return choiceField(
      Field(dimension.rawValue, label, value: value, corrections),
      [
        Choice("", visit.say("feedback.rubric.none")), Choice(DimensionWord.there.rawValue, there),
        Choice(DimensionWord.between.rawValue, visit.say("feedback.rubric.between")), Choice(DimensionWord.missing.rawValue, missing),
      ])
  }

  /// The dimension and its two ends.
  private func ends(_ dimension: FeedbackDimension) -> (String, String, String) {
    switch dimension {
    case .specific:
      (visit.say("feedback.rubric.specific.name"), visit.say("feedback.rubric.specific.there"), visit.say("feedback.rubric.specific.missing"))
    case .descriptive:
      (
        visit.say("feedback.rubric.descriptive.name"), visit.say("feedback.rubric.descriptive.there"),
        visit.say("feedback.rubric.descriptive.missing")
      )
    case .actionable:
      (visit.say("feedback.rubric.actionable.name"), visit.say("feedback.rubric.actionable.there"), visit.say("feedback.rubric.actionable.missing"))
    case .kind: (visit.say("feedback.rubric.kind.name"), visit.say("feedback.rubric.kind.there"), visit.say("feedback.rubric.kind.missing"))
    case .timely:
      (visit.say("feedback.rubric.timely.name"), visit.say("feedback.rubric.timely.there"), visit.say("feedback.rubric.timely.missing"))
    }
  }

  private func line(_ note: ReceivedNote) -> Markup {
    section(visit.say("feedback.line.title", name), id: "line") {
      if let sent = note.line, sent.wording == note.wording {
        remark(visit.say("feedback.line.sent", name))
        paragraph(kind(sent.kind))
        written(sent.text)
      } else {
        remark(visit.say("feedback.line.what", name))
        postForm("/notes/\(note.id)/lines", token: visit.formToken) {
          radioField(
            Field("kind", visit.say("feedback.line.kind"), value: typed["kind"], corrections),
            FeedbackLine.Kind.allCases.map { Choice($0.rawValue, kind($0)) })
          textField(Field("line", visit.say("feedback.line.field"), value: typed["line"], corrections))
          whoSeesLine(.noteGiver, visit.house.catalogue)
          buttons { submitButton(visit.say("feedback.line.send"), .quiet) }
        }
      }
    }
  }

  private func kind(_ kind: FeedbackLine.Kind) -> String {
    switch kind {
    case .helped: visit.say("feedback.line.helped")
    case .sayAgain: visit.say("feedback.line.sayAgain")
    }
  }

  private func deletion(_ note: ReceivedNote) -> Markup {
    section(visit.say("feedback.delete.title")) {
      remark(visit.say("feedback.delete.what", name))
      postButton(visit.say("feedback.delete.do"), action: "/notes/\(note.id)/deletion", token: visit.formToken)
    }
  }

  // MARK: The giver's

  func lead(_ note: GivenNote) -> String {
    let values = name.merging(["day": day(note.givenAt ?? note.writtenAt)]) { $1 }
    if note.given == nil { return visit.say("feedback.note.leadTextGone", values) }
    return note.wasOpened || note.isDeleted ? visit.say("feedback.note.leadOpened", values) : visit.say("feedback.note.leadGiven", values)
  }

  func given(_ note: GivenNote, _ typed: FeedbackDraft?) -> Markup {
    guard let given = note.given else { return corrections.summary + remark(visit.say("feedback.note.textGone")) }
    return joined([
      note.mayReword && problem != nil && typed != nil ? "" : corrections.summary,
      note.line.map { line in
        section(visit.say("feedback.line.back", name)) {
          paragraph(kind(line.kind))
          written(line.text)
        }
      } ?? "",
      section(visit.say("feedback.note.yourWords")) {
        remark(look.manner(given, skill: skill(note.skill)))
        look.words(given)
        remark(visit.say("feedback.note.yoursUntil"))
      },
      again(note, given, typed),
    ])
  }

  private func again(_ note: GivenNote, _ given: FeedbackWording, _ typed: FeedbackDraft?) -> Markup {
    guard note.mayReword else { return remark(visit.say("feedback.wasDeleted")) }
    let form = FeedbackForm(
      address: "/notes/\(note.id)/wordings", draft: typed ?? note.draft ?? FeedbackDraft(given), version: note.version,
      models: visit.house.library.practice.feedbackModels, give: visit.say("feedback.again.give"),
      token: visit.formToken, typed == nil ? Corrections(nil, visit.house.catalogue) : corrections)
    let isOpen = note.draft != nil || typed != nil || note.line?.kind == .sayAgain && note.line?.wording == note.wording
    return section(visit.say("feedback.again.title"), id: "again") {
      remark(visit.say("feedback.again.what", name))
      "<details class=\"more\" id=\"say-again\"\(" open", if: isOpen)><summary>\(visit.say("feedback.again.open"))</summary>\n\(form.markup)</details>\n"
    }
  }
}
