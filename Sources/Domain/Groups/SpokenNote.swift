// What was noted for somebody in a session that is closed now: it waits for its owner's word for as long as it takes.

package struct SpokenNote: Equatable, Sendable {
  package enum Kind: String, Sendable { case card, commitment }
  package enum State: String, Sendable { case waiting, confirmed, takenBack }

  /// The same as that of the card or the commitment.
  package let id: ID<SpokenNote>
  package let kind: Kind
  package let ownerID: ID<Person>
  package let notedBy: ID<Person>
  package var text: String
  package var byDate: String?
  package var state: State

  package init(
    id: ID<SpokenNote>, kind: Kind, ownerID: ID<Person>, notedBy: ID<Person>, text: String, byDate: String? = nil, state: State = .waiting
  ) {
    self.id = id
    self.kind = kind
    self.ownerID = ownerID
    self.notedBy = notedBy
    self.text = text
    self.byDate = byDate
    self.state = state
  }

  /// The owner's word that it is so, with their own wording where it was not.
  package mutating func confirm(_ text: String?, byDate: String?) throws(Problem) {
    guard state == .waiting else { throw Problem(nil, "room.spoken.settled") }
    switch kind {
    case .card: if let text { self.text = try RoomTurn.checkedCard(text) }
    case .commitment:
      if let text { self.text = try RoomTurn.checkedCommitment(text) }
      if let byDate { self.byDate = try RoomTurn.checkedDay(byDate) }
    }
    state = .confirmed
  }

  package mutating func takeBack() throws(Problem) {
    guard state == .waiting else { throw Problem(nil, "room.spoken.settled") }
    state = .takenBack
  }
}

extension LiveRoom {
  /// What was noted for others and not confirmed: the cards that are kept, and the commitments.
  package var spokenNotes: [SpokenNote] {
    cards.filter(\.isKept).compactMap(\.spokenNote) + commitments.compactMap(\.spokenNote)
  }

  /// All that waits for one person's word while the room is open.
  package func spokenNotes(of owner: ID<Person>) -> [SpokenNote] {
    (cards.compactMap(\.spokenNote) + commitments.compactMap(\.spokenNote)).filter { $0.ownerID == owner }
  }
}

extension RoomCard {
  fileprivate var spokenNote: SpokenNote? {
    notedBy.map { SpokenNote(id: ID(trusted: id.text), kind: .card, ownerID: authorID, notedBy: $0, text: text) }
  }
}

extension RoomCommitment {
  fileprivate var spokenNote: SpokenNote? {
    notedBy.map { SpokenNote(id: ID(trusted: id.text), kind: .commitment, ownerID: ownerID, notedBy: $0, text: text, byDate: byDate) }
  }
}
