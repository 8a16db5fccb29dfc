// A practice round for those who have a part in it: looking at it, and every command that changes it.
import Credentials
import Database
import Domain
import Foundation
import Store

/// What somebody wants in a round, before the house has looked up what it names.
package enum RoundWish: Equatable, Sendable {
  case command(RoundCommand)
  /// A scenario of the library by its key.
  case library(String)
  case ownScenario(ID<OwnScenario>)
  /// Another situation, without a reason.
  case draw(atMost: Scenario.Level)
  case comingTalk(about: String, usualAnswer: String)
  case addStem(String)
  case dropStem(String)
  case easier
  case swapped

  /// Who stopped a round is known to nobody: not even the key of their tap is kept. And a key comes with a hash of what was wished: of the
  /// words of a coming talk nothing may outlive its round, and the same words again change nothing anyhow.
  var mayBeKept: Bool {
    switch self {
    case .command(.stop), .comingTalk: false
    default: true
    }
  }
}

/// A round as one viewer finds it: what a page and a stream are drawn from.
package struct RoundState: Sendable {
  package let round: PracticeRound
  package let group: Group
  package let hand: RoundHand
  package let material: RoundMaterial
  /// The full names of everybody who stands in it.
  package let names: [ID<Person>: String]
  /// Who leads the group now.
  package let facilitators: [ID<Person>]
  /// What can be played and tried: only for whoever sets the round up, and only while it is set up.
  package let situations: [(situation: Situation, scenario: Scenario)]
  package let stems: [Stem]
  package let version: Int
  /// What stands beside the round for this viewer: their notes, their stems.
  package let beside: RoundBeside

  package func view(at now: Instant) -> RoundView { round.view(for: hand, material, at: now) }
}

/// A round as an action finds it, with what the actor is to it.
struct FoundRound {
  let round: PracticeRound
  let version: Int
  let hand: RoundHand
}

extension House {
  package func round(_ id: ID<PracticeRound>, as actor: Actor) async throws -> RoundState {
    let now = now()
    return try await engine.read { [rooms, library] tx in
      try tx.roundState(of: id, shelf: library.practice, as: actor, cached: rooms.room, at: now)
    }
  }

  /// The round for an open stream; `nil` once its viewer is signed out or may not look any more, and once nothing of it is kept.
  package func followedRound(_ id: ID<PracticeRound>, as signedIn: SignedIn) async throws -> RoundState? {
    let now = now()
    return try await engine.read { [rooms, library] tx in
      guard try tx.isSignedIn(signedIn.signInID, at: now) else { return nil }
      do {
        return try tx.roundState(of: id, shelf: library.practice, as: signedIn.actor, cached: rooms.room, at: now)
      } catch let refusal as Refusal where refusal == .notFound || refusal == .notAllowed {
        return nil
      }
    }
  }

  /// Refuses whoever may not do this in the round, before anything else is looked at.
  package func require(_ deed: Deed, inRound id: ID<PracticeRound>, as actor: Actor) async throws {
    let now = now()
    try await engine.read { [rooms] tx in _ = try tx.round(id, for: deed, as: actor, cached: rooms.room, at: now) }
  }

