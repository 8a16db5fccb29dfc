// The feedback models of the library: what each is good for, its parts in their order, and how it goes wrong.
import Actions
import Domain
import HTML
import HTTP

enum FeedbackModelPages {
  @Sendable static func show(_ visit: Visit) async throws -> Reply {
    let id = try visit.id(as: Group.self)
    _ = try await visit.house.shelfFrame(of: id, as: visit.actor)
    let body = joined(visit.house.library.practice.feedbackModels.map { model(visit, $0) })
    return visit.page(
      visit.say("shelf.models.title"), lead: visit.say("shelf.models.lead"),
      back: Shell.Link(address: "/groups/\(id)/practice", label: visit.say("shelf.practice.title")), body)
  }

  private static func model(_ visit: Visit, _ model: FeedbackModel) -> Markup {
    let parts = model.parts.map { part -> Markup in
      let mark: Markup = part.isRequired ? "" : " <span class=\"remark\">\(visit.say("look.optional"))</span>"
      return "<li><strong>\(part.title)</strong>\(mark)<br>\(part.prompt)</li>\n"
    }
    return section(model.title, id: "model-\(model.key)") {
      paragraph(model.summary)
      "<ol class=\"steps\">\n\(parts)</ol>\n"
      facts([(visit.say("shelf.models.bestFor"), Markup(text: model.bestFor)), (visit.say("shelf.models.trap"), Markup(text: model.trap))])
      model.origin.map { remark($0.credit.map { visit.say($0) }.joined(separator: " ")) }
    }
  }
}
