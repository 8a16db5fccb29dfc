// The table seen from above: who sits where, who has the floor, whose turn it is, and in the middle the clock and what to do now.
import Domain
import HTML
import HTTP

struct TablePicture {
  let scene: RoomScene

  private var view: RoomView { scene.view }

  var markup: Markup {
    """
    <div class="table-picture seats-\(places.count)" data-table data-clock="\(clockState)">
    <svg class="table-top" viewBox="0 0 200 200" aria-hidden="true" focusable="false"><circle class="table-wood" cx="100" cy="100" r="97"/><circle class="clock-track" cx="100" cy="100" r="90"/><circle class="clock-hand" cx="100" cy="100" r="90" pathLength="1000" stroke-dasharray="\(left) 1000" transform="rotate(-90 100 100)" data-clock-ring/></svg>
    <div class="table-middle">\(middle)</div>
    <ol class="seats" aria-label="\(scene.say("table.seats"))">
    \(places.map(seat))</ol>
    </div>
    \(legend)

    """
  }

  // The middle

  /// Two lines fit inside the ring of the clock; anything longer stands below the table.
  static func isBrief(_ instruction: String) -> Bool { instruction.count <= 56 }

  private var left: Int {
    guard let clock = view.clock, clock.length > .zero else { return 0 }
    return min(1_000, max(0, Int(Double(clock.remaining.milliseconds) / Double(clock.length.milliseconds) * 1_000)))
  }

  private var clockState: Markup {
    guard let clock = view.clock else { return "none" }
    if clock.isPaused { return "paused" }
    if clock.isOver { return "over" }
    return clock.isNearEnd(at: view.now) ? "near" : "running"
  }

  private var middle: Markup {
    guard let step = view.step else { return "<p class=\"middle-step\">\(scene.idle)</p>" }
    let now: Markup = TablePicture.isBrief(step.instruction) ? "<p class=\"middle-now\" aria-hidden=\"true\">\(step.instruction)</p>" : ""
    return "\(clock)<p class=\"middle-step\" data-say-when-new>\(step.title)</p>\(now)"
  }

  private var clock: Markup {
    view.clock.map { "<p class=\"clock-line\">\(TableClock(clock: $0, now: view.now, catalogue: scene.catalogue).markup)</p>" } ?? ""
  }

  // Seats

  private enum Place {
    case member(SeatView)
    case facilitator(FacilitatorSeat)
  }

  /// Round the table from the viewer's own seat, which is the nearest one; on the wall from the facilitator's.
  private var places: [Place] {
    let all = view.seats.map { Place.member($0) } + (view.facilitator.map { [.facilitator($0)] } ?? [])
    let own =
      all.firstIndex { place in
        switch place {
        case .member(let seat): seat.isOwn
        case .facilitator(let seat): seat.isOwn
        }
      } ?? max(0, all.count - 1)
    return Array(all[own...] + all[..<own])
  }

  private func seat(_ place: Place) -> Markup {
    switch place {
    case .member(let seat): memberSeat(seat)
    case .facilitator(let seat): facilitatorSeat(seat)
    }
  }

  private func memberSeat(_ seat: SeatView) -> Markup {
    let isHere = seat.presence == .here
    var kind: Markup = "seat"
    if !isHere { kind += " seat-empty" }
    if seat.hasFloor { kind += " seat-lit" }
    if seat.isOwn { kind += " seat-own" }
    if isUnheard(seat) { kind += " seat-unheard" }
    if seat.isByVideo { kind += " seat-video" }
    let face: Markup = """
      \(arc(seat))<span class="seat-initials" aria-hidden="true">\(isHere ? Shell.initials(scene.fullName(seat.personID)) : "")</span>\(queueMark(seat))\(videoMark(seat))
      """
    return """
      <li class="\(kind)" data-person="\(seat.personID.text)">\(tappable(face, seat))<span class="seat-name">\(name(seat.personID, isOwn: seat.isOwn))</span><span class="seat-part">\(part(seat))</span>\(heardOnly(inWords(seat)))</li>

      """
  }

  /// Whoever leads gives the floor by tapping a seat, and passes it on by tapping the lit one; for everybody else a seat is a picture.
  private func tappable(_ face: Markup, _ seat: SeatView) -> Markup {
    let name = ["name": scene.callName(seat.personID)]
    if scene.leads, seat.hasFloor {
      return scene.command(face, to: "floor", "pass", seat.personID.text, "seat-face", more: label(scene.say("table.passFloorOfName", name)))
    }
    // While the facilitator explains, the floor is theirs alone: no seat leads to a refusal.
    guard scene.may(.giveFloor), view.step?.floor != .facilitator, seat.presence == .here, !seat.hasFloor else {
      return "<span class=\"seat-face\">\(face)</span>"
    }
    return scene.command(face, to: "floor", "give", seat.personID.text, "seat-face", more: label(scene.say("table.giveFloorTo", name)))
  }

  private func label(_ text: String) -> Markup { " aria-label=\"\(text)\"" }

