// What a person can do in the live room, as values: the one way in which a running session changes.

/// A command says what somebody wants. `LiveRoom.apply` answers with the events it makes, or with what is wrong.
package enum RoomCommand: Equatable, Sendable, Codable {
  // Of whoever leads.
  case open(RoomOpening)
  /// Whoever facilitates the group now goes on with a session that somebody else has opened.
  case takeOver
  /// Hands over the lead of the running room, or takes it back.
  case handControl(to: ID<Person>)
  /// Seats somebody at another table.
  case seatAtTable(ID<Person>, Int)
  /// Who sits with whom in a round that is set, as the rotation says.
  case layTables([TableLaying])
  /// Where a table meets by video; an empty text takes the link away.
  case linkTable(Int, String)
  /// `from` is the step the person was looking at: when the room has left it already, a second tap changes nothing.
  case moveOn(from: StepPlace?)
  case moveBack(from: StepPlace?)
  /// Straight to the first step of an item further on; what lies between is skipped. The closing item is reached this way when time is short.
  case goTo(ID<AgendaItem>)
  case pause
  case resume
  /// Adds minutes to the running step, or takes them when negative.
  case changeMinutes(seconds: Int)
  case markAttendance(ID<Person>, AttendanceMark)
  /// Plans all steps that have not begun for this many present. The running step is never touched.
  case planFor(present: Int)
  /// The items as they shall be; those that have begun stay as they are.
  case changeAgenda([AgendaItem])
  case giveFloor(FloorHolder)
  case keepCard(ID<RoomCard>, Bool)
  /// What a member said aloud, noted for them: marked until they confirm it.
  case noteCard(for: ID<Person>, id: ID<RoomCard>, text: String)
  case noteCommitment(for: ID<Person>, id: ID<RoomCommitment>, text: String, byDate: String?)
  /// Somebody said that they take no commitment today.
  case passCommitmentFor(ID<Person>)
  /// A protocol from the library in the place of the running item or of one that is still to come.
  case takePlanB(AgendaItem, insteadOf: ID<AgendaItem>)
  /// The running open talk becomes a round, and back.
  case turnIntoRound
  case turnBackIntoTalk
  case closeInThreeMinutes
  case close

  /// A step, a pause, minutes or the floor at one table; without it each of these means the own table of whoever sits at one.
  indirect case atTable(Int, RoomCommand)

  // A member's, and where it makes sense the facilitator's too.
  /// Whether a seat is in the room or by video: everybody says it of their own, whoever leads of any.
  case sitByVideo(ID<Person>, Bool)
  case takeFloor
  /// The own floor, or, for whoever leads, that of `holder`; when somebody else has it by now, nothing changes.
  case passFloor(of: FloorHolder?)
  case askForFloor
  case withdrawAsk
  case putCard(id: ID<RoomCard>, text: String)
  case takeBackCard(ID<RoomCard>)
  case nameCommitment(id: ID<RoomCommitment>, text: String, byDate: String?)
  case takeBackCommitment(ID<RoomCommitment>)
  case passCommitment
  /// The owner's word that what was noted for them is so, with their own wording where it was not. Nobody else can.
  case confirmCard(ID<RoomCard>, text: String?)
  case confirmCommitment(ID<RoomCommitment>, text: String?, byDate: String?)
  /// What became of a commitment of last time; its owner says it, or whoever leads for them.
  case checkCommitment(ID<RoomCommitment>, CommitmentState)
}

package enum AttendanceMark: String, Sendable, Codable, CaseIterable {
  case arrive, comingLate, absent, leave, comeBack
}

/// Who has the floor. The facilitator's time is counted apart.
package enum FloorHolder: Hashable, Sendable, Codable {
  case member(ID<Person>)
  case facilitator

  package var memberID: ID<Person>? {
    if case .member(let id) = self { return id }
    return nil
  }
}

