// A chair for who joins a group while its session runs.
import Database
import Domain
import Store

extension Transaction {
  /// Gives a new member a chair in the session that runs, if one does. Others go on acting in the room meanwhile: what came first stays first.
  func seat(newMember person: ID<Person>, of group: ID<Group>, cached: (ID<Session>) -> LiveRoom?, at now: Instant) throws -> RoomNews? {
    for _ in 1...3 {
      guard let session = try openSessions(of: [group]).first(where: { $0.status == .live || $0.status == .closing }) else { return nil }
      var room = try room(of: session, cached: cached(session.id))
      let events = room.seat(newMember: person, at: now)
      guard !events.isEmpty else { return nil }
      if try append(events, to: room, after: session.lastSeq) { return RoomNews(events: events, room: room) }
    }
    throw Refusal.stale(Sentence("room.stale"))
  }
}
