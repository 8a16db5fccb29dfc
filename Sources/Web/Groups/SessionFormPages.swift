// The forms that plan a session, move it to another time or place, and cancel it.
import Actions
import Domain
import Foundation
import HTML
import HTTP
import HTTPTypes

enum SessionFormPages {
  @Sendable static func new(_ visit: Visit) async throws -> Reply {
    let page = try await visit.house.newSession(in: try visit.id(), as: visit.actor)
    return newPage(page, page.draft, nil, visit)
  }

  @Sendable static func plan(_ visit: Visit) async throws -> Reply {
    let id = try visit.id(as: Group.self)
    let draft = draft(visit.form)
    do {
      let session = try await visit.house.planSession(draft, in: id, as: visit.actor)
      return .redirect("/sessions/\(session)/agenda")
    } catch let problem as Problem {
      return newPage(try await visit.house.newSession(in: id, as: visit.actor), draft, problem, visit)
    }
  }

  private static func newPage(_ page: NewSession, _ draft: SessionDraft, _ problem: Problem?, _ visit: Visit) -> Reply {
    let corrections = Corrections(problem, visit.house.catalogue)
    let address = "/groups/\(page.group.id)"
    let body = postForm(address + "/sessions", token: visit.formToken) {
      corrections.summary
      fields(draft, zone: page.group.zone, corrections, visit)
      buttons {
        submitButton(visit.say("sessions.form.plan"))
        linkButton(visit.say("groups.form.back"), href: address, .quiet)
      }
    }
    return visit.page(
      visit.say("sessions.form.newTitle"), status: problem == nil ? .ok : .unprocessableContent,
      back: Shell.Link(address: address, label: page.group.name), body)
  }

  @Sendable static func time(_ visit: Visit) async throws -> Reply {
    let plan = try await visit.house.sessionPlan(try visit.id(), for: .moveSession, as: visit.actor)
    var draft = SessionDraft(plan.session, zone: TimeZone(identifier: plan.group.zone) ?? .gmt)
    // The planner's "make it longer" leads here with the minutes it needs.
    if let minutes = visit.query("minutes").flatMap(Int.init), GroupDraft.lengths.contains(minutes) { draft.minutes = minutes }
    return timePage(plan, draft, nil, .ok, visit)
  }

  @Sendable static func move(_ visit: Visit) async throws -> Reply {
    let id = try visit.id(as: Session.self)
    let form = visit.form
    let draft = draft(form)
    do {
      try await visit.house.moveSession(id, draft, basedOn: form.integer("version") ?? 0, as: visit.actor)
      return .redirect("/sessions/\(id)")
    } catch let problem as Problem {
      return timePage(
        try await visit.house.sessionPlan(id, for: .moveSession, as: visit.actor), draft, problem, .unprocessableContent, visit)
    } catch Refusal.stale(let sentence) {
      let problem = Problem(sentence)
      return timePage(try await visit.house.sessionPlan(id, for: .moveSession, as: visit.actor), draft, problem, .conflict, visit)
    }
  }

  private static func timePage(
    _ plan: SessionPlan, _ draft: SessionDraft, _ problem: Problem?, _ status: HTTPResponse.Status, _ visit: Visit
  ) -> Reply {
    let corrections = Corrections(problem, visit.house.catalogue)
    let address = "/sessions/\(plan.session.id)"
    let body = joined([
      corrections.summary,
      status == .conflict
        ? section(visit.say("sessions.form.newer")) {
          facts(sessionFacts(plan.session, Moments(visit.house.catalogue, zone: plan.group.zone), visit))
        } : "",
      plan.session.status != .planned
        ? ""
        : postForm(address + "/time", token: visit.formToken) {
          "<input type=\"hidden\" name=\"version\" value=\"\(plan.session.version)\">"
          fields(draft, zone: plan.group.zone, corrections, visit)
          buttons {
            submitButton(visit.say("sessions.form.move"))
            linkButton(visit.say("groups.form.back"), href: address, .quiet)
          }
        },
    ])
    return visit.page(
      visit.say("sessions.form.moveTitle"), status: status, lead: visit.say("sessions.form.moveLead"),
      back: Shell.Link(address: address, label: visit.say("sessions.page.title")), body)
  }

