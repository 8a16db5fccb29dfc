// The quiet signals over HTTP: given, taken down, and marked as seen. They leave no trace.
import Actions
import Domain
import HTTP

enum SignalPages {
  @Sendable static func give(_ visit: Visit) async throws -> Reply {
    let id = try visit.id(as: Session.self)
    let form = visit.form
    do {
      if let (kind, person) = seen(form) {
        try await visit.house.endSignal(kind, of: person, in: id, as: visit.actor)
      } else if let kind = QuietSignalKind.allCases.first(where: { form.has($0.rawValue) }) {
        if form[kind.rawValue] == "no" {
          try await visit.house.endSignal(kind, of: visit.actor.personID, in: id, as: visit.actor)
        } else {
          try await visit.house.signal(kind, in: id, as: visit.actor)
        }
      } else {
        throw Problem(nil, "room.form.unknown")
      }
      return visit.isFromScript ? .json(Array("{}".utf8)) : .redirect("/sessions/\(id)")
    } catch let problem as Problem {
      try await visit.house.require(visit.route.deed, in: id, as: visit.actor)
      return try await RoomPages.answer(problem, .unprocessableContent, form, visit)
    }
  }

  private static func seen(_ form: Form) -> (QuietSignalKind, ID<Person>)? {
    let parts = form["seen"].split(separator: "/")
    guard parts.count == 2, let person = ID<Person>(parts[0]), let kind = QuietSignalKind(rawValue: String(parts[1])) else { return nil }
    return (kind, person)
  }
}
