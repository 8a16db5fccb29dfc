// Practice rounds over HTTP: the page, its commands, and starting one between sessions.
import Actions
import Domain
import HTML
import HTTP
import HTTPTypes

enum RoundPages {
  @Sendable static func show(_ visit: Visit) async throws -> Reply {
    let state = try await visit.house.round(try visit.id(), as: visit.actor)
    try await visit.house.openFeedback(state.beside.notes.received, as: visit.actor)
    return page(state, visit)
  }

  static func page(_ state: RoundState, _ visit: Visit, _ status: HTTPResponse.Status = .ok, _ typed: RoundTyped = RoundTyped()) -> Reply {
    let scene = RoundScene(state, visit)
    let page = RoundPage(scene: scene, typed: typed, token: visit.formToken, key: visit.house.newID(PracticeRound.self).text)
    return visit.page(
      visit.say("round.pageTitle", ["group": state.group.name]), status: status, frame: .room,
      back: Shell.Link(address: scene.home, label: scene.homeLabel), modules: ["room.js"], page.markup)
  }

  /// One command: a script gets an empty answer and the newest state by the stream, a browser without one gets the round again.
  static func command(_ read: @escaping @Sendable (Form) throws -> RoundWish) -> @Sendable (Visit) async throws -> Reply {
    { visit in
      let id = try visit.id(as: PracticeRound.self)
      let form = visit.form
      do {
        let wish = try read(form)
        // Where a round that is gone leads is known only before it goes.
        let home = try await home(wish, id, visit)
        let outcome = try await visit.house.act(
          wish, inRound: id, key: form["key"].isEmpty ? nil : form["key"], at: RoundPhase(rawValue: form["at"]), as: visit.actor)
        if visit.isFromScript { return .json(Array("{}".utf8)) }
        if case .gone = outcome { return .redirect(home) }
        return .redirect("/rounds/\(id)")
      } catch let problem as Problem {
        // Whoever may not do this at all is not told what their form lacks.
        try await visit.house.require(visit.route.deed, inRound: id, as: visit.actor)
        return try await answer(problem, .unprocessableContent, id, visit)
      } catch Refusal.stale(let sentence) {
        return try await answer(Problem(sentence), .conflict, id, visit)
      }
    }
  }

  private static func home(_ wish: RoundWish, _ id: ID<PracticeRound>, _ visit: Visit) async throws -> String {
    guard case .command(.goOn) = wish, !visit.isFromScript else { return "/groups" }
    return RoundScene(try await visit.house.round(id, as: visit.actor), visit).home
  }

  /// What is wrong, with the round as it is now and what was typed still in its field.
  static func answer(_ problem: Problem, _ status: HTTPResponse.Status, _ id: ID<PracticeRound>, _ visit: Visit) async throws -> Reply {
    let typed = RoundTyped(about: visit.form["about"], usualAnswer: visit.form["usualAnswer"], problem: problem)
    return page(try await visit.house.round(id, as: visit.actor), visit, status, typed)
  }
}
