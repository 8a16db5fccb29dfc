// What the buttons and forms of a round send, read into what somebody wants; `RoundScene` lists the fields.
import Actions
import Domain
import HTTP

enum RoundForms {
  /// A form that says nothing of what can be done at this address.
  private static var nothing: Problem { Problem(nil, "round.form.unknown") }

  static func steps(_ form: Form) throws(Problem) -> RoundWish {
    if form.has("on") {
      guard let phase = RoundPhase(rawValue: form["on"]) else { throw nothing }
      return .command(.moveOn(from: phase))
    }
    if form.has("again") { return .command(.takeAgain) }
    if form.has("stop") { return .command(.stop) }
    if form.has("seconds") {
      guard let seconds = form.integer("seconds") else { throw nothing }
      return .command(.moreTime(seconds: seconds))
    }
    switch form["pause"] {
    case "begin": return .command(.pause)
    case "end": return .command(.resume)
    default: break
    }
    switch form["after"] {
    case "easier": return .easier
    case "swapped": return .swapped
    case "leave": return .command(.goOn(.leave))
    case "facilitator": return .command(.goOn(.withFacilitator))
    default: throw nothing
    }
  }

  static func setting(_ form: Form) throws(Problem) -> RoundWish {
    if form.has("skill") { return .command(.chooseSkill(form["skill"])) }
    if form.has("situation") { return .library(form["situation"]) }
    if form.has("own") {
      guard let own = form.id("own", as: OwnScenario.self) else { throw Problem("situation", "round.setting.unknownSituation") }
      return .ownScenario(own)
    }
    if form.has("stem") { return .addStem(form["stem"]) }
    if form.has("unstem") { return .dropStem(form["unstem"]) }
    if form.has("agree") { return .command(.agree) }
    if form.has("trade") {
      let parts = form["trade"].split(separator: ".")
      guard parts.count == 2, let one = ID<Person>(parts[0]), let other = ID<Person>(parts[1]) else { throw nothing }
      return .command(.trade(one, other))
    }
    if form.has("about") || form.has("usualAnswer") { return .comingTalk(about: form["about"], usualAnswer: form["usualAnswer"]) }
    switch form["draw"] {
    case "any": return .draw(atMost: .stretch)
    case "easy": return .draw(atMost: .easy)
    case "hard": return .draw(atMost: .hard)
    default: throw nothing
    }
  }

  static func draft(_ form: Form) -> RoundDraft {
    RoundDraft(
      practitioner: form.id("practitioner"), coachee: form.id("coachee"), observers: form.all("observer").compactMap { ID($0) },
      skill: form["skill"].isEmpty ? nil : form["skill"])
  }
}
