// Makes the view of one viewer: what somebody must not see is left out here, not hidden later.

extension LiveRoom {
  package func view(for viewer: RoomViewer, at now: Instant, seeing sight: FloorSight = .usual) -> RoomView {
    let room = counted(at: now)
    return RoomView(
      sessionID: sessionID, viewer: viewer, seq: seq, now: room.settledAt, phase: phase,
      step: heldAt == nil ? place.flatMap { room.stepView(at: $0, for: viewer) } : nil, clock: room.clock,
      next: heldAt == nil ? place.flatMap(room.placeAfter).flatMap { room.stepView(at: $0, for: viewer) } : nil, agenda: room.agendaLines,
      seats: room.seatViews(for: viewer, seeing: sight), facilitator: room.facilitatorSeat(for: viewer),
      controllerID: heldAt == nil ? controllerID : nil, isInControl: room.isInControl(viewer),
      floor: FloorView(
        holder: holder, queue: queueInOrder, upNext: room.holderAfterPassing?.memberID, isOpen: floorIsOpen),
      ownTime: room.ownTime(for: viewer), cards: cards, commitments: commitments, passedCommitment: passedCommitment, carried: carried,
      pressure: room.pressure, headcountOffer: room.isInControl(viewer) ? room.headcountOffer : nil,
      quickClosing: room.quickClosing.flatMap { $0.isRunning || room.isInControl(viewer) ? $0 : nil },
      controls: room.controls(for: viewer), mainControl: room.mainControl(for: viewer), leadControl: room.leadControl(for: viewer))
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
      seconds: step.seconds, turnOf: step.planned.turnOf)
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

  private func seatViews(for viewer: RoomViewer, seeing sight: FloorSight) -> [SeatView] {
    let time = floorTime
    let step = currentStep
    return seats.map { seat in
      let isOwn = viewer == .member(seat.personID)
      return SeatView(
        personID: seat.personID, isOwn: isOwn, presence: seat.presence, hasFloor: holder == .member(seat.personID),
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

  private func facilitatorSeat(for viewer: RoomViewer) -> FacilitatorSeat? {
    guard let facilitatorID else { return nil }
    return FacilitatorSeat(
      personID: facilitatorID, isOwn: isFacilitator(viewer), hasFloor: holder == .facilitator,
      held: isFacilitator(viewer) ? floorTime.facilitator : nil)
  }

  private func ownTime(for viewer: RoomViewer) -> OwnTimeView? {
    guard case .member(let person) = viewer, seat(of: person) != nil else { return nil }
    let time = floorTime
    let hasTurn = currentStep?.planned.floor.isTurn ?? false
    return OwnTimeView(
      held: time.held(by: person), attributed: time.attributed, share: time.share(of: person),
      fairShare: hasTurn || here.isEmpty ? nil : 1 / Double(here.count), isGrowing: holder == .member(person) && !isPaused && heldAt == nil)
  }
}
