// The live room over HTTP: its page, its commands, and the own writing beside it.
import Actions
import Domain
import Foundation
import HTML
import HTTP
import HTTPTypes

enum RoomPages {
  /// The page of a session that runs. `asTyped` stands in the field of the own writing in the place of what is kept.
  static func page(
    _ state: RoomState, _ writing: Writing, _ visit: Visit, _ status: HTTPResponse.Status = .ok, _ typed: RoomTyped = RoomTyped(),
    asTyped: String? = nil
  ) -> Reply {
    let room = RoomPage(
      scene: RoomScene(state, visit), writing: Writing(body: asTyped ?? writing.body, version: writing.version, updatedAt: writing.updatedAt),
      typed: typed,
      token: visit.formToken, key: visit.house.newID(RoomCard.self).text)
    return visit.page(
      visit.say("room.page.title", ["group": state.group.name]), status: status, frame: .room,
      back: Shell.Link(address: "/groups/\(state.group.id)", label: state.group.name), modules: ["room.js"], room.markup)
  }

  @Sendable static func wall(_ visit: Visit) async throws -> Reply {
    let state = try await visit.house.room(try visit.id(), asWall: true, as: visit.actor)
    return visit.page(
      visit.say("room.page.title", ["group": state.group.name]), frame: .wall, modules: ["room.js"], WallPage(scene: RoomScene(state, visit)).markup)
  }

  /// One command: a script gets the number of the newest event, a browser without one gets the room again.
  static func command(_ read: @escaping @Sendable (Form) throws -> RoomWish) -> @Sendable (Visit) async throws -> Reply {
    { visit in
      let id = try visit.id(as: Session.self)
      let form = visit.form
      do {
        let wish = try atTable(try read(form), visit)
        let seq = try await visit.house.act(
          wish, in: id, key: form["key"].isEmpty ? nil : form["key"], seen: RoomForms.place(visit.query("step") ?? form["at"]), as: visit.actor)
        return visit.isFromScript
          ? .json(Array("{\"seq\":\(seq)}".utf8)) : .redirect("/sessions/\(id)" + (RoomScene.tableAsked(visit).map { "?table=\($0)" } ?? ""))
      } catch let problem as Problem {
        // Whoever may not do this at all is not told what their form lacks.
        try await visit.house.require(visit.route.deed, in: id, as: visit.actor)
        return try await answer(problem, .unprocessableContent, form, visit)
      } catch Refusal.stale(let sentence) {
        return try await answer(Problem(sentence), .conflict, form, visit)
      }
    }
  }

  /// A command that was sent from one table means that table.
  private static func atTable(_ wish: RoomWish, _ visit: Visit) throws(Problem) -> RoomWish {
    guard let text = visit.query("here") else { return wish }
    guard let number = Int(text), case .command(let command) = wish else { throw Problem("table", "room.tables.unknown") }
    return .command(.atTable(number, command))
  }

  /// What is wrong, with the room as it is now and what was typed still in its field.
  static func answer(_ problem: Problem, _ status: HTTPResponse.Status, _ form: Form, _ visit: Visit) async throws -> Reply {
    let id = try visit.id(as: Session.self)
    switch try await visit.house.lookAtSession(id, as: visit.actor) {
    case .plan(let plan): return SessionPages.page(plan, visit, problem, form, status: status)
    case .room(let state, let own):
      var typed = RoomTyped(card: form["card"], commitment: form["commitment"], byDate: form["byDate"], link: form["link"], problem: problem)
      if form.has("note") { typed.note = RoomNote(form, &typed.problem) }
      return page(state, own, visit, status, typed)
    case .record: return SessionPages.page(try await visit.house.sessionPlan(id, as: visit.actor), visit, problem, form, status: status)
    }
  }