  /// Does what somebody wants in a round. A wish that comes again with the same `key` does nothing more; one that was meant for another
  /// phase than the round is in (`at`) changes nothing.
  @discardableResult
  package func act(
    _ wish: RoundWish, inRound id: ID<PracticeRound>, key: String? = nil, at seen: RoundPhase? = nil, as actor: Actor
  ) async throws -> RoundOutcome {
    let now = now()
    let key = try wish.mayBeKept ? key.map { try CommandKey($0, wish, inRound: id) } : nil
    // The transaction may be run again, and draws the same then.
    let luck = UInt64.random(in: 0...UInt64.max)
    let (outcome, round) = try await engine.write { [rooms, budgets, library] tx in
      let found = try tx.round(id, for: .takePartInRound, as: actor, cached: rooms.room, at: now)
      if let key, let earlier = try tx.answer(to: key.text, of: actor.personID) {
        guard earlier.bodyHash == key.bodyHash else { throw Problem(nil, "room.key.usedOtherwise") }
        return (RoundOutcome.unchanged, found.round)
      }
      if wish.isForOnePhase, let seen, seen != found.round.phase { return (.unchanged, found.round) }
      var round = found.round
      let command = try tx.command(for: wish, in: round, shelf: library.practice, luck: luck)
      let outcome = try round.apply(command, by: found.hand, at: now)
      try tx.dropWhatThePractitionerWrote(from: &round)
      if outcome != .unchanged { try budgets.spend(by: actor.personID, in: id, at: now) }
      switch outcome {
      case .unchanged: break
      case .changed:
        guard try tx.save(round, after: found.version, partsChanged: round.parts != found.round.parts) else {
          throw Refusal.stale(Sentence("round.stale"))
        }
        if round.phase == .stopped || found.round.phase == .stopped {
          try tx.forgetNotes(of: id)
          try tx.forgetStemsTried(in: id)
        }
      case .gone:
        // Nothing more is kept of it, also not who chose what.
        try tx.delete(id)
        return (outcome, round)
      }
      if let key { try tx.keepAnswer("done", to: key.text, bodyHash: key.bodyHash, of: actor.personID, at: now) }
      return (outcome, round)
    }
    switch outcome {
    case .unchanged: break
    case .changed: roundChanged(round)
    case .gone(let ending): roundChanged(round, ended: ending)
    }
    return outcome
  }

  /// After the commit, never before it: the streams of the round look again, and so do those who see something of it elsewhere.
  func roundChanged(_ round: PracticeRound, ended: RoundEnding? = nil) {
    roundEvents.tell(ended.map { .gone($0) } ?? .changed, to: round.id)
    if let session = round.sessionID { live.tellToLookAgain(session) }
  }
}

extension RoundWish {
  /// Whether a tap that was meant for an earlier phase is too late. Stopping never is, and what is typed says itself what is wrong.
  var isForOnePhase: Bool {
    switch self {
    case .command(.stop), .comingTalk: false
    case .command, .library, .ownScenario, .draw, .addStem, .dropStem, .easier, .swapped: true
    }
  }
}

extension CommandKey {
  init(_ text: String, _ wish: RoundWish, inRound round: ID<PracticeRound>) throws {
    try self.init(text, hash: ContentHash.text(of: Data("\(round.text) \(wish)".utf8)))
  }
}

extension Transaction {
  /// The round and what the actor is to it, if they may do this; a round of somebody else's is as unknown as none.
  func round(
    _ id: ID<PracticeRound>, for deed: Deed, as actor: Actor, cached: (ID<Session>) -> LiveRoom?, at now: Instant
  ) throws -> FoundRound {
    guard let (round, version) = try round(id), let ties = try ties(of: actor.personID, to: round.groupID, at: now) else { throw Refusal.notFound }
    let controls = try controlsRoom(of: round.sessionID, actor, cached: cached)
    let relations = ties.relations(to: round, of: actor, controlsRoom: controls, at: now)
    try Permission.require(deed, relations)
    let hand = RoundHand(
      person: actor.personID, part: relations.contains(.member) ? round.parts.part(of: actor.personID) : nil,
      leads: relations.contains(.facilitator))
    return FoundRound(round: round, version: version, hand: hand)
  }

  /// Whether the actor holds control of the running room of the session.
  private func controlsRoom(of id: ID<Session>?, _ actor: Actor, cached: (ID<Session>) -> LiveRoom?) throws -> Bool {
    guard let id, let session = try session(id), session.status == .live || session.status == .closing else { return false }
    return try room(of: session, cached: cached(id)).controllerID == actor.personID
  }

