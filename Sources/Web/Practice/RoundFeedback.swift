// Feedback in the round itself: for whoever gives it the way to their draft, for whoever practiced the notes and three taps for each.
import Actions
import Domain
import HTML
import HTTP

struct RoundFeedback {
  let scene: RoundScene
  private var look: FeedbackLook { FeedbackLook(catalogue: scene.catalogue) }
  private var notes: RoundNotes { scene.state.beside.notes }
  private var practitioner: [String: String] { scene.cast.merging(["name": scene.name(scene.view.parts.practitioner)]) { $1 } }

  /// A part that follows the round, drawn for its viewer alone. Where one writes is a page of its own, which no message of the stream can take
  /// away.
  var markup: Markup { RoundParts(scene: scene).part("part-feedback") { content } }

  private var content: Markup {
    guard scene.view.phase.isPlayed else { return "" }
    if scene.view.ownPart == .practitioner { return received }
    return scene.view.parts.givers.contains(where: scene.isOwn) ? giving : ""
  }

  // MARK: Whoever gives it

  private var giving: Markup {
    """
    <section class="side" id="feedback"><h2>\(scene.say("feedback.round.yours", practitioner))</h2>
    \(ownNote)</section>

    """
  }

  private var ownNote: Markup {
    guard let note = notes.own else {
      return remark(scene.say("feedback.round.begin", practitioner)) + toDesk(scene.say("feedback.round.write"))
    }
    if let wording = note.given { return given(wording, id: note.id) }
    if note.wording > 0 { return remark(scene.say("feedback.round.gone", practitioner)) }
    let isTime = scene.view.phase.letsFeedbackBeGiven
    return remark(isTime ? scene.say("feedback.round.now", practitioner) : scene.say("feedback.round.drafted", practitioner))
      + toDesk(isTime ? scene.say("feedback.round.lookAndGive") : scene.say("feedback.round.writeOn"))
  }

  private func toDesk(_ label: String) -> Markup { "<p>\(linkButton(label, href: "\(scene.address)/feedback", .quiet))</p>\n" }

  func given(_ wording: FeedbackWording, id: ID<FeedbackNote>?) -> Markup {
    joined([
      remark(scene.say("feedback.round.given", practitioner)), look.words(wording),
      id.map { "<p>\(linkButton(scene.say("feedback.round.reword"), href: "/notes/\($0)", .plain))</p>\n" } ?? "",
    ])
  }

  // MARK: Whoever practiced

  private var received: Markup {
    guard !notes.received.isEmpty else {
      guard scene.view.phase == .observerFeedback else { return "" }
      return """
        <section class="side" id="feedback"><h2>\(scene.say("feedback.round.forYou"))</h2>
        \(remark(scene.say("feedback.round.nothingYet")))</section>

        """
    }
    return """
      <section class="side" id="feedback"><h2>\(scene.say("feedback.round.forYou"))</h2>
      \(notes.received.map(note))\(whoSees)</section>

      """
  }

  private func note(_ note: ReceivedNote) -> Markup {
    """
    <div class="note" id="note-\(note.id.text)"><h3>\(scene.say("feedback.round.from", ["name": scene.name(note.giverID)]))</h3>
    <p class="remark">\(note.given.modelTitle)</p>
    \(look.words(note.given))\(look.taps(on: note.id, chosen: note.stage == .decided ? note.decision : nil, form: "commands"))
    <p><a class="plain" href="/notes/\(note.id.text)">\(scene.say("feedback.round.later"))</a></p></div>

    """
  }

  private var whoSees: Markup { "<p class=\"who-sees\">\(icon(.eye))\(scene.say("feedback.round.whoSees"))</p>\n" }
}
