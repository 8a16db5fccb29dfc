// The page of a live room for one member or the facilitator: the parts that follow the session, and the forms in which one types.
import Domain
import HTML
import HTTP

/// What was typed into a form of the room and has to be put right.
struct RoomTyped {
  var card = ""
  var commitment = ""
  var byDate = ""
  var link = ""
  var problem: Problem?
  var note = RoomNote()
}

struct RoomPage {
  let scene: RoomScene
  let writing: Writing
  var typed = RoomTyped()
  let token: Markup
  /// A fresh key for the one form of buttons, for browsers without a script.
  let key: String

  private var parts: RoomParts { RoomParts(scene: scene) }
  private var signals: RoomSignals { RoomSignals(scene: scene) }
  private var view: RoomView { scene.view }
  private var corrections: Corrections { Corrections(typed.problem, scene.catalogue) }

  var markup: Markup {
    """
    <div class="room\(" room-lead", if: scene.isFacilitator)" data-room data-events="\(scene.address)/events\(scene.visiting)" data-seq="\(view.seq)" data-lost="\(scene.say("table.live.lost"))" data-ended="\(scene.say("table.live.ended"))" data-not-sent="\(scene.say("table.live.notSent"))" data-time-up="\(scene.say("table.live.timeUp"))">
    <form id="commands" method="post" action="\(scene.address)/steps" hidden>\(token)<input type="hidden" name="key" value="\(key)"><input type="hidden" name="at" value="\(scene.place)"></form>
    <p class="connection" data-connection hidden></p>
    <noscript><p class="no-script"><a href="\(scene.address)">\(scene.say("table.live.refresh"))</a></p></noscript>
    <div class="room-stage">
    \(corrections.summary)\(signals.heard)\(parts.stage)\(parts.hand)\(signals.own)
    </div>
    <div class="room-side">
    \(parts.carried)\(ownWriting)\(parts.cards)\(cardForm)\(parts.commitments)\(commitmentForm)\(noteForm)\(parts.agenda)\(parts.people)\(linkForm)\(comingIn)\(notebook)
    </div>
    </div>

    """
  }

  /// What a stream sends: every part, for this viewer, in its newest state. The quiet signals have a message of their own: they are no events.
  static func fragment(_ scene: RoomScene) -> Markup {
    let parts = RoomParts(scene: scene)
    return joined([parts.stage, parts.hand, parts.carried, parts.cards, parts.commitments, parts.agenda, parts.people])
  }

  private var keyField: Markup { "<input type=\"hidden\" name=\"key\" value=\"\(key)\">" }

  /// Private writing stands outside of everything that the stream touches, so that no step of the room can take a word away.
  private var ownWriting: Markup {
    """
    <section class="side writing" id="writing">
    <h2>\(scene.say("table.writing.heading"))</h2>
    \(WritingForm(session: view.sessionID, writing: writing, token: token, catalogue: scene.catalogue, corrections: corrections).markup)
    </section>

    """
  }

  /// For whoever runs the room and sees somebody at the door without a device in the room.
  private var comingIn: Markup {
    guard scene.isFacilitator || scene.leads, let invitation = scene.invitation else { return "" }
    return """
      <section class="side"><details class="more"><summary>\(scene.say("join.summary"))</summary>
      \(invitation.markup)</details></section>

      """
  }

  /// In a tab of its own, so that the room stays where it is.
  private var notebook: Markup {
    guard scene.isFacilitator, let address = scene.notebookAddress else { return "" }
    return
      "<section class=\"side\"><p><a class=\"plain\" href=\"\(href: address)\" target=\"_blank\" rel=\"noopener\">\(scene.say("notebook.fromRoom"))</a></p></section>\n"
  }

  private var noteForm: Markup {
    guard scene.may(.noteForMember) else { return "" }
    return RoomNoteForm(scene: scene, note: typed.note, corrections: corrections).markup(token: token, key: keyField)
  }

  /// Stands there for whoever leads all the time, and shows only while the room is split: no message of the stream brings a form.
  private var linkForm: Markup {
    guard scene.leads, view.hasTables else { return "" }
    let running = (view.otherTables.map(\.number) + [view.table?.number].compactMap { $0 }).sorted()
    let numbers = (running.isEmpty ? [1, 2] : running).map { Choice(String($0), scene.say("table.tables.name", ["number": String($0)])) }
    return """
      <details class="more when-split"\(" open", if: !typed.link.isEmpty)><summary>\(scene.say("table.tables.linkSummary"))</summary>
      <form class="form side-form" method="post" action="\(scene.address)/tables\(scene.visiting)" data-command data-clears>
      \(token)\(keyField)
      \(radioField(Field("table", scene.say("table.tables.which"), value: "1", corrections), numbers))
      \(textField(Field("link", scene.say("table.tables.linkField"), value: typed.link, hint: scene.say("table.tables.linkHint"), corrections), .web))
      \(buttons { submitButton(scene.say("table.tables.linkSave"), .quiet) })</form></details>

      """
  }

  private var cardForm: Markup {
    guard scene.may(.putCard) else { return "" }
    return """
      <details class="more" id="put-card"\(" open", if: !typed.card.isEmpty)><summary>\(scene.say("table.cards.write"))</summary>
      <form class="form side-form" method="post" action="\(scene.address)/cards" data-command data-clears>
      \(token)\(keyField)
      \(textArea(Field("card", scene.say("table.cards.putField"), value: typed.card, whoSees: .room, corrections), rows: 2))
      \(buttons { submitButton(scene.say("table.cards.put"), .quiet) })</form></details>

      """
  }

  private var commitmentForm: Markup {
    guard scene.may(.nameCommitment) else { return "" }
    return """
      <details class="more"\(" open", if: isNaming)><summary>\(scene.say("table.control.nameCommitment"))</summary>
      <form class="form side-form" id="commitment" method="post" action="\(scene.address)/commitments" data-command data-clears>
      \(token)\(keyField)
      \(textField(Field("commitment", scene.say("table.commitments.nameField"), value: typed.commitment, hint: scene.say("table.commitments.nameHint"), whoSees: .room, corrections)))
      \(textField(Field("byDate", scene.say("table.commitments.dateField"), value: typed.byDate, optional: true, corrections), .date))
      \(buttons { submitButton(scene.say("table.commitments.submit"), .quiet) })</form></details>

      """
  }

  /// Before the closing the form is folded; the link to it unfolds it.
  private var isNaming: Bool { view.phase == .closing || !typed.commitment.isEmpty || !typed.byDate.isEmpty }
}
