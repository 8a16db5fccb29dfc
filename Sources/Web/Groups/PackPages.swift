// A session on paper: the agenda with its minutes, a sheet for each person, cards to cut; in grey, on A4 and on US Letter.
import Actions
import Domain
import HTML
import HTTP

enum PackPages {
  @Sendable static func show(_ visit: Visit) async throws -> Reply {
    let id = try visit.id(as: Session.self)
    let pack = try await visit.house.sessionPack(id, as: visit.actor)
    // A session that is over has a record to print, one that was cancelled has nothing.
    switch pack.session.status {
    case .held: return .redirect("/sessions/\(id)/record")
    case .cancelled: return .redirect("/sessions/\(id)")
    case .planned, .live, .closing: break
    }
    let view = PackView(pack: pack, visit: visit)
    return visit.page(
      visit.say("pack.title", ["group": pack.group.name]), lead: view.lead,
      back: Shell.Link(address: "/sessions/\(id)", label: visit.say("sessions.page.titleOf", ["group": pack.group.name])), view.body)
  }
}

struct PackView {
  let pack: SessionPack
  let visit: Visit
  private let when: Moments

  init(pack: SessionPack, visit: Visit) {
    self.pack = pack
    self.visit = visit
    when = Moments(visit.house.catalogue, zone: pack.group.zone)
  }

  var lead: String {
    visit.say(
      "pack.lead",
      ["when": when.dayAndTime(pack.session.startsAt), "minutes": String(pack.session.minutes), "present": String(pack.present)])
  }

  var body: Markup {
    """
    <p class="remark no-print">\(visit.say("pack.how"))</p>
    <p class="no-print"><button type="button" class="button quiet" data-print hidden>\(visit.say("pack.print"))</button></p>
    <div class="pack">
    \(agenda)\(pack.sheets.map(sheet))\(cards)
    </div>

    """
  }

  // The agenda

  private var agenda: Markup {
    let starts = AgendaPlan(minutes: pack.session.minutes, present: pack.present, items: pack.items).starts
    let items = zip(pack.items, starts).map(item)
    let norms: Markup = pack.norms.map { "<h2>\(visit.say("pack.norms"))</h2>\n\(written($0.body))" } ?? ""
    return """
      <section class="pack-agenda"><h2>\(visit.say("pack.agenda"))</h2>
      \(items.isEmpty ? remark(visit.say("pack.noAgenda")) : joined(items))\(norms)</section>

      """
  }

  private func item(_ item: AgendaItem, _ start: Int) -> Markup {
    let opens = pack.session.openedAt ?? pack.session.startsAt
    let head = visit.say("pack.item", ["time": when.time(opens + .seconds(start)), "title": item.shape.title])
    let names = item.turns.compactMap { turn in pack.people.members.first { $0.person == turn }?.fullName }
    let turns: Markup = names.isEmpty ? "" : remark(visit.say("pack.turns", ["names": names.joined(separator: ", ")]))
    return """
      <section class="pack-item"><h3>\(head) <span class="pack-minutes">\(when.minutes(seconds: item.seconds(present: pack.present)))</span></h3>
      \(turns)<ol class="pack-steps">
      \(steps(of: item).map(step))</ol></section>

      """
  }

  /// Steps that come again in each round stand once, with how often.
  private func steps(of item: AgendaItem) -> [(step: PlannedStep, times: Int)] {
    var steps: [(step: PlannedStep, times: Int)] = []
    for step in item.steps(present: pack.present) {
      if let place = steps.firstIndex(where: { $0.step.key == step.key }) {
        steps[place].times += 1
      } else {
        steps.append((step, 1))
      }
    }
    return steps
  }

  private func step(_ step: PlannedStep, _ times: Int) -> Markup {
    let minutes = when.minutes(seconds: step.seconds)
    let length = times == 1 ? minutes : visit.say("pack.rounds", ["minutes": minutes, "rounds": String(times)])
    return
      "<li><span class=\"pack-step\"><strong>\(step.title)</strong> \(step.instruction)</span> <span class=\"pack-minutes\">\(length)</span></li>\n"
  }

  // A sheet for each person

  private func sheet(_ member: GroupPerson) -> Markup {
    let lenses = [
      visit.say("pack.success"), visit.say("pack.concern"), visit.say("pack.idea"), visit.say("pack.inspiration"),
    ].map { lens -> Markup in "<div class=\"pack-lens\"><h3>\(lens)</h3>\(lines(4))</div>\n" }
    return """
      <section class="sheet"><h2>\(visit.say("pack.sheetOf", ["name": member.fullName]))</h2>
      \(remark(visit.say("pack.writing")))\(lenses)<p class="pack-cut">\(visit.say("pack.cut"))</p>
      <div class="pack-commitment"><h3>\(visit.say("pack.commitment")) · \(member.fullName)</h3>
      \(blank(visit.say("pack.iWill")))\(lines(1))\(blank(visit.say("pack.by")))\(blank(visit.say("pack.asks")))</div></section>

      """
  }

  private func lines(_ count: Int) -> Markup { joined((0..<count).map { _ in "<div class=\"pack-line\" aria-hidden=\"true\"></div>" }) }

  private func blank(_ label: String) -> Markup { "<p class=\"pack-blank\">\(label)</p>\n" }

  // Cards

  private var cards: Markup {
    let card: Markup = "<li></li>"
    return """
      <section class="sheet"><h2>\(visit.say("pack.cards"))</h2>
      \(remark(visit.say("pack.cardsHow")))<ul class="pack-cards" aria-hidden="true">\(joined((0..<8).map { _ in card }))</ul></section>

      """
  }
}
