// The order of a practice round: what each command makes of it, and the sentence for what cannot be.

extension PracticeRound {
  /// A command whose wish is fulfilled, or that was meant for a phase that has passed, changes nothing.
  package mutating func apply(_ command: RoundCommand, by hand: RoundHand, at now: Instant) throws(Problem) -> RoundOutcome {
    let before = self
    switch command {
    case .choose(let situation, let level): try choose(situation, level, by: hand, at: now)
    case .chooseSkill(let key): try chooseSkill(key, by: hand)
    case .chooseStems(let keys): try chooseStems(keys, by: hand)
    case .agree: try agree(hand)
    case .trade(let one, let other): try trade(one, other, by: hand)
    case .moveOn(let from): if from == phase { try moveOn(at: now) }
    case .pause: try pause(at: now)
    case .resume: resume(at: now)
    case .moreTime(let seconds): try addTime(seconds)
    case .takeAgain: try takeAgain(by: hand, at: now)
    case .openCard(let way): try openCard(way, by: hand)
    case .stop: stop(at: now)
    case .goOn(let how): return try goOn(how, at: now)
    }
    return self == before ? .unchanged : .changed
  }

  // MARK: Setting up

  private var isBeforePlay: Bool { phase == .set || phase == .briefed }

  private func requireSettingUp(_ hand: RoundHand) throws(Problem) {
    guard isBeforePlay else { throw Problem(nil, "round.setting.over") }
    guard hand.maySetUp else { throw Problem(nil, "round.setting.observer") }
  }

  private mutating func choose(_ new: Situation, _ newLevel: Scenario.Level?, by hand: RoundHand, at now: Instant) throws(Problem) {
    try requireSettingUp(hand)
    if case .comingTalk = new, hand.part != .practitioner { throw Problem("about", "round.comingTalk.notYours") }
    if situation == new { return }
    situation = new
    level = newLevel
    // Whoever chooses a hard one has said yes to it.
    agreed = newLevel == .hard && (hand.part == .practitioner || hand.part == .coachee) ? [hand.person] : []
    cardOpened = nil
    // The coachee has a card to read anew.
    enter(.set, at: now)
  }

  private mutating func chooseSkill(_ key: String, by hand: RoundHand) throws(Problem) {
    try requireSettingUp(hand)
    if skill != key { stems = [] }
    skill = key
  }

  private mutating func chooseStems(_ keys: [String], by hand: RoundHand) throws(Problem) {
    try requireSettingUp(hand)
    guard keys.count <= PracticeRound.mostStems else {
      throw Problem("stem", "round.stems.tooMany", ["most": String(PracticeRound.mostStems)])
    }
    guard Set(keys).count == keys.count else { throw Problem("stem", "round.stems.twice") }
    stems = keys
  }

  private mutating func agree(_ hand: RoundHand) throws(Problem) {
    guard isHard else { return }
    guard hand.part == .practitioner || hand.part == .coachee else { throw Problem(nil, "round.agree.notYours") }
    agreed.insert(hand.person)
  }

  private mutating func trade(_ one: ID<Person>, _ other: ID<Person>, by hand: RoundHand) throws(Problem) {
    guard phase == .set else { throw Problem(nil, "round.trade.over") }
    guard hand.leads || hand.person == one || hand.person == other else { throw Problem(nil, "round.trade.notYours") }
    guard let new = parts.exchanging(one, other) else { throw Problem(nil, "round.trade.notHere") }
    if case .comingTalk = situation, new.practitioner != parts.practitioner { situation = nil }
    parts = new
    agreed = []
  }

  // MARK: Running

  private mutating func moveOn(at now: Instant) throws(Problem) {
    switch phase {
    case .set:
      try requireSetting()
      enter(.briefed, at: now)
    case .briefed: enter(.playing, at: now)
    case .playing: enter(.jotting, at: now)
    case .jotting: enter(.selfDebrief, at: now)
    case .selfDebrief: enter(.coacheeVoice, at: now)
    case .coacheeVoice: enter(.observerFeedback, at: now)
    case .observerFeedback: enter(.keepOrTry, at: now)
    case .keepOrTry, .secondTake: enter(.outOfRole, at: now)
    case .outOfRole:
      enter(.done, at: now)
      forgetWords()
      endedAt = now
    case .done, .stopped: return
    }
  }

