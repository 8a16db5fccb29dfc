// One clock as every page of a room draws it: with everything that the clock of the browser counts with.
import Domain
import HTML
import Messages

struct TableClock {
  let clock: ClockView
  let now: Instant
  let catalogue: Catalogue

  /// Without a script it shows the moment of the page.
  var markup: Markup {
    let word: String =
      if clock.isPaused {
        catalogue.say("table.clock.paused")
      } else if clock.isOver {
        catalogue.say("table.clock.over")
      } else if clock.isNearEnd(at: now) {
        catalogue.say("table.clock.near")
      } else {
        catalogue.say("table.clock.left")
      }
    let words: Markup =
      "data-left=\"\(catalogue.say("table.clock.left"))\" data-near=\"\(catalogue.say("table.clock.near"))\" data-over=\"\(catalogue.say("table.clock.over"))\""
    let times: Markup =
      "data-now=\"\(now.milliseconds)\" data-ends=\"\(clock.endsAt.milliseconds)\" data-warns=\"\(clock.warnsAt.milliseconds)\" data-length=\"\(clock.length.milliseconds)\""
    return """
      <span class="clock" role="timer" data-clock-face data-paused="\(clock.isPaused ? "yes" : "no")" \(times)><span class="clock-time" data-clock-time>\(RoomScene.clock(clock.remaining))</span> <span class="clock-word" data-clock-word \(words)>\(word)</span></span>
      """
  }
}
