// The server on a real port: bytes that are no HTTP, clients that stall, streams that end.
import Foundation
import HTTP
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(2))) struct ServerTests {
  private let head = "Host: 127.0.0.1\r\n"

  private func answer(_ text: String, to port: Int) async throws -> String {
    let wire = try Wire(port)
    await wire.send(text)
    return await wire.read(seconds: 3, until: nil).text
  }

  @Test func answersOnAKeptConnection() async throws {
    try await withServer(TestDoor.routes()) { port, _ in
      let wire = try Wire(port)
      for _ in 0..<3 {
        await wire.send("GET /groups/x HTTP/1.1\r\nHost: localhost:\(port)\r\n\r\n")
        let answer = await wire.read(until: "</html>")
        #expect(answer.text.hasPrefix("HTTP/1.1 404 Not Found") && !answer.isClosed)
      }
    }
  }

  @Test func bytesThatAreNoRequestAreAnsweredOnceAndWithTheHeaders() async throws {
    let long = String(repeating: "x", count: Limits.headerBytes + 1_000)
    let hostile = [
      "GARBAGE\r\n\r\n", "GET / HTTP/9.9\r\n\(head)\r\n", "GET / HTTP/1.1\r\n\(head)X: \(long)\r\n\r\n",
      "GET / HTTP/1.1\r\n\(head)" + (0..<200).map { "X\($0): y\r\n" }.joined() + "\r\n",
      "POST /sign-ins HTTP/1.1\r\n\(head)Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET / HTTP/1.1\r\n\(head)\r\n",
      "POST /sign-ins HTTP/1.1\r\n\(head)Content-Length: 4\r\nContent-Length: 5\r\n\r\nabcd", "GET / HTTP/1.1\r\n\(head)Bad Name: x\r\n\r\n",
      "GET / HTTP/1.1\r\n\(head) folded: x\r\n\r\n", "POST /sign-ins HTTP/1.1\r\n\(head)Content-Length: -1\r\n\r\n",
    ]
    try await withServer(TestDoor.routes()) { port, _ in
      for text in hostile {
        let answer = try await answer(text, to: port)
        let count = answer.components(separatedBy: "HTTP/1.1 ").count - 1
        #expect(count <= 1, "\(text.prefix(60))")
        if count == 1 {
          #expect(answer.hasPrefix("HTTP/1.1 400"), "\(text.prefix(60)): \(answer.prefix(60))")
          #expect(answer.contains("Content-Security-Policy: default-src 'none'") && answer.contains("Cache-Control: no-store"))
        }
      }
      // And the house still stands.
      #expect(try await answer("GET / HTTP/1.1\r\n\(head)Connection: close\r\n\r\n", to: port).hasPrefix("HTTP/1.1 200"))
    }
  }

  @Test func aRequestWithoutANameIsRefused() async throws {
    try await withServer(TestDoor.routes()) { port, _ in
      let nameless = try await answer("GET / HTTP/1.1\r\nConnection: close\r\n\r\n", to: port)
      let foreign = try await answer("GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n", to: port)
      #expect(nameless.hasPrefix("HTTP/1.1 400") && foreign.hasPrefix("HTTP/1.1 421"))
    }
  }

  @Test func aBodyThatNeverEndsIsCutAtTheDeadline() async throws {
    var patience = Server.Patience()
    patience.wholeRequestSeconds = 2
    try await withServer(TestDoor.routes(), patience: patience) { port, _ in
      let wire = try Wire(port)
      let started = ContinuousClock.now
      await wire.send("POST /sign-ins HTTP/1.1\r\n\(head)Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 1000\r\n\r\n")
      // A byte every 200 ms keeps an idle time from ever passing.
      for _ in 0..<40 {
        guard await wire.send("x") else { break }
        try await Task.sleep(for: .milliseconds(200))
        if ContinuousClock.now - started > .seconds(6) { break }
      }
      let answer = await wire.read(seconds: 1)
      #expect(answer.isClosed)
      #expect(answer.text.isEmpty || answer.text.hasPrefix("HTTP/1.1 408"))
      #expect(ContinuousClock.now - started < .seconds(5))
    }
  }

  @Test func silentAndSlowHeadersAreCutByTheIdleTime() async throws {
    var patience = Server.Patience()
    patience.idleSeconds = 1
    try await withServer(TestDoor.routes(), patience: patience) { port, _ in
      let silent = try Wire(port)
      let slow = try Wire(port)
      await slow.send("GET / HTTP/1.1\r\nHo")
      let started = ContinuousClock.now
      for _ in 0..<20 {
        guard await slow.send("s") else { break }
        try await Task.sleep(for: .milliseconds(150))
      }
      #expect(await slow.read(seconds: 3).isClosed)
      #expect(await silent.read(seconds: 3).isClosed)
      #expect(ContinuousClock.now - started < .seconds(6))
    }
  }

  @Test func anAnswerNobodyReadsIsGivenUp() async throws {
    var patience = Server.Patience()
    patience.stalledSeconds = 1
    patience.wholeRequestSeconds = 30
    let isOver = Flag()
    var table = RouteTable()
    table.get("/flood", .lookAtStartPage, on: .house) { _ in
      .eventStream { events in
        defer { isOver.raise() }
        while true { try await events.send(event: "x", String(repeating: "y", count: 100_000)) }
      }
    }
    try await withServer(table, patience: patience) { port, _ in
      let wire = try Wire(port)
      await wire.send("GET /flood HTTP/1.1\r\n\(head)\r\n")
      #expect(await isOver.wait(seconds: 6))
      _ = wire
    }
  }

  @Test func aStreamEndsSoonAfterItsReaderLeft() async throws {
    let isOver = Flag()
    try await withServer(streams(isOver)) { port, _ in
      let wire = try Wire(port)
      await wire.send("GET /events HTTP/1.1\r\n\(head)Accept-Encoding: gzip\r\n\r\n")
      let answer = await wire.read(until: "data: two\n\n")
      #expect(answer.text.contains("Content-Type: text/event-stream") && answer.text.contains("Cache-Control: no-store"))
      #expect(answer.text.contains("X-Accel-Buffering: no") && !answer.text.contains("Content-Encoding"))
      #expect(answer.text.contains("id: 1\nevent: tick\ndata: one\ndata: two\n\n"))
      wire.hangUp()
      #expect(await isOver.wait(seconds: 3))
    }
  }

  @Test func aStreamOutlivesTheDeadlineOfOtherRequests() async throws {
    var patience = Server.Patience()
    patience.wholeRequestSeconds = 1
    patience.idleSeconds = 1
    try await withServer(streams(Flag()), patience: patience) { port, _ in
      let wire = try Wire(port)
      await wire.send("GET /events HTTP/1.1\r\n\(head)\r\n")
      #expect(await wire.read(seconds: 3).isClosed == false)
    }
  }

  @Test func stoppingEndsOpenStreamsQuickly() async throws {
    let started = Mutex(ContinuousClock.now)
    try await withServer(streams(Flag())) { port, services in
      let wires = try (0..<20).map { _ in try Wire(port) }
      for wire in wires {
        await wire.send("GET /events HTTP/1.1\r\n\(head)\r\n")
        _ = await wire.read(until: "data: two")
      }
      started.withLock { $0 = .now }
      await services.triggerGracefulShutdown()
      for wire in wires { #expect(await wire.read(seconds: 5).isClosed) }
    }
    #expect(started.withLock { ContinuousClock.now - $0 } < .seconds(5))
  }

  private func streams(_ isOver: Flag) -> RouteTable {
    var table = RouteTable()
    table.get("/events", .lookAtStartPage, on: .house) { _ in
      .eventStream { events in
        defer { isOver.raise() }
        try await events.send(id: "1", event: "tick", "one\ntwo")
        try await Task.sleep(for: .seconds(60))
      }
    }
    return table
  }
}

/// Raised by one task, waited for by another.
final class Flag: Sendable {
  private let isUp = Mutex(false)
  func raise() { isUp.withLock { $0 = true } }

  func wait(seconds: Int) async -> Bool {
    for _ in 0..<(seconds * 20) {
      if isUp.withLock({ $0 }) { return true }
      try? await Task.sleep(for: .milliseconds(50))
    }
    return false
  }
}
