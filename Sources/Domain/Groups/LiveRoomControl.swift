// Who leads the running room: the facilitator, a member to whom they handed it, or the member who opened it without them.

extension RoomTurn {
  /// Opening is the facilitator's; without them a member may open a room in which three sit down to a case circle.
  func requireWayIn(_ opening: RoomOpening) throws(Problem) {
    if let facilitator = opening.facilitatorID {
      guard actor == facilitator else { throw Problem(nil, "room.facilitatorOnly") }
      return
    }
    guard actor == opening.leaderID, opening.present.contains(actor) else { throw Problem("present", "room.open.leaderHere") }
    guard opening.present.count >= LiveRoom.fewestWithoutFacilitator else { throw Problem("present", "room.open.threeNeeded") }
    guard opening.items.contains(where: { $0.shape.key == SessionProtocol.caseCircle }) else { throw Problem(nil, "room.open.caseCircleNeeded") }
  }

  /// Whoever facilitates the group now is at hand. A seat that they had as a member stays empty from then on.
  mutating func takeOver() {
    guard !isFacilitator else { return }
    record(.facilitatorChanged(to: actor))
    settleControl()
    guard room.isHere(actor) else { return }
    record(.attendanceMarked(person: actor, mark: .leave))
    settleFloor(after: actor)
    settleTables(after: actor)
  }

  mutating func handControl(to person: ID<Person>) throws(Problem) {
    let takesIt = person == actor && room.mayTakeControl(actor)
    guard leads || isFacilitator || takesIt else { throw Problem(nil, "room.control.otherLeads") }
    guard person != room.controllerID else { return }
    guard person == room.facilitatorID || room.isHere(person) else { throw Problem("control", "room.control.notHere") }
    record(.controlHanded(to: person))
  }

  /// Nobody leads from outside: when the leading member goes, the facilitator leads again, or the next member who is here; where
  /// everybody had gone, the first who comes back.
  mutating func settleControl() {
    guard let leader = room.controllerID, leader != room.facilitatorID, !room.isHere(leader) else { return }
    guard let next = room.facilitatorID ?? room.here.first else { return }
    record(.controlHanded(to: next))
  }
}

extension LiveRoom {
  package static let fewestWithoutFacilitator = 3

  /// Another facilitator leads where the one before them did; a member who leads goes on until it is taken from them.
  mutating func changeFacilitator(to person: ID<Person>) {
    if controllerID == nil || controllerID == facilitatorID { controllerID = person }
    facilitatorID = person
  }

  /// In a room without a facilitator somebody has to be able to go on when whoever led it is gone.
  func mayTakeControl(_ person: ID<Person>) -> Bool {
    guard person != controllerID else { return false }
    if person == facilitatorID { return true }
    return facilitatorID == nil && isHere(person) && !(controllerID.map(isHere) ?? false)
  }

  func isInControl(_ viewer: RoomViewer) -> Bool {
    guard phase == .live || phase == .closing else { return false }
    switch viewer {
    case .member(let person): return person == controllerID && person != facilitatorID
    case .facilitator(let person): return person == controllerID && person == facilitatorID
    case .wall: return false
    }
  }

  /// Where nobody facilitates, a step of the facilitator's is talk that counts for nobody.
  var floorKind: FloorKind {
    let kind = currentStep?.planned.floor ?? .none
    return kind == .facilitator && facilitatorID == nil ? .coachee : kind
  }
}

extension SessionProtocol {
  /// The key of the protocol that a group can run by itself.
  package static let caseCircle = "case-circle"
}
