// The page of a session before it runs: when, where, what is planned, and for the facilitator the way into the room.
import Actions
import Domain
import HTML
import HTTP
import HTTPTypes

enum SessionPages {
  @Sendable static func show(_ visit: Visit) async throws -> Reply {
    let id = try visit.id(as: Session.self)
    switch try await visit.house.lookAtSession(id, as: visit.actor) {
    case .plan(let plan): return page(plan, visit)
    case .room(let state, let own): return RoomPages.page(state, own, visit)
    case .record: return .redirect("/sessions/\(id)/record")
    }
  }

  /// `problem` and `typed` are those of the form that opens the room, `before` those of the forms that are sent before it opens.
  static func page(
    _ plan: SessionPlan, _ visit: Visit, _ problem: Problem? = nil, _ typed: Form = Form(), before: (problem: Problem, typed: Form)? = nil,
    status: HTTPResponse.Status = .ok
  ) -> Reply {
    let when = Moments(visit.house.catalogue, zone: plan.group.zone)
    // The way in stands first when it is time for it, and last while the agenda is still being planned.
    let isNear = plan.session.startsAt < visit.house.now() + .hours(12) && !plan.agenda.items.isEmpty || problem != nil
    let wayIn = opening(plan, visit, problem, typed)
    let preparation = PreparationForms(
      plan: plan, corrections: Corrections(before?.problem, visit.house.catalogue), typed: before?.typed, visit: visit)
    let body = joined([
      plan.session.cancelledReason.map { notice(.note, visit.say("sessions.page.cancelledBecause", ["reason": $0])) } ?? "",
      preparation.corrections.summary, preparation.arriving, isNear ? wayIn : "", whenAndWhere(plan, when, visit), agenda(plan, when, visit),
      preparation.bringing,
      section(visit.say("groups.home.people")) { peopleRows(plan.people, when, visit) }, isNear ? "" : wayIn,
    ])
    return visit.page(
      visit.say("sessions.page.titleOf", ["group": plan.group.name]), status: status, lead: lead(plan, when, visit),
      back: Shell.Link(address: "/groups/\(plan.group.id)", label: plan.group.name),
      modules: plan.session.status == .planned ? ["waiting.js"] : [], body)
  }

  private static func lead(_ plan: SessionPlan, _ when: Moments, _ visit: Visit) -> String {
    let moment = when.dayAndTime(plan.session.startsAt)
    if plan.session.status == .cancelled { return visit.say("sessions.page.leadCancelled", ["when": moment]) }
    return visit.say("sessions.page.lead", ["when": moment, "minutes": String(plan.session.minutes)])
  }

  private static func opening(_ plan: SessionPlan, _ visit: Visit, _ problem: Problem?, _ typed: Form) -> Markup {
    guard plan.session.status == .planned else { return "" }
    let room: Markup = "data-waiting=\"/sessions/\(plan.session.id.text)/events\""
    guard plan.isFacilitator else {
      let wrong = plan.mayOpenAlone ? "" : Corrections(problem, visit.house.catalogue).summary
      return """
        \(wrong)<div class="waiting" \(room)><p>\(visit.say("sessions.page.waiting"))</p><noscript><p><a href="/sessions/\(plan.session.id.text)">\(visit.say("table.live.refresh"))</a></p></noscript></div>
        \(plan.mayOpenAlone ? RoomOpeningForm.markup(plan, problem, typed, visit) : "")

        """
    }
    let invitation: Markup = Invitation(plan.session, visit).map { each in section(visit.say("join.summary")) { each.markup } } ?? ""
    return "<div \(room)>\(RoomOpeningForm.markup(plan, problem, typed, visit))\(invitation)</div>"
  }

  private static func whenAndWhere(_ plan: SessionPlan, _ when: Moments, _ visit: Visit) -> Markup {
    let address = "/sessions/\(plan.session.id)"
    let mayChange = plan.isFacilitator && plan.session.status == .planned
    return section(visit.say("sessions.page.whenAndWhere")) {
      facts(sessionFacts(plan.session, when, visit))
      buttons {
        mayChange ? linkButton(visit.say("sessions.page.move"), href: address + "/time", .quiet) : nil
        linkButton(visit.say("sessions.page.calendar"), href: address + "/calendar", .quiet)
        mayChange ? linkButton(visit.say("sessions.page.cancel"), href: address + "/cancellation", .plain) : nil
      }
    }
  }

  private static func agenda(_ plan: SessionPlan, _ when: Moments, _ visit: Visit) -> Markup {
    let mayPlan = plan.isFacilitator && plan.session.status == .planned
    let edit = mayPlan ? linkButton(visit.say("sessions.page.editAgenda"), href: "/sessions/\(plan.session.id)/agenda", .quiet) : nil
    let names = Dictionary(plan.people.members.map { ($0.person, $0.fullName) }) { first, _ in first }
    return section(visit.say("sessions.page.agenda"), end: edit) {
      plan.agenda.items.isEmpty
        ? emptiness(
          visit.say("sessions.page.noAgenda"), mayPlan ? visit.say("sessions.page.noAgendaPlan") : visit.say("sessions.page.noAgendaYet"))
        : numberedRows(
          zip(plan.agenda.items, plan.agenda.starts).map { item, start in
            let turns = item.turns.compactMap { names[$0] }
            let detail = turns.isEmpty ? item.shape.summary : visit.say("agenda.turnsOf", ["names": turns.joined(separator: ", ")])
            let begins = when.time(plan.session.startsAt + .seconds(start))
            return row(
              {
                "<span class=\"row-title\">\(item.shape.title)</span><span class=\"row-detail\">\(detail)</span>"
                item.reading.map { readingLine($0, visit) }
              },
              end: statusWord(
                visit.say("agenda.fromFor", ["time": begins, "minutes": when.minutes(seconds: item.seconds(present: plan.agenda.present))]))
            )
          })
      plan.agenda.items.isEmpty ? "" : remark(visit.say("sessions.page.agendaFor", ["present": String(plan.agenda.present)]))
      plan.agenda.items.isEmpty || plan.session.status != .planned
        ? "" : buttons { linkButton(visit.say("pack.link"), href: "/sessions/\(plan.session.id)/pack", .quiet) }
    }
  }
}
