// The live room for those who are in it: looking at it, and every command that changes it.
import Credentials
import Database
import Domain
import Foundation
import Store

/// What somebody wants in a room, before the house has given new things their ids.
package enum RoomWish: Equatable, Sendable, Codable {
  /// Opens the room; members who are not named are expected.
  case open(present: [ID<Person>], comingLate: [ID<Person>], absent: [ID<Person>], byVideo: [ID<Person>] = [])
  case putCard(text: String)
  case nameCommitment(text: String, byDate: String?)
  /// What a member said aloud, noted for them.
  case noteCard(for: ID<Person>, text: String)
  case noteCommitment(for: ID<Person>, text: String, byDate: String?)
  /// A protocol of the library by its key, in the place of an item.
  case planB(String, insteadOf: ID<AgendaItem>)
  case command(RoomCommand)

  package var deed: Deed {
    switch self {
    case .open, .noteCard, .noteCommitment, .planB, .putCard, .nameCommitment: .takePartInRoom
    case .command(let command): command.deed
    }
  }
}

extension RoomCommand {
  /// Only whoever facilitates the group takes a room over. Everything else is open to all at the table, and `LiveRoom` decides:
  /// it knows who leads now.
  package var deed: Deed {
    if case .takeOver = self { return .runRoom }
    return .takePartInRoom
  }
}

/// A room as one viewer finds it: what a page and a stream are drawn from.
package struct RoomState: Sendable {
  package let session: Session
  package let group: Group
  package let viewer: RoomViewer
  package let room: LiveRoom
  /// The full names of everybody at the table.
  package let names: [ID<Person>: String]
  /// Whose time with the floor the viewer may see.
  package internal(set) var sight = FloorSight.usual
  /// The practice rounds, while the room is in an item that plays them.
  package internal(set) var practice: SessionPractice?

  /// `table`: where the viewer asked to look in, in a room that has split.
  package func view(at now: Instant, table: Int? = nil) -> RoomView {
    guard case .facilitator(let person) = viewer else { return room.view(for: viewer, at: now, table: table, seeing: sight) }
    return room.led(by: person).view(for: viewer, at: now, table: table, seeing: sight)
  }
}

extension House {
  /// The room for a member or the facilitator, or as the wall shows it.
  package func room(_ id: ID<Session>, asWall: Bool = false, as actor: Actor) async throws -> RoomState {
    let now = now()
    return try await engine.read { [rooms] tx in
      try tx.roomState(of: id, asWall: asWall, cached: rooms.room(id), as: actor, at: now)
    }
  }

  /// Refuses whoever may not do this in the session, before anything else is looked at.
  package func require(_ deed: Deed, in id: ID<Session>, as actor: Actor) async throws {
    let now = now()
    try await engine.read { _ = try $0.session(id, for: deed, as: actor, at: now) }
  }

  /// Does what somebody wants in a room and answers with the number of the newest event, once it is on disk.
  /// A command that comes again with the same `key` gets its first answer and does nothing.
  @discardableResult
  package func act(_ wish: RoomWish, in id: ID<Session>, key: String? = nil, seen: StepPlace? = nil, as actor: Actor) async throws -> Int {
    let now = now()
    var moment = RoomMoment(
      now: now, card: newID(), commitment: newID(), audit: newID(), key: try key.map { try CommandKey($0, wish, in: id) })
    moment.seen = seen
    if case .planB(let name, _) = wish { moment.planB = library[name].map { AgendaItem(id: newID(), shape: $0.shape) } }
    let done = try await engine.write { [rooms, budgets, moment] tx in
      let done = try tx.act(wish, in: id, moment, cached: rooms.room(id), as: actor)
      // Only what changes the room costs anything: a tap that comes again is free.
      if done.news != nil { try budgets.spend(by: actor.personID, in: id, at: now) }
      return done
    }
    if let news = done.news { tell(news) }
    return done.seq
  }

  /// After the commit, never before it.
  func tell(_ news: RoomNews) {
    rooms.keep(news.room)
    live.tell(news)
  }
}

/// What a command needs that a transaction may not make itself, because it may be run again.
struct RoomMoment: Sendable {
  let now: Instant
  let card: ID<RoomCard>
  let commitment: ID<RoomCommitment>
  let audit: ID<AuditEntry>
  let key: CommandKey?
  /// The protocol that stands in for another one.
  var planB: AgendaItem?
  /// The step that was on the screen of whoever sent it.
  var seen: StepPlace?
}

