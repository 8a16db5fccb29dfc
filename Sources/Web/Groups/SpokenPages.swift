// What was noted for oneself in a session: confirm it, correct it or take it back, while the room is open and at any time after it.
import Actions
import Domain
import HTML
import HTTP
import HTTPTypes

enum SpokenPages {
  @Sendable static func show(_ visit: Visit) async throws -> Reply { try await page(visit) }

  @Sendable static func settle(_ visit: Visit) async throws -> Reply {
    let id = try visit.id(as: Session.self)
    let form = visit.form
    do {
      try await visit.house.settleSpoken(try wish(form), in: id, key: form["key"].isEmpty ? nil : form["key"], as: visit.actor)
      if visit.isFromScript { return .json(Array("{}".utf8)) }
      // The room's own buttons lead back to it; the page leads to itself until nothing waits any more.
      return .redirect(form.has("text") ? "/sessions/\(id)/spoken" : "/sessions/\(id)")
    } catch let problem as Problem {
      return try await page(visit, problem, form, .unprocessableContent)
    }
  }

  private static func wish(_ form: Form) throws(Problem) -> SpokenWish {
    if let note = form.id("takeBack", as: SpokenNote.self) { return .takeBack(note) }
    guard let note = form.id("confirm", as: SpokenNote.self) else { throw Problem(nil, "room.form.unknown") }
    return .confirm(note, text: form.has("text") ? form["text"] : nil, byDate: form.has("byDate") ? form["byDate"] : nil)
  }

  private static func page(
    _ visit: Visit, _ problem: Problem? = nil, _ typed: Form = Form(), _ status: HTTPResponse.Status = .ok
  ) async throws -> Reply {
    let spoken = try await visit.house.ownSpoken(in: try visit.id(), as: visit.actor)
    let address = "/sessions/\(spoken.session.id)"
    let catalogue = visit.house.catalogue
    let plain = Corrections(problem, catalogue)
    let forms = spoken.notes.map { note -> Markup in
      let isTyped = typed["confirm"] == note.id.text
      // What is wrong with a note stands beside the note, under the names that this form has.
      let own =
        isTyped ? problem.map { Problem(lines: $0.lines.map { .init(field: $0.field == "byDate" ? "byDate" : "text", sentence: $0.sentence) }) } : nil
      return form(note, isTyped ? typed : nil, Corrections(own, catalogue), spoken, visit)
    }
    let back =
      spoken.session.status == .held
      ? Shell.Link(address: address + "/record", label: visit.say("spoken.toRecord"))
      : Shell.Link(address: address, label: visit.say("spoken.toRoom"))
    return visit.page(
      visit.say("spoken.title"), status: status, lead: visit.say("spoken.lead", count: spoken.notes.count), back: back,
      joined([
        plain.summary, forms.isEmpty ? emptiness(visit.say("spoken.none"), visit.say("spoken.noneHint")) : joined(forms),
      ]))
  }

  private static func form(_ note: SpokenNote, _ typed: Form?, _ corrections: Corrections, _ page: SpokenPage, _ visit: Visit) -> Markup {
    let by = page.names[note.notedBy] ?? visit.say("table.somebody")
    let what = note.kind == .card ? visit.say("spoken.card", ["name": by]) : visit.say("spoken.commitment", ["name": by])
    let label = note.kind == .card ? visit.say("table.cards.putField") : visit.say("table.commitments.nameField")
    let scope = note.id.text
    return section(what, id: "spoken-\(scope)") {
      postForm("/sessions/\(page.session.id)/spoken", token: visit.formToken) {
        "<input type=\"hidden\" name=\"confirm\" value=\"\(scope)\">"
        textArea(Field("text", label, value: typed?["text"] ?? note.text, whoSees: .groupAndFacilitator, scope: scope, corrections), rows: 2)
        note.kind == .commitment
          ? textField(
            Field(
              "byDate", visit.say("table.commitments.dateField"), value: typed?["byDate"] ?? note.byDate ?? "", optional: true, scope: scope,
              corrections),
            .date) : ""
        buttons {
          submitButton(visit.say("spoken.confirm"))
          "<button class=\"button plain\" name=\"takeBack\" value=\"\(scope)\">\(visit.say("spoken.takeBack"))</button>"
        }
      }
    }
  }
}
