// Where somebody writes feedback in a round: the clock of the round above, the form below, and a way back.
import Actions
import Domain
import HTML
import HTTP
import HTTPTypes

enum FeedbackDeskPages {
  @Sendable static func show(_ visit: Visit) async throws -> Reply {
    let desk = try await visit.house.feedbackDesk(in: try visit.id(), as: visit.actor)
    return try await page(desk, nil, nil, .ok, visit)
  }

  /// Keeps what is typed, changes the model, or gives it.
  @Sendable static func write(_ visit: Visit) async throws -> Reply {
    let id = try visit.id(as: PracticeRound.self)
    let (form, house) = (visit.form, visit.house)
    let typed = FeedbackForm.typed(form)
    let models = house.library.practice.feedbackModels
    do {
      if form.has("give") {
        try await house.giveFeedback(typed, after: form.integer("version") ?? 0, in: id, as: visit.actor)
        return .redirect("/rounds/\(id)")
      }
      let version = try await house.writeFeedback(typed, after: form.integer("version") ?? 0, in: id, as: visit.actor)
      return visit.isFromScript ? KeptWriting.saved(version) : .redirect("/rounds/\(id)/feedback")
    } catch let newer as NewerFeedback {
      if visit.isFromScript { return try KeptFeedback.conflict(newer, along: typed.along, models) }
      let desk = try await house.feedbackDesk(in: id, as: visit.actor)
      return try await page(desk, FeedbackForm.joined(typed, with: newer.kept, models), Problem(nil, "room.writing.both"), .conflict, visit)
    } catch let problem as Problem {
      if visit.isFromScript { return KeptFeedback.refused(problem, visit) }
      guard let desk = try await openDesk(id, visit) else { return nothingKept(typed, problem, models, visit) }
      return try await page(
        desk, FeedbackForm.shown(typed, over: desk.note?.draft ?? FeedbackDraft(), models), problem, .unprocessableContent, visit)
    }
  }

  /// `nil` where there is no feedback to write any more, or never was any for this person.
  private static func openDesk(_ id: ID<PracticeRound>, _ visit: Visit) async throws -> FeedbackDesk? {
    do { return try await visit.house.feedbackDesk(in: id, as: visit.actor) } catch is Problem { return nil }
  }

  private static func page(
    _ desk: FeedbackDesk, _ typed: FeedbackDraft?, _ problem: Problem?, _ status: HTTPResponse.Status, _ visit: Visit
  ) async throws -> Reply {
    let scene = RoundScene(try await visit.house.round(desk.round.id, as: visit.actor), visit)
    let corrections = Corrections(problem, visit.house.catalogue)
    let body: Markup
    if let given = desk.note?.given {
      body = corrections.summary + RoundFeedback(scene: scene).given(given, id: desk.note?.id)
    } else if let note = desk.note, note.wording > 0 {
      // The own text has gone; there is nothing to write over.
      body = corrections.summary + notice(.note, visit.say("feedback.round.gone", ["name": scene.name(desk.round.parts.practitioner)]))
    } else if desk.round.phase.isPlayed {
      let form = FeedbackForm(
        address: "\(scene.address)/feedback", draft: typed ?? desk.note?.draft ?? FeedbackDraft(), version: desk.note?.version ?? 0,
        models: desk.models,
        give: visit.say("feedback.write.give", ["name": scene.name(desk.round.parts.practitioner)]),
        token: visit.formToken, corrections)
      body = joined([remark(about(desk, scene, visit)), form.markup])
    } else {
      body = corrections.summary + notice(.note, visit.say("feedback.notYet"))
    }
    return visit.page(
      visit.say("feedback.write.title", ["name": desk.receiverName]), status: status, frame: .room,
      back: Shell.Link(address: scene.address, label: visit.say("feedback.write.back")), modules: ["room.js"],
      """
      <div class="room round" data-room data-events="\(scene.address)/events" data-seq="\(scene.state.version)" data-lost="\(visit.say("table.live.lost"))" data-ended="\(visit.say("round.live.ended"))" data-not-sent="\(visit.say("table.live.notSent"))" data-time-up="\(visit.say("table.live.timeUp"))">
      <p class="connection" data-connection hidden></p>
      <div class="room-stage">\(RoundParts(scene: scene).stage)<p><a class="button quiet" href="\(href: scene.address)">\(visit.say("feedback.write.back"))</a></p></div>
      <div class="room-side"><section class="side" id="feedback">
      \(body)</section></div>
      </div>

      """)
  }

  private static func about(_ desk: FeedbackDesk, _ scene: RoundScene, _ visit: Visit) -> String {
    guard let skill = desk.skill else { return visit.say("feedback.write.about", ["name": desk.receiverName]) }
    return visit.say("feedback.write.aboutSkill", ["name": desk.receiverName, "skill": skill.title, "lens": skill.lens])
  }

  /// What somebody sent after the round was stopped, or in a part that writes none: their words, to copy.
  private static func nothingKept(_ typed: FeedbackTyped, _ problem: Problem, _ models: [FeedbackModel], _ visit: Visit) -> Reply {
    let parts = models.first { $0.key == typed.along }?.parts ?? []
    let words = parts.compactMap { part -> Markup? in
      guard let text = typed.parts[part.key], !text.isEmpty else { return nil }
      return "<p class=\"remark\">\(part.title)</p>\(written(text))"
    }
    return visit.page(
      visit.say("feedback.write.notKept"), status: .unprocessableContent,
      joined([
        joined(problem.lines.map { notice(.note, visit.say($0.sentence)) }),
        words.isEmpty ? "" : section(visit.say("feedback.write.yourWords")) { joined(words) },
        buttons { linkButton(visit.say("groups.list.title"), href: "/groups") },
      ]))
  }
}
