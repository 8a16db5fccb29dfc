// What a member decides about their own time with the floor: whether all see it, and whether a quiet word about it may rest.
import Database
import Domain
import Foundation
import Store

extension House {
  /// Says yes to open arcs or takes it back. It counts at once, in open streams too. Nothing is written into the audit: its line
  /// would name who ended what everybody had agreed on.
  package func answerOpenArcs(_ yes: Bool, in id: ID<Group>, as actor: Actor) async throws {
    let now = now()
    let running = try await engine.write { tx in
      try Permission.require(.answerOpenArcs, try tx.relations(of: actor, toGroup: id, at: now))
      guard try tx.hold(group: id) else { throw Refusal.notFound }
      if yes {
        try tx.sayYesToOpenArcs(actor.personID, in: id, at: now)
      } else {
        try tx.takeBackOpenArcs(actor.personID, in: id)
      }
      return try tx.openSessions(of: [id]).filter { $0.status != .planned }.map(\.id)
    }
    for session in running { live.tellToLookAgain(session) }
  }

  /// "This suits me": the quiet word rests until the end of the term, for the member and for the facilitator. One that does not
  /// stand is not ended beforehand. Nothing is written into the audit: its line would tell of the word.
  package func endHint(_ hint: FloorHint, in id: ID<Group>, as actor: Actor) async throws {
    let now = now()
    try await engine.write { tx in
      guard let ties = try tx.ties(of: actor.personID, to: id, at: now) else { throw Refusal.notFound }
      try Permission.require(.endHint, ties.relationsToGroup(of: actor, at: now))
      guard let group = try tx.group(id) else { throw Refusal.notFound }
      let history = try tx.floorHistory(of: [actor.personID], in: id)
      guard FloorHint.about(history[actor.personID] ?? []) == hint else { return }
      let until = FloorTerm.end(after: now, in: TimeZone(identifier: group.zone) ?? .gmt)
      try tx.end(hint, of: actor.personID, in: id, until: until)
    }
  }
}

extension Transaction {
  /// Whose time with the floor this viewer may see in a running room, beside their own.
  func floorSight(of viewer: RoomViewer, in group: ID<Group>, at now: Instant) throws -> FloorSight {
    switch viewer {
    case .wall: .usual
    case .member: FloorSight(openArcs: try arcAnswers(of: group, at: now).seen)
    case .facilitator(let person): FloorSight(appraised: try appraised(by: person, at: now))
    }
  }
}