  private static func fields(_ draft: SessionDraft, zone: String, _ corrections: Corrections, _ visit: Visit) -> Markup {
    let parts = draft.starts.split(separator: "T", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    let town = Moments(visit.house.catalogue, zone: zone).town
    return joined([
      textField(Field("day", visit.say("sessions.form.day"), value: parts.first ?? "", corrections), .date),
      textField(
        Field(
          "time", visit.say("sessions.form.time"), value: parts.count > 1 ? parts[1] : "",
          hint: visit.say("sessions.form.timeHint", ["town": town]), corrections),
        .time),
      textField(
        Field("minutes", visit.say("sessions.form.minutesLabel"), value: draft.minutes.map(String.init) ?? "", corrections),
        .number(GroupDraft.lengths, step: 5)),
      textField(
        Field(
          "place", visit.say("sessions.form.place"), value: draft.place, hint: visit.say("sessions.form.placeHint"),
          whoSees: .groupAndFacilitator, corrections)),
      textField(
        Field(
          "meeting-link", visit.say("sessions.form.linkLabel"), value: draft.meetingLink, hint: visit.say("sessions.form.linkHint"),
          optional: true, corrections),
        .web),
    ])
  }

  private static func draft(_ form: Form) -> SessionDraft {
    SessionDraft(
      starts: form["day"] + "T" + form["time"], minutes: form.integer("minutes"), place: form["place"], meetingLink: form["meeting-link"])
  }

  @Sendable static func cancellation(_ visit: Visit) async throws -> Reply {
    let plan = try await visit.house.sessionPlan(try visit.id(), for: .cancelSession, as: visit.actor)
    return cancelPage(plan, "", nil, .ok, visit)
  }

  @Sendable static func cancel(_ visit: Visit) async throws -> Reply {
    let id = try visit.id(as: Session.self)
    let form = visit.form
    do {
      try await visit.house.cancelSession(id, reason: form["reason"], basedOn: form.integer("version") ?? 0, as: visit.actor)
      return .redirect("/sessions/\(id)")
    } catch let problem as Problem {
      return cancelPage(
        try await visit.house.sessionPlan(id, for: .cancelSession, as: visit.actor), form["reason"], problem, .unprocessableContent, visit)
    } catch Refusal.stale(let sentence) {
      let problem = Problem(sentence)
      return cancelPage(
        try await visit.house.sessionPlan(id, for: .cancelSession, as: visit.actor), form["reason"], problem, .conflict, visit)
    }
  }

  private static func cancelPage(
    _ plan: SessionPlan, _ reason: String, _ problem: Problem?, _ status: HTTPResponse.Status, _ visit: Visit
  ) -> Reply {
    let corrections = Corrections(problem, visit.house.catalogue)
    let address = "/sessions/\(plan.session.id)"
    let when = Moments(visit.house.catalogue, zone: plan.group.zone)
    let body = joined([
      corrections.summary,
      section(visit.say("sessions.page.title")) { facts(sessionFacts(plan.session, when, visit)) },
      plan.session.status != .planned
        ? ""
        : postForm(address + "/cancellation", token: visit.formToken) {
          "<input type=\"hidden\" name=\"version\" value=\"\(plan.session.version)\">"
          textField(
            Field(
              "reason", visit.say("sessions.cancel.reason"), value: reason, hint: visit.say("sessions.cancel.reasonHint"),
              whoSees: .groupAndFacilitator, corrections))
          buttons {
            submitButton(visit.say("sessions.cancel.now"))
            linkButton(visit.say("sessions.cancel.keep"), href: address, .quiet)
          }
        },
    ])
    return visit.page(
      visit.say("sessions.cancel.title"), status: status,
      lead: visit.say("sessions.cancel.lead", ["when": when.dayAndTime(plan.session.startsAt)]),
      back: Shell.Link(address: address, label: visit.say("sessions.page.title")), body)
  }
}

/// When and where, as every page of a session says it.
func sessionFacts(_ session: Session, _ when: Moments, _ visit: Visit) -> [(term: String, fact: Markup)] {
  var all: [(term: String, fact: Markup)] = [
    (
      visit.say("sessions.page.when"),
      "\(when.dayAndHours(from: session.startsAt, minutes: session.minutes)) <span class=\"remark\">\(visit.say("sessions.page.zone", ["town": when.town]))</span>"
    )
  ]
  if !session.place.isEmpty { all.append((visit.say("sessions.page.place"), Markup(text: session.place))) }
  if !session.meetingLink.isEmpty {
    all.append((visit.say("sessions.page.link"), "<a href=\"\(href: session.meetingLink)\" rel=\"noreferrer\">\(session.meetingLink)</a>"))
  }
  return all
}
