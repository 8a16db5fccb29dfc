// The live room as a value: what has happened so far in one session, made only by folding its events.

package struct LiveRoom: Equatable, Sendable, Codable {
  package let sessionID: ID<Session>
  /// The number of the newest event; 0 before the room was opened.
  package internal(set) var seq = 0
  package internal(set) var openedAt: Instant?
  package internal(set) var heldAt: Instant?
  /// Who facilitates the group; `nil` as long as a room runs without them.
  package internal(set) var facilitatorID: ID<Person>?
  /// Who leads the running room: the facilitator, or a member here.
  package internal(set) var controllerID: ID<Person>?
  package internal(set) var minutes = 0
  /// Whether this room splits over tables where a protocol says so; rooms of before there were any stay together.
  package internal(set) var runsTables = false
  package internal(set) var seats: [Seat] = []
  package internal(set) var items: [RoomItem] = []
  package internal(set) var place: StepPlace?
  /// How many the steps that have not begun are planned for.
  package internal(set) var plannedFor = 0
  package internal(set) var isPaused = false
  /// Everything up to here is counted: time used and time with the floor.
  package internal(set) var settledAt = Instant(milliseconds: 0)
  package internal(set) var holder: FloorHolder?
  package internal(set) var queue: [ID<Person>] = []
  package internal(set) var cards: [RoomCard] = []
  package internal(set) var commitments: [RoomCommitment] = []
  package internal(set) var passedCommitment: [ID<Person>] = []
  package internal(set) var carried: [CarriedCommitment] = []

  /// A room in which nothing has happened.
  package init(sessionID: ID<Session>) { self.sessionID = sessionID }

  package var phase: RoomPhase {
    if heldAt != nil { return .held }
    guard openedAt != nil, let place else { return .waiting }
    return place.item == items.count - 1 ? .closing : .live
  }

  package var endsBy: Instant? { openedAt.map { $0 + .minutes(minutes) } }

  package var here: [ID<Person>] { seats.filter { $0.presence == .here }.map(\.personID) }

  /// Those who were in the room at any time.
  package var attended: [ID<Person>] { seats.filter { $0.arrivedAt != nil }.map(\.personID) }

  package func seat(of person: ID<Person>) -> Seat? { seats.first { $0.personID == person } }

  package func isHere(_ person: ID<Person>) -> Bool { seat(of: person)?.presence == .here }

  package func item(at index: Int) -> RoomItem? { items.indices.contains(index) ? items[index] : nil }

  package func step(at place: StepPlace) -> RoomStep? {
    guard let item = item(at: place.item), item.steps.indices.contains(place.step) else { return nil }
    return item.steps[place.step]
  }

  /// The step that runs now; `nil` before the opening and after the closure.
  package var currentStep: RoomStep? {
    guard heldAt == nil, let place else { return nil }
    return step(at: place)
  }

  /// The step after `place`, over the edge of its item where it is the last; `nil` too for a place that this room has not got,
  /// because a tap may name any.
  package func placeAfter(_ place: StepPlace) -> StepPlace? {
    guard items.indices.contains(place.item) else { return nil }
    if place.step < items[place.item].steps.count - 1 { return StepPlace(item: place.item, step: place.step + 1) }
    var index = place.item + 1
    while let item = item(at: index) {
      if !item.steps.isEmpty { return StepPlace(item: index, step: 0) }
      index += 1
    }
    return nil
  }

  package func placeBefore(_ place: StepPlace) -> StepPlace? {
    guard items.indices.contains(place.item) else { return nil }
    if place.step > 0 { return StepPlace(item: place.item, step: place.step - 1) }
    var index = place.item - 1
    while let item = item(at: index) {
      // A skipped item was never there: going back leads over it.
      if !item.steps.isEmpty, !item.wasSkipped { return StepPlace(item: index, step: item.steps.count - 1) }
      index -= 1
    }
    return nil
  }

  /// How far the agenda is settled: the last item that runs or has ever begun.
  package var lastBegunItem: Int {
    let begun = items.lastIndex { $0.hasBegun } ?? -1
    return max(begun, place?.item ?? -1)
  }
}

/// A member's place at the table, in the order in which they sit.
package struct Seat: Equatable, Sendable, Codable {
  package let personID: ID<Person>
  package internal(set) var presence: Presence
  /// The first arrival; `nil` for who never came.
  package internal(set) var arrivedAt: Instant?
  package internal(set) var leftAt: Instant?
  package internal(set) var cameLate: Bool
  /// Sits in the room as a picture on a screen.
  package internal(set) var isByVideo = false
}

/// An item of the agenda as it runs.
package struct RoomItem: Equatable, Sendable, Codable {
  package internal(set) var item: AgendaItem
  package internal(set) var steps: [RoomStep]
  package internal(set) var wasSkipped = false
  /// A closing that was squeezed into three minutes.
  package internal(set) var isShort = false

  package var hasBegun: Bool { steps.contains { $0.startedAt != nil } }
  package var plannedSeconds: Int { steps.indices.reduce(0) { $0 + steps[$1].seconds } }
  package var used: Span { steps.indices.reduce(.zero) { $0 + steps[$1].used } }
}

/// A step as it runs: what was planned, what was added, and what became of the time.
package struct RoomStep: Equatable, Sendable, Codable {
  package internal(set) var planned: PlannedStep
  package internal(set) var added = 0
  package internal(set) var startedAt: Instant?
  /// When the room came to it last.
  package internal(set) var enteredAt: Instant?
  /// Time that ran in this step; pauses are not in it.
  package internal(set) var used = Span.zero
  package internal(set) var held: [Held] = []
  package internal(set) var facilitatorHeld = Span.zero
  /// Talk that has no name because nobody was tapped.
  package internal(set) var unattributed = Span.zero
  /// Who had the floor in this step, or passed when it came by.
  package internal(set) var heard: [ID<Person>] = []
  /// The open talk that this step was before it was turned into a round, and who had been heard in it.
  package internal(set) var openFloor: FloorKind?
  package internal(set) var heardBefore: [ID<Person>] = []
  /// In a stretch, once it has begun: the tables, each with steps of its own.
  package internal(set) var tables: [LiveTable] = []

  init(_ planned: PlannedStep) { self.planned = planned }

  /// A stretch is as long as its longest table.
  package var seconds: Int { max(0, (tables.map(\.seconds).max() ?? planned.seconds) + added) }
  package var length: Span { .seconds(seconds) }
  /// What is left of it; below zero once it runs over.
  package var remaining: Span {
    guard let longest = tables.filter({ !$0.members.isEmpty }).map(\.remaining).max() else { return length - used }
    return longest + .seconds(added)
  }

  package struct Held: Equatable, Sendable, Codable {
    package let personID: ID<Person>
    package internal(set) var span: Span
  }
}