  private func requireSetting() throws(Problem) {
    var problem = Problem(lines: [])
    if skill == nil { problem.add("skill", Sentence("round.setting.noSkill")) }
    if situation == nil { problem.add("situation", Sentence("round.setting.noSituation")) }
    if waitsForAgreement { problem.add(nil, Sentence("round.agree.missing")) }
    guard problem.lines.isEmpty else { throw problem }
  }

  /// Only a talk that is played can wait.
  private mutating func pause(at now: Instant) throws(Problem) {
    guard phase == .playing || phase == .secondTake else { throw Problem(nil, "round.pause.notPlaying") }
    if pausedAt == nil { pausedAt = now }
  }

  private mutating func resume(at now: Instant) {
    guard let since = pausedAt else { return }
    waited += max(.zero, now.since(since))
    pausedAt = nil
  }

  /// What may be added to one phase, in seconds.
  package static let mostAdded = 1_800

  private mutating func addTime(_ seconds: Int) throws(Problem) {
    guard !phase.isOver else { return }
    guard (1...300).contains(seconds), addedSeconds + seconds <= PracticeRound.mostAdded else {
      throw Problem("seconds", "round.time.range", ["most": String(PracticeRound.mostAdded / 60)])
    }
    addedSeconds += seconds
  }

  private mutating func takeAgain(by hand: RoundHand, at now: Instant) throws(Problem) {
    if phase == .secondTake { return }
    guard phase == .keepOrTry else { throw Problem(nil, "round.again.notNow") }
    guard hand.part == .practitioner || hand.leads else { throw Problem(nil, "round.again.notYours") }
    enter(.secondTake, at: now)
  }

  private mutating func openCard(_ way: CardOpening.Way, by hand: RoundHand) throws(Problem) {
    guard hand.leads || hand.part == .coachee else { throw Problem(nil, "round.card.notYours") }
    guard hand.part != .practitioner else { throw Problem(nil, "round.card.practicing") }
    guard hasCardOut else { throw Problem(nil, "round.card.notNow") }
    if case .comingTalk = situation { throw Problem(nil, "round.card.comingTalk") }
    // The coachee's own print is no act of somebody else.
    guard hand.part != .coachee else { return }
    cardOpened = CardOpening(by: hand.person, way: way)
  }

  /// Whether the coachee has the card now.
  package var hasCardOut: Bool { phase != .set && !phase.isOver }

  // MARK: Stopping

  private mutating func stop(at now: Instant) {
    guard !phase.isOver else { return }
    enter(.stopped, at: now)
    forgetWords()
    endedAt = now
  }

  private mutating func goOn(_ how: AfterStop, at now: Instant) throws(Problem) -> RoundOutcome {
    guard phase == .stopped else { return .unchanged }
    switch how {
    case .easier(let situation, let level): beginAnew(parts, situation, level, at: now)
    case .swapped(let situation, let level):
      beginAnew(parts.exchanging(parts.practitioner, parts.coachee) ?? parts, situation, level, at: now)
    case .leave: return .gone(.left)
    case .withFacilitator: return .gone(.withFacilitator)
    }
    return .changed
  }

  /// A new round in the place of the one that was stopped: nothing of that one is left but who sits here and the skill.
  private mutating func beginAnew(_ parts: RoundParts, _ situation: Situation, _ level: Scenario.Level, at now: Instant) {
    let skill = skill
    self = PracticeRound(id: id, groupID: groupID, sessionID: sessionID, number: number, table: table, parts: parts, minutes: minutes, at: now)
    self.skill = skill
    self.situation = situation
    self.level = level
  }

  /// As it stands where nobody taps the last steps: it was played, and what was written in it stays. `nil` where it did not come so far.
  package var ended: PracticeRound? {
    guard phase.isPlayed, !phase.isOver else { return nil }
    var round = self
    round.enter(.done, at: phaseBeganAt)
    round.forgetWords()
    round.endedAt = phaseBeganAt
    return round
  }

  private mutating func enter(_ new: RoundPhase, at now: Instant) {
    phase = new
    phaseBeganAt = now
    pausedAt = nil
    waited = .zero
    addedSeconds = 0
  }

  /// What is true of one's own coming talk is nobody's once the round is over.
  private mutating func forgetWords() {
    if case .comingTalk = situation { situation = .comingTalk(ComingTalk(about: "", usualAnswer: "")) }
    agreed = []
    cardOpened = nil
  }
}
