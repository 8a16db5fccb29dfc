// A value that several threads of a test read and change.
import Foundation

package final class Locked<Value: Sendable>: @unchecked Sendable {
  private let lock = NSLock()
  private var stored: Value

  package init(_ value: Value) { stored = value }

  package var value: Value {
    get { lock.withLock { stored } }
    set { lock.withLock { stored = newValue } }
  }

  package func change(_ body: (inout Value) -> Void) { lock.withLock { body(&stored) } }
}
