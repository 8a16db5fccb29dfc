// What somebody said aloud and another hand noted: it stays marked until its owner says that it is so, and nobody else can.
import Foundation

extension RoomTurn {
  /// For whoever leads: a whole session can be noted on one device.
  mutating func note(_ command: RoomCommand) throws(Problem) {
    switch command {
    case .noteCard(let owner, let id, let text):
      try requireAttended(owner)
      try put(id, text, of: owner, notedBy: owner == actor ? nil : actor)
    case .noteCommitment(let owner, let id, let text, let byDate):
      try requireAttended(owner)
      try name(id, text, byDate, of: owner, notedBy: owner == actor ? nil : actor)
    case .passCommitmentFor(let person):
      try requireAttended(person)
      try pass(for: person)
    default: break
    }
  }

  private func requireAttended(_ person: ID<Person>) throws(Problem) {
    guard let seat = room.seat(of: person) else { throw Problem("owner", "room.notAtThisTable") }
    guard seat.arrivedAt != nil else { throw Problem("owner", "room.spoken.wasNotHere") }
  }

  /// `text` and `byDate` as they shall stand; without them what was noted stands as it is.
  mutating func confirm(_ command: RoomCommand) throws(Problem) {
    switch command {
    case .confirmCard(let id, let text):
      guard let card = room.cards.first(where: { $0.id == id }) else { throw Problem("card", "room.card.gone") }
      guard card.authorID == actor else { throw Problem("card", "room.card.notYours") }
      let text = try text.map { text throws(Problem) in try RoomTurn.checkedCard(text) } ?? card.text
      guard card.isSpoken else { return try requireSame(text == card.text) }
      record(.cardConfirmed(id: id, text: text))
    case .confirmCommitment(let id, let text, let byDate):
      if let carried = room.carried.first(where: { $0.id == id }) { return try confirm(carried) }
      guard let named = room.commitments.first(where: { $0.id == id }) else { throw Problem("commitment", "room.commitment.unknown") }
      guard named.ownerID == actor else { throw Problem("commitment", "room.commitment.notYours") }
      let wording = try text.map { text throws(Problem) in try RoomTurn.checkedCommitment(text) } ?? named.text
      let day = try byDate.map { day throws(Problem) in try RoomTurn.checkedDay(day) } ?? named.byDate
      guard named.isSpoken else { return try requireSame(wording == named.text && day == named.byDate) }
      record(.commitmentConfirmed(id: id, text: wording, byDate: day))
    default: break
    }
  }

  /// One of last time that was noted then and is confirmed only now; its words are corrected in the record.
  private mutating func confirm(_ carried: CarriedCommitment) throws(Problem) {
    guard carried.ownerID == actor else { throw Problem("commitment", "room.commitment.notYours") }
    if carried.isSpoken == true { record(.commitmentConfirmed(id: carried.id, text: carried.text, byDate: carried.byDate)) }
  }

  /// A second tap does no harm; another wording of what was confirmed already is said and not swallowed.
  private func requireSame(_ isSame: Bool) throws(Problem) {
    guard isSame else { throw Problem(nil, "room.spoken.confirmed") }
  }
}

extension LiveRoom {
  mutating func confirmCommitment(_ id: ID<RoomCommitment>, _ text: String, _ byDate: String?) {
    if let index = commitments.firstIndex(where: { $0.id == id }) {
      (commitments[index].text, commitments[index].byDate, commitments[index].notedBy) = (text, byDate, nil)
    }
    if let index = carried.firstIndex(where: { $0.id == id }) { carried[index].isSpoken = nil }
  }

  /// Whether anything waits for this person's word.
  package func waitsFor(_ person: ID<Person>) -> Bool {
    cards.contains { $0.authorID == person && $0.isSpoken } || commitments.contains { $0.ownerID == person && $0.isSpoken }
      || carried.contains { $0.ownerID == person && $0.isSpoken == true }
  }
}

extension RoomCard {
  package var isSpoken: Bool { notedBy != nil }
}

extension RoomCommitment {
  package var isSpoken: Bool { notedBy != nil }
}
