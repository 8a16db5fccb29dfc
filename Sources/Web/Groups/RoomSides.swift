// The parts of a live room that one looks at between two steps: agenda, cards, commitments old and new, who is here.
import Domain
import HTML
import Messages

extension RoomParts {
  private var view: RoomView { scene.view }

  private func part(_ id: StaticString, _ heading: String, @Pieces _ content: () -> Markup) -> Markup {
    """
    <section class="side" id="\(Markup(stringLiteral: id))" data-part><h2>\(heading)</h2>
    \(content())</section>

    """
  }

  /// A part that is needed only at times. A fold that has to change by itself is another element, since one that stays keeps
  /// what its reader has made of it.
  private func fold(
    _ id: StaticString, _ heading: String, answer: String = "", isOpen: Bool, below: Markup = "", @Pieces _ content: () -> Markup
  ) -> Markup {
    let part = Markup(stringLiteral: id)
    let said: Markup = answer.isEmpty ? "" : " <span class=\"fold-answer\">\(answer)</span>"
    return """
      <section class="side" id="\(part)" data-part><details class="fold" id="\(part)-\(isOpen ? "now" : "later")"\(" open", if: isOpen)><summary><h2>\(heading)</h2>\(said)</summary>
      \(content())</details>
      \(below)</section>

      """
  }

  // Agenda

  var agenda: Markup {
    part("part-agenda", scene.say("table.agenda.heading")) {
      "<ol class=\"agenda\">\(view.agenda.map(agendaLine))</ol>\n"
      "<p class=\"side-links\">"
      if scene.may(.changeAgenda) {
        "<a class=\"plain\" href=\"\(scene.address)/agenda\">\(scene.say("table.agenda.change"))</a>\n"
      }
      if view.phase != .held {
        "<a class=\"plain\" href=\"\(scene.address)/wall\">\(scene.say("table.toWall"))</a>\n"
        "<a class=\"plain\" href=\"\(scene.address)/pack\">\(scene.say("pack.link"))</a>\n"
      }
      "</p>\n"
    }
  }

  private func agendaLine(_ line: AgendaLine) -> Markup {
    let used = scene.minutes(line.used)
    let planned = scene.minutes(line.plannedSeconds)
    let (kind, word): (Markup, String) =
      switch line.state {
      case .done: ("agenda-done", scene.say("table.agenda.done", ["used": used, "planned": planned]))
      case .skipped: ("agenda-skipped", scene.say("table.agenda.skipped"))
      case .running: ("agenda-running", scene.say("table.agenda.running", ["used": used, "planned": planned]))
      case .coming: ("agenda-coming", planned)
      }
    let here: Markup = line.state == .running ? " aria-current=\"step\"" : ""
    return
      "<li class=\"agenda-line \(kind)\"\(here)><span class=\"agenda-title\">\(line.title)</span> <span class=\"agenda-time\">\(word)</span></li>\n"
  }

  // Cards

  var cards: Markup {
    part("part-cards", scene.say("table.cards.heading")) {
      if view.cards.isEmpty { remark(scene.say("table.cards.empty")) }
      "<ul class=\"cards\">\(view.cards.map(card))</ul>\n"
    }
  }

  private func card(_ card: RoomCard) -> Markup {
    let kept: Markup = card.isKept ? "<span class=\"status\">\(scene.say("table.cards.kept"))</span>" : ""
    var acts: [Markup] = []
    if scene.may(.keepCard) {
      acts.append(
        card.isKept
          ? scene.command(scene.say("table.cards.doNotKeep"), to: "cards", "unkeep", card.id.text, "plain")
          : scene.command(scene.say("table.cards.keep"), to: "cards", "keep", card.id.text, "plain"))
    }
    if card.isSpoken, isOwn(card.authorID) { acts += RoomSpoken(scene: scene).acts(card.id.text) }
    if isOwn(card.authorID), scene.may(.putCard) {
      acts.append(scene.command(scene.say("table.cards.takeBack"), to: "cards", "takeBack", card.id.text, "plain"))
    }
    return """
      <li class="card" id="card-\(card.id.text)"><p class="card-text">\(card.text)</p><p class="card-foot"><span>\(scene.callName(card.authorID))</span> \(card.isSpoken ? RoomSpoken(scene: scene).mark : "") \(kept) \(acts)</p></li>

      """
  }

