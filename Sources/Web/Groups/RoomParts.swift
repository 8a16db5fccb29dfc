// The parts of a live room beside the table: what to do now, the controls, the agenda, cards, commitments, who is here.
import Domain
import HTML

/// Every part has an id: a fragment carries the parts, and the page swaps each for its newer self. Forms in which somebody
/// types stand outside of them.
struct RoomParts {
  let scene: RoomScene

  private var view: RoomView { scene.view }

  private var practice: RoomPractice { RoomPractice(scene: scene) }

  private func part(_ id: StaticString, @Pieces _ content: () -> Markup) -> Markup {
    "<div id=\"\(Markup(stringLiteral: id))\" data-part>\n\(content())</div>\n"
  }

  // The stage

  var stage: Markup {
    part("part-stage") {
      head
      RoomVideo(scene: scene).notForSharing
      RoomTables(scene: scene).stage
      now
    }
  }

  private var head: Markup {
    let what = view.step?.itemTitle ?? scene.idle
    return """
      <header class="room-head"><h1><span class="room-where">\(scene.groupName) ·</span> \(what)\(round)</h1></header>

      """
  }

  private var round: Markup {
    guard let step = view.step, step.rounds > 1, step.round > 0 else { return "" }
    return " <span class=\"room-round\">\(scene.say("table.round", ["round": String(step.round), "rounds": String(step.rounds)]))</span>"
  }

  private var now: Markup {
    guard let step = view.step else { return "" }
    return """
      <div class="now" data-place="\(scene.place)">
      \(practice.isShown ? practice.now : view.tables.isEmpty ? doing(step) + practice.plan : RoomTables(scene: scene).allAtTables)
      \(RoomBending(scene: scene).now)\(ownTime)\(nextLine)\(whoLeads)\(pressure)\(headcount)\(folded)</div>

      """
  }

  /// What one looks up only now and then, side by side.
  private var folded: Markup {
    let folds = [help, RoomBending(scene: scene).markup].filter { !$0.isEmpty }
    return folds.isEmpty ? "" : "<div class=\"folds\">\(folds)</div>\n"
  }

  private func doing(_ step: StepView) -> Markup {
    """
    <p class="now-do\(" now-brief", if: TablePicture.isBrief(step.instruction))" data-say-when-new>\(step.instruction)</p>
    <p class="now-floor"\(" data-say-when-new", if: scene.hasFloor)>\(floorSentence)</p>
    """
  }

  /// Folded beside the step, for whoever leads. It stays open while the room moves on.
  private var help: Markup {
    guard let step = view.step, step.say != nil || step.watch != nil else { return "" }
    let say: Markup = step.say.map { "<dt>\(scene.say("table.help.say"))</dt><dd>\($0)</dd>" } ?? ""
    let watch: Markup = step.watch.map { "<dt>\(scene.say("table.help.watch"))</dt><dd>\($0)</dd>" } ?? ""
    return "<details class=\"more help\" id=\"step-help\"><summary>\(scene.say("table.help.summary"))</summary><dl>\(say)\(watch)</dl></details>\n"
  }

  /// Who has the floor, and who waits for it, in one sentence each.
  var floorSentence: String {
    let waiting = view.floor.queue.isEmpty ? "" : " " + scene.say("table.floor.waiting", ["names": scene.list(view.floor.queue)])
    if scene.hasFloor { return scene.say("table.floor.yours") + waiting }
    if let holder = view.floor.holder { return scene.say("table.floor.theirs", ["name": scene.callName(holder)]) + waiting }
    guard view.floor.isOpen else { return scene.say("table.floor.quiet") }
    return scene.say("table.floor.free") + waiting
  }

  private var ownTime: Markup {
    guard let own = view.ownTime, own.isTelling, let share = own.share else { return "" }
    let values = ["held": scene.minutes(own.held), "attributed": scene.minutes(own.attributed), "percent": String(RoomScene.percent(share))]
    return "<p class=\"now-own\">\(scene.say("table.ownTime", values))</p>\n"
  }

  private var nextLine: Markup {
    guard let next = view.next else { return "<p class=\"now-next\">\(scene.say("table.last"))</p>\n" }
    let values = ["title": next.title, "item": next.itemTitle, "minutes": scene.minutes(next.seconds)]
    if let table = view.table, table.isAtLastStep { return "<p class=\"now-next\">\(scene.say("table.tables.then", values))</p>\n" }
    if next.tables.count > 1 {
      let sizes = ["tables": TableWords(scene.catalogue).sizes(next.tables)]
      return "<p class=\"now-next\">\(scene.say("table.tables.next", values.merging(sizes) { $1 }))</p>\n"
    }
    let isSameItem = next.itemID == view.step?.itemID
    return "<p class=\"now-next\">\(isSameItem ? scene.say("table.next", values) : scene.say("table.nextItem", values))</p>\n"
  }

