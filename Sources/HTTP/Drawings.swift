// What has been drawn already: pieces that are the same for everybody as long as the house stands, and events that many streams carry at
// the same moment.
import HTML
import NIOCore
import Synchronization

/// One event of a stream as it goes over the wire.
package struct DrawnEvent: Sendable {
  let id: String
  let bytes: ByteBuffer
}

final class Drawings: Sendable {
  private struct Recent {
    let event: DrawnEvent
    let at: ContinuousClock.Instant
  }

  /// An event tells the time of the moment it was drawn: an older one would set the clocks of browsers wrong.
  static let freshness = Duration.milliseconds(100)
  private static let mostRecent = 256
  private static let mostPieces = 1_000

  private let pieces = Mutex<[String: Markup]>([:])
  private let recent = Mutex<[String: Recent]>([:])

  /// Two who ask at the same moment may both draw: outside of the lock, so that nobody waits for a drawing.
  func once(_ name: String, _ draw: () -> Markup) -> Markup {
    if let known = pieces.withLock({ $0[name] }) { return known }
    let new = draw()
    pieces.withLock { pieces in
      if pieces.count >= Drawings.mostPieces { pieces.removeAll() }
      pieces[name] = new
    }
    return new
  }

  /// The event of this number for this reader: taken from another stream of theirs that has just sent it.
  func event(_ id: String, for reader: String, _ draw: () -> Markup) -> DrawnEvent {
    let now = ContinuousClock.now
    if let known = recent.withLock({ $0[reader] }), known.event.id == id, known.at.duration(to: now) < Drawings.freshness { return known.event }
    let new = DrawnEvent(id: id, bytes: ByteBuffer(bytes: EventWriter.encoded(id: id, event: nil, draw().bytes)))
    recent.withLock { recent in
      if recent.count >= Drawings.mostRecent { recent = recent.filter { $0.value.at.duration(to: now) < Drawings.freshness } }
      if recent.count < Drawings.mostRecent { recent[reader] = Recent(event: new, at: now) }
    }
    return new
  }
}
