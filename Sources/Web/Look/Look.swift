// The components of every page, as plain functions from values to markup. Use these and write no classes of your own.
//
// A page's body is a row of sections under the shell's title; the shell itself prints the title, the lead sentence and the way back.
//
//   section("Next session") { … }                      a hairline, a heading, what stands under it
//   facts([("When", "Tue 20 October, 3:30 PM"), …])      terms and what they are
//   rows([row("Alder", href: "/groups/…", detail: "4 members", end: statusWord("forming"))])
//   dataTable(caption:, columns:, rows:)                figures; every picture has one beside it
//   notice(.note, "…")  notice(.done, "…")     a sentence that must not be missed
//   statusWord("saved")                                  one quiet word
//   emptiness("No session yet", "Plan the first one …") { linkButton(…) }   empty is an invitation
//   person("Dana Whitfield")                             initials and the name
//   Moments(catalogue, zone: group.zone).dayAndHours(from:minutes:)   "Tuesday, October 20, 3:30 to 5:00 PM"
//
// Forms (Fields.swift, Buttons.swift):
//
//   let corrections = Corrections(problem, catalogue)    nil when nothing is wrong yet
//   postForm("/groups/…/sessions", token: visit.formToken) {
//     corrections.summary
//     textField(Field("place", "Place", value: typed, hint: "Room or building", whoSees: .groupAndFacilitator, corrections))
//     textArea(Field("body", "Norms", …), rows: 8)
//     choiceField(Field("zone", "Time zone", …), [Choice("America/Chicago", "Chicago")])
//     radioField(…)  checkField(…)
//     buttons { submitButton("Plan this session"); linkButton("Back", href: "/groups/…", .quiet) }
//   }
//   postButton("End this sign-in", action: "/…", token:, .quiet)    a form that is nothing but its button
//
// Field names are form names; the sentence of a `Problem` line whose field has that name stands beside it.
import HTML
import HTTP

/// Several pieces of markup written one under the other.
@resultBuilder
struct Pieces {
  static func buildExpression(_ piece: Markup) -> Markup { piece }
  static func buildExpression(_ piece: Markup?) -> Markup { piece ?? "" }
  static func buildBlock(_ pieces: Markup...) -> Markup { joined(pieces) }
  static func buildOptional(_ piece: Markup?) -> Markup { piece ?? "" }
  static func buildEither(first piece: Markup) -> Markup { piece }
  static func buildEither(second piece: Markup) -> Markup { piece }
}

func joined(_ pieces: [Markup]) -> Markup { Markup(joining: pieces) }

/// A stretch of a page: a hairline, its heading, its content. `end` stands beside the heading: a link or a status word.
func section(_ heading: String, end: Markup? = nil, id: String? = nil, @Pieces _ content: () -> Markup) -> Markup {
  let anchor: Markup = id.map { " id=\"\($0)\"" } ?? ""
  return """
    <section class="section"\(anchor)>
    <div class="section-head"><h2>\(heading)</h2>\(end)</div>
    \(content())
    </section>

    """
}

func paragraph(_ text: String) -> Markup { "<p>\(text)</p>\n" }

/// A paragraph that is quieter than the rest.
func remark(_ text: String) -> Markup { "<p class=\"remark\">\(text)</p>\n" }

/// The answer of a section in one sentence.
func answer(_ text: String) -> Markup { "<p class=\"answer\">\(text)</p>\n" }

/// Terms and what they are.
func facts(_ pairs: [(term: String, fact: Markup)]) -> Markup {
  let items = pairs.map { pair -> Markup in "<div><dt>\(pair.term)</dt><dd>\(pair.fact)</dd></div>\n" }
  return "<dl class=\"facts\">\n\(items)</dl>\n"
}

enum NoticeKind { case note, done }

/// A sentence that must not be missed.
func notice(_ kind: NoticeKind, _ text: String, @Pieces _ more: () -> Markup = { "" }) -> Markup {
  let name: Markup =
    switch kind {
    case .note: "notice-note"
    case .done: "notice-done"
    }
  let role: Markup =
    switch kind {
    case .note: ""
    case .done: " role=\"status\""
    }
  return "<div class=\"notice \(name)\"\(role)><p>\(text)</p>\(more())</div>\n"
}

/// One quiet word about the state of something.
func statusWord(_ word: String) -> Markup { "<span class=\"status\">\(word)</span>" }

/// What this place will show, one action, one example.
func emptiness(_ heading: String, _ sentence: String, @Pieces _ action: () -> Markup = { "" }) -> Markup {
  """
  <div class="emptiness"><p class="emptiness-head">\(heading)</p><p>\(sentence)</p>\(action())</div>

  """
}

/// Somebody's initials and name; `note` stands after the name, such as "facilitator".
func person(_ fullName: String, note: String? = nil) -> Markup {
  let after: Markup = note.map { " <span class=\"remark\">\($0)</span>" } ?? ""
  return
    "<span class=\"person\"><span class=\"initials\" aria-hidden=\"true\">\(Shell.initials(fullName))</span><span>\(fullName)\(after)</span></span>"
}

/// Text that people wrote, with its line breaks, in the hand of the notebook.
func written(_ text: String) -> Markup { "<div class=\"written\">\(text)</div>\n" }

/// Words that only a screen reader needs.
func heardOnly(_ text: String) -> Markup { "<span class=\"heard-only\">\(text)</span>" }