/// All that a room needs to know when it opens; the first event holds it, so that the log stands for itself.
package struct RoomOpening: Equatable, Sendable, Codable {
  /// `nil` where a member opens the room without the facilitator.
  package var facilitatorID: ID<Person>?
  /// The member who opens the room without the facilitator, and leads it.
  package var leaderID: ID<Person>?
  /// The members of the group in the order of their seats.
  package var roster: [ID<Person>]
  /// Who is here; everybody else is expected, unless named late or absent.
  package var present: [ID<Person>]
  package var comingLate: [ID<Person>]
  package var absent: [ID<Person>]
  /// Who sits by video; `nil` in logs from before seats said so.
  package var byVideo: [ID<Person>]?
  package var items: [AgendaItem]
  package var minutes: Int
  /// The open commitments of the sessions before, to be looked at in the first item.
  package var carried: [CarriedCommitment]
  /// Whether the room splits over tables; `nil` in logs from before it could.
  package var runsTables: Bool?

  package init(
    facilitatorID: ID<Person>?, leaderID: ID<Person>? = nil, roster: [ID<Person>], present: [ID<Person>], comingLate: [ID<Person>] = [],
    absent: [ID<Person>] = [], byVideo: [ID<Person>]? = nil, items: [AgendaItem], minutes: Int, carried: [CarriedCommitment] = [],
    runsTables: Bool? = true
  ) {
    self.byVideo = byVideo
    self.runsTables = runsTables
    self.facilitatorID = facilitatorID
    self.leaderID = leaderID
    self.roster = roster
    self.present = present
    self.comingLate = comingLate
    self.absent = absent
    self.items = items
    self.minutes = minutes
    self.carried = carried
  }
}

/// A card on the table: everybody in the room reads it. The group may keep it for the record.
package struct RoomCard: Equatable, Sendable, Codable {
  package let id: ID<RoomCard>
  package let authorID: ID<Person>
  package var text: String
  package let putAt: Instant
  package var isKept: Bool
  /// Who noted what its author said aloud, until the author confirms it.
  package var notedBy: ID<Person>?

  package init(id: ID<RoomCard>, authorID: ID<Person>, text: String, putAt: Instant, isKept: Bool = false, notedBy: ID<Person>? = nil) {
    self.notedBy = notedBy
    self.id = id
    self.authorID = authorID
    self.text = text
    self.putAt = putAt
    self.isKept = isKept
  }
}

/// A small promise made in this session.
package struct RoomCommitment: Equatable, Sendable, Codable {
  package let id: ID<RoomCommitment>
  package let ownerID: ID<Person>
  package var text: String
  /// A day such as `2026-11-20`, without a time of day.
  package var byDate: String?
  /// Who noted what its owner said aloud, until the owner confirms it.
  package var notedBy: ID<Person>?

  package init(id: ID<RoomCommitment>, ownerID: ID<Person>, text: String, byDate: String?, notedBy: ID<Person>? = nil) {
    self.notedBy = notedBy
    self.id = id
    self.ownerID = ownerID
    self.text = text
    self.byDate = byDate
  }
}

/// What became of a commitment. Each is a regular outcome and none is a failure.
package enum CommitmentState: String, Sendable, Codable, CaseIterable {
  case open, done, partly, notYet, changed, released

  /// Whether the next session opens with it again.
  package var isCarried: Bool { self == .open || self == .partly || self == .notYet }
}

/// A commitment of a session before, and what became of it.
package struct CarriedCommitment: Equatable, Sendable, Codable {
  package let id: ID<RoomCommitment>
  package let ownerID: ID<Person>
  package var text: String
  package var byDate: String?
  package var state: CommitmentState
  /// Noted for its owner, who has not confirmed it yet; `nil` where it is their own word.
  package var isSpoken: Bool?
  /// The session in which it waits for its owner's word.
  package var spokenIn: ID<Session>?

  package init(id: ID<RoomCommitment>, ownerID: ID<Person>, text: String, byDate: String?, state: CommitmentState, isSpoken: Bool? = nil) {
    self.isSpoken = isSpoken
    self.id = id
    self.ownerID = ownerID
    self.text = text
    self.byDate = byDate
    self.state = state
  }
}
