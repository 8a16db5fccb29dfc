// A session on paper: what those without a device hold in their hands, before it begins and while it runs.
import Domain
import Store

package struct SessionPack: Sendable {
  package let session: Session
  package let group: Group
  package let people: GroupPeople
  /// How many the minutes are worked out for.
  package let present: Int
  /// As planned, or, while the session runs, as it stands there.
  package let items: [AgendaItem]
  package let norms: Norms?
  /// For whom there is a sheet: everybody for the facilitator, a member for themselves.
  package let sheets: [GroupPerson]
}

extension House {
  package func sessionPack(_ id: ID<Session>, as actor: Actor) async throws -> SessionPack {
    let now = now()
    return try await engine.read { [rooms] tx in
      let (session, relations) = try tx.session(id, for: .lookAtSession, as: actor, at: now)
      guard let group = try tx.group(session.groupID) else { throw Refusal.notFound }
      let people = try tx.people(of: group.id, at: now)
      var (items, present) = (try tx.agenda(of: id), people.expected)
      if session.lastSeq > 0 {
        let room = try tx.room(of: session, cached: rooms.room(id))
        (items, present) = (room.items.map(\.item), max(2, room.plannedFor))
      }
      let sheets = relations.contains(.facilitator) ? people.members : people.members.filter { $0.person == actor.personID }
      return SessionPack(
        session: session, group: group, people: people, present: present, items: items, norms: try tx.norms(of: group.id), sheets: sheets)
    }
  }
}
