// In the round, after the play: the practitioner marks which stems they used and whether those felt like them. Buttons only, so that the
// stream can redraw all of it; nobody else's page has it.
import Actions
import Domain
import HTML
import HTTP

struct RoundStems {
  let scene: RoundScene

  private var beside: RoundBeside { scene.state.beside }

  var markup: Markup { RoundParts(scene: scene).part("part-stems") { stems } }

  private var stems: Markup {
    guard scene.view.ownPart == .practitioner, !beside.stemsToMark.isEmpty else { return "" }
    let isFew = beside.stemsToMark.count <= PracticeRound.mostStems
    let list = rows(beside.stemsToMark.map(stemRow))
    let more: Markup =
      isFew ? list : "<details class=\"more\" id=\"stems-used\"><summary>\(scene.say("shelf.round.open"))</summary>\n\(list)</details>\n"
    return """
      <section class="side"><h2>\(scene.say("shelf.round.heading"))</h2>
      <p class="who-sees">\(icon(.eye))\(scene.say("shelf.round.only"))</p>
      \(more)<p><a class="plain" href="/stems">\(scene.say("shelf.round.list"))</a></p></section>

      """
  }

  private func stemRow(_ stem: Stem) -> Markup {
    let tried = beside.stemsTried.first { $0.stem == stem.key }
    return row({
      "<span class=\"stem\">\(stem.text)</span>"
      """
      <div class="chips chips-start" role="group" aria-label="\(stem.text)">\(tap("yes", stem, scene.say("shelf.felt.yes"), tried?.felt == .yes))\(tap("notYet", stem, scene.say("shelf.felt.notYet"), tried?.felt == .notYet))\(tried == nil ? Markup() : tap("unused", stem, scene.say("shelf.round.notUsed"), false))</div>
      """
    })
  }

  private func tap(_ field: StaticString, _ stem: Stem, _ label: String, _ isPressed: Bool) -> Markup {
    let pressed: Markup = isPressed ? " aria-pressed=\"true\"" : " aria-pressed=\"false\""
    return scene.command(label, to: "stems", field, stem.key, "chip", more: pressed)
  }

  @Sendable static func mark(_ visit: Visit) async throws -> Reply {
    let id = try visit.id(as: PracticeRound.self)
    let form = visit.form
    let felt = Felt.allCases.first { form.has($0.rawValue) }
    let key = felt.map { form[$0.rawValue] } ?? form["unused"]
    do {
      try await visit.house.markStem(key, used: felt != nil, felt: felt, inRound: id, as: visit.actor)
    } catch let problem as Problem {
      try await visit.house.require(visit.route.deed, inRound: id, as: visit.actor)
      return try await RoundPages.answer(problem, .unprocessableContent, id, visit)
    }
    return visit.isFromScript ? .json(Array("{}".utf8)) : .redirect("/rounds/\(id)")
  }
}
