// The next date of a group: the same time of day, whatever the clocks do in between.
import Domain
import Foundation
import Testing

@Suite struct RhythmTests {
  private let chicago: TimeZone

  init() throws { chicago = try #require(TimeZone(identifier: "America/Chicago")) }

  private func chicagoMoment(_ text: String) throws -> Instant { try #require(LocalMoment(text)).nearestInstant(in: chicago) }

  private func next(_ last: String, weeks: Int = 2, now: String) throws -> String {
    LocalMoment(
      Rhythm.next(after: try chicagoMoment(last), weeks: weeks, zone: chicago, now: try chicagoMoment(now)), in: chicago
    ).fieldText
  }

  @Test func everySecondWeek() throws {
    #expect(try next("2026-10-06T15:30", now: "2026-10-06T17:00") == "2026-10-20T15:30")
  }

  @Test func acrossTheEndOfDaylightSaving() throws {
    // The clocks go back on 1 November: 14 days and one hour lie between the two sessions.
    #expect(try next("2026-10-20T15:30", now: "2026-10-21T08:00") == "2026-11-03T15:30")
    let gap = try chicagoMoment("2026-11-03T15:30").since(try chicagoMoment("2026-10-20T15:30"))
    #expect(gap == .days(14) + .hours(1))
  }

  @Test func acrossTheStartOfDaylightSaving() throws {
    #expect(try next("2026-03-03T15:30", weeks: 1, now: "2026-03-04T08:00") == "2026-03-10T15:30")
    let gap = try chicagoMoment("2026-03-10T15:30").since(try chicagoMoment("2026-03-03T15:30"))
    #expect(gap == .days(7) - .hours(1))
  }

  @Test func atATimeThatTheClocksJumpOver() throws {
    #expect(try next("2026-03-01T02:30", weeks: 1, now: "2026-03-02T08:00") == "2026-03-08T03:30")
  }

  @Test func afterARestItKeepsItsWeeks() throws {
    // Weeks 0, 2, 4 … from 6 October: after the winter it is still one of them.
    #expect(try next("2026-10-06T15:30", now: "2027-01-10T12:00") == "2027-01-12T15:30")
    #expect(try next("2026-10-06T15:30", now: "2027-01-12T15:30") == "2027-01-26T15:30")
  }

  @Test func alwaysAfterNowAndAtTheSameTimeOfDay() throws {
    let last = try chicagoMoment("2026-10-06T15:30")
    for days in 0..<800 {
      for weeks in [1, 2, 3, 12] {
        let now = last + .days(days) + .hours(days % 24)
        let next = Rhythm.next(after: last, weeks: weeks, zone: chicago, now: now)
        #expect(next > now)
        #expect(next.since(now) <= .days(weeks * 7) + .hours(1))
        #expect(LocalMoment(next, in: chicago).timeText == "15:30")
      }
    }
  }

  @Test func aSessionStillToComeIsCountedFrom() throws {
    #expect(try next("2026-10-20T15:30", now: "2026-10-06T10:00") == "2026-11-03T15:30")
  }

  @Test func longRestsAreNoLongLoops() throws {
    let next = Rhythm.next(
      after: try chicagoMoment("1971-01-05T10:00"), weeks: 1, zone: chicago, now: try chicagoMoment("9000-01-01T00:00"))
    #expect(next > (try chicagoMoment("9000-01-01T00:00")))
  }
}
