// The form that starts a round between sessions: who practices, who plays the colleague, who observes, and the one skill.
import Domain
import HTML
import HTTP
import Messages

struct RoundStartForm {
  let group: Group
  let people: GroupPeople
  var chosen = Form()
  let token: Markup
  let catalogue: Catalogue
  let skills: [FocusSkill]
  let corrections: Corrections

  private func say(_ key: String, _ values: [String: String] = [:]) -> String { catalogue.say(key, values) }

  var markup: Markup {
    postForm("/groups/\(group.id)/rounds", token: token) {
      corrections.summary
      choiceField(
        Field("practitioner", say("round.start.practitioner"), value: chosen["practitioner"], corrections), everybody(say("round.start.choose")))
      choiceField(Field("coachee", say("round.start.coachee"), value: chosen["coachee"], corrections), everybody(say("round.start.choose")))
      choiceField(
        Field("observer", say("round.start.observer"), value: chosen["observer"], optional: true, corrections), everybody(say("round.start.nobody")))
      choiceField(
        Field("skill", say("round.start.skill"), value: chosen["skill"], optional: true, corrections),
        [Choice("", say("round.start.skillLater"))] + skills.map { Choice($0.key, $0.title) })
      buttons { submitButton(say("round.start.submit")) }
    }
  }

  private func everybody(_ nobody: String) -> [Choice] {
    let facilitators = people.facilitators.filter { facilitator in !people.members.contains { $0.person == facilitator.person } }
    return [Choice("", nobody)] + people.members.map { Choice($0.person.text, $0.fullName) }
      + facilitators.map { Choice($0.person.text, say("round.start.facilitator", ["name": $0.fullName])) }
  }
}