/// The key under which the answer to a command is kept, with what the command said.
struct CommandKey: Sendable {
  let text: String
  let bodyHash: String

  init(_ text: String, _ wish: RoomWish, in session: ID<Session>) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    try self.init(text, hash: ContentHash.text(of: Data(session.text.utf8) + (try encoder.encode(wish))))
  }

  init(_ text: String, hash: String) throws(Problem) {
    guard (8...64).contains(text.utf8.count), text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else { throw Problem(nil, "room.key.malformed") }
    self.text = text
    bodyHash = hash
  }
}

extension RoomViewer {
  static func of(_ actor: Actor, _ relations: Set<Relation>, asWall: Bool) -> RoomViewer {
    asWall ? .wall : relations.contains(.facilitator) ? .facilitator(actor.personID) : .member(actor.personID)
  }
}

extension Transaction {
  /// The session and what the actor is to it, if they may do this; a session of another program is as unknown as none.
  func session(_ id: ID<Session>, for deed: Deed, as actor: Actor, at now: Instant) throws -> (session: Session, relations: Set<Relation>) {
    guard let session = try session(id) else { throw Refusal.notFound }
    let relations = try relations(of: actor, to: session, at: now)
    try Permission.require(deed, relations)
    return (session, relations)
  }

  func roomState(of id: ID<Session>, asWall: Bool, cached: LiveRoom?, as actor: Actor, at now: Instant) throws -> RoomState {
    let (session, relations) = try session(id, for: asWall ? .lookAtWall : .followRoom, as: actor, at: now)
    return try roomState(of: session, relations, asWall: asWall, cached: cached, as: actor, at: now)
  }

  /// For whoever has loaded the session and looked at what the actor may do.
  func roomState(
    of session: Session, _ relations: Set<Relation>, asWall: Bool, cached: LiveRoom?, as actor: Actor, at now: Instant
  ) throws -> RoomState {
    guard let group = try group(session.groupID) else { throw Refusal.notFound }
    let room = try room(of: session, cached: cached)
    let viewer = RoomViewer.of(actor, relations, asWall: asWall)
    let people = Set(room.seats.map(\.personID) + [actor.personID] + (room.facilitatorID.map { [$0] } ?? [])).sorted()
    let names = try persons(people).reduce(into: [:]) { $0[$1.id] = $1.fullName }
    return RoomState(
      session: session, group: group, viewer: viewer, room: room, names: names, sight: try floorSight(of: viewer, in: group.id, at: now),
      practice: try practice(in: room, of: session, zone: group.zone, at: now))
  }

  func act(_ wish: RoomWish, in id: ID<Session>, _ moment: RoomMoment, cached: LiveRoom?, as actor: Actor) throws -> (seq: Int, news: RoomNews?) {
    let (session, relations) = try session(id, for: wish.deed, as: actor, at: moment.now)
    if let key = moment.key, let earlier = try answer(to: key.text, of: actor.personID) {
      guard earlier.bodyHash == key.bodyHash else { throw Problem(nil, "room.key.usedOtherwise") }
      return (Int(earlier.answer) ?? session.lastSeq, nil)
    }
    if session.status == .cancelled { throw Problem(nil, "room.isCancelled") }
    let room = try room(of: session, cached: cached)
    if case .command(let command) = wish, command.isForOneStep, let seen = moment.seen {
      try room.requireStep(seen, for: command, of: RoomViewer.of(actor, relations, asWall: false), at: moment.now)
    }
    var commands = [try command(for: wish, in: session, relations, moment, as: actor)]
    // While people are still arriving no clock runs: the first step waits until somebody says "Begin".
    if case .open = wish, session.waitsForBeginning(at: moment.now) { commands.append(.pause) }
    // The group may have been handed over since the room was opened.
    if relations.contains(.facilitator), room.led(by: actor.personID) != room { commands.insert(.takeOver, at: 0) }
    let news = try record(commands, in: room, of: session, as: actor, at: moment.now)
    let seq = news?.room.seq ?? room.seq
    if let key = moment.key {
      try keepAnswer(String(seq), to: key.text, bodyHash: key.bodyHash, of: actor.personID, at: moment.now)
    }
    // The log itself says who did what in the room; the audit says who opened and who closed it.
    if session.lastSeq == 0 || news?.room.phase == .held {
      try audit(.runRoom, by: actor, on: .session, id.text, id: moment.audit, at: moment.now)
    }
    return (seq, news)
  }

