// What a closed session leaves on one page: who was there, what was done with real minutes, what was promised, the cards the group kept.
import Database
import Domain
import Store

package struct SessionRecord: Sendable {
  package struct Attendance: Equatable, Sendable {
    package let personID: ID<Person>
    package let attended: Bool
    /// Minutes after the opening, for who came later.
    package let cameLateBy: Span?
    package let leftAt: Instant?
  }

  package struct Item: Equatable, Sendable {
    package let title: String
    package let wasSkipped: Bool
    package let plannedSeconds: Int
    package let used: Span
  }

  package let session: Session
  package let group: Group
  package let names: [ID<Person>: String]
  /// `nil` where the group met without its facilitator.
  package let facilitatorID: ID<Person>?
  /// Who led the room in the end.
  package let leaderID: ID<Person>?
  package let attendance: [Attendance]
  package let items: [Item]
  package let commitments: [RoomCommitment]
  package let passedCommitment: [ID<Person>]
  /// Last time's commitments and what became of them.
  package let carried: [CarriedCommitment]
  package let keptCards: [RoomCard]
  /// The session that is planned next.
  package let next: Session?
  /// What the reader wrote for themselves; nobody else's is ever in a record.
  package let ownWriting: Writing
  package let slips: SlipState
}

extension House {
  package func sessionRecord(_ id: ID<Session>, as actor: Actor) async throws -> SessionRecord {
    let now = now()
    return try await engine.read { [rooms] tx in
      let (session, relations) = try tx.session(id, for: .lookAtRecord, as: actor, at: now)
      guard session.status == .held, let group = try tx.group(session.groupID) else { throw Refusal.notFound }
      let room = try tx.room(of: session, cached: rooms.room(id))
      guard let openedAt = room.openedAt else { throw Refusal.notFound }
      let names = try tx.persons(room.seats.map(\.personID) + (room.facilitatorID.map { [$0] } ?? [])).reduce(into: [:]) { $0[$1.id] = $1.fullName }
      let settled = try tx.settled(room)
      // When and where the group meets next concerns those who still belong to it.
      let belongs = !relations.isDisjoint(with: [.member, .facilitator])
      let next = belongs ? try tx.openSessions(of: [group.id]).first { $0.status == .planned && $0.startsAt > session.startsAt } : nil
      return SessionRecord(
        session: session, group: group, names: names, facilitatorID: room.facilitatorID, leaderID: room.controllerID,
        attendance: room.seats.map { seat in
          SessionRecord.Attendance(
            personID: seat.personID, attended: seat.arrivedAt != nil,
            cameLateBy: seat.cameLate ? seat.arrivedAt?.since(openedAt) : nil, leftAt: seat.presence == .left ? seat.leftAt : nil)
        },
        items: room.items.map { item in
          SessionRecord.Item(
            title: item.item.shape.title, wasSkipped: item.wasSkipped || !item.hasBegun, plannedSeconds: item.plannedSeconds, used: item.used)
        },
        commitments: settled.commitments, passedCommitment: room.passedCommitment, carried: settled.carried,
        keptCards: settled.cards, next: next, ownWriting: try tx.writing(in: id, of: actor.personID),
        slips: try tx.slipState(of: session, room: room, relations, as: actor))
    }
  }
}
