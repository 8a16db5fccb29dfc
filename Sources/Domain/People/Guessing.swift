// How often a password may be guessed: limits for one account and for one address, with a delay that grows.

package enum Guessing {
  package static let window = Span.minutes(15)
  package static let perAccount = 10
  package static let perAddress = 50
  /// After so many failures without a success between them only a new link helps.
  package static let untilReset = 100
  /// Failures older than this are forgotten, and so are names that nobody has.
  package static let memory = Span.days(30)

  package static let firstDelay = Span.seconds(30)

  /// How long to wait before the next try of one account; zero where it may be tried now. `inWindow` counts the failures of
  /// the last fifteen minutes, `latest` is the last of them.
  package static func waitForAccount(inWindow: Int, latest: Instant?, at now: Instant) -> Span {
    guard inWindow >= perAccount, let latest else { return .zero }
    var delay = firstDelay
    for _ in 0..<min(inWindow - perAccount, 16) { delay = delay + delay }
    return remaining(min(delay, window), since: latest, at: now)
  }

  /// How long to wait before the next try from one address: until the oldest of its last fifty failures has left the window.
  package static func waitForAddress(fiftiethLatest: Instant?, at now: Instant) -> Span {
    guard let fiftiethLatest else { return .zero }
    return remaining(window, since: fiftiethLatest, at: now)
  }

  /// A clock that was set back must not lock anybody out for longer than the delay itself.
  private static func remaining(_ delay: Span, since instant: Instant, at now: Instant) -> Span {
    let left = delay - now.since(instant)
    return max(.zero, min(left, delay))
  }
}
