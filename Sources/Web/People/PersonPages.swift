// One person of a program, for its administrator: roles in relation to what, a new link, closing and opening the way in.
import Actions
import Domain
import HTML
import HTTP

enum PersonPages {
  @Sendable static func show(_ visit: Visit) async throws -> Reply { try await page(visit, problem: nil) }

  @Sendable static func makeLink(_ visit: Visit) async throws -> Reply {
    try await shown(visit) { try await NewLinkPage.page(visit, visit.house.makeLink(for: visit.id(), as: visit.actor)) }
  }

  @Sendable static func changeCoachKind(_ visit: Visit) async throws -> Reply {
    let word = visit.form["coach-kind"]
    return try await shown(visit) {
      try await visit.house.changeCoachKind(of: visit.id(), to: word, as: visit.actor)
      return try back(visit)
    }
  }

  @Sendable static func giveRole(_ visit: Visit) async throws -> Reply {
    let form = visit.form
    return try await shown(visit) {
      guard let role = Role(rawValue: form["role"]) else { throw Problem("object", "people.problem.roleMissing") }
      let actor = try visit.actor
      let object = role.objectKind == .program ? actor.programID.text : form["object"]
      guard !object.isEmpty else { throw Problem("object", "people.problem.roleMissing") }
      try await visit.house.giveRole(role, to: visit.id(), on: object, as: actor)
      return try back(visit)
    }
  }

  @Sendable static func endRole(_ visit: Visit) async throws -> Reply {
    let form = visit.form
    return try await shown(visit) {
      guard let id = form.id("role", as: RoleHeld.self) else { throw Refusal.notFound }
      try await visit.house.endRole(id, of: visit.id(), as: visit.actor)
      return try back(visit)
    }
  }

  @Sendable static func close(_ visit: Visit) async throws -> Reply {
    try await shown(visit) {
      try await visit.house.disablePerson(visit.id(), as: visit.actor)
      return try back(visit)
    }
  }

  @Sendable static func endSignIns(_ visit: Visit) async throws -> Reply {
    try await visit.house.endSignIns(of: visit.id(), as: visit.actor)
    return try back(visit)
  }

  @Sendable static func open(_ visit: Visit) async throws -> Reply {
    try await visit.house.enablePerson(visit.id(), as: visit.actor)
    return try back(visit)
  }

  private static func back(_ visit: Visit) throws -> Reply { .redirect("/people/\(try visit.id(as: Person.self))") }

  /// What is wrong stands on the same page again.
  private static func shown(_ visit: Visit, _ act: () async throws -> Reply) async throws -> Reply {
    do { return try await act() } catch let problem as Problem { return try await page(visit, problem: problem) }
  }

  private static func page(_ visit: Visit, problem: Problem?) async throws -> Reply {
    let (line, overview) = try await visit.house.person(visit.id(), as: visit.actor)
    let moments = Moments(visit.house.catalogue, zone: overview.program.zone)
    let corrections = Corrections(problem, visit.house.catalogue)
    let path = "/people/\(line.person.id)"
    let body = joined([
      corrections.summary,
      section(visit.say("people.person.who")) {
        facts([
          (visit.say("people.field.signInName"), Markup(text: line.person.signInName)),
          (visit.say("people.field.coachKind"), Markup(text: kind(line.person.coachKind, visit))),
          (visit.say("people.person.state"), Markup(text: state(line, moments, visit) ?? visit.say("people.state.active"))),
        ])
        postForm(path + "/coach-kinds", token: visit.formToken) {
          choiceField(
            Field("coach-kind", visit.say("people.field.coachKind"), value: line.person.coachKind?.rawValue ?? "", corrections),
            [Choice("", visit.say("people.kind.none"))] + CoachKind.allCases.map { Choice($0.rawValue, kind($0, visit)) })
          buttons { submitButton(visit.say("people.person.changeKind"), .quiet) }
        }
      },
      roleSection(line, overview, corrections, visit, path),
      section(visit.say("people.person.wayIn")) {
        line.person.disabledAt == nil
          ? remark(visit.say(line.hasPassword ? "people.person.resetRemark" : "people.person.inviteRemark")) : ""
        buttons {
          line.person.disabledAt == nil
            ? postButton(visit.say("people.person.makeLink"), action: path + "/links", token: visit.formToken, .quiet) : ""
          line.person.disabledAt == nil
            ? postButton(visit.say("people.person.endSignIns"), action: path + "/sign-in-endings", token: visit.formToken, .quiet) : ""
          line.person.disabledAt == nil
            ? postButton(visit.say("people.person.close"), action: path + "/closures", token: visit.formToken, .quiet)
            : postButton(visit.say("people.person.open"), action: path + "/openings", token: visit.formToken, .quiet)
        }
        remark(visit.say("people.person.closeRemark"))
      },
    ])
    return visit.page(
      line.person.fullName, status: problem == nil ? .ok : .unprocessableContent, lead: roles(line, overview, visit),
      back: Shell.Link(address: "/people", label: visit.say("people.list.title")), body)
  }

