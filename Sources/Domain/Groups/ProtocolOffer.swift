// Which protocols can be chosen for the coaches expected, which not yet, and why.

package struct ProtocolOffer: Equatable, Sendable {
  package enum State: Equatable, Sendable {
    case offered
    /// Needs at least this many coaches.
    case tooFew(minimum: Int)
  }

  package let entry: ProtocolEntry
  package let state: State
  /// How many coaches sit at each table, where those present sit at more than one; empty where they stay together.
  package let tables: [Int]
  /// How long it runs for those present, the longest table counting.
  package let seconds: Int

  package init(_ entry: ProtocolEntry, present: Int) {
    self.entry = entry
    seconds = present < entry.shape.minimumPresent ? 0 : entry.shape.seconds(present: present)
    tables = entry.shape.splits(present: present) ? entry.shape.seating(present: present).map(\.coaches) : []
    state = ProtocolOffer.state(of: entry.shape, present: present)
  }

  package var isOffered: Bool { state == .offered }

  package static func state(of shape: SessionProtocol, present: Int) -> State {
    if present < shape.minimumPresent { return .tooFew(minimum: shape.minimumPresent) }
    return .offered
  }

  /// All protocols in the library's order, each with its state.
  package static func all(_ entries: [ProtocolEntry], present: Int) -> [ProtocolOffer] {
    entries.map { ProtocolOffer($0, present: present) }
  }

  /// The first protocols of the library's order that are on offer: what lies on the shelf before one asks for all.
  package static func shelf(_ entries: [ProtocolEntry], present: Int, size: Int = 6) -> [ProtocolOffer] {
    Array(all(entries, present: present).filter(\.isOffered).prefix(size))
  }
}

extension SessionProtocol {
  /// Whether it can end a session (R24): at least five minutes of own quiet writing, then a commitment from each.
  package var closesSession: Bool {
    var hasWritten = false
    for part in [opening, steps, closing] {
      for place in part.indices {
        if hasWritten, part[place].floor == .each, part[place].key == SessionProtocol.commitmentStep { return true }
        if part[place].floor == .none, part[place].fixed >= 5 * 60 { hasWritten = true }
      }
    }
    return false
  }

  /// The key of the step in which each member names a commitment.
  package static let commitmentStep = "commitments"
}
