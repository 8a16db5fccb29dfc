// Fields of a form: a label, what helps, what is wrong, and who will see what is typed, each tied to its field for screen readers.
import Domain
import HTML
import Messages

/// Who will read what is typed into a field, in the same words everywhere.
enum WhoSees {
  case onlyYou, onlyYouUntilGiven, noteGiver, groupAndFacilitator, facilitator, facilitatorAlone, room, table, administrators, program, coachee

  func sentence(_ catalogue: Catalogue) -> String {
    switch self {
    case .onlyYou: catalogue.say("look.whoSees.onlyYou")
    case .onlyYouUntilGiven: catalogue.say("look.whoSees.onlyYouUntilGiven")
    case .noteGiver: catalogue.say("look.whoSees.noteGiver")
    case .groupAndFacilitator: catalogue.say("look.whoSees.groupAndFacilitator")
    case .facilitator: catalogue.say("look.whoSees.facilitator")
    case .facilitatorAlone: catalogue.say("look.whoSees.facilitatorAlone")
    case .room: catalogue.say("look.whoSees.room")
    case .table: catalogue.say("look.whoSees.table")
    case .administrators: catalogue.say("look.whoSees.administrators")
    case .program: catalogue.say("look.whoSees.program")
    case .coachee: catalogue.say("look.whoSees.coachee")
    }
  }
}

/// The line itself, beside a field or on its own.
func whoSeesLine(_ audience: WhoSees, _ catalogue: Catalogue, id: String? = nil) -> Markup {
  let anchor: Markup = id.map { " id=\"\($0)\"" } ?? ""
  return "<p class=\"who-sees\"\(anchor)>\(icon(.eye))\(audience.sentence(catalogue))</p>\n"
}

/// What has to be put right in a form, by field.
struct Corrections {
  let catalogue: Catalogue
  private let lines: [Problem.Line]

  init(_ problem: Problem?, _ catalogue: Catalogue) {
    self.catalogue = catalogue
    lines = problem?.lines ?? []
  }

  func sentences(for field: String) -> [String] {
    lines.filter { $0.field == field }.map { catalogue.say($0.sentence.key, $0.sentence.values) }
  }

  /// Stands first in the form: what concerns the whole form, and a way to each field that needs another look.
  var summary: Markup {
    guard !lines.isEmpty else { return "" }
    let items = lines.map { line -> Markup in
      let text = catalogue.say(line.sentence.key, line.sentence.values)
      guard let field = line.field else { return "<li>\(text)</li>" }
      return "<li><a href=\"#field-\(field)\">\(text)</a></li>"
    }
    return """
      <div class="notice notice-note" role="alert" tabindex="-1" data-look-here><p>\(catalogue.say("look.corrections"))</p><ul>\(items)</ul></div>

      """
  }
}

struct Field {
  let name: String
  let label: String
  var value: String
  var hint: String?
  var whoSees: WhoSees?
  var isOptional: Bool
  let corrections: Corrections
  /// Sets the ids of a form apart that stands several times on one page.
  var scope: String

  init(
    _ name: String, _ label: String, value: String = "", hint: String? = nil, whoSees: WhoSees? = nil, optional: Bool = false,
    scope: String = "", _ corrections: Corrections
  ) {
    self.name = name
    self.label = label
    self.value = value
    self.hint = hint
    self.whoSees = whoSees
    isOptional = optional
    self.scope = scope
    self.corrections = corrections
  }

  var id: String { "field-" + scope + name }
  var wrong: [String] { corrections.sentences(for: name) }

  /// `id`, `name` and what ties the field to its lines.
  fileprivate var attributes: Markup {
    var tied: [String] = []
    if hint != nil { tied.append(id + "-hint") }
    if !wrong.isEmpty { tied.append(id + "-wrong") }
    if whoSees != nil { tied.append(id + "-who") }
    var all: Markup = "id=\"\(id)\" name=\"\(name)\""
    if !tied.isEmpty { all += " aria-describedby=\"\(tied.joined(separator: " "))\"" }
    if !wrong.isEmpty { all += " aria-invalid=\"true\"" }
    return all
  }

  fileprivate var labelLine: Markup {
    let mark: Markup = isOptional ? " <span class=\"remark\">\(corrections.catalogue.say("look.optional"))</span>" : ""
    return "<label for=\"\(id)\">\(label)\(mark)</label>\n"
  }

  /// Help, what is wrong, and who sees it.
  fileprivate var beside: Markup {
    guard hint != nil || whoSees != nil || !wrong.isEmpty else { return "" }
    var lines = Markup()
    if !wrong.isEmpty {
      let sentences = wrong.map { text -> Markup in "<span>\(text)</span> " }
      lines += "<p class=\"wrong\" id=\"\(id)-wrong\">\(sentences)</p>\n"
    }
    if let hint { lines += "<p class=\"hint\" id=\"\(id)-hint\">\(hint)</p>\n" }
    if let whoSees {
      lines += whoSeesLine(whoSees, corrections.catalogue, id: id + "-who")
    }
    return "<div class=\"beside\">\n\(lines)</div>\n"
  }

