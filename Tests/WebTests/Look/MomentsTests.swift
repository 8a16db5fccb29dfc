// Days and times as people say them, in the group's zone, also on the days on which clocks change.
import Domain
import Messages
import Testing

@testable import Web

struct MomentsTests {
  let chicago: Moments
  init() throws { chicago = Moments(try Catalogue.english(), zone: "America/Chicago") }

  /// Tuesday 20 October 2026, 3:30 PM in Chicago.
  private let tuesday = Instant(milliseconds: 1_792_528_200_000)

  @Test func aDayIsSaidInWords() {
    #expect(chicago.day(tuesday) == "Tuesday, October 20")
    #expect(chicago.dayOfYear(tuesday) == "Tuesday, October 20, 2026")
    #expect(chicago.dayAndTime(tuesday) == "Tuesday, October 20, 3:30 PM")
  }

  @Test func whatEndsAtMidnightEndsWithTheDayBefore() {
    #expect(chicago.lastDay(before: tuesday + .minutes(510)) == "Tuesday, October 20")
    #expect(chicago.lastDay(before: tuesday) == "Tuesday, October 20")
  }

  @Test func hoursNameBothHalvesOfTheDayOnlyWhereTheyDiffer() {
    #expect(chicago.hours(from: tuesday, minutes: 90) == "3:30 to 5:00 PM")
    #expect(chicago.hours(from: tuesday - .hours(4), minutes: 90) == "11:30 AM to 1:00 PM")
    #expect(chicago.dayAndHours(from: tuesday, minutes: 60) == "Tuesday, October 20, 3:30 to 4:30 PM")
  }

  @Test func noonAndMidnightAreTwelve() {
    #expect(chicago.time(tuesday - .minutes(210)) == "12:00 PM")
    #expect(chicago.time(tuesday - .minutes(930)) == "12:00 AM")
  }

  @Test func theZoneDecides() throws {
    let denver = Moments(try Catalogue.english(), zone: "America/Denver")
    #expect(denver.time(tuesday) == "2:30 PM")
    #expect(denver.town == "Denver")
    let unknown = Moments(try Catalogue.english(), zone: "Nowhere/At_All")
    #expect(unknown.time(tuesday) == "8:30 PM")
  }

  /// Clocks in Chicago go back on 1 November 2026 at 2 AM: the same time of day is 25 hours later.
  @Test func clocksThatGoBackAreSaidRight() {
    let saturday = tuesday + .days(11)
    #expect(chicago.dayAndTime(saturday) == "Saturday, October 31, 3:30 PM")
    #expect(chicago.dayAndTime(saturday + .days(1)) == "Sunday, November 1, 2:30 PM")
    #expect(chicago.dayAndTime(saturday + .days(1) + .hours(1)) == "Sunday, November 1, 3:30 PM")
  }

  @Test(arguments: [("2026-11-20", "November 20"), ("2027-01-01", "January 1"), ("soon", "soon"), ("2026-02-30", "2026-02-30"), ("", "")])
  func aStoredDateIsSaidOrLeftAsItIs(_ stored: String, _ said: String) {
    #expect(chicago.date(stored) == said)
  }

  @Test func everyMonthAndEveryWeekdayHasAName() {
    var days: Set<String> = []
    var months: Set<String> = []
    for offset in 0..<366 {
      let words = chicago.day(tuesday + .days(offset)).split(separator: " ")
      days.insert(String(words[0]))
      months.insert(String(words[1]))
    }
    #expect(days.count == 7)
    #expect(months.count == 12)
    #expect(!days.union(months).contains { $0.contains("moments.") })
  }
}
