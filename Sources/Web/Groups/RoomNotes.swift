// What whoever leads notes for members who said it aloud, how it is marked, and the owner's own buttons for it.
import Domain
import HTML
import HTTP
import Messages

/// What was typed into the form for a spoken word and has to be put right.
struct RoomNote {
  var text = ""
  var owner = ""
  var kind = "commitment"
  var byDate = ""

  init() {}

  /// The fields of this form have names of their own, so that what is wrong stands beside them and not beside the card or the commitment.
  init(_ form: Form, _ problem: inout Problem?) {
    text = form["note"]
    owner = form["note-owner"]
    kind = form["note-kind"]
    byDate = form["note-by"]
    let names = ["card": "note", "commitment": "note", "owner": "note-owner", "byDate": "note-by"]
    problem = problem.map { problem in
      Problem(lines: problem.lines.map { Problem.Line(field: $0.field.map { names[$0] ?? $0 }, sentence: $0.sentence) })
    }
  }
}

struct RoomNoteForm {
  let scene: RoomScene
  let note: RoomNote
  let corrections: Corrections

  func markup(token: Markup, key: Markup) -> Markup {
    let owners = scene.view.everybody.filter { $0.presence == .here || $0.presence == .left }
      .map { Choice($0.personID.text, scene.fullName($0.personID)) }
    guard !owners.isEmpty else { return "" }
    let kinds = [Choice("commitment", scene.say("table.note.commitment")), Choice("card", scene.say("table.note.card"))]
    return """
      <section class="side" id="note"><details class="more"\(" open", if: !note.text.isEmpty)><summary>\(scene.say("table.note.heading"))</summary>
      <form class="form side-form" method="post" action="\(scene.address)/notes" data-command data-clears>
      \(token)\(key)
      \(choiceField(Field("note-owner", scene.say("table.note.owner"), value: note.owner, corrections), owners))
      \(radioField(Field("note-kind", scene.say("table.note.kind"), value: note.kind, corrections), kinds))
      \(textArea(Field("note", scene.say("table.note.text"), value: note.text, hint: scene.say("table.note.hint"), whoSees: .room, corrections), rows: 2))
      \(textField(Field("note-by", scene.say("table.commitments.dateField"), value: note.byDate, optional: true, corrections), .date))
      \(buttons { submitButton(scene.say("table.note.submit"), .quiet) })</form>
      </details></section>

      """
  }
}

/// The mark of a word that its owner has not confirmed, and what the owner can do about it.
struct RoomSpoken {
  let scene: RoomScene

  static func mark(_ catalogue: Catalogue) -> Markup { "<span class=\"status spoken\">\(catalogue.say("spoken.mark"))</span>" }

  var mark: Markup { RoomSpoken.mark(scene.catalogue) }

  func acts(_ id: String) -> [Markup] {
    guard scene.may(.confirmSpoken) else { return [] }
    return [
      scene.command(scene.say("spoken.confirm"), to: "spoken", "confirm", id, "plain"),
      "<a class=\"plain\" href=\"\(scene.address)/spoken\">\(scene.say("spoken.correct"))</a>",
    ]
  }

  /// Beside the commitments of who is still to say theirs, for whoever leads on one device.
  var passes: Markup {
    guard scene.may(.noteForMember) else { return "" }
    let silent = scene.view.everybody.filter { seat in
      seat.presence == .here && !scene.view.commitments.contains { $0.ownerID == seat.personID }
        && !scene.view.passedCommitment.contains(seat.personID)
    }
    guard !silent.isEmpty, scene.view.phase == .closing else { return "" }
    let drawn = silent.map { seat in
      scene.command(scene.say("table.note.passesToday", ["name": scene.callName(seat.personID)]), to: "notes", "passFor", seat.personID.text, "chip")
    }
    return "<p class=\"chips chips-start\">\(drawn)</p>\n"
  }
}
