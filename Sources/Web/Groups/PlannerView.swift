// What stands in the planner: does it fit, the items with their buttons, what would fit, and what there is to add.
import Actions
import Domain
import HTML
import HTTP

struct PlannerView {
  let planner: Planner
  let corrections: Corrections
  /// What was typed into a form that could not be taken.
  let typed: Form
  let visit: Visit
  private let when: Moments
  private let token: Markup

  init(planner: Planner, corrections: Corrections, typed: Form, visit: Visit) {
    self.planner = planner
    self.corrections = corrections
    self.typed = typed
    self.visit = visit
    when = Moments(visit.house.catalogue, zone: planner.group.zone)
    token = visit.formToken
  }

  private var plan: AgendaPlan { planner.plan }
  private var address: String { "/sessions/\(planner.session.id)/agenda" }
  private var isPlanned: Bool { planner.session.status == .planned }

  /// An item that has begun stays as it is.
  private func mayMove(_ place: Int) -> Bool { planner.mayChange && place >= planner.begun }

  /// Does it fit? In one sentence.
  var lead: String {
    if let pressure = planner.pressure { return runningLead(pressure) }
    let values = [
      "used": when.minutes(seconds: plan.itemSeconds), "session": when.minutes(seconds: plan.sessionSeconds),
      "present": String(plan.present), "buffer": when.minutes(seconds: plan.bufferSeconds), "over": when.minutes(seconds: plan.overBy),
      "spare": when.minutes(seconds: plan.spare),
    ]
    if plan.items.isEmpty { return visit.say("agenda.leadEmpty", values) }
    if !plan.fits { return visit.say("agenda.leadOver", values) }
    return plan.spare == 0 ? visit.say("agenda.leadFits", values) : visit.say("agenda.leadSpare", values)
  }

  /// How the time stands while the session runs.
  private func runningLead(_ pressure: TimePressure) -> String {
    let over = pressure.losses.reduce(Int(pressure.runsOverBy.seconds)) { $0 + $1.seconds }
    if over > 0 { return visit.say("agenda.leadRunsOver", ["over": when.minutes(seconds: over)]) }
    return visit.say("agenda.leadRuns", ["spare": when.minutes(seconds: max(0, Int(pressure.bufferLeft.seconds)))])
  }

  var body: Markup {
    joined([
      corrections.summary, planner.mayChange ? changeForm : notice(.note, visit.say("sessions.notPlanned")), agenda, remedies,
      isPlanned ? preparing : "", isPlanned ? expected : "", planner.mayChange ? adding : "",
    ])
  }

  /// The form that all buttons of the page send, wherever they stand.
  private var changeForm: Markup {
    """
    <form method="post" action="\(href: address)" id="agenda-change">\(token)\(hidden)</form>

    """
  }

  /// What every form of the page tells: the version that was read, and for how many.
  private var hidden: Markup {
    """
    <input type="hidden" name="version" value="\(planner.session.version)"><input type="hidden" name="expected" value="\(plan.present)">
    """
  }

  /// A button that does one change. `told` completes its label for a screen reader.
  private func change(_ label: Markup, _ value: String, told: String, _ kind: ButtonKind = .quiet) -> Markup {
    "<button class=\"\(kind.name)\" form=\"agenda-change\" name=\"change\" value=\"\(value)\">\(label) \(heardOnly(told))</button>"
  }

  // MARK: The items

  private var agenda: Markup {
    section(visit.say("sessions.page.agenda"), id: "agenda") {
      plan.items.isEmpty
        ? emptiness(visit.say("agenda.empty"), visit.say("agenda.emptyHint"))
        : """
        <ol class="rows rows-numbered planned" data-reorder>
        \(zip(plan.items, plan.starts).enumerated().map { place, pair in line(pair.0, at: place, start: pair.1) })</ol>

        """
      joined(general)
      plan.items.isEmpty || !isPlanned ? "" : remark(visit.say("agenda.bufferKept", ["buffer": when.minutes(seconds: plan.bufferSeconds)]))
      plan.items.isEmpty ? "" : buttons { linkButton(visit.say("agenda.done"), href: "/sessions/\(planner.session.id)") }
    }
  }

