// A round as one viewer finds it: the one value that page, stream and print are drawn from, with nothing in it that is not for them.

/// What the round names by keys, looked up.
package struct RoundMaterial: Equatable, Sendable {
  /// `nil` before one was chosen, for a coming talk, and where it has been taken off the shelf since.
  package var scenario: Scenario?
  /// Who wrote the scenario, where it is the group's own.
  package var author: ID<Person>?
  package var skill: FocusSkill?
  package var stems: [Stem]

  package init(scenario: Scenario? = nil, author: ID<Person>? = nil, skill: FocusSkill? = nil, stems: [Stem] = []) {
    self.scenario = scenario
    self.author = author
    self.skill = skill
    self.stems = stems
  }
}

package struct RoundView: Equatable, Sendable {
  /// What everybody at the table may know of what is played.
  package enum Played: Equatable, Sendable {
    case nothingYet
    case scenario(title: String, brief: String, role: String, wants: String, level: Scenario.Level)
    /// `nil` once its words are gone, and for whoever does not sit at the table.
    case comingTalk(ComingTalk?)
  }

  package let roundID: ID<PracticeRound>
  package let groupID: ID<Group>
  package let sessionID: ID<Session>?
  package let number: Int
  package let table: Int
  package let viewer: RoundHand
  package let now: Instant
  package let phase: RoundPhase
  package let clock: ClockView?
  package let parts: RoundParts
  package let played: Played
  package let skill: FocusSkill?
  package let stems: [Stem]
  /// The coachee's alone until the round has ended.
  package let card: Scenario.Card?
  /// Whether the coachee has a card at this moment: what the others may know of it.
  package let isCardOut: Bool
  package let cardOpened: CardOpening?
  package let waitsForAgreement: Bool
  package let agreed: Set<ID<Person>>
  package let controls: Set<RoundControl>

  package var isPaused: Bool { clock?.isPaused == true }
  package var ownPart: RoundPart? { viewer.part }

  /// Whose turn it is to speak; nobody's in silence.
  package var turns: [ID<Person>] {
    if isPaused { return [parts.practitioner] }
    return switch phase {
    case .set, .playing, .secondTake: [parts.practitioner, parts.coachee]
    case .selfDebrief, .keepOrTry: [parts.practitioner]
    case .coacheeVoice: [parts.coachee]
    case .observerFeedback: parts.givers
    case .briefed, .jotting, .outOfRole, .done, .stopped: []
    }
  }
  package func may(_ control: RoundControl) -> Bool { controls.contains(control) }
}

package enum RoundControl: String, Sendable, CaseIterable {
  case setUp, bringComingTalk, agree, trade, moveOn, pause, resume, moreTime, takeAgain, openCard, stop, goOn
}

extension PracticeRound {
  package func view(for hand: RoundHand, _ material: RoundMaterial, at now: Instant) -> RoundView {
    RoundView(
      roundID: id, groupID: groupID, sessionID: sessionID, number: number, table: table, viewer: hand, now: now, phase: phase,
      clock: clock(at: now), parts: parts, played: played(for: hand, material), skill: material.skill, stems: material.stems,
      card: card(for: hand, material), isCardOut: hasCardOut && material.scenario != nil, cardOpened: cardOpened,
      waitsForAgreement: waitsForAgreement, agreed: agreed, controls: controls(for: hand, material))
  }

  private func played(for hand: RoundHand, _ material: RoundMaterial) -> RoundView.Played {
    if case .comingTalk(let talk) = situation {
      return .comingTalk(hand.part == nil || phase.isOver ? nil : talk)
    }
    guard let scenario = material.scenario else { return .nothingYet }
    return .scenario(title: scenario.title, brief: scenario.brief, role: scenario.role, wants: scenario.wants, level: scenario.level)
  }

  /// The one place that decides who reads the card.
  package func card(for hand: RoundHand, _ material: RoundMaterial) -> Scenario.Card? {
    guard let scenario = material.scenario else { return nil }
    switch phase {
    case .set, .stopped: return nil
    case .done:
      // One of the group's own may be played again by those who do not know it yet.
      if case .ownScenario = situation { return hand.part == .coachee || hand.person == material.author ? scenario.card : nil }
      return hand.part == nil ? nil : scenario.card
    default: return hand.part == .coachee ? scenario.card : nil
    }
  }

  private func controls(for hand: RoundHand, _ material: RoundMaterial) -> Set<RoundControl> {
    guard hand.part != nil || hand.leads else { return [] }
    if phase == .stopped { return [.goOn] }
    if phase == .done { return [] }
    var controls: Set<RoundControl> = [.moveOn, .moreTime, .stop]
    if phase == .set || phase == .briefed {
      if hand.maySetUp { controls.insert(.setUp) }
      if hand.part == .practitioner { controls.insert(.bringComingTalk) }
    }
    if phase == .set {
      controls.insert(.trade)
      if waitsForAgreement, hand.part == .practitioner || hand.part == .coachee, !agreed.contains(hand.person) { controls.insert(.agree) }
      if situation == nil || skill == nil || waitsForAgreement { controls.remove(.moveOn) }
    }
    if phase == .playing || phase == .secondTake { controls.insert(pausedAt == nil ? .pause : .resume) }
    if phase == .keepOrTry, hand.part == .practitioner || hand.leads { controls.insert(.takeAgain) }
    if hasCardOut, material.scenario != nil, hand.part == .coachee || hand.leads && hand.part != .practitioner { controls.insert(.openCard) }
    return controls
  }
}

extension Scenario {
  /// Another situation for the skill, if there is one; never the one that lies on the table. Nobody is dealt a hard one unasked.
  package static func draw(
    from all: [(situation: Situation, scenario: Scenario)], for skill: String?, insteadOf current: Situation?, atMost level: Level = .stretch,
    using random: inout some RandomNumberGenerator
  ) -> (situation: Situation, scenario: Scenario)? {
    let fitting = all.filter { $0.situation != current && $0.scenario.level.rawValue <= level.rawValue }
    let forSkill = fitting.filter { offer in skill.map(offer.scenario.skills.contains) ?? true }
    return (forSkill.isEmpty ? fitting : forSkill).randomElement(using: &random)
  }
}
