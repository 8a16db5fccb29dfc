// A moment in time as milliseconds since 1970 UTC: the one form in which the house computes and stores moments.

package struct Instant: Hashable, Comparable, Sendable, Codable {
  package let milliseconds: Int64

  package init(milliseconds: Int64) { self.milliseconds = milliseconds }

  package init(from decoder: any Decoder) throws {
    milliseconds = try decoder.singleValueContainer().decode(Int64.self)
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(milliseconds)
  }

  package static func < (left: Instant, right: Instant) -> Bool { left.milliseconds < right.milliseconds }

  package static func + (instant: Instant, span: Span) -> Instant {
    Instant(milliseconds: instant.milliseconds &+ span.milliseconds)
  }

  package static func - (instant: Instant, span: Span) -> Instant {
    Instant(milliseconds: instant.milliseconds &- span.milliseconds)
  }

  /// The time from `earlier` to this moment; negative where `earlier` is later.
  package func since(_ earlier: Instant) -> Span {
    Span(milliseconds: milliseconds &- earlier.milliseconds)
  }
}

/// A length of time in whole milliseconds; may be negative.
package struct Span: Hashable, Comparable, Sendable, Codable {
  package let milliseconds: Int64

  package init(milliseconds: Int64) { self.milliseconds = milliseconds }

  package init(from decoder: any Decoder) throws {
    milliseconds = try decoder.singleValueContainer().decode(Int64.self)
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(milliseconds)
  }

  package static let zero = Span(milliseconds: 0)
  package static func seconds(_ count: Int) -> Span { Span(milliseconds: Int64(count) &* 1_000) }
  package static func minutes(_ count: Int) -> Span { Span(milliseconds: Int64(count) &* 60_000) }
  package static func hours(_ count: Int) -> Span { .minutes(count &* 60) }
  package static func days(_ count: Int) -> Span { .hours(count &* 24) }

  package var seconds: Double { Double(milliseconds) / 1_000 }
  package var minutes: Double { Double(milliseconds) / 60_000 }

  package static func < (left: Span, right: Span) -> Bool { left.milliseconds < right.milliseconds }
  package static func + (left: Span, right: Span) -> Span { Span(milliseconds: left.milliseconds &+ right.milliseconds) }
  package static func - (left: Span, right: Span) -> Span { Span(milliseconds: left.milliseconds &- right.milliseconds) }
  package static func += (left: inout Span, right: Span) { left = left + right }
  package static prefix func - (span: Span) -> Span { Span(milliseconds: 0 &- span.milliseconds) }
}
