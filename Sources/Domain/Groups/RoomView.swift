// What one viewer sees of a room: a plain value that holds nothing this viewer may not see, rendered alike by page, fragment and wall.

package enum RoomViewer: Hashable, Sendable {
  case member(ID<Person>)
  case facilitator(ID<Person>)
  /// The projector, seen by everybody in the room and over their shoulders.
  case wall
}

package enum RoomPhase: String, Sendable, Codable { case waiting, live, closing, held }

package struct RoomView: Equatable, Sendable {
  package let sessionID: ID<Session>
  package let viewer: RoomViewer
  /// The number of the newest event this view rests on: the id of the server-sent event that carries it.
  package let seq: Int
  /// The server's clock when the view was made; browsers count against it.
  package let now: Instant
  package let phase: RoomPhase
  package let step: StepView?
  package let clock: ClockView?
  /// What comes next; `nil` in the last step.
  package let next: StepView?
  package let agenda: [AgendaLine]
  /// In the order in which the members sit.
  package let seats: [SeatView]
  /// All who belong to the room, wherever they sit; the same as `seats` while the room is together.
  package let everybody: [SeatView]
  /// `nil` as long as the room runs without its facilitator.
  package let facilitator: FacilitatorSeat?
  package let facilitatorID: ID<Person>?
  /// Who leads the room; `nil` where none runs.
  package let controllerID: ID<Person>?
  /// Whether that is the viewer.
  package let isInControl: Bool
  package let floor: FloorView
  /// The table that this view stands at; `nil` while the room is together, and in the view of all its tables.
  package let table: TableSpot?
  /// Whether an item of this session is done at several tables, before, now or later.
  package let hasTables: Bool
  /// The other tables at which somebody sits, each in a few words.
  package let otherTables: [TableGlance]
  /// Every table as a view of its own, for whoever sits at none.
  package let tables: [RoomView]
  /// The viewer's own time with the floor; `nil` for the facilitator and the wall.
  package let ownTime: OwnTimeView?
  package let cards: [RoomCard]
  package let commitments: [RoomCommitment]
  /// Members who said that they take no commitment today.
  package let passedCommitment: [ID<Person>]
  package let carried: [CarriedCommitment]
  package let pressure: TimePressure
  /// Only for whoever leads, and only while those present are not as many as the coming steps are planned for.
  package let headcountOffer: HeadcountOffer?
  /// For whoever leads: what a closing in three minutes would leave out. For everybody: what it did leave out.
  package let quickClosing: QuickClosing?
  /// What this viewer may do now.
  package let controls: Set<RoomControl>
  /// The one thing this viewer most likely wants to do now.
  package let mainControl: RoomControl?
  /// What leads on, beside it: for a member who leads.
  package let leadControl: RoomControl?
}

/// A step as it is read aloud.
package struct StepView: Equatable, Sendable {
  package let place: StepPlace
  package let itemID: ID<AgendaItem>
  package let itemTitle: String
  package let key: String
  package let title: String
  package let instruction: String
  /// What to say and what to watch for: only in the view of whoever leads the room.
  package let say: String?
  package let watch: String?
  package let floor: FloorKind
  /// 0 where the step stands outside the rounds.
  package let round: Int
  package let rounds: Int
  /// Its length with what was added or taken.
  package let seconds: Int
  /// Whose round it is, where it is somebody's.
  package let turnOf: ID<Person>?
  /// In a stretch at several tables: how many sit at each. Empty in every other step.
  package let tables: [Int]
  /// Whether it is played as practice rounds.
  package let isRounds: Bool
}

/// The clock of the running step. Nothing ticks over the wire: a browser counts from these.
package struct ClockView: Equatable, Sendable {
  package let isPaused: Bool
  /// When the step's time is up, as long as nothing is paused; in the past once the clock counts over.
  package let endsAt: Instant
  /// What is left at `RoomView.now`; negative once the clock counts over. While paused this is what counts.
  package let remaining: Span
  /// From this moment on every view gives a sign that the end is near.
  package let warnsAt: Instant
  package let length: Span

  package var isOver: Bool { remaining < .zero }
  package func isNearEnd(at now: Instant) -> Bool { !isOver && remaining <= endsAt.since(warnsAt) }
}

package enum AgendaLineState: String, Sendable, Codable { case done, skipped, running, coming }

package struct AgendaLine: Equatable, Sendable {
  package let itemID: ID<AgendaItem>
  package let title: String
  package let state: AgendaLineState
  package let isClosing: Bool
  /// As planned now, with what was added or taken.
  package let plannedSeconds: Int
  /// What it has really taken so far.
  package let used: Span
}

package enum Presence: String, Sendable, Codable { case expected, here, comingLate, absent, left }

