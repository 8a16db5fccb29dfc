// Two programs with one of each relation that somebody can have to a group, and a word planted in each place that may leak.
import Actions
import Content
import Credentials
import Database
import Domain
import Foundation
import Messages
import Store
import TestSupport

/// Whoever may stand at the door, in the order of the letters of `Matrix.verdicts`.
enum Principal: String, CaseIterable, Sendable {
  case visitor, expired, disabled
  /// Members of Alder: of old, since after its held session, until before its planned one, before reading the notice.
  case member, newcomer, formerMember, unread
  /// Of Alder: of old, since after its held session, until then.
  case facilitator, newFacilitator, formerFacilitator
  /// Of the same program.
  case birchMember, birchFacilitator, loner
  case lead, administrator, leadAndMember, administratorAndMember, leadAndBirchFacilitator
  /// Of the other program.
  case hillMember, hillFacilitator, hillLead, hillAdministrator

  var isSignedIn: Bool { ![.visitor, .expired, .disabled].contains(self) }
  var isOfHill: Bool { [.hillMember, .hillFacilitator, .hillLead, .hillAdministrator].contains(self) }
  /// Who was at the table of the held session.
  static let heldTable: Set<Principal> = [.member, .formerMember, .unread, .leadAndMember, .administratorAndMember, .facilitator, .formerFacilitator]
  /// Who is at the table now.
  static let liveTable: Set<Principal> = [
    .member, .newcomer, .unread, .leadAndMember, .administratorAndMember, .facilitator, .newFacilitator,
  ]
}

/// A word that only some may ever read.
struct Canary: Sendable {
  let word: String
  let readers: Set<Principal>
}

struct MatrixWorld: Sendable {
  let house: House
  let tokens: [Principal: SecretToken]
  let canaries: [Canary]
  let alder, birch, hill, closed: ID<Group>
  let member: ID<Person>
  let planned, live, held, hillSession: ID<Session>
  let round: ID<PracticeRound>
  /// A round in which one note was given and another is being written.
  let noted: ID<PracticeRound>
  let note, draft: ID<FeedbackNote>
  let ownScenario: ID<OwnScenario>
  let ownStem: ID<OwnStem>
  let target, hillTarget: ID<Person>
  let targetRole: ID<RoleHeld>
  let link: SecretToken

  static let now = Instant(milliseconds: 1_792_500_000_000)

  /// Builds the world and hands it over on an engine that keeps nothing of what is then tried.
  static func open(_ kind: TestEngine) async throws -> MatrixWorld {
    let engine = try await kind.open()
    let clock = TestClock(now)
    let house = House(
      engine: engine, catalogue: try Catalogue.english(), passwords: Passwords(cost: .low), library: try Library.load(), now: { clock.now })
    var builder = MatrixBuilder(house, clock)
    return try await builder.world(trying: Rehearsal(engine))
  }
}

/// Fills the rows one by one. Words that must not leak are planted as they go in.
private struct MatrixBuilder {
  let house: House
  let clock: TestClock
  var canaries: [Canary] = []
  var people: [Principal: ID<Person>] = [:]
  let valley: ID<Program>, hillProgram: ID<Program>
  let alder: ID<Group>, birch: ID<Group>, hill: ID<Group>, closed: ID<Group>
  let start = MatrixWorld.now - .days(60)

  init(_ house: House, _ clock: TestClock) {
    self.house = house
    self.clock = clock
    (valley, hillProgram) = (house.newID(), house.newID())
    (alder, birch, hill, closed) = (house.newID(), house.newID(), house.newID(), house.newID())
    for principal in Principal.allCases where principal != .visitor { people[principal] = house.newID() }
  }

  private mutating func plant(_ word: String, for readers: Set<Principal>) -> String {
    canaries.append(Canary(word: "canary-\(word)-x", readers: readers))
    return "canary-\(word)-x"
  }

  private func id(_ principal: Principal) -> ID<Person> { people[principal] ?? ID(trusted: "") }
  private func actor(_ principal: Principal) -> Actor {
    Actor(personID: id(principal), programID: principal.isOfHill ? hillProgram : valley)
  }

