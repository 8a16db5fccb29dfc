// What page, fragment and wall of a live room are drawn from: one viewer's view, the names that stand in it, and the words.
//
// The commands as the room's buttons send them, each to /sessions/{id}/ and:
//   steps        on=ITEM.STEP · back=ITEM.STEP (the place that was on the screen) · to=<item id> · quick=yes
//   pauses       pause=begin · pause=end
//   minutes      seconds=60 · seconds=-60
//   attendance   arrive, comingLate, absent, leave, comeBack = <person id>
//   floor        take=yes · ask=yes · withdraw=yes · pass=own | facilitator | <person id> · give=facilitator | <person id>
//   seats        video, room = <person id>
//   headcount    present=4
//   control      to=<person id>
//   cards        card=… · keep, unkeep, takeBack = <card id>
//   commitments  commitment=…&byDate=2026-11-20 · pass=yes · takeBack = <commitment id> · done, partly, notYet, changed, released = <carried id>
//   notes        note=…&note-owner=<person id>&note-kind=card | commitment&note-by=2026-11-20 · passFor=<person id>
//   spoken       confirm, takeBack = <card or commitment id>, with text=…&byDate=… from the page of one's own notes
//   plan-b       take=<item id>/<protocol key>
//   rounds       round=begin · round=end
//   practice     set, anew=2 · join, rejoin=2 (with the facilitator in a part): the number of the round
//   signals      moment, lostThread, pleaseBreak = yes | no · seen=<person id>/<kind>
//   closure      close=yes
//   tables       sit=<person id>.<table> · table=<table>&link=…
// Where a room has split, `?here=<table>` after steps, pauses, minutes, floor or rounds means that table, `step` is the one on the screen
// there, and `?table=<table>` keeps the page there.
//   writing      body=…&version=3
// Each carries the form token, `key`, a fresh UUID with which a repeated command is done once, and `at`, the step that was on the screen.
import Domain
import HTML
import Messages

struct RoomScene {
  /// What never changes is kept once: the parts of a page hand their scene on dozens of times, and a view is large.
  private final class Given {
    let view: RoomView
    let names: [ID<Person>: String]
    let groupName: String
    let moments: Moments
    let address: String
    /// What one calls them by at the table: the first name, with a letter of the last where two share it.
    let callNames: [ID<Person>: String]

    init(_ view: RoomView, _ names: [ID<Person>: String], _ groupName: String, _ moments: Moments, callNames: [ID<Person>: String]) {
      (self.view, self.names, self.groupName, self.moments, self.callNames) = (view, names, groupName, moments, callNames)
      address = "/sessions/\(view.sessionID)"
    }
  }

  private let given: Given
  /// Whose notebook stands beside the room: only in the facilitator's own scene.
  var notebookAddress: String?
  /// Only while the room is open or about to be.
  var invitation: Invitation?
  /// The table that the page was asked for.
  var visited: Int?
  /// The address of the call; empty where the session has none.
  var meetingLink = ""
  /// For whoever leads: what could stand in the place of what does not work.
  var planB: PlanB?
  var signals = SignalsView.nothing
  /// The practice rounds, in an item that plays them, and what the skills are called.
  var practice: SessionPractice?
  var skillTitles: [String: String] = [:]

  init(_ view: RoomView, names: [ID<Person>: String], groupName: String, zone: String, catalogue: Catalogue) {
    given = Given(view, names, groupName, Moments(catalogue, zone: zone), callNames: RoomScene.callNames(names))
  }

  var view: RoomView { given.view }
  /// The full names of everybody who stands in the view.
  var names: [ID<Person>: String] { given.names }
  var groupName: String { given.groupName }
  var moments: Moments { given.moments }
  var catalogue: Catalogue { given.moments.catalogue }

  var isWall: Bool { view.viewer == .wall }
  var isFacilitator: Bool {
    if case .facilitator(let person) = view.viewer { return person == view.facilitatorID }
    return false
  }
  /// Whether the viewer leads the room now.
  var leads: Bool { view.isInControl }
  var address: String { given.address }
  /// What follows the address of the stream and of the page, so that both stay at the table that is looked at.
  var visiting: String { visited.map { "?table=\($0)" } ?? "" }

  func say(_ key: String, _ values: [String: String] = [:]) -> String { catalogue.say(key, values) }

  /// Who looks; nobody on the wall.
  var own: ID<Person>? {
    switch view.viewer {
    case .member(let person), .facilitator(let person): person
    case .wall: nil
    }
  }

  /// What stands in the place of a step where none runs.
  var idle: String { view.phase == .held ? say("table.isHeld") : say("table.notOpen") }

  /// The step on the screen, as a command names it: `2.1` is the third item, its second step.
  var place: String { view.step.map { "\($0.place.item).\($0.place.step)" } ?? "" }

  func may(_ control: RoomControl) -> Bool { view.controls.contains(control) }

