// What a round says to this viewer now: one sentence for each phase and part, so that everybody knows whose turn it is.
import Domain

struct RoundWords {
  private let scene: RoundScene
  private var view: RoundView { scene.view }

  init(_ scene: RoundScene) { self.scene = scene }

  private func say(_ key: String) -> String { scene.say(key, scene.cast) }

  var phase: String { RoundWords.phase(view.phase, isPaused: view.isPaused, say) }

  /// `say` fills in the names of those who have a part.
  static func phase(_ phase: RoundPhase, isPaused: Bool, _ say: (String) -> String) -> String {
    if isPaused { return say("round.phase.paused") }
    return switch phase {
    case .set: say("round.phase.set")
    case .briefed: say("round.phase.briefed")
    case .playing: say("round.phase.playing")
    case .jotting: say("round.phase.jotting")
    case .selfDebrief: say("round.phase.selfDebrief")
    case .coacheeVoice: say("round.phase.coacheeVoice")
    case .observerFeedback: say("round.phase.observerFeedback")
    case .keepOrTry: say("round.phase.keepOrTry")
    case .secondTake: say("round.phase.secondTake")
    case .outOfRole: say("round.phase.outOfRole")
    case .done: say("round.phase.done")
    case .stopped: say("round.phase.stopped")
    }
  }

  static func part(_ part: RoundPart, _ say: (String) -> String) -> String {
    switch part {
    case .practitioner: say("round.part.practitioner")
    case .coachee: say("round.part.coachee")
    case .observer: say("round.part.observer")
    }
  }

  /// To whoever has the part.
  static func you(_ part: RoundPart, _ say: (String) -> String) -> String {
    switch part {
    case .practitioner: say("round.you.practitioner")
    case .coachee: say("round.you.coachee")
    case .observer: say("round.you.observer")
    }
  }

  static func level(_ level: Scenario.Level, _ say: (String) -> String) -> String {
    switch level {
    case .easy: say("round.level.easy")
    case .stretch: say("round.level.stretch")
    case .hard: say("round.level.hard")
    }
  }

  var now: String {
    let part = view.ownPart
    if view.isPaused { return part == .practitioner ? say("round.now.paused.yours") : say("round.now.paused.theirs") }
    switch view.phase {
    case .set: return part == .practitioner || part == .coachee ? say("round.now.set.yours") : say("round.now.set.theirs")
    case .briefed:
      switch part {
      case .practitioner: return say("round.now.briefed.practitioner")
      case .coachee: return view.card == nil ? say("round.now.briefed.noCard") : say("round.now.briefed.coachee")
      case .observer, nil: return say("round.now.briefed.observer")
      }
    case .playing:
      switch part {
      case .practitioner: return say("round.now.playing.practitioner")
      case .coachee: return say("round.now.playing.coachee")
      case .observer, nil: return say("round.now.playing.observer")
      }
    case .jotting:
      switch part {
      case .practitioner: return say("round.now.jotting.practitioner")
      case .coachee, .observer: return say("round.now.jotting.table")
      case nil: return say("round.now.jotting.leader")
      }
    case .selfDebrief: return part == .practitioner ? say("round.now.selfDebrief.yours") : say("round.now.selfDebrief.theirs")
    case .coacheeVoice: return part == .coachee ? say("round.now.coacheeVoice.yours") : say("round.now.coacheeVoice.theirs")
    case .observerFeedback:
      if view.parts.givers.contains(where: scene.isOwn) { return say("round.now.observerFeedback.yours") }
      if part == .practitioner { return say("round.now.observerFeedback.practitioner") }
      return view.parts.observers.isEmpty ? say("round.now.observerFeedback.pair") : say("round.now.observerFeedback.theirs")
    case .keepOrTry: return part == .practitioner ? say("round.now.keepOrTry.yours") : say("round.now.keepOrTry.theirs")
    case .secondTake: return part == .practitioner ? say("round.now.secondTake.yours") : say("round.now.secondTake.theirs")
    case .outOfRole: return say("round.now.outOfRole")
    case .done: return part == .practitioner ? say("round.now.done.yours") : say("round.now.done.theirs")
    case .stopped: return say("round.now.stopped")
    }
  }

  /// What the one main button says, by where it leads.
  var on: String {
    switch view.phase {
    case .set: say("round.on.briefed")
    case .briefed: say("round.on.playing")
    case .playing: say("round.on.jotting")
    case .jotting: view.ownPart == .practitioner ? say("round.on.selfDebrief.yours") : say("round.on.selfDebrief.theirs")
    case .selfDebrief: view.ownPart == .coachee ? say("round.on.coacheeVoice.yours") : say("round.on.coacheeVoice.theirs")
    case .coacheeVoice: say("round.on.observerFeedback")
    case .observerFeedback: say("round.on.keepOrTry")
    case .keepOrTry, .secondTake: say("round.on.outOfRole")
    case .outOfRole, .done, .stopped: say("round.on.done")
    }
  }

  /// Why there is nothing to press yet.
  var waiting: String {
    if view.waitsForAgreement { return say("round.waiting.agreement") }
    return say("round.waiting.setting")
  }
}
