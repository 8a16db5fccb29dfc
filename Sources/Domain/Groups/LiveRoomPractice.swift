// Practice rounds inside a running session: when they are played, and how much time there is for them.

extension LiveRoom {
  /// The item whose middle is played as rounds, from its first step until the rounds are over.
  package var practiceItem: AgendaItem? {
    guard runsTables, phase == .live, let place, let now = item(at: place.item), now.item.shape.playsRounds,
      now.steps.dropFirst(place.step).contains(where: \.planned.isStretch)
    else { return nil }
    return now.item
  }

  /// Whether rounds are played now.
  package var isPlayingRounds: Bool { practiceItem != nil && currentStep?.planned.isStretch == true }

  /// What is left for rounds: of the running stretch, or all of the one that comes.
  package func timeForRounds(at now: Instant) -> Span {
    let room = counted(at: now)
    if room.isPlayingRounds { return max(.zero, room.currentStep?.remaining ?? .zero) }
    let coming = room.place.flatMap { room.item(at: $0.item) }?.steps.first(where: \.planned.isStretch)
    return coming?.length ?? .zero
  }

  /// The tables of a round as the room lays them: only members have a chair.
  package func laying(_ tables: [RoundParts]) -> [TableLaying] {
    tables.enumerated().map { place, parts in
      TableLaying(
        number: place + 1, members: parts.people.filter { seat(of: $0) != nil && isHere($0) },
        facilitatorObserves: facilitatorID.map(parts.people.contains) ?? false)
    }
  }
}
