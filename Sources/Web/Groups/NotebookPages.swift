// The facilitator's own notebook of a group, and what an autosave gets as its answer.
import Actions
import Domain
import Foundation
import HTML
import HTTP
import HTTPTypes

enum NotebookPages {
  @Sendable static func show(_ visit: Visit) async throws -> Reply { try await page(visit, nil, nil, .ok) }

  @Sendable static func write(_ visit: Visit) async throws -> Reply {
    let id = try visit.id(as: Group.self)
    let body = RoomForms.writing(visit.form)
    do {
      let version = try await visit.house.keepNotebook(body, after: visit.form.integer("version") ?? 0, of: id, as: visit.actor)
      return visit.isFromScript ? KeptWriting.saved(version) : .redirect("/groups/\(id)/notebook")
    } catch let newer as NewerWriting {
      if visit.isFromScript { return try KeptWriting.conflict(newer.kept) }
      return try await page(visit, newer.kept.body + "\n\n" + body, Problem("body", "room.writing.both"), .conflict)
    } catch let problem as Problem {
      return try await page(visit, body, problem, .unprocessableContent)
    }
  }

  /// `typed` stands in the field in the place of what is kept.
  private static func page(_ visit: Visit, _ typed: String?, _ problem: Problem?, _ status: HTTPResponse.Status) async throws -> Reply {
    let page = try await visit.house.notebook(of: try visit.id(), as: visit.actor)
    let writing = Writing(body: typed ?? page.writing.body, version: page.writing.version, updatedAt: page.writing.updatedAt)
    let form = WritingForm(
      address: "/groups/\(page.group.id)/notebook", label: visit.say("notebook.field"), writing: writing, token: visit.formToken,
      catalogue: visit.house.catalogue, corrections: Corrections(problem, visit.house.catalogue), rows: 16)
    return visit.page(
      visit.say("notebook.pageTitle", ["group": page.group.name]), status: status,
      lead: page.leads ? visit.say("notebook.lead") : visit.say("notebook.leadBefore"),
      back: page.leads
        ? Shell.Link(address: "/groups/\(page.group.id)", label: page.group.name)
        : Shell.Link(address: "/groups", label: visit.say("groups.list.title")),
      modules: ["room.js"], form.markup + section(visit.say("notebook.becomes")) { paragraph(visit.say("notebook.keeping")) })
  }
}

/// What a script that saves one's own writing is told.
enum KeptWriting {
  private struct Conflict: Encodable {
    let version: Int
    let body: String
  }

  static func saved(_ version: Int) -> Reply { .json(Array("{\"version\":\(version)}".utf8)) }

  static func conflict(_ kept: Writing) throws -> Reply {
    .json(Array(try JSONEncoder().encode(Conflict(version: kept.version, body: kept.body))), status: .conflict)
  }
}
