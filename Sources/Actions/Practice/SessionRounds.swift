// Practice rounds in a running session: whoever leads sets the next one, from who is here, what was held and what the term remembers.
import Database
import Domain
import Foundation
import Store

/// What whoever leads says when they set a round.
package struct RoundSetting: Equatable, Sendable {
  /// The number of the round they saw coming: a second tap changes nothing.
  package let number: Int
  /// Whether the facilitator takes a part like everybody else.
  package let facilitatorPlays: Bool
  /// The newest round once more, because somebody came or went before it began.
  package let isAnew: Bool

  package init(number: Int, facilitatorPlays: Bool = false, isAnew: Bool = false) {
    self.number = number
    self.facilitatorPlays = facilitatorPlays
    self.isAnew = isAnew
  }
}

extension House {
  package func setRound(_ setting: RoundSetting, in id: ID<Session>, as actor: Actor) async throws {
    let now = now()
    let auditID: ID<AuditEntry> = newID()
    // A transaction may be run again, and makes no ids of its own.
    let ids = (0..<(GroupSize.most + 1) / 2 + 1).map { _ in newID(PracticeRound.self) }
    let done = try await engine.write { [rooms, budgets] tx in
      let done = try tx.setRound(setting, in: id, ids: ids, cached: rooms.room(id), as: actor, at: now)
      if done != nil {
        try budgets.spend(by: actor.personID, in: id, at: now)
        try tx.audit(.setRounds, by: actor, on: .session, id.text, id: auditID, at: now)
      }
      return done
    }
    guard let done else { return }
    for round in done.gone { roundEvents.tell(.gone(.left), to: round) }
    if let news = done.news { tell(news) }
    live.tellToLookAgain(id)
  }

  /// The rounds of a room that a follower holds already.
  func practice(in room: LiveRoom, like state: RoomState) async throws -> SessionPractice? {
    guard room.practiceItem != nil else { return nil }
    let now = now()
    return try await engine.read { tx in try tx.practice(in: room, of: state.session, zone: state.group.zone, at: now) }
  }
}

extension Transaction {
  func newestRound(of session: ID<Session>) throws -> [RoundGlance] { RoundGlance.newest(of: try rounds(of: session)) }

  /// `nil` unless the room is in an item that plays rounds.
  func practice(in room: LiveRoom, of session: Session, zone: String, at now: Instant) throws -> SessionPractice? {
    guard let item = room.practiceItem else { return nil }
    let rounds = try rounds(of: session.id)
    let newest = RoundGlance.newest(of: rounds)
    guard newest.allSatisfy(\.phase.isOver) else { return SessionPractice(round: newest, next: nil) }
    let ground = try ground(
      of: item, in: room, of: session, rounds: rounds, facilitatorPlays: room.here.count < 2, zone: zone, at: now)
    do {
      return SessionPractice(round: newest, next: try NextRound(ground))
    } catch {
      return SessionPractice(round: newest, next: nil, obstacle: error)
    }
  }

  private func ground(
    of item: AgendaItem, in room: LiveRoom, of session: Session, rounds: [PracticeRound], facilitatorPlays: Bool, zone: String, at now: Instant
  ) throws -> NextRound.Ground {
    let term = FloorTerm.start(before: now, in: TimeZone(identifier: zone) ?? .gmt)
    let plays = facilitatorPlays ? room.facilitatorID : nil
    return NextRound.Ground(
      here: room.here + [plays].compactMap { $0 }, facilitator: plays == nil ? room.facilitatorID : nil, item: item, session: rounds,
      term: try doneRounds(of: session.groupID, since: term).filter { $0.sessionID != session.id },
      facilitators: Set([room.facilitatorID].compactMap { $0 }), left: room.timeForRounds(at: now),
      seed: NextRound.seed(session.groupID, session.id))
  }

  /// `nil` where somebody was faster and the round is set already.
  func setRound(
    _ setting: RoundSetting, in id: ID<Session>, ids: [ID<PracticeRound>], cached: LiveRoom?, as actor: Actor, at now: Instant
  ) throws -> (news: RoomNews?, gone: [ID<PracticeRound>])? {
    let (found, relations) = try session(id, for: .setRounds, as: actor, at: now)
    // Two who lead at once: the second waits here, and then finds the round.
    guard try hold(group: found.groupID), let session = try session(id), let group = try group(session.groupID) else { throw Refusal.notFound }
    var room = try room(of: session, cached: cached)
    var commands: [RoomCommand] = []
    // The group may have been handed over since the room was opened.
    if relations.contains(.facilitator), room.led(by: actor.personID) != room {
      commands.append(.takeOver)
      room = room.led(by: actor.personID)
    }
    guard room.phase == .live, room.isPlayingRounds, let item = room.practiceItem else { throw Problem(nil, "room.practice.over") }
    guard room.controllerID == actor.personID else { throw Problem(nil, "room.control.otherLeads") }
    var rounds = try rounds(of: id)
    let newest = SessionPractice(round: RoundGlance.newest(of: rounds), next: nil)
    var gone: [ID<PracticeRound>] = []
    if setting.isAnew {
      guard setting.number == newest.number, newest.mayBeSetAnew else { throw Problem(nil, "room.practice.begun") }
      gone = newest.round.map(\.id)
    } else {
      guard setting.number == newest.number + 1 else { return nil }
      guard !newest.isRunning else { throw Problem(nil, "room.practice.stillPlaying") }
      // A table that stopped its round and has not chosen how to go on goes on with this one.
      gone = rounds.filter { $0.phase == .stopped }.map(\.id)
    }
    rounds.removeAll { gone.contains($0.id) }
    let ground = try ground(
      of: item, in: room, of: session, rounds: rounds, facilitatorPlays: setting.facilitatorPlays, zone: group.zone, at: now)
    let next = try NextRound(ground)
    let parts = next.tables.map { $0.parts(facilitator: ground.facilitator) }
    // The same people sit as they sat: nobody's page goes.
    if setting.isAnew, parts == newest.round.map(\.parts) { return nil }
    for round in gone { try delete(round) }
    for (place, (parts, id)) in zip(parts, ids).enumerated() {
      try insert(
        PracticeRound(
          id: id, groupID: session.groupID, sessionID: session.id, number: setting.number, table: place + 1, parts: parts,
          minutes: next.minutes, at: now),
        at: now)
    }
    commands.append(.layTables(room.laying(parts)))
    return (try record(commands, in: try self.room(of: session, cached: cached), of: session, as: actor, at: now), gone)
  }
}

extension RoundGlance {
  /// The round with the highest number, table by table.
  static func newest(of rounds: [PracticeRound]) -> [RoundGlance] {
    guard let number = rounds.map(\.number).max() else { return [] }
    return rounds.filter { $0.number == number }.map { RoundGlance($0) }
  }
}
