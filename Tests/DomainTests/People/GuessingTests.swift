// How long one has to wait after wrong tries, and how long a sign-in lasts.
import Testing

@testable import Domain

@Suite struct GuessingTests {
  let now = Instant(milliseconds: 1_000_000_000)

  @Test(arguments: 0..<10) func tenTriesAreFree(_ count: Int) {
    #expect(Guessing.waitForAccount(inWindow: count, latest: now, at: now) == .zero)
  }

  @Test func thenTheDelayDoublesUpToAQuarterOfAnHour() {
    let waits = (10...16).map { Guessing.waitForAccount(inWindow: $0, latest: now, at: now) }
    #expect(waits == [.seconds(30), .seconds(60), .seconds(120), .seconds(240), .seconds(480), .minutes(15), .minutes(15)])
    #expect(Guessing.waitForAccount(inWindow: 5_000, latest: now, at: now) == .minutes(15))
  }

  @Test func waitingHelps() {
    #expect(Guessing.waitForAccount(inWindow: 10, latest: now, at: now + .seconds(20)) == .seconds(10))
    #expect(Guessing.waitForAccount(inWindow: 10, latest: now, at: now + .seconds(30)) == .zero)
  }

  @Test func aClockThatWasSetBackLocksNobodyOutForLonger() {
    #expect(Guessing.waitForAccount(inWindow: 10, latest: now, at: now - .days(400)) == .seconds(30))
    #expect(Guessing.waitForAddress(fiftiethLatest: now, at: now - .days(400)) == .minutes(15))
  }

  @Test func anAddressWaitsUntilTheFiftiethIsOldEnough() {
    #expect(Guessing.waitForAddress(fiftiethLatest: nil, at: now) == .zero)
    #expect(Guessing.waitForAddress(fiftiethLatest: now, at: now + .minutes(14)) == .minutes(1))
    #expect(Guessing.waitForAddress(fiftiethLatest: now, at: now + .minutes(15)) == .zero)
  }
}

@Suite struct SignInLimitsTests {
  let start = Instant(milliseconds: 1_000_000_000_000)

  @Test func whoeverHoldsAProgramRoleIsSignedOutSooner() {
    let limits = SignInLimits.of(holdsProgramRole: true)
    #expect(limits.allow(createdAt: start, seenAt: start, at: start + .minutes(29)))
    #expect(!limits.allow(createdAt: start, seenAt: start, at: start + .minutes(30)))
    #expect(limits.allow(createdAt: start, seenAt: start + .hours(11), at: start + .hours(11) + .minutes(29)))
    #expect(!limits.allow(createdAt: start, seenAt: start + .hours(12) - .minutes(1), at: start + .hours(12)))
  }

  @Test func aCoachStaysSignedInForAWorkingDayAndAWeek() {
    let limits = SignInLimits.of(holdsProgramRole: false)
    #expect(limits.allow(createdAt: start, seenAt: start, at: start + .hours(8) - .seconds(1)))
    #expect(!limits.allow(createdAt: start, seenAt: start, at: start + .hours(8)))
    #expect(!limits.allow(createdAt: start, seenAt: start + .days(7) - .minutes(1), at: start + .days(7)))
  }

  @Test func aClockThatWasSetBackEndsNothing() {
    #expect(SignInLimits.everybodyElse.allow(createdAt: start, seenAt: start, at: start - .days(1)))
  }

  @Test func useIsNotedOnceAMinute() {
    #expect(!SignInLimits.shouldNote(seenAt: start, at: start + .seconds(59)))
    #expect(SignInLimits.shouldNote(seenAt: start, at: start + .seconds(60)))
  }

  @Test func linksLastAsLongAsTheyShould() {
    #expect(LinkPurpose.invitation.lifetime == .days(7))
    #expect(LinkPurpose.reset.lifetime == .minutes(30))
    let link = OneTimeLink(tokenHash: "h", purpose: .reset, personID: nil, programID: nil, madeBy: nil, createdAt: start)
    #expect(link.isOpen(at: start + .minutes(29)))
    #expect(!link.isOpen(at: start + .minutes(30)))
    var used = link
    used.usedAt = start
    #expect(!used.isOpen(at: start))
  }
}
