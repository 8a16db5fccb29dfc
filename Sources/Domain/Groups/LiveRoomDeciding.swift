// Commands in, events out: every rule of the live room is asked here, and a command either happens whole or not at all.

extension LiveRoom {
  /// Does what the command says, or throws what is wrong with it and leaves the room as it was.
  /// A command whose wish is fulfilled already makes no event: a second tap does no harm.
  /// Time never runs backwards in a room: an earlier `instant` counts as the moment of the newest event.
  @discardableResult
  package mutating func apply(_ command: RoomCommand, by person: ID<Person>, at instant: Instant) throws(Problem) -> [NumberedEvent] {
    var turn = RoomTurn(room: self, actor: person, at: max(instant, settledAt))
    try turn.decide(command)
    self = turn.room
    return turn.events
  }
}

/// One command being decided: each event is folded at once, so that the next decision stands on it.
struct RoomTurn {
  private(set) var room: LiveRoom
  let actor: ID<Person>
  let at: Instant
  private(set) var events: [NumberedEvent] = []

  init(room: LiveRoom, actor: ID<Person>, at: Instant) {
    self.room = room
    self.actor = actor
    self.at = at
  }

  mutating func record(_ event: RoomEvent) {
    let numbered = NumberedEvent(seq: room.seq + 1, at: at, event: event)
    room.fold(numbered)
    events.append(numbered)
  }

  var isFacilitator: Bool { actor == room.facilitatorID }
  var leads: Bool { actor == room.controllerID }
  var isMember: Bool { room.seat(of: actor) != nil }

  mutating func decide(_ command: RoomCommand) throws(Problem) {
    if case .open(let opening) = command { return try open(opening) }
    switch room.phase {
    case .waiting: throw Problem(nil, "room.notOpen")
    case .held: throw Problem(nil, "room.isHeld")
    case .live, .closing: break
    }
    if !room.tables.isEmpty, let table = tableMeant(by: command) { return try act(atTable: table, command) }
    switch command {
    case .open: break
    case .atTable(let table, let command): try act(atTable: table, command)
    case .takeOver: takeOver()
    case .handControl(let to): try handControl(to: to)
    case .moveOn, .moveBack, .goTo, .pause, .resume, .changeMinutes, .markAttendance, .planFor, .changeAgenda, .giveFloor, .keepCard, .close,
      .noteCard, .noteCommitment, .passCommitmentFor, .takePlanB, .turnIntoRound, .turnBackIntoTalk, .closeInThreeMinutes, .seatAtTable, .linkTable,
      .layTables:
      guard leads else { throw Problem(nil, "room.control.otherLeads") }
      try lead(command)
    case .sitByVideo(let person, let isByVideo): try sitByVideo(person, isByVideo)
    case .takeFloor, .passFloor, .askForFloor, .withdrawAsk:
      guard isFacilitator || room.isHere(actor) else { throw Problem(nil, "room.notHere") }
      try wantFloor(command)
    case .putCard, .takeBackCard, .nameCommitment, .takeBackCommitment, .passCommitment, .checkCommitment, .confirmCard, .confirmCommitment:
      guard isFacilitator || isMember else { throw Problem(nil, "room.notAtThisTable") }
      try layOnTable(command)
    }
  }

  mutating func lead(_ command: RoomCommand) throws(Problem) {
    switch command {
    case .moveOn(let from): try moveOn(from: from)
    case .moveBack(let from): try moveBack(from: from)
    case .goTo(let item): try goTo(item)
    case .pause: if !room.isPaused { record(.paused) }
    case .resume: if room.isPaused { record(.resumed) }
    case .changeMinutes(let seconds): try changeMinutes(by: seconds)
    case .markAttendance(let person, let mark): try markAttendance(of: person, mark)
    case .planFor(let present): try plan(for: present)
    case .changeAgenda(let items): try changeAgenda(to: items)
    case .giveFloor(let holder): try giveFloor(to: holder)
    case .keepCard(let id, let isKept): try keepCard(id, isKept)
    case .close: try close()
    case .noteCard, .noteCommitment, .passCommitmentFor: try note(command)
    case .takePlanB(let new, let old): try takePlanB(new, insteadOf: old)
    case .turnIntoRound: try turnIntoRound()
    case .turnBackIntoTalk: turnBackIntoTalk()
    case .closeInThreeMinutes: closeInThreeMinutes()
    case .seatAtTable(let person, let table): try seat(person, at: table)
    case .layTables(let tables): try layTables(tables)
    case .linkTable(let table, let link): try self.link(table, link)
    default: break
    }
  }

