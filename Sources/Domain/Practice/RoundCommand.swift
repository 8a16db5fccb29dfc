// What can be done in a practice round, as values, and what somebody who does it is to the round.

package enum RoundCommand: Equatable, Sendable {
  // While the round is set up.
  /// `level` is `nil` for a coming talk.
  case choose(Situation, level: Scenario.Level?)
  case chooseSkill(String)
  case chooseStems([String])
  /// Yes to a hard scenario.
  case agree
  /// Two people exchange their parts.
  case trade(ID<Person>, ID<Person>)

  // While it runs; `from` is the phase that was on the screen of whoever tapped.
  case moveOn(from: RoundPhase)
  /// Back a step: the play waits.
  case pause
  case resume
  case moreTime(seconds: Int)
  /// Two minutes more, if the practitioner wants them.
  case takeAgain
  /// The card for the coachee, by somebody else's hand.
  case openCard(CardOpening.Way)

  case stop
  case goOn(AfterStop)
}

/// What the table does after a round that was stopped; nobody says why.
package enum AfterStop: Equatable, Sendable {
  /// The same parts and skill with an easier situation.
  case easier(Situation, Scenario.Level)
  /// Practitioner and coachee exchange their parts; another situation, since one of them has read the card.
  case swapped(Situation, Scenario.Level)
  case leave
  /// Two minutes with the facilitator.
  case withFacilitator
}

/// Somebody who does something in a round.
package struct RoundHand: Equatable, Sendable {
  package let person: ID<Person>
  /// `nil` for whoever leads without a part.
  package let part: RoundPart?
  /// The facilitator of the group, or whoever controls the room.
  package let leads: Bool

  package init(person: ID<Person>, part: RoundPart?, leads: Bool) {
    self.person = person
    self.part = part
    self.leads = leads
  }

  /// Practitioner and coachee say what is played; whoever leads can do it from one device.
  package var maySetUp: Bool { leads || part == .practitioner || part == .coachee }
}

/// What a command has made of a round.
package enum RoundOutcome: Equatable, Sendable {
  case unchanged
  case changed
  /// Nothing more is kept of it: the row goes.
  case gone(RoundEnding)
}

package enum RoundEnding: String, Equatable, Sendable { case left, withFacilitator }
