// Reads a scenario file: the public brief, and the card without which nobody can play it.
import Domain

enum ScenarioFile {
  static func read(_ fields: FieldReader) -> (item: Scenario, head: ItemHead)? {
    let head = ItemHead(fields, about: "brief", atMost: 600)
    let role = fields.text("role", atMost: 80)
    let wants = fields.text("wants", atMost: 200)
    let level = fields.whole("level", in: 1...3).flatMap(Scenario.Level.init)
    let stance = fields.choice("stance", Scenario.Stance.self)
    let skills = fields.words("skills", atMost: 4).map(\.text)
    if fields.has("skills"), skills.isEmpty {
      fields.fault("skills", Sentence("content.emptyList"))
    }
    let card = card(fields)
    fields.refuseUnknown()
    guard let key = head.key, let level, let stance, let card else { return nil }
    let scenario = Scenario(
      key: key, title: head.title, brief: head.summary, role: role, wants: wants, card: card,
      level: level, stance: stance, skills: skills,
      audience: head.audience)
    return (scenario, head)
  }

  private static func card(_ fields: FieldReader) -> Scenario.Card? {
    guard fields.has("card") else {
      fields.fault("card", Sentence("content.cardMissing"))
      return nil
    }
    guard let card = fields.fields("card") else { return nil }
    defer { card.refuseUnknown() }
    return Scenario.Card(
      truth: card.text("truth", atMost: 400), softens: card.text("softens", atMost: 400),
      limit: card.text("limit", atMost: 400))
  }
}
