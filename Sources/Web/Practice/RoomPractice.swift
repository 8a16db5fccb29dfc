// Practice rounds on the page of a room and on its wall: my part and with whom, the tables, and what whoever leads sets next.
import Domain
import HTML

struct RoomPractice {
  let scene: RoomScene

  private var practice: SessionPractice? { scene.practice }
  private var view: RoomView { scene.view }

  /// Whether the room is in the stretch that is played as rounds; before it, only what is planned is said.
  var isShown: Bool { practice != nil && isStretch }
  /// The steps before and after the rounds have a floor of their own.
  private var isStretch: Bool { view.step?.isRounds == true }

  // What is now

  var now: Markup {
    guard let practice else { return "" }
    // Side by side, each table says for itself.
    let tables = view.tables.isEmpty ? tables : ""
    return "<p class=\"now-do\" data-say-when-new>\(sentence(practice))</p>\n\(tables)\(plan)"
  }

  /// Beside the step before the rounds: how many there will be, and who has no turn today.
  var plan: Markup {
    guard let practice, let next = practice.next else { return obstacle }
    var sentences = [planned(next)]
    if !next.resting.isEmpty { sentences.append(resting(next)) }
    return "<p class=\"now-plan\">\(sentences.joined(separator: " "))</p>\n"
  }

  private var obstacle: Markup {
    guard let lines = practice?.obstacle?.lines, !lines.isEmpty, !scene.isWall else { return "" }
    return "<p class=\"now-plan\">\(lines.map { scene.say($0.sentence.key, $0.sentence.values) }.joined(separator: " "))</p>\n"
  }

  private func sentence(_ practice: SessionPractice) -> String {
    let number = ["number": String(practice.number)]
    guard practice.number > 0 else { return scene.leads ? scene.say("table.practice.beforeLead") : scene.say("table.practice.before") }
    guard practice.isRunning else { return scene.say("table.practice.over", number) }
    guard let own = scene.own else { return scene.say("table.practice.running", number) }
    guard let table = practice.table(of: own), let part = table.parts.part(of: own) else {
      return scene.leads || scene.isFacilitator ? scene.say("table.practice.running", number) : scene.say("table.practice.noPart", number)
    }
    let others = scene.list(table.parts.people.filter { $0 != own })
    return scene.say("table.practice.yours", number.merging(["part": RoundWords.you(part) { scene.say($0) }, "names": others]) { $1 })
  }

  private func planned(_ next: NextRound) -> String {
    let values = [
      "count": String(next.rounds), "play": scene.minutes(next.minutes.play), "feedback": scene.minutes(next.minutes.feedback),
    ]
    return next.rounds == 1 ? scene.say("table.practice.planOne", values) : scene.say("table.practice.planMany", values)
  }

  private func resting(_ next: NextRound) -> String {
    let values = ["names": scene.list(next.resting), "count": String(next.resting.count)]
    return next.resting.count == 1 ? scene.say("table.practice.restOne", values) : scene.say("table.practice.restMany", values)
  }

  // The tables

  var tables: Markup {
    guard let practice, practice.isRunning else { return "" }
    let lines = practice.round.map { table -> Markup in "<li>\(line(table))\(link(table))</li>\n" }
    return "<ul class=\"round-tables\" aria-label=\"\(scene.say("table.practice.tables", ["number": String(practice.number)]))\">\n\(lines)</ul>\n"
  }

  /// One table under its picture, where they stand side by side.
  func table(_ number: Int) -> Markup {
    guard let practice, practice.isRunning, let table = practice.round.first(where: { $0.table == number }) else { return "" }
    return "<div class=\"round-table\">\(line(table, named: false))\(link(table))</div>\n"
  }

  private func line(_ table: RoundGlance, named: Bool = true) -> Markup {
    let name: Markup =
      named && (practice?.round.count ?? 0) > 1 ? "<strong>\(scene.say("table.tables.name", ["number": String(table.table)]))</strong> " : ""
    let parts = table.parts.people.map { person -> String in
      let part = RoundWords.part(table.parts.part(of: person) ?? .observer) { scene.say($0) }
      return "\(scene.callName(person)) \(part)"
    }.joined(separator: ", ")
    let skill: Markup = table.skill.flatMap { scene.skillTitles[$0] }.map { "<strong>\($0)</strong> · " } ?? ""
    let clock: Markup = table.clock(at: view.now).map { TableClock(clock: $0, now: view.now, catalogue: scene.catalogue).markup } ?? ""
    return "<p class=\"round-cast\">\(name)\(parts)</p><p class=\"round-state\">\(skill)\(phase(table)) \(clock)</p>"
  }

  private func phase(_ table: RoundGlance) -> String {
    let cast = [
      "practitioner": scene.callName(table.parts.practitioner), "coachee": scene.callName(table.parts.coachee),
      "observers": scene.list(table.parts.observers),
    ]
    return RoundWords.phase(table.phase, isPaused: table.isPaused) { scene.say($0, cast) }
  }

  /// Whoever leads looks after any table; the own one has the main button.
  private func link(_ table: RoundGlance) -> Markup {
    guard scene.leads || scene.isFacilitator, let own = scene.own, table.parts.part(of: own) == nil else { return "" }
    return "<p><a href=\"/rounds/\(table.id.text)\">\(scene.say("table.practice.look", ["number": String(table.table)]))</a></p>"
  }

  // Under the thumb

  /// The one main thing: the own round, or for whoever leads the next one.
  var main: Markup {
    guard let practice else { return "" }
    if practice.isRunning {
      if let own = scene.own, let table = practice.table(of: own) {
        return "<a class=\"button\" href=\"/rounds/\(table.id.text)\" data-main>\(scene.say("table.practice.toRound"))</a>"
      }
      return scene.leads ? "" : waiting
    }
    guard scene.leads else { return waiting }
    guard let next = practice.next else { return "" }
    guard !next.isExtra else { return "" }
    let word = practice.number == 0 ? scene.say("table.practice.set") : scene.say("table.practice.setNext")
    return set(word, next.number, "button", more: " data-main")
  }

  private var waiting: Markup { "<p class=\"hand-nothing\">\(scene.say("table.nothing"))</p>" }

  /// Whether the room's own way on is the main thing: all rounds that were planned have been played, or none can be.
  var isDone: Bool {
    guard let practice, !practice.isRunning else { return false }
    return practice.next?.isExtra ?? true
  }

  var small: [Markup] {
    guard let practice, scene.leads, isStretch else { return [] }
    if practice.mayBeSetAnew {
      let anew = scene.command(scene.say("table.practice.setAnew"), to: "practice", "anew", String(practice.number), ofRoom: true)
      return [anew] + withMe("rejoin", practice.number)
    }
    guard !practice.isRunning, let next = practice.next else { return [] }
    return (next.isExtra ? [set(scene.say("table.practice.setAnother"), next.number)] : []) + withMe("join", next.number)
  }

  /// The facilitator may fill a part.
  private func withMe(_ field: StaticString, _ number: Int) -> [Markup] {
    guard scene.isFacilitator, view.everybody.count(where: { $0.presence == .here }) < Rotation.numberPresent.upperBound else { return [] }
    return [scene.command(scene.say("table.practice.setWithMe"), to: "practice", field, String(number), ofRoom: true)]
  }

  private func set(_ word: String, _ number: Int, _ kind: Markup = "button quiet", more: Markup = "") -> Markup {
    scene.command(word, to: "practice", "set", String(number), kind, ofRoom: true, more: more)
  }
}
