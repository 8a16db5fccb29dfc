// All stems by what they do, the group's own among them, and the form that adds one.
import Actions
import Domain
import HTML
import HTTP
import HTTPTypes

enum StemPages {
  @Sendable static func show(_ visit: Visit) async throws -> Reply { try await page(visit, StemDraft(), nil, .ok) }

  @Sendable static func add(_ visit: Visit) async throws -> Reply {
    let id = try visit.id(as: Group.self)
    let draft = StemDraft(type: visit.form["type"], text: visit.form["text"])
    do {
      let stem = try await visit.house.addStem(draft, to: id, as: visit.actor)
      return .redirect("/groups/\(id)/practice/stems#stem-\(stem)")
    } catch let problem as Problem {
      return try await page(visit, draft, problem, .unprocessableContent)
    }
  }

  private static func page(_ visit: Visit, _ draft: StemDraft, _ problem: Problem?, _ status: HTTPResponse.Status) async throws -> Reply {
    let id = try visit.id(as: Group.self)
    let page = try await visit.house.stemsPage(of: id, as: visit.actor)
    let corrections = Corrections(problem, visit.house.catalogue)
    let address = "/groups/\(id)/practice/stems"
    let links = page.types.map { type -> Markup in "<a class=\"chip\" href=\"#type-\(type.key)\">\(type.title)</a>\n" }
    let body = joined([
      section(visit.say("shelf.stems.byType")) {
        "<nav class=\"chips chips-start\" aria-label=\"\(visit.say("shelf.stems.byType"))\">\n\(links)</nav>\n"
      },
      page.frame.mayAct ? form(visit, page, draft, corrections) : "",
      section(visit.say("shelf.stems.all")) {
        StemRows(types: page.types, own: page.own, repertoire: page.repertoire, actor: page.frame.actor, back: address, visit: visit).markup
      },
    ])
    return visit.page(
      visit.say("shelf.stems.title"), status: status, lead: visit.say("shelf.stems.lead"),
      back: Shell.Link(address: "/groups/\(id)/practice", label: visit.say("shelf.practice.title")), body)
  }

  private static func form(_ visit: Visit, _ page: StemsPage, _ draft: StemDraft, _ corrections: Corrections) -> Markup {
    let isOpen = !corrections.summary.isEmpty
    let form = postForm("/groups/\(page.frame.group.id)/practice/stems", token: visit.formToken) {
      corrections.summary
      OwnStemPages.fields(draft, page.types, corrections, visit)
      buttons { submitButton(visit.say("shelf.stem.add"), .quiet) }
    }
    return section(visit.say("shelf.stem.title"), id: "own") {
      "<details class=\"more\"\(" open", if: isOpen)><summary>\(visit.say("shelf.stem.open"))</summary>\n\(form)</details>\n"
    }
  }
}

/// A stem that one has added oneself.
enum OwnStemPages {
  @Sendable static func show(_ visit: Visit) async throws -> Reply {
    let (form, stem) = try await visit.house.ownStem(try visit.id(), as: visit.actor)
    return page(visit, form, stem, StemDraft(type: stem.type, text: stem.text), nil)
  }

  @Sendable static func change(_ visit: Visit) async throws -> Reply {
    let id = try visit.id(as: OwnStem.self)
    let draft = StemDraft(type: visit.form["type"], text: visit.form["text"])
    do {
      let group = try await visit.house.changeStem(id, draft, as: visit.actor)
      return .redirect("/groups/\(group)/practice/stems#stem-\(id)")
    } catch let problem as Problem {
      let (form, stem) = try await visit.house.ownStem(id, as: visit.actor)
      return page(visit, form, stem, draft, problem)
    }
  }

  @Sendable static func withdraw(_ visit: Visit) async throws -> Reply {
    let group = try await visit.house.withdrawStem(try visit.id(), as: visit.actor)
    return .redirect("/groups/\(group)/practice/stems")
  }

  private static func page(_ visit: Visit, _ form: ShelfForm, _ stem: OwnStem, _ draft: StemDraft, _ problem: Problem?) -> Reply {
    let corrections = Corrections(problem, visit.house.catalogue)
    let hints = StemFlaw.found(in: stem.text).map { notice(.note, PracticeWords(visit).flaw($0)) }
    let body = joined([
      postForm("/own-stems/\(stem.id)", token: visit.formToken) {
        corrections.summary
        joined(hints)
        fields(draft, form.stemTypes, corrections, visit)
        buttons { submitButton(visit.say("shelf.save")) }
      },
      section(visit.say("shelf.withdraw.title")) {
        paragraph(visit.say("shelf.withdraw.stem"))
        postButton(visit.say("shelf.withdraw.submit"), action: "/own-stems/\(stem.id)/withdrawal", token: visit.formToken)
      },
    ])
    return visit.page(
      visit.say("shelf.stem.changeTitle"), status: problem == nil ? .ok : .unprocessableContent,
      back: Shell.Link(address: "/groups/\(form.group.id)/practice/stems", label: visit.say("shelf.stems.title")), body)
  }

  static func fields(_ draft: StemDraft, _ types: [StemType], _ corrections: Corrections, _ visit: Visit) -> Markup {
    joined([
      textField(
        Field(
          "text", visit.say("shelf.stem.text"), value: draft.text, hint: visit.say("shelf.stem.textHint"), whoSees: .groupAndFacilitator,
          corrections)),
      choiceField(
        Field("type", visit.say("shelf.stem.type"), value: draft.type, corrections),
        [Choice("", visit.say("shelf.stem.choose"))] + types.map { Choice($0.key, $0.title) }),
    ])
  }
}
