// Words for what stands on the shelf of practice: how hard, how somebody comes into the talk, for whom, how sure one feels.
import Domain
import HTTP

struct PracticeWords {
  let visit: Visit

  init(_ visit: Visit) { self.visit = visit }

  func level(_ level: Scenario.Level) -> String { RoundWords.level(level) { visit.say($0) } }

  func stance(_ stance: Scenario.Stance) -> String {
    switch stance {
    case .willing: visit.say("shelf.stance.willing")
    case .strong: visit.say("shelf.stance.strong")
    case .torn: visit.say("shelf.stance.torn")
    case .guarded: visit.say("shelf.stance.guarded")
    }
  }

  func audience(_ audience: Audience) -> String {
    switch audience {
    case .ic: visit.say("shelf.audience.ic")
    case .itc: visit.say("shelf.audience.itc")
    case .both: visit.say("shelf.audience.both")
    }
  }

  func part(_ part: RoundPart) -> String {
    switch part {
    case .practitioner: visit.say("shelf.part.practitioner")
    case .coachee: visit.say("shelf.part.coachee")
    case .observer: visit.say("shelf.part.observer")
    }
  }

  func standing(_ standing: ConfidenceCheck.Standing) -> String {
    switch standing {
    case .new: visit.say("shelf.standing.new")
    case .shaky: visit.say("shelf.standing.shaky")
    case .growing: visit.say("shelf.standing.growing")
    case .steady: visit.say("shelf.standing.steady")
    case .natural: visit.say("shelf.standing.natural")
    }
  }

  func sentence(_ check: ConfidenceCheck) -> String {
    let values = ["word": standing(check.standing)]
    return switch check.moment {
    case .before: visit.say("shelf.confidence.wasBefore", values)
    case .after: visit.say("shelf.confidence.wasAfter", values)
    }
  }

  func flaw(_ flaw: StemFlaw) -> String {
    switch flaw {
    case .double: visit.say("shelf.flaw.double")
    case .leading: visit.say("shelf.flaw.leading")
    case .accusing: visit.say("shelf.flaw.accusing")
    }
  }

  static func skillChoices(_ skills: [FocusSkill], first: String) -> [Choice] { [Choice("", first)] + skills.map { Choice($0.key, $0.title) } }
}
