// One skill: a minute to read, three minutes to hear, what observers listen for, its stems and situations, and how sure one feels.
import Actions
import Domain
import HTML
import HTTP

enum SkillPages {
  @Sendable static func show(_ visit: Visit) async throws -> Reply {
    let id = try visit.id(as: Group.self)
    let page = try await visit.house.skillPage(visit.parameter("skill"), of: id, as: visit.actor)
    let view = SkillView(page: page, visit: visit)
    return visit.page(
      page.skill.title, back: Shell.Link(address: "/groups/\(id)/practice", label: visit.say("shelf.practice.title")), view.body)
  }
}

private struct SkillView {
  let page: SkillPage
  let visit: Visit

  private var skill: FocusSkill { page.skill }
  private var practice: String { "/groups/\(page.frame.group.id)/practice" }
  private var address: String { "\(practice)/skills/\(skill.key)" }

  var body: Markup { joined([primer, model, stems, scenarios, confidence]) }

  private var primer: Markup {
    section(visit.say("shelf.skill.primer")) {
      "<p class=\"reading-text\">\(skill.primer)</p>\n"
      facts([(visit.say("shelf.skill.lens"), Markup(text: skill.lens))])
      page.frame.mayAct
        ? buttons { linkButton(visit.say("shelf.skill.start"), href: "\(practice)?start=\(skill.key)#start") } : nil
    }
  }

  /// Played by two before others try it; whoever reads finds each voice by name.
  private var model: Markup {
    section(visit.say("shelf.skill.model")) {
      remark(visit.say("shelf.skill.modelHow"))
      "<ol class=\"dialogue\">\n\(skill.model.map(line))</ol>\n"
    }
  }

  private func line(_ line: FocusSkill.Line) -> Markup {
    let isFirst = line.speaker == skill.model.first?.speaker
    return
      "<li\(" class=\"dialogue-other\"", if: !isFirst)><span class=\"dialogue-who\">\(line.speaker)</span> <span class=\"dialogue-says\">\(line.says)</span></li>\n"
  }

  private var stems: Markup {
    section(visit.say("shelf.skill.stems")) {
      StemRows(types: page.stems, own: [:], repertoire: page.repertoire, actor: page.frame.actor, back: address, visit: visit).markup
      whoSeesLine(.onlyYou, visit.house.catalogue)
    }
  }

  private var scenarios: Markup {
    section(visit.say("shelf.scenarios.title")) {
      page.scenarios.isEmpty
        ? emptiness(visit.say("shelf.scenarios.none"), visit.say("shelf.skill.noScenario"))
        : ScenarioRows(
          scenarios: page.scenarios, skills: [], group: page.frame.group.id, actor: page.frame.actor, visit: visit
        ).markup
    }
  }

  private var confidence: Markup {
    section(visit.say("shelf.confidence.title"), id: "confidence") {
      ConfidenceLines(checks: page.checks, zone: page.frame.group.zone, visit: visit).markup
      ConfidenceForm(
        skill: skill, skills: [], typed: nil, corrections: Corrections(nil, visit.house.catalogue), back: address, visit: visit
      ).markup
    }
  }
}
