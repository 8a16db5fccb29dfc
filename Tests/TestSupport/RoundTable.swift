// One practice round at one table, for tests of its rules: three people, a skill, and situations to choose from.
import Domain

package struct RoundTable {
  package static let start = Instant(milliseconds: 1_792_500_000_000)
  package static let people: [ID<Person>] = (1...4).map { ID(trusted: "01900000-0000-7000-8000-00000000000\($0)") }
  package static var priya: ID<Person> { people[0] }
  package static var dana: ID<Person> { people[1] }
  package static var marcus: ID<Person> { people[2] }
  package static var tomas: ID<Person> { people[3] }

  package var round: PracticeRound
  package var now = start

  package init(observers: [ID<Person>] = [marcus], session: ID<Session>? = nil) {
    round = PracticeRound(
      id: ID(trusted: "01900000-0000-7000-8000-0000000000aa"), groupID: ID(trusted: "01900000-0000-7000-8000-0000000000bb"), sessionID: session,
      parts: RoundParts(practitioner: RoundTable.priya, coachee: RoundTable.dana, observers: observers), at: RoundTable.start)
  }

  package func hand(_ person: ID<Person>, leads: Bool = false) -> RoundHand {
    RoundHand(person: person, part: round.parts.part(of: person), leads: leads)
  }

  /// By whoever practices, unless somebody else is named.
  @discardableResult
  package mutating func act(_ command: RoundCommand, by person: ID<Person>? = nil, leads: Bool = false) throws -> RoundOutcome {
    try round.apply(command, by: hand(person ?? round.parts.practitioner, leads: leads), at: now)
  }

  /// Set up with an easy scenario and moved on to this phase.
  package mutating func go(to phase: RoundPhase) throws {
    if round.skill == nil { try act(.chooseSkill("listening")) }
    if round.situation == nil { try act(.choose(.library("stations"), level: .easy)) }
    while round.phase != phase, !round.phase.isOver { try act(.moveOn(from: round.phase)) }
  }

  package static let material = RoundMaterial(
    scenario: Scenario(
      key: "stations", title: "Stations", brief: "A goal of stations.", role: "A first-grade teacher", wants: "Help.",
      card: Scenario.Card(truth: "canary-card-truth", softens: "canary-card-softens", limit: "canary-card-limit"), level: .easy, stance: .willing,
      skills: ["listening"], audience: .both))
}