  private mutating func open(_ opening: RoomOpening) throws(Problem) {
    guard room.phase == .waiting else { throw Problem(nil, "room.isOpen") }
    try requireWayIn(opening)
    let named = opening.present + opening.comingLate + opening.absent
    guard Set(opening.roster).count == opening.roster.count, Set(named).count == named.count, Set(named).isSubset(of: opening.roster),
      Set(opening.byVideo ?? []).isSubset(of: opening.roster), !(opening.facilitatorID.map(opening.roster.contains) ?? false)
    else { throw Problem("present", "room.notAtThisTable") }
    guard opening.present.count >= 2 else { throw Problem("present", "room.open.twoNeeded") }
    guard (1...1_440).contains(opening.minutes), opening.items.contains(where: { !$0.steps(present: opening.present.count).isEmpty }) else {
      throw Problem(nil, "room.open.noAgenda")
    }
    guard opening.items.last?.shape.closesSession == true else { throw Problem(nil, "room.open.noClosing") }
    record(.opened(opening))
    guard let first = room.items.firstIndex(where: { !$0.steps.isEmpty }) else { return }
    begin(StepPlace(item: first, step: 0))
  }

  // Steps

  private mutating func moveOn(from: StepPlace?) throws(Problem) {
    guard let place = room.place else { return }
    if let from, from != place { return try lateTap(wishedFor: room.placeAfter(from)) }
    guard let next = room.placeAfter(place) else { throw Problem(nil, "room.steps.last") }
    begin(next)
  }

  private mutating func moveBack(from: StepPlace?) throws(Problem) {
    guard let place = room.place else { return }
    if let from, from != place { return try lateTap(wishedFor: room.placeBefore(from)) }
    guard let previous = room.placeBefore(place) else { throw Problem(nil, "room.steps.first") }
    begin(previous)
  }

  private mutating func goTo(_ item: ID<AgendaItem>) throws(Problem) {
    guard let place = room.place, let index = room.items.firstIndex(where: { $0.item.id == item }), !room.items[index].steps.isEmpty else {
      throw Problem(nil, "room.steps.unknown")
    }
    guard index != place.item else { return }
    guard index > place.item else { throw Problem(nil, "room.steps.behind") }
    begin(StepPlace(item: index, step: 0), skipping: room.items[place.item + 1..<index].filter { !$0.hasBegun }.map(\.item.id))
  }

  mutating func begin(_ place: StepPlace, skipping: [ID<AgendaItem>] = []) {
    if room.isPaused { record(.resumed) }
    record(.stepBegan(place, skipped: skipping))
    if room.currentStep?.planned.isStretch == true { return sitDownAtTables() }
    if let holder = firstHolder() { record(.floorGiven(to: holder)) }
  }

  /// At most an hour either way for one step: enough for any room, and no sum can run over.
  private mutating func changeMinutes(by seconds: Int) throws(Problem) {
    guard let step = room.currentStep else { return }
    guard seconds != 0, (-3_600...3_600).contains(seconds) else { throw Problem("minutes", "room.minutes.range") }
    guard (-3_600...3_600).contains(step.added + seconds) else { throw Problem("minutes", "room.minutes.range") }
    guard step.planned.seconds + step.added + seconds >= 0 else { throw Problem("minutes", "room.minutes.nothingLeft") }
    record(.minutesChanged(seconds: seconds))
  }

  /// The closing is never skipped because time is short: everybody writes, and everybody may name a commitment.
  private mutating func close() throws(Problem) {
    guard room.phase == .closing else { throw Problem(nil, "room.closure.closingFirst") }
    record(.closed)
  }

  // Attendance and agenda

  private mutating func markAttendance(of person: ID<Person>, _ mark: AttendanceMark) throws(Problem) {
    guard let seat = room.seat(of: person) else { throw Problem("person", "room.notAtThisTable") }
    switch (mark, seat.presence) {
    case (.arrive, .here), (.comeBack, .here), (.comingLate, .comingLate), (.absent, .absent), (.leave, .left): return
    case (.arrive, .left), (.comeBack, .left): record(.attendanceMarked(person: person, mark: .comeBack))
    case (.arrive, _), (.comeBack, _): record(.attendanceMarked(person: person, mark: .arrive))
    case (.comingLate, .expected), (.comingLate, .absent), (.absent, .expected), (.absent, .comingLate), (.leave, .here):
      record(.attendanceMarked(person: person, mark: mark))
    case (.comingLate, _), (.absent, _): throw Problem("person", "room.attendance.wasHere")
    case (.leave, _): throw Problem("person", "room.attendance.notHereYet")
    }
    settleFloor(after: person)
    settleTables(after: person)
    settleControl()
  }

  private mutating func plan(for present: Int) throws(Problem) {
    guard present >= 1, present <= room.seats.count else { throw Problem("present", "room.headcount.range") }
    if present != room.plannedFor { record(.plannedFor(present: present)) }
  }

  private mutating func changeAgenda(to items: [AgendaItem]) throws(Problem) {
    let settled = room.items[...max(0, room.lastBegunItem)].map(\.item.id)
    let ids = items.map(\.id)
    guard Set(ids).count == ids.count, ids.starts(with: settled) else { throw Problem("items", "room.agenda.begunStays") }
    guard items.last?.shape.closesSession == true else { throw Problem("items", "room.agenda.closingLast") }
    guard items.count <= 40 else { throw Problem("items", "room.agenda.tooMany") }
    for item in items.dropFirst(settled.count) {
      guard !item.steps(present: room.plannedFor).isEmpty else { throw Problem("items", "room.agenda.empty", ["title": item.shape.title]) }
    }
    if items != room.items.map(\.item) { record(.agendaChanged(items: items)) }
  }
}
