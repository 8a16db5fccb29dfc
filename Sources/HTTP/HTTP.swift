// The way in and out of the house over HTTP: what a handler gets, what it gives back, and what is refused before it is asked.
import Hummingbird

/// The sizes and times that every request is held to (docs/running.md lists them).
package enum Limits {
  package static let formBytes = 1_048_576
  package static let formFields = 1_000
  package static let addressBytes = 8_192
  package static let headerBytes = 32_768
  package static let headerFields = 100
  /// From the first byte of a request to the last of its answer; event streams are not held to it.
  package static let wholeRequestSeconds = 60
  /// A connection on which nothing is asked.
  package static let idleSeconds = 30
  /// An answer of which nothing is read.
  package static let stalledSeconds = 30
  /// What waits in the system for the reader of one event stream.
  package static let streamBufferBytes = 131_072
  package static let connections = 4_096
}

/// A request that is refused for what it is, before anybody looks at who sent it or why.
package struct Unreadable: Error, Equatable, Sendable {
  package let status: HTTPResponse.Status
  /// The sentence of the catalogue that says why.
  package let key: String
  package var allowedMethods: [String] = []

  package init(_ status: HTTPResponse.Status, _ key: String, allowedMethods: [String] = []) {
    self.status = status
    self.key = key
    self.allowedMethods = allowedMethods
  }
}
