// The one skill of a round: a minute to read, a model to hear first, and what observers listen for.

package struct FocusSkill: Equatable, Sendable {
  package struct Line: Equatable, Sendable {
    package let speaker: String
    package let says: String

    package init(speaker: String, says: String) {
      self.speaker = speaker
      self.says = says
    }
  }

  package let key: String
  package let title: String
  /// Read in a minute.
  package let primer: String
  /// Played by the facilitator with somebody in about three minutes, waiting included.
  package let model: [Line]
  /// What observers count or write down.
  package let lens: String
  /// Keys of the types of stems that serve it.
  package let stems: [String]

  package init(
    key: String, title: String, primer: String, model: [Line], lens: String, stems: [String]
  ) {
    self.key = key
    self.title = title
    self.primer = primer
    self.model = model
    self.lens = lens
    self.stems = stems
  }
}
