// The seventh is no dead end: a proposal to become two groups, which the person who makes it may change.
import Actions
import Domain
import HTML
import HTTP

enum SplitPages {
  @Sendable static func show(_ visit: Visit) async throws -> Reply {
    guard let newcomer = visit.query("with").flatMap({ ID<Person>($0) }) else { throw Refusal.notFound }
    return try await page(newcomer, leaving: nil, name: "", agreed: visit.query("second-group") == "yes", nil, visit)
  }

  @Sendable static func split(_ visit: Visit) async throws -> Reply {
    let form = visit.form
    guard let newcomer = form.id("with", as: Person.self) else { throw Refusal.notFound }
    let leaving = Set(form.all("leaving").compactMap { ID<Person>($0) })
    do {
      let second = try await visit.house.split(
        try visit.id(), newcomer: newcomer, leaving: leaving, name: form["name"], secondGroupAgreed: form.isOn("second-group"),
        as: visit.actor)
      return .redirect("/groups/\(second)/members")
    } catch let problem as Problem {
      return try await page(newcomer, leaving: leaving, name: form["name"], agreed: form.isOn("second-group"), problem, visit)
    }
  }

  private static func page(
    _ newcomer: ID<Person>, leaving: Set<ID<Person>>?, name: String, agreed: Bool, _ problem: Problem?, _ visit: Visit
  ) async throws -> Reply {
    let id = try visit.id(as: Group.self)
    let page = try await visit.house.splitPage(id, newcomer: newcomer, as: visit.actor)
    let corrections = Corrections(problem, visit.house.catalogue)
    let chosen = leaving ?? Set(page.proposal.leaving)
    let body = postForm("/groups/\(id)/split", token: visit.formToken) {
      corrections.summary
      "<input type=\"hidden\" name=\"with\" value=\"\(newcomer.text)\">"
      agreed ? "<input type=\"hidden\" name=\"second-group\" value=\"yes\">" : ""
      tickField(
        Field(
          "leaving", visit.say("groups.split.leaving"), hint: visit.say("groups.split.leavingHint", ["group": page.group.name]), corrections
        ),
        page.seven.map { Choice($0.id.text, $0.fullName) }, chosen: Set(chosen.map(\.text)))
      textField(Field("name", visit.say("groups.split.name"), value: name, corrections))
      buttons {
        submitButton(visit.say("groups.split.make"))
        linkButton(visit.say("groups.form.back"), href: "/groups/\(id)/members", .quiet)
      }
    }
    return visit.page(
      visit.say("groups.split.title"), status: problem == nil ? .ok : .unprocessableContent,
      lead: visit.say("groups.split.lead", ["group": page.group.name, "name": page.newcomer.fullName]),
      back: Shell.Link(address: "/groups/\(id)/members", label: visit.say("groups.members.title")), body)
  }
}
