// A door that one thread waits at until another opens it: for tests that hold a transaction open on purpose.
import Foundation

package final class Gate: Sendable {
  private let semaphore = DispatchSemaphore(value: 0)
  package init() {}
  package func open() { semaphore.signal() }

  /// Waits ten seconds at most, so that a broken test fails instead of hanging.
  @discardableResult package func wait() -> Bool { semaphore.wait(timeout: .now() + 10) == .success }
}