package struct SeatView: Equatable, Sendable {
  package let personID: ID<Person>
  package let isOwn: Bool
  package let presence: Presence
  package let hasFloor: Bool
  /// Had the floor in this step already, or passed when it came by.
  package let wasHeard: Bool
  /// The round is theirs: presenter, client or practitioner.
  package let isTurn: Bool
  /// 1 for who is next; `nil` for who has not asked.
  package let placeInQueue: Int?
  package let isByVideo: Bool
  /// Arrived after the session had begun.
  package let arrivedLateAt: Instant?
  /// Time with the floor in this session, at `RoomView.now`: for the own seat, in the facilitator's view (but of nobody whom they
  /// appraise), and in every member's while all of them have said yes to open arcs.
  package let held: Span?
}

package struct FacilitatorSeat: Equatable, Sendable {
  package let personID: ID<Person>
  package let isOwn: Bool
  package let hasFloor: Bool
  /// The facilitator's own time with the floor: only in their own view.
  package let held: Span?
}

package struct FloorView: Equatable, Sendable {
  package let holder: FloorHolder?
  /// Those who asked for the floor, next first.
  package let queue: [ID<Person>]
  /// In a round: who gets the floor when it is passed on.
  package let upNext: ID<Person>?
  /// Whether the floor can be had at all in this step; in silence it cannot.
  package let isOpen: Bool
}

/// The arc of a member's own time with the floor.
package struct OwnTimeView: Equatable, Sendable {
  package let held: Span
  /// The minutes that have a name: what the share rests on.
  package let attributed: Span
  /// `held` of `attributed`, 0 to 1; `nil` before anybody had the floor.
  package let share: Double?
  /// One part of those present; `nil` in a step with a presenter or practitioner, where it would mislead.
  package let fairShare: Double?
  /// Whether the arc grows while the clock runs.
  package let isGrowing: Bool
}

/// What running over does to what is still to come.
package struct TimePressure: Equatable, Sendable {
  package struct Loss: Equatable, Sendable {
    package let itemID: ID<AgendaItem>
    package let title: String
    package let seconds: Int

    package init(itemID: ID<AgendaItem>, title: String, seconds: Int) {
      self.itemID = itemID
      self.title = title
      self.seconds = seconds
    }
  }

  /// Time to spare once everything that is planned has run; the closing item is set aside first.
  package let bufferLeft: Span
  /// What later items lose as things stand; the closing item loses nothing.
  package let losses: [Loss]
  /// By how much the closing itself would run past the end.
  package let runsOverBy: Span

  package init(bufferLeft: Span, losses: [Loss], runsOverBy: Span) {
    self.bufferLeft = bufferLeft
    self.losses = losses
    self.runsOverBy = runsOverBy
  }
}

/// More or fewer are here than the coming steps are planned for; the facilitator decides.
package struct HeadcountOffer: Equatable, Sendable {
  package struct Misfit: Equatable, Sendable {
    package let itemID: ID<AgendaItem>
    package let title: String
    /// The fewest that this protocol needs.
    package let needs: Int

    package init(itemID: ID<AgendaItem>, title: String, needs: Int) {
      self.itemID = itemID
      self.title = title
      self.needs = needs
    }
  }

  /// An item whose protocol seats those present at several tables.
  package struct Split: Equatable, Sendable {
    package let title: String
    package let tables: [Int]

    package init(title: String, tables: [Int]) {
      self.title = title
      self.tables = tables
    }
  }

  package let plannedFor: Int
  package let present: Int
  /// By how much all that is still to come gets longer, or shorter when negative.
  package let changesSeconds: Int
  /// Items that do not work with those present.
  package let misfits: [Misfit]
  package let splits: [Split]

  package init(plannedFor: Int, present: Int, changesSeconds: Int, misfits: [Misfit], splits: [Split] = []) {
    self.plannedFor = plannedFor
    self.present = present
    self.changesSeconds = changesSeconds
    self.misfits = misfits
    self.splits = splits
  }
}

package enum RoomControl: String, Sendable, CaseIterable {
  // Of whoever leads.
  case moveOn, moveBack, goToClosing, pause, resume, changeMinutes, markAttendance, planForPresent, changeAgenda, giveFloor, keepCard, close,
    handControl
  case noteForMember, planB, turnIntoRound, turnBackIntoTalk, closeInThreeMinutes
  /// While the room is split: everybody comes together for what follows; somebody sits elsewhere; a table gets its link.
  case bringTogether, seatAtTable, linkTable
  /// The facilitator's, while a member leads; a member's, while nobody here leads.
  case takeControl
  // A member's.
  case takeFloor, passFloor, askForFloor, withdrawAsk, putCard, nameCommitment, passCommitment, checkCommitment, sitByVideo, confirmSpoken
}
