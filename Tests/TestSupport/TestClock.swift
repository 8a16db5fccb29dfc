// A clock that stands still until a test moves it.
import Domain
import Synchronization

package final class TestClock: Sendable {
  private let instant: Mutex<Instant>

  package init(_ start: Instant) { instant = Mutex(start) }

  package var now: Instant { instant.withLock { $0 } }
  package func set(_ new: Instant) { instant.withLock { $0 = new } }
  package func advance(_ span: Span) { instant.withLock { $0 = $0 + span } }
}
