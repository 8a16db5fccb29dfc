// What each viewer reads of a round, over random histories: the card is the coachee's alone from briefed until the round ends.
import Foundation
import TestSupport
import Testing

@testable import Domain

@Suite struct RoundViewTests {
  typealias T = RoundTable

  @Test(arguments: RoundPhase.allCases) func theCardReachesTheCoacheeAloneUntilTheEnd(_ phase: RoundPhase) throws {
    var table = RoundTable()
    if phase == .secondTake {
      try table.go(to: .keepOrTry)
      try table.act(.takeAgain)
    } else if phase == .stopped {
      try table.go(to: .playing)
      try table.act(.stop)
    } else {
      try table.go(to: phase)
    }
    #expect(table.round.phase == phase)
    for (person, leads) in [(T.priya, false), (T.dana, false), (T.marcus, false), (T.tomas, true), (T.priya, true), (T.marcus, true)] {
      let view = table.round.view(for: table.hand(person, leads: leads), T.material, at: table.now)
      let mayRead =
        switch phase {
        case .set, .stopped: false
        case .done: view.ownPart != nil
        default: person == T.dana
        }
      #expect((view.card != nil) == mayRead, "\(person) in \(phase)")
      #expect("\(view)".contains("canary") == mayRead, "\(person) in \(phase)")
    }
  }

  @Test func theCardOfAGroupsOwnScenarioStaysWithTheCoacheeAndItsAuthor() throws {
    var table = RoundTable()
    try table.act(.choose(.ownScenario(ID(trusted: "own")), level: .easy))
    try table.go(to: .done)
    var material = T.material
    material.author = T.marcus
    func card(_ person: ID<Person>) -> Scenario.Card? { table.round.card(for: table.hand(person), material) }
    #expect(card(T.dana) != nil && card(T.marcus) != nil && card(T.priya) == nil)
  }

  @Test func aComingTalkIsForThoseAtTheTableAndGoneAfterwards() throws {
    var table = RoundTable()
    let talk = ComingTalk(about: "canary-about", usualAnswer: "canary-usual")
    try table.act(.choose(.comingTalk(talk), level: nil))
    try table.go(to: .playing)
    #expect(table.round.view(for: table.hand(T.marcus), RoundMaterial(), at: table.now).played == .comingTalk(talk))
    #expect(table.round.view(for: table.hand(T.tomas, leads: true), RoundMaterial(), at: table.now).played == .comingTalk(nil))
    try table.go(to: .done)
    #expect(table.round.view(for: table.hand(T.priya), RoundMaterial(), at: table.now).played == .comingTalk(nil))
  }

  @Test func whoeverIsOfferedAControlCanUseIt() throws {
    for seed in 0..<randomCases(200, full: 4_000) {
      var dice = Dice(seed: seed)
      var table = RoundTable(observers: dice.chance(50) ? [T.marcus] : [])
      for _ in 0..<40 {
        table.now = table.now + .seconds(dice.roll(0...90))
        let leads = dice.chance(20)
        guard let person = dice.pick(table.round.parts.people + (leads ? [T.tomas] : [])) else { continue }
        let hand = table.hand(person, leads: leads)
        let view = table.round.view(for: hand, T.material, at: table.now)
        for control in view.controls {
          guard let command = command(for: control, view, &dice) else { continue }
          var copy = table.round
          #expect(throws: Never.self, "seed \(seed): \(control) in \(view.phase)") { try copy.apply(command, by: hand, at: table.now) }
        }
        let before = table.round
        let command = randomCommand(table, &dice)
        do {
          let outcome = try table.round.apply(command, by: hand, at: table.now)
          #expect((outcome == .unchanged) == (table.round == before) || outcome == .gone(.left) || outcome == .gone(.withFacilitator))
        } catch {
          #expect(table.round == before, "seed \(seed): \(command) was refused and changed something")
          #expect(!error.lines.isEmpty)
        }
        check(table, before, seed)
      }
    }
  }

