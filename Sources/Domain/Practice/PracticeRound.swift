// One talk that is played at one table, as it stands: who has which part, what is practiced, and how far it is.

/// Without any private card: that is looked up for the coachee and nobody else (`docs/practice.md`).
package struct PracticeRound: Equatable, Sendable, Codable {
  package let id: ID<PracticeRound>
  package let groupID: ID<Group>
  /// `nil` between sessions.
  package let sessionID: ID<Session>?
  /// 1 for the first of its session; 1 too between sessions.
  package let number: Int
  /// 1 for the first table.
  package let table: Int
  package var parts: RoundParts
  package var situation: Situation?
  /// The key of the one skill that is practiced.
  package var skill: String?
  /// Keys of the stems that the practitioner wants to try; at most `mostStems`.
  package var stems: [String] = []
  /// How hard the situation is; `nil` for a coming talk, and before anything was chosen.
  package var level: Scenario.Level?
  /// Who has said yes to a hard scenario.
  package var agreed: Set<ID<Person>> = []
  /// How long the play and the feedback last: the house's own minutes, or what the session's time box allows.
  package var minutes = RoundMinutes()
  /// Who opened the card for the coachee, on their own device or on paper: seen at the table.
  package var cardOpened: CardOpening?
  package var phase = RoundPhase.set
  package var phaseBeganAt: Instant
  /// Since when the play waits; `nil` while it goes on.
  package var pausedAt: Instant?
  /// How long this phase has waited so far.
  package var waited = Span.zero
  package var addedSeconds = 0
  package var endedAt: Instant?

  package static let mostStems = 3

  package init(
    id: ID<PracticeRound>, groupID: ID<Group>, sessionID: ID<Session>?, number: Int = 1, table: Int = 1, parts: RoundParts,
    minutes: RoundMinutes = RoundMinutes(), at now: Instant
  ) {
    self.id = id
    self.groupID = groupID
    self.sessionID = sessionID
    self.number = number
    self.table = table
    self.parts = parts
    self.minutes = minutes
    phaseBeganAt = now
  }

  /// A hard scenario stands only when practitioner and coachee have both said yes.
  package var isHard: Bool { level == .hard }
  package var waitsForAgreement: Bool { isHard && !agreed.isSuperset(of: [parts.practitioner, parts.coachee]) }
}

/// The card given to the coachee by somebody else's hand.
package struct CardOpening: Equatable, Sendable, Codable {
  package enum Way: String, Sendable, Codable, CaseIterable { case handOver, paper }

  package let by: ID<Person>
  package let way: Way

  package init(by: ID<Person>, way: Way) {
    self.by = by
    self.way = way
  }
}

package enum RoundPart: String, Sendable, Codable, CaseIterable { case practitioner, coachee, observer }

/// The facilitator may fill any part; nobody has two.
package struct RoundParts: Equatable, Sendable, Codable {
  package let practitioner: ID<Person>
  package let coachee: ID<Person>
  package let observers: [ID<Person>]

  package init(practitioner: ID<Person>, coachee: ID<Person>, observers: [ID<Person>] = []) {
    self.practitioner = practitioner
    self.coachee = coachee
    self.observers = observers
  }

  package var people: [ID<Person>] { [practitioner, coachee] + observers }

  package func part(of person: ID<Person>) -> RoundPart? {
    if person == practitioner { return .practitioner }
    if person == coachee { return .coachee }
    return observers.contains(person) ? .observer : nil
  }

  /// Who gives the practitioner feedback: the observers, and in a pair the coachee.
  package var givers: [ID<Person>] { observers.isEmpty ? [coachee] : observers }
}

/// The order is fixed: the practitioner speaks first, the observers last.
package enum RoundPhase: String, Sendable, Codable, CaseIterable {
  case set, briefed, playing, jotting, selfDebrief, coacheeVoice, observerFeedback, keepOrTry, secondTake, outOfRole, done, stopped

  package var isOver: Bool { self == .done || self == .stopped }
}

/// What is played.
package enum Situation: Equatable, Sendable, Codable {
  /// A scenario of the library, by its key.
  case library(String)
  /// A scenario that the group has written for itself.
  case ownScenario(ID<OwnScenario>)
  /// A talk that the practitioner has before them: its words go when the round ends.
  case comingTalk(ComingTalk)
}

/// Aliases only, and no card: the practitioner tells the coachee how that person usually answers.
package struct ComingTalk: Equatable, Sendable, Codable {
  package let about: String
  package let usualAnswer: String

  package static let longest = 600

  package init(about: String, usualAnswer: String) {
    self.about = about
    self.usualAnswer = usualAnswer
  }

  /// As it was typed into the form, made fit to keep.
  package static func checked(about: String, usualAnswer: String) throws(Problem) -> ComingTalk {
    let talk = ComingTalk(about: TypedText.block(about), usualAnswer: TypedText.block(usualAnswer))
    var problem = Problem(lines: [])
    if talk.about.isEmpty { problem.add("about", Sentence("round.comingTalk.aboutMissing")) }
    if talk.usualAnswer.isEmpty { problem.add("usualAnswer", Sentence("round.comingTalk.answerMissing")) }
    for (field, text) in [("about", talk.about), ("usualAnswer", talk.usualAnswer)] where TypedText.isLonger(text, than: longest) {
      problem.add(field, Sentence("round.comingTalk.tooLong", ["most": String(longest)]))
    }
    guard problem.lines.isEmpty else { throw problem }
    return talk
  }
}
