// Whose turn to speak it is: the floor follows from the kind of the step, from taps, and from passing it on.

extension RoomTurn {
  private var kind: FloorKind { room.floorKind }

  /// Steps of silence, and steps whose talk counts for no member, have no floor to give.
  private func requireFloor() throws(Problem) {
    if !room.tables.isEmpty { throw Problem(nil, "room.tables.which") }
    switch kind {
    case .none: throw Problem(nil, "room.floor.quiet")
    case .coachee, .observer: throw Problem(nil, "room.floor.uncounted")
    case .facilitator, .presenter, .practitioner, .client, .each, .others, .all, .pairs: return
    }
  }

  /// Who has the floor when a step begins.
  func firstHolder() -> FloorHolder? {
    switch kind {
    case .facilitator: return .facilitator
    case .presenter, .practitioner, .client:
      guard let person = room.currentStep?.planned.turnOf, room.isHere(person) else { return nil }
      return .member(person)
    case .each: return room.nextInRound.map { .member($0) }
    case .others, .all, .pairs: return room.nextInQueue.map { .member($0) }
    case .coachee, .observer, .none: return nil
    }
  }

  mutating func giveFloor(to holder: FloorHolder) throws(Problem) {
    try requireFloor()
    guard holder != room.holder else { return }
    switch holder {
    case .facilitator: break
    case .member(let person):
      guard room.seat(of: person) != nil else { throw Problem("person", "room.notAtThisTable") }
      guard room.isHere(person) else { throw Problem("person", "room.floor.notHere") }
      guard kind != .facilitator else { throw Problem("person", "room.floor.facilitators") }
      nameTurnIfOpen(person)
    }
    record(.floorGiven(to: holder))
  }

  /// The first to speak in a round that nobody was named for is the one whose round it is.
  private mutating func nameTurnIfOpen(_ person: ID<Person>) {
    guard kind.isTurn, let step = room.currentStep, step.planned.turnOf == nil, let place = room.place, let item = room.item(at: place.item)
    else { return }
    record(.turnNamed(item: item.item.id, round: step.planned.round, person: person))
  }

  mutating func wantFloor(_ command: RoomCommand) throws(Problem) {
    switch command {
    case .passFloor(let of): passFloor(of: of)
    case .withdrawAsk: if room.queue.contains(actor) { record(.askWithdrawn(by: actor)) }
    case .takeFloor:
      if isFacilitator { return try giveFloor(to: .facilitator) }
      try requireFloor()
      if room.mayTakeFloor(actor) { return try giveFloor(to: .member(actor)) }
      ask()
    case .askForFloor:
      guard !isFacilitator else { return }
      try requireFloor()
      // Nobody to wait for: whoever asks in open talk has the floor.
      if room.holder == nil, kind.isOpenTalk { return try giveFloor(to: .member(actor)) }
      ask()
    default: break
    }
  }

  private mutating func ask() {
    guard room.holder != .member(actor), !room.queue.contains(actor) else { return }
    record(.floorAsked(by: actor))
  }

  private mutating func passFloor(of named: FloorHolder?) {
    let own: FloorHolder = isFacilitator ? .facilitator : .member(actor)
    let passed = leads ? named ?? own : own
    guard let holder = room.holder, holder == passed else { return }
    passOn(from: holder)
  }

  mutating func passOn(from holder: FloorHolder) {
    if let next = room.holderAfterPassing { record(.floorGiven(to: next)) } else { record(.floorFreed) }
  }

  /// After somebody came or went: nobody who is away keeps the floor, and a turn that waited for its person begins.
  mutating func settleFloor(after person: ID<Person>) {
    if let holder = room.holder, holder.memberID == person, !room.isHere(person) {
      passOn(from: holder)
    } else if room.holder == nil, kind.isTurn, room.currentStep?.planned.turnOf == person, room.isHere(person) {
      record(.floorGiven(to: .member(person)))
    }
  }
}

extension LiveRoom {
  /// Whether this step has a floor that members can have or ask for.
  package var floorIsOpen: Bool {
    switch floorKind {
    case .facilitator, .presenter, .practitioner, .client, .each, .others, .all, .pairs: return true
    case .coachee, .observer, .none: return false
    }
  }

  /// A free floor is anybody's in open talk and after a round; a turn belongs to whom it was given, or to the first who takes it.
  package func mayTakeFloor(_ person: ID<Person>) -> Bool {
    guard let step = currentStep, holder == nil, isHere(person) else { return false }
    if step.planned.floor.isOpenTalk || step.planned.floor == .each { return true }
    guard step.planned.floor.isTurn else { return false }
    return step.planned.turnOf.map { $0 == person } ?? true
  }

  /// In a round: the next seat after the one that has the floor whose member is here and was not heard in this step.
  package var nextInRound: ID<Person>? {
    guard let step = currentStep, step.planned.floor == .each, !seats.isEmpty else { return nil }
    let order = step.inTurn(roundOrder)
    // Where the round stands while the facilitator speaks between two members: at the last who was heard.
    let last = holder?.memberID ?? step.heard.last
    let start = last.flatMap { person in order.firstIndex { $0.personID == person } } ?? -1
    for offset in 1...order.count {
      let seat = order[(start + offset) % order.count]
      if seat.presence == .here, !step.heard.contains(seat.personID) { return seat.personID }
    }
    return nil
  }

  package var nextInQueue: ID<Person>? { queueInOrder.first { isHere($0) } }

  /// Who has the floor once its holder passes it on.
  package var holderAfterPassing: FloorHolder? {
    guard let step = currentStep else { return nil }
    switch step.planned.floor {
    case .each: return nextInRound.map { .member($0) }
    case .presenter, .practitioner, .client:
      guard let person = step.planned.turnOf, isHere(person), holder != .member(person) else { return nil }
      return .member(person)
    case .others, .all, .pairs: return nextInQueue.map { .member($0) }
    case .facilitator, .coachee, .observer, .none: return nil
    }
  }
}
