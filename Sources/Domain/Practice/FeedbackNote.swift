// A note from somebody at a table to the one who practiced: drafted, given, received, decided, and perhaps given again in better words.

package enum FeedbackDecision: String, Sendable, Codable, CaseIterable { case keep, `try`, park }

package enum FeedbackStage: String, Sendable, CaseIterable { case drafted, given, received, decided, reworded }

package struct FeedbackNote: Equatable, Sendable {
  package let id: ID<FeedbackNote>
  package let groupID: ID<Group>
  package let roundID: ID<PracticeRound>
  package let giverID: ID<Person>
  package let receiverID: ID<Person>
  /// The key of the skill that was practiced.
  package var skill: String
  /// What the giver is writing: theirs alone, whether or not something was given before.
  package var draft: FeedbackDraft?
  /// How often the draft was kept.
  package var version = 0
  /// How often it was given. 0: nobody but the giver knows that there is one.
  package var wording = 0
  package var given: FeedbackWording?
  package var earlier: FeedbackWording?
  package var writtenAt: Instant
  package var givenAt: Instant?
  package var receivedWording = 0
  package var decidedWording = 0
  package var decision: FeedbackDecision?
  package var line: FeedbackLine?
  /// When the receiver deleted it: only the giver's own text is left then, for a while.
  package var deletedAt: Instant?

  package init(
    id: ID<FeedbackNote>, groupID: ID<Group>, roundID: ID<PracticeRound>, from giver: ID<Person>, to receiver: ID<Person>, skill: String,
    at now: Instant
  ) {
    self.id = id
    self.groupID = groupID
    self.roundID = roundID
    giverID = giver
    receiverID = receiver
    self.skill = skill
    writtenAt = now
  }

  /// The first words of somebody in a round: to the one who practices there, and to nobody else.
  package static func begin(_ id: ID<FeedbackNote>, by giver: ID<Person>, in round: PracticeRound, at now: Instant) throws(Problem) -> FeedbackNote {
    try requireGiver(giver, in: round)
    guard round.phase.isPlayed else { throw Problem(nil, "feedback.notYet") }
    return FeedbackNote(
      id: id, groupID: round.groupID, roundID: round.id, from: giver, to: round.parts.practitioner, skill: round.skill ?? "", at: now)
  }

  /// Who gives feedback in a round: whoever observes, and in a pair the coachee. Of a stopped round there is none.
  package static func requireGiver(_ giver: ID<Person>, in round: PracticeRound) throws(Problem) {
    guard round.phase != .stopped else { throw Problem(nil, "feedback.stopped") }
    guard giver != round.parts.practitioner else { throw Problem(nil, "feedback.toOneself") }
    guard round.parts.givers.contains(giver) else { throw Problem(nil, "feedback.coacheeSpeaks") }
  }

  package var stage: FeedbackStage {
    if wording == 0 { return .drafted }
    if decidedWording == wording { return .decided }
    if wording > 1 { return .reworded }
    return receivedWording == wording ? .received : .given
  }

  /// Keeps what is typed as the next version.
  package mutating func write(_ draft: FeedbackDraft, at now: Instant) {
    self.draft = draft
    version += 1
    writtenAt = now
  }

  /// Gives what is drafted, for the first time or in other words. The same words again change nothing.
  package mutating func give(_ words: FeedbackWording, skill: String?, at now: Instant) throws(Problem) {
    guard deletedAt == nil else { throw Problem(nil, "feedback.wasDeleted") }
    if let given, given.saysTheSame(as: words) {
      draft = nil
      return
    }
    earlier = given
    given = words
    draft = nil
    version += 1
    wording += 1
    givenAt = now
    writtenAt = now
    if let skill { self.skill = skill }
  }

  // What follows is the receiver's.

  package mutating func open() { receivedWording = wording }

  package mutating func decide(_ decision: FeedbackDecision) {
    self.decision = decision
    decidedWording = wording
    receivedWording = wording
  }

  /// Once for each wording, so that the talk about a talk does not become one of its own.
  package mutating func send(_ line: FeedbackLine) throws(Problem) {
    if let sent = self.line, sent.wording == wording {
      guard sent.kind == line.kind && sent.text == line.text else { throw Problem(nil, "feedback.line.once") }
      return
    }
    self.line = line
  }

  /// Takes it out of the receiver's hands, with all that was the receiver's in it.
  package mutating func delete(at now: Instant) {
    decision = nil
    decidedWording = 0
    receivedWording = wording
    deletedAt = now
  }
}

/// One line from the receiver to the giver.
package struct FeedbackLine: Equatable, Sendable {
  package enum Kind: String, Sendable, CaseIterable { case helped, sayAgain }

  package let kind: Kind
  package let text: String
  /// Which wording it is about.
  package let wording: Int
  package let sentAt: Instant

  package static let longest = 300

  package init(kind: Kind, text: String, wording: Int, sentAt: Instant) {
    self.kind = kind
    self.text = text
    self.wording = wording
    self.sentAt = sentAt
  }

  package static func read(kind: String, text: String, wording: Int, at now: Instant) throws(Problem) -> FeedbackLine {
    var problem = Problem(lines: [])
    let line = TypedText.line(text)
    if line.isEmpty { problem.add("line", Sentence("feedback.line.empty")) }
    if TypedText.isLonger(line, than: longest) { problem.add("line", Sentence("feedback.line.long", ["most": String(longest)])) }
    let known = Kind(rawValue: kind)
    if known == nil { problem.add("kind", Sentence("feedback.line.kindMissing")) }
    guard problem.lines.isEmpty, let known else { throw problem }
    return FeedbackLine(kind: known, text: line, wording: wording, sentAt: now)
  }
}

extension RoundPhase {
  /// From the minute to jot on feedback is written and stems are marked: while it is played, phones rest, and of what was stopped nothing is kept.
  package var isPlayed: Bool {
    switch self {
    case .set, .briefed, .playing, .stopped: false
    case .jotting, .selfDebrief, .coacheeVoice, .observerFeedback, .keepOrTry, .secondTake, .outOfRole, .done: true
    }
  }

  /// The practitioner has spoken and so has the coachee: now others may.
  package var letsFeedbackBeGiven: Bool {
    switch self {
    case .set, .briefed, .playing, .jotting, .selfDebrief, .coacheeVoice, .stopped: false
    case .observerFeedback, .keepOrTry, .secondTake, .outOfRole, .done: true
    }
  }
}
