// Open talk that becomes a round for those who are here, the unheard first, and back by one tap.

extension RoomTurn {
  mutating func turnIntoRound() throws(Problem) {
    if !room.tables.isEmpty { throw Problem(nil, "room.tables.which") }
    guard let step = room.currentStep, step.openFloor == nil else { return }
    guard step.planned.floor.isOpenTalk else { throw Problem(nil, "room.round.notOpenTalk") }
    record(.talkBecameRound)
    if let first = room.nextInRound { record(.floorGiven(to: .member(first))) }
  }

  mutating func turnBackIntoTalk() {
    guard room.currentStep?.openFloor != nil else { return }
    record(.roundBecameTalk)
  }
}

extension RoomStep {
  mutating func becomeRound() {
    guard openFloor == nil else { return }
    openFloor = planned.floor
    planned.floor = .each
    (heardBefore, heard) = (heard, [])
  }

  mutating func becomeTalk() {
    guard let floor = openFloor else { return }
    planned.floor = floor
    openFloor = nil
    heard = heardBefore + heard.filter { !heardBefore.contains($0) }
    heardBefore = []
  }

  /// In a round that was open talk: who had not been heard before it comes first.
  func inTurn(_ order: [Seat]) -> [Seat] {
    guard !heardBefore.isEmpty else { return order }
    return order.filter { !heardBefore.contains($0.personID) } + order.filter { heardBefore.contains($0.personID) }
  }
}

extension LiveRoom {
  /// What whoever leads can make of the running step: a round of its talk, or talk again.
  var roundControl: RoomControl? {
    guard let step = currentStep else { return nil }
    if step.openFloor != nil { return .turnBackIntoTalk }
    return step.planned.floor.isOpenTalk && !here.isEmpty ? .turnIntoRound : nil
  }

  /// Those who ask for the floor as they will get it: who was not heard in this step comes before who was, and each in the order of asking.
  package var queueInOrder: [ID<Person>] {
    let heard = currentStep?.heard ?? []
    return queue.filter { !heard.contains($0) } + queue.filter { heard.contains($0) }
  }
}
