// Setting up a round: the situation, the one skill, up to three stems. Buttons only, so that the stream can redraw all of it.
import Domain
import HTML

extension RoundParts {
  var setting: Markup {
    part("part-setting") {
      if scene.may(.setUp) {
        // One skill first: situations and stems are chosen for it.
        if view.phase == .set {
          skills
          played
        } else {
          played
          skills
        }
        stemChoice
      } else {
        stemsToTry
        played
      }
    }
  }

  private var played: Markup {
    // Of a talk that was stopped nobody is reminded.
    if view.phase == .stopped { return "" }
    var lines: Markup = ""
    switch view.played {
    case .nothingYet:
      guard !view.phase.isOver else { return "" }
      lines = "<p>\(scene.say("round.situation.nothing"))</p>"
    case .scenario(let title, let brief, let role, let wants, let level):
      lines = """
        <p><strong>\(title)</strong> <span class="status">\(scene.level(level))</span></p><p>\(brief)</p>
        \(facts([(scene.say("round.situation.role", scene.cast), "\(role)"), (scene.say("round.situation.wants"), "\(wants)")]))
        """
    case .comingTalk(let talk):
      lines = "<p><strong>\(scene.say("round.comingTalk.title", scene.cast))</strong></p>"
      if let talk { lines += comingTalk(talk) }
    }
    return """
      <section class="side" id="setting-situation"><h2>\(scene.say("round.situation.heading"))</h2>
      \(lines)\(agreement)\(otherSituations)</section>

      """
  }

  private func comingTalk(_ talk: ComingTalk) -> Markup {
    """
    \(written(talk.about))<p class="remark">\(scene.say("round.comingTalk.usually"))</p>\(written(talk.usualAnswer))
    <p class="remark">\(scene.say("round.comingTalk.gone"))</p>
    """
  }

  private var agreement: Markup {
    guard view.waitsForAgreement else { return "" }
    let missing = [view.parts.practitioner, view.parts.coachee].filter { !view.agreed.contains($0) }
    return "<p class=\"notice notice-note\">\(scene.say("round.agree.waits", ["names": scene.list(missing)]))</p>"
  }

  private var otherSituations: Markup {
    guard scene.may(.setUp) else { return "" }
    // Where nothing was drawn yet, the one main button does it.
    let again = view.played == .nothingYet ? "" : scene.command(scene.say("round.control.drawAnother"), to: "setting", "draw", "any", "chip")
    let list = scene.state.situations.filter { $0.scenario.title != playedTitle }.map { offer -> Markup in
      let isForSkill = view.skill.map { offer.scenario.skills.contains($0.key) } ?? true
      return situationRow(offer.situation, offer.scenario, isForSkill: isForSkill)
    }
    return """
      <div class="chips chips-start">\(again)\(scene.command(scene.say("round.control.drawEasy"), to: "setting", "draw", "easy", "chip"))</div>
      <details class="more" id="all-situations"><summary>\(scene.say("round.situation.all"))</summary>\(rows(list))</details>

      """
  }

  private var playedTitle: String? {
    if case .scenario(let title, _, _, _, _) = view.played { return title }
    return nil
  }

  private func situationRow(_ situation: Situation, _ scenario: Scenario, isForSkill: Bool) -> Markup {
    let button: Markup
    switch situation {
    case .library(let key): button = scene.command(scenario.title, to: "setting", "situation", key, "plain")
    case .ownScenario(let id): button = scene.command(scenario.title, to: "setting", "own", id.text, "plain")
    case .comingTalk: return ""
    }
    let fits = isForSkill && view.skill != nil ? scene.say("round.situation.fits") : nil
    let detail = [scenario.role, scene.level(scenario.level), fits].compactMap { $0 }.joined(separator: " · ")
    return row({
      button
      "<span class=\"row-detail\">\(detail)</span>"
    })
  }

  private var skills: Markup {
    let choices = scene.skills.map { skill -> Markup in
      let pressed: Markup = skill.key == view.skill?.key ? " aria-pressed=\"true\"" : " aria-pressed=\"false\""
      return scene.command(skill.title, to: "setting", "skill", skill.key, "chip", more: pressed)
    }
    let chips: Markup = "<div class=\"chips chips-start\">\(choices)</div>"
    let heading = "<h2>\(scene.say("round.skill.heading"))</h2>" as Markup
    guard let skill = view.skill else {
      return "<section class=\"side\" id=\"setting-skill\">\(heading)<p>\(scene.say("round.skill.choose"))</p>\(chips)</section>\n"
    }
    return """
      <section class="side" id="setting-skill">\(heading)<p>\(skill.title)</p>
      <details class="more" id="all-skills"><summary>\(scene.say("round.skill.another"))</summary>\(chips)</details></section>

      """
  }

  private var stemChoice: Markup {
    guard view.skill != nil else { return "" }
    let chosen = Set(view.stems.map(\.key))
    let types = Set(view.skill?.stems ?? [])
    let choices = scene.state.stems.filter { types.contains($0.type) || chosen.contains($0.key) }.map { stem -> Markup in
      chosen.contains(stem.key)
        ? scene.command(stem.text, to: "setting", "unstem", stem.key, "chip", more: " aria-pressed=\"true\"")
        : scene.command(stem.text, to: "setting", "stem", stem.key, "chip", more: " aria-pressed=\"false\"")
    }
    let count = ["count": String(view.stems.count), "most": String(PracticeRound.mostStems)]
    return """
      <section class="side"><h2>\(scene.say("round.stems.heading"))</h2>\(stemList)
      <details class="more" id="all-stems"><summary>\(scene.say("round.stems.choose", count))</summary>
      <div class="chips chips-start">\(choices)</div></details></section>

      """
  }

  private var stemsToTry: Markup {
    guard !view.stems.isEmpty, [.set, .briefed, .playing, .secondTake].contains(view.phase) else { return "" }
    return "<section class=\"side\"><h2>\(scene.say("round.stems.heading"))</h2>\(stemList)</section>\n"
  }

  private var stemList: Markup {
    guard !view.stems.isEmpty else { return "" }
    let lines = view.stems.map { stem -> Markup in "<li>\(stem.text)</li>" }
    return "<ul class=\"round-stems\">\(lines)</ul>"
  }
}
