// A field says what it is, what helps, what is wrong and who sees it, and each line is tied to it for whoever listens.
import Domain
import HTML
import Messages
import Testing

@testable import HTTP
@testable import Web

struct FieldTests {
  let catalogue: Catalogue
  init() throws { catalogue = try Catalogue.english() }

  private func corrections(_ lines: (field: String?, key: String)...) -> Corrections {
    Corrections(Problem(lines: lines.map { Problem.Line(field: $0.field, sentence: Sentence($0.key)) }), catalogue)
  }

  @Test func aPlainFieldIsALabelAndAnInput() {
    let html = textField(Field("place", "Place", value: "Library", Corrections(nil, catalogue))).string
    #expect(html.contains("<label for=\"field-place\">Place</label>"))
    #expect(html.contains("id=\"field-place\" name=\"place\" type=\"text\""))
    #expect(html.contains("value=\"Library\""))
    #expect(!html.contains("aria-describedby"))
    #expect(!html.contains("aria-invalid"))
    #expect(!html.contains("beside"))
  }

  @Test func everyLineBesideAFieldIsTiedToIt() {
    let html = textField(
      Field("place", "Place", hint: "A room.", whoSees: .groupAndFacilitator, corrections((field: "place", key: "sessions.form.nowhere")))
    ).string
    #expect(html.contains("aria-describedby=\"field-place-hint field-place-wrong field-place-who\""))
    for id in ["field-place-hint", "field-place-wrong", "field-place-who"] {
      #expect(html.components(separatedBy: "id=\"\(id)\"").count == 2, "\(id) stands once")
    }
    #expect(html.contains("aria-invalid=\"true\""))
    #expect(html.contains(catalogue.say("sessions.form.nowhere")))
    #expect(html.contains(catalogue.say("look.whoSees.groupAndFacilitator")))
  }

  @Test func aCorrectionStandsOnlyBesideItsOwnField() {
    let wrong = corrections((field: "place", key: "sessions.form.nowhere"))
    #expect(!textField(Field("day", "Day", wrong), .date).string.contains("aria-invalid"))
    #expect(wrong.sentences(for: "day").isEmpty)
    #expect(wrong.sentences(for: "place") == [catalogue.say("sessions.form.nowhere")])
  }

  @Test func theSummaryLeadsToEachFieldAndSaysWhatConcernsTheWholeForm() {
    let html = corrections((field: nil, key: "sessions.form.overlaps"), (field: "place", key: "sessions.form.nowhere")).summary.string
    #expect(html.contains("<li>\(catalogue.say("sessions.form.overlaps"))</li>"))
    #expect(html.contains("<a href=\"#field-place\">\(catalogue.say("sessions.form.nowhere"))</a>"))
    #expect(html.contains("role=\"alert\""))
    #expect(html.contains("data-look-here"))
    #expect(Corrections(nil, catalogue).summary.isEmpty)
    #expect(Corrections(Problem(lines: []), catalogue).summary.isEmpty)
  }

  /// A quote with a combining mark is one character, and still ends an attribute.
  @Test(arguments: ["\" onfocus=\"x", "\"\u{301} onfocus=\u{301}", "</textarea><b>", "<script>1</script>", "' x='"])
  func whatWasTypedNeverLeavesItsField(_ typed: String) {
    let none = Corrections(nil, catalogue)
    let pieces = [
      textField(Field("a", typed, value: typed, hint: typed, none)), textArea(Field("a", typed, value: typed, none), rows: 3),
      choiceField(Field("a", typed, value: typed, none), [Choice(typed, typed)]),
      radioField(Field("a", typed, value: typed, none), [Choice(typed, typed, hint: typed)]),
      checkField(Field("a", typed, none)), row(typed, href: "/x", detail: typed), person(typed), statusWord(typed), written(typed),
      notice(.note, typed),
      section(typed) { paragraph(typed) }, dataTable(caption: typed, columns: [Column(typed)], rows: [[Markup(text: typed)]]),
      postButton(typed, action: "/x", token: "", hidden: [(typed, typed)], told: typed),
    ]
    for piece in pieces {
      let html = piece.string
      // Looked for byte by byte: a mark joins what follows it to one character.
      #expect(!Array(html.utf8).contains(Array(typed.utf8)), "\(html)")
      #expect(!html.contains("<script"))
      #expect(!html.contains("<b>"))
      // No attribute that the components do not write.
      #expect(!html.contains(" onfocus=\""), "\(html)")
    }
  }

  @Test func anAreaKeepsALineBreakAtItsBeginning() {
    let html = textArea(Field("body", "Norms", value: "\nFirst", Corrections(nil, catalogue)), rows: 3).string
    #expect(html.contains(">\n\nFirst</textarea>"))
  }

  @Test func theChosenOneIsChosen() {
    let none = Corrections(nil, catalogue)
    let choices = [Choice("a", "A"), Choice("b", "B", hint: "the second")]
    let select = choiceField(Field("zone", "Zone", value: "b", none), choices).string
    #expect(select.contains("<option value=\"b\" selected>"))
    #expect(!select.contains("<option value=\"a\" selected>"))
    let radios = radioField(Field("where", "Where", value: "b", none), choices).string
    #expect(radios.contains("<legend>Where</legend>"))
    #expect(radios.contains("id=\"field-where\" name=\"where\" value=\"a\">"))
    #expect(radios.contains("id=\"field-where-1\" name=\"where\" value=\"b\" checked>"))
    #expect(checkField(Field("ok", "Read", value: "yes", none)).string.contains(" checked>"))
    #expect(!checkField(Field("ok", "Read", none)).string.contains(" checked>"))
  }

  @Test func aFieldThatMayStayEmptySaysSo() {
    let html = textField(Field("link", "Link", optional: true, Corrections(nil, catalogue)), .web).string
    #expect(html.contains(catalogue.say("look.optional")))
    #expect(html.contains("type=\"url\""))
  }

  @Test func twoFormsOnAPageHaveFieldsOfTheirOwn() {
    let none = Corrections(nil, catalogue)
    let html = textField(Field("turn", "Round 1", scope: "a-", none)).string + textField(Field("turn", "Round 2", scope: "b-", none)).string
    #expect(html.contains("id=\"field-a-turn\"") && html.contains("id=\"field-b-turn\""))
  }

  @Test func whoSeesIsSaidInTheSameWordsEverywhere() {
    let all: [WhoSees] = [.onlyYou, .groupAndFacilitator, .facilitator, .room, .administrators, .program]
    #expect(Set(all.map { $0.sentence(catalogue) }).count == all.count)
    for audience in all {
      let beside = textField(Field("x", "X", whoSees: audience, Corrections(nil, catalogue))).string
      #expect(beside.contains(audience.sentence(catalogue)))
      #expect(whoSeesLine(audience, catalogue).string.contains(audience.sentence(catalogue)))
    }
  }
}
