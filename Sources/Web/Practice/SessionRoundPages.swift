// Setting a round from the room: the form of whoever leads, and what it answers.
import Actions
import Domain
import HTTP

enum SessionRoundPages {
  @Sendable static func set(_ visit: Visit) async throws -> Reply {
    let id = try visit.id(as: Session.self)
    let form = visit.form
    do {
      try await visit.house.setRound(try setting(form), in: id, as: visit.actor)
      return visit.isFromScript ? .json(Array("{}".utf8)) : .redirect("/sessions/\(id)")
    } catch let problem as Problem {
      // Whoever may not do this at all is not told what their form lacks.
      try await visit.house.require(visit.route.deed, in: id, as: visit.actor)
      return try await RoomPages.answer(problem, .unprocessableContent, form, visit)
    } catch Refusal.stale(let sentence) {
      return try await RoomPages.answer(Problem(sentence), .conflict, form, visit)
    }
  }

  /// `set=2`: the second round; `join=2`: with the facilitator in a part; `anew=2` and `rejoin=2`: the same for a round that nobody has begun.
  static func setting(_ form: Form) throws(Problem) -> RoundSetting {
    if let number = form.integer("set") { return RoundSetting(number: number) }
    if let number = form.integer("join") { return RoundSetting(number: number, facilitatorPlays: true) }
    if let number = form.integer("anew") { return RoundSetting(number: number, isAnew: true) }
    if let number = form.integer("rejoin") { return RoundSetting(number: number, facilitatorPlays: true, isAnew: true) }
    throw Problem(nil, "room.form.unknown")
  }
}
