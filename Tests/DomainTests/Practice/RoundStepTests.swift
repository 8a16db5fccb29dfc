// The order of a practice round, who may do what in it, its clock, and what stopping leaves: nothing.
import TestSupport
import Testing

@testable import Domain

@Suite struct RoundStepTests {
  typealias T = RoundTable

  @Test func thePhasesFollowOneAnotherAndTheWordsGoAtTheEnd() throws {
    var table = RoundTable()
    var seen: [RoundPhase] = [table.round.phase]
    try table.act(.choose(.comingTalk(ComingTalk(about: "canary-about", usualAnswer: "canary-usual")), level: nil))
    try table.act(.chooseSkill("listening"))
    while !table.round.phase.isOver {
      table.now = table.now + .minutes(1)
      try table.act(.moveOn(from: table.round.phase), by: T.marcus)
      seen.append(table.round.phase)
    }
    #expect(
      seen == [
        .set, .briefed, .playing, .jotting, .selfDebrief, .coacheeVoice, .observerFeedback, .keepOrTry, .outOfRole, .done,
      ])
    #expect(table.round.endedAt == table.now)
    #expect(table.round.situation == .comingTalk(ComingTalk(about: "", usualAnswer: "")))
  }

  @Test func aTapThatWasMeantForAnEarlierPhaseChangesNothing() throws {
    var table = RoundTable()
    try table.go(to: .playing)
    #expect(try table.act(.moveOn(from: .briefed)) == .unchanged)
    #expect(try table.act(.moveOn(from: .playing)) == .changed)
    #expect(try table.act(.moveOn(from: .playing)) == .unchanged)
    #expect(table.round.phase == .jotting)
  }

  @Test func withoutASkillOrASituationNothingBeginsAndBothAreSaidAtOnce() {
    var table = RoundTable()
    #expect(
      throws: Problem(lines: [
        .init(field: "skill", sentence: Sentence("round.setting.noSkill")),
        .init(field: "situation", sentence: Sentence("round.setting.noSituation")),
      ])
    ) { try table.act(.moveOn(from: .set)) }
    #expect(table.round.phase == .set)
  }

  @Test func aHardSituationStandsOnlyWhenBothHaveSaidYes() throws {
    var table = RoundTable()
    try table.act(.chooseSkill("listening"))
    try table.act(.choose(.library("hard"), level: .hard), by: T.priya)
    #expect(table.round.agreed == [T.priya])
    #expect(throws: Problem(nil, "round.agree.missing")) { try table.act(.moveOn(from: .set)) }
    #expect(throws: Problem(nil, "round.agree.notYours")) { try table.act(.agree, by: T.marcus) }
    #expect(throws: Problem(nil, "round.agree.notYours")) { try table.act(.agree, by: T.tomas, leads: true) }
    try table.act(.agree, by: T.dana)
    #expect(try table.act(.agree, by: T.dana) == .unchanged)
    try table.act(.moveOn(from: .set))
    #expect(table.round.phase == .briefed)
    // Another hard one needs the yes of both anew.
    try table.act(.choose(.library("harder"), level: .hard), by: T.dana)
    #expect(table.round.phase == .set && table.round.waitsForAgreement)
  }

  @Test func eitherDrawsAnotherAndTheObserverDoesNot() throws {
    var table = RoundTable()
    try table.go(to: .briefed)
    for person in [T.dana, T.priya] {
      let other = Situation.library("another-\(person)")
      #expect(try table.act(.choose(other, level: .easy), by: person) == .changed)
      #expect(table.round.phase == .set && table.round.situation == other)
    }
    #expect(throws: Problem(nil, "round.setting.observer")) { try table.act(.choose(.library("x"), level: .easy), by: T.marcus) }
    try table.go(to: .playing)
    #expect(throws: Problem(nil, "round.setting.over")) { try table.act(.choose(.library("x"), level: .easy), by: T.dana) }
    #expect(throws: Problem(nil, "round.setting.over")) { try table.act(.chooseSkill("goal")) }
  }

  @Test func aComingTalkIsThePractitionersOwnAndHasNoCard() throws {
    var table = RoundTable()
    let talk = Situation.comingTalk(ComingTalk(about: "a", usualAnswer: "b"))
    #expect(throws: Problem("about", "round.comingTalk.notYours")) { try table.act(.choose(talk, level: nil), by: T.dana) }
    #expect(throws: Problem("about", "round.comingTalk.notYours")) { try table.act(.choose(talk, level: nil), by: T.tomas, leads: true) }
    try table.act(.choose(talk, level: nil))
    // Whoever gives the practicing away takes the talk along.
    try table.act(.trade(T.priya, T.dana))
    #expect(table.round.situation == nil)
    #expect(
      throws: Problem(lines: [
        .init(field: "about", sentence: Sentence("round.comingTalk.aboutMissing")),
        .init(field: "usualAnswer", sentence: Sentence("round.comingTalk.answerMissing")),
      ])
    ) { try ComingTalk.checked(about: "  ", usualAnswer: "\n") }
    #expect(throws: Problem.self) { try ComingTalk.checked(about: String(repeating: "e\u{301}", count: 400), usualAnswer: "b") }
  }

  @Test func partsAreGivenOnceAndEachIsNamed() throws {
    #expect(
      throws: Problem(lines: [
        .init(field: "practitioner", sentence: Sentence("round.parts.noPractitioner")),
        .init(field: "coachee", sentence: Sentence("round.parts.noCoachee")),
      ])
    ) { try RoundParts.checked(practitioner: nil, coachee: nil, observers: []) }
    #expect(throws: Problem("coachee", "round.parts.twice")) { try RoundParts.checked(practitioner: T.priya, coachee: T.priya, observers: []) }
    #expect(throws: Problem("observer", "round.parts.twice")) {
      try RoundParts.checked(practitioner: T.priya, coachee: T.dana, observers: [T.dana])
    }
    #expect(throws: Problem("observer", "round.parts.twice")) {
      try RoundParts.checked(practitioner: T.priya, coachee: T.dana, observers: [T.marcus, T.marcus])
    }
    #expect(try RoundParts.checked(practitioner: T.priya, coachee: T.dana, observers: [T.marcus]).people.count == 3)
  }

  @Test func partsAreExchangedWhileTheRoundIsSetUp() throws {
    var table = RoundTable()
    try table.act(.trade(T.marcus, T.priya), by: T.marcus)
    #expect(table.round.parts == RoundParts(practitioner: T.marcus, coachee: T.dana, observers: [T.priya]))
    #expect(throws: Problem(nil, "round.trade.notYours")) { try table.act(.trade(T.dana, T.marcus), by: T.priya) }
    #expect(try table.act(.trade(T.dana, T.marcus), by: T.tomas, leads: true) == .changed)
    #expect(throws: Problem(nil, "round.trade.notHere")) { try table.act(.trade(T.tomas, T.dana), by: T.dana) }
    try table.go(to: .briefed)
    #expect(throws: Problem(nil, "round.trade.over")) { try table.act(.trade(T.dana, T.priya), by: T.dana) }
  }

  @Test func backAStepStopsTheClockAndOnlyInATalk() throws {
    var table = RoundTable()
    try table.go(to: .playing)
    table.now = table.now + .minutes(2)
    try table.act(.pause, by: T.dana)
    table.now = table.now + .minutes(10)
    #expect(table.round.clock(at: table.now)?.remaining == .minutes(4))
    #expect(table.round.clock(at: table.now)?.isPaused == true)
    try table.act(.resume, by: T.marcus)
    #expect(try table.act(.resume, by: T.marcus) == .unchanged)
    table.now = table.now + .minutes(5)
    let clock = table.round.clock(at: table.now)
    #expect(clock?.remaining == .minutes(-1) && clock?.isOver == true)
    try table.act(.moreTime(seconds: 60))
    #expect(table.round.clock(at: table.now)?.remaining == .zero)
    try table.act(.moveOn(from: .playing))
    #expect(throws: Problem(nil, "round.pause.notPlaying")) { try table.act(.pause) }
    #expect(table.round.clock(at: table.now)?.length == .minutes(1))
  }

  @Test func minutesAreAddedAFewAtATimeAndNotForEver() throws {
    var table = RoundTable()
    try table.go(to: .playing)
    for seconds in [0, -60, 301, Int.max, Int.min] {
      #expect(throws: Problem("seconds", "round.time.range", ["most": "30"])) { try table.act(.moreTime(seconds: seconds)) }
    }
    for _ in 0..<6 { try table.act(.moreTime(seconds: 300)) }
    #expect(throws: Problem.self) { try table.act(.moreTime(seconds: 1)) }
  }

  @Test func theSecondTakeIsThePractitionersWish() throws {
    var table = RoundTable()
    try table.go(to: .observerFeedback)
    #expect(throws: Problem(nil, "round.again.notNow")) { try table.act(.takeAgain) }
    try table.act(.moveOn(from: .observerFeedback))
    #expect(throws: Problem(nil, "round.again.notYours")) { try table.act(.takeAgain, by: T.marcus) }
    try table.act(.takeAgain)
    #expect(try table.act(.takeAgain) == .unchanged)
    #expect(table.round.clock(at: table.now)?.length == .minutes(2))
    try table.act(.pause)
    try table.act(.moveOn(from: .secondTake))
    #expect(table.round.phase == .outOfRole && table.round.pausedAt == nil)
  }

  @Test(arguments: RoundPhase.allCases.filter { !$0.isOver && $0 != .secondTake }) func anybodyStopsAtAnyTime(_ phase: RoundPhase) throws {
    for person in T.people.prefix(3) {
      var table = RoundTable()
      try table.act(.choose(.comingTalk(ComingTalk(about: "canary-about", usualAnswer: "canary-usual")), level: nil))
      try table.go(to: phase)
      #expect(try table.act(.stop, by: person) == .changed)
      #expect(table.round.phase == .stopped && table.round.clock(at: table.now) == nil)
      let kept = "\(table.round)"
      #expect(!kept.contains("canary"))
      // Who stopped it makes no difference to what is kept.
      var other = table
      other.round = RoundTable().round
      try other.act(.choose(.comingTalk(ComingTalk(about: "x", usualAnswer: "y")), level: nil))
      try other.go(to: phase)
      try other.act(.stop, by: T.priya)
      #expect(other.round == table.round)
      #expect(try table.act(.stop, by: T.priya) == .unchanged)
    }
  }

  @Test func afterStoppingTheTableGoesOnAnewOrLeavesNothing() throws {
    var table = RoundTable()
    try table.go(to: .playing)
    #expect(try table.act(.goOn(.leave)) == .unchanged)
    try table.act(.stop)
    let stopped = table
    #expect(try table.act(.goOn(.swapped(.library("other"), .easy)), by: T.marcus) == .changed)
    #expect(table.round.parts.practitioner == T.dana && table.round.parts.coachee == T.priya && table.round.phase == .set)
    #expect(table.round.skill == "listening" && table.round.situation == .library("other") && table.round.endedAt == nil)
    table = stopped
    #expect(try table.act(.goOn(.easier(.library("other"), .easy))) == .changed)
    #expect(table.round.parts == stopped.round.parts && table.round.stems.isEmpty)
    table = stopped
    #expect(try table.act(.goOn(.leave)) == .gone(.left))
    #expect(try table.act(.goOn(.withFacilitator)) == .gone(.withFacilitator))
  }

  @Test func aRoundThatIsDoneStaysDone() throws {
    var table = RoundTable()
    try table.go(to: .done)
    let done = table.round
    for command in [RoundCommand.stop, .moveOn(from: .done), .moreTime(seconds: 60), .resume, .goOn(.leave)] {
      #expect(try table.act(command) == .unchanged)
    }
    #expect(table.round == done)
  }

  @Test func atMostThreeStemsEachOnce() throws {
    var table = RoundTable()
    try table.act(.chooseSkill("listening"))
    #expect(throws: Problem("stem", "round.stems.tooMany", ["most": "3"])) { try table.act(.chooseStems(["a", "b", "c", "d"])) }
    #expect(throws: Problem("stem", "round.stems.twice")) { try table.act(.chooseStems(["a", "a"])) }
    try table.act(.chooseStems(["a", "b", "c"]))
    try table.act(.chooseSkill("listening"))
    #expect(table.round.stems == ["a", "b", "c"])
    try table.act(.chooseSkill("goal"))
    #expect(table.round.stems.isEmpty)
  }

  @Test func theMinutesOfARoundFollowFromItsGivers() {
    let minutes = RoundMinutes()
    #expect(minutes.length(of: .observerFeedback, givers: 2) == .minutes(3))
    #expect(minutes.length(of: .observerFeedback, givers: 0) == .seconds(90))
    #expect(minutes.round(givers: 1).milliseconds == (60 + 360 + 60 + 90 + 60 + 90 + 60 + 30) * 1_000)
    #expect(minutes.length(of: .done, givers: 1) == nil && minutes.length(of: .stopped, givers: 1) == nil)
  }
}