  mutating func world(trying engine: any Engine) async throws -> MatrixWorld {
    let (target, linked, hillTarget): (ID<Person>, ID<Person>, ID<Person>) = (house.newID(), house.newID(), house.newID())
    let ofValley = Set(Principal.allCases.filter { !$0.isOfHill })
    let targetRole: ID<RoleHeld> = house.newID()
    let school: ID<School> = house.newID()
    var rows: [@Sendable (Transaction) throws -> Void] = []
    let start = start

    let programs = [
      Program(id: valley, name: "Marlow Valley", zone: "America/Chicago", createdAt: start),
      Program(
        id: hillProgram, name: "Hill " + plant("program", for: Set(Principal.allCases).subtracting(ofValley)), zone: "Europe/Berlin", createdAt: start
      ),
    ]
    rows.append { tx in for program in programs { try tx.insert(program) } }
    var persons = people.map { principal, id in (principal, id) }.map { principal, id in
      person(
        id, "\(principal.rawValue) Person", plant("name-\(principal.rawValue)", for: administrators(of: principal.isOfHill).union([principal])),
        principal.isOfHill)
    }
    persons.append(person(target, "Target Person", plant("name-target", for: administrators(of: false)), false))
    // Whoever holds a link reads whose it is.
    persons.append(person(linked, "Linked Person", plant("name-linked", for: Set(Principal.allCases)), false))
    persons.append(person(hillTarget, "Hidden " + plant("hill-person", for: Set(Principal.allCases).subtracting(ofValley)), "hill.target", true))
    let notYet = id(.unread)
    rows.append { [persons] tx in
      for person in persons {
        try tx.insert(person)
        if person.id != notYet { try tx.acceptNotice(person.id, at: start) }
      }
    }
    let secret = plant("password-hash", for: [])
    rows.append { tx in try tx.setPassword(secret, of: target) }

    let held = roles(target: target, targetRole: targetRole, school: school)
    let valleySchool = School(id: school, programID: valley, name: "Marlow Elementary")
    rows.append { tx in
      try tx.insert(valleySchool)
      for role in held { try tx.insert(role) }
    }
    rows.append(groups())
    let writtenRows = rows
    try await house.engine.write { tx in for row in writtenRows { try row(tx) } }

    let sessions = try await sessions()
    let round = try await round()
    let (ownScenario, ownStem) = try await additions()
    let notes = try await notes()
    let link = SecretToken()
    let tokens = try await signIns(link, for: linked)
    let trying = House(
      engine: engine, catalogue: house.catalogue, passwords: house.passwords, library: house.library, now: { MatrixWorld.now })
    return MatrixWorld(
      house: trying, tokens: tokens, canaries: canaries, alder: alder, birch: birch, hill: hill, closed: closed, member: id(.member),
      planned: sessions.planned,
      live: sessions.live,
      held: sessions.held, hillSession: sessions.hill, round: round, noted: notes.round, note: notes.given, draft: notes.drafted,
      ownScenario: ownScenario, ownStem: ownStem, target: target,
      hillTarget: hillTarget, targetRole: targetRole, link: link)
  }

  private func administrators(of hill: Bool) -> Set<Principal> {
    hill ? [.hillAdministrator] : [.administrator, .administratorAndMember]
  }

  private func person(_ id: ID<Person>, _ name: String, _ signInName: String, _ isOfHill: Bool) -> Person {
    Person(
      id: id, programID: isOfHill ? hillProgram : valley, fullName: name, signInName: signInName + "@marlow.example", coachKind: .ic,
      isDemo: false, createdAt: start, disabledAt: id == self.id(.disabled) ? MatrixWorld.now - .days(1) : nil)
  }

  private func roles(target: ID<Person>, targetRole: ID<RoleHeld>, school: ID<School>) -> [RoleHeld] {
    func role(_ principal: Principal, _ role: Role) -> RoleHeld {
      RoleHeld(
        id: house.newID(), personID: id(principal), role: role, objectID: (principal.isOfHill ? hillProgram : valley).text, from: start)
    }
    return [
      role(.lead, .programLead), role(.leadAndMember, .programLead), role(.leadAndBirchFacilitator, .programLead),
      role(.hillLead, .programLead), role(.administrator, .administrator), role(.administratorAndMember, .administrator),
      role(.hillAdministrator, .administrator),
      RoleHeld(id: targetRole, personID: target, role: .coach, objectID: school.text, from: start),
      // Roles outlive their holder's place in the house: they must be worth nothing then.
      role(.disabled, .administrator), role(.disabled, .programLead),
    ]
  }

