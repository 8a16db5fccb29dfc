// The parts of a round's page that follow the round: what is now, what to press, the card, who has which part.
import Domain
import HTML
import HTTP

/// Every part has an id: a fragment carries the parts, and the page swaps each for its newer self. Forms in which somebody
/// types stand outside of them.
struct RoundParts {
  let scene: RoundScene

  var view: RoundView { scene.view }

  func part(_ id: StaticString, @Pieces _ content: () -> Markup) -> Markup {
    "<div id=\"\(id)\" data-part>\n\(content())</div>\n"
  }

  // The stage: my part, my skill, whose turn, how long

  var stage: Markup {
    let words = RoundWords(scene)
    let heading = view.phase.isOver ? words.phase : ownPart
    let phase: Markup = view.phase.isOver ? "" : "<p class=\"round-phase\">\(words.phase)</p>\n"
    return part("part-stage") {
      """
      <header class="room-head"><p class="round-where"><a href="\(href: scene.home)">\(whereItIs)</a></p><h1>\(heading)</h1></header>
      <div class="now round-now" data-place="\(view.phase.rawValue)" data-phase="\(view.phase.rawValue)">
      \(clock)\(phase)\(cast)<p class="now-do" data-say-when-new>\(words.now)</p>
      \(skill)</div>

      """
    }
  }

  /// Who has which part, and whose turn it is: the picture of a round.
  private var cast: Markup {
    guard view.phase != .stopped else { return "" }
    let people = view.parts.people.map { id -> Markup in
      let isLit = view.turns.contains(id)
      let name = scene.isOwn(id) ? scene.say("round.people.yourself") : scene.name(id)
      let word = view.parts.part(of: id).map(scene.part) ?? ""
      let turn: Markup = isLit ? heardOnly(scene.say("round.people.turn")) : ""
      return """
        <li class="cast-one\(" cast-lit", if: isLit)"><span class="initials" aria-hidden="true">\(Shell.initials(scene.state.names[id] ?? ""))</span> <span class="cast-name">\(name)</span> <span class="cast-part">\(word)</span> \(turn)</li>

        """
    }
    return "<ul class=\"cast\" aria-label=\"\(scene.say("round.people.heading"))\">\(people)</ul>\n"
  }

  private var whereItIs: String {
    guard view.sessionID != nil else { return scene.say("round.where.between", ["group": scene.state.group.name]) }
    return scene.say(
      "round.where.session", ["group": scene.state.group.name, "round": String(view.number), "table": String(view.table)])
  }

  private var ownPart: String {
    view.ownPart.map { RoundWords.you($0) { scene.say($0) } } ?? scene.say("round.you.leader")
  }

  private var clock: Markup {
    guard let clock = view.clock else { return "" }
    return "<p class=\"clock-line\" data-clock-main data-table>\(TableClock(clock: clock, now: view.now, catalogue: scene.catalogue).markup)</p>\n"
  }

  private var skill: Markup {
    guard let skill = view.skill else { return "" }
    let label = view.ownPart == .practitioner ? scene.say("round.skill.yours") : scene.say("round.skill.theirs", scene.cast)
    return """
      <details class="more round-skill" id="round-skill"><summary>\(label) <strong>\(skill.title)</strong></summary>
      <p>\(skill.primer)</p><p class="remark">\(scene.say("round.skill.lens", ["lens": skill.lens]))</p></details>

      """
  }

  // Under the thumb

  var hand: Markup {
    part("part-hand") {
      "<div class=\"hand\" role=\"group\" aria-label=\"\(scene.say("round.controls"))\">\n"
      "<div class=\"hand-main\">\(mainControl)</div>\n"
      small
      "</div>\n"
    }
  }

  private var mainControl: Markup {
    if view.phase == .done { return "<a class=\"button\" href=\"\(scene.home)\">\(scene.wayBack)</a>" }
    if view.phase == .stopped { return RoundAfterStop(scene: scene).choices }
    if scene.may(.resume) { return scene.command(scene.say("round.control.resume"), to: "steps", "pause", "end", "button", more: " data-main") }
    if scene.may(.agree) { return scene.command(scene.say("round.control.agree"), to: "setting", "agree", "yes", "button", more: " data-main") }
    if scene.may(.moveOn) {
      return scene.command(RoundWords(scene).on, to: "steps", "on", view.phase.rawValue, "button", more: " data-main")
    }
    if scene.may(.setUp), view.skill == nil { return "<a class=\"button\" href=\"#setting-skill\">\(scene.say("round.control.toSkill"))</a>" }
    if scene.may(.setUp), view.played == .nothingYet {
      return scene.command(scene.say("round.control.draw"), to: "setting", "draw", "any", "button", more: " data-main")
    }
    return "<p class=\"hand-nothing\">\(RoundWords(scene).waiting)</p>"
  }

