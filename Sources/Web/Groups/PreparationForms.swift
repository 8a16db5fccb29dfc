// The forms of a session's page before it runs: arriving, one's own line with how commitments stand, and "I cannot come".
import Actions
import Domain
import HTML
import HTTP

struct PreparationForms {
  let plan: SessionPlan
  let corrections: Corrections
  /// What was typed into a form that could not be taken.
  let typed: Form?
  let visit: Visit

  private var address: String { "/sessions/\(plan.session.id)" }
  private var isOpen: Bool { plan.session.status == .planned }
  private var own: Bring? { plan.preparation.brings.first { $0.personID == plan.actor } }

  /// From ten minutes before the start: a question without a clock, who is here, and one tap.
  var arriving: Markup {
    guard plan.isArriving else { return "" }
    let here = plan.preparation.arrivals
    let names = plan.people.members.filter { here.contains($0.person) }.map(\.fullName)
    return section(visit.say("before.arrival.title"), id: "arrival") {
      plan.arrivalQuestion.map { answer($0.text) }
      remark(visit.say("before.arrival.noClock"))
      paragraph(
        names.isEmpty ? visit.say("before.arrival.nobody") : visit.say("before.arrival.here", ["names": names.joined(separator: ", ")]))
      plan.isMember && !here.contains(plan.actor)
        ? buttons { postButton(visit.say("before.arrival.iAmHere"), action: address + "/arrivals", token: visit.formToken, .first) } : nil
    }
  }

  /// What everybody brings; below it one's own line until the room opens.
  var bringing: Markup {
    let when = Moments(visit.house.catalogue, zone: plan.group.zone)
    guard isOpen || typed != nil else { return "" }
    return section(visit.say("before.title"), id: "bring") {
      PreparationView(plan.preparation, people: plan.people, when: when, visit: visit).lines
      plan.isMember ? line : nil
      plan.isMember ? absence : nil
    }
  }

  private var line: Markup {
    let wants =
      [Choice("", visit.say("before.want.choose"))] + BringWant.allCases.map { Choice($0.rawValue, PreparationView.want($0, visit)) }
    let promises = plan.preparation.commitments.filter { $0.ownerID == plan.actor }
    return postForm(address + "/brings", token: visit.formToken) {
      choiceField(
        Field("want", visit.say("before.bring.want"), value: typed.map { $0["want"] } ?? own?.want.rawValue ?? "", corrections), wants)
      textField(
        Field(
          "line", visit.say("before.bring.line"), value: typed.map { $0["line"] } ?? own?.text ?? "", hint: visit.say("before.bring.hint"),
          whoSees: .groupAndFacilitator, corrections))
      joined(promises.map(standing))
      buttons { submitButton(own == nil ? visit.say("before.bring.keep") : visit.say("before.bring.change"), .quiet) }
    }
  }

  private func standing(_ promise: CarriedCommitment) -> Markup {
    let name = "standing-\(promise.id)"
    let said = plan.preparation.said.contains(promise.id) ? promise.state.rawValue : ""
    let choices =
      [Choice("", visit.say("before.bring.notSaid"))]
      + CommitmentState.allCases.map { Choice($0.rawValue, commitmentStateWord($0, visit.house.catalogue)) }
    return choiceField(
      Field(
        name, visit.say("before.bring.standing", ["text": promise.text]), value: typed.map { $0[name] } ?? said, whoSees: .groupAndFacilitator,
        corrections), choices)
  }

  private var absence: Markup {
    if plan.preparation.absences[plan.actor] != nil {
      return notice(.note, visit.say("before.absence.said")) {
        postButton(
          visit.say("before.absence.takeBack"), action: address + "/absences", token: visit.formToken, hidden: [("take-back", "yes")])
      }
    }
    let form = postForm(address + "/absences", token: visit.formToken) {
      textField(
        Field(
          "reason", visit.say("before.absence.reason"), value: typed.map { $0["reason"] } ?? "", hint: visit.say("before.absence.hint"),
          whoSees: .facilitator, optional: true, corrections))
      buttons { submitButton(visit.say("before.absence.say"), .quiet) }
    }
    let isTyped = !corrections.sentences(for: "reason").isEmpty
    return "<details class=\"more\"\(" open", if: isTyped)><summary>\(visit.say("before.absence.title"))</summary>\n\(form)</details>\n"
  }
}
