// Events in, room out: folding decides nothing, so a log replays to the same room for ever.

extension LiveRoom {
  /// The room after these events, from the beginning or from a snapshot on.
  package func replaying(_ events: some Sequence<NumberedEvent>) -> LiveRoom {
    var room = self
    for event in events { room.fold(event) }
    return room
  }

  /// Takes one event in. Events that are here already are left out, so that a tail may overlap a snapshot.
  package mutating func fold(_ numbered: NumberedEvent) {
    guard numbered.seq > seq else { return }
    settle(until: numbered.at)
    seq = numbered.seq
    take(numbered.event, at: numbered.at)
  }

  mutating func take(_ event: RoomEvent, at instant: Instant) {
    switch event {
    case .opened(let opening): begin(opening, at: instant)
    case .facilitatorChanged(let to): changeFacilitator(to: to)
    case .controlHanded(let to): controllerID = to
    case .stepBegan(let place, let skipped): enter(place, skipped: skipped, at: instant)
    case .paused: isPaused = true
    case .resumed: isPaused = false
    case .minutesChanged(let seconds): changeCurrentStep { $0.added += seconds }
    case .attendanceMarked(let person, let mark): seatChanged(person, mark, at: instant)
    case .seatAdded(let person): addSeat(person)
    case .seatMoved(let person, let byVideo):
      if let index = seats.firstIndex(where: { $0.personID == person }) { seats[index].isByVideo = byVideo }
    case .plannedFor(let present): replan(for: present)
    case .agendaChanged(let items): replaceItems(with: items)
    case .turnNamed(let item, let round, let person):
      if let index = items.firstIndex(where: { $0.item.id == item }) { items[index].nameTurn(of: round, person) }
    case .floorGiven(let to): hand(to: to)
    case .floorFreed: hand(to: nil)
    case .floorAsked(let by): queue.append(by)
    case .askWithdrawn(let by): queue.removeAll { $0 == by }
    case .cardPut(let card): cards.append(card)
    case .cardKept(let id, let isKept):
      if let index = cards.firstIndex(where: { $0.id == id }) { cards[index].isKept = isKept }
    case .cardTakenBack(let id): cards.removeAll { $0.id == id }
    case .commitmentNamed(let commitment):
      commitments.append(commitment)
      passedCommitment.removeAll { $0 == commitment.ownerID }
    case .commitmentTakenBack(let id): commitments.removeAll { $0.id == id }
    case .commitmentPassed(let by): passedCommitment.append(by)
    case .cardConfirmed(let id, let text):
      if let index = cards.firstIndex(where: { $0.id == id }) { (cards[index].text, cards[index].notedBy) = (text, nil) }
    case .commitmentConfirmed(let id, let text, let byDate): confirmCommitment(id, text, byDate)
    case .talkBecameRound: changeCurrentStep { $0.becomeRound() }
    case .roundBecameTalk: changeCurrentStep { $0.becomeTalk() }
    case .closingShortened: if let last = items.indices.last { items[last].shorten() }
    case .commitmentChecked(let id, let state):
      if let index = carried.firstIndex(where: { $0.id == id }) { carried[index].state = state }
    case .tablesLaid(let tables): lay(tables, at: instant)
    case .seatedAtTable(let person, let table): seat(person, atTable: table)
    case .tableLinked(let table, let link): changeTable(table) { $0.link = link }
    case .atTable(let table, let event): take(event, atTable: table, at: instant)
    case .closed:
      heldAt = instant
      isPaused = false
      queue = []
      hand(to: nil)
    }
  }

  /// Counts the time up to `instant` for the running step and for who has the floor. Pauses count for nobody.
  mutating func settle(until instant: Instant) {
    defer { settledAt = max(settledAt, instant) }
    guard !isPaused, heldAt == nil, instant > settledAt, let place, step(at: place) != nil else { return }
    let passed = instant.since(settledAt)
    let holder = holder
    changeCurrentStep { step in
      step.run(passed, holder)
      for index in step.tables.indices { step.tables[index].run(passed) }
    }
  }

  /// Tables that run now are planned for those who sit at them.
  mutating func replan(for present: Int) {
    plannedFor = present
    for index in items.indices { items[index].replan(for: present, atTables: runsTables) }
    for table in tables { replan(table: table.number) }
  }

  mutating func changeCurrentStep(_ change: (inout RoomStep) -> Void) {
    guard let place, step(at: place) != nil else { return }
    change(&items[place.item].steps[place.step])
  }

  private mutating func begin(_ opening: RoomOpening, at instant: Instant) {
    openedAt = instant
    facilitatorID = opening.facilitatorID
    controllerID = opening.facilitatorID ?? opening.leaderID
    minutes = opening.minutes
    plannedFor = opening.present.count
    carried = opening.carried
    seats = opening.roster.map { person in
      let isHere = opening.present.contains(person)
      let presence: Presence =
        if isHere {
          .here
        } else if opening.comingLate.contains(person) {
          .comingLate
        } else if opening.absent.contains(person) {
          .absent
        } else {
          .expected
        }
      return Seat(
        personID: person, presence: presence, arrivedAt: isHere ? instant : nil, leftAt: nil, cameLate: false,
        isByVideo: opening.byVideo?.contains(person) ?? false)
    }
    runsTables = opening.runsTables ?? false
    items = opening.items.map(planned)
  }

