// Which models and stances were useful to a group: from enough notes of enough people on, in words, and never about anybody.

/// One decided note, as far as it counts.
package struct DecidedNote: Equatable, Sendable {
  package let giver: ID<Person>
  package let receiver: ID<Person>
  package let model: String
  package let stance: FeedbackStance
  package let decision: FeedbackDecision

  package init(giver: ID<Person>, receiver: ID<Person>, model: String, stance: FeedbackStance, decision: FeedbackDecision) {
    self.giver = giver
    self.receiver = receiver
    self.model = model
    self.stance = stance
    self.decision = decision
  }
}

package struct FeedbackUsefulness: Equatable, Sendable {
  /// Coarse on purpose: exact counts, read before and after somebody decides, would tell what they decided.
  package enum Share: String, Sendable, CaseIterable { case mostly, half, seldom }

  package struct Line<Key: Hashable & Sendable>: Equatable, Sendable {
    package let key: Key
    package let share: Share
  }

  /// What is still missing before a group reads anything; all zero where nothing is.
  package struct Missing: Equatable, Sendable {
    package let notes: Int
    package let givers: Int
    package let receivers: Int

    package var isNothing: Bool { notes == 0 && givers == 0 && receivers == 0 }
  }

  package static let fewestNotes = 5
  package static let fewestGivers = 3
  package static let fewestReceivers = 3

  package let missing: Missing
  package let models: [Line<String>]
  package let stances: [Line<FeedbackStance>]

  /// A model or a stance is shown where it has enough notes of its own: what is true of the whole may be one person in a part.
  package init(_ notes: [DecidedNote]) {
    missing = FeedbackUsefulness.missing(in: notes)
    guard missing.isNothing else {
      models = []
      stances = []
      return
    }
    models = FeedbackUsefulness.lines(Dictionary(grouping: notes, by: \.model)).sorted { $0.key < $1.key }
    stances = FeedbackUsefulness.lines(Dictionary(grouping: notes, by: \.stance)).sorted { $0.key.rawValue < $1.key.rawValue }
  }

  private static func lines<Key>(_ notes: [Key: [DecidedNote]]) -> [Line<Key>] {
    notes.filter { missing(in: $0.value).isNothing }.map { key, notes in
      let useful = notes.count { $0.decision != .park }
      let share: Share = useful * 3 >= notes.count * 2 ? .mostly : useful * 3 > notes.count ? .half : .seldom
      return Line(key: key, share: share)
    }
  }

  private static func missing(in notes: [DecidedNote]) -> Missing {
    Missing(
      notes: max(0, fewestNotes - notes.count), givers: max(0, fewestGivers - Set(notes.map(\.giver)).count),
      receivers: max(0, fewestReceivers - Set(notes.map(\.receiver)).count))
  }
}