  private static func roleSection(
    _ line: PersonLine, _ overview: PeopleOverview, _ corrections: Corrections, _ visit: Visit, _ path: String
  ) -> Markup {
    let others = overview.people.filter { $0.person.id != line.person.id }
    return section(visit.say("people.person.roles")) {
      line.roles.isEmpty
        ? remark(visit.say("people.role.none"))
        : rows(
          line.roles.sorted { word($0, overview, visit) < word($1, overview, visit) }.map { held in
            row(
              word(held, overview, visit),
              end: postButton(
                visit.say("people.person.endRole"), action: path + "/role-endings", token: visit.formToken, .quiet,
                hidden: [("role", held.id.text)], told: word(held, overview, visit)))
          })
      remark(visit.say("people.person.rolesRemark"))
      buttons {
        giveButton(.programLead, visit.say("people.person.makeLead"), line, visit, path)
        giveButton(.administrator, visit.say("people.person.makeAdministrator"), line, visit, path)
      }
      overview.schools.isEmpty
        ? ""
        : objectForm(
          .coach, visit.say("people.person.coachAt"), overview.schools.map { Choice($0.id.text, $0.name) }, corrections, visit, path)
      others.isEmpty
        ? ""
        : objectForm(
          .appraiser, visit.say("people.person.appraises"), others.map { Choice($0.person.id.text, $0.person.fullName) }, corrections,
          visit, path)
    }
  }

  private static func giveButton(_ role: Role, _ label: String, _ line: PersonLine, _ visit: Visit, _ path: String) -> Markup {
    guard !line.roles.contains(where: { $0.role == role }) else { return "" }
    return postButton(label, action: path + "/roles", token: visit.formToken, .quiet, hidden: [("role", role.rawValue)])
  }

  private static func objectForm(
    _ role: Role, _ label: String, _ choices: [Choice], _ corrections: Corrections, _ visit: Visit, _ path: String
  ) -> Markup {
    postForm(path + "/roles", token: visit.formToken) {
      "<input type=\"hidden\" name=\"role\" value=\"\(role.rawValue)\">\n"
      choiceField(Field("object", label, scope: role.rawValue, corrections), [Choice("", visit.say("people.person.choose"))] + choices)
      buttons { submitButton(visit.say("people.person.giveRole"), .quiet) }
    }
  }

  static func roles(_ line: PersonLine, _ overview: PeopleOverview, _ visit: Visit) -> String {
    let words = line.roles.map { word($0, overview, visit) }.sorted()
    return words.isEmpty ? visit.say("people.role.none") : words.joined(separator: ", ")
  }

  private static func word(_ held: RoleHeld, _ overview: PeopleOverview, _ visit: Visit) -> String {
    switch held.role {
    case .programLead: visit.say("people.role.programLead")
    case .administrator: visit.say("people.role.administrator")
    case .coach: visit.say("people.role.coachAt", ["school": overview.schools.first { $0.id.text == held.objectID }?.name ?? ""])
    case .appraiser:
      visit.say("people.role.appraises", ["name": overview.people.first { $0.person.id.text == held.objectID }?.person.fullName ?? ""])
    }
  }

  private static func kind(_ kind: CoachKind?, _ visit: Visit) -> String {
    switch kind {
    case .ic: visit.say("people.kind.ic")
    case .itc: visit.say("people.kind.itc")
    case .both: visit.say("people.kind.both")
    case nil: visit.say("people.kind.none")
    }
  }

  /// What is out of the ordinary about the way in; nothing for whoever has been here.
  static func state(_ line: PersonLine, _ moments: Moments, _ visit: Visit) -> String? {
    if line.person.disabledAt != nil { return visit.say("people.state.closed") }
    if let until = line.invitedUntil { return visit.say("people.state.invited", ["until": moments.day(until)]) }
    return line.hasPassword || line.person.isDemo ? nil : visit.say("people.state.neverIn")
  }
}