  private var small: Markup {
    var small: [Markup] = []
    if scene.may(.pause) { small.append(scene.command(scene.say("round.control.pause"), to: "steps", "pause", "begin")) }
    if scene.may(.takeAgain) { small.append(scene.command(scene.say("round.control.again"), to: "steps", "again", "yes")) }
    if scene.may(.moreTime), view.phase != .set, view.phase != .outOfRole {
      small.append(scene.command(scene.say("round.control.moreTime"), to: "steps", "seconds", "60"))
    }
    guard !small.isEmpty else { return "" }
    return "<div class=\"hand-small\">\(small)</div>\n"
  }

  // The card

  var card: Markup {
    part("part-card") {
      if let card = view.card {
        ownCard(card)
      } else if view.isCardOut {
        "<section class=\"side\"><p class=\"remark\">\(scene.say("round.card.isOut", scene.cast))</p>\(opened)\(handOver)</section>\n"
      }
    }
  }

  private func ownCard(_ card: Scenario.Card) -> Markup {
    let isOver = view.phase == .done
    let heading = isOver ? scene.say("round.card.after") : scene.say("round.card.heading")
    return """
      <section class="side round-card"><h2>\(heading)</h2>
      \(RoundCardView(card: card, say: scene.say).markup)
      \(isOver ? Markup() : ownCardFoot)</section>

      """
  }

  private var ownCardFoot: Markup {
    """
    <p class="who-sees">\(icon(.eye))\(scene.say("round.card.onlyYou"))</p>\(opened)
    <p><a class="plain" href="\(scene.address)/card">\(scene.say("round.card.toPaper"))</a></p>
    """
  }

  private var opened: Markup {
    guard let opened = view.cardOpened else { return "" }
    let values = ["name": scene.name(opened.by)].merging(scene.cast) { $1 }
    return switch opened.way {
    case .handOver: "<p class=\"remark\">\(scene.say("round.card.handedOver", values))</p>"
    case .paper: "<p class=\"remark\">\(scene.say("round.card.printed", values))</p>"
    }
  }

  private var handOver: Markup {
    guard scene.may(.openCard) else { return "" }
    return "<p><a class=\"plain\" href=\"\(scene.address)/card\">\(scene.say("round.card.toHandOver", scene.cast))</a></p>"
  }

  // Who is who

  var people: Markup {
    part("part-people") {
      if scene.may(.trade), view.ownPart != nil {
        "<section class=\"side\"><h2>\(scene.say("round.people.exchange"))</h2><div class=\"chips chips-start\">\n"
        joined(view.parts.people.compactMap { trade(with: $0) })
        "</div></section>\n"
      }
    }
  }

  private func trade(with id: ID<Person>) -> Markup? {
    guard let part = view.parts.part(of: id), part != view.ownPart else { return nil }
    let value = "\(view.viewer.person).\(id)"
    let label = scene.say("round.control.trade", ["name": scene.name(id), "part": scene.part(part)])
    return scene.command(label, to: "setting", "trade", value, "chip")
  }

  // Stopping

  var stop: Markup {
    part("part-stop") {
      if scene.may(.stop) {
        """
        <section class="side"><details class="more" id="stop-round"><summary>\(scene.say("round.stop.summary"))</summary>
        <p>\(scene.say("round.stop.how"))</p>
        \(buttons { scene.command(scene.say("round.stop.submit"), to: "steps", "stop", "yes") })</details></section>

        """
      }
    }
  }
}

/// The private card, the same wherever whoever may read it finds it.
struct RoundCardView {
  let card: Scenario.Card
  let say: (String, [String: String]) -> String

  var markup: Markup {
    """
    <dl class="card-lines"><div><dt>\(say("round.card.truth", [:]))</dt><dd>\(card.truth)</dd></div><div><dt>\(say("round.card.softens", [:]))</dt><dd>\(card.softens)</dd></div><div><dt>\(say("round.card.limit", [:]))</dt><dd>\(card.limit)</dd></div></dl>
    """
  }
}

/// What the table does after a round that was stopped.
struct RoundAfterStop {
  let scene: RoundScene

  var choices: Markup {
    let facilitator = scene.state.facilitators.first { !scene.view.parts.people.contains($0) }.map(scene.name)
    let withFacilitator = facilitator.map { scene.say("round.after.facilitator", ["name": $0]) }
    return """
      <div class="after-stop">\(scene.command(scene.say("round.after.easier"), to: "steps", "after", "easier"))
      \(scene.command(scene.say("round.after.swapped"), to: "steps", "after", "swapped"))
      \(withFacilitator.map { scene.command($0, to: "steps", "after", "facilitator") } ?? "")
      \(scene.command(scene.say("round.after.leave"), to: "steps", "after", "leave"))</div>
      """
  }
}
