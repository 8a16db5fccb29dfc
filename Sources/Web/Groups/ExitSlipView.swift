// The exit slip on the record of a session: the form for whoever was there, and what was given for whoever led.
import Actions
import Domain
import HTML
import HTTP
import HTTPTypes

struct ExitSlipView {
  let record: SessionRecord
  let corrections: Corrections
  /// What was typed into a slip that could not be taken.
  let typed: Form
  let visit: Visit

  var markup: Markup { "<div class=\"no-print\">\(joined([given, form]))</div>\n" }

  /// The slips in an order that tells nothing.
  private var given: Markup {
    guard let slips = record.slips.slips else { return "" }
    return section(visit.say("after.slip.given")) {
      slips.isEmpty ? remark(visit.say("after.slip.none")) : rows(slips.map(line))
      remark(visit.say("after.slip.onlyYou"))
    }
  }

  private func line(_ slip: ExitSlip) -> Markup {
    let name = slip.author.map { record.names[$0] ?? visit.say("table.somebody") }
    return row(
      {
        slip.useful.isEmpty ? nil : paragraph(visit.say("after.slip.usefulWas", ["text": slip.useful]))
        slip.voice.map { paragraph(visit.say("after.slip.voiceWas", ["share": ExitSlipView.share($0, visit)])) }
        slip.voiceLine.isEmpty ? nil : written(slip.voiceLine)
        slip.wish.isEmpty ? nil : paragraph(visit.say("after.slip.wishWas", ["text": slip.wish]))
      }, end: statusWord(name ?? visit.say("after.slip.unsigned")))
  }

  private var form: Markup {
    if record.slips.hasGiven {
      return section(visit.say("after.slip.title"), id: "slip") {
        corrections.summary
        remark(visit.say("after.slip.done"))
      }
    }
    guard record.slips.mayGive else { return "" }
    let shares = VoiceShare.allCases.map { Choice($0.rawValue, ExitSlipView.share($0, visit)) }
    return section(visit.say("after.slip.title"), id: "slip") {
      postForm("/sessions/\(record.session.id)/slips", token: visit.formToken) {
        corrections.summary
        textField(Field("useful", visit.say("after.slip.useful"), value: typed["useful"], optional: true, corrections))
        radioField(Field("voice", visit.say("after.slip.voice"), value: typed["voice"], corrections), shares)
        textField(Field("voice-line", visit.say("after.slip.voiceLine"), value: typed["voice-line"], optional: true, corrections))
        textField(Field("wish", visit.say("after.slip.wish"), value: typed["wish"], optional: true, corrections))
        checkField(
          Field("signed", visit.say("after.slip.sign"), value: typed.isOn("signed") ? "yes" : "", hint: visit.say("after.slip.signHint"), corrections)
        )
        record.slips.isSmallTable ? notice(.note, visit.say("after.slip.small")) : nil
        whoSeesLine(.facilitatorAlone, visit.house.catalogue)
        buttons { submitButton(visit.say("after.slip.give")) }
      }
    }
  }

  static func share(_ share: VoiceShare, _ visit: Visit) -> String {
    switch share {
    case .tooLittle: visit.say("after.slip.tooLittle")
    case .right: visit.say("after.slip.right")
    case .tooMuch: visit.say("after.slip.tooMuch")
    }
  }

  @Sendable static func give(_ visit: Visit) async throws -> Reply {
    let id = try visit.id(as: Session.self)
    let form = visit.form
    do {
      try await visit.house.giveExitSlip(
        useful: form["useful"], voice: form["voice"], voiceLine: form["voice-line"], wish: form["wish"], signed: form.isOn("signed"), for: id,
        as: visit.actor)
      return .redirect("/sessions/\(id)/record#slip")
    } catch let problem as Problem {
      return try await RecordPages.page(visit, problem, form, .unprocessableContent)
    } catch Refusal.stale(let sentence) {
      // Before a session is held it has no record to show this on.
      if case .record = try await visit.house.lookAtSession(id, as: visit.actor) {
        return try await RecordPages.page(visit, Problem(sentence), form, .conflict)
      }
      throw Refusal.stale(sentence)
    }
  }
}
