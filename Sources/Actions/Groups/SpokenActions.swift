// What was noted for a member: they confirm, correct or take it back while the room is open and at any time after it, and nobody else can.
import Database
import Domain
import Store

/// What waits for the actor's word in one session.
package struct SpokenPage: Sendable {
  package let session: Session
  package let group: Group
  package let notes: [SpokenNote]
  /// The full names of who noted them.
  package let names: [ID<Person>: String]
}

package enum SpokenWish: Equatable, Sendable {
  /// `text` and `byDate` as they shall stand; without them as they were noted.
  case confirm(ID<SpokenNote>, text: String?, byDate: String?)
  case takeBack(ID<SpokenNote>)

  var note: ID<SpokenNote> {
    switch self {
    case .confirm(let id, _, _), .takeBack(let id): id
    }
  }
}

extension House {
  package func ownSpoken(in id: ID<Session>, as actor: Actor) async throws -> SpokenPage {
    let now = now()
    return try await engine.read { [rooms] tx in
      let (session, _) = try tx.session(id, for: .confirmSpoken, as: actor, at: now)
      guard let group = try tx.group(session.groupID) else { throw Refusal.notFound }
      let notes =
        session.status == .held
        ? try tx.spokenNotes(of: id).filter { $0.ownerID == actor.personID && $0.state == .waiting }
        : try tx.room(of: session, cached: rooms.room(id)).spokenNotes(of: actor.personID)
      let names = notes.isEmpty ? [:] : try tx.persons(Set(notes.map(\.notedBy)).sorted()).reduce(into: [:]) { $0[$1.id] = $1.fullName }
      return SpokenPage(session: session, group: group, notes: notes, names: names)
    }
  }

  /// The owner's word. While the room is open it is a command like any other; afterwards it is kept beside the closed log.
  package func settleSpoken(_ wish: SpokenWish, in id: ID<Session>, key: String? = nil, as actor: Actor) async throws {
    let now = now()
    let auditID: ID<AuditEntry> = newID()
    let command = try await engine.write { [rooms] tx -> RoomCommand? in
      let (session, _) = try tx.session(id, for: .confirmSpoken, as: actor, at: now)
      guard session.status == .held else { return roomCommand(for: wish, in: try tx.room(of: session, cached: rooms.room(id))) }
      // Somebody else's note is as unknown as none: who said what is for its owner to settle.
      guard var note = try tx.spokenNotes(of: id).first(where: { $0.id == wish.note && $0.ownerID == actor.personID }) else {
        throw Problem(nil, "room.spoken.unknown")
      }
      switch wish {
      case .confirm(_, let text, let byDate): try note.confirm(text, byDate: byDate)
      case .takeBack: try note.takeBack()
      }
      guard try tx.settle(note, at: now) else { throw Problem(nil, "room.spoken.settled") }
      try tx.audit(.confirmSpoken, by: actor, on: .session, id.text, id: auditID, at: now)
      return nil
    }
    if let command { try await act(.command(command), in: id, key: key, as: actor) }
  }

  private func roomCommand(for wish: SpokenWish, in room: LiveRoom) -> RoomCommand {
    let isCard = room.cards.contains { $0.id.text == wish.note.text }
    switch wish {
    case .confirm(let id, let text, let byDate):
      return isCard
        ? .confirmCard(ID(trusted: id.text), text: text) : .confirmCommitment(ID(trusted: id.text), text: text, byDate: byDate)
    case .takeBack(let id): return isCard ? .takeBackCard(ID(trusted: id.text)) : .takeBackCommitment(ID(trusted: id.text))
    }
  }
}

extension Transaction {
  /// The room's cards and commitments, and those of last time, as their owners have settled them since it was closed.
  func settled(_ room: LiveRoom) throws -> (cards: [RoomCard], commitments: [RoomCommitment], carried: [CarriedCommitment]) {
    let kept = room.cards.filter(\.isKept)
    let waiting = room.carried.filter { $0.isSpoken == true }.map(\.id)
    guard room.phase == .held, !room.spokenNotes.isEmpty || !waiting.isEmpty else { return (kept, room.commitments, room.carried) }
    let notes = try spokenNotes(of: room.sessionID, and: waiting).reduce(into: [:]) { $0[$1.id.text] = $1 }
    let cards = kept.compactMap { card -> RoomCard? in
      guard let note = notes[card.id.text], note.state != .waiting else { return card }
      return note.state == .takenBack
        ? nil : RoomCard(id: card.id, authorID: card.authorID, text: note.text, putAt: card.putAt, isKept: true)
    }
    let commitments = room.commitments.compactMap { commitment -> RoomCommitment? in
      guard let note = notes[commitment.id.text], note.state != .waiting else { return commitment }
      return note.state == .takenBack
        ? nil : RoomCommitment(id: commitment.id, ownerID: commitment.ownerID, text: note.text, byDate: note.byDate)
    }
    let carried = room.carried.compactMap { commitment -> CarriedCommitment? in
      guard let note = notes[commitment.id.text], note.state != .waiting else { return commitment }
      return note.state == .takenBack
        ? nil
        : CarriedCommitment(id: commitment.id, ownerID: commitment.ownerID, text: note.text, byDate: note.byDate, state: commitment.state)
    }
    return (cards, commitments, carried)
  }
}