  private func line(_ item: AgendaItem, at place: Int, start: Int) -> Markup {
    let begins = when.time(planner.session.startsAt + .seconds(start))
    let title = item.shape.title
    let minutes = when.minutes(seconds: item.seconds(present: plan.present))
    let detail =
      isPlanned
      ? visit.say("agenda.fromFor", ["time": begins, "minutes": minutes]) : place < planner.begun ? visit.say("agenda.begun") : minutes
    var buttons = Markup()
    if mayMove(place) {
      if place > planner.begun { buttons += change(icon(.up) + Markup(text: visit.say("agenda.up")), "up.\(item.id)", told: title, .plain) }
      if place < plan.items.count - 1 {
        buttons += change(icon(.down) + Markup(text: visit.say("agenda.down")), "down.\(item.id)", told: title, .plain)
      }
      buttons += change(Markup(text: visit.say("agenda.remove")), "remove.\(item.id)", told: title, .plain)
    }
    let turns = mayMove(place) ? rounds(item) : ""
    return """
      <li class="row" id="item-\(item.id.text)" data-item="\(item.id.text)"\(" data-fixed", if: !mayMove(place))><div class="row-body"><span class="row-title">\(title)</span>
      <span class="row-detail">\(detail)</span>
      \(atTables(item))\(concerns(of: item))\(turns)\(reading(item, mayMove(place) && isPlanned))</div><span class="row-end">\(buttons)</span></li>

      """
  }

  private func atTables(_ item: AgendaItem) -> Markup {
    guard item.shape.splits(present: plan.present) else { return "" }
    let sizes = TableWords(visit.house.catalogue).sizes(item.shape.seating(present: plan.present).map(\.coaches))
    return "<span class=\"row-detail\">\(visit.say("agenda.atTables", ["tables": sizes]))</span>\n"
  }

  private func concerns(of item: AgendaItem) -> Markup {
    var lines: [String] = []
    for concern in plan.concerns {
      switch concern {
      case .tooFew(item.id, let minimum): lines.append(visit.say("agenda.tooFew", ["minimum": String(minimum)]))
      case .closingNotLast(item.id): lines.append(visit.say("agenda.closingNotLast"))
      default: continue
      }
    }
    return joined(lines.map { "<p class=\"wrong\">\($0)</p>" })
  }

  /// What concerns no single item.
  private var general: [Markup] {
    guard !plan.items.isEmpty, plan.concerns.contains(.closingMissing) else { return [] }
    return [notice(.note, visit.say("agenda.closingMissing"))]
  }

  /// How many rounds and whose they are, where the protocol has rounds that belong to somebody.
  private func rounds(_ item: AgendaItem) -> Markup {
    let shape = item.shape
    let belong = (shape.opening + shape.steps + shape.closing).contains { $0.floor.isTurn }
    let mayBeFewer = shape.roundsMayBeCapped || shape.repeats == .presenters
    guard belong || mayBeFewer else { return "" }
    let count = shape.rounds(present: plan.present, cap: item.rounds)
    let names = planner.people.members.filter { item.turns.contains($0.person) }
    let summary =
      names.isEmpty
      ? visit.say("agenda.turnsOpen", count: count)
      : visit.say(
        "agenda.turnsOf", ["names": item.turns.compactMap { id in names.first { $0.person == id }?.fullName }.joined(separator: ", ")])
    let choices = [Choice("", visit.say("agenda.turnOpen"))] + planner.people.members.map { Choice($0.person.text, $0.fullName) }
    let scope = item.id.text + "-"
    let none = Corrections(nil, visit.house.catalogue)
    var fields = Markup()
    if mayBeFewer {
      fields += choiceField(Field("rounds", visit.say("agenda.roundsLabel"), value: String(count), scope: scope, none), roundChoices(shape))
    }
    if belong {
      for place in 0..<count {
        let label = visit.say("agenda.turnLabel", ["round": String(place + 1)])
        let chosen = place < item.turns.count ? item.turns[place].text : ""
        fields += choiceField(Field("turn", label, value: chosen, scope: "\(scope)\(place)-", none), choices)
      }
    }
    let form = postForm(address, token: token) {
      hidden
      "<input type=\"hidden\" name=\"change\" value=\"turns.\(item.id.text)\">"
      fields
      buttons { submitButton(visit.say("agenda.turnsSave"), .quiet) }
    }
    return "<details class=\"rounds\"><summary>\(summary)</summary>\n\(form)</details>\n"
  }