  private mutating func groups() -> @Sendable (Transaction) throws -> Void {
    let now = MatrixWorld.now
    let (alder, birch, hill, closed, start) = (alder, birch, hill, closed, start)
    let groups = [(alder, valley, "Alder"), (birch, valley, "Birch"), (hill, hillProgram, "Cedar"), (closed, valley, "Dell")].map {
      id, program, name in
      Group(id: id, programID: program, name: name, zone: "America/Chicago", createdAt: start)
    }
    let stretches: [(ID<Group>, Principal, Instant, Instant?)] = [
      (alder, .member, start, nil), (alder, .unread, start, nil), (alder, .leadAndMember, start, nil),
      (alder, .administratorAndMember, start, nil), (alder, .formerMember, start, now - .days(5)), (alder, .newcomer, now - .days(3), nil),
      (alder, .disabled, start, nil), (birch, .birchMember, start, nil), (hill, .hillMember, start, nil),
      (closed, .member, start, nil), (closed, .leadAndMember, start, nil), (closed, .formerMember, start, now - .days(4)),
    ]
    let leading: [(ID<Group>, Principal, Instant, Instant?)] = [
      (alder, .facilitator, start, nil), (alder, .formerFacilitator, start, now - .days(6)), (alder, .newFacilitator, now - .days(3), nil),
      (birch, .birchFacilitator, start, nil), (birch, .leadAndBirchFacilitator, start, nil), (hill, .hillFacilitator, start, nil),
      (closed, .birchFacilitator, start, nil),
    ]
    let members = stretches.map { ($0.0, Belonging(personID: id($0.1), from: $0.2, until: $0.3)) }
    let facilitators = leading.map { ($0.0, Belonging(personID: id($0.1), from: $0.2, until: $0.3)) }
    let norms = [
      (alder, plant("norms-alder", for: Principal.liveTable), id(.facilitator)),
      (birch, plant("norms-birch", for: [.birchMember, .birchFacilitator, .leadAndBirchFacilitator]), id(.birchFacilitator)),
      (hill, plant("norms-hill", for: [.hillMember, .hillFacilitator]), id(.hillFacilitator)),
      (closed, plant("norms-closed", for: [.member, .leadAndMember, .birchFacilitator]), id(.birchFacilitator)),
    ]
    let keep = GroupKeep(body: plant("keep", for: [.member]), commitments: [])
    let keeper = id(.member)
    return { tx in
      for group in groups { try tx.insert(group) }
      for (group, belonging) in members { try tx.insertMember(belonging, of: group) }
      for (group, belonging) in facilitators { try tx.insertFacilitator(belonging, of: group) }
      for (group, body, author) in norms {
        try tx.insert(Norms(version: 1, body: body, writtenBy: author, createdAt: start), of: group)
      }
      try tx.close(closed, at: now - .days(2))
      try tx.save(keep, of: keeper, from: closed, at: now - .days(3))
    }
  }

