// One's own page: the stems that feel like oneself, those one is still trying, and how sure one feels about a skill.
import Actions
import Domain
import HTML
import HTTP
import HTTPTypes

enum RepertoirePages {
  @Sendable static func show(_ visit: Visit) async throws -> Reply { try await page(visit, nil, .ok) }

  /// A tap on one stem; whoever tapped is back where they were, at that stem.
  @Sendable static func mark(_ visit: Visit) async throws -> Reply {
    let felt: Felt = visit.form.has("yes") ? .yes : .notYet
    let stem = visit.form[felt.rawValue]
    do {
      try await visit.house.markStem(stem, felt: felt, as: visit.actor)
      return back(visit, "#stem-\(stem)")
    } catch let problem as Problem {
      return try await page(visit, problem, .unprocessableContent)
    }
  }

  @Sendable static func forget(_ visit: Visit) async throws -> Reply {
    try await visit.house.forgetStem(visit.form["stem"], as: visit.actor)
    return .redirect("/stems")
  }

  @Sendable static func check(_ visit: Visit) async throws -> Reply {
    do {
      try await visit.house.checkConfidence(
        skill: visit.form["skill"], moment: visit.form["moment"], standing: visit.form["standing"], as: visit.actor)
      return back(visit, "#confidence")
    } catch let problem as Problem {
      return try await page(visit, problem, .unprocessableContent)
    }
  }

  @Sendable static func forgetChecks(_ visit: Visit) async throws -> Reply {
    try await visit.house.forgetConfidence(in: visit.form["skill"], as: visit.actor)
    return .redirect("/stems#confidence")
  }

  private static func back(_ visit: Visit, _ anchor: String) -> Reply { .redirect((visit.next ?? "/stems") + anchor) }

  private static func page(_ visit: Visit, _ problem: Problem?, _ status: HTTPResponse.Status) async throws -> Reply {
    let page = try await visit.house.repertoire(as: visit.actor)
    let view = RepertoireView(
      page: page, typed: problem == nil ? nil : visit.form, corrections: Corrections(problem, visit.house.catalogue), visit: visit)
    return visit.page(
      visit.say("shelf.repertoire.title"), status: status, lead: view.lead,
      back: Shell.Link(address: "/groups", label: visit.say("groups.list.title")), view.body)
  }
}

private struct RepertoireView {
  let page: RepertoirePage
  let typed: Form?
  let corrections: Corrections
  let visit: Visit

  private var zone: String { page.groups.first?.zone ?? "UTC" }

  var lead: String {
    let count = page.repertoire.shortList.count
    return count == 0 ? visit.say("shelf.repertoire.leadNone") : visit.say("shelf.repertoire.lead", count: count)
  }

  var body: Markup { joined([corrections.summary, whoSeesLine(.onlyYou, visit.house.catalogue), stems, confidence]) }

  private var stems: Markup {
    guard !page.repertoire.lines.isEmpty else {
      return section(visit.say("shelf.repertoire.short")) {
        emptiness(visit.say("shelf.repertoire.none"), visit.say("shelf.repertoire.noneHint")) { practiceLinks }
      }
    }
    return joined([
      list(visit.say("shelf.repertoire.short"), page.repertoire.shortList),
      list(visit.say("shelf.repertoire.trying"), page.repertoire.stillTrying),
    ])
  }

  private var practiceLinks: Markup {
    buttons {
      joined(
        page.groups.map { linkButton(visit.say("shelf.repertoire.toPractice", ["group": $0.name]), href: "/groups/\($0.id)/practice/stems", .quiet) })
    }
  }

  private func list(_ heading: String, _ lines: [Repertoire.Line]) -> Markup {
    guard !lines.isEmpty else { return "" }
    return section(heading) { postForm("/stems", token: visit.formToken) { rows(lines.map(stemRow)) } }
  }

  private func stemRow(_ line: Repertoire.Line) -> Markup {
    let text = page.stems[line.stem]?.text ?? visit.say("shelf.repertoire.gone")
    return row(
      {
        "<span class=\"stem\" id=\"stem-\(line.stem)\">\(text)</span>"
        line.rounds > 0 ? "<span class=\"row-detail\">\(visit.say("shelf.repertoire.rounds", count: line.rounds))</span>" : nil
        """
        <div class="chips chips-start">\(tap("yes", line, visit.say("shelf.felt.yes"), .yes, text))\(tap("notYet", line, visit.say("shelf.felt.notYet"), .notYet, text))<button class="plain" formaction="/stems/removals" name="stem" value="\(line.stem)">\(visit.say("shelf.repertoire.forget")) \(heardOnly(text))</button></div>
        """
      })
  }

  private func tap(_ name: StaticString, _ line: Repertoire.Line, _ label: String, _ felt: Felt, _ text: String) -> Markup {
    let isPressed = line.felt == felt
    return
      "<button class=\"chip\" name=\"\(name)\" value=\"\(line.stem)\" aria-pressed=\"\(isPressed ? "true" : "false")\">\(label) \(heardOnly(text))</button>"
  }

  private var confidence: Markup {
    section(visit.say("shelf.confidence.title"), id: "confidence") {
      joined(
        page.confidence.map { skill, checks in
          joined([
            "<h3>\(skill.title)</h3>\n", ConfidenceLines(checks: checks, zone: zone, visit: visit).markup,
            postButton(
              visit.say("shelf.confidence.forget"), action: "/confidence-checks/removals", token: visit.formToken, .plain,
              hidden: [("skill", skill.key)], told: skill.title),
          ])
        })
      ConfidenceForm(
        skill: nil, skills: visit.house.library.practice.skills, typed: typed, corrections: corrections, back: "/stems", visit: visit
      ).markup
    }
  }
}
