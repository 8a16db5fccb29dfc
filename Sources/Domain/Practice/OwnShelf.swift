// What a group has added to the library for itself: scenarios with their private cards, and stems.

/// A scenario that somebody of the group wrote. Everybody there reads its public side; its card is its author's, and the coachee's while it is played.
package struct OwnScenario: Equatable, Sendable {
  package let id: ID<OwnScenario>
  package let groupID: ID<Group>
  package let authorID: ID<Person>
  package let authorName: String
  package let scenario: Scenario
  /// Counts the wordings, from 1.
  package let version: Int
  package let withdrawnAt: Instant?

  package init(
    id: ID<OwnScenario>, groupID: ID<Group>, authorID: ID<Person>, authorName: String, scenario: Scenario, version: Int,
    withdrawnAt: Instant? = nil
  ) {
    self.id = id
    self.groupID = groupID
    self.authorID = authorID
    self.authorName = authorName
    self.scenario = scenario
    self.version = version
    self.withdrawnAt = withdrawnAt
  }
}

package struct OwnStem: Equatable, Sendable {
  package let id: ID<OwnStem>
  package let groupID: ID<Group>
  package let authorID: ID<Person>
  package let authorName: String
  package let type: String
  package let text: String
  package let withdrawnAt: Instant?

  package init(
    id: ID<OwnStem>, groupID: ID<Group>, authorID: ID<Person>, authorName: String, type: String, text: String, withdrawnAt: Instant? = nil
  ) {
    self.id = id
    self.groupID = groupID
    self.authorID = authorID
    self.authorName = authorName
    self.type = type
    self.text = text
    self.withdrawnAt = withdrawnAt
  }

  /// As it stands among the library's: its id is its key.
  package var stem: Stem { Stem(key: id.text, type: type, text: text, useWhen: "", avoidWhen: "") }
}

/// All that a group has added and not withdrawn, the oldest first.
package struct OwnShelf: Equatable, Sendable {
  package var scenarios: [OwnScenario] = []
  package var stems: [OwnStem] = []

  package static let mostScenarios = 60
  package static let mostStems = 120

  package init(scenarios: [OwnScenario] = [], stems: [OwnStem] = []) {
    self.scenarios = scenarios
    self.stems = stems
  }
}

extension PracticeShelf {
  /// The library with what the group has added: own scenarios have their id as key, own stems stand under their type.
  package func adding(_ own: OwnShelf) -> PracticeShelf {
    let order = { (scenario: Scenario) in (scenario.level.rawValue, scenario.title) }
    return PracticeShelf(
      scenarios: (scenarios + own.scenarios.map(\.scenario)).sorted { order($0) < order($1) }, skills: skills,
      stemTypes: stemTypes.map { type in
        StemType(key: type.key, title: type.title, stems: type.stems + own.stems.filter { $0.type == type.key }.map(\.stem))
      }, feedbackModels: feedbackModels)
  }

  package func skill(_ key: String) -> FocusSkill? { skills.first { $0.key == key } }

  package func stem(_ key: String) -> Stem? {
    for type in stemTypes { if let stem = type.stems.first(where: { $0.key == key }) { return stem } }
    return nil
  }

  /// The stems that serve a skill, by type.
  package func stemTypes(serving skill: FocusSkill) -> [StemType] { stemTypes.filter { skill.stems.contains($0.key) } }
}

/// The side of a scenario that everybody at the table may know: there is no card in it to give away.
package struct ScenarioFront: Equatable, Sendable {
  /// Whose it is, where the group wrote it.
  package struct Authorship: Equatable, Sendable {
    package let id: ID<OwnScenario>
    package let authorID: ID<Person>
    package let authorName: String
  }

  package let key: String
  package let title: String
  package let brief: String
  package let role: String
  package let wants: String
  package let level: Scenario.Level
  package let stance: Scenario.Stance
  package let skills: [String]
  package let audience: Audience
  package let authorship: Authorship?
}

extension Scenario {
  package func front(_ own: OwnScenario? = nil) -> ScenarioFront {
    ScenarioFront(
      key: key, title: title, brief: brief, role: role, wants: wants, level: level, stance: stance, skills: skills, audience: audience,
      authorship: own.map { ScenarioFront.Authorship(id: $0.id, authorID: $0.authorID, authorName: $0.authorName) })
  }
}
