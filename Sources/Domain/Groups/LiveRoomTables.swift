// What happens at the tables of a room that has split: who sits down where, commands that mean one table, and what they make of it.

extension RoomTurn {
  // Sitting down

  /// Everybody who is here sits down; nobody alone. A room that comes back to its tables finds them as it left them.
  mutating func sitDownAtTables() {
    guard let place = room.place, let item = room.item(at: place.item) else { return }
    // Who plays with whom is for the rotation to say; until then all sit together.
    if item.item.shape.playsRounds {
      seatWhoStands()
    } else if room.tables.isEmpty {
      let here = room.here
      let seatings = item.item.shape.seating(present: min(here.count, GroupSize.most))
      let byVideo = Set(room.seats.filter(\.isByVideo).map(\.personID))
      let members = TableSeating.seat(here, sizes: seatings.map(\.coaches), byVideo: byVideo)
      let laid = members.enumerated().filter { !$0.element.isEmpty }.enumerated().map { number, table in
        TableLaying(
          number: number + 1, members: table.element,
          facilitatorObserves: room.facilitatorID != nil && seatings.indices.contains(table.offset) && seatings[table.offset].facilitatorObserves)
      }
      guard !laid.isEmpty else { return }
      record(.tablesLaid(laid))
    } else {
      seatWhoStands()
    }
    for table in room.openTables where table.holder == nil {
      inTable(table.number) { turn in
        if let holder = turn.firstHolder() { turn.record(.floorGiven(to: holder)) }
      }
    }
  }

  /// Whoever came sits down at the smallest table; whoever is left alone moves to another one.
  mutating func seatWhoStands() {
    guard !room.tables.isEmpty else { return }
    for person in room.here where room.table(of: person) == nil {
      if let table = smallestTable(besides: nil) { move(person, to: table.number) }
    }
    while let alone = room.tables.first(where: { room.countHere(at: $0) == 1 }), let person = alone.members.first(where: room.isHere),
      let other = smallestTable(besides: alone.number)
    {
      move(person, to: other.number)
    }
  }

  /// The table with the fewest who are here and a place to spare. One at which nobody is counts only where all are so.
  private func smallestTable(besides number: Int?) -> LiveTable? {
    let others = room.tables.filter { $0.number != number && room.countHere(at: $0) < LiveRoom.mostAtTable }
    let taken = others.filter { room.countHere(at: $0) > 0 }
    if number != nil || !taken.isEmpty { return taken.min { room.countHere(at: $0) < room.countHere(at: $1) } }
    return others.first
  }

  private mutating func move(_ person: ID<Person>, to number: Int) {
    let old = room.table(of: person)
    if let old, old.holder == .member(person) {
      inTable(old.number) { $0.passOn(from: .member(person)) }
    } else if let old, old.holder == .facilitator, room.countHere(at: old) < 2 {
      // Nobody is left to whom the facilitator speaks there.
      record(.atTable(table: old.number, .floorFreed))
    }
    record(.seatedAtTable(person: person, table: number))
    inTable(number) { $0.settleFloor(after: person) }
  }

  /// The tables of a round: one table is the room itself.
  mutating func layTables(_ tables: [TableLaying]) throws(Problem) {
    guard room.isPlayingRounds else { throw Problem(nil, "room.practice.over") }
    let laid = tables.count > 1 ? tables : []
    let members = laid.flatMap(\.members)
    guard Set(members).count == members.count, members.allSatisfy(room.isHere) else { throw Problem("person", "room.floor.notHere") }
    let before = room.tables.map { TableLaying(number: $0.number, members: $0.members, facilitatorObserves: $0.facilitatorObserves) }
    guard laid != before else { return }
    record(.tablesLaid(laid))
    seatWhoStands()
  }

  mutating func seat(_ person: ID<Person>, at number: Int) throws(Problem) {
    guard !room.isPlayingRounds else { throw Problem(nil, "room.practice.partsDecide") }
    guard !room.tables.isEmpty else { throw Problem(nil, "room.tables.over") }
    guard room.isHere(person) else { throw Problem("person", "room.floor.notHere") }
    guard let table = room.table(number) else { throw Problem("table", "room.tables.unknown") }
    let old = room.table(of: person)
    guard old?.number != number else { return }
    guard room.countHere(at: table) < LiveRoom.mostAtTable else {
      throw Problem("table", "room.tables.full", ["most": String(LiveRoom.mostAtTable)])
    }
    // A table that nobody sits at any more stays empty, and nobody is left behind alone.
    guard room.countHere(at: table) > 0, old.map({ room.countHere(at: $0) != 2 }) ?? true else { throw Problem("table", "room.tables.one") }
    move(person, to: number)
  }

  mutating func link(_ number: Int, _ text: String) throws(Problem) {
    guard !room.tables.isEmpty else { throw Problem(nil, "room.tables.over") }
    guard let table = room.table(number) else { throw Problem("table", "room.tables.unknown") }
    let link = TypedText.line(text)
    guard link.isEmpty || SessionDraft.isMeetingLink(link) else { throw Problem("link", "room.tables.link") }
    let new = link.isEmpty ? nil : link
    if table.link != new { record(.tableLinked(table: number, link: new)) }
  }

  /// Somebody came or went: their floor at their table is passed on, and nobody stays alone.
  mutating func settleTables(after person: ID<Person>) {
    guard !room.tables.isEmpty else { return }
    if let table = room.table(of: person) { inTable(table.number) { $0.settleFloor(after: person) } }
    seatWhoStands()
  }

  // Commands at a table

