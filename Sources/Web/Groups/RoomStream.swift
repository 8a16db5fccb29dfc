// The open stream of a room: each event's number once and in order, with the newest picture for this one viewer.
import Actions
import Domain
import HTML
import HTTP

/// `id` is always the number of an event. A plain message carries every part of the page in its newest state; `number` stands for an
/// event that came together with a newer one, so that a browser that is cut off in between knows exactly how far it came; `ended`
/// says that this viewer may not follow any more.
struct RoomStream {
  let visit: Visit
  let session: ID<Session>
  let asWall: Bool

  static let tickSeconds = 3
  static let heartbeatEvery = 5
  static let patience = Duration.seconds(30)

  @Sendable static func room(_ visit: Visit) async throws -> Reply { try await open(visit, asWall: false) }
  @Sendable static func wall(_ visit: Visit) async throws -> Reply { try await open(visit, asWall: true) }

  private static func open(_ visit: Visit, asWall: Bool) async throws -> Reply {
    guard let signedIn = visit.signedIn else { throw Refusal.signedOut }
    let session = try visit.id(as: Session.self)
    // A page says with `since` what it was drawn from; a browser that comes back says it with the header, which is newer.
    let since = (visit.header("Last-Event-ID") ?? visit.query("since")).flatMap(Int.init)
    let follower = try await visit.house.follower(of: session, after: since, asWall: asWall, as: signedIn)
    // Nothing more happens in a closed room, and a browser that is told so does not come back.
    if follower.isOver { return .done }
    let stream = RoomStream(visit: visit, session: session, asWall: asWall)
    return .eventStream { writer in try await stream.run(follower, signedIn, writer) }
  }

  private func run(_ follower: RoomFollower, _ signedIn: SignedIn, _ writer: EventWriter) async throws {
    let listening = visit.house.live.listen(to: session, for: signedIn.signInID)
    // While the facilitator has the room open, the private signals reach them.
    let isFacilitator = if case .facilitator = follower.viewer { true } else { false }
    if isFacilitator { visit.house.signals.facilitatorCame(to: session) }
    defer { if isFacilitator { visit.house.signals.facilitatorWent(from: session) } }
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        while !Task.isCancelled {
          try await Task.sleep(for: .seconds(RoomStream.tickSeconds))
          listening.tick()
        }
      }
      defer { group.cancelAll() }
      try await follow(follower, listening, writer)
    }
  }

  private func follow(_ follower: RoomFollower, _ listening: RoomListening, _ writer: EventWriter) async throws {
    var follower = follower
    var ticks = 0
    // What the page was drawn with a moment ago is not known here: the first look sends it once more.
    var shown: ShownSignals?
    try await writer.retry(milliseconds: 1_000)
    if let update = try await follower.catchUp() { try await send(update, writer) }
    for await signal in listening.signals {
      // Asked before every update: whoever was removed hears nothing that came after.
      guard try await follower.mayStillFollow() else {
        try await writer.send(event: "ended", "")
        return
      }
      switch signal {
      case .news(let news, let told):
        // Whoever is this far behind is better served by coming back: the newest state says it all.
        if told.duration(to: .now) > RoomStream.patience { return }
        if let update = try await follower.take(news) { try await send(update, writer) }
        try await sendSignals(to: follower, &shown, writer)
      case .quiet: try await sendSignals(to: follower, &shown, writer)
      case .lookAgain: try await sendAnew(&follower, writer)
      case .tick:
        ticks += 1
        // Another server may have been told what this one was not.
        try await sendAnew(&follower, writer)
        try await sendSignals(to: follower, &shown, writer)
        if ticks % RoomStream.heartbeatEvery == 0 { try await writer.heartbeat() }
      }
    }
  }

  /// Without a number: nothing has happened in the room, and what a browser knows of it stays as it was.
  private func sendAnew(_ follower: inout RoomFollower, _ writer: EventWriter) async throws {
    guard let update = try await follower.lookAgain() else { return }
    let scene = RoomScene(update.state, visit)
    try await writer.sendUnnumbered(asWall ? WallPage.fragment(scene) : RoomPage.fragment(scene))
  }

  /// What the signals on this viewer's screen were drawn from.
  private struct ShownSignals: Equatable {
    let signals: SignalsView
    let phase: RoomPhase
    let here: [ID<Person>]
  }

  /// Signals carry no number: they are no events. Sent where they changed, to this viewer and no other.
  private func sendSignals(to follower: RoomFollower, _ shown: inout ShownSignals?, _ writer: EventWriter) async throws {
    guard !asWall else { return }
    let signals = visit.house.signals.view(for: follower.viewer, in: session, at: visit.house.now())
    let room = follower.state.room
    let now = ShownSignals(signals: signals, phase: room.phase, here: room.here)
    guard now != shown else { return }
    shown = now
    try await writer.send(event: "quiet", RoomSignals(scene: RoomScene(follower.state, visit)).fragment.string)
  }

  private func send(_ update: RoomUpdate, _ writer: EventWriter) async throws {
    for event in update.events.dropLast() { try await writer.send(id: String(event.seq), event: "number", "") }
    // What somebody sees is the same in all their windows, as long as the same of others may be seen.
    let reader =
      switch update.state.viewer {
      case .member(let person): "\(session) member \(person)"
      case .facilitator(let person): "\(session) facilitator \(person)"
      case .wall: "\(session) wall"
      }
    try await writer.send(
      visit.drawnEvent(
        String(update.state.room.seq),
        for: "\(reader) \(RoomScene.tableAsked(visit) ?? 0) \(update.state.sight.key) \(update.state.practice?.print ?? "")"
      ) {
        let scene = RoomScene(update.state, visit)
        return asWall ? WallPage.fragment(scene) : RoomPage.fragment(scene)
      })
  }
}

extension RoomScene {
  init(_ state: RoomState, _ visit: Visit) {
    self.init(
      state.view(at: visit.house.now(), table: RoomScene.tableAsked(visit)), names: state.names, groupName: state.group.name, zone: state.group.zone,
      catalogue: visit.house.catalogue)
    meetingLink = state.session.meetingLink
    visited = isWall ? nil : RoomScene.tableAsked(visit)
    notebookAddress = isFacilitator ? "/groups/\(state.group.id)/notebook" : nil
    if may(.planB) { planB = state.room.planB(from: visit.house.library.protocols, at: visit.house.now()) }
    practice = state.practice
    if let practice {
      let skills = visit.house.library.practice.skills.filter { skill in practice.round.contains { $0.skill == skill.key } }
      skillTitles = skills.reduce(into: [:]) { $0[$1.key] = $1.title }
    }
    signals = visit.house.signals.view(for: state.viewer, in: state.session.id, at: visit.house.now())
    invitation = view.phase == .held ? nil : Invitation(state.session, visit)
  }

  /// `?table=2`: which table somebody wants to look in at. Only whoever leads or facilitates is shown it.
  static func tableAsked(_ visit: Visit) -> Int? {
    visit.query("table").flatMap(Int.init).flatMap { (1...GroupSize.most).contains($0) ? $0 : nil }
  }
}
