// What page and stream of a practice round are drawn from: one viewer's view, the names that stand in it, and the words.
//
// The commands as the round's buttons send them, each to /rounds/{id}/ and:
//   steps     on=<phase> · again=yes · pause=begin | end · seconds=60 · stop=yes · after=easier | swapped | leave | facilitator
//   setting   skill=<key> · situation=<key> · own=<id> · draw=any | easy | hard · stem=<key> · unstem=<key> · agree=yes
//             trade=<person id>.<person id> · about=…&usualAnswer=…
//   card      way=handOver | paper
// Each carries the form token, `key`, a fresh UUID with which a repeated one is done once, and `at`, the phase that was on the screen.
import Actions
import Domain
import HTML
import HTTP
import Messages

struct RoundScene {
  let view: RoundView
  let state: RoundState
  let catalogue: Catalogue
  /// Every skill of the library, to choose one from.
  let skills: [FocusSkill]
  private let callNames: [ID<Person>: String]

  init(_ state: RoundState, _ visit: Visit) {
    self.state = state
    view = state.view(at: visit.house.now())
    catalogue = visit.house.catalogue
    skills = visit.house.library.practice.skills
    callNames = RoomScene.callNames(state.names)
  }

  var address: String { "/rounds/\(view.roundID)" }

  /// Where this round belongs: the room of its session, or the group.
  var home: String { view.sessionID.map { "/sessions/\($0)" } ?? "/groups/\(view.groupID)" }
  var homeLabel: String { view.sessionID == nil ? state.group.name : say("round.backToRoom") }

  /// The way there, as a button says it.
  var wayBack: String { view.sessionID == nil ? say("round.backToGroup", ["group": state.group.name]) : say("round.backToRoom") }

  func say(_ key: String, _ values: [String: String] = [:]) -> String { catalogue.say(key, values) }
  func name(_ id: ID<Person>) -> String { callNames[id] ?? say("table.somebody") }
  func may(_ control: RoundControl) -> Bool { view.may(control) }
  func isOwn(_ id: ID<Person>) -> Bool { view.viewer.person == id && view.ownPart != nil }
  func list(_ ids: [ID<Person>]) -> String { ids.map(name).joined(separator: ", ") }

  /// Who stands in the sentences of the round.
  var cast: [String: String] {
    ["practitioner": name(view.parts.practitioner), "coachee": name(view.parts.coachee), "observers": list(view.parts.observers)]
  }

  func part(_ part: RoundPart) -> String { RoundWords.part(part) { say($0) } }
  func level(_ level: Scenario.Level) -> String { RoundWords.level(level) { say($0) } }

  /// A button that sends one command. All of them belong to the one form `commands` of the page, so that a fragment carries no form.
  func command(
    _ label: String, to resource: StaticString, _ field: StaticString, _ value: String, _ kind: Markup = "button quiet", more: Markup = ""
  ) -> Markup {
    "<button class=\"\(kind)\" form=\"commands\" formaction=\"\(address)/\(resource)\" name=\"\(field)\" value=\"\(value)\"\(more)>\(label)</button>"
  }
}