  /// Autosave, and the button beside the field. Where a newer text is kept already, nothing is thrown away: a script gets the
  /// newer one, a page shows both in the one field.
  @Sendable static func write(_ visit: Visit) async throws -> Reply {
    let id = try visit.id(as: Session.self)
    let form = visit.form
    let body = RoomForms.writing(form)
    do {
      let version = try await visit.house.keepWriting(body, after: form.integer("version") ?? 0, in: id, as: visit.actor)
      return visit.isFromScript ? KeptWriting.saved(version) : .redirect("/sessions/\(id)#writing")
    } catch let newer as NewerWriting {
      let both = newer.kept.body + "\n\n" + body
      if visit.isFromScript { return try KeptWriting.conflict(newer.kept) }
      let typed = RoomTyped(problem: Problem("body", "room.writing.both"))
      return page(try await visit.house.room(id, as: visit.actor), newer.kept, visit, .conflict, typed, asTyped: both)
    } catch let problem as Problem {
      let kept = try await visit.house.ownWriting(in: id, as: visit.actor)
      let state = try await visit.house.room(id, as: visit.actor)
      return page(state, kept, visit, .unprocessableContent, RoomTyped(problem: problem), asTyped: body)
    }
  }

}

extension Site {
  static func addRoomPages(to table: inout RouteTable) {
    table.post("/sessions/{id}/opening", .takePartInRoom, on: .session, RoomPages.command(RoomForms.opening))
    table.post("/sessions/{id}/steps", .takePartInRoom, on: .session, RoomPages.command(RoomForms.steps))
    table.post("/sessions/{id}/pauses", .takePartInRoom, on: .session, RoomPages.command(RoomForms.pauses))
    table.post("/sessions/{id}/minutes", .takePartInRoom, on: .session, RoomPages.command(RoomForms.minutes))
    table.post("/sessions/{id}/attendance", .takePartInRoom, on: .session, RoomPages.command(RoomForms.attendance))
    table.post("/sessions/{id}/headcount", .takePartInRoom, on: .session, RoomPages.command(RoomForms.headcount))
    table.post("/sessions/{id}/closure", .takePartInRoom, on: .session, RoomPages.command(RoomForms.closure))
    table.post("/sessions/{id}/control", .takePartInRoom, on: .session, RoomPages.command(RoomForms.control))
    table.post("/sessions/{id}/tables", .takePartInRoom, on: .session, RoomPages.command(RoomForms.tables))
    table.post("/sessions/{id}/seats", .takePartInRoom, on: .session, RoomPages.command(RoomForms.seats))
    table.post("/sessions/{id}/notes", .takePartInRoom, on: .session, RoomPages.command(RoomForms.notes))
    table.post("/sessions/{id}/plan-b", .takePartInRoom, on: .session, RoomPages.command(RoomForms.planB))
    table.post("/sessions/{id}/rounds", .takePartInRoom, on: .session, RoomPages.command(RoomForms.rounds))
    table.post("/sessions/{id}/signals", .takePartInRoom, on: .session, SignalPages.give)
    table.get("/sessions/{id}/spoken", .confirmSpoken, on: .session, SpokenPages.show)
    table.post("/sessions/{id}/spoken", .confirmSpoken, on: .session, SpokenPages.settle)
    table.post("/sessions/{id}/floor", .takePartInRoom, on: .session, RoomPages.command(RoomForms.floor))
    table.post("/sessions/{id}/cards", .takePartInRoom, on: .session, RoomPages.command(RoomForms.cards))
    table.post("/sessions/{id}/commitments", .takePartInRoom, on: .session, RoomPages.command(RoomForms.commitments))
    table.post("/sessions/{id}/writing", .writeInRoom, on: .session, RoomPages.write)
    table.get("/sessions/{id}/events", .followRoom, on: .session, RoomStream.room)
    table.get("/sessions/{id}/wall", .lookAtWall, on: .session, RoomPages.wall)
    table.get("/sessions/{id}/record", .lookAtRecord, on: .session, RecordPages.show)
    table.get("/sessions/{id}/wall/events", .lookAtWall, on: .session, RoomStream.wall)
  }
}