  /// Only those at a table act at it, and whoever leads or facilitates.
  mutating func act(atTable number: Int, _ command: RoomCommand) throws(Problem) {
    guard !room.tables.isEmpty else { throw Problem(nil, "room.tables.over") }
    guard let small = room.room(at: number), let place = small.place else { throw Problem("table", "room.tables.unknown") }
    guard isFacilitator || leads || small.isHere(actor) else { throw Problem(nil, "room.tables.notYours") }
    var turn = RoomTurn(room: small, actor: actor, at: at)
    switch command {
    case .moveOn(let from):
      if from == nil || from == place, small.placeAfter(place) == nil { throw Problem(nil, "room.tables.last") }
      try turn.lead(command)
    // While the whole room is paused, whoever leads goes on with the room from wherever they sit or look in.
    case .resume where room.isPaused && leads: return record(.resumed)
    case .moveBack, .pause, .resume, .changeMinutes: try turn.lead(command)
    case .giveFloor, .turnIntoRound, .turnBackIntoTalk:
      guard isFacilitator || leads else { throw Problem(nil, "room.control.otherLeads") }
      try turn.lead(command)
    case .takeFloor, .askForFloor:
      // A member who leads may look in at another table, but speaks at their own.
      guard isFacilitator || small.isHere(actor) else { throw Problem(nil, "room.tables.notYours") }
      try turn.wantFloor(command)
    case .passFloor, .withdrawAsk: try turn.wantFloor(command)
    default: throw Problem(nil, "room.tables.notHere")
    }
    keep(turn, at: number)
  }

  private mutating func inTable(_ number: Int, _ decide: (inout RoomTurn) -> Void) {
    guard let small = room.room(at: number) else { return }
    var turn = RoomTurn(room: small, actor: actor, at: at)
    decide(&turn)
    keep(turn, at: number)
  }

  private mutating func keep(_ turn: RoomTurn, at number: Int) {
    for event in turn.events {
      // The facilitator speaks at one table at a time.
      if event.event == .floorGiven(to: .facilitator) {
        for other in room.tables where other.number != number && other.holder == .facilitator {
          record(.atTable(table: other.number, .floorFreed))
        }
      }
      record(.atTable(table: number, event.event))
    }
  }

  /// The table that a command means which names none: the one its sender sits at, or that of whom it is about. Whoever leads
  /// means the whole room with a step or a pause.
  func tableMeant(by command: RoomCommand) -> Int? {
    let own = room.table(of: actor)?.number
    switch command {
    case .moveOn, .moveBack, .pause, .resume, .changeMinutes: return leads || isFacilitator ? nil : own
    case .takeFloor, .askForFloor, .withdrawAsk: return own
    case .passFloor(let of): return leads ? of?.memberID.flatMap(room.table(of:))?.number ?? own : own
    case .turnIntoRound, .turnBackIntoTalk: return leads ? own : nil
    case .giveFloor(let to): return leads ? to.memberID.flatMap(room.table(of:))?.number : nil
    default: return nil
    }
  }
}

// MARK: Events in

extension LiveRoom {
  mutating func lay(_ laid: [TableLaying], at instant: Instant) {
    guard let place, let item = item(at: place.item)?.item else { return }
    let present = laid.reduce(0) { $0 + $1.members.count }
    changeCurrentStep { step in
      // Laid anew for another round: links stay, and so does the time that has run.
      let before = step.tables
      let used = step.used
      step.tables = laid.map { table in
        let seating = Seating(coaches: table.members.count, facilitatorObserves: table.facilitatorObserves)
        let turns = item.turns.filter(table.members.contains)
        let planned = item.shape.plan(at: seating, present: present, cap: item.rounds, turns: turns)
        var new = LiveTable(
          number: table.number, members: table.members, facilitatorObserves: table.facilitatorObserves,
          link: before.first { $0.number == table.number }?.link, steps: planned.map(RoomStep.init))
        if !new.steps.isEmpty {
          new.steps[0].startedAt = instant
          if item.shape.playsRounds { new.steps[0].used = used }
        }
        return new
      }
    }
  }

  /// Somebody sits at another table from now on; what has not begun there, and where they come from, is planned for those who sit there.
  mutating func seat(_ person: ID<Person>, atTable number: Int) {
    let old = table(of: person)?.number
    if let old {
      changeTable(old) { table in
        table.members.removeAll { $0 == person }
        table.queue.removeAll { $0 == person }
        if table.holder == .member(person) { table.holder = nil }
      }
      clear(table: old)
    }
    changeTable(number) { $0.members.append(person) }
    for number in [old, number] { if let number { replan(table: number) } }
  }

  /// A table that the last one here has left is over: its clock stops, and who comes back sits down with the others.
  private mutating func clear(table number: Int) {
    guard let table = table(number), countHere(at: table) == 0 else { return }
    changeTable(number) { table in
      table.members = []
      table.stop()
    }
  }

  mutating func replan(table number: Int) {
    guard let place, let item = item(at: place.item)?.item, let table = table(number) else { return }
    let members = table.members.filter(isHere)
    guard !members.isEmpty else { return }
    let seating = Seating(coaches: members.count, facilitatorObserves: table.facilitatorObserves)
    let fresh = item.shape.plan(at: seating, present: here.count, cap: item.rounds, turns: item.turns.filter(members.contains))
    changeTable(number) { $0.steps = RoomItem.replanned($0.steps, as: fresh) }
  }

  /// An event of one table happens in its small room.
  mutating func take(_ event: RoomEvent, atTable number: Int, at instant: Instant) {
    guard var small = room(at: number) else { return }
    small.take(event, at: instant)
    keep(small, at: number)
  }
}
