// The form of a group's own scenario: its public side and its card. Its author alone ever gets it back filled.
import Actions
import Domain
import HTML
import HTTP
import HTTPTypes

enum OwnScenarioPages {
  @Sendable static func new(_ visit: Visit) async throws -> Reply {
    newPage(visit, try await visit.house.additionForm(for: try visit.id(), as: visit.actor), ScenarioDraft(), nil)
  }

  @Sendable static func add(_ visit: Visit) async throws -> Reply {
    let id = try visit.id(as: Group.self)
    let draft = draft(visit.form)
    do {
      let scenario = try await visit.house.addScenario(draft, to: id, as: visit.actor)
      return .redirect("/groups/\(id)/practice#situation-\(scenario)")
    } catch let problem as Problem {
      return newPage(visit, try await visit.house.additionForm(for: id, as: visit.actor), draft, problem)
    }
  }

  private static func newPage(_ visit: Visit, _ form: ShelfForm, _ draft: ScenarioDraft, _ problem: Problem?) -> Reply {
    let corrections = Corrections(problem, visit.house.catalogue)
    let practice = "/groups/\(form.group.id)/practice"
    let body = postForm(practice + "/scenarios", token: visit.formToken) {
      corrections.summary
      fields(draft, form, corrections, visit)
      buttons {
        submitButton(visit.say("shelf.scenario.add"))
        linkButton(visit.say("shelf.back"), href: practice, .quiet)
      }
    }
    return visit.page(
      visit.say("shelf.scenario.newTitle"), status: problem == nil ? .ok : .unprocessableContent, lead: visit.say("shelf.scenario.newLead"),
      back: Shell.Link(address: practice, label: visit.say("shelf.practice.title")), body)
  }

  @Sendable static func show(_ visit: Visit) async throws -> Reply {
    let (form, scenario) = try await visit.house.ownScenario(try visit.id(), as: visit.actor)
    return page(visit, form, scenario, ScenarioDraft(scenario.scenario), nil, .ok)
  }

  @Sendable static func change(_ visit: Visit) async throws -> Reply {
    let id = try visit.id(as: OwnScenario.self)
    let draft = draft(visit.form)
    do {
      let group = try await visit.house.changeScenario(id, draft, after: visit.form.integer("version") ?? 0, as: visit.actor)
      return .redirect("/groups/\(group)/practice#situation-\(id)")
    } catch let problem as Problem {
      let (form, scenario) = try await visit.house.ownScenario(id, as: visit.actor)
      return page(visit, form, scenario, draft, problem, .unprocessableContent)
    } catch Refusal.stale(let sentence) {
      // What was typed stays in the fields, and is saved over the newer wording when it is sent again.
      let (form, scenario) = try await visit.house.ownScenario(id, as: visit.actor)
      return page(visit, form, scenario, draft, Problem(sentence), .conflict)
    }
  }

  @Sendable static func withdraw(_ visit: Visit) async throws -> Reply {
    let group = try await visit.house.withdrawScenario(try visit.id(), as: visit.actor)
    return .redirect("/groups/\(group)/practice#situations")
  }

  private static func page(
    _ visit: Visit, _ form: ShelfForm, _ scenario: OwnScenario, _ draft: ScenarioDraft, _ problem: Problem?, _ status: HTTPResponse.Status
  ) -> Reply {
    let corrections = Corrections(problem, visit.house.catalogue)
    let practice = "/groups/\(form.group.id)/practice"
    let address = "/own-scenarios/\(scenario.id)"
    let body = joined([
      postForm(address, token: visit.formToken) {
        corrections.summary
        "<input type=\"hidden\" name=\"version\" value=\"\(scenario.version)\">\n"
        fields(draft, form, corrections, visit)
        buttons {
          submitButton(visit.say("shelf.save"))
          linkButton(visit.say("shelf.back"), href: practice, .quiet)
        }
      },
      section(visit.say("shelf.withdraw.title")) {
        paragraph(visit.say("shelf.withdraw.scenario"))
        postButton(visit.say("shelf.withdraw.submit"), action: address + "/withdrawal", token: visit.formToken)
      },
    ])
    return visit.page(
      visit.say("shelf.scenario.changeTitle"), status: status, back: Shell.Link(address: practice, label: visit.say("shelf.practice.title")), body)
  }

