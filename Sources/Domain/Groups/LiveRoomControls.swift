// What a viewer may do now, and the one control that stands where the thumb is.

extension LiveRoom {
  func controls(for viewer: RoomViewer) -> Set<RoomControl> {
    guard phase == .live || phase == .closing else { return [] }
    switch viewer {
    case .wall: return []
    case .facilitator(let person): return facilitatorControls(person)
    case .member(let person): return memberControls(person)
    }
  }

  private func facilitatorControls(_ person: ID<Person>) -> Set<RoomControl> {
    guard person == facilitatorID else { return [] }
    guard person == controllerID else {
      var controls: Set<RoomControl> = [.putCard, .sitByVideo, .takeControl]
      if floorIsOpen, holder != .facilitator { controls.insert(.takeFloor) }
      if holder == .facilitator { controls.insert(.passFloor) }
      if !carried.isEmpty { controls.insert(.checkCommitment) }
      return controls
    }
    var controls = leadingControls.union([.changeAgenda, .putCard, .sitByVideo])
    if holder != nil { controls.insert(.passFloor) }
    if !carried.isEmpty { controls.insert(.checkCommitment) }
    return controls
  }

  /// What leads a room, whoever does it. The agenda stays with whoever plans for the group.
  private var leadingControls: Set<RoomControl> {
    var controls: Set<RoomControl> = [.changeMinutes, .markAttendance, isPaused ? .resume : .pause]
    controls.formUnion(bendingControls)
    guard let place else { return controls }
    if placeAfter(place) != nil { controls.insert(.moveOn) }
    if placeBefore(place) != nil { controls.insert(.moveBack) }
    if phase == .closing { controls.insert(.close) } else { controls.insert(.goToClosing) }
    if let offer = headcountOffer, offer.present != offer.plannedFor { controls.insert(.planForPresent) }
    if floorIsOpen { controls.insert(.giveFloor) }
    if !cards.isEmpty { controls.insert(.keepCard) }
    if here.contains(where: { $0 != controllerID }) { controls.insert(.handControl) }
    return controls
  }

  /// What helps when things go otherwise, and what is noted for others.
  private var bendingControls: Set<RoomControl> {
    var controls: Set<RoomControl> = [.noteForMember]
    if phase == .live { controls.formUnion([.planB, .closeInThreeMinutes]) }
    if let roundControl { controls.insert(roundControl) }
    return controls
  }

  private func memberControls(_ person: ID<Person>) -> Set<RoomControl> {
    guard seat(of: person) != nil else { return [] }
    var controls: Set<RoomControl> = [.putCard, .nameCommitment, .sitByVideo]
    if !commitments.contains(where: { $0.ownerID == person }), !passedCommitment.contains(person) { controls.insert(.passCommitment) }
    let leads = isInControl(.member(person))
    if leads ? !carried.isEmpty : carried.contains(where: { $0.ownerID == person }) { controls.insert(.checkCommitment) }
    if leads { controls.formUnion(leadingControls) } else if mayTakeControl(person) { controls.insert(.takeControl) }
    if waitsFor(person) { controls.insert(.confirmSpoken) }
    guard isHere(person) else { return controls }
    return controls.union(floorControls(person))
  }

  /// What a member who is here may do about the floor.
  func floorControls(_ person: ID<Person>) -> Set<RoomControl> {
    guard isHere(person) else { return [] }
    if holder == .member(person) { return [.passFloor] }
    if queue.contains(person) { return mayTakeFloor(person) ? [.withdrawAsk, .takeFloor] : [.withdrawAsk] }
    if mayTakeFloor(person) { return [.takeFloor] }
    return floorIsOpen ? [.askForFloor] : []
  }

  func mainControl(for viewer: RoomViewer, of controls: Set<RoomControl>) -> RoomControl? {
    let wanted: [RoomControl]
    switch viewer {
    case .wall: return nil
    case .facilitator: wanted = [.resume, .moveOn, .bringTogether, .close, .passFloor, .takeControl]
    case .member(let person):
      // In the round of commitments whoever has the floor says theirs.
      let names = currentStep?.planned.key == SessionProtocol.commitmentStep && !commitments.contains { $0.ownerID == person }
      wanted = (names && holder == .member(person) ? [.nameCommitment] : []) + [.passFloor, .takeFloor, .withdrawAsk, .askForFloor, .takeControl]
    }
    return wanted.first(where: controls.contains)
  }

  /// What leads on, beside their own control: for a member who leads, and for everybody at a table of a room that has split.
  func leadControl(for viewer: RoomViewer, of controls: Set<RoomControl>, isAtTable: Bool) -> RoomControl? {
    guard case .member = viewer, isAtTable || isInControl(viewer) else { return nil }
    return [.resume, .moveOn, .bringTogether, .close].first(where: controls.contains)
  }
}