  fileprivate func box(_ control: Markup) -> Markup {
    "<div class=\"field\(" field-wrong", if: !wrong.isEmpty)\">\n\(labelLine)\(control)\n\(beside)</div>\n"
  }
}

enum TextKind {
  case text, password, newPassword, date, time, number(ClosedRange<Int>, step: Int), web, signInName, code

  fileprivate var attributes: Markup {
    switch self {
    case .text: "type=\"text\" autocomplete=\"off\""
    case .password: "type=\"password\" autocomplete=\"current-password\""
    case .newPassword: "type=\"password\" autocomplete=\"new-password\""
    case .date: "type=\"date\""
    case .time: "type=\"time\""
    case .number(let range, let step):
      "type=\"number\" inputmode=\"numeric\" min=\"\(range.lowerBound)\" max=\"\(range.upperBound)\" step=\"\(step)\""
    case .web: "type=\"url\" inputmode=\"url\" autocomplete=\"off\""
    case .code: "type=\"text\" autocomplete=\"off\" autocapitalize=\"characters\" spellcheck=\"false\""
    case .signInName: "type=\"text\" autocomplete=\"username\" autocapitalize=\"none\" spellcheck=\"false\""
    }
  }

  fileprivate var width: Markup {
    switch self {
    case .date, .time, .number, .code: " class=\"short\""
    default: ""
    }
  }
}

func textField(_ field: Field, _ kind: TextKind = .text) -> Markup {
  field.box("<input \(field.attributes) \(kind.attributes)\(kind.width) value=\"\(field.value)\">")
}

func textArea(_ field: Field, rows: Int) -> Markup {
  // The line break after the tag is not part of the value: HTML drops it, and a value that begins with one keeps it.
  field.box("<textarea \(field.attributes) rows=\"\(rows)\">\n\(field.value)</textarea>")
}

struct Choice {
  let value: String
  let label: String
  var hint: String?

  init(_ value: String, _ label: String, hint: String? = nil) {
    self.value = value
    self.label = label
    self.hint = hint
  }

  /// Every time zone by its name.
  static let zones = ProgramRule.zones.sorted().map { Choice($0, $0.replacing("_", with: " ")) }
}

func choiceField(_ field: Field, _ choices: [Choice]) -> Markup {
  let options = choices.map { choice -> Markup in
    "<option value=\"\(choice.value)\"\(" selected", if: choice.value == field.value)>\(choice.label)</option>\n"
  }
  return field.box("<select \(field.attributes)>\n\(options)</select>")
}

/// One of a few, all of them in sight.
func radioField(_ field: Field, _ choices: [Choice]) -> Markup {
  let lines = choices.enumerated().map { place, choice -> Markup in
    let id = place == 0 ? field.id : "\(field.id)-\(place)"
    let hint: Markup = choice.hint.map { "<span class=\"hint\">\($0)</span>" } ?? ""
    return """
      <label class="tick" for="\(id)"><input type="radio" id="\(id)" name="\(field.name)" value="\(choice.value)"\(" checked", if: choice.value == field.value)><span>\(choice.label)\(hint)</span></label>

      """
  }
  return """
    <fieldset class="field\(" field-wrong", if: !field.wrong.isEmpty)"><legend>\(field.label)</legend>
    \(lines)\(field.beside)</fieldset>

    """
}

/// Yes or no; sent as `yes` when ticked, not at all when not.
func checkField(_ field: Field) -> Markup {
  """
  <div class="field\(" field-wrong", if: !field.wrong.isEmpty)"><label class="tick" for="\(field.id)"><input type="checkbox" \(field.attributes) value="yes"\(" checked", if: field.value == "yes")><span>\(field.label)</span></label>
  \(field.beside)</div>

  """
}

/// Any number out of a list; each that is ticked is sent under the field's name.
func tickField(_ field: Field, _ choices: [Choice], chosen: Set<String>) -> Markup {
  let lines = choices.enumerated().map { place, choice -> Markup in
    let id = place == 0 ? field.id : "\(field.id)-\(place)"
    let hint: Markup = choice.hint.map { "<span class=\"hint\">\($0)</span>" } ?? ""
    return """
      <label class="tick" for="\(id)"><input type="checkbox" id="\(id)" name="\(field.name)" value="\(choice.value)"\(" checked", if: chosen.contains(choice.value))><span>\(choice.label)\(hint)</span></label>

      """
  }
  return """
    <fieldset class="field\(" field-wrong", if: !field.wrong.isEmpty)"><legend>\(field.label)</legend>
    \(lines)\(field.beside)</fieldset>

    """
}