  private func roundChoices(_ shape: SessionProtocol) -> [Choice] {
    let most = shape.repeats == .presenters ? plan.present : shape.rounds(present: plan.present)
    return (1...max(1, most)).map { Choice(String($0), String($0)) }
  }

  /// What to read beforehand: shown, and where the item may change the form for it.
  private func reading(_ item: AgendaItem, _ mayChange: Bool) -> Markup {
    let shown = item.reading.map { readingLine($0, visit) } ?? ""
    guard mayChange else { return shown }
    // What could not be taken stands in its own item's form again.
    let value = "read.\(item.id.text)"
    let isTyped = typed["change"] == value
    let corrections = isTyped ? corrections : Corrections(nil, visit.house.catalogue)
    let scope = isTyped ? "" : item.id.text + "-"
    let form = postForm(address, token: token) {
      hidden
      "<input type=\"hidden\" name=\"change\" value=\"\(value)\">"
      textField(
        Field(
          "read-title", visit.say("agenda.read.titleLabel"), value: isTyped ? typed["read-title"] : item.reading?.title ?? "",
          whoSees: .groupAndFacilitator, scope: scope, corrections))
      textField(
        Field(
          "read-link", visit.say("agenda.read.linkLabel"), value: isTyped ? typed["read-link"] : item.reading?.link ?? "", optional: true,
          scope: scope, corrections), .web)
      textArea(
        Field(
          "read-text", visit.say("agenda.read.textLabel"), value: isTyped ? typed["read-text"] : item.reading?.text ?? "",
          hint: visit.say("agenda.read.hint"), optional: true, scope: scope, corrections), rows: 3)
      buttons { submitButton(visit.say("agenda.read.save"), .quiet) }
    }
    let summary = item.reading == nil ? visit.say("agenda.read.add") : visit.say("agenda.read.change")
    return "\(shown)<details class=\"rounds\"\(" open", if: isTyped)><summary>\(summary)</summary>\n\(form)</details>\n"
  }

  /// What members bring, who will not come, and on which question the group arrives.
  private var preparing: Markup {
    let questions = planner.library.arrivalQuestions
    return section(visit.say("before.title"), id: "before") {
      PreparationView(planner.preparation, people: planner.people, when: when, visit: visit).lines
      questions.isEmpty
        ? nil
        : postForm(address, token: token) {
          hidden
          "<input type=\"hidden\" name=\"change\" value=\"question\">"
          choiceField(
            Field(
              "question", visit.say("before.arrival.label"), value: planner.session.arrivalQuestion ?? "",
              hint: planner.arrivalQuestion.map { visit.say("before.arrival.asks", ["question": $0.text]) }, corrections),
            [Choice("", visit.say("before.arrival.house"))] + questions.map { Choice($0.key, $0.text) })
          buttons { submitButton(visit.say("before.arrival.choose"), .quiet) }
        }
    }
  }

  // MARK: What would fit

  private var remedies: Markup {
    guard !plan.fits, isPlanned else { return "" }
    let library = planner.library
    let titles = Dictionary(plan.items.map { ($0.id, $0.shape.title) }) { first, _ in first }
    let lines = plan.remedies(from: library.protocols).map { remedy -> Markup in
      switch remedy {
      case .fewerRounds(let item, let rounds, let saves):
        let sentence = visit.say(
          "agenda.remedy.rounds", count: rounds, ["item": titles[item] ?? "", "saves": when.minutes(seconds: saves)])
        return row(sentence, end: change(Markup(text: visit.say("agenda.remedy.do")), "rounds.\(item).\(rounds)", told: sentence))
      case .replace(let item, let key, let saves):
        let values = ["item": titles[item] ?? "", "other": library[key]?.shape.title ?? "", "saves": when.minutes(seconds: saves)]
        let sentence = visit.say("agenda.remedy.replace", values)
        return row(sentence, end: change(Markup(text: visit.say("agenda.remedy.do")), "swap.\(item).\(key)", told: sentence))
      case .leaveOut(let item, let saves):
        let sentence = visit.say("agenda.remedy.leaveOut", ["item": titles[item] ?? "", "saves": when.minutes(seconds: saves)])
        return row(sentence, end: change(Markup(text: visit.say("agenda.remedy.do")), "remove.\(item)", told: sentence))
      case .longer(let minutes):
        return row(
          visit.say("agenda.remedy.longer", ["minutes": String(minutes)]),
          end: linkButton(visit.say("agenda.remedy.change"), href: "/sessions/\(planner.session.id)/time?minutes=\(minutes)", .quiet))
      }
    }
    return section(visit.say("agenda.remedy.title")) { rows(lines) }
  }

