// The open stream of a practice round: always the newest state, drawn for this one viewer; no numbers, and nothing to catch up with.
import Actions
import Domain
import HTML
import HTTP

struct RoundStream {
  let visit: Visit
  let round: ID<PracticeRound>
  let signedIn: SignedIn

  static let tickSeconds = 3
  static let heartbeatEvery = 5

  @Sendable static func open(_ visit: Visit) async throws -> Reply {
    guard let signedIn = visit.signedIn else { throw Refusal.signedOut }
    let id = try visit.id(as: PracticeRound.self)
    _ = try await visit.house.round(id, as: signedIn.actor)
    let stream = RoundStream(visit: visit, round: id, signedIn: signedIn)
    return .eventStream { writer in try await stream.run(writer) }
  }

  private func run(_ writer: EventWriter) async throws {
    let listening = visit.house.roundEvents.listen(to: round, for: signedIn.signInID)
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        while !Task.isCancelled {
          try await Task.sleep(for: .seconds(RoundStream.tickSeconds))
          listening.tick()
        }
      }
      defer { group.cancelAll() }
      try await follow(listening, writer)
    }
  }

  private func follow(_ listening: RoundListening, _ writer: EventWriter) async throws {
    try await writer.retry(milliseconds: 1_000)
    var ticks = 0
    // The page was drawn a moment ago: what has happened since comes with the first look.
    var shown = try await look()
    if let shown { try await send(shown, writer) }
    for await signal in listening.signals {
      if case .gone(let ending) = signal {
        try await writer.sendUnnumbered(goodbye(ending, shown))
        try await writer.send(event: "ended", "gone")
        return
      }
      // Asked before every update: whoever was removed hears nothing that came after.
      guard let state = try await look() else {
        try await writer.send(event: "ended", "")
        return
      }
      if signal == .changed || state.version != shown?.version || state.hand != shown?.hand || state.beside != shown?.beside {
        try await send(state, writer)
        shown = state
      }
      if signal == .tick {
        ticks += 1
        if ticks % RoundStream.heartbeatEvery == 0 { try await writer.heartbeat() }
      }
    }
  }

  private func look() async throws -> RoundState? { try await visit.house.followedRound(round, as: signedIn) }

  private func send(_ state: RoundState, _ writer: EventWriter) async throws {
    try await writer.sendUnnumbered(RoundPage.fragment(RoundScene(state, visit)))
    try await visit.house.openFeedback(state.beside.notes.received, as: signedIn.actor)
  }

  /// The last picture of a round that is gone: where to go from here.
  private func goodbye(_ ending: RoundEnding, _ last: RoundState?) -> Markup {
    guard let last else { return "" }
    return RoundGone(scene: RoundScene(last, visit), ending: ending).fragment
  }
}

/// A round of which nothing is kept any more.
struct RoundGone {
  let scene: RoundScene
  let ending: RoundEnding

  var fragment: Markup {
    let facilitator = scene.state.facilitators.first.map(scene.name) ?? scene.say("table.somebody")
    let sentence =
      switch ending {
      case .left: scene.say("round.gone.left")
      case .withFacilitator: scene.say("round.gone.withFacilitator", ["name": facilitator])
      }
    let ids = ["part-card", "part-setting", "part-feedback", "part-stems", "part-people", "part-stop"]
    let empty = ids.map { id -> Markup in "<div id=\"\(id)\" data-part></div>\n" }
    return """
      <div id="part-stage" data-part><header class="room-head"><h1>\(scene.say("round.gone.heading"))</h1></header>
      <div class="now"><p class="now-do" data-say-when-new>\(sentence)</p></div></div>
      <div id="part-hand" data-part><div class="hand"><div class="hand-main"><a class="button" href="\(scene.home)" data-main>\(scene.wayBack)</a></div></div></div>
      \(empty)
      """
  }
}