  private func isOwn(_ person: ID<Person>) -> Bool {
    switch view.viewer {
    case .member(let own), .facilitator(let own): own == person
    case .wall: false
    }
  }

  // Commitments

  var commitments: Markup {
    part("part-commitments", scene.say("table.commitments.heading")) {
      if view.commitments.isEmpty && view.passedCommitment.isEmpty { remark(scene.say("table.commitments.empty")) }
      "<ul class=\"rows\">\(view.commitments.map(commitment))\(view.passedCommitment.map(passed))</ul>\n"
      RoomSpoken(scene: scene).passes
      if scene.may(.passCommitment) {
        scene.command(scene.say("table.commitments.pass"), to: "commitments", "pass", "yes", "plain")
      }
    }
  }

  private func commitment(_ commitment: RoomCommitment) -> Markup {
    let by = commitment.byDate.map { scene.say("table.commitments.by", ["date": scene.moments.date($0)]) }
    let foot = [scene.callName(commitment.ownerID), by].compactMap { $0 }.joined(separator: " · ")
    let back: Markup =
      isOwn(commitment.ownerID) && !view.controls.isEmpty
      ? scene.command(scene.say("table.commitments.takeBack"), to: "commitments", "takeBack", commitment.id.text, "plain") : ""
    let spoken: Markup = commitment.isSpoken ? RoomSpoken(scene: scene).mark : ""
    let acts = commitment.isSpoken && isOwn(commitment.ownerID) ? RoomSpoken(scene: scene).acts(commitment.id.text) : []
    return """
      <li class="row" id="commitment-\(commitment.id.text)"><span class="row-body"><span>\(commitment.text)</span><span class="row-detail">\(foot) \(spoken)</span></span><span class="row-end">\(acts)\(back)</span></li>

      """
  }

  private func passed(_ person: ID<Person>) -> Markup {
    "<li class=\"row\"><span class=\"row-body\"><span class=\"row-detail\">\(scene.say("table.commitments.passed", ["name": scene.callName(person)]))</span></span></li>\n"
  }

  /// What was promised last time and what became of it: the owner says it, or the facilitator for them.
  var carried: Markup {
    guard !view.carried.isEmpty else { return "<div id=\"part-carried\" data-part></div>\n" }
    return fold("part-carried", scene.say("table.carried.heading"), isOpen: view.agenda.first?.state == .running) {
      "<ul class=\"rows\">\(view.carried.map(carriedLine))</ul>\n"
    }
  }

  private func carriedLine(_ line: CarriedCommitment) -> Markup {
    let maySay = scene.may(.checkCommitment) && (isOwn(line.ownerID) || scene.isFacilitator || scene.leads)
    let by = line.byDate.map { scene.say("table.commitments.by", ["date": scene.moments.date($0)]) }
    let foot = [scene.callName(line.ownerID), by].compactMap { $0 }.joined(separator: " · ")
    let spoken: Markup = line.isSpoken == true ? RoomSpoken(scene: scene).mark : ""
    let confirm: Markup =
      line.isSpoken == true && isOwn(line.ownerID) && scene.may(.confirmSpoken)
      ? scene.command(scene.say("spoken.confirm"), to: "spoken", "confirm", line.id.text, "plain") : ""
    return """
      <li class="row carried" id="carried-\(line.id.text)"><span class="row-body"><span>\(line.text)</span><span class="row-detail">\(foot) \(spoken)\(confirm)</span></span>\(maySay ? states(line) : "<span class=\"status\">\(stateWord(line.state))</span>")</li>

      """
  }

  /// All outcomes are regular ones and look alike.
  private func states(_ line: CarriedCommitment) -> Markup {
    let choices: [(CommitmentState, StaticString)] = [
      (.done, "done"), (.partly, "partly"), (.notYet, "notYet"), (.changed, "changed"), (.released, "released"),
    ]
    let drawn = choices.map { state, name in
      scene.command(
        stateWord(state), to: "commitments", name, line.id.text, "chip",
        more: state == line.state ? " aria-pressed=\"true\"" : " aria-pressed=\"false\"")
    }
    return "<span class=\"chips\" role=\"group\" aria-label=\"\(scene.say("table.carried.what"))\">\(drawn)</span>"
  }

  private func stateWord(_ state: CommitmentState) -> String { commitmentStateWord(state, scene.catalogue) }

  // Who is here

