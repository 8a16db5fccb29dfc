// When a group meets next: the same time of day every so many weeks, whatever the clocks do in between.
import Foundation

package enum Rhythm {
  /// The first moment of the rhythm after `now`, counted from the last session; `nil` where there was none yet.
  /// Where the clocks jump over the time of day, the session starts as much later.
  package static func next(after last: Instant, weeks: Int, zone: TimeZone, now: Instant) -> Instant {
    let start = LocalMoment(last, in: zone)
    let stride = max(1, weeks) * 7
    // Straight to the neighborhood of now, then step by step: a group that rested for years is no longer loop.
    let rested = max(0, now.since(last).milliseconds / 86_400_000)
    var days = max(1, Int(rested) / stride) * stride
    while true {
      let next = start.adding(days: days).nearestInstant(in: zone)
      if next > now && next > last { return next }
      days += stride
    }
  }
}