  /// What holds in every round at every moment.
  private func check(_ table: RoundTable, _ before: PracticeRound, _ seed: Int) {
    let round = table.round
    #expect(Set(round.parts.people) == Set(before.parts.people), "seed \(seed): somebody came or went")
    #expect(Set(round.parts.people).count == round.parts.people.count, "seed \(seed): a part twice")
    #expect(round.stems.count <= PracticeRound.mostStems)
    #expect(round.pausedAt == nil || round.phase == .playing || round.phase == .secondTake)
    #expect((round.endedAt != nil) == round.phase.isOver)
    #expect(round.waited >= .zero)
    if round.phase != .set, !round.phase.isOver {
      #expect(round.skill != nil && round.situation != nil && !round.waitsForAgreement, "seed \(seed): \(round.phase) without a setting")
    }
    // Forward by one, back to the setting by a draw or after a stop, or to its end by stopping.
    let order: [RoundPhase: Set<RoundPhase>] = [
      .set: [.briefed], .briefed: [.playing, .set], .playing: [.jotting], .jotting: [.selfDebrief], .selfDebrief: [.coacheeVoice],
      .coacheeVoice: [.observerFeedback], .observerFeedback: [.keepOrTry], .keepOrTry: [.outOfRole, .secondTake], .secondTake: [.outOfRole],
      .outOfRole: [.done], .done: [], .stopped: [.set],
    ]
    let isAllowed =
      round.phase == before.phase || order[before.phase]?.contains(round.phase) == true || round.phase == .stopped && before.phase != .done
    #expect(isAllowed, "seed \(seed): \(before.phase) to \(round.phase)")
    for person in T.people where person != round.parts.coachee && round.phase != .done {
      for leads in [false, true] {
        #expect(!"\(round.view(for: table.hand(person, leads: leads), T.material, at: table.now))".contains("canary"), "seed \(seed)")
      }
    }
    // What is kept is what it was.
    let kept = try? JSONDecoder().decode(PracticeRound.self, from: JSONEncoder().encode(round))
    #expect(kept == round)
  }

  private func command(for control: RoundControl, _ view: RoundView, _ dice: inout Dice) -> RoundCommand? {
    switch control {
    case .setUp: .choose(.library("other"), level: .stretch)
    case .bringComingTalk: .choose(.comingTalk(ComingTalk(about: "a", usualAnswer: "b")), level: nil)
    case .agree: .agree
    case .trade:
      view.ownPart == nil
        ? .trade(view.parts.practitioner, view.parts.coachee)
        : view.parts.people.first { $0 != view.viewer.person }.map { .trade(view.viewer.person, $0) }
    case .moveOn: .moveOn(from: view.phase)
    case .pause: .pause
    case .resume: .resume
    // Up to its limit.
    case .moreTime: nil
    case .takeAgain: .takeAgain
    case .openCard:
      switch view.played {
      case .comingTalk: nil
      default: .openCard(.handOver)
      }
    case .stop: .stop
    case .goOn: .goOn(.easier(.library("x"), .easy))
    }
  }

  private func randomCommand(_ table: RoundTable, _ dice: inout Dice) -> RoundCommand {
    let people = T.people
    switch dice.roll(0...14) {
    case 0: return .choose(.library("s\(dice.roll(0...3))"), level: dice.pick(Scenario.Level.allCases))
    case 1: return .choose(.comingTalk(ComingTalk(about: "a", usualAnswer: "b")), level: nil)
    case 2: return .chooseSkill(dice.chance(50) ? "listening" : "goal")
    case 3: return .chooseStems((0..<dice.roll(0...5)).map { "stem\($0 % 4)" })
    case 4: return .agree
    case 5: return .trade(dice.pick(people) ?? people[0], dice.pick(people) ?? people[1])
    case 6: return .pause
    case 7: return .resume
    case 8: return .moreTime(seconds: dice.roll(-10...400))
    case 9: return .takeAgain
    case 10: return .openCard(dice.chance(50) ? .handOver : .paper)
    case 11: return dice.chance(20) ? .stop : .moveOn(from: dice.pick(RoundPhase.allCases) ?? .set)
    case 12: return .goOn(dice.pick([.leave, .withFacilitator, .swapped(.library("x"), .easy), .easier(.library("y"), .easy)]) ?? .leave)
    default: return .moveOn(from: table.round.phase)
    }
  }
}