  func roundState(
    of id: ID<PracticeRound>, shelf: PracticeShelf, as actor: Actor, cached: (ID<Session>) -> LiveRoom?, at now: Instant
  ) throws -> RoundState {
    let found = try round(id, for: .lookAtRound, as: actor, cached: cached, at: now)
    let round = found.round
    guard let group = try group(round.groupID) else { throw Refusal.notFound }
    let facilitators = try people(of: group.id, at: now).facilitators
    let setsUp = found.hand.maySetUp && (round.phase == .set || round.phase == .briefed)
    let people = Set(round.parts.people + [actor.personID]).sorted()
    var names = try persons(people).reduce(into: [:]) { $0[$1.id] = $1.fullName }
    for facilitator in facilitators { names[facilitator.person] = facilitator.fullName }
    return RoundState(
      round: round, group: group, hand: found.hand, material: try material(of: round, shelf: shelf), names: names,
      facilitators: facilitators.map(\.person), situations: setsUp ? try situations(of: round, shelf: shelf) : [],
      stems: setsUp ? try stems(of: group.id, shelf: shelf) : [], version: found.version,
      beside: try beside(round, for: found.hand, shelf: shelf, at: now))
  }

  func command(for wish: RoundWish, in round: PracticeRound, shelf: PracticeShelf, luck: UInt64) throws -> RoundCommand {
    switch wish {
    case .command(.chooseSkill(let key)):
      guard shelf.skills.contains(where: { $0.key == key }) else { throw Problem("skill", "round.setting.unknownSkill") }
      return .chooseSkill(key)
    case .command(let command): return command
    case .library(let key): return try choosing(.library(key), in: round, shelf: shelf)
    case .ownScenario(let id): return try choosing(.ownScenario(id), in: round, shelf: shelf)
    case .draw(let level):
      let drawn = try draw(in: round, atMost: level, shelf: shelf, luck: luck)
      return .choose(drawn.situation, level: drawn.scenario.level)
    case .comingTalk(let about, let usualAnswer):
      return .choose(.comingTalk(try ComingTalk.checked(about: about, usualAnswer: usualAnswer)), level: nil)
    case .addStem(let key):
      guard try stems(of: round.groupID, shelf: shelf).contains(where: { $0.key == key }) else { throw Problem("stem", "round.stems.unknown") }
      return .chooseStems(round.stems.contains(key) ? round.stems : round.stems + [key])
    case .dropStem(let key): return .chooseStems(round.stems.filter { $0 != key })
    case .easier:
      let drawn = try draw(in: round, atMost: .easy, shelf: shelf, luck: luck)
      return .goOn(.easier(drawn.situation, drawn.scenario.level))
    case .swapped:
      let drawn = try draw(in: round, atMost: .stretch, shelf: shelf, luck: luck)
      return .goOn(.swapped(drawn.situation, drawn.scenario.level))
    }
  }

  private func choosing(_ situation: Situation, in round: PracticeRound, shelf: PracticeShelf) throws -> RoundCommand {
    guard let chosen = try situations(of: round, shelf: shelf).first(where: { $0.situation == situation }) else {
      throw Problem("situation", "round.setting.unknownSituation")
    }
    guard chosen.scenario.card.isComplete else { throw Problem("situation", "round.setting.noCard") }
    return .choose(situation, level: chosen.scenario.level)
  }

  private func draw(
    in round: PracticeRound, atMost level: Scenario.Level, shelf: PracticeShelf, luck: UInt64
  ) throws -> (situation: Situation, scenario: Scenario) {
    var random = RotationDice(state: luck)
    let all = try situations(of: round, shelf: shelf).filter { $0.scenario.card.isComplete }
    guard let drawn = Scenario.draw(from: all, for: round.skill, insteadOf: round.situation, atMost: level, using: &random) else {
      throw Problem("situation", "round.setting.nothingToDraw")
    }
    return drawn
  }
}
