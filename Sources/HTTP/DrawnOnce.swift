// Markup that is the same for everybody as long as the house stands, kept from the first page that needed it.
import HTML
import Synchronization

final class DrawnOnce: Sendable {
  private let pieces = Mutex<[String: Markup]>([:])

  /// Two who ask at the same moment may both draw: outside of the lock, so that nobody waits for a drawing.
  func markup(_ name: String, _ draw: () -> Markup) -> Markup {
    if let known = pieces.withLock({ $0[name] }) { return known }
    let new = draw()
    pieces.withLock { $0[name] = new }
    return new
  }
}