  private func planned(_ item: AgendaItem) -> RoomItem {
    let steps = runsTables ? item.stepsAtTables(present: plannedFor) : item.steps(present: plannedFor)
    return RoomItem(item: item, steps: steps.map(RoomStep.init))
  }

  private mutating func enter(_ new: StepPlace, skipped: [ID<AgendaItem>], at instant: Instant) {
    if new.item != place?.item { queue = [] }
    changeCurrentStep { step in for index in step.tables.indices { step.tables[index].stop() } }
    place = new
    hand(to: nil)
    for index in items.indices where skipped.contains(items[index].item.id) { items[index].wasSkipped = true }
    if items.indices.contains(new.item) { items[new.item].wasSkipped = false }
    changeCurrentStep { step in
      if step.startedAt == nil { step.startedAt = instant }
      step.enteredAt = instant
    }
  }

  private mutating func hand(to new: FloorHolder?) {
    holder = new
    guard let person = new?.memberID else { return }
    queue.removeAll { $0 == person }
    changeCurrentStep { if !$0.heard.contains(person) { $0.heard.append(person) } }
  }

  private mutating func seatChanged(_ person: ID<Person>, _ mark: AttendanceMark, at instant: Instant) {
    guard let index = seats.firstIndex(where: { $0.personID == person }) else { return }
    switch mark {
    case .arrive:
      seats[index].presence = .here
      seats[index].arrivedAt = instant
      seats[index].cameLate = true
    case .comeBack:
      seats[index].presence = .here
      seats[index].leftAt = nil
    case .comingLate: seats[index].presence = .comingLate
    case .absent: seats[index].presence = .absent
    case .leave:
      seats[index].presence = .left
      seats[index].leftAt = instant
      queue.removeAll { $0 == person }
      if let table = table(of: person) { changeTable(table.number) { $0.queue.removeAll { $0 == person } } }
    }
  }

  private mutating func replaceItems(with new: [AgendaItem]) {
    items = new.map { item in
      guard let old = items.first(where: { $0.item.id == item.id }) else {
        return planned(item)
      }
      if old.hasBegun || old.wasSkipped || old.item == item { return old }
      return planned(item)
    }
  }
}

extension RoomStep {
  mutating func run(_ passed: Span, _ holder: FloorHolder?) {
    used += passed
    switch holder {
    case .member(let person): count(passed, for: person)
    case .facilitator: facilitatorHeld += passed
    case nil: if planned.floor.isOpenTalk || planned.floor.isTurn { unattributed += passed }
    }
  }

  mutating func count(_ passed: Span, for person: ID<Person>) {
    if let index = held.firstIndex(where: { $0.personID == person }) {
      held[index].span += passed
    } else {
      held.append(Held(personID: person, span: passed))
    }
  }
}

extension RoomItem {
  /// Plans what has not begun for another number present. What runs or ran stays as it was: a middle that began together stays
  /// together, and after a stretch comes the closing, whatever the number.
  mutating func replan(for present: Int, atTables: Bool) {
    guard !isShort else { return }
    let begun = steps.last { $0.startedAt != nil }?.planned
    let isTogether = begun.map { kept in !kept.isStretch && item.shape.steps.contains { $0.key == kept.key } } ?? false
    let fresh = atTables && !isTogether ? item.stepsAtTables(present: present) : item.steps(present: present)
    steps = RoomItem.replanned(steps, as: fresh, closing: item.shape.closing.count)
  }

  static func replanned(_ steps: [RoomStep], as fresh: [PlannedStep], closing: Int = 0) -> [RoomStep] {
    func renamed(_ fresh: [PlannedStep]) -> [PlannedStep] {
      // Whose round it is survives a new plan.
      fresh.map { step in
        guard step.turnOf == nil, step.round > 0 else { return step }
        var step = step
        step.turnOf = steps.first { $0.planned.round == step.round && $0.planned.turnOf != nil }?.planned.turnOf
        return step
      }
    }
    guard let last = steps.lastIndex(where: { $0.startedAt != nil }) else { return renamed(fresh).map(RoomStep.init) }
    let kept = steps[last].planned
    let after: Int
    if let same = fresh.firstIndex(where: { $0.key == kept.key && $0.round == kept.round }) {
      after = same + 1
    } else if kept.isStretch {
      after = fresh.count - closing
    } else if kept.round > 0, let lastRound = fresh.lastIndex(where: { $0.round > 0 }) {
      // Fewer rounds than have run: what comes after the rounds is next.
      after = lastRound + 1
    } else {
      after = fresh.count
    }
    return Array(steps[...last]) + renamed(Array(fresh[min(after, fresh.count)...])).map(RoomStep.init)
  }

  mutating func nameTurn(of round: Int, _ person: ID<Person>) {
    for index in steps.indices where steps[index].planned.round == round { steps[index].planned.turnOf = person }
    if item.turns.indices.contains(round - 1) {
      item.turns[round - 1] = person
    } else if item.turns.count == round - 1 {
      item.turns.append(person)
    }
  }
}
