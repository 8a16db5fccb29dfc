// What somebody wants to practice: the filter of the group's practice page, read from its address.

package struct PracticeWish: Equatable, Sendable {
  /// The key of a skill; `nil` where anything will do.
  package var skill: String?
  package var level = Scenario.Level.hard
  package var audience = Audience.both

  package init() {}

  /// What is not known is left open: an address is no form to put right.
  package init(skill: String?, level: String?, audience: String?, on shelf: PracticeShelf) {
    self.skill = skill.flatMap { key in shelf.skills.contains { $0.key == key } ? key : nil }
    self.level = level.flatMap(Int.init).flatMap(Scenario.Level.init) ?? .hard
    self.audience = audience.flatMap(Audience.init) ?? .both
  }
}

extension PracticeShelf {
  package func filtered(_ wish: PracticeWish) -> PracticeShelf { filtered(skill: wish.skill, atMost: wish.level, audience: wish.audience) }
}

/// A round that was played to its end, for the list of somebody who had a part in it.
package struct PracticedRound: Equatable, Sendable {
  package let id: ID<PracticeRound>
  package let endedAt: Instant
  package let part: RoundPart
  /// The key of its skill.
  package let skill: String?
  /// The names of the others, the practitioner first.
  package let others: [String]

  package init(id: ID<PracticeRound>, endedAt: Instant, part: RoundPart, skill: String?, others: [String]) {
    self.id = id
    self.endedAt = endedAt
    self.part = part
    self.skill = skill
    self.others = others
  }
}
