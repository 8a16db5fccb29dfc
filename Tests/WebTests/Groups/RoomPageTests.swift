// The live room as each viewer sees it: what is drawn, what is not, and that page and fragment are drawn alike.
import Domain
import Foundation
import HTML
import Messages
import Store
import Testing

@testable import HTTP
@testable import Web

struct RoomPageTests {
  let catalogue: Catalogue
  init() throws { catalogue = try Catalogue.english() }

  // Alder on a Tuesday

  static let tomas = ID<Person>(trusted: "00000000-0000-7000-8000-000000000001")
  static let dana = ID<Person>(trusted: "00000000-0000-7000-8000-000000000002")
  static let marcus = ID<Person>(trusted: "00000000-0000-7000-8000-000000000003")
  static let priya = ID<Person>(trusted: "00000000-0000-7000-8000-000000000004")
  static let yolanda = ID<Person>(trusted: "00000000-0000-7000-8000-000000000005")
  static let keisha = ID<Person>(trusted: "00000000-0000-7000-8000-000000000006")
  static let wren = ID<Person>(trusted: "00000000-0000-7000-8000-000000000007")
  static let names = [
    tomas: "Tomas Lindqvist", dana: "Dana Whitfield", marcus: "Marcus Bell", priya: "Priya Raman", yolanda: "Yolanda Reyes",
    keisha: "Keisha Grant", wren: "Wren Osei",
  ]
  static let start = Instant(milliseconds: 1_792_528_200_000)

  static func item(_ number: Int, _ title: String, repeats: Repeat = .once, turns: [ID<Person>] = [], _ steps: [ProtocolStep]) -> AgendaItem {
    AgendaItem(
      id: ID(trusted: "00000000-0000-7000-8000-0000000001\(number < 10 ? "0" : "")\(number)"),
      shape: SessionProtocol(key: "item-\(number)", title: title, summary: "", minimumPresent: 2, repeats: repeats, steps: steps), turns: turns)
  }

  static let agenda = [
    item(1, "Commitment check", [
      ProtocolStep(key: "set-tone", title: "Arrive", instruction: "Say in one breath how you come into this room.", floor: .facilitator, fixed: 60),
      ProtocolStep(
        key: "commitment-round", title: "What became of it",
        instruction: "Say what you promised, how it went, and what got in the way. Nobody comments.", floor: .each, perPresent: 120),
    ]),
    item(2, "Consultancy", turns: [marcus], [
      ProtocolStep(key: "present", title: "The case", instruction: "Tell what happened and end with one question. Use no names.", floor: .presenter, fixed: 300),
      ProtocolStep(
        key: "clarify", title: "Questions of fact", instruction: "Ask what you need to know to picture it. Short questions, short answers.",
        floor: .others, perOther: 60),
      ProtocolStep(key: "discuss", title: "Think aloud", instruction: "Talk about the case as if the presenter were not here.", floor: .all, fixed: 420),
    ]),
    item(3, "Quiet close", [
      ProtocolStep(key: "write", title: "Write for yourself", instruction: "Write for five minutes about what you take with you.", floor: .none, fixed: 300),
      ProtocolStep(key: "commitments", title: "One promise each", instruction: "Name one small thing that you will do, and by when.", floor: .each, perPresent: 60),
    ]),
  ]

  /// A room in which some minutes have gone by.
  static func room(roster: [ID<Person>] = [dana, marcus, priya, yolanda], late: [ID<Person>] = [priya], carried: Bool = true) throws -> (LiveRoom, Instant) {
    var room = LiveRoom(sessionID: ID(trusted: "00000000-0000-7000-8000-000000000099"))
    let promises = [
      CarriedCommitment(id: ID(trusted: "00000000-0000-7000-8000-0000000000c1"), ownerID: dana, text: "Ask Ms. Amari for ten minutes", byDate: "2026-10-16", state: .done),
      CarriedCommitment(id: ID(trusted: "00000000-0000-7000-8000-0000000000c2"), ownerID: marcus, text: "Wait five seconds before I answer", byDate: nil, state: .open),
    ]
    try room.apply(
      .open(
        RoomOpening(
          facilitatorID: tomas, roster: roster, present: roster.filter { !late.contains($0) }, comingLate: late, items: agenda, minutes: 90,
          carried: carried ? promises : [])), by: tomas, at: start)
    return (room, start)
  }

