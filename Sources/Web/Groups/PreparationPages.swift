// What a member does on a session's page before it runs: leave a line, say that they cannot come, arrive, take the date along.
import Actions
import Domain
import HTML
import HTTP

enum PreparationPages {
  @Sendable static func bring(_ visit: Visit) async throws -> Reply {
    let id = try visit.id(as: Session.self)
    let form = visit.form
    var standings: [ID<RoomCommitment>: String] = [:]
    for field in form.fields where field.name.hasPrefix("standing-") {
      // Empty: nothing is said about it yet.
      guard let commitment = ID<RoomCommitment>(field.name.dropFirst(9)), !field.value.isEmpty else { continue }
      standings[commitment] = field.value
    }
    return try await answer(visit, at: "#bring") { [standings] in
      try await visit.house.bring(want: form["want"], text: form["line"], standings: standings, to: id, as: visit.actor)
    }
  }

  @Sendable static func absence(_ visit: Visit) async throws -> Reply {
    let id = try visit.id(as: Session.self)
    let form = visit.form
    return try await answer(visit, at: "#bring") {
      if form.has("take-back") { return try await visit.house.takeBackAbsence(from: id, as: visit.actor) }
      try await visit.house.sayAbsence(reason: form["reason"], from: id, as: visit.actor)
    }
  }

  @Sendable static func arrive(_ visit: Visit) async throws -> Reply {
    let id = try visit.id(as: Session.self)
    return try await answer(visit, at: "") { try await visit.house.arrive(at: id, as: visit.actor) }
  }

  /// Done, or the session's page again with what is wrong and what was typed.
  private static func answer(_ visit: Visit, at place: String, _ deed: @Sendable () async throws -> Void) async throws -> Reply {
    let id = try visit.id(as: Session.self)
    do {
      try await deed()
      return .redirect("/sessions/\(id)\(place)")
    } catch let problem as Problem {
      let plan = try await visit.house.sessionPlan(id, as: visit.actor)
      return SessionPages.page(plan, visit, before: (problem, visit.form), status: .unprocessableContent)
    } catch Refusal.stale(let sentence) {
      // The room may have opened meanwhile; the page then says what was not kept.
      let plan = try await visit.house.sessionPlan(id, as: visit.actor)
      return SessionPages.page(plan, visit, before: (Problem(sentence), visit.form), status: .conflict)
    }
  }

  /// The session as a file that a calendar takes in.
  @Sendable static func calendar(_ visit: Visit) async throws -> Reply {
    let (session, group) = try await visit.house.sessionForCalendar(try visit.id(), as: visit.actor)
    let text = CalendarFile.text(
      of: session, title: visit.say("sessions.page.titleOf", ["group": group.name]), videoWord: visit.say("before.calendarVideo"),
      at: visit.house.now())
    return .attachment(Array(text.utf8), type: "text/calendar; charset=utf-8", name: "session.ics")
  }
}
