// The wall: the table for the projector, in letters that the last row reads, without a private word and without a control.
import Domain
import HTML

struct WallPage {
  let scene: RoomScene

  private var view: RoomView { scene.view }

  var markup: Markup {
    """
    <div class="wall" data-room data-events="\(scene.address)/wall/events" data-seq="\(view.seq)" data-lost="\(scene.say("table.live.lost"))" data-ended="\(scene.say("table.live.ended"))" data-time-up="\(scene.say("table.live.timeUp"))">
    <p class="connection" data-connection hidden></p>
    \(WallPage.fragment(scene))
    </div>

    """
  }

  static func fragment(_ scene: RoomScene) -> Markup {
    let page = WallPage(scene: scene)
    return """
      <div id="part-wall" data-part class="wall-parts\(" wall-split", if: !scene.view.tables.isEmpty)\(" wall-rounds", if: page.practice.isShown)">
      \(page.picture)<div class="wall-words">
      \(RoomVideo(scene: scene).shareThisOne)\(page.words)</div>
      </div>

      """
  }

  /// All tables side by side, each with its clock, its floor and its step.
  private var sideBySide: Markup {
    let drawn = view.tables.map { table -> Markup in
      let part = scene.part(table)
      return """
        <section class="wall-one"><h2>\(RoomTables(scene: part).name)</h2>
        <div class="wall-table">\(TablePicture(scene: part).markup)</div>
        \(practice.isShown ? practice.table(table.table?.number ?? 1) : "<p class=\"wall-floor\">\(RoomParts(scene: part).floorSentence)</p>")</section>

        """
    }
    return "<div class=\"wall-tables\">\n\(drawn)</div>\n"
  }

  private var practice: RoomPractice { RoomPractice(scene: scene) }

  /// Before the room is open and after it was closed there is no table to show.
  private var picture: Markup {
    guard view.tables.isEmpty else { return sideBySide }
    return view.step == nil ? "" : "<div class=\"wall-table\">\(TablePicture(scene: scene).markup)</div>\n"
  }

  private var words: Markup {
    guard let step = view.step else {
      return "<p class=\"wall-item\">\(scene.groupName)</p><h1>\(scene.idle)</h1>\(scene.invitation?.wallMarkup)"
    }
    // Each table says for itself what is done there.
    guard view.tables.isEmpty else { return "<p class=\"wall-item\">\(scene.groupName)</p>\n<h1>\(step.itemTitle)</h1>\n\(next)" }
    let round: Markup =
      step.rounds > 1 && step.round > 0
      ? " <span class=\"wall-round\">· \(scene.say("table.round", ["round": String(step.round), "rounds": String(step.rounds)]))</span>" : ""
    return """
      <p class="wall-item">\(scene.groupName)\(round)</p>
      <h1>\(step.itemTitle)</h1>
      \(practice.isShown ? practice.now : usual(step))
      \(next)\(cards)\(scene.invitation?.wallMarkup)
      """
  }

  private func usual(_ step: StepView) -> Markup {
    """
    <p class="wall-do" data-say-when-new>\(step.instruction)</p>
    <p class="wall-floor">\(RoomParts(scene: scene).floorSentence)</p>
    """
  }

  private var next: Markup {
    guard let next = view.next else { return "" }
    return "<p class=\"wall-next\">\(scene.say("table.next", ["title": next.title, "minutes": scene.minutes(next.seconds)]))</p>"
  }

  /// The newest cards; older ones lie on the table of each member's own screen.
  private var cards: Markup {
    guard !view.cards.isEmpty else { return "" }
    let newest = view.cards.suffix(3).reversed().map { card -> Markup in
      "<li class=\"card\"><p class=\"card-text\">\(card.text)</p>\(card.isSpoken ? RoomSpoken(scene: scene).mark : "")</li>"
    }
    return "<ul class=\"cards\" aria-label=\"\(scene.say("table.cards.heading"))\">\(newest)</ul>"
  }
}
