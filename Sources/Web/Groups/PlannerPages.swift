// The agenda planner: every change is one button or one small form, and each leads back to the same page.
import Actions
import Domain
import HTML
import HTTP
import HTTPTypes

enum PlannerPages {
  @Sendable static func show(_ visit: Visit) async throws -> Reply {
    try await page(expected: visit.query("expected").flatMap(Int.init), nil, .ok, visit)
  }

  @Sendable static func change(_ visit: Visit) async throws -> Reply {
    let id = try visit.id(as: Session.self)
    let form = visit.form
    let expected = form.integer("expected")
    do {
      guard let wish = PlannerWish.read(form) else { throw Problem(nil, "agenda.itemGone") }
      try await visit.house.changeAgenda(of: id, wish, basedOn: form.integer("version") ?? 0, as: visit.actor)
      let kept = expected.map { "?expected=\($0)" } ?? ""
      let place = PlannerWish.item(of: wish).map { "#item-\($0)" } ?? (form["change"] == "question" ? "#before" : "#agenda")
      return .redirect("/sessions/\(id)/agenda\(kept)\(place)")
    } catch let problem as Problem {
      return try await page(expected: expected, problem, .unprocessableContent, visit, form)
    } catch Refusal.stale(let sentence) {
      let problem = Problem(sentence)
      return try await page(expected: expected, problem, .conflict, visit, form)
    }
  }

  private static func page(
    expected: Int?, _ problem: Problem?, _ status: HTTPResponse.Status, _ visit: Visit, _ typed: Form = Form()
  ) async throws -> Reply {
    let planner = try await visit.house.planner(try visit.id(), expected: expected, as: visit.actor)
    let view = PlannerView(planner: planner, corrections: Corrections(problem, visit.house.catalogue), typed: typed, visit: visit)
    return visit.page(
      visit.say("agenda.title"), status: status, lead: view.lead,
      back: Shell.Link(address: "/sessions/\(planner.session.id)", label: visit.say("sessions.page.title")), modules: ["planner.js"],
      view.body)
  }
}

/// The buttons of the planner by their values: `up.ID`, `add.KEY`, and so on.
enum PlannerWish {
  static func read(_ form: Form) -> AgendaWish? {
    let words = form["change"].split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard let verb = words.first else { return nil }
    let second = words.count > 1 ? words[1] : ""
    let third = words.count > 2 ? words[2] : ""
    let item = ID<AgendaItem>(second)
    switch verb {
    case "add": return .addProtocol(second)
    case "template": return .useTemplate(second)
    case "block": return .addBlock(title: form["block-title"], minutes: form.integer("block-minutes"))
    case "order": return .edit(.order(form["order"].split(separator: " ").compactMap { ID<AgendaItem>($0) }))
    case "up": return item.map { .edit(.up($0)) }
    case "down": return item.map { .edit(.down($0)) }
    case "remove": return item.map { .edit(.remove($0)) }
    case "swap": return item.map { .swap($0, for: third) }
    case "rounds": return item.map { .edit(.rounds($0, Int(third))) }
    case "turns":
      // A round without a name stays open; those after it move up.
      return item.map { .edit(.turns($0, form.all("turn").compactMap { ID<Person>($0) }, rounds: form.integer("rounds"))) }
    case "read":
      return item.map {
        .edit(.reading($0, AgendaReading(title: form["read-title"], link: form["read-link"], text: form["read-text"])))
      }
    case "question": return .askAtArrival(form["question"])
    default: return nil
    }
  }

  /// The item whose place the page goes back to.
  static func item(of wish: AgendaWish) -> ID<AgendaItem>? {
    switch wish {
    case .edit(.up(let id)), .edit(.down(let id)), .edit(.turns(let id, _, _)), .edit(.rounds(let id, _)),
      .edit(.reading(let id, _)):
      id
    default: nil
    }
  }
}
