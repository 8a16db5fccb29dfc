// Does the agenda fit? The minutes for those expected, the buffer, by how much it is too long, and what would fit.

/// All lengths are seconds.
package struct AgendaPlan: Equatable, Sendable {
  package let minutes: Int
  /// Coaches expected, the facilitator not counted.
  package let present: Int
  package let items: [AgendaItem]

  package init(minutes: Int, present: Int, items: [AgendaItem]) {
    self.minutes = minutes
    self.present = present
    self.items = items
  }

  package var sessionSeconds: Int { minutes * 60 }
  package var itemSeconds: Int { items.reduce(0) { $0 + $1.seconds(present: present) } }
  package var bufferSeconds: Int { AgendaPlan.buffer(minutes: minutes) }
  package var neededSeconds: Int { itemSeconds + bufferSeconds }
  package var fits: Bool { neededSeconds <= sessionSeconds }
  /// By how much it is too long; 0 where it fits.
  package var overBy: Int { max(0, neededSeconds - sessionSeconds) }
  /// What is free beside items and buffer; 0 where it does not fit.
  package var spare: Int { max(0, sessionSeconds - neededSeconds) }

  /// The larger of five minutes and five percent of the session, rounded up to half a minute.
  package static func buffer(minutes: Int) -> Int {
    let share = (minutes * 60 * 5 + 99) / 100
    return (max(5 * 60, share) + 29) / 30 * 30
  }

  /// When each item would begin, counted from the start of the session.
  package var starts: [Int] {
    var start = 0
    return items.map { item in
      defer { start += item.seconds(present: present) }
      return start
    }
  }
}

// MARK: What is wrong with it beside its length

extension AgendaPlan {
  package enum Concern: Equatable, Sendable {
    /// The item needs more coaches than are expected.
    case tooFew(item: ID<AgendaItem>, minimum: Int)
    /// No item ends the session with quiet writing and commitments.
    case closingMissing
    /// The item that ends the session is not the last one.
    case closingNotLast(item: ID<AgendaItem>)
  }

  package var concerns: [Concern] {
    var concerns: [Concern] = []
    for item in items {
      switch ProtocolOffer.state(of: item.shape, present: present) {
      case .offered: break
      case .tooFew(let minimum): concerns.append(.tooFew(item: item.id, minimum: minimum))
      }
    }
    if let closing = items.last(where: \.shape.closesSession) {
      if closing.id != items.last?.id { concerns.append(.closingNotLast(item: closing.id)) }
    } else {
      concerns.append(.closingMissing)
    }
    return concerns
  }

  /// Protocols that could stand in an item's place: on offer, not yet in the agenda, no longer than the item may be.
  package func replacements(for item: ID<AgendaItem>, from entries: [ProtocolEntry]) -> [ProtocolOffer] {
    guard let old = items.first(where: { $0.id == item }) else { return [] }
    let room = sessionSeconds - bufferSeconds - itemSeconds + old.seconds(present: present)
    let taken = Set(items.map(\.shape.key))
    return ProtocolOffer.all(entries, present: present).filter { offer in
      offer.isOffered && offer.seconds <= room && !taken.contains(offer.entry.key)
        && offer.entry.shape.closesSession == old.shape.closesSession
    }
  }
}

// MARK: What would make it fit

extension AgendaPlan {
  /// One change that by itself makes the agenda fit.
  package enum Remedy: Equatable, Sendable {
    case fewerRounds(item: ID<AgendaItem>, rounds: Int, saves: Int)
    case replace(item: ID<AgendaItem>, with: String, saves: Int)
    case leaveOut(item: ID<AgendaItem>, saves: Int)
    /// Make the session this many minutes long.
    case longer(minutes: Int)
  }

  /// What would fit, gentlest first: a round less, a shorter protocol, an item less, a longer session.
  /// The closing item is never touched: it is reserved before everything else.
  package func remedies(from entries: [ProtocolEntry]) -> [Remedy] {
    guard !fits else { return [] }
    let movable = items.filter { !$0.shape.closesSession }
    var remedies: [Remedy] = []
    for item in movable {
      if let rounds = fewerRounds(of: item) { remedies.append(rounds) }
    }
    if let swap = movable.compactMap({ bestReplacement(of: $0, from: entries) }).min(by: { $0.saves < $1.saves }) {
      remedies.append(.replace(item: swap.item, with: swap.key, saves: swap.saves))
    }
    let enough = movable.filter { $0.seconds(present: present) >= overBy }
    if let least = enough.min(by: { $0.seconds(present: present) < $1.seconds(present: present) }) {
      remedies.append(.leaveOut(item: least.id, saves: least.seconds(present: present)))
    }
    if let longer = minutesThatFit { remedies.append(.longer(minutes: longer)) }
    return remedies
  }

  /// The shortest session, in steps of five minutes, into which these items and its own buffer go; `nil` above eight hours.
  package var minutesThatFit: Int? {
    stride(from: 15, through: 480, by: 5).first { itemSeconds + AgendaPlan.buffer(minutes: $0) <= $0 * 60 }
  }

  private func fewerRounds(of item: AgendaItem) -> Remedy? {
    let shape = item.shape
    guard shape.roundsMayBeCapped || shape.repeats == .presenters else { return nil }
    let length = item.seconds(present: present)
    let now = shape.rounds(present: present, cap: item.rounds)
    for rounds in stride(from: now - 1, through: 1, by: -1) {
      let saves = length - shape.seconds(present: present, cap: rounds)
      if saves >= overBy { return .fewerRounds(item: item.id, rounds: rounds, saves: saves) }
    }
    return nil
  }

  /// The longest protocol that can stand in the item's place.
  private func bestReplacement(of item: AgendaItem, from entries: [ProtocolEntry]) -> (item: ID<AgendaItem>, key: String, saves: Int)? {
    guard let best = replacements(for: item.id, from: entries).max(by: { $0.seconds < $1.seconds }) else { return nil }
    return (item.id, best.entry.key, item.seconds(present: present) - best.seconds)
  }
}
