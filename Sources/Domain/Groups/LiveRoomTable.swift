// What members lay on the table: cards that all may read, commitments, and what became of those of last time.
import Foundation

extension RoomTurn {
  mutating func layOnTable(_ command: RoomCommand) throws(Problem) {
    switch command {
    case .putCard(let id, let text): try put(id, text, of: actor)
    case .takeBackCard(let id):
      guard let card = room.cards.first(where: { $0.id == id }) else { return }
      guard card.authorID == actor else { throw Problem("card", "room.card.notYours") }
      record(.cardTakenBack(id: id))
    case .nameCommitment(let id, let text, let byDate):
      guard isMember else { throw Problem("commitment", "room.commitment.membersOnly") }
      try name(id, text, byDate, of: actor)
    case .takeBackCommitment(let id):
      guard let commitment = room.commitments.first(where: { $0.id == id }) else { return }
      guard commitment.ownerID == actor else { throw Problem("commitment", "room.commitment.notYours") }
      record(.commitmentTakenBack(id: id))
    case .passCommitment:
      guard isMember else { throw Problem("commitment", "room.commitment.membersOnly") }
      try pass(for: actor)
    case .checkCommitment(let id, let state):
      guard let commitment = room.carried.first(where: { $0.id == id }) else { throw Problem("commitment", "room.commitment.unknown") }
      guard commitment.ownerID == actor || isFacilitator || leads else { throw Problem("commitment", "room.commitment.notYours") }
      if commitment.state != state { record(.commitmentChecked(id: id, state: state)) }
      // Whoever says what became of their own word has confirmed it.
      if commitment.isSpoken == true, commitment.ownerID == actor {
        record(.commitmentConfirmed(id: id, text: commitment.text, byDate: commitment.byDate))
      }
    case .confirmCard, .confirmCommitment: try confirm(command)
    default: break
    }
  }

  mutating func keepCard(_ id: ID<RoomCard>, _ isKept: Bool) throws(Problem) {
    guard let card = room.cards.first(where: { $0.id == id }) else { throw Problem("card", "room.card.gone") }
    if card.isKept != isKept { record(.cardKept(id: id, isKept: isKept)) }
  }

  mutating func put(_ id: ID<RoomCard>, _ text: String, of author: ID<Person>, notedBy: ID<Person>? = nil) throws(Problem) {
    let text = try RoomTurn.checkedCard(text)
    guard room.cards.count < 200 else { throw Problem("card", "room.card.tooMany") }
    guard !room.cards.contains(where: { $0.id == id }) else { return }
    try requireRoomForCard(of: author)
    record(.cardPut(RoomCard(id: id, authorID: author, text: text, putAt: at, notedBy: notedBy)))
  }

  mutating func name(
    _ id: ID<RoomCommitment>, _ text: String, _ byDate: String?, of owner: ID<Person>, notedBy: ID<Person>? = nil
  ) throws(Problem) {
    let text = try RoomTurn.checkedCommitment(text)
    let day = try byDate.map { day throws(Problem) in try RoomTurn.checkedDay(day) } ?? nil
    guard room.commitments.count(where: { $0.ownerID == owner }) < 5 else { throw Problem("commitment", "room.commitment.tooMany") }
    guard !room.commitments.contains(where: { $0.id == id }) else { return }
    record(.commitmentNamed(RoomCommitment(id: id, ownerID: owner, text: text, byDate: day, notedBy: notedBy)))
  }

  mutating func pass(for person: ID<Person>) throws(Problem) {
    guard !room.passedCommitment.contains(person) else { return }
    guard !room.commitments.contains(where: { $0.ownerID == person }) else {
      throw Problem("commitment", person == actor ? "room.commitment.named" : "room.commitment.namedByThem")
    }
    record(.commitmentPassed(by: person))
  }

  static func checkedCard(_ text: String) throws(Problem) -> String {
    try checked(TypedText.block(text).trimmingCharacters(in: .whitespaces), field: "card", limit: 500)
  }

  static func checkedCommitment(_ text: String) throws(Problem) -> String {
    try checked(TypedText.line(text), field: "commitment", limit: 300)
  }

  /// A day as it is kept; `nil` for none.
  static func checkedDay(_ text: String) throws(Problem) -> String? {
    let day = text.trimmingCharacters(in: .whitespaces)
    guard day.isEmpty || isDay(day) else { throw Problem("byDate", "room.commitment.noDay") }
    return day.isEmpty ? nil : day
  }

  private static func checked(_ text: String, field: String, limit: Int) throws(Problem) -> String {
    guard !text.isEmpty else { throw Problem(field, "room.text.empty") }
    guard !TypedText.isLonger(text, than: limit) else { throw Problem(field, "room.text.tooLong", ["limit": String(limit)]) }
    return text
  }

  /// A day of the calendar such as `2026-11-20`.
  static func isDay(_ text: String) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, parts.map(\.utf8.count) == [4, 2, 2], text.utf8.allSatisfy({ $0 == 0x2D || (0x30...0x39).contains($0) }),
      let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]), year >= 2000, (1...12).contains(month)
    else { return false }
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    return (1...days[month - 1]).contains(day)
  }
}
