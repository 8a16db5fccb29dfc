// The clock of a step, and what running over does to what is still to come. All on a room whose time is counted up to now.

extension LiveRoom {
  var clock: ClockView? {
    guard let step = currentStep else { return nil }
    let remaining = step.remaining
    let endsAt = settledAt + remaining
    // A minute before the end; in a short step, half way.
    let warning = min(Span.minutes(1), Span(milliseconds: step.length.milliseconds / 2))
    return ClockView(isPaused: isPaused, endsAt: endsAt, remaining: remaining, warnsAt: endsAt - warning, length: step.length)
  }

  /// What is planned after the running step, the closing item apart.
  private var secondsToCome: (ofRunningItem: Int, ofItems: [(index: Int, seconds: Int)], ofClosing: Int) {
    guard let place, let running = item(at: place.item) else { return (0, [], 0) }
    let rest = running.steps.dropFirst(place.step + 1).reduce(0) { $0 + $1.seconds }
    let closing = items.count - 1
    let between = items.indices.filter { $0 > place.item && $0 < closing }.map { (index: $0, seconds: items[$0].plannedSeconds) }
    return (rest, between, place.item < closing ? items[closing].plannedSeconds : 0)
  }

  package func pressure(at now: Instant) -> TimePressure { counted(at: now).pressure }

  /// The closing item is set aside first. What does not fit is taken from the items furthest away, then from the rest of the running one.
  var pressure: TimePressure {
    guard heldAt == nil, let place, let running = item(at: place.item), let step = currentStep, let endsBy else {
      return TimePressure(bufferLeft: .zero, losses: [], runsOverBy: .zero)
    }
    let toCome = secondsToCome
    let needed = toCome.ofRunningItem + toCome.ofItems.reduce(0) { $0 + $1.seconds } + toCome.ofClosing
    let buffer = endsBy.since(settledAt) - max(.zero, step.remaining) - .seconds(needed)
    guard buffer < .zero else { return TimePressure(bufferLeft: buffer, losses: [], runsOverBy: .zero) }
    var short = Int((-buffer.milliseconds + 999) / 1_000)
    var losses: [TimePressure.Loss] = []
    for (index, seconds) in toCome.ofItems.reversed() where short > 0 && seconds > 0 {
      let lost = min(short, seconds)
      losses.insert(TimePressure.Loss(itemID: items[index].item.id, title: items[index].item.shape.title, seconds: lost), at: 0)
      short -= lost
    }
    if place.item < items.count - 1, short > 0, toCome.ofRunningItem > 0 {
      let lost = min(short, toCome.ofRunningItem)
      losses.insert(TimePressure.Loss(itemID: running.item.id, title: running.item.shape.title, seconds: lost), at: 0)
      short -= lost
    }
    return TimePressure(bufferLeft: .zero, losses: losses, runsOverBy: .seconds(short))
  }

  /// What would change if the coming steps were planned for those who are here now.
  var headcountOffer: HeadcountOffer? {
    let present = here.count
    guard heldAt == nil, let place, present > 0 else { return nil }
    let misfits = items.indices.filter { $0 > place.item }.compactMap { index -> HeadcountOffer.Misfit? in
      let shape = items[index].item.shape
      guard present < shape.minimumPresent else { return nil }
      return HeadcountOffer.Misfit(itemID: items[index].item.id, title: shape.title, needs: shape.minimumPresent)
    }
    guard present != plannedFor || !misfits.isEmpty else { return nil }
    var changed = self
    changed.replan(for: present)
    let splits = changed.items[(place.item + 1)...].filter { runsTables && $0.item.shape.splits(present: present) }.map { item in
      HeadcountOffer.Split(title: item.item.shape.title, tables: item.item.shape.seating(present: present).map(\.coaches))
    }
    let seconds = changed.items.reduce(0) { $0 + $1.plannedSeconds } - items.reduce(0) { $0 + $1.plannedSeconds }
    return HeadcountOffer(plannedFor: plannedFor, present: present, changesSeconds: seconds, misfits: misfits, splits: splits)
  }
}
