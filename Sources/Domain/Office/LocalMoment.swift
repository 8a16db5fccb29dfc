// A moment as the clock on somebody's wall shows it: what people type and read, turned into instants by a time zone.
import Foundation

package struct LocalMoment: Hashable, Sendable {
  package let year: Int
  package let month: Int
  package let day: Int
  package let hour: Int
  package let minute: Int

  package init(year: Int, month: Int, day: Int, hour: Int, minute: Int) {
    self.year = year
    self.month = month
    self.day = day
    self.hour = hour
    self.minute = minute
  }

  /// From what a browser's date-and-time field sends: `2026-10-20T15:30`, with or without seconds. `nil` for anything else.
  package init?(_ text: String) {
    let parts = text.split(separator: "T", omittingEmptySubsequences: false)
    guard parts.count == 2, let date = parts.first, let time = parts.last else { return nil }
    let days = date.split(separator: "-", omittingEmptySubsequences: false).map(LocalMoment.number)
    let clock = time.split(separator: ":", omittingEmptySubsequences: false).map(LocalMoment.number)
    guard days.count == 3, clock.count == 2 || clock.count == 3, let year = days[0], let month = days[1], let day = days[2],
      let hour = clock[0], let minute = clock[1], (1_970...9_999).contains(year), (1...12).contains(month), (1...31).contains(day),
      (0...23).contains(hour), (0...59).contains(minute)
    else { return nil }
    self.init(year: year, month: month, day: day, hour: hour, minute: minute)
    // 31 April and 29 February of a common year are no days in any zone.
    guard LocalMoment.date(LocalMoment.days(year, month, day)) == (year, month, day) else { return nil }
  }

  package init(_ instant: Instant, in zone: TimeZone) {
    let offset = zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(instant.milliseconds) / 1_000))
    self.init(secondsSince1970: Int(instant.milliseconds.floored(by: 1_000)) &+ offset)
  }

  /// As a clock without zones counts them.
  private init(secondsSince1970 seconds: Int) {
    let days = seconds.floored(by: 86_400)
    let rest = seconds &- days &* 86_400
    let (year, month, day) = LocalMoment.date(days)
    self.init(year: year, month: month, day: day, hour: rest / 3_600, minute: rest / 60 % 60)
  }

  /// The instant at which a clock in this zone shows the moment; the first of two where the clock goes back, `nil` where it
  /// jumps over the moment.
  package func instant(in zone: TimeZone) -> Instant? {
    let found = nearestInstant(in: zone)
    return LocalMoment(found, in: zone) == self ? found : nil
  }

  /// As `instant(in:)`; where the clock jumps over the moment, the instant as far after the jump as the moment is into it.
  package func nearestInstant(in zone: TimeZone) -> Instant {
    var parts = DateComponents()
    (parts.year, parts.month, parts.day, parts.hour, parts.minute) = (year, month, day, hour, minute)
    guard let date = LocalMoment.calendar(zone).date(from: parts) else { return Instant(milliseconds: 0) }
    return Instant(milliseconds: Int64((date.timeIntervalSince1970 * 1_000).rounded()))
  }

  /// The same time of day some days later.
  package func adding(days count: Int) -> LocalMoment {
    let (year, month, day) = LocalMoment.date(daysSince1970 + count)
    return LocalMoment(year: year, month: month, day: day, hour: hour, minute: minute)
  }

  /// 1 for Monday to 7 for Sunday; 1 January 1970 was a Thursday.
  package var weekday: Int { (daysSince1970 + 3) - (daysSince1970 + 3).floored(by: 7) * 7 + 1 }

  private var daysSince1970: Int { LocalMoment.days(year, month, day) }

  /// The days from 1 January 1970 to a date of the Gregorian calendar. Years begin with March here, so that a leap day is the last of one.
  private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let year = month > 2 ? year : year - 1
    let era = year.floored(by: 400)
    let yearOfEra = year - era * 400
    let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  private static func date(_ days: Int) -> (year: Int, month: Int, day: Int) {
    let shifted = days + 719_468
    let era = shifted.floored(by: 146_097)
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
  }

  /// What a date-and-time field takes as its value.
  package var fieldText: String { dateText + "T" + timeText }
  /// `2026-10-20`
  package var dateText: String { LocalMoment.padded(year, 4) + "-" + LocalMoment.padded(month, 2) + "-" + LocalMoment.padded(day, 2) }
  /// `15:30`
  package var timeText: String { LocalMoment.padded(hour, 2) + ":" + LocalMoment.padded(minute, 2) }

  private static func number(_ digits: Substring) -> Int? {
    guard (1...4).contains(digits.utf8.count), digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    return Int(digits)
  }

  private static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }

  private static func calendar(_ zone: TimeZone) -> Calendar {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = zone
    return calendar
  }
}

extension BinaryInteger {
  /// Divided and rounded down, also below zero.
  fileprivate func floored(by divisor: Self) -> Self {
    let quotient = self / divisor
    return self % divisor < 0 ? quotient - 1 : quotient
  }
}
