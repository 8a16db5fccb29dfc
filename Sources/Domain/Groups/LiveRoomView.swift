// Makes the view of one viewer: what somebody must not see is left out here, not hidden later.

extension LiveRoom {
  /// `table`: the one that a viewer who may visit any has asked for.
  package func view(for viewer: RoomViewer, at now: Instant, table wanted: Int? = nil, seeing sight: FloorSight = .usual) -> RoomView {
    let room = counted(at: now)
    return room.view(for: viewer, atTable: room.tableShown(to: viewer, wanted), seeing: sight)
  }

  /// As counted up to now. At a table everything that moves is the table's: step, clock, seats, floor.
  func view(for viewer: RoomViewer, atTable number: Int?, isPart: Bool = false, seeing sight: FloorSight) -> RoomView {
    let stage = number.flatMap { room(at: $0) }
    var shown = stage ?? self
    shown.isPaused = shown.isPaused || isPaused
    let controls = controls(for: viewer, at: stage)
    let time = floorTime
    let next = heldAt == nil ? shown.place.flatMap(shown.placeAfter).flatMap { shown.stepView(at: $0, for: viewer) } : nil
    return RoomView(
      sessionID: sessionID, viewer: viewer, seq: seq, now: settledAt, phase: phase,
      step: heldAt == nil ? shown.place.flatMap { shown.stepView(at: $0, for: viewer) } : nil, clock: shown.clock,
      next: next ?? (heldAt == nil ? place.flatMap(placeAfter).flatMap { stepView(at: $0, for: viewer) } : nil), agenda: agendaLines,
      seats: shown.seatViews(for: viewer, seeing: sight, time: time), everybody: seatViews(for: viewer, seeing: sight, time: time),
      facilitator: facilitatorSeat(for: viewer, atTable: number, isPart: isPart, time: time), facilitatorID: facilitatorID,
      controllerID: heldAt == nil ? controllerID : nil, isInControl: isInControl(viewer),
      floor: FloorView(holder: shown.holder, queue: shown.queueInOrder, upNext: shown.holderAfterPassing?.memberID, isOpen: shown.floorIsOpen),
      table: number.flatMap(tableSpot), hasTables: items.contains { $0.steps.contains(where: \.planned.isStretch) },
      otherTables: isPart ? [] : otherTables(than: number),
      tables: number == nil ? openTables.map { view(for: viewer, atTable: $0.number, isPart: true, seeing: sight) } : [],
      ownTime: isPart ? nil : ownTime(for: viewer, at: shown, time: time), cards: cards, commitments: commitments, passedCommitment: passedCommitment,
      carried: carried, pressure: pressure, headcountOffer: isInControl(viewer) ? headcountOffer : nil,
      quickClosing: quickClosing.flatMap { $0.isRunning || isInControl(viewer) ? $0 : nil },
      controls: controls, mainControl: shown.mainControl(for: viewer, of: controls),
      leadControl: leadControl(for: viewer, of: controls, isAtTable: number != nil))
  }

  /// The room as the present facilitator of the group finds it: with the first thing they do they take it over.
  package func led(by facilitator: ID<Person>) -> LiveRoom {
    guard openedAt != nil, heldAt == nil, facilitatorID != facilitator else { return self }
    var room = self
    room.changeFacilitator(to: facilitator)
    return room
  }

  func isFacilitator(_ viewer: RoomViewer) -> Bool {
    if case .facilitator(let person) = viewer { return person == facilitatorID }
    return false
  }

  /// Who gets what to say and what to watch for.
  private func leads(_ viewer: RoomViewer) -> Bool { isInControl(viewer) || isFacilitator(viewer) }

  private func stepView(at place: StepPlace, for viewer: RoomViewer) -> StepView? {
    guard let item = item(at: place.item), let step = step(at: place) else { return nil }
    return StepView(
      place: place, itemID: item.item.id, itemTitle: item.item.shape.title, key: step.planned.key, title: step.planned.title,
      instruction: step.planned.instruction, say: leads(viewer) ? step.planned.say : nil, watch: leads(viewer) ? step.planned.watch : nil,
      floor: step.planned.floor, round: step.planned.round, rounds: step.planned.rounds,
      seconds: step.seconds, turnOf: step.planned.turnOf, tables: tableSizes(of: step, in: item),
      isRounds: step.planned.isStretch && item.item.shape.playsRounds)
  }

  private var agendaLines: [AgendaLine] {
    items.indices.map { index in
      let state: AgendaLineState =
        if items[index].wasSkipped {
          .skipped
        } else if heldAt != nil || index < (place?.item ?? 0) {
          items[index].hasBegun ? .done : .skipped
        } else if index == place?.item {
          .running
        } else {
          .coming
        }
      return AgendaLine(
        itemID: items[index].item.id, title: items[index].item.shape.title, state: state, isClosing: index == items.count - 1,
        plannedSeconds: items[index].plannedSeconds, used: items[index].used)
    }
  }

  private func seatViews(for viewer: RoomViewer, seeing sight: FloorSight, time: FloorTime) -> [SeatView] {
    let step = currentStep
    return seats.map { seat in
      let isOwn = viewer == .member(seat.personID)
      return SeatView(
        personID: seat.personID, isOwn: isOwn, presence: seat.presence, hasFloor: hasFloor(seat.personID),
        wasHeard: step?.heard.contains(seat.personID) ?? false, isTurn: step?.planned.turnOf == seat.personID,
        placeInQueue: queueInOrder.firstIndex(of: seat.personID).map { $0 + 1 }, isByVideo: seat.isByVideo,
        arrivedLateAt: seat.cameLate ? seat.arrivedAt : nil,
        held: isOwn || sees(seat.personID, viewer, sight) ? time.held(by: seat.personID) : nil)
    }
  }

  private func sees(_ person: ID<Person>, _ viewer: RoomViewer, _ sight: FloorSight) -> Bool {
    switch viewer {
    case .facilitator: isFacilitator(viewer) && !sight.appraised.contains(person)
    case .member: sight.openArcs.contains(person)
    case .wall: false
    }
  }

  /// At a table of a room that has split the facilitator has a seat where they observe, speak or look in.
  private func facilitatorSeat(for viewer: RoomViewer, atTable number: Int?, isPart: Bool, time: FloorTime) -> FacilitatorSeat? {
    guard let facilitatorID else { return nil }
    let table = number.flatMap(table)
    let speaks = (table?.holder ?? holder) == .facilitator
    if let table, !table.facilitatorObserves, !speaks, isPart || !isFacilitator(viewer) { return nil }
    return FacilitatorSeat(
      personID: facilitatorID, isOwn: isFacilitator(viewer), hasFloor: speaks, held: isFacilitator(viewer) ? time.facilitator : nil)
  }

  private func ownTime(for viewer: RoomViewer, at shown: LiveRoom, time: FloorTime) -> OwnTimeView? {
    guard case .member(let person) = viewer, seat(of: person) != nil else { return nil }
    let hasTurn = shown.currentStep?.planned.floor.isTurn ?? false
    return OwnTimeView(
      held: time.held(by: person), attributed: time.attributed, share: time.share(of: person),
      fairShare: hasTurn || here.isEmpty ? nil : 1 / Double(here.count),
      isGrowing: shown.holder == .member(person) && !shown.isPaused && heldAt == nil)
  }
}
