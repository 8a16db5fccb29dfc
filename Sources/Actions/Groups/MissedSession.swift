// What somebody missed: the newest held session of their group, from its record, where they were absent or left before the end.
import Database
import Domain
import Store

package struct MissedSession: Equatable, Sendable {
  package let session: Session
  /// They were there and left before it was closed.
  package let leftEarly: Bool
  /// The items that were held, by title.
  package let items: [String]
  /// What the others promised.
  package let commitments: [RoomCommitment]
  package let keptCards: [RoomCard]

  /// `settled`: what was noted for others, as its owners have settled it since. What they took back is gone from here too.
  init?(
    _ session: Session, room: LiveRoom, for person: ID<Person>,
    settled: (LiveRoom) throws -> (cards: [RoomCard], commitments: [RoomCommitment], carried: [CarriedCommitment])
  ) rethrows {
    guard let seat = room.seats.first(where: { $0.personID == person }), seat.arrivedAt == nil || seat.presence == .left else { return nil }
    let settled = try settled(room)
    self.session = session
    leftEarly = seat.arrivedAt != nil
    items = room.items.filter { $0.hasBegun && !$0.wasSkipped }.map(\.item.shape.title)
    commitments = settled.commitments.filter { $0.ownerID != person }
    keptCards = settled.cards
  }
}
