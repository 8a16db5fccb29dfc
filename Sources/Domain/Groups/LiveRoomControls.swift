// What a viewer may do now, and the one control that stands where the thumb is.

extension LiveRoom {
  func controls(for viewer: RoomViewer) -> Set<RoomControl> {
    guard phase == .live || phase == .closing else { return [] }
    switch viewer {
    case .wall: return []
    case .facilitator: return isFacilitator(viewer) ? facilitatorControls : []
    case .member(let person): return memberControls(person)
    }
  }

  private var facilitatorControls: Set<RoomControl> {
    var controls: Set<RoomControl> = [.changeMinutes, .markAttendance, .changeAgenda, .putCard, .sitByVideo, isPaused ? .resume : .pause]
    guard let place else { return controls }
    if placeAfter(place) != nil { controls.insert(.moveOn) }
    if placeBefore(place) != nil { controls.insert(.moveBack) }
    if phase == .closing { controls.insert(.close) } else { controls.insert(.goToClosing) }
    if let offer = headcountOffer, offer.present != offer.plannedFor { controls.insert(.planForPresent) }
    if floorIsOpen { controls.insert(.giveFloor) }
    if holder != nil { controls.insert(.passFloor) }
    if !cards.isEmpty { controls.insert(.keepCard) }
    if !carried.isEmpty { controls.insert(.checkCommitment) }
    return controls
  }

  private func memberControls(_ person: ID<Person>) -> Set<RoomControl> {
    guard seat(of: person) != nil else { return [] }
    var controls: Set<RoomControl> = [.putCard, .nameCommitment, .sitByVideo]
    if !commitments.contains(where: { $0.ownerID == person }), !passedCommitment.contains(person) { controls.insert(.passCommitment) }
    if carried.contains(where: { $0.ownerID == person }) { controls.insert(.checkCommitment) }
    guard isHere(person) else { return controls }
    if holder == .member(person) {
      controls.insert(.passFloor)
    } else if queue.contains(person) {
      controls.insert(.withdrawAsk)
      if mayTakeFloor(person) { controls.insert(.takeFloor) }
    } else if mayTakeFloor(person) {
      controls.insert(.takeFloor)
    } else if floorIsOpen {
      controls.insert(.askForFloor)
    }
    return controls
  }

  func mainControl(for viewer: RoomViewer) -> RoomControl? {
    let controls = controls(for: viewer)
    let wanted: [RoomControl]
    switch viewer {
    case .wall: return nil
    case .facilitator: wanted = [.resume, .moveOn, .close]
    case .member(let person):
      // In the round of commitments whoever has the floor says theirs.
      let names = currentStep?.planned.key == SessionProtocol.commitmentStep && !commitments.contains { $0.ownerID == person }
      wanted = (names && holder == .member(person) ? [.nameCommitment] : []) + [.passFloor, .takeFloor, .withdrawAsk, .askForFloor]
    }
    return wanted.first(where: controls.contains)
  }
}