  private func facilitatorSeat(_ seat: FacilitatorSeat) -> Markup {
    let kind: Markup = "seat seat-facilitator\(" seat-lit", if: seat.hasFloor)\(" seat-own", if: seat.isOwn)"
    let face: Markup = "<span class=\"seat-initials\" aria-hidden=\"true\">\(Shell.initials(scene.fullName(seat.personID)))</span>"
    let drawn: Markup =
      if scene.may(.giveFloor), !seat.hasFloor {
        scene.command(face, to: "floor", "give", "facilitator", "seat-face", more: label(scene.say("table.takeFloorYourself")))
      } else if scene.may(.passFloor), seat.hasFloor, seat.isOwn {
        scene.command(face, to: "floor", "pass", "facilitator", "seat-face", more: label(scene.say("table.control.passFloor")))
      } else {
        "<span class=\"seat-face\">\(face)</span>"
      }
    return """
      <li class="\(kind)">\(drawn)<span class="seat-name">\(name(seat.personID, isOwn: seat.isOwn))</span><span class="seat-part">\(facilitatorPart(seat))</span></li>

      """
  }

  private func facilitatorPart(_ seat: FacilitatorSeat) -> String {
    guard seat.hasFloor else { return scene.say("table.part.facilitator") }
    return seat.isOwn ? scene.say("table.part.ownFloor") : scene.say("table.part.floor")
  }

  private func name(_ id: ID<Person>, isOwn: Bool) -> String { isOwn ? scene.say("table.you") : scene.callName(id) }

  /// Where the talk of this step counts for members, a seat that was not heard yet shows it.
  private var heardMatters: Bool {
    guard let kind = view.step?.floor else { return false }
    return kind == .each || kind.isOpenTalk
  }

  private func isUnheard(_ seat: SeatView) -> Bool { seat.presence == .here && !seat.wasHeard && !seat.hasFloor && heardMatters }

  private var legend: Markup {
    guard view.seats.contains(where: isUnheard) else { return "" }
    return "<p class=\"legend\">\(scene.say("table.legend"))</p>"
  }

  private func queueMark(_ seat: SeatView) -> Markup {
    guard let place = seat.placeInQueue else { return "" }
    return "<span class=\"seat-queue\" aria-hidden=\"true\">\(place)</span>"
  }

  /// A screen on its foot: who is not in the room is drawn with a shape of their own, and said in words beside it.
  private func videoMark(_ seat: SeatView) -> Markup {
    guard seat.isByVideo else { return "" }
    return
      "<svg class=\"seat-screen\" viewBox=\"0 0 24 20\" aria-hidden=\"true\" focusable=\"false\"><rect x=\"1.5\" y=\"1.5\" width=\"21\" height=\"13\" rx=\"2\"/><path d=\"M7 18.5h10\"/></svg>"
  }

  /// The word under a name: the part in this step, or why the chair is empty.
  private func part(_ seat: SeatView) -> String {
    switch seat.presence {
    case .expected: return scene.say("table.part.expected")
    case .comingLate: return scene.say("table.part.comingLate")
    case .absent: return scene.say("table.part.absent")
    case .left: return scene.say("table.part.left")
    case .here: break
    }
    if seat.hasFloor { return seat.isOwn ? scene.say("table.part.ownFloor") : scene.say("table.part.floor") }
    if seat.isTurn { return turnWord }
    if view.floor.upNext == seat.personID { return scene.say("table.part.next") }
    if seat.placeInQueue != nil { return scene.say("table.part.asks") }
    return seat.isByVideo ? scene.say("table.part.byVideo") : ""
  }

  private var turnWord: String {
    switch view.step?.floor {
    case .practitioner: scene.say("table.part.practices")
    case .client: scene.say("table.part.client")
    default: scene.say("table.part.presents")
    }
  }

  private func inWords(_ seat: SeatView) -> String {
    [seat.isByVideo ? scene.say("table.heard.byVideo") : "", state(seat)].filter { !$0.isEmpty }.joined(separator: ", ")
  }

  /// What only the picture says, in words.
  private func state(_ seat: SeatView) -> String {
    guard seat.presence == .here else { return "" }
    if let place = seat.placeInQueue { return scene.say("table.heard.inQueue", ["place": String(place)]) }
    guard heardMatters, !seat.hasFloor else { return "" }
    return seat.wasHeard ? scene.say("table.heard.yes") : scene.say("table.heard.notYet")
  }

  /// Time with the floor as a ring, with a tick at the fair share where there is one: round the own seat, and round everybody's
  /// while all of them agree.
  private func arc(_ seat: SeatView) -> Markup {
    guard let own = view.ownTime, let held = seat.held else { return "" }
    let share = own.attributed > .zero ? Double(held.milliseconds) / Double(own.attributed.milliseconds) : 0
    let part = own.isTelling ? Int((share * 1_000).rounded()) : 0
    let grows = seat.isOwn ? own.isGrowing : seat.hasFloor && view.clock?.isPaused == false
    let tick: Markup =
      own.fairShare.map { share in
        "<line class=\"arc-tick\" x1=\"50\" y1=\"0.5\" x2=\"50\" y2=\"12\" transform=\"rotate(\(Int((share * 360).rounded())) 50 50)\"/>"
      } ?? ""
    return """
      <svg class="arc" viewBox="0 0 100 100" aria-hidden="true" focusable="false"><circle class="arc-track" cx="50" cy="50" r="46"/><circle class="arc-own" cx="50" cy="50" r="46" pathLength="1000" stroke-dasharray="\(part) 1000" transform="rotate(-90 50 50)" data-arc data-growing="\(grows ? "yes" : "no")" data-held="\(held.milliseconds)" data-attributed="\(own.attributed.milliseconds)"/>\(tick)</svg>
      """
  }
}

extension OwnTimeView {
  /// A share of the first few seconds says nothing: from one minute with a name on it is shown.
  var isTelling: Bool { attributed >= .minutes(1) }
}
