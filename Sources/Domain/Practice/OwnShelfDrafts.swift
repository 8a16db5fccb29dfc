// What is typed to add a scenario or a stem to a group's shelf, and what is wrong with it.

package struct ScenarioDraft: Equatable, Sendable {
  package var title = ""
  package var brief = ""
  package var role = ""
  package var wants = ""
  package var truth = ""
  package var softens = ""
  package var limit = ""
  package var level = ""
  package var stance = ""
  package var skills: [String] = []
  package var audience = Audience.both.rawValue

  package static let mostSkills = 4
  private static let longestTitle = 80
  private static let longestBrief = 600
  private static let longestLine = 200
  private static let longestCard = 400

  package init() {}

  /// As it goes back into the form.
  package init(_ scenario: Scenario) {
    (title, brief, role, wants) = (scenario.title, scenario.brief, scenario.role, scenario.wants)
    (truth, softens, limit) = (scenario.card.truth, scenario.card.softens, scenario.card.limit)
    (level, stance, skills) = (String(scenario.level.rawValue), scenario.stance.rawValue, scenario.skills)
    audience = scenario.audience.rawValue
  }

  /// The scenario, with everything that is wrong said at once. Without a card nobody can play it.
  package func scenario(key: String, skills known: [String]) throws(Problem) -> Scenario {
    var problem = Problem(lines: [])
    let title = ScenarioDraft.line(title, "title", Sentence("shelf.scenario.titleMissing"), ScenarioDraft.longestTitle, &problem)
    let brief = ScenarioDraft.block(brief, "brief", Sentence("shelf.scenario.briefMissing"), ScenarioDraft.longestBrief, &problem)
    let role = ScenarioDraft.line(role, "role", Sentence("shelf.scenario.roleMissing"), ScenarioDraft.longestTitle, &problem)
    let wants = ScenarioDraft.line(wants, "wants", Sentence("shelf.scenario.wantsMissing"), ScenarioDraft.longestLine, &problem)
    let card = card(&problem)
    let level = Int(level).flatMap(Scenario.Level.init)
    if level == nil { problem.add("level", Sentence("shelf.scenario.levelMissing")) }
    let stance = Scenario.Stance(rawValue: stance)
    if stance == nil { problem.add("stance", Sentence("shelf.scenario.stanceMissing")) }
    let chosen = known.filter(skills.contains)
    if chosen.isEmpty { problem.add("skills", Sentence("shelf.scenario.skillsMissing")) }
    if chosen.count > ScenarioDraft.mostSkills {
      problem.add("skills", Sentence("shelf.scenario.skillsMany", ["most": String(ScenarioDraft.mostSkills)]))
    }
    let audience = Audience(rawValue: audience)
    if audience == nil { problem.add("audience", Sentence("shelf.scenario.audienceMissing")) }
    guard problem.lines.isEmpty, let level, let stance, let audience else { throw problem }
    return Scenario(
      key: key, title: title, brief: brief, role: role, wants: wants, card: card, level: level, stance: stance, skills: chosen,
      audience: audience)
  }

  private func card(_ problem: inout Problem) -> Scenario.Card {
    let isEmpty = [truth, softens, limit].allSatisfy { TypedText.block($0).isEmpty }
    if isEmpty {
      problem.add("truth", Sentence("shelf.scenario.cardMissing"))
      return Scenario.Card(truth: "", softens: "", limit: "")
    }
    let longest = ScenarioDraft.longestCard
    return Scenario.Card(
      truth: ScenarioDraft.block(truth, "truth", Sentence("shelf.scenario.truthMissing"), longest, &problem),
      softens: ScenarioDraft.block(softens, "softens", Sentence("shelf.scenario.softensMissing"), longest, &problem),
      limit: ScenarioDraft.block(limit, "limit", Sentence("shelf.scenario.limitMissing"), longest, &problem))
  }

  private static func line(_ text: String, _ field: String, _ missing: Sentence, _ longest: Int, _ problem: inout Problem) -> String {
    fit(TypedText.line(text), field, missing, longest, &problem)
  }

  private static func block(_ text: String, _ field: String, _ missing: Sentence, _ longest: Int, _ problem: inout Problem) -> String {
    fit(TypedText.block(text), field, missing, longest, &problem)
  }

  private static func fit(_ text: String, _ field: String, _ missing: Sentence, _ longest: Int, _ problem: inout Problem) -> String {
    if text.isEmpty { problem.add(field, missing) }
    if TypedText.isLonger(text, than: longest) { problem.add(field, Sentence("shelf.tooLong", ["most": String(longest)])) }
    return text
  }
}

package struct StemDraft: Equatable, Sendable {
  package var type = ""
  package var text = ""

  package static let longest = 120

  package init(type: String = "", text: String = "") {
    self.type = type
    self.text = TypedText.line(text)
  }

  /// Flaws are said beside the stem once it stands there, and keep nobody from adding it: it is the group's own.
  package func checked(types known: [String]) throws(Problem) {
    var problem = Problem(lines: [])
    if text.isEmpty { problem.add("text", Sentence("shelf.stem.textMissing")) }
    if TypedText.isLonger(text, than: StemDraft.longest) {
      problem.add("text", Sentence("shelf.tooLong", ["most": String(StemDraft.longest)]))
    }
    if !known.contains(type) { problem.add("type", Sentence("shelf.stem.typeMissing")) }
    guard problem.lines.isEmpty else { throw problem }
  }
}
