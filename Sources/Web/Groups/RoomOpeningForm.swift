// The way into the room: who is here now, and the button that opens it, for the facilitator or for members who begin without them.
import Actions
import Domain
import HTML
import HTTP

enum RoomOpeningForm {
  /// Everybody stands as here until somebody says otherwise, but for those who said that they cannot come.
  static func markup(_ plan: SessionPlan, _ problem: Problem?, _ typed: Form, _ visit: Visit) -> Markup {
    let corrections = Corrections(problem, visit.house.catalogue)
    let choices = [
      Choice("here", visit.say("room.open.here")), Choice("video", visit.say("room.open.video")), Choice("late", visit.say("room.open.late")),
      Choice("absent", visit.say("room.open.absent")),
    ]
    return section(visit.say("room.open.heading"), id: "opening") {
      plan.isFacilitator ? "" : remark(visit.say("room.open.aloneHow"))
      postForm("/sessions/\(plan.session.id)/opening", token: visit.formToken) {
        corrections.summary
        "<div class=\"seats-to-come\" id=\"field-present\">\n"
        joined(
          plan.people.members.map { member in
            let name = "seat-\(member.person)"
            let value = typed[name].isEmpty ? (plan.preparation.absences[member.person] == nil ? "here" : "absent") : typed[name]
            return radioField(Field(name, member.fullName, value: value, corrections), choices)
          })
        "</div>\n"
        plan.isArriving && plan.isFacilitator ? remark(visit.say("before.arrival.waits")) : nil
        buttons { submitButton(plan.isFacilitator ? visit.say("room.open.button") : visit.say("room.open.alone")) }
      }
    }
  }
}
