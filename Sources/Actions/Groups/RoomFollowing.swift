// Following a room as it happens: every event once and in order, from where the follower left off, and only while they may.
import Database
import Domain
import Store

/// What a follower is brought: the events they do not know yet, in order, and the room after the last of them.
package struct RoomUpdate: Sendable {
  /// Empty where the room was too far ahead to tell each event; the state says it all then.
  package let events: [NumberedEvent]
  package let state: RoomState
}

/// One follower of a room, such as an open stream. Used by one task at a time.
package struct RoomFollower: Sendable {
  private let house: House
  private let session: ID<Session>
  private let signedIn: SignedIn
  private let asWall: Bool
  package private(set) var state: RoomState
  /// The number of the newest event that the follower knows; `nil` before the first update.
  package private(set) var known: Int?

  package var viewer: RoomViewer { state.viewer }

  /// Whether the session is closed and the follower knows it, or came only after that.
  package var isOver: Bool { state.room.phase == .held && (known ?? state.room.seq) >= state.room.seq }

  /// More than this many events are not told one by one.
  package static let reach = 256

  init(house: House, session: ID<Session>, signedIn: SignedIn, asWall: Bool, state: RoomState, known: Int?) {
    self.house = house
    self.session = session
    self.signedIn = signedIn
    self.asWall = asWall
    self.state = state
    self.known = known
  }

  /// What happened since the follower was here last; `nil` where they know all of it. Begin with this one, after listening has begun.
  package mutating func catchUp() async throws -> RoomUpdate? {
    let now = house.now()
    let (new, events) = try await house.engine.read { [self] tx -> (RoomState, [NumberedEvent]) in
      let state = try tx.roomState(of: session, asWall: asWall, cached: house.rooms.room(session), as: signedIn.actor, at: now)
      guard let known, known >= 0, known < state.room.seq, state.room.seq - known <= RoomFollower.reach else { return (state, []) }
      return (state, try tx.events(of: session, after: known))
    }
    state = new
    if known == new.room.seq { return nil }
    known = new.room.seq
    return RoomUpdate(events: events, state: new)
  }

  /// What these news add. News may come in the other order than they were committed: what is missing is fetched from the log.
  package mutating func take(_ news: RoomNews) async throws -> RoomUpdate? {
    guard let first = news.events.first, let known else { return try await catchUp() }
    guard news.room.seq > known else { return nil }
    guard first.seq == known + 1 else { return try await catchUp() }
    self.known = news.room.seq
    state = RoomState(
      session: state.session, group: state.group, viewer: state.viewer, room: news.room, names: state.names, sight: state.sight,
      practice: try await house.practice(in: news.room, like: state))
    // The first event names who sits at the table; another facilitator and a new chair have a name of their own.
    if known == 0 || (news.room.seats.map(\.personID) + [news.room.facilitatorID].compactMap { $0 }).contains(where: { state.names[$0] == nil }) {
      state = try await house.room(session, asWall: asWall, as: signedIn.actor)
    }
    return RoomUpdate(events: news.events, state: state)
  }

  /// The room anew, without an event, where other people's time with the floor may be seen now or may not be seen any more, and where a
  /// practice round has gone on.
  package mutating func lookAgain() async throws -> RoomUpdate? {
    guard known != nil, state.viewer != .wall || state.room.practiceItem != nil else { return nil }
    let now = house.now()
    let (sight, rounds) = try await house.engine.read { [state] tx in
      (
        state.viewer == .wall ? state.sight : try tx.floorSight(of: state.viewer, in: state.group.id, at: now),
        state.room.practiceItem == nil ? nil : try tx.newestRound(of: state.session.id)
      )
    }
    let hasMoved = rounds != nil && rounds != state.practice?.round
    guard sight != state.sight || hasMoved else { return nil }
    state.sight = sight
    if hasMoved { state.practice = try await house.practice(in: state.room, like: state) }
    return RoomUpdate(events: [], state: state)
  }

  /// Whether the follower may still follow, as who they were when they began: still signed in, still in the group.
  package func mayStillFollow() async throws -> Bool {
    let now = house.now()
    return try await house.engine.read { [self] tx in
      guard try tx.isSignedIn(signedIn.signInID, at: now) else { return false }
      let relations = try tx.relations(of: signedIn.actor, toSession: session, at: now)
      return Permission.verdict(asWall ? .lookAtWall : .followRoom, relations) == .allowed
        && RoomViewer.of(signedIn.actor, relations, asWall: asWall) == state.viewer
    }
  }
}

extension House {
  /// A follower of the room who knows everything up to `seq`, or nothing.
  package func follower(of id: ID<Session>, after seq: Int?, asWall: Bool, as signedIn: SignedIn) async throws -> RoomFollower {
    let state = try await room(id, asWall: asWall, as: signedIn.actor)
    return RoomFollower(house: self, session: id, signedIn: signedIn, asWall: asWall, state: state, known: seq)
  }
}
