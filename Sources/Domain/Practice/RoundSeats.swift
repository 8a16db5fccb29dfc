// Who may have which part in a round, and what somebody of the group is to it.

extension RoundParts {
  /// A table of a round is no smaller and no larger.
  package static let people = 2...6

  /// The parts as a form names them; `nil` is a part that was given to nobody.
  package static func checked(
    practitioner: ID<Person>?, coachee: ID<Person>?, observers: [ID<Person>]
  ) throws(Problem) -> RoundParts {
    var problem = Problem(lines: [])
    if practitioner == nil { problem.add("practitioner", Sentence("round.parts.noPractitioner")) }
    if coachee == nil { problem.add("coachee", Sentence("round.parts.noCoachee")) }
    guard let practitioner, let coachee else { throw problem }
    let parts = RoundParts(practitioner: practitioner, coachee: coachee, observers: observers)
    if practitioner == coachee {
      problem.add("coachee", Sentence("round.parts.twice"))
    } else if Set(parts.people).count < parts.people.count {
      problem.add("observer", Sentence("round.parts.twice"))
    }
    if parts.people.count > people.upperBound {
      problem.add("observer", Sentence("round.parts.tooMany", ["most": String(people.upperBound)]))
    }
    guard problem.lines.isEmpty else { throw problem }
    return parts
  }

  /// `nil` where one of the two has no part here.
  package func exchanging(_ one: ID<Person>, _ other: ID<Person>) -> RoundParts? {
    guard one != other, part(of: one) != nil, part(of: other) != nil else { return nil }
    func next(_ person: ID<Person>) -> ID<Person> { person == one ? other : person == other ? one : person }
    return RoundParts(
      practitioner: next(practitioner), coachee: next(coachee), observers: observers.map(next))
  }
}

extension GroupTies {
  /// What the person is to a round of the group: a member is who has a part in it, the facilitator whoever leads its group or
  /// controls its room. To the others of the group it does not exist.
  package func relations(to round: PracticeRound, of actor: Actor, controlsRoom: Bool, at now: Instant) -> Set<Relation> {
    let toGroup = relationsToGroup(of: actor, at: now)
    var relations = toGroup.intersection([.outsider, .sameProgram, .beforeNotice])
    let belongs = !toGroup.isDisjoint(with: [.member, .facilitator])
    if belongs, round.parts.part(of: actor.personID) != nil { relations.insert(.member) }
    if toGroup.contains(.facilitator) || belongs && controlsRoom { relations.insert(.facilitator) }
    return relations
  }
}
