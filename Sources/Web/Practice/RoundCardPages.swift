// The card by somebody else's hand: behind a button that is held on a device that goes round, or on paper that is folded.
import Actions
import Domain
import HTML
import HTTP

enum RoundCardPages {
  @Sendable static func show(_ visit: Visit) async throws -> Reply {
    try await page(visit, opened: nil, nil)
  }

  /// Opening it is an act that the table sees; the answer is the only page that holds the card for somebody who does not play it.
  @Sendable static func open(_ visit: Visit) async throws -> Reply {
    let id = try visit.id(as: PracticeRound.self)
    do {
      guard let way = CardOpening.Way(rawValue: visit.form["way"]) else { throw Problem(nil, "round.form.unknown") }
      let card = try await visit.house.openCard(way, inRound: id, as: visit.actor)
      return try await page(visit, opened: (way, card), nil)
    } catch let problem as Problem {
      return try await page(visit, opened: nil, problem)
    }
  }

  private static func page(_ visit: Visit, opened: (way: CardOpening.Way, card: Scenario.Card)?, _ problem: Problem?) async throws -> Reply {
    let id = try visit.id(as: PracticeRound.self)
    try await visit.house.require(visit.route.deed, inRound: id, as: visit.actor)
    let scene = RoundScene(try await visit.house.round(id, as: visit.actor), visit)
    let corrections = Corrections(problem, visit.house.catalogue)
    let body: Markup =
      switch opened?.way {
      case .handOver: handOver(opened?.card, scene)
      case .paper: paper(opened?.card, scene)
      case nil: problem == nil ? offer(scene, visit.formToken) : ""
      }
    return visit.page(
      visit.say("round.card.pageTitle"), status: problem == nil ? .ok : .unprocessableContent,
      lead: scene.say("round.card.lead", scene.cast), back: Shell.Link(address: scene.address, label: visit.say("round.card.back")),
      joined([corrections.summary, body]))
  }

  private static func offer(_ scene: RoundScene, _ token: Markup) -> Markup {
    if scene.may(.openCard) { return ways(scene, token) }
    let mayOpen = scene.view.ownPart == .coachee || scene.view.viewer.leads && scene.view.ownPart != .practitioner
    return notice(.note, mayOpen ? scene.say("round.card.notNow") : scene.say("round.card.notYours"))
  }

  private static func ways(_ scene: RoundScene, _ token: Markup) -> Markup {
    let isOwn = scene.view.ownPart == .coachee
    return joined([
      isOwn
        ? ""
        : section(scene.say("round.card.handOver")) {
          paragraph(scene.say("round.card.handOverHow", scene.cast))
          postButton(
            scene.say("round.card.handOverSubmit", scene.cast), action: "\(scene.address)/card", token: token, .first,
            hidden: [("way", CardOpening.Way.handOver.rawValue)])
        },
      section(scene.say("round.card.paper")) {
        paragraph(scene.say("round.card.paperHow", scene.cast))
        postButton(
          scene.say("round.card.paperSubmit"), action: "\(scene.address)/card", token: token, isOwn ? .first : .quiet,
          hidden: [("way", CardOpening.Way.paper.rawValue)])
      },
    ])
  }

  /// Seen only as long as the button is held; no script has a part in it.
  private static func handOver(_ card: Scenario.Card?, _ scene: RoundScene) -> Markup {
    guard let card else { return "" }
    return section(scene.say("round.card.for", scene.cast)) {
      paragraph(scene.say("round.card.hold", scene.cast))
      """
      <button class="button hold" type="button">\(scene.say("round.card.holdButton"))</button>
      <div class="held-card">\(RoundCardView(card: card, say: scene.say).markup)</div>
      <p><a class="button quiet" href="\(scene.address)">\(scene.say("round.card.done"))</a></p>

      """
    }
  }

  /// On the screen there is only the way to the printer: whoever prints it does not read it.
  private static func paper(_ card: Scenario.Card?, _ scene: RoundScene) -> Markup {
    guard let card else { return "" }
    return """
      <div class="no-print">\(paragraph(scene.say("round.card.paperNext", scene.cast)))<p><button class="button" type="button" data-print hidden>\(scene.say("round.card.print"))</button></p></div>
      <div class="folded-card"><p class="fold-outside">\(scene.say("round.card.for", scene.cast))</p><p class="fold-line">\(scene.say("round.card.foldHere"))</p>
      \(RoundCardView(card: card, say: scene.say).markup)</div>

      """
  }
}
