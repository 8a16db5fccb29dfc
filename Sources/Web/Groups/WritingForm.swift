// One's own quiet writing: a field that saves itself as one types, and a button for browsers without a script.
import Domain
import HTML
import Messages

struct WritingForm {
  let session: ID<Session>
  let writing: Writing
  let token: Markup
  let catalogue: Catalogue
  var corrections: Corrections?

  var markup: Markup {
    """
    <form class="form" method="post" action="/sessions/\(session.text)/writing" data-autosave data-saving="\(catalogue.say("table.writing.saving"))" data-saved="\(catalogue.say("table.writing.saved"))" data-unsaved="\(catalogue.say("table.writing.unsaved"))" data-kept="\(catalogue.say("table.writing.kept"))" data-conflict="\(catalogue.say("table.writing.conflict"))">
    \(token)<input type="hidden" name="version" value="\(writing.version)">
    \(textArea(Field("body", catalogue.say("table.writing.field"), value: writing.body, whoSees: .onlyYou, corrections ?? Corrections(nil, catalogue)), rows: 6))
    <div class="autosave"><button class="button quiet">\(catalogue.say("table.writing.save"))</button><span class="status" data-autosave-word>\(writing.version > 0 ? catalogue.say("table.writing.saved") : "")</span></div>
    </form>

    """
  }
}
