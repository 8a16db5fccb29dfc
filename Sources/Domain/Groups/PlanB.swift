// When the plan does not hold: protocols that fit those who are here and the time that is left before the closing, best first.

package struct PlanB: Equatable, Sendable {
  package struct Option: Equatable, Sendable {
    package let key: String
    package let title: String
    package let seconds: Int
  }

  /// What would be replaced: the item that does not work with those present, or the one that runs.
  package let itemID: ID<AgendaItem>
  package let title: String
  package let isRunning: Bool
  /// The fewest that the item needs, where fewer are here.
  package let needs: Int?
  package let present: Int
  /// What is left for it before the closing.
  package let secondsLeft: Int
  package let options: [Option]

  package static let mostOffered = 3
}

extension LiveRoom {
  /// The running item if it does not work with those here, or else the next that does not; where all work, the running one.
  private var itemForPlanB: Int? {
    guard heldAt == nil, let place, place.item < items.count - 1 else { return nil }
    let present = here.count
    let misfit = (place.item..<items.count - 1).first { index in
      let isDue = index == place.item || (!items[index].hasBegun && !items[index].wasSkipped)
      return isDue && ProtocolOffer.state(of: items[index].item.shape, present: present) != .offered
    }
    return misfit ?? place.item
  }

  /// `nil` in the closing: nothing stands in its place.
  package func planB(from entries: [ProtocolEntry], at now: Instant) -> PlanB? {
    let room = counted(at: now)
    guard let index = room.itemForPlanB, let place = room.place, let endsBy, let step = room.currentStep else { return nil }
    let present = room.here.count
    let closing = room.items.count - 1
    let untilClosing = Int(clamping: endsBy.since(room.settledAt).milliseconds / 1_000) - room.items[closing].plannedSeconds
    var others = room.items.indices.filter { $0 > place.item && $0 < closing && $0 != index }.reduce(0) { $0 + room.items[$1].plannedSeconds }
    if index != place.item {
      let rest = room.items[place.item].steps.dropFirst(place.step + 1).reduce(0) { $0 + $1.seconds }
      others += rest + Int(clamping: (max(.zero, step.remaining).milliseconds + 999) / 1_000)
    }
    let taken = Set(room.items.map(\.item.shape.key))
    let fitting = entries.indices.compactMap { place -> PlanB.Option? in
      let shape = entries[place].shape
      guard ProtocolOffer.state(of: shape, present: present) == .offered else { return nil }
      let seconds = shape.seconds(present: present)
      guard seconds > 0, seconds <= untilClosing, !taken.contains(shape.key), !shape.closesSession else { return nil }
      return PlanB.Option(key: shape.key, title: shape.title, seconds: seconds)
    }
    // What leaves the others their minutes comes first; where nothing does, the later items give way.
    let gentle = fitting.filter { $0.seconds <= untilClosing - others }
    let best = (gentle.isEmpty ? fitting : gentle).sorted { $0.seconds > $1.seconds }
    let shape = room.items[index].item.shape
    return PlanB(
      itemID: room.items[index].item.id, title: shape.title, isRunning: index == place.item,
      needs: present < shape.minimumPresent ? shape.minimumPresent : nil, present: present,
      secondsLeft: max(0, gentle.isEmpty ? untilClosing : untilClosing - others),
      options: Array(best.prefix(PlanB.mostOffered)))
  }
}

extension RoomTurn {
  /// Puts a protocol in the place of an item that is still to come, or leaves the running one for it.
  mutating func takePlanB(_ new: AgendaItem, insteadOf old: ID<AgendaItem>) throws(Problem) {
    guard let place = room.place, place.item < room.items.count - 1 else { throw Problem(nil, "room.planB.closing") }
    // The same tap again, or a second person's: what was wished for runs or stands there already.
    if room.items[place.item...].contains(where: { $0.item.shape.key == new.shape.key }) { return }
    guard let index = room.items.firstIndex(where: { $0.item.id == old }), index >= place.item, index < room.items.count - 1,
      index == place.item || !room.items[index].hasBegun
    else { throw Problem(nil, "room.planB.gone") }
    let present = room.here.count
    guard present > 0, ProtocolOffer.state(of: new.shape, present: present) == .offered, !new.shape.closesSession,
      !new.steps(present: present).isEmpty
    else { throw Problem(nil, "room.planB.misfit", ["title": new.shape.title]) }
    var items = room.items.map(\.item)
    guard items.count < 40 || index != place.item else { throw Problem(nil, "room.agenda.tooMany") }
    if present != room.plannedFor { record(.plannedFor(present: present)) }
    if index == place.item {
      items.insert(new, at: index + 1)
      record(.agendaChanged(items: items))
      begin(StepPlace(item: index + 1, step: 0))
    } else {
      items[index] = new
      record(.agendaChanged(items: items))
    }
  }
}
