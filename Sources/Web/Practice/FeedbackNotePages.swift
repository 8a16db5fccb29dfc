// A note's own page: for its receiver to decide, to describe in five words, to answer with one line and to delete; for its giver to say it again.
import Actions
import Domain
import HTML
import HTTP
import HTTPTypes

enum FeedbackNotePages {
  @Sendable static func show(_ visit: Visit) async throws -> Reply { try await page(visit) }

  @Sendable static func decide(_ visit: Visit) async throws -> Reply {
    try await receiving(visit) { id in
      try await visit.house.decide(visit.form["decision"], on: id, as: visit.actor)
      // In the round the stream brings the newer picture.
      return visit.isFromScript ? .json(Array("{}".utf8)) : .redirect(visit.form.has("at") ? try await round(id, visit) : "/notes/\(id)")
    }
  }

  @Sendable static func describe(_ visit: Visit) async throws -> Reply {
    try await receiving(visit) { id in
      let typed = FeedbackDimension.allCases.map { ($0, visit.form[$0.rawValue]) }
      try await visit.house.describe(Dictionary(uniqueKeysWithValues: typed), on: id, as: visit.actor)
      return .redirect("/notes/\(id)#words")
    }
  }

  @Sendable static func answer(_ visit: Visit) async throws -> Reply {
    try await receiving(visit) { id in
      try await visit.house.answerFeedback(kind: visit.form["kind"], text: visit.form["line"], on: id, as: visit.actor)
      return .redirect("/notes/\(id)#line")
    }
  }

  @Sendable static func delete(_ visit: Visit) async throws -> Reply {
    try await receiving(visit) { id in
      try await visit.house.deleteFeedback(id, as: visit.actor)
      return .redirect("/feedback")
    }
  }

  /// Keeps what is typed of better words, or gives it again.
  @Sendable static func reword(_ visit: Visit) async throws -> Reply {
    let id = try visit.id(as: FeedbackNote.self)
    let (form, house) = (visit.form, visit.house)
    let typed = FeedbackForm.typed(form)
    let models = house.library.practice.feedbackModels
    do {
      if form.has("give") {
        try await house.reword(typed, after: form.integer("version") ?? 0, of: id, as: visit.actor)
        return .redirect("/notes/\(id)")
      }
      let version = try await house.writeRewording(typed, after: form.integer("version") ?? 0, of: id, as: visit.actor)
      return visit.isFromScript ? KeptWriting.saved(version) : .redirect("/notes/\(id)#again")
    } catch let newer as NewerFeedback {
      if visit.isFromScript { return try KeptFeedback.conflict(newer, along: typed.along, models) }
      return try await page(
        visit, Problem(nil, "room.writing.both"), draft: FeedbackForm.joined(typed, with: newer.kept, models), status: .conflict)
    } catch let problem as Problem {
      if visit.isFromScript { return KeptFeedback.refused(problem, visit) }
      return try await page(visit, problem, draft: FeedbackForm.shown(typed, over: FeedbackDraft(), models), status: .unprocessableContent)
    } catch Refusal.notAllowed {
      return try await page(visit, Problem(nil, "feedback.giversWords"), status: .forbidden)
    }
  }

  /// What only the receiver does. The giver, who knows of the note, reads whose words these are.
  private static func receiving(_ visit: Visit, _ work: (ID<FeedbackNote>) async throws -> Reply) async throws -> Reply {
    do {
      return try await work(try visit.id())
    } catch let problem as Problem {
      if visit.isFromScript { return KeptFeedback.refused(problem, visit) }
      return try await page(visit, problem, status: .unprocessableContent)
    } catch Refusal.notAllowed {
      if visit.isFromScript { return .text(visit.say("feedback.receiversWords"), status: .forbidden) }
      return try await page(visit, Problem(nil, "feedback.receiversWords"), status: .forbidden)
    }
  }

  private static func round(_ id: ID<FeedbackNote>, _ visit: Visit) async throws -> String {
    guard case .receiver(let note, _) = try await visit.house.feedbackNote(id, as: visit.actor).sight else { return "/notes/\(id)" }
    return "/rounds/\(note.roundID)#note-\(id)"
  }

  private static func page(
    _ visit: Visit, _ problem: Problem? = nil, draft: FeedbackDraft? = nil, status: HTTPResponse.Status = .ok
  ) async throws -> Reply {
    let page = try await visit.house.feedbackNote(try visit.id(), as: visit.actor)
    let view = FeedbackNoteView(page: page, problem: problem, typed: problem == nil ? Form() : visit.form, visit: visit)
    let (title, lead, body): (String, String, Markup)
    switch page.sight {
    case .receiver(let note, let rubric):
      (title, lead, body) = (visit.say("feedback.note.from", ["name": page.otherName]), view.lead(note), view.received(note, rubric))
    case .giver(let note) where note.wording == 0:
      // Nothing of it was given: there is a draft to write on, and nothing that somebody else could have decided.
      guard problem == nil else { throw Refusal.notAllowed }
      return .redirect("/rounds/\(note.roundID)/feedback")
    case .giver(let note):
      (title, lead, body) = (visit.say("feedback.note.to", ["name": page.otherName]), view.lead(note), view.given(note, draft))
    }
    return visit.page(
      title, status: status, lead: lead, back: Shell.Link(address: "/feedback", label: visit.say("feedback.home.title")), modules: ["room.js"], body)
  }
}