  /// Whether anybody sits by video: then one page is for sharing and another is not.
  var isHybrid: Bool { view.everybody.contains(where: \.isByVideo) }

  // Names

  func fullName(_ id: ID<Person>) -> String { names[id] ?? say("table.somebody") }

  func callName(_ id: ID<Person>) -> String { given.callNames[id] ?? say("table.somebody") }

  static func callNames(_ names: [ID<Person>: String]) -> [ID<Person>: String] {
    let words = names.mapValues { $0.split(separator: " ") }
    let firsts = words.values.reduce(into: [Substring: Int]()) { counts, words in
      if let first = words.first { counts[first, default: 0] += 1 }
    }
    return names.reduce(into: [:]) { callNames, person in
      guard let all = words[person.key], let first = all.first else { return callNames[person.key] = person.value }
      let letter = all.count > 1 && firsts[first, default: 0] > 1 ? all.last?.first : nil
      callNames[person.key] = letter.map { "\(first) \($0)." } ?? String(first)
    }
  }

  func callName(_ holder: FloorHolder) -> String {
    (holder.memberID ?? view.facilitatorID).map(callName) ?? say("table.somebody")
  }

  func list(_ ids: [ID<Person>]) -> String { ids.map(callName).joined(separator: ", ") }

  /// Whether the viewer has the floor.
  var hasFloor: Bool { view.seats.contains { $0.isOwn && $0.hasFloor } || (isFacilitator && view.facilitator?.hasFloor == true) }

  // Time in words

  /// Minutes of a step or an item, as one says them: halves stay, nothing finer.
  func minutes(_ seconds: Int) -> String {
    let number = Moments.halves(seconds)
    return number == "0.5" ? say("table.halfMinute") : say("table.minutes", ["count": number])
  }

  func minutes(_ span: Span) -> String { minutes(Int(clamping: span.milliseconds / 1_000)) }

  /// As a clock shows it: `3:42`, and `+0:20` once it counts over.
  static func clock(_ remaining: Span) -> String {
    let isOver = remaining < .zero
    // A clock that counts down shows 0:01 until the last second is over; one that counts over starts at +0:00.
    let milliseconds = remaining.milliseconds.magnitude
    let seconds = isOver ? milliseconds / 1_000 : (milliseconds + 999) / 1_000
    let rest = seconds % 60
    return "\(isOver ? "+" : "")\(seconds / 60):\(rest < 10 ? "0" : "")\(rest)"
  }

  static func percent(_ share: Double) -> Int { Int((share * 100).rounded()) }

  // Commands

  /// A button that sends one command. While the room is split, a command about a step or the floor means the table that is drawn,
  /// unless it is `ofRoom`. All of them belong to the one form `commands` of the page, so that a fragment carries no form of its own.
  func command(
    _ label: Markup, to resource: StaticString, _ name: StaticString, _ value: String, _ kind: Markup = "button quiet", ofRoom: Bool = false,
    more: Markup = ""
  ) -> Markup {
    "<button class=\"\(kind)\" form=\"commands\" formaction=\"\(address)/\(resource)\(query(resource, ofRoom))\" name=\"\(name)\" value=\"\(value)\"\(more)>\(label)</button>"
  }

  func command(
    _ label: String, to resource: StaticString, _ name: StaticString, _ value: String, _ kind: Markup = "button quiet", ofRoom: Bool = false,
    more: Markup = ""
  ) -> Markup {
    command(Markup(text: label), to: resource, name, value, kind, ofRoom: ofRoom, more: more)
  }

  private func query(_ resource: StaticString, _ ofRoom: Bool) -> Markup {
    guard view.table != nil || visited != nil else { return "" }
    let table = !ofRoom && ["steps", "pauses", "minutes", "floor", "rounds"].contains("\(resource)") ? view.table : nil
    let parts = [table.map { "here=\($0.number)" }, visited.map { "table=\($0)" }, table.map { _ in "step=\(place)" }].compactMap { $0 }
    return parts.isEmpty ? "" : Markup(text: "?" + parts.joined(separator: "&"))
  }

  /// The scene of one table of a room that has split, as it is drawn beside the others.
  func part(_ table: RoomView) -> RoomScene {
    var scene = RoomScene(self, showing: table)
    scene.visited = visited
    (scene.practice, scene.skillTitles) = (practice, skillTitles)
    return scene
  }

  private init(_ scene: RoomScene, showing view: RoomView) {
    given = Given(view, scene.names, scene.groupName, scene.moments, callNames: scene.given.callNames)
  }

  /// Where somebody sits while the room is split.
  func tableNumber(of person: ID<Person>) -> Int? {
    if let other = view.otherTables.first(where: { $0.members.contains(person) }) { return other.number }
    guard let table = view.table, view.seats.contains(where: { $0.personID == person && $0.presence == .here }) else { return nil }
    return table.number
  }
}