  private mutating func sessions() async throws -> (planned: ID<Session>, live: ID<Session>, held: ID<Session>, hill: ID<Session>) {
    let now = MatrixWorld.now
    // Ten days ago: held by those who belonged then, closed with a card kept, a card not kept, a commitment and own writing.
    clock.set(now - .days(10))
    let held = try await session(alder, at: now - .days(10), place: plant("place-held", for: Principal.heldTable))
    _ = try await house.act(
      .open(present: [.member, .formerMember, .unread, .leadAndMember, .administratorAndMember].map(id), comingLate: [], absent: []), in: held,
      as: actor(.facilitator))
    let both = Principal.heldTable.union(Principal.liveTable)
    _ = try await house.act(.putCard(text: plant("card-kept", for: Principal.heldTable)), in: held, as: actor(.member))
    _ = try await house.act(.putCard(text: plant("card-dropped", for: Principal.heldTable)), in: held, as: actor(.formerMember))
    if let card = try await house.room(held, as: actor(.facilitator)).room.cards.first {
      _ = try await house.act(.command(.keepCard(card.id, true)), in: held, as: actor(.facilitator))
    }
    // The next session opens with it, so that whoever sits there reads it then.
    _ = try await house.act(
      .nameCommitment(text: plant("commitment", for: both), byDate: nil), in: held, as: actor(.leadAndMember))
    _ = try await house.keepWriting(plant("writing-held", for: [.member]), after: 0, in: held, as: actor(.member))
    clock.advance(.minutes(80))
    if let closing = try await house.engine.read({ try $0.agenda(of: held).last }) {
      _ = try await house.act(.command(.goTo(closing.id)), in: held, as: actor(.facilitator))
    }
    _ = try await house.act(.command(.close), in: held, as: actor(.facilitator))

    // To whoever led it then, and to no successor.
    let led: Set<Principal> = [.facilitator, .formerFacilitator]
    try await house.giveExitSlip(
      useful: plant("slip-unsigned", for: led), voice: "right", voiceLine: "", wish: "", signed: false, for: held, as: actor(.member))
    try await house.giveExitSlip(
      useful: "", voice: "", voiceLine: "", wish: plant("slip-signed", for: led), signed: true, for: held, as: actor(.leadAndMember))

    clock.set(now - .minutes(10))
    let live = try await session(alder, at: now - .minutes(10), place: plant("place-live", for: Principal.liveTable))
    _ = try await house.act(
      .open(present: [.member, .newcomer, .unread, .leadAndMember].map(id), comingLate: [], absent: []), in: live, as: actor(.facilitator))
    _ = try await house.act(.putCard(text: plant("card-live", for: Principal.liveTable)), in: live, as: actor(.leadAndMember))
    for (principal, word) in [(Principal.member, "member"), (.leadAndMember, "lead"), (.facilitator, "facilitator")] {
      _ = try await house.keepWriting(plant("writing-\(word)", for: [principal]), after: 0, in: live, as: actor(principal))
    }
    for (principal, word) in [(Principal.facilitator, "of"), (.newFacilitator, "new"), (.formerFacilitator, "former")] {
      _ = try await house.keepNotebook(plant("notebook-\(word)", for: [principal]), after: 0, of: alder, as: actor(principal))
    }
    clock.set(now)
    let planned = try await session(alder, at: now + .days(7), place: plant("place-planned", for: Principal.liveTable))
    try await house.bring(want: "help", text: plant("bring", for: Principal.liveTable), standings: [:], to: planned, as: actor(.member))
    // Why somebody cannot come is theirs and the facilitators'.
    try await house.sayAbsence(
      reason: plant("absence-reason", for: [.leadAndMember, .facilitator, .newFacilitator]), from: planned, as: actor(.leadAndMember))
    let hillSession = try await session(hill, at: now + .days(7), place: plant("place-hill", for: [.hillMember, .hillFacilitator]))
    return (planned, live, held, hillSession)
  }

  /// A talk of the member's own is played in it: its words are the table's.
  private mutating func round() async throws -> ID<PracticeRound> {
    let parts = RoundParts(practitioner: id(.member), coachee: id(.leadAndMember), observers: [id(.unread)])
    var round = PracticeRound(id: house.newID(), groupID: alder, sessionID: nil, parts: parts, at: MatrixWorld.now)
    round.skill = "listening"
    round.situation = .comingTalk(ComingTalk(about: plant("coming-talk", for: [.member, .leadAndMember, .unread]), usualAnswer: "We will see."))
    try await house.engine.write { [round] tx in try tx.insert(round, at: MatrixWorld.now) }
    return round.id
  }

