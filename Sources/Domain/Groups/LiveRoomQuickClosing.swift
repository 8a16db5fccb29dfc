// Closing in three minutes: straight to the end, with a minute of own quiet writing and two for commitments, and a word about what is left out.

/// What a quick closing leaves out, by title.
package struct QuickClosing: Equatable, Sendable {
  /// Whether it runs already; else it is offered.
  package let isRunning: Bool
  package let items: [String]
  package let steps: [String]
}

extension RoomTurn {
  mutating func closeInThreeMinutes() {
    // In the closing already: the wish is fulfilled as far as it can be.
    guard room.phase == .live, let place = room.place else { return }
    let skipped = room.items[(place.item + 1)..<(room.items.count - 1)].filter { !$0.hasBegun }.map(\.item.id)
    record(.closingShortened)
    let writing = room.items.last?.steps.firstIndex { $0.planned.floor == .none } ?? 0
    begin(StepPlace(item: room.items.count - 1, step: writing), skipping: skipped)
  }
}

extension RoomItem {
  static let quickWriting = 60
  static let quickCommitments = 120

  /// The steps that stay in a quick closing, by their place.
  private var quickPlaces: (writing: Int, commitments: Int)? {
    guard let writing = steps.firstIndex(where: { $0.planned.floor == .none }),
      let commitments = steps[writing...].firstIndex(where: { $0.planned.key == SessionProtocol.commitmentStep })
    else { return nil }
    return (writing, commitments)
  }

  /// What ran in the closing before stays in it: time that was spent is not forgotten.
  mutating func shorten() {
    guard let places = quickPlaces else { return }
    isShort = true
    steps[places.writing].shorten(to: RoomItem.quickWriting)
    steps[places.commitments].shorten(to: RoomItem.quickCommitments)
    steps = steps.indices.filter { $0 == places.writing || $0 == places.commitments || steps[$0].startedAt != nil }.map { steps[$0] }
  }

  func leftOutWhenShort(present: Int) -> [String] {
    if isShort { return item.steps(present: present).filter { planned in !steps.contains { $0.planned.key == planned.key } }.map(\.title) }
    guard let places = quickPlaces else { return [] }
    return steps.indices.filter { $0 != places.writing && $0 != places.commitments && steps[$0].startedAt == nil }.map { steps[$0].planned.title }
  }
}

extension RoomStep {
  mutating func shorten(to seconds: Int) {
    added = 0
    planned.seconds = Int(clamping: used.milliseconds / 1_000) + seconds
  }
}

extension LiveRoom {
  /// What a quick closing would leave out, and in one that runs what it did leave out.
  var quickClosing: QuickClosing? {
    guard let place, let closing = items.last else { return nil }
    switch phase {
    case .live:
      let coming = items[(place.item + 1)..<(items.count - 1)].filter { !$0.hasBegun && !$0.wasSkipped }
      return QuickClosing(
        isRunning: false, items: coming.map(\.item.shape.title), steps: closing.leftOutWhenShort(present: plannedFor))
    case .closing where closing.isShort:
      return QuickClosing(
        isRunning: true, items: items.filter { $0.wasSkipped && !$0.hasBegun }.map(\.item.shape.title),
        steps: closing.leftOutWhenShort(present: plannedFor))
    case .closing, .waiting, .held: return nil
    }
  }
}
