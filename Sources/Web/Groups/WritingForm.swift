// One's own quiet writing: a field that saves itself as one types, and a button for browsers without a script.
import Domain
import HTML
import Messages

struct WritingForm {
  let address: String
  let label: String
  let writing: Writing
  let token: Markup
  let catalogue: Catalogue
  var corrections: Corrections?
  var rows = 6

  init(session: ID<Session>, writing: Writing, token: Markup, catalogue: Catalogue, corrections: Corrections? = nil) {
    self.init(
      address: "/sessions/\(session.text)/writing", label: catalogue.say("table.writing.field"), writing: writing, token: token,
      catalogue: catalogue, corrections: corrections)
  }

  init(address: String, label: String, writing: Writing, token: Markup, catalogue: Catalogue, corrections: Corrections? = nil, rows: Int = 6) {
    self.address = address
    self.label = label
    self.writing = writing
    self.token = token
    self.catalogue = catalogue
    self.corrections = corrections
    self.rows = rows
  }

  var markup: Markup {
    """
    <form class="form" method="post" action="\(href: address)" data-autosave data-saving="\(catalogue.say("table.writing.saving"))" data-saved="\(catalogue.say("table.writing.saved"))" data-unsaved="\(catalogue.say("table.writing.unsaved"))" data-kept="\(catalogue.say("table.writing.kept"))" data-conflict="\(catalogue.say("table.writing.conflict"))">
    \(token)<input type="hidden" name="version" value="\(writing.version)">
    \(textArea(Field("body", label, value: writing.body, whoSees: .onlyYou, corrections ?? Corrections(nil, catalogue)), rows: rows))
    <div class="autosave"><button class="button quiet">\(catalogue.say("table.writing.save"))</button><span class="status" data-autosave-word>\(writing.version > 0 ? catalogue.say("table.writing.saved") : "")</span></div>
    </form>

    """
  }
}
