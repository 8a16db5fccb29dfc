// Seats that change while the room runs: a chair for who joins the group now, and who sits in the room or by video.

extension LiveRoom {
  /// More chairs than this cannot be drawn round one table. Six belong to a group; one more is for a chair whose person has left it.
  package static let mostSeats = 7

  /// Gives a chair to somebody who joined the group while its session runs. Whoever leads marks when they are here.
  package mutating func seat(newMember person: ID<Person>, at instant: Instant) -> [NumberedEvent] {
    guard phase == .live || phase == .closing, seat(of: person) == nil, person != facilitatorID, seats.count < LiveRoom.mostSeats else { return [] }
    var turn = RoomTurn(room: self, actor: person, at: max(instant, settledAt))
    turn.record(.seatAdded(person: person))
    self = turn.room
    return turn.events
  }

  mutating func addSeat(_ person: ID<Person>) {
    guard seat(of: person) == nil else { return }
    seats.append(Seat(personID: person, presence: .expected, arrivedAt: nil, leftAt: nil, cameLate: false))
  }

  /// The order of a round: those by video first, whom a room forgets most easily, then the others as they sit.
  var roundOrder: [Seat] { seats.filter(\.isByVideo) + seats.filter { !$0.isByVideo } }
}

extension RoomTurn {
  mutating func sitByVideo(_ person: ID<Person>, _ isByVideo: Bool) throws(Problem) {
    guard (isFacilitator || leads) || actor == person else { throw Problem("person", "room.video.ownSeat") }
    guard let seat = room.seat(of: person) else { throw Problem("person", "room.notAtThisTable") }
    if seat.isByVideo != isByVideo { record(.seatMoved(person: person, byVideo: isByVideo)) }
  }

  /// The table has room for everybody's cards: nobody fills it alone.
  func requireRoomForCard(of author: ID<Person>) throws(Problem) {
    guard room.cards.count(where: { $0.authorID == author }) < LiveRoom.mostCardsOfOne else {
      throw Problem("card", "room.card.tooManyOfOne", ["most": String(LiveRoom.mostCardsOfOne)])
    }
  }
}

extension LiveRoom {
  static let mostCardsOfOne = 40
}
