// A situation to practice: what everybody at the table may know, and the card that only the one who plays the colleague reads.

package struct Scenario: Equatable, Sendable, Codable {
  package enum Level: Int, Sendable, Codable, CaseIterable {
    case easy = 1
    case stretch = 2
    case hard = 3
  }

  /// How the person comes into the talk. A library of nothing but resistance would teach that teachers resist.
  package enum Stance: String, Sendable, Codable, CaseIterable { case willing, strong, torn, guarded }

  /// For the coachee's eyes only, until the round has ended.
  package struct Card: Equatable, Sendable, Codable {
    package let truth: String
    package let softens: String
    /// How far not to go.
    package let limit: String

    /// Without all three the coachee would have to invent the person.
    package var isComplete: Bool { [truth, softens, limit].allSatisfy { !$0.allSatisfy(\.isWhitespace) } }

    package init(truth: String, softens: String, limit: String) {
      self.truth = truth
      self.softens = softens
      self.limit = limit
    }
  }

  package let key: String
  package let title: String
  package let brief: String
  /// Who is played, such as "A fourth-grade teacher".
  package let role: String
  /// What this person says they want.
  package let wants: String
  package let card: Card
  package let level: Level
  package let stance: Stance
  /// Keys of the focus skills it exercises.
  package let skills: [String]
  package let audience: Audience

  package init(
    key: String, title: String, brief: String, role: String, wants: String, card: Card,
    level: Level, stance: Stance, skills: [String],
    audience: Audience
  ) {
    self.key = key
    self.title = title
    self.brief = brief
    self.role = role
    self.wants = wants
    self.card = card
    self.level = level
    self.stance = stance
    self.skills = skills
    self.audience = audience
  }
}
