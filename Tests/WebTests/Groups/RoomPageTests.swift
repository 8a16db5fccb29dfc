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
    item(
      1, "Commitment check",
      [
        ProtocolStep(key: "set-tone", title: "Arrive", instruction: "Say in one breath how you come into this room.", floor: .facilitator, fixed: 60),
        ProtocolStep(
          key: "commitment-round", title: "What became of it",
          instruction: "Say what you promised, how it went, and what got in the way. Nobody comments.", floor: .each, perPresent: 120),
      ]),
    item(
      2, "Consultancy", turns: [marcus],
      [
        ProtocolStep(
          key: "present", title: "The case", instruction: "Tell what happened and end with one question. Use no names.", floor: .presenter, fixed: 300
        ),
        ProtocolStep(
          key: "clarify", title: "Questions of fact", instruction: "Ask what you need to know to picture it. Short questions, short answers.",
          floor: .others, perOther: 60),
        ProtocolStep(
          key: "discuss", title: "Think aloud", instruction: "Talk about the case as if the presenter were not here.", floor: .all, fixed: 420),
      ]),
    item(
      3, "Quiet close",
      [
        ProtocolStep(
          key: "write", title: "Write for yourself", instruction: "Write for five minutes about what you take with you.", floor: .none, fixed: 300),
        ProtocolStep(
          key: "commitments", title: "One promise each", instruction: "Name one small thing that you will do, and by when.", floor: .each,
          perPresent: 60),
      ]),
  ]

  /// A room in which some minutes have gone by.
  static func room(roster: [ID<Person>] = [dana, marcus, priya, yolanda], late: [ID<Person>] = [priya], carried: Bool = true) throws -> (
    LiveRoom, Instant
  ) {
    var room = LiveRoom(sessionID: ID(trusted: "00000000-0000-7000-8000-000000000099"))
    let promises = [
      CarriedCommitment(
        id: ID(trusted: "00000000-0000-7000-8000-0000000000c1"), ownerID: dana, text: "Ask Ms. Amari for ten minutes", byDate: "2026-10-16",
        state: .done),
      CarriedCommitment(
        id: ID(trusted: "00000000-0000-7000-8000-0000000000c2"), ownerID: marcus, text: "Wait five seconds before I answer", byDate: nil, state: .open
      ),
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
    let room = RoomPage(
      scene: scene, writing: Writing(body: "She went quiet when I showed the numbers.", version: 2, updatedAt: nil), token: "", key: "k")
    let catalogue = catalogue
    let shell = Shell(
      title: "Alder", frame: .room, links: [Shell.Link(address: "/groups", label: "Groups")],
      account: Shell.Account(fullName: "Dana Whitfield", formToken: ""), modules: ["room.js"], address: { "/assets/" + $0 },
      say: { catalogue.say($0) })
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

  // What each viewer sees

  private func fragment(_ viewer: RoomViewer, _ room: LiveRoom, at: Instant) -> String { RoomPage.fragment(scene(room, viewer, at: at)).string }

  @Test func pageAndFragmentAreDrawnAlike() throws {
    let (room, at) = try Self.atQuestions()
    for viewer in [RoomViewer.member(Self.dana), .facilitator(Self.tomas)] {
      let scene = scene(room, viewer, at: at)
      let page = try page(scene, "alike")
      let parts = RoomParts(scene: scene)
      for part in [parts.stage, parts.hand, parts.carried, parts.cards, parts.commitments, parts.agenda, parts.people] {
        #expect(page.contains(part.string))
        #expect(RoomPage.fragment(scene).string.contains(part.string))
        #expect(part.string.contains("data-part"))
      }
    }
  }

  /// A fragment comes many times: nothing that a person types into may stand in it.
  @Test func noPartHoldsAFieldOrAForm() throws {
    let (room, at) = try Self.atQuestions()
    for viewer in [RoomViewer.member(Self.dana), .facilitator(Self.tomas), .wall] {
      let html = fragment(viewer, room, at: at)
      for piece in ["<form", "<input", "<textarea", "<select", "She went quiet"] { #expect(!html.contains(piece)) }
    }
  }

  @Test func aMemberReadsTheOwnTimeAndNobodyElses() throws {
    let (room, at) = try Self.atQuestions()
    let own = fragment(.member(Self.dana), room, at: at)
    #expect(own.contains("You have had the floor for 2.5 min of the"))
    #expect(own.contains("class=\"arc\""))
    #expect(own.components(separatedBy: "with the floor</span>").count == 2, "only the own line says minutes")
    let other = fragment(.member(Self.priya), room, at: at)
    #expect(!other.contains("2.5 min"))
    let lead = fragment(.facilitator(Self.tomas), room, at: at)
    #expect(!lead.contains("class=\"arc\""))
    #expect(lead.contains("2.5 min with the floor"))
  }

  @Test func onlyTheFacilitatorGivesTheFloorAndMarksWhoIsHere() throws {
    let (room, at) = try Self.atQuestions()
    let lead = fragment(.facilitator(Self.tomas), room, at: at)
    for piece in [
      "name=\"give\"", "name=\"leave\"", "name=\"on\" value=\"1.1\"", "name=\"back\"", "name=\"seconds\" value=\"60\"", "name=\"pause\"",
      "name=\"keep\"",
    ] {
      #expect(lead.contains(piece), "\(piece)")
    }
    let member = fragment(.member(Self.marcus), room, at: at)
    for piece in [
      "name=\"give\"", "name=\"leave\"", "name=\"on\"", "name=\"back\"", "name=\"seconds\"", "name=\"pause\"", "name=\"keep\"", "/agenda\"",
    ] {
      #expect(!member.contains(piece), "\(piece)")
    }
  }

  @Test func theOneControlIsWhatThisPersonNeeds() throws {
    let (room, at) = try Self.atQuestions()
    func hand(_ viewer: RoomViewer) -> String { RoomParts(scene: scene(room, viewer, at: at)).hand.string }
    #expect(hand(.member(Self.dana)).contains("Pass the floor to Yolanda"))
    #expect(hand(.member(Self.yolanda)).contains("Take back my hand"))
    #expect(hand(.member(Self.marcus)).contains("Ask for the floor"))
    #expect(hand(.facilitator(Self.tomas)).contains("Move on: Think aloud"))
    for viewer in [RoomViewer.member(Self.dana), .member(Self.marcus), .facilitator(Self.tomas)] {
      #expect(hand(viewer).components(separatedBy: "data-main").count == 2, "one main control")
    }
  }

  @Test func inSilenceOneIsLedToTheOwnWriting() throws {
    var (room, at) = try Self.atQuestions()
    try room.apply(.goTo(Self.agenda[2].id), by: Self.tomas, at: at)
    let hand = RoomParts(scene: scene(room, .member(Self.dana), at: at)).hand.string
    #expect(hand.contains("href=\"#writing\""))
    #expect(!hand.contains("<button"))
    try room.apply(.moveOn(from: nil), by: Self.tomas, at: at)
    #expect(RoomParts(scene: scene(room, .member(Self.dana), at: at)).hand.string.contains("href=\"#commitment\""))
    let agenda = RoomParts(scene: scene(room, .member(Self.dana), at: at)).agenda.string
    #expect(agenda.contains("agenda-running\" aria-current=\"step\"><span class=\"agenda-title\">Quiet close"))
  }

  @Test func runningOverSaysWhatIsLost() throws {
    let (room, at) = try Self.atQuestions()
    #expect(fragment(.member(Self.dana), room, at: at).contains("data-clock=\"running\""))
    #expect(fragment(.member(Self.dana), room, at: at + .seconds(70)).contains("data-clock=\"near\""))
    let over = fragment(.facilitator(Self.tomas), room, at: at + .minutes(75))
    #expect(over.contains("data-clock=\"over\""))
    #expect(over.contains("later items lose time"))
    #expect(over.contains("To the closing"))
  }

  @Test func changedAttendanceIsOfferedToTheFacilitatorAlone() throws {
    var (room, at) = try Self.atQuestions()
    try room.apply(.markAttendance(Self.priya, .leave), by: Self.tomas, at: at)
    #expect(fragment(.facilitator(Self.tomas), room, at: at).contains("name=\"present\" value=\"3\""))
    #expect(!fragment(.member(Self.dana), room, at: at).contains("name=\"present\""))
  }

  @Test func whatIsSaidOfLastTimeIsSaidByItsOwner() throws {
    let (room, at) = try Self.room()
    let dana = RoomParts(scene: scene(room, .member(Self.dana), at: at)).carried.string
    #expect(dana.contains("name=\"done\" value=\"00000000-0000-7000-8000-0000000000c1\" aria-pressed=\"true\""))
    #expect(!dana.contains("value=\"00000000-0000-7000-8000-0000000000c2\""))
    let lead = RoomParts(scene: scene(room, .facilitator(Self.tomas), at: at)).carried.string
    #expect(lead.contains("value=\"00000000-0000-7000-8000-0000000000c2\""))
  }

  @Test func aCardIsTextAndIsTakenBackByItsAuthor() throws {
    var (room, at) = try Self.atQuestions()
    try room.apply(.putCard(id: ID(trusted: "00000000-0000-7000-8000-0000000000d2"), text: "<img src=x onerror=alert(1)>"), by: Self.dana, at: at)
    let dana = RoomParts(scene: scene(room, .member(Self.dana), at: at)).cards.string
    #expect(dana.contains("&lt;img src=x"))
    #expect(!dana.contains("<img"))
    #expect(dana.components(separatedBy: "name=\"takeBack\"").count == 2)
    #expect(!RoomParts(scene: scene(room, .member(Self.marcus), at: at)).cards.string.contains("name=\"takeBack\""))
  }

  @Test func theWallSaysNothingPrivateAndOffersNothing() throws {
    let (room, at) = try Self.atQuestions()
    let html = try wall(scene(room, .wall, at: at), "wall")
    for piece in ["<button", "<form", "<input", "<textarea", "You have had", "with the floor", "class=\"arc\"", "commitments", "She went quiet"] {
      #expect(!html.contains(piece), "\(piece)")
    }
    #expect(html.contains("Dana has the floor. Waiting: Yolanda."))
    #expect(html.contains("You answered before she finished"))
    #expect(html.contains("/wall/events"))
  }

  @Test func aRoomThatIsNotOpenHasNoTable() {
    let room = LiveRoom(sessionID: ID(trusted: "00000000-0000-7000-8000-000000000099"))
    let html = WallPage.fragment(scene(room, .wall, at: Self.start)).string
    #expect(html.contains(catalogue.say("table.notOpen")))
    #expect(!html.contains("table-picture"))
  }

  @Test func afterTheClosingEverybodyIsLedToTheRecord() throws {
    var (room, at) = try Self.atQuestions()
    try room.apply(.goTo(Self.agenda[2].id), by: Self.tomas, at: at)
    try room.apply(.moveOn(from: nil), by: Self.tomas, at: at)
    try room.apply(.close, by: Self.tomas, at: at)
    for viewer in [RoomViewer.member(Self.dana), .facilitator(Self.tomas)] {
      #expect(RoomParts(scene: scene(room, viewer, at: at)).hand.string.contains("/record\""))
    }
  }
}
