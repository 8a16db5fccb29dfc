// Clocks on the wall: what is typed becomes the right instant, on the days on which the clocks change too.
import Domain
import Foundation
import TestSupport
import Testing

@Suite struct LocalMomentTests {
  private let chicago: TimeZone
  private let kathmandu: TimeZone

  init() throws {
    chicago = try #require(TimeZone(identifier: "America/Chicago"))
    kathmandu = try #require(TimeZone(identifier: "Asia/Kathmandu"))
  }

  private func utc(_ year: Int, _ month: Int, _ day: Int, _ hour: Int, _ minute: Int = 0) -> Instant {
    LocalMoment(year: year, month: month, day: day, hour: hour, minute: minute).nearestInstant(in: .gmt)
  }

  @Test(arguments: ["2026-10-20T15:30", "2026-10-20T15:30:00"]) func readsWhatABrowserSends(_ text: String) throws {
    let moment = try #require(LocalMoment(text))
    #expect(moment == LocalMoment(year: 2026, month: 10, day: 20, hour: 15, minute: 30))
    #expect(moment.fieldText == "2026-10-20T15:30")
    #expect(moment.weekday == 2)
  }

  @Test(arguments: [
    "", "T", "2026-10-20", "2026-10-20T", "T15:30", "2026-10-20 15:30", "2026-13-01T10:00", "2026-00-01T10:00", "2026-04-31T10:00",
    "2026-02-29T10:00", "2026-10-20T24:00", "2026-10-20T10:60", "2026-10-20T1x:00", "-2026-10-20T10:00", "2026-10-20T10:00T10:00",
    "99999-10-20T10:00", "2026-10-20T+1:00", "2026-10-20T10:00:00:00", "٢٠٢٦-10-20T10:00", "0001-01-01T00:00", "2026-10-20T10:00Z",
  ]) func refusesWhatIsNoMoment(_ text: String) { #expect(LocalMoment(text) == nil) }

  @Test func leapDaysExistInLeapYears() { #expect(LocalMoment("2028-02-29T10:00") != nil) }

  @Test func zonesSetTheInstant() throws {
    let moment = try #require(LocalMoment("2026-10-20T15:30"))
    #expect(moment.instant(in: chicago) == utc(2026, 10, 20, 20, 30))
    #expect(moment.instant(in: kathmandu) == utc(2026, 10, 20, 9, 45))
  }

  @Test func theHourThatTheClocksJumpOverDoesNotExist() throws {
    // In Chicago the clocks go from 2:00 to 3:00 on 8 March 2026.
    let skipped = try #require(LocalMoment("2026-03-08T02:30"))
    #expect(skipped.instant(in: chicago) == nil)
    #expect(skipped.instant(in: kathmandu) != nil)
    #expect(LocalMoment(skipped.nearestInstant(in: chicago), in: chicago).fieldText == "2026-03-08T03:30")
    #expect(try #require(LocalMoment("2026-03-08T01:59")).instant(in: chicago) == utc(2026, 3, 8, 7, 59))
    #expect(try #require(LocalMoment("2026-03-08T03:00")).instant(in: chicago) == utc(2026, 3, 8, 8, 0))
  }

  @Test func ofTheHourThatComesTwiceTheFirstCounts() throws {
    // On 1 November 2026 the clocks go back from 2:00 to 1:00: 1:30 is at 6:30 and at 7:30 UTC.
    let twice = try #require(LocalMoment("2026-11-01T01:30"))
    #expect(twice.instant(in: chicago) == utc(2026, 11, 1, 6, 30))
    #expect(LocalMoment(utc(2026, 11, 1, 7, 30), in: chicago) == twice)
  }

  @Test func everyHourOfAYearComesBackAsItself() {
    for hour in 0..<(366 * 24) {
      let instant = utc(2027, 12, 31, 0) + .hours(hour)
      for zone in [chicago, kathmandu] {
        let local = LocalMoment(instant, in: zone)
        let back = local.instant(in: zone)
        // The second of two equal hours reads as the first.
        #expect(back == instant || back == instant - .hours(1))
        #expect((1...7).contains(local.weekday))
      }
    }
  }

  @Test func daysAreAddedOnTheCalendar() throws {
    #expect(try #require(LocalMoment("2026-12-28T09:15")).adding(days: 7).fieldText == "2027-01-04T09:15")
    #expect(try #require(LocalMoment("2026-03-01T09:15")).adding(days: -1).fieldText == "2026-02-28T09:15")
  }

  @Test func weekdaysCountFromMonday() throws {
    for (day, number) in [("2026-10-19", 1), ("2026-10-24", 6), ("2026-10-25", 7), ("1970-01-01", 4)] {
      #expect(try #require(LocalMoment(day + "T12:00")).weekday == number)
    }
  }

  /// Against the calendar of Foundation: three centuries, before and after 1970, in zones with and without daylight saving time.
  @Test(arguments: ["America/Chicago", "Asia/Kathmandu", "Australia/Lord_Howe", "GMT"]) func daysAndHoursAreThoseOfTheCalendar(_ name: String) throws
  {
    let zone = try #require(TimeZone(identifier: name))
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = zone
    var dice = Dice(seed: 11)
    for _ in 0..<500 {
      let instant = Instant(milliseconds: Int64.random(in: -4_000_000_000_000...5_000_000_000_000, using: &dice))
      let date = Date(timeIntervalSince1970: (Double(instant.milliseconds) / 1_000).rounded(.down))
      let parts = calendar.dateComponents([.year, .month, .day, .hour, .minute, .weekday], from: date)
      let moment = LocalMoment(instant, in: zone)
      #expect(
        [moment.year, moment.month, moment.day, moment.hour, moment.minute, moment.weekday % 7 + 1]
          == [parts.year, parts.month, parts.day, parts.hour, parts.minute, parts.weekday], "\(instant)")
    }
  }
}
