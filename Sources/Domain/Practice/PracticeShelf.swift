// Everything to practice with, and what of it serves somebody's wish.

package struct PracticeShelf: Equatable, Sendable {
  package let scenarios: [Scenario]
  package let skills: [FocusSkill]
  package let stemTypes: [StemType]
  package let feedbackModels: [FeedbackModel]

  package init(
    scenarios: [Scenario] = [], skills: [FocusSkill] = [], stemTypes: [StemType] = [],
    feedbackModels: [FeedbackModel] = []
  ) {
    self.scenarios = scenarios
    self.skills = skills
    self.stemTypes = stemTypes
    self.feedbackModels = feedbackModels
  }

  /// What one wants to practice: a skill, at most this hard, as this kind of coach. What is `nil` is open.
  package func filtered(
    skill: String? = nil, atMost level: Scenario.Level = .hard, audience: Audience = .both
  ) -> PracticeShelf {
    let chosen = skills.filter { skill == nil || $0.key == skill }
    let types = Set(chosen.flatMap(\.stems))
    return PracticeShelf(
      scenarios: scenarios.filter { scenario in
        (skill.map(scenario.skills.contains) ?? true) && scenario.level.rawValue <= level.rawValue
          && (audience == .both || scenario.audience == .both || scenario.audience == audience)
      },
      skills: chosen, stemTypes: stemTypes.filter { skill == nil || types.contains($0.key) },
      feedbackModels: feedbackModels)
  }
}