  /// Up to the questions of fact, with everybody here.
  static func atQuestions(roster: [ID<Person>] = [dana, marcus, priya, yolanda]) throws -> (LiveRoom, Instant) {
    var (room, at) = try room(roster: roster, late: roster.contains(priya) ? [priya] : [])
    func step(_ minutes: Double, _ command: RoomCommand, _ person: ID<Person> = tomas) throws {
      at = at + Span(milliseconds: Int64(minutes * 60_000))
      try room.apply(command, by: person, at: at)
    }
    try step(1, .moveOn(from: nil))
    for person in roster where person != priya { try step(2, .passFloor(of: nil), person) }
    if roster.contains(priya) { try step(4.5, .markAttendance(priya, .arrive)) }
    try step(0, .moveOn(from: nil))
    try step(0.2, .planFor(present: roster.count))
    try step(5, .moveOn(from: nil))
    try step(0.5, .askForFloor, dana)
    try step(0.2, .askForFloor, yolanda)
    try step(0.3, .putCard(id: ID(trusted: "00000000-0000-7000-8000-0000000000d1"), text: "“You answered before she finished”"), yolanda)
    return (room, at)
  }

  func scene(_ room: LiveRoom, _ viewer: RoomViewer, at: Instant) -> RoomScene {
    RoomScene(room.view(for: viewer, at: at), names: Self.names, groupName: "Alder", zone: "America/Chicago", catalogue: catalogue)
  }

  func page(_ scene: RoomScene, _ name: String) throws -> String {
    let room = RoomPage(scene: scene, writing: Writing(body: "She went quiet when I showed the numbers.", version: 2, updatedAt: nil), token: "", key: "k")
    let catalogue = catalogue
    let shell = Shell(
      title: "Alder", frame: .room, links: [Shell.Link(address: "/groups", label: "Groups")],
      account: Shell.Account(fullName: "Dana Whitfield", formToken: ""), modules: ["room.js"], address: { "/assets/" + $0 }, say: { catalogue.say($0) })
    let page = shell.document(room.markup)
    try Specimen.write(page, name)
    return page.string
  }

  func wall(_ scene: RoomScene, _ name: String) throws -> String {
    let catalogue = catalogue
    let shell = Shell(title: "Alder", frame: .wall, modules: ["room.js"], address: { "/assets/" + $0 }, say: { catalogue.say($0) })
    let page = shell.document(WallPage(scene: scene).markup)
    try Specimen.write(page, name)
    return page.string
  }

  @Test func specimens() throws {
    let (room, at) = try Self.atQuestions()
    _ = try page(scene(room, .member(Self.dana), at: at), "room-member")
    _ = try page(scene(room, .facilitator(Self.tomas), at: at), "room-lead")
    _ = try page(scene(room, .facilitator(Self.tomas), at: at + .seconds(140)), "room-lead-over")
    _ = try page(scene(room, .member(Self.marcus), at: at + .seconds(130)), "room-member-near")
    _ = try wall(scene(room, .wall, at: at), "wall")
    let six = [Self.dana, Self.marcus, Self.priya, Self.yolanda, Self.keisha, Self.wren]
    let (full, later) = try Self.atQuestions(roster: six)
    _ = try page(scene(full, .member(Self.wren), at: later), "room-six")
    _ = try wall(scene(full, .wall, at: later), "wall-six")
    let (early, first) = try Self.room()
    _ = try page(scene(early, .facilitator(Self.tomas), at: first + .seconds(20)), "room-lead-early")
    var closing = room
    try closing.apply(.goTo(Self.agenda[2].id), by: Self.tomas, at: at)
    _ = try page(scene(closing, .member(Self.dana), at: at + .seconds(30)), "room-quiet")
    try closing.apply(.moveOn(from: nil), by: Self.tomas, at: at + .seconds(200))
    _ = try page(scene(closing, .member(Self.dana), at: at + .seconds(230)), "room-closing")
    _ = try page(scene(closing, .facilitator(Self.tomas), at: at + .seconds(230)), "room-lead-closing")
  }
}