  /// Appends what commands make of a room; `nil` where they change nothing.
  func record(_ commands: [RoomCommand], in old: LiveRoom, of session: Session, as actor: Actor, at now: Instant) throws -> RoomNews? {
    var room = old
    let events = try commands.flatMap { try room.apply($0, by: actor.personID, at: now) }
    guard !events.isEmpty else { return nil }
    guard try append(events, to: room, after: session.lastSeq) else { throw Refusal.stale(Sentence("room.stale")) }
    let isClosed = room.phase == .held
    if isClosed { try keepWhatWasClosed(room, of: session, at: now) }
    if isClosed || room.seq / LiveRoom.snapshotEvery > session.lastSeq / LiveRoom.snapshotEvery { try keepSnapshot(of: room) }
    return RoomNews(events: events, room: room)
  }

  private func command(
    for wish: RoomWish, in session: Session, _ relations: Set<Relation>, _ moment: RoomMoment, as actor: Actor
  ) throws -> RoomCommand {
    switch wish {
    case .putCard(let text): return .putCard(id: moment.card, text: text)
    case .nameCommitment(let text, let byDate): return .nameCommitment(id: moment.commitment, text: text, byDate: byDate)
    case .noteCard(let owner, let text): return .noteCard(for: owner, id: moment.card, text: text)
    case .noteCommitment(let owner, let text, let byDate):
      return .noteCommitment(for: owner, id: moment.commitment, text: text, byDate: byDate)
    case .planB(_, let old):
      guard let new = moment.planB else { throw Problem(nil, "agenda.unknownProtocol") }
      return .takePlanB(new, insteadOf: old)
    case .command(let command): return command
    case .open(let present, let comingLate, let absent, let byVideo):
      let members = try members(of: session.groupID, at: moment.now).map(\.person)
      let facilitates = relations.contains(.facilitator)
      // Until the session's own time the facilitator may still come.
      guard facilitates || session.startsAt <= moment.now || session.lastSeq > 0 else { throw Problem(nil, "room.open.notYet") }
      let before = try preparation(of: session.id, in: session.groupID)
      // Who tapped "I am here" is here, whatever an older form says; who cannot come and is not named is absent.
      let arrived = before.arrivals.filter(members.contains)
      let named = present + comingLate + absent
      let away = members.filter { before.absences[$0] != nil && !named.contains($0) }
      return .open(
        RoomOpening(
          facilitatorID: facilitates ? actor.personID : nil, leaderID: facilitates ? nil : actor.personID, roster: members,
          present: present + arrived.filter { !present.contains($0) }, comingLate: comingLate.filter { !arrived.contains($0) },
          absent: absent.filter { !arrived.contains($0) } + away, byVideo: byVideo.isEmpty ? nil : byVideo,
          items: try agenda(of: session.id), minutes: session.minutes,
          carried: before.commitments.filter { members.contains($0.ownerID) }))
    }
  }

  /// Closing makes facts of the session: what was promised, what became of last time's promises, time with the floor.
  func keepWhatWasClosed(_ room: LiveRoom, of session: Session, at now: Instant) throws {
    try insert(room.commitments, of: session.id, in: session.groupID, at: now)
    try insert(room.spokenNotes, of: session.id)
    try settle(room.carried, in: session.groupID)
    try confirmSpoken(room.carried.filter { $0.isSpoken != true }.map(\.id), at: now)
    try insert(room.floorTime, of: room.attended, in: session.id)
    try forgetAnswers(before: now - .days(45))
    // Its givers no longer have the text of what its receivers have deleted.
    try forgetDeletedNotes(of: session.groupID)
    try endRounds(of: session.id)
    try endAbandonedRounds(of: session.groupID, and: [], before: now - House.abandonedAfter)
  }
}

extension LiveRoom {
  /// A reader of the log never has to replay more than this many events.
  package static let snapshotEvery = 50
}
