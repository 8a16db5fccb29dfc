// Taps that come too late: the second half of a double tap is silent, a page that slept is told what happened.

extension RoomTurn {
  /// The room is not where the tap was meant for. Where the wish has just come true, by a double tap or by somebody else who leads, nothing is said.
  func lateTap(wishedFor: StepPlace?) throws(Problem) {
    guard let place = room.place, let step = room.currentStep else { return }
    if place == wishedFor, let began = step.enteredAt, at.since(began) <= .seconds(LiveRoom.doubleTap) { return }
    throw Problem(nil, "room.steps.ended", ["title": step.planned.title])
  }
}

extension LiveRoom {
  static let doubleTap = 15

  /// A page that slept shows a step that has ended: its tap changes nothing in the one that runs now.
  package func requireStep(_ seen: StepPlace, for command: RoomCommand, of viewer: RoomViewer, at now: Instant) throws(Problem) {
    if case .atTable(let number, _) = command, let place, let table = table(number) {
      guard seen != StepPlace(item: place.item, step: table.place) else { return }
      throw Problem(nil, "room.steps.ended", ["title": table.currentStep?.planned.title ?? ""])
    }
    guard let step = view(for: viewer, at: now).step, step.place != seen else { return }
    throw Problem(nil, "room.steps.ended", ["title": step.title])
  }
}

extension RoomCommand {
  /// What is meant for the step that one looks at and would do harm in another.
  package var isForOneStep: Bool {
    switch self {
    case .atTable(_, let command): command.isForOneStep
    case .changeMinutes, .pause, .giveFloor, .takeFloor, .passFloor, .askForFloor, .turnIntoRound: true
    default: false
    }
  }
}
