// How long "this suits me" holds: to the end of the half of the school year.
import Foundation

package enum FloorTerm {
  /// The 1 February or 1 August that was last.
  package static func start(before now: Instant, in zone: TimeZone) -> Instant {
    let today = LocalMoment(now, in: zone)
    let begins = [(today.year - 1, 8), (today.year, 2), (today.year, 8)].map { year, month in
      LocalMoment(year: year, month: month, day: 1, hour: 0, minute: 0).nearestInstant(in: zone)
    }
    return begins.last { $0 <= now } ?? now - .days(180)
  }

  /// The next 1 February or 1 August at midnight of the group's zone.
  package static func end(after now: Instant, in zone: TimeZone) -> Instant {
    let today = LocalMoment(now, in: zone)
    let begins = [(today.year, 2), (today.year, 8), (today.year + 1, 2)].map { year, month in
      LocalMoment(year: year, month: month, day: 1, hour: 0, minute: 0).nearestInstant(in: zone)
    }
    return begins.first { $0 > now } ?? now + .days(180)
  }
}
