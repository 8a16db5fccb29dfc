// What a group has agreed on: read and accepted by each member, written by the facilitator.
import Actions
import Domain
import HTML
import HTTP
import HTTPTypes

enum NormsPages {
  @Sendable static func show(_ visit: Visit) async throws -> Reply { try await page(nil, nil, .ok, visit) }

  @Sendable static func write(_ visit: Visit) async throws -> Reply {
    let id = try visit.id(as: Group.self)
    let form = visit.form
    do {
      try await visit.house.writeNorms(of: id, body: form["body"], basedOn: form.integer("version") ?? 0, as: visit.actor)
      return .redirect("/groups/\(id)/norms")
    } catch let problem as Problem {
      return try await page(form["body"], problem, .unprocessableContent, visit)
    } catch Refusal.stale(let sentence) {
      return try await page(form["body"], Problem(sentence), .conflict, visit)
    }
  }

  @Sendable static func accept(_ visit: Visit) async throws -> Reply {
    let id = try visit.id(as: Group.self)
    let form = visit.form
    do {
      try await visit.house.acceptNorms(of: id, version: form.integer("version") ?? 0, as: visit.actor)
      return .redirect("/groups/\(id)/norms")
    } catch Refusal.stale(let sentence) {
      return try await page(nil, Problem(sentence), .conflict, visit)
    }
  }

  /// `typed`: what somebody wrote and what is not kept yet; the newest version stands above it.
  private static func page(_ typed: String?, _ problem: Problem?, _ status: HTTPResponse.Status, _ visit: Visit) async throws -> Reply {
    let page = try await visit.house.normsPage(try visit.id(), as: visit.actor)
    let corrections = Corrections(problem, visit.house.catalogue)
    let body = joined([corrections.summary, inForce(page, visit), accepted(page, visit), writing(page, typed, corrections, visit)])
    return visit.page(
      visit.say("norms.title"), status: status, lead: lead(page, visit),
      back: Shell.Link(address: "/groups/\(page.group.id)", label: page.group.name), body)
  }

  private static func lead(_ page: NormsPage, _ visit: Visit) -> String {
    guard page.norms != nil else { return visit.say("norms.noneHint") }
    let waiting = page.people.members.filter { page.acceptances[$0.person] == nil }
    guard !waiting.isEmpty else { return visit.say("norms.leadAll") }
    return visit.say("norms.leadWaiting", ["names": waiting.map(\.fullName).joined(separator: ", ")])
  }

  private static func inForce(_ page: NormsPage, _ visit: Visit) -> Markup {
    guard let norms = page.norms else { return "" }
    let when = Moments(visit.house.catalogue, zone: page.group.zone)
    return section(visit.say("norms.inForce")) {
      written(norms.body)
      remark(visit.say("norms.version", ["version": String(norms.version), "day": when.day(norms.createdAt)]))
      page.asksActor
        ? postForm("/groups/\(page.group.id)/norms/acceptances", token: visit.formToken) {
          "<input type=\"hidden\" name=\"version\" value=\"\(norms.version)\">"
          buttons { submitButton(visit.say("norms.accept")) }
        } : ""
    }
  }

  private static func accepted(_ page: NormsPage, _ visit: Visit) -> Markup {
    guard page.norms != nil, !page.people.members.isEmpty else { return "" }
    let when = Moments(visit.house.catalogue, zone: page.group.zone)
    return section(visit.say("norms.accepted")) {
      rows(
        page.people.members.map { member in
          let state = page.acceptances[member.person].map { visit.say("norms.acceptedOn", ["day": when.day($0)]) }
          return row({ person(member.fullName) }, end: statusWord(state ?? visit.say("norms.notYet")))
        })
    }
  }

  private static func writing(_ page: NormsPage, _ typed: String?, _ corrections: Corrections, _ visit: Visit) -> Markup {
    guard page.mayWrite else { return "" }
    return section(page.norms == nil ? visit.say("norms.writeFirst") : visit.say("norms.writeNew")) {
      postForm("/groups/\(page.group.id)/norms", token: visit.formToken) {
        "<input type=\"hidden\" name=\"version\" value=\"\(page.norms?.version ?? 0)\">"
        textArea(
          Field(
            "body", visit.say("norms.body"), value: typed ?? page.norms?.body ?? visit.say("norms.example"),
            hint: visit.say("norms.bodyHint"), whoSees: .groupAndFacilitator, corrections), rows: 10)
        buttons { submitButton(visit.say("norms.put")) }
      }
    }
  }
}
