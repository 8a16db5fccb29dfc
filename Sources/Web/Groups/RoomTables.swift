// The stage of a room that has split: the own table whole and the others in a line each, or all tables side by side.
import Domain
import HTML

struct RoomTables {
  let scene: RoomScene

  private var view: RoomView { scene.view }

  /// The table, or the tables, and where one stands.
  var stage: Markup {
    guard view.tables.isEmpty else { return sideBySide }
    return joined([standing, TablePicture(scene: scene).markup, glances])
  }

  var name: String { name(of: view.table?.number ?? 1) }

  private func name(of number: Int) -> String { scene.say("table.tables.name", ["number": String(number)]) }

  private var mayVisit: Bool { scene.isFacilitator || scene.leads }

  private func visit(_ number: Int) -> Markup {
    guard mayVisit else { return "" }
    return "<a href=\"\(scene.address)?table=\(number)\">\(scene.say("table.tables.goTo", ["number": String(number)]))</a>"
  }

  // One table

  private var standing: Markup {
    guard let table = view.table else { return "" }
    let isAlone = table.count < 2
    let back: Markup =
      scene.isFacilitator && !isAlone ? "<a href=\"\(scene.address)\">\(scene.say("table.tables.back"))</a>" : ""
    let call: Markup =
      table.link.map { "<a href=\"\(href: $0)\" target=\"_blank\" rel=\"noopener noreferrer\">\(scene.say("table.tables.join"))</a>" } ?? ""
    let observes: Markup = table.facilitatorObserves && !scene.isFacilitator ? "<span>\(scene.say("table.tables.observes"))</span>" : ""
    let own: Markup = isAlone ? "" : "<strong>\(name)</strong>"
    return "<p class=\"table-where\" data-split>\(own)\(observes)\(call)\(back)</p>\n"
  }

  /// One quiet line for each of the others: who has the floor there, in which step, and their clock.
  private var glances: Markup {
    guard view.table != nil, !view.otherTables.isEmpty else { return "" }
    // Where rounds are played, all tables stand in one list.
    guard !RoomPractice(scene: scene).isShown else { return "" }
    let lines = view.otherTables.map { other -> Markup in
      let floor = other.holder.map { scene.say("table.tables.floorTheirs", ["name": scene.callName($0)]) } ?? scene.say("table.tables.floorFree")
      return
        "<li><strong>\(name(of: other.number))</strong> <span>\(other.stepTitle) · \(floor)</span> \(clock(other.clock))\(visit(other.number))</li>\n"
    }
    return "<ul class=\"table-glances\" aria-label=\"\(scene.say("table.tables.others"))\">\(lines)</ul>\n"
  }

  private func clock(_ clock: ClockView?) -> Markup {
    clock.map { TableClock(clock: $0, now: view.now, catalogue: scene.catalogue).markup } ?? ""
  }

  // All tables

  private var sideBySide: Markup {
    let drawn = view.tables.map { table -> Markup in
      let part = scene.part(table)
      return """
        <section class="one-table"><h2>\(RoomTables(scene: part).name)</h2>
        \(TablePicture(scene: part).markup)
        \(below(part, table.table?.number ?? 1))</section>

        """
    }
    return "<div class=\"tables-side\" data-split>\n\(drawn)</div>\n"
  }

  /// Where rounds are played nobody has the floor of the room, and one looks after a round on its own page.
  private func below(_ part: RoomScene, _ number: Int) -> Markup {
    let practice = RoomPractice(scene: part)
    guard !practice.isShown else { return practice.table(number) }
    return "<p class=\"now-floor\">\(RoomParts(scene: part).floorSentence)</p><p>\(visit(number))</p>"
  }

  /// What stands under the tables: how long until the last of them is done.
  var allAtTables: Markup {
    """
    <p class="now-do">\(scene.say("table.tables.running"))</p>
    <p class="stretch-clock" data-clock-main><span>\(scene.say("table.tables.all"))</span> \(clock(view.clock))</p>
    """
  }

  // Who sits where

  /// Whoever leads may seat somebody at another table.
  func elsewhere(_ seat: SeatView) -> Markup {
    guard scene.may(.seatAtTable), seat.presence == .here else { return "" }
    let own = scene.tableNumber(of: seat.personID)
    let numbers = (view.otherTables.map(\.number) + [view.table?.number].compactMap { $0 }).sorted().filter { $0 != own }
    return joined(
      numbers.map { number in
        scene.command(
          scene.say("table.tables.sit", ["number": String(number)]), to: "tables", "sit", "\(seat.personID.text).\(number)", "chip",
          more: " aria-describedby=\"seat-\(seat.personID.text)\"")
      })
  }
}