  private static func draft(_ form: Form) -> ScenarioDraft {
    var draft = ScenarioDraft()
    (draft.title, draft.brief, draft.role, draft.wants) = (form["title"], form["brief"], form["role"], form["wants"])
    (draft.truth, draft.softens, draft.limit) = (form["truth"], form["softens"], form["limit"])
    (draft.level, draft.stance, draft.skills) = (form["level"], form["stance"], form.all("skills"))
    draft.audience = form["audience"]
    return draft
  }

  private static func fields(_ draft: ScenarioDraft, _ form: ShelfForm, _ corrections: Corrections, _ visit: Visit) -> Markup {
    joined([publicSide(draft, corrections, visit), cardSide(draft, corrections, visit), sorting(draft, form, corrections, visit)])
  }

  /// A heading inside of the form, for what follows it there.
  private static func part(_ heading: String, @Pieces _ content: () -> Markup) -> Markup {
    "<div class=\"form-part\"><h2>\(heading)</h2>\n\(content())</div>\n"
  }

  private static func publicSide(_ draft: ScenarioDraft, _ corrections: Corrections, _ visit: Visit) -> Markup {
    part(visit.say("shelf.scenario.public")) {
      whoSeesLine(.groupAndFacilitator, visit.house.catalogue)
      textField(Field("title", visit.say("shelf.scenario.title"), value: draft.title, corrections))
      textArea(
        Field("brief", visit.say("shelf.scenario.brief"), value: draft.brief, hint: visit.say("shelf.scenario.briefHint"), corrections), rows: 4)
      textField(Field("role", visit.say("shelf.scenario.role"), value: draft.role, hint: visit.say("shelf.scenario.roleHint"), corrections))
      textField(Field("wants", visit.say("shelf.scenario.wants"), value: draft.wants, hint: visit.say("shelf.scenario.wantsHint"), corrections))
    }
  }

  private static func cardSide(_ draft: ScenarioDraft, _ corrections: Corrections, _ visit: Visit) -> Markup {
    part(visit.say("shelf.scenario.card")) {
      whoSeesLine(.coachee, visit.house.catalogue)
      textArea(
        Field("truth", visit.say("shelf.scenario.truth"), value: draft.truth, hint: visit.say("shelf.scenario.truthHint"), corrections), rows: 3)
      textArea(
        Field("softens", visit.say("shelf.scenario.softens"), value: draft.softens, hint: visit.say("shelf.scenario.softensHint"), corrections),
        rows: 3)
      textArea(
        Field("limit", visit.say("shelf.scenario.limit"), value: draft.limit, hint: visit.say("shelf.scenario.limitHint"), corrections), rows: 3)
    }
  }

  private static func sorting(_ draft: ScenarioDraft, _ form: ShelfForm, _ corrections: Corrections, _ visit: Visit) -> Markup {
    let words = PracticeWords(visit)
    return part(visit.say("shelf.scenario.sorting")) {
      radioField(
        Field("level", visit.say("shelf.scenario.level"), value: draft.level, corrections),
        Scenario.Level.allCases.map { Choice(String($0.rawValue), words.level($0)) })
      radioField(
        Field("stance", visit.say("shelf.scenario.stance"), value: draft.stance, corrections),
        Scenario.Stance.allCases.map { Choice($0.rawValue, words.stance($0)) })
      tickField(
        Field(
          "skills", visit.say("shelf.scenario.skills"),
          hint: visit.say("shelf.scenario.skillsHint", ["most": String(ScenarioDraft.mostSkills)]), corrections),
        form.skills.map { Choice($0.key, $0.title) }, chosen: Set(draft.skills))
      radioField(
        Field("audience", visit.say("shelf.scenario.audience"), value: draft.audience, corrections),
        Audience.allCases.reversed().map { Choice($0.rawValue, words.audience($0)) })
    }
  }
}
