// Server-sent events: one open answer that carries many small ones, ended when the browser goes or the server stops.
import HTML
import Hummingbird
import NIOCore
import ServiceLifecycle

/// Writes events into one open stream. `send` waits while the browser does not read. Used by the stream's own task only.
package final class EventWriter: @unchecked Sendable {
  private var writer: any ResponseBodyWriter

  init(_ writer: any ResponseBodyWriter) { self.writer = writer }

  private func write(_ buffer: ByteBuffer) async throws { try await writer.write(buffer) }

  /// One event: its number, its name and its text, each line on a `data:` line of its own.
  package func send(id: String? = nil, event: String? = nil, _ text: String) async throws {
    try await write(ByteBuffer(bytes: EventWriter.encoded(id: id, event: event, Array(text.utf8))))
  }

  /// A message without a number: what a browser counts stays as it was.
  package func sendUnnumbered(_ markup: Markup) async throws {
    try await write(ByteBuffer(bytes: EventWriter.encoded(id: nil, event: nil, markup.bytes)))
  }

  package func send(_ event: DrawnEvent) async throws { try await write(event.bytes) }

  /// A comment that keeps proxies and the connection awake.
  package func heartbeat() async throws { try await write(ByteBuffer(string: ": still here\n\n")) }

  /// How long the browser waits before it connects again.
  package func retry(milliseconds: Int) async throws { try await write(ByteBuffer(string: "retry: \(milliseconds)\n\n")) }

  /// Over bytes, not characters: this runs once for each viewer of each event. A lone CR ends a line of a stream as much as LF does.
  package static func encoded(id: String?, event: String?, _ text: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(text.count + text.count / 16 + 96)
    if let id { result.append(contentsOf: "id: \(singleLine(id))\n".utf8) }
    if let event { result.append(contentsOf: "event: \(singleLine(event))\n".utf8) }
    for line in text.split(omittingEmptySubsequences: false, whereSeparator: { $0 == 0x0A || $0 == 0x0D }) {
      result.append(contentsOf: "data: ".utf8)
      result.append(contentsOf: line)
      result.append(0x0A)
    }
    result.append(0x0A)
    return result
  }

  private static func singleLine(_ text: String) -> String { text.filter { !$0.isNewline } }
}

enum EventStream {
  /// The body of an open stream. The request's own body is watched, because that is where a closed connection shows first.
  /// A request that came over no connection, as in tests, has nothing to watch.
  static func body(
    of request: Request, hasConnection: Bool, _ run: @escaping @Sendable (EventWriter) async throws -> Void
  ) -> ResponseBody {
    ResponseBody { writer in
      let events = EventWriter(writer)
      do {
        if hasConnection {
          try await request.body.consumeWithCancellationOnInboundClose { _ in
            try await cancelWhenGracefulShutdown {
              try await run(events)
              // A stream of signals that is cancelled just ends.
              try Task.checkCancellation()
            }
          }
        } else {
          try await run(events)
        }
      } catch is CancellationError {
        // The browser went away or the server stops: an end like any other.
        await sayGoodbye(events)
      }
      try await writer.finish(nil)
    }
  }

  /// The last event of a server that stops: the browser comes back by itself a little later. Nobody waits for one that does not read.
  private static func sayGoodbye(_ events: EventWriter) async {
    await withTaskGroup(of: Void.self) { group in
      group.addTask { try? await events.send(event: "stopping", "") }
      group.addTask { try? await Task.sleep(for: .seconds(1)) }
      await group.next()
      group.cancelAll()
    }
  }
}