  /// Said only where it is not the facilitator, and quietly.
  private var whoLeads: Markup {
    guard let leader = view.controllerID, leader != view.facilitatorID else { return "" }
    let sentence = scene.leads ? scene.say("table.lead.yours") : scene.say("table.lead.theirs", ["name": scene.callName(leader)])
    return "<p class=\"now-leads\">\(sentence)</p>\n"
  }

  /// What running over takes from what is still to come. The clock of the browser counts it on.
  private var pressure: Markup {
    guard !scene.isWall || view.clock?.isOver == true else { return "" }
    let lost = view.pressure.losses.reduce(0) { $0 + $1.seconds }
    let named = view.pressure.losses.map { scene.say("table.pressure.item", ["title": $0.title, "minutes": scene.minutes($0.seconds)]) }
    var sentences: [String] = []
    if lost > 0 { sentences.append(scene.say("table.pressure.losses", ["items": named.joined(separator: ", ")])) }
    if view.pressure.runsOverBy > .zero {
      sentences.append(scene.say("table.pressure.runsOver", ["minutes": scene.minutes(view.pressure.runsOverBy)]))
    }
    let over = view.clock.map { max(.zero, -$0.remaining) } ?? .zero
    return """
      <p class="now-pressure" data-pressure data-lost="\(lost * 1_000)" data-buffer="\(max(0, view.pressure.bufferLeft.milliseconds))" data-over="\(over.milliseconds)" data-sentence="\(scene.say("table.pressure.counting"))"\(" hidden", if: sentences.isEmpty)>\(sentences.joined(separator: " "))</p>

      """
  }

  private var headcount: Markup {
    guard let offer = view.headcountOffer, scene.may(.planForPresent), offer.changesSeconds != 0 || !offer.misfits.isEmpty || !offer.splits.isEmpty
    else { return "" }
    let values = [
      "present": String(offer.present), "planned": String(offer.plannedFor), "minutes": scene.minutes(abs(offer.changesSeconds)),
    ]
    let effect =
      offer.changesSeconds == 0
      ? scene.say("table.headcount.same", values)
      : offer.changesSeconds > 0 ? scene.say("table.headcount.longer", values) : scene.say("table.headcount.shorter", values)
    let misfits = offer.misfits.map { misfit -> Markup in
      "<li>\(scene.say("table.headcount.needs", ["title": misfit.title, "needs": String(misfit.needs)]))</li>"
    }
    let splits = offer.splits.map { split -> Markup in
      let sizes = TableWords(scene.catalogue).sizes(split.tables)
      return "<li>\(scene.say("table.headcount.splits", ["title": split.title, "tables": sizes]))</li>"
    }
    let lines: Markup = misfits.isEmpty && splits.isEmpty ? "" : "<ul>\(misfits)\(splits)</ul>"
    return """
      <div class="notice notice-note"><p>\(scene.say("table.headcount.offer", values)) \(effect)</p>\(lines)\(scene.command(scene.say("table.headcount.plan", values), to: "headcount", "present", String(offer.present)))</div>

      """
  }

  // Under the thumb

  var hand: Markup {
    part("part-hand") {
      "<div class=\"hand\" role=\"group\" aria-label=\"\(scene.say("table.controls"))\">\n"
      "<div class=\"hand-main\">\(thumb)</div>\n"
      leading
      "</div>\n"
    }
  }

  /// In a practice round, everybody's own round is the main thing, and the next one for whoever leads; the room's way on stands beside it.
  private var thumb: Markup {
    let usual: Markup = "\(view.leadControl.map { button(for: $0) } ?? "")\(mainControl)"
    guard practice.isShown, view.mainControl != .resume, view.leadControl != .resume else { return usual }
    return scene.leads && practice.isDone ? usual : practice.main
  }

