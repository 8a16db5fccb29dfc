// The dates of the furnished district: written for the week of 19 October 2026 and moved by whole weeks to that of now.
import Domain
import Foundation

package struct FurnishedWeek: Sendable {
  private let monday: LocalMoment
  private let zone: TimeZone

  /// The week in which `now` lies, Monday to Sunday on the clocks of the district.
  package init(_ now: Instant, zone name: String = MarlowValley.zone) {
    zone = TimeZone(identifier: name) ?? .gmt
    let today = LocalMoment(now, in: zone)
    let start = LocalMoment(year: today.year, month: today.month, day: today.day, hour: 0, minute: 0)
    monday = start.adding(days: 1 - start.weekday)
  }

  /// `week` 0 is this week; `day` 1 is Monday, 5 is Friday.
  package func moment(week: Int, day: Int, _ hour: Int, _ minute: Int = 0) -> Instant {
    let date = monday.adding(days: week * 7 + day - 1)
    return LocalMoment(year: date.year, month: date.month, day: date.day, hour: hour, minute: minute).nearestInstant(in: zone)
  }

  /// The day alone, such as `2026-11-20`.
  package func date(week: Int, day: Int) -> String { monday.adding(days: week * 7 + day - 1).dateText }
}

extension House {
  /// The same house at another moment: what is furnished happens on the dates it tells of.
  func at(_ moment: Instant) -> House {
    var house = self
    house.now = { moment }
    return house
  }
}
