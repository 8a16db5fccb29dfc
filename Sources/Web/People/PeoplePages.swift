// The people and schools of a program, for its administrator: who is here, and letting somebody in.
import Actions
import Domain
import HTML
import HTTP

enum PeoplePages {
  @Sendable static func list(_ visit: Visit) async throws -> Reply { try await page(visit, typed: Form(), problem: nil) }

  @Sendable static func invite(_ visit: Visit) async throws -> Reply {
    let form = visit.form
    var roles: [Role] = []
    if form.isOn("program-lead") { roles.append(.programLead) }
    if form.isOn("administrator") { roles.append(.administrator) }
    let draft = PersonDraft(
      fullName: form["full-name"], signInName: form["sign-in-name"], coachKind: CoachKind(rawValue: form["coach-kind"]),
      programRoles: roles, schoolIDs: form.all("schools").compactMap { ID<School>($0) })
    do {
      let link = try await visit.house.invitePerson(draft, as: visit.actor)
      return try await NewLinkPage.page(visit, link)
    } catch let problem as Problem {
      return try await page(visit, typed: form, problem: problem)
    }
  }

  @Sendable static func addSchool(_ visit: Visit) async throws -> Reply {
    let form = visit.form
    do {
      _ = try await visit.house.addSchool(form["school-name"], as: visit.actor)
      return .redirect("/people#schools")
    } catch let problem as Problem {
      return try await page(visit, typed: form, problem: problem)
    }
  }

  private static func page(_ visit: Visit, typed: Form, problem: Problem?) async throws -> Reply {
    let overview = try await visit.house.people(as: visit.actor)
    let moments = Moments(visit.house.catalogue, zone: overview.program.zone)
    let corrections = Corrections(problem, visit.house.catalogue)
    let waiting = overview.people.filter { !$0.hasPassword && !$0.person.isDemo && $0.person.disabledAt == nil }.count
    let lead = visit.say(
      "people.list.lead", count: overview.people.count,
      [
        "program": overview.program.name,
        "waiting": waiting == 0 ? visit.say("people.list.everybodyIn") : visit.say("people.list.waiting", count: waiting),
      ])
    let schools = section(visit.say("people.list.schools"), id: "schools") {
      overview.schools.isEmpty
        ? remark(visit.say("people.list.noSchools")) : rows(overview.schools.map { row($0.name) })
      postForm("/schools", token: visit.formToken) {
        textField(Field("school-name", visit.say("people.list.schoolName"), value: typed["school-name"], whoSees: .program, corrections))
        buttons { submitButton(visit.say("people.list.addSchool"), .quiet) }
      }
    }
    // In a new program the first school comes before the first coach.
    let body = joined([
      section(visit.say("people.list.people")) {
        rows(
          overview.people.map { line in
            row(
              line.person.fullName, href: "/people/\(line.person.id)", detail: PersonPages.roles(line, overview, visit),
              end: PersonPages.state(line, moments, visit).map(statusWord))
          })
      },
      overview.schools.isEmpty ? schools : "",
      section(visit.say("people.list.invite"), id: "invite") { inviteForm(visit, overview, typed, corrections) },
      overview.schools.isEmpty ? "" : schools,
    ])
    return visit.page(visit.say("people.list.title"), status: problem == nil ? .ok : .unprocessableContent, lead: lead, body)
  }

  private static func inviteForm(_ visit: Visit, _ overview: PeopleOverview, _ typed: Form, _ corrections: Corrections) -> Markup {
    postForm("/people", token: visit.formToken) {
      corrections.summary
      textField(Field("full-name", visit.say("people.field.fullName"), value: typed["full-name"], whoSees: .program, corrections))
      textField(
        Field(
          "sign-in-name", visit.say("people.field.signInName"), value: typed["sign-in-name"],
          hint: visit.say("people.field.signInNameHint"), whoSees: .administrators, corrections),
        .signInName)
      choiceField(
        Field(
          "coach-kind", visit.say("people.field.coachKind"), value: typed["coach-kind"], hint: visit.say("people.field.coachKindHint"),
          corrections),
        [
          Choice("", visit.say("people.kind.none")), Choice("ic", visit.say("people.kind.ic")), Choice("itc", visit.say("people.kind.itc")),
          Choice("both", visit.say("people.kind.both")),
        ])
      overview.schools.isEmpty
        ? ""
        : tickField(
          Field("schools", visit.say("people.field.schools"), corrections), overview.schools.map { Choice($0.id.text, $0.name) },
          chosen: Set(typed.all("schools")))
      checkField(Field("program-lead", visit.say("people.field.programLead"), value: typed.isOn("program-lead") ? "yes" : "", corrections))
      checkField(
        Field("administrator", visit.say("people.field.administrator"), value: typed.isOn("administrator") ? "yes" : "", corrections))
      buttons { submitButton(visit.say("people.list.inviteButton")) }
    }
  }
}
