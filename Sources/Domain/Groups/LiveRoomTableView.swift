// What a viewer sees of a room that has split: the own table whole, the others in a few words, or all of them side by side.

/// The table that a view stands at.
package struct TableSpot: Equatable, Sendable {
  package let number: Int
  /// How many tables there are at which somebody sits.
  package let count: Int
  package let link: String?
  package let facilitatorObserves: Bool
  /// Whether it has come to its last step: what follows, everybody does together.
  package let isAtLastStep: Bool
  /// Where the room is meanwhile.
  package let roomPlace: StepPlace
}

/// Another table, in a few words.
package struct TableGlance: Equatable, Sendable {
  package let number: Int
  package let members: [ID<Person>]
  package let stepTitle: String
  package let holder: FloorHolder?
  package let clock: ClockView?
}

extension LiveRoom {
  /// Whoever leads or facilitates may stand at any table; a member stands at their own.
  func tableShown(to viewer: RoomViewer, _ wanted: Int?) -> Int? {
    let open = openTables.map(\.number)
    if let wanted, open.contains(wanted), isFacilitator(viewer) || isInControl(viewer) { return wanted }
    if case .member(let person) = viewer, isHere(person), let own = table(of: person) { return own.number }
    return open.count == 1 ? open.first : nil
  }

  func tableSpot(_ number: Int) -> TableSpot? {
    guard let table = table(number), let place else { return nil }
    return TableSpot(
      number: number, count: openTables.count, link: table.link, facilitatorObserves: table.facilitatorObserves && facilitatorID != nil,
      isAtLastStep: table.place == table.steps.count - 1, roomPlace: place)
  }

  func otherTables(than number: Int?) -> [TableGlance] {
    openTables.filter { $0.number != number }.map { table in
      var small = room(at: table.number)
      small?.isPaused = table.isPaused || isPaused
      return TableGlance(
        number: table.number, members: table.members.filter(isHere), stepTitle: table.currentStep?.planned.title ?? "", holder: table.holder,
        clock: small?.clock)
    }
  }

  func tableSizes(of step: RoomStep, in item: RoomItem) -> [Int] {
    guard step.planned.isStretch else { return [] }
    let running = step.tables.map(countHere).filter { $0 > 0 }
    return running.isEmpty ? item.item.shape.seating(present: max(1, here.count)).map(\.coaches) : running
  }

  /// Wherever it is: in the room, or at one of its tables.
  func hasFloor(_ person: ID<Person>) -> Bool { holder == .member(person) || tables.contains { $0.holder == .member(person) } }
}

// MARK: Controls

extension LiveRoom {
  /// What this viewer may do with a step and the floor in this small room. `leads`: they may give the floor.
  private func controlsAtTable(for viewer: RoomViewer, leads: Bool, mayPause: Bool) -> Set<RoomControl> {
    var controls: Set<RoomControl> = [.changeMinutes]
    switch viewer {
    case .wall: return []
    case .member(let person):
      guard isHere(person) || leads else { return [] }
      // Whoever only looks in has no floor to take here.
      controls.formUnion(floorControls(person))
    case .facilitator:
      if floorIsOpen, holder != .facilitator { controls.insert(.takeFloor) }
      if isInControl(viewer) ? holder != nil : holder == .facilitator { controls.insert(.passFloor) }
    }
    if leads, floorIsOpen { controls.insert(.giveFloor) }
    if leads, let roundControl { controls.insert(roundControl) }
    if mayPause { controls.insert(isPaused ? .resume : .pause) }
    if let place, placeAfter(place) != nil { controls.insert(.moveOn) }
    if let place, placeBefore(place) != nil { controls.insert(.moveBack) }
    return controls
  }

  /// `table`: the small room that the view stands at; its step, pause and floor take the place of the room's.
  func controls(for viewer: RoomViewer, at table: LiveRoom?) -> Set<RoomControl> {
    var controls = controls(for: viewer)
    guard !tables.isEmpty, !controls.isEmpty else { return controls }
    if isInControl(viewer) { controls.formUnion(openTables.count > 1 && !isPlayingRounds ? [.seatAtTable, .linkTable] : [.linkTable]) }
    // The minutes of a round are on its own page.
    if isPlayingRounds, !isInControl(viewer) { return controls.subtracting([.moveOn, .moveBack, .pause, .resume, .changeMinutes]) }
    guard let table else { return controls }
    let leads = isFacilitator(viewer) || isInControl(viewer)
    if controls.contains(.moveOn) { controls.insert(.bringTogether) }
    return controls.subtracting([
      .moveOn, .moveBack, .pause, .resume, .changeMinutes, .giveFloor, .passFloor, .takeFloor, .askForFloor, .withdrawAsk,
    ]).union(table.controlsAtTable(for: viewer, leads: leads, mayPause: !isPaused))
      .union(isPaused && isInControl(viewer) ? [.resume] : [])
  }
}
