// Starting a round between sessions: the form's answer, and the form again where something has to be put right.
import Actions
import Domain
import HTML
import HTTP

extension RoundPages {
  @Sendable static func start(_ visit: Visit) async throws -> Reply {
    let group = try visit.id(as: Group.self)
    do {
      let id = try await visit.house.startRound(RoundForms.draft(visit.form), in: group, as: visit.actor)
      return .redirect("/rounds/\(id)")
    } catch let problem as Problem {
      let home = try await visit.house.groupHome(group, as: visit.actor)
      let form = RoundStartForm(
        group: home.group, people: home.people, chosen: visit.form, token: visit.formToken, catalogue: visit.house.catalogue,
        skills: visit.house.library.practice.skills, corrections: Corrections(problem, visit.house.catalogue))
      return visit.page(
        visit.say("round.start.title"), status: .unprocessableContent,
        back: Shell.Link(address: "/groups/\(group)", label: home.group.name), form.markup)
    }
  }
}