  private var leading: Markup {
    var small: [Markup] = practice.small
    if practice.isShown, scene.leads, !practice.isDone {
      if scene.may(.moveOn), view.tables.isEmpty, view.table == nil, let next = view.next {
        let place = view.step.map { "\($0.place.item).\($0.place.step)" } ?? ""
        small.append(scene.command(scene.say("table.control.moveOnTo", ["title": next.title]), to: "steps", "on", place))
      } else if scene.may(.bringTogether) || scene.may(.moveOn) {
        small.append(together("button quiet"))
      }
    }
    let place = view.step.map { "\($0.place.item).\($0.place.step)" } ?? ""
    if scene.may(.moveBack) { small.append(scene.command(scene.say("table.control.moveBack"), to: "steps", "back", place)) }
    if scene.may(.changeMinutes) {
      small.append(scene.command(scene.say("table.control.lessTime"), to: "minutes", "seconds", "-60"))
      small.append(scene.command(scene.say("table.control.moreTime"), to: "minutes", "seconds", "60"))
    }
    if scene.may(.pause) { small.append(scene.command(scene.say("table.control.pause"), to: "pauses", "pause", "begin")) }
    if scene.may(.goToClosing), let closing = view.agenda.last, !view.pressure.losses.isEmpty || view.clock?.isOver == true {
      small.append(scene.command(scene.say("table.control.goToClosing"), to: "steps", "to", closing.itemID.text, ofRoom: true))
    }
    if scene.may(.takeControl), view.mainControl != .takeControl, let own = scene.own {
      small.append(scene.command(scene.say("table.lead.take"), to: "control", "to", own.text))
    }
    if scene.may(.bringTogether), !practice.isShown, view.leadControl != .bringTogether, view.mainControl != .bringTogether {
      small.append(together("button quiet"))
    }
    guard !small.isEmpty else { return "" }
    return "<div class=\"hand-small\">\(small)</div>\n"
  }

  private func together(_ kind: Markup, more: Markup = "") -> Markup {
    let place = (view.table?.roomPlace ?? view.step?.place).map { "\($0.item).\($0.step)" } ?? ""
    return scene.command(scene.say("table.tables.together"), to: "steps", "on", place, kind, ofRoom: true, more: more)
  }

  /// The one thing that this person needs now; everything else is quieter.
  private var mainControl: Markup {
    // Whoever leads always has something to press.
    guard view.mainControl == nil, view.leadControl != nil else { return button(for: view.mainControl) }
    return ""
  }

  private func button(for control: RoomControl?) -> Markup {
    let place = view.step.map { "\($0.place.item).\($0.place.step)" } ?? ""
    let main: Markup = " data-main"
    switch control {
    case .takeFloor: return scene.command(scene.say("table.control.takeFloor"), to: "floor", "take", "yes", "button", more: main)
    case .passFloor:
      let next = view.floor.upNext.map { scene.say("table.control.passTo", ["name": scene.callName($0)]) }
      return scene.command(next ?? scene.say("table.control.passFloor"), to: "floor", "pass", "own", "button", more: main)
    case .askForFloor: return scene.command(scene.say("table.control.askForFloor"), to: "floor", "ask", "yes", "button", more: main)
    case .withdrawAsk: return scene.command(scene.say("table.control.withdrawAsk"), to: "floor", "withdraw", "yes", more: main)
    case .takeControl:
      guard let own = scene.own else { return fallback }
      return scene.command(scene.say("table.lead.take"), to: "control", "to", own.text, more: main)
    case .nameCommitment: return "<a class=\"button\" href=\"#commitment\">\(scene.say("table.control.nameCommitment"))</a>"
    case .resume:
      // Opened before its time, the first step has not run yet: there is nothing to go on with, only to begin.
      let word = view.agenda.contains { $0.used > .zero } ? scene.say("table.control.resume") : scene.say("table.control.begin")
      return scene.command(word, to: "pauses", "pause", "end", "button", more: main)
    case .bringTogether: return together("button", more: main)
    case .moveOn:
      guard view.tables.isEmpty else { return together("button", more: main) }
      let next = view.next.map { scene.say("table.control.moveOnTo", ["title": $0.title]) }
      return scene.command(next ?? scene.say("table.control.moveOn"), to: "steps", "on", place, "button", more: main)
    case .close: return scene.command(scene.say("table.control.close"), to: "closure", "close", "yes", "button", more: main)
    default: return fallback
    }
  }

  /// Nothing to press: in silence one writes; once the session is held one reads.
  private var fallback: Markup {
    if view.phase == .held { return "<a class=\"button\" href=\"\(scene.address)/record\">\(scene.say("table.toRecord"))</a>" }
    guard view.step?.floor == FloorKind.none || view.step?.floor == .facilitator else {
      return "<p class=\"hand-nothing\">\(scene.say("table.nothing"))</p>"
    }
    return "<a class=\"button quiet\" href=\"#writing\">\(scene.say("table.toWriting"))</a>"
  }
}
