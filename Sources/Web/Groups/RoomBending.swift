// When things go otherwise: plan B, a round out of open talk, and the quick closing, each in one tap for whoever leads.
import Domain
import HTML

struct RoomBending {
  let scene: RoomScene

  private var view: RoomView { scene.view }

  /// What stands open in the step itself: undoing a round, and what a quick closing has left out.
  var now: Markup {
    var pieces: [Markup] = []
    if scene.may(.turnBackIntoTalk) {
      pieces.append(
        "<p class=\"now-undo\">\(scene.say("table.bend.isRound")) \(scene.command(scene.say("table.bend.backToTalk"), to: "rounds", "round", "end", "plain"))</p>\n"
      )
    }
    if let quick = view.quickClosing, quick.isRunning {
      pieces.append("<p class=\"now-quick\">\(scene.say("table.bend.shortened", ["list": list(quick)]))</p>\n")
    }
    return joined(pieces)
  }

  /// Folded, so that the step stays what one looks at; it unfolds by itself where an item does not work with those here.
  var markup: Markup {
    let offers = [round, planB, quickClosing].filter { !$0.isEmpty }
    guard !offers.isEmpty else { return "" }
    return
      "<details class=\"more bend\" id=\"bend\"\(" open", if: scene.planB?.needs != nil)><summary>\(scene.say("table.bend.heading"))</summary>\n\(offers)</details>\n"
  }

  private var round: Markup {
    guard scene.may(.turnIntoRound) else { return "" }
    return """
      <div class="bend-offer"><p>\(scene.say("table.bend.roundWhat"))</p>\(scene.command(scene.say("table.bend.round"), to: "rounds", "round", "begin"))</div>

      """
  }

  private var planB: Markup {
    guard scene.may(.planB), let plan = scene.planB else { return "" }
    let values = [
      "title": plan.title, "needs": String(plan.needs ?? 0), "present": String(plan.present), "minutes": scene.minutes(plan.secondsLeft),
    ]
    let why =
      plan.needs != nil
      ? scene.say("table.bend.planBNeeds", values)
      : plan.isRunning ? scene.say("table.bend.planBRunning", values) : scene.say("table.bend.planBComing", values)
    let options = plan.options.map { option in
      scene.command(
        scene.say("table.bend.option", ["title": option.title, "minutes": scene.minutes(option.seconds)]), to: "plan-b", "take",
        "\(plan.itemID)/\(option.key)")
    }
    let drawn: Markup = options.isEmpty ? "<p>\(scene.say("table.bend.nothingFits", values))</p>" : "<div class=\"bend-options\">\(options)</div>"
    return "<div class=\"bend-offer\"><p>\(why)</p>\(drawn)</div>\n"
  }

  private var quickClosing: Markup {
    guard scene.may(.closeInThreeMinutes), let quick = view.quickClosing else { return "" }
    let left = list(quick)
    let what = left.isEmpty ? scene.say("table.bend.quickAll") : scene.say("table.bend.quickWhat", ["list": left])
    return """
      <div class="bend-offer"><p>\(what)</p>\(scene.command(scene.say("table.bend.quick"), to: "steps", "quick", "yes", ofRoom: true))</div>

      """
  }

  private func list(_ quick: QuickClosing) -> String { (quick.items + quick.steps).joined(separator: ", ") }
}
