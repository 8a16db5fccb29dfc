// Situations one under the other: the side that everybody may know. A row is made of a front, which has no card.
import Domain
import HTML
import HTTP

struct ScenarioRows {
  let scenarios: [ScenarioFront]
  let skills: [FocusSkill]
  let group: ID<Group>
  let actor: ID<Person>
  let visit: Visit

  private var words: PracticeWords { PracticeWords(visit) }

  var markup: Markup { rows(scenarios.map(scenarioRow)) }

  private func scenarioRow(_ scenario: ScenarioFront) -> Markup {
    row(
      {
        // The anchor stands inside, so that a browser that is led to it opens what surrounds it.
        "<details class=\"more\"><summary><span class=\"row-title\">\(scenario.title)</span><span class=\"row-detail\">\(detail(scenario))</span></summary>\n<div class=\"opened\" id=\"situation-\(scenario.key)\">\n"
        paragraph(scenario.brief)
        facts([
          (visit.say("shelf.scenario.saysWants"), Markup(text: scenario.wants)),
          (visit.say("shelf.scenario.comesIn"), Markup(text: words.stance(scenario.stance))),
          (visit.say("shelf.scenario.practices"), practices(scenario)),
        ])
        authorship(scenario)
        "</div></details>"
      })
  }

  private func detail(_ scenario: ScenarioFront) -> String {
    let own = scenario.authorship == nil ? nil : visit.say("shelf.scenario.ofGroup")
    return [scenario.role, words.level(scenario.level), own].compactMap { $0 }.joined(separator: " · ")
  }

  private func practices(_ scenario: ScenarioFront) -> Markup {
    let links = skills.filter { scenario.skills.contains($0.key) }.map { skill -> Markup in
      "<a href=\"\(href: "/groups/\(group)/practice/skills/\(skill.key)")\">\(skill.title)</a>"
    }
    var line = Markup()
    for (place, link) in links.enumerated() {
      if place > 0 { line += ", " }
      line += link
    }
    return line
  }

  private func authorship(_ scenario: ScenarioFront) -> Markup? {
    guard let own = scenario.authorship else { return nil }
    guard own.authorID == actor else { return remark(visit.say("shelf.scenario.by", ["name": own.authorName])) }
    return remark(visit.say("shelf.scenario.yours"))
      + buttons { linkButton(visit.say("shelf.scenario.change"), href: "/own-scenarios/\(own.id)", .quiet) }
  }
}