  private var expected: Markup {
    let choices = (2...GroupSize.most).map { Choice(String($0), visit.say("agenda.expectedChoice", ["count": String($0)])) }
    return section(visit.say("agenda.expected")) {
      """
      <form class="form" method="get" action="\(href: address)">
      \(choiceField(Field("expected", visit.say("agenda.expectedLabel"), value: String(plan.present), hint: visit.say("agenda.expectedHint"), corrections), choices))\(buttons { submitButton(visit.say("agenda.expectedSet"), .quiet) })</form>

      """
    }
  }

  // MARK: What there is to add

  /// Whoever begins with nothing is best served by a ready-made agenda; later the shelf is nearer.
  private var adding: Markup {
    plan.items.isEmpty && isPlanned ? joined([templates, shelf, block]) : joined([shelf, block, isPlanned ? templates : ""])
  }

  /// What there is to choose depends on the library and on how many are expected, and on nothing else.
  private var shelf: Markup {
    visit.drawnOnce("planner.shelf for \(plan.present)") {
      let library = planner.library
      let shelf = library.shelf(present: plan.present)
      let onShelf = Set(shelf.map(\.entry.key))
      let others = library.offers(present: plan.present).filter { !onShelf.contains($0.entry.key) }
      return section(visit.say("agenda.add")) {
        rows(shelf.map(offer))
        others.isEmpty
          ? ""
          : "<details class=\"more\"><summary>\(visit.say("agenda.all", ["count": String(others.count)]))</summary>\n\(rows(others.map(offer)))</details>\n"
      }
    }
  }

  private func offer(_ offer: ProtocolOffer) -> Markup {
    let shape = offer.entry.shape
    switch offer.state {
    case .offered:
      let end =
        statusWord(when.minutes(seconds: offer.seconds))
        + change(Markup(text: visit.say("agenda.addThis")), "add.\(shape.key)", told: shape.title)
      return row({ ProtocolView(offer: offer, present: plan.present, visit: visit, when: when).body }, end: end)
    case .tooFew(let minimum): return row(shape.title, detail: visit.say("agenda.notFewer", ["minimum": String(minimum)]))
    }
  }

  private var block: Markup {
    section(visit.say("agenda.block")) {
      postForm(address, token: token) {
        hidden
        "<input type=\"hidden\" name=\"change\" value=\"block\">"
        textField(
          Field(
            "block-title", visit.say("agenda.blockTitleLabel"), value: typed["block-title"], hint: visit.say("agenda.blockHint"),
            whoSees: .groupAndFacilitator, corrections))
        textField(
          Field("block-minutes", visit.say("agenda.blockMinutesLabel"), value: typed["block-minutes"], corrections),
          .number(AgendaEdit.blockMinutes, step: 1))
        buttons { submitButton(visit.say("agenda.blockAdd"), .quiet) }
      }
    }
  }

  private var templates: Markup {
    section(visit.say("agenda.templates")) {
      plan.items.isEmpty ? "" : remark(visit.say("agenda.templatesReplace"))
      visit.drawnOnce("planner.templates for \(plan.present)") { rows(planner.library.templates.map(templateRow)) }
    }
  }

  private func templateRow(_ template: SessionTemplate) -> Markup {
    let seconds = template.items.reduce(0) { $0 + $1.shape.seconds(present: plan.present, cap: $1.rounds) }
    let end =
      statusWord(when.minutes(seconds: seconds))
      + change(Markup(text: visit.say("agenda.useThis")), "template.\(template.key)", told: template.title)
    return row(template.title, detail: template.summary, end: end)
  }
}