  /// The twin of the picture in words; for the facilitator also the place to mark who comes and goes.
  var people: Markup {
    let isAwaited = view.everybody.contains { $0.presence == .expected || $0.presence == .comingLate }
    let count = scene.say("table.people.answer", ["here": String(here), "all": String(view.everybody.count)])
    return fold(
      "part-people", scene.say("table.people.heading"), answer: count, isOpen: isAwaited && scene.may(.markAttendance),
      below: RoomVideo(scene: scene).callLine + handBack
    ) {
      "<ul class=\"rows\">\(view.everybody.map(seatLine))</ul>\n"
    }
  }

  private var here: Int { view.everybody.filter { $0.presence == .here }.count }

  private func seatLine(_ seat: SeatView) -> Markup {
    var words = [presenceWord(seat.presence)]
    if seat.arrivedLateAt != nil, seat.presence == .here { words = [scene.say("table.people.cameLate")] }
    if seat.isByVideo { words.append(scene.say("table.part.byVideo")) }
    if let table = scene.tableNumber(of: seat.personID) { words.append(scene.say("table.tables.at", ["number": String(table)])) }
    if seat.hasFloor { words.append(scene.say("table.part.floor")) }
    if let held = seat.held, held > .zero { words.append(scene.say("table.people.held", ["minutes": scene.minutes(held)])) }
    let name = seat.isOwn ? scene.say("table.you") : scene.fullName(seat.personID)
    return """
      <li class="row" id="seat-\(seat.personID.text)"><span class="row-body"><span>\(name)</span><span class="row-detail">\(words.joined(separator: " · "))</span></span>\(marks(seat))</li>

      """
  }

  private func presenceWord(_ presence: Presence) -> String {
    switch presence {
    case .expected: scene.say("table.part.expected")
    case .here: scene.say("table.part.here")
    case .comingLate: scene.say("table.part.comingLate")
    case .absent: scene.say("table.part.absent")
    case .left: scene.say("table.part.left")
    }
  }

  private func marks(_ seat: SeatView) -> Markup {
    let video = RoomVideo(scene: scene).mark(seat)
    guard scene.may(.markAttendance) else { return video.isEmpty ? "" : "<span class=\"chips\">\(video)</span>" }
    let id = seat.personID.text
    let lead: Markup =
      seat.presence == .here && scene.may(.handControl) && seat.personID != view.controllerID
      ? scene.command(scene.say("table.lead.hand", ["name": scene.callName(seat.personID)]), to: "control", "to", id, "chip") : ""
    let told: Markup = " aria-describedby=\"seat-\(id)\""
    let drawn: [Markup] =
      switch seat.presence {
      case .here: [scene.command(scene.say("table.mark.leave"), to: "attendance", "leave", id, "chip", more: told)]
      case .left: [scene.command(scene.say("table.mark.comeBack"), to: "attendance", "comeBack", id, "chip", more: told)]
      case .expected:
        [
          scene.command(scene.say("table.mark.arrive"), to: "attendance", "arrive", id, "chip", more: told),
          scene.command(scene.say("table.mark.comingLate"), to: "attendance", "comingLate", id, "chip", more: told),
          scene.command(scene.say("table.mark.absent"), to: "attendance", "absent", id, "chip", more: told),
        ]
      case .comingLate, .absent: [scene.command(scene.say("table.mark.arrive"), to: "attendance", "arrive", id, "chip", more: told)]
      }
    return "<span class=\"chips\">\(lead)\(RoomTables(scene: scene).elsewhere(seat))\(drawn)\(video)</span>"
  }

  /// A member who leads gives the lead back to the facilitator.
  private var handBack: Markup {
    guard scene.leads, let facilitator = view.facilitatorID, facilitator != scene.own else { return "" }
    let label = scene.say("table.lead.handBack", ["name": scene.callName(facilitator)])
    return "<p>\(scene.command(label, to: "control", "to", facilitator.text, "chip"))</p>\n"
  }
}

/// What became of a commitment, in the same word everywhere.
func commitmentStateWord(_ state: CommitmentState, _ catalogue: Catalogue) -> String {
  switch state {
  case .open: catalogue.say("commitmentState.open")
  case .done: catalogue.say("commitmentState.done")
  case .partly: catalogue.say("commitmentState.partly")
  case .notYet: catalogue.say("commitmentState.notYet")
  case .changed: catalogue.say("commitmentState.changed")
  case .released: catalogue.say("commitmentState.released")
  }
}
