// The group's practice page: a round of one's own, what one wants to practice, the situations that serve it, what was practiced.
import Actions
import Domain
import HTML
import HTTP
import HTTPTypes

enum PracticePages {
  @Sendable static func show(_ visit: Visit) async throws -> Reply {
    let id = try visit.id(as: Group.self)
    let wish = PracticeWish(
      skill: visit.query("skill"), level: visit.query("level"), audience: visit.query("audience"), on: visit.house.library.practice)
    let page = try await visit.house.practicePage(wish, of: id, as: visit.actor)
    let start = visit.query("start").flatMap { key in page.skills.first { $0.key == key }?.key }
    let view = PracticeView(page: page, start: start, visit: visit)
    return visit.page(
      visit.say("shelf.practice.title"), lead: view.lead, back: Shell.Link(address: "/groups/\(id)", label: page.frame.group.name), view.body)
  }
}

struct PracticeView {
  let page: PracticePage
  /// The skill with which somebody came to start a round.
  let start: String?
  let visit: Visit
  private let words: PracticeWords
  private let when: Moments

  init(page: PracticePage, start: String?, visit: Visit) {
    self.page = page
    self.start = start
    self.visit = visit
    words = PracticeWords(visit)
    when = Moments(visit.house.catalogue, zone: page.frame.group.zone)
  }

  private var address: String { "/groups/\(page.frame.group.id)/practice" }

  var lead: String {
    guard let skill = page.skills.first(where: { $0.key == page.wish.skill }) else { return visit.say("shelf.practice.lead") }
    let values = ["skill": skill.title]
    if page.scenarios.isEmpty { return visit.say("shelf.practice.leadNone", values) }
    return visit.say("shelf.practice.leadSkill", count: page.scenarios.count, values)
  }

  var body: Markup { joined([running, beginning, skills, further, usefulness, practiced, scenarios]) }

  private var running: Markup {
    guard let round = page.ownRound else { return "" }
    return notice(.note, visit.say("shelf.practice.running")) {
      buttons { linkButton(visit.say("shelf.practice.backToRound"), href: "/rounds/\(round)") }
    }
  }

  /// Two or three of the group, at any time.
  private var beginning: Markup {
    guard page.frame.mayAct, page.ownRound == nil, page.people.members.count + page.people.facilitators.count >= 2 else { return "" }
    let form = RoundStartForm(
      group: page.frame.group, people: page.people,
      chosen: Form([("practitioner", page.frame.actor.text), ("skill", start ?? "")]), token: visit.formToken,
      catalogue: visit.house.catalogue, skills: page.skills, corrections: Corrections(nil, visit.house.catalogue))
    return section(visit.say("round.start.title"), id: "start") {
      paragraph(visit.say("shelf.start.what"))
      "<details class=\"more act\"\(" open", if: start != nil)><summary>\(visit.say("shelf.start.open"))</summary>\n\(form.markup)</details>\n"
    }
  }

  private var skills: Markup {
    section(visit.say("shelf.skills.title")) {
      remark(visit.say("shelf.skills.what"))
      "<ul class=\"doors\">\n\(page.skills.map(door))</ul>\n"
    }
  }

  private func door(_ skill: FocusSkill) -> Markup {
    "<li><a class=\"button quiet\" href=\"\(href: "\(address)/skills/\(skill.key)")\">\(skill.title)</a></li>\n"
  }

  private var scenarios: Markup {
    let own = page.frame.mayAct ? linkButton(visit.say("shelf.scenarios.write"), href: address + "/scenarios/new", .quiet) : nil
    return section(visit.say("shelf.scenarios.title"), end: own, id: "situations") {
      filter
      if page.scenarios.isEmpty {
        emptiness(visit.say("shelf.scenarios.none"), visit.say("shelf.scenarios.noneHint")) {
          buttons { linkButton(visit.say("shelf.scenarios.all"), href: address + "#situations", .quiet) }
        }
      } else {
        paragraph(visit.say("shelf.scenarios.count", count: page.scenarios.count))
        ScenarioRows(scenarios: page.scenarios, skills: page.skills, group: page.frame.group.id, actor: page.frame.actor, visit: visit).markup
      }
    }
  }

  private var filter: Markup {
    let none = Corrections(nil, visit.house.catalogue)
    let wish = page.wish
    return """
      <form class="form filter" method="get" action="\(href: address + "#situations")">
      \(choiceField(Field("skill", visit.say("shelf.filter.skill"), value: wish.skill ?? "", none), PracticeWords.skillChoices(page.skills, first: visit.say("shelf.filter.anySkill"))))
      \(choiceField(Field("level", visit.say("shelf.filter.level"), value: String(wish.level.rawValue), none), levels))
      \(choiceField(Field("audience", visit.say("shelf.filter.audience"), value: wish.audience.rawValue, none), Audience.allCases.reversed().map { Choice($0.rawValue, words.audience($0)) }))
      \(buttons { submitButton(visit.say("shelf.filter.submit"), .quiet) })</form>

      """
  }

  private var levels: [Choice] {
    Scenario.Level.allCases.reversed().map { level in
      switch level {
      case .hard: Choice(String(level.rawValue), visit.say("shelf.filter.anyLevel"))
      case .stretch: Choice(String(level.rawValue), visit.say("shelf.filter.upToStretch"))
      case .easy: Choice(String(level.rawValue), visit.say("shelf.filter.onlyEasy"))
      }
    }
  }

  private var further: Markup {
    section(visit.say("shelf.further.title")) {
      rows([
        row(visit.say("shelf.stems.title"), href: address + "/stems", detail: visit.say("shelf.further.stems")),
        row(visit.say("shelf.models.title"), href: address + "/models", detail: visit.say("shelf.further.models")),
        row(visit.say("shelf.repertoire.title"), href: "/stems", detail: visit.say("shelf.further.repertoire")),
        row(visit.say("feedback.home.title"), href: "/feedback", detail: visit.say("feedback.home.link")),
      ])
    }
  }

  private var usefulness: Markup { UsefulnessView(usefulness: page.usefulness, visit: visit).markup }

  private var practiced: Markup {
    section(visit.say("shelf.practiced.title")) {
      if page.practiced.isEmpty {
        emptiness(visit.say("shelf.practiced.none"), visit.say("shelf.practiced.noneHint"))
      } else {
        rows(page.practiced.map(practicedRow))
      }
    }
  }

  private func practicedRow(_ round: PracticedRound) -> Markup {
    let skill = page.skills.first { $0.key == round.skill }?.title ?? visit.say("shelf.practiced.noSkill")
    return row(
      skill, href: "/rounds/\(round.id)",
      detail: visit.say(
        "shelf.practiced.row",
        ["day": when.day(round.endedAt), "part": words.part(round.part), "others": round.others.joined(separator: ", ")]))
  }
}
