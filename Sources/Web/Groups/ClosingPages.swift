// Ending a group: the form that sets its last day, and each member's own page of what they take along.
import Actions
import Domain
import HTML
import HTTP
import HTTPTypes

enum ClosingPages {
  @Sendable static func show(_ visit: Visit) async throws -> Reply { try await page("", nil, .ok, visit) }

  @Sendable static func close(_ visit: Visit) async throws -> Reply {
    let id = try visit.id(as: Group.self)
    let form = visit.form
    do {
      if form.has("take-back") {
        try await visit.house.takeBackClosing(of: id, as: visit.actor)
      } else {
        let zone = try await visit.house.closingPage(id, as: visit.actor).group.zone
        try await visit.house.closeGroup(id, at: try GroupFormPages.endOfDay(form["until"], zone: zone), as: visit.actor)
      }
      return .redirect("/groups/\(id)/closing")
    } catch let problem as Problem {
      return try await page(form["until"], problem, .unprocessableContent, visit)
    }
  }

  private static func page(_ typed: String, _ problem: Problem?, _ status: HTTPResponse.Status, _ visit: Visit) async throws -> Reply {
    let page = try await visit.house.closingPage(try visit.id(), as: visit.actor)
    let when = Moments(visit.house.catalogue, zone: page.group.zone)
    let corrections = Corrections(problem, visit.house.catalogue)
    let address = "/groups/\(page.group.id)/closing"
    let lead = page.group.closesAt.map { visit.say("after.closing.closes", ["day": when.lastDay(before: $0)]) }
    let body = joined([
      corrections.summary,
      section(visit.say("after.closing.what")) {
        paragraph(visit.say("after.closing.until"))
        paragraph(visit.say("after.closing.then"))
      },
      section(page.group.closesAt == nil ? visit.say("after.closing.set") : visit.say("after.closing.other")) {
        postForm(address, token: visit.formToken) {
          textField(Field("until", visit.say("after.closing.day"), value: typed, hint: visit.say("after.closing.dayHint"), corrections), .date)
          buttons { submitButton(visit.say("after.closing.do")) }
        }
        page.group.closesAt == nil
          ? nil : postButton(visit.say("after.closing.takeBack"), action: address, token: visit.formToken, hidden: [("take-back", "yes")])
      },
    ])
    return visit.page(
      visit.say("after.closing.title", ["group": page.group.name]), status: status, lead: lead ?? visit.say("after.closing.lead"),
      back: Shell.Link(address: "/groups/\(page.group.id)/members", label: visit.say("groups.members.title")), body)
  }

  @Sendable static func keep(_ visit: Visit) async throws -> Reply { try await keepPage(nil, nil, .ok, visit) }

  @Sendable static func save(_ visit: Visit) async throws -> Reply {
    let id = try visit.id(as: Group.self)
    let form = visit.form
    do {
      try await visit.house.keepFromGroup(
        id, body: form["body"], commitments: form.all("commitment").compactMap { ID<RoomCommitment>($0) }, as: visit.actor)
      return .redirect("/groups/\(id)/keep")
    } catch let problem as Problem {
      return try await keepPage(form, problem, .unprocessableContent, visit)
    }
  }

  private static func keepPage(_ typed: Form?, _ problem: Problem?, _ status: HTTPResponse.Status, _ visit: Visit) async throws -> Reply {
    let page = try await visit.house.keepPage(try visit.id(), as: visit.actor)
    let corrections = Corrections(problem, visit.house.catalogue)
    let chosen = typed.map { Set($0.all("commitment")) } ?? Set(page.keep.commitments.map(\.text))
    let choices = page.commitments.map { Choice($0.id.text, $0.text, hint: commitmentStateWord($0.state, visit.house.catalogue)) }
    let body = postForm("/groups/\(page.group.id)/keep", token: visit.formToken) {
      corrections.summary
      textArea(
        Field(
          "body", visit.say("after.keep.body"), value: typed.map { $0["body"] } ?? page.keep.body, hint: visit.say("after.keep.hint"),
          whoSees: .onlyYou, corrections), rows: 10)
      choices.isEmpty
        ? nil : tickField(Field("commitment", visit.say("after.keep.commitments"), whoSees: .onlyYou, corrections), choices, chosen: chosen)
      buttons { submitButton(visit.say("after.keep.save")) }
    }
    return visit.page(
      visit.say("after.keep.title", ["group": page.group.name]), status: status, lead: visit.say("after.keep.lead"),
      back: Shell.Link(address: "/groups/\(page.group.id)", label: page.group.name), body)
  }
}
