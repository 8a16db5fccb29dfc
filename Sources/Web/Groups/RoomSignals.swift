// The three quiet signals on one viewer's page: what others have given to them, and the buttons for their own.
import Domain
import HTML

struct RoomSignals {
  let scene: RoomScene

  private var signals: SignalsView { scene.signals }

  /// Both parts as a stream sends them.
  var fragment: Markup { heard + own }

  var heard: Markup {
    guard !signals.heard.isEmpty, !scene.isWall else { return "<div id=\"part-signals\" data-part></div>\n" }
    return
      "<div id=\"part-signals\" data-part><ul class=\"signals\" aria-label=\"\(scene.say("table.signals.heading"))\">\(signals.heard.map(line))</ul></div>\n"
  }

  private func line(_ signal: QuietSignal) -> Markup {
    let name = ["name": scene.callName(signal.personID)]
    let sentence: String =
      switch signal.kind {
      case .moment: scene.say("table.signals.moment", name)
      case .lostThread: scene.say("table.signals.lostThread", name)
      case .pleaseBreak: scene.say("table.signals.pleaseBreak", name)
      }
    let only: Markup = signal.kind.isForAll ? "" : "<span class=\"row-detail\">\(scene.say("table.signals.onlyYou"))</span>"
    let seen: Markup =
      scene.isFacilitator
      ? scene.command(scene.say("table.signals.seen"), to: "signals", "seen", "\(signal.personID)/\(signal.kind.rawValue)", "chip") : ""
    return "<li class=\"signal\"><span><span data-say-when-new>\(sentence)</span> \(only)</span>\(seen)</li>\n"
  }

  var own: Markup {
    guard mayGive else { return "<div id=\"part-own-signals\" data-part></div>\n" }
    let nobody: Markup = signals.reachesFacilitator ? "" : "<p class=\"remark\">\(scene.say("table.signals.nobody"))</p>"
    return """
      <div id="part-own-signals" data-part class="own-signals" role="group" aria-label="\(scene.say("table.signals.own"))"><p class="chips chips-middle">\(button(.moment))\(button(.lostThread))\(button(.pleaseBreak))</p>\(nobody)</div>

      """
  }

  private var mayGive: Bool {
    guard case .member = scene.view.viewer, scene.view.phase == .live || scene.view.phase == .closing else { return false }
    return scene.view.seats.contains { $0.isOwn && $0.presence == .here }
  }

  private func button(_ kind: QuietSignalKind) -> Markup {
    let isUp = signals.own.contains(kind)
    let (name, label): (StaticString, String) =
      switch kind {
      case .moment: ("moment", scene.say("table.signals.giveMoment"))
      case .lostThread: ("lostThread", scene.say("table.signals.giveLostThread"))
      case .pleaseBreak: ("pleaseBreak", scene.say("table.signals.givePleaseBreak"))
      }
    let isReached = kind.isForAll || signals.reachesFacilitator || isUp
    let pressed: Markup = isUp ? " aria-pressed=\"true\"" : " aria-pressed=\"false\""
    let asleep: Markup = isReached ? "" : " disabled"
    return scene.command(label, to: "signals", name, isUp ? "no" : "yes", "chip", more: pressed + asleep)
  }
}