  /// Everybody of the group reads the public side of what was added to its shelf; the card is its author's.
  private mutating func additions() async throws -> (ID<OwnScenario>, ID<OwnStem>) {
    var draft = ScenarioDraft()
    draft.title = plant("own-scenario", for: Principal.liveTable)
    (draft.brief, draft.role, draft.wants) = ("Half the class comes late.", "A teacher", "To be left alone")
    draft.truth = plant("own-card", for: [.member])
    (draft.softens, draft.limit, draft.level, draft.stance, draft.skills) = (draft.truth, draft.truth, "1", "torn", ["listening"])
    let scenario = try await house.addScenario(draft, to: alder, as: actor(.member))
    let stem = try await house.addStem(
      StemDraft(type: "open", text: plant("own-stem", for: Principal.liveTable)), to: alder, as: actor(.member))
    try await house.markStem(stem.text, felt: .yes, as: actor(.member))
    return (scenario, stem)
  }

  /// The member practiced, the newcomer played, two observed: one has given a note and writes better words, the other has a draft.
  private mutating func notes() async throws -> (round: ID<PracticeRound>, given: ID<FeedbackNote>, drafted: ID<FeedbackNote>) {
    let parts = RoundParts(practitioner: id(.member), coachee: id(.newcomer), observers: [id(.leadAndMember), id(.administratorAndMember)])
    var round = PracticeRound(id: house.newID(), groupID: alder, sessionID: nil, parts: parts, at: MatrixWorld.now)
    round.phase = .observerFeedback
    try await house.engine.write { [round] tx in try tx.insert(round, at: MatrixWorld.now) }
    func words(_ text: String) -> FeedbackTyped {
      FeedbackTyped(
        along: "tag", parts: ["tell": text, "ask": "What did you hope for?", "give": "Wait once more."], medium: "verbal", stance: "dialogical")
    }
    let pair: Set<Principal> = [.member, .leadAndMember]
    try await house.giveFeedback(words(plant("note-given", for: pair)), after: 0, in: round.id, as: actor(.leadAndMember))
    _ = try await house.writeFeedback(
      words(plant("note-draft", for: [.administratorAndMember])), after: 0, in: round.id, as: actor(.administratorAndMember))
    let ids = try await house.engine.read { [round] tx in
      try round.parts.observers.compactMap { try tx.feedback(in: round.id, by: $0)?.note.id }
    }
    guard let given = ids.first, let drafted = ids.last else { throw Refusal.notFound }
    try await house.answerFeedback(kind: "helped", text: plant("note-line", for: pair), on: given, as: actor(.member))
    _ = try await house.writeRewording(words(plant("note-rewording", for: [.leadAndMember])), after: 2, of: given, as: actor(.leadAndMember))
    return (round.id, given, drafted)
  }

  private func session(_ group: ID<Group>, at start: Instant, place: String) async throws -> ID<Session> {
    let id: ID<Session> = house.newID()
    let items = [RoomPlay.check, RoomPlay.help, RoomPlay.closing].map { AgendaItem(id: house.newID(), shape: $0, turns: []) }
    let now = house.now()
    try await house.engine.write { tx in
      try tx.insert(Session(id: id, groupID: group, startsAt: start, minutes: 90, place: place, meetingLink: ""), at: now)
      try tx.replaceAgenda(of: id, with: items)
    }
    return id
  }

  private mutating func signIns(_ link: SecretToken, for linked: ID<Person>) async throws -> [Principal: SecretToken] {
    let now = MatrixWorld.now
    var tokens: [Principal: SecretToken] = [:]
    var made: [(SignIn, String)] = []
    for principal in Principal.allCases where principal != .visitor {
      let token = SecretToken()
      // Eight hours without use end the longest sign-in.
      let seen = principal == .expired ? now - .hours(8) : now
      let device = plant("device-\(principal.rawValue)", for: [principal])
      made.append((SignIn(id: house.newID(), personID: id(principal), device: device, createdAt: seen, seenAt: seen), token.hash))
      tokens[principal] = token
    }
    let reset = OneTimeLink(
      tokenHash: link.hash, purpose: .reset, personID: linked, programID: valley, madeBy: id(.administrator), createdAt: now)
    try await house.engine.write { [made] tx in
      for (signIn, hash) in made { try tx.insert(signIn, tokenHash: hash) }
      try tx.insert(reset)
    }
    return tokens
  }
}
