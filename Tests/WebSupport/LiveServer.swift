// The house behind a real port, a proxy that cuts connections by a seed, and a browser's event stream without a browser.
import Actions
import Credentials
import Domain
import Foundation
import HTTP
import Hummingbird
import Logging
import NIOCore
import NIOHTTP1
import NIOPosix
import ServiceLifecycle
import Synchronization
import Web

/// A server on a free port; `stop` ends it gracefully and waits until it has.
package struct LiveServer: Sendable {
  package let port: Int
  private let group: ServiceGroup
  private let running: Task<Void, any Error>

  package init(_ house: House, logger: Logger = Window.silent) async throws {
    let door = FrontDoor(
      house: house, table: Site.routes(), assets: try Site.assets(), entrance: Entrance(publicURL: nil), logger: logger)
    let (ports, continuation) = AsyncStream<Int>.makeStream()
    let application = Server.application(door, port: 0, logger: logger) { port in
      continuation.yield(port)
      continuation.finish()
    }
    let group = ServiceGroup(
      configuration: ServiceGroupConfiguration(services: [.init(service: application)], logger: Window.silent))
    self.group = group
    running = Task { try await group.run() }
    var opened: Int?
    for await port in ports { opened = port }
    guard let opened else { throw NoPort() }
    port = opened
  }

  package struct NoPort: Error {}

  package func stop() async {
    await group.triggerGracefulShutdown()
    _ = try? await running.value
  }
}

/// Signs somebody in and says what their browser would send.
package struct Credential: Sendable {
  package let cookie: String
  package let signIn: ID<SignIn>
  private let token: SecretToken

  package init(_ house: House, as person: ID<Person>) async throws {
    let token = SecretToken()
    let now = house.now()
    let signIn = SignIn(id: house.newID(), personID: person, device: "a test", createdAt: now, seenAt: now)
    try await house.engine.write { try $0.insert(signIn, tokenHash: token.hash) }
    self.token = token
    self.signIn = signIn.id
    cookie = "session=\(token.text)"
  }

  package func form(_ fields: [String: String]) -> String {
    let all = fields.merging(["form-token": FormToken.masked(token.text)]) { own, _ in own }
    return all.map { "\($0.key)=\($0.value.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "")" }.joined(separator: "&")
  }
}

/// Requests over a socket of their own, without anything between them and the bytes.
package enum Wire {
  package struct Answer: Sendable {
    package let status: Int
    package let body: String
  }

  package struct Cut: Error {}

  /// A POST as a script of ours sends it.
  package static func post(_ path: String, _ form: String, cookie: String, port: Int, host: Int) async throws -> Answer {
    let head = [
      ("Content-Type", "application/x-www-form-urlencoded"), ("Content-Length", String(form.utf8.count)), ("Cookie", cookie),
      ("Sec-Fetch-Site", "same-origin"), ("Sec-Fetch-Dest", "empty"), ("Connection", "close"),
    ]
    return try await whole(.POST, path, head, form, port: port, host: host)
  }

  /// The whole answer to a GET, as a browser that opens a page asks for it.
  package static func get(_ path: String, cookie: String, port: Int, host: Int) async throws -> Answer {
    try await whole(.GET, path, [("Cookie", cookie), ("Connection", "close")], port: port, host: host)
  }

  private static func whole(
    _ method: HTTPMethod, _ path: String, _ fields: [(String, String)], _ body: String = "", port: Int, host: Int
  ) async throws -> Answer {
    var status: Int?
    var text = ""
    try await exchange(method, path, fields, body, port: port, host: host) { part in
      switch part {
      case .head(let head): status = Int(head.status.code)
      case .body(let buffer): text += String(buffer: buffer)
      case .end: return false
      }
      return true
    }
    guard let status else { throw Cut() }
    return Answer(status: status, body: text)
  }

  /// Sends one request and hands over each part of its answer until `take` has enough; throws `Cut` where the connection ends before.
  /// `host` is the port that the server believes it is asked at.
  package static func exchange(
    _ method: HTTPMethod, _ path: String, _ headers: [(String, String)], _ body: String = "", port: Int, host: Int,
    take: (HTTPClientResponsePart) async throws -> Bool
  ) async throws {
    let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton).connect(host: "127.0.0.1", port: port) { channel in
      channel.eventLoop.makeCompletedFuture {
        try channel.pipeline.syncOperations.addHTTPClientHandlers()
        return try NIOAsyncChannel<HTTPClientResponsePart, HTTPClientRequestPart>(wrappingChannelSynchronously: channel)
      }
    }
    let isDone = try await channel.executeThenClose { inbound, outbound in
      var head = HTTPRequestHead(version: .http1_1, method: method, uri: path)
      head.headers.add(name: "Host", value: "127.0.0.1:\(host)")
      for (name, value) in headers { head.headers.add(name: name, value: value) }
      try await outbound.write(.head(head))
      if !body.isEmpty { try await outbound.write(.body(.byteBuffer(ByteBuffer(string: body)))) }
      try await outbound.write(.end(nil))
      for try await part in inbound where try await !take(part) { return true }
      return false
    }
    if !isDone { throw Cut() }
  }
}

/// One browser that follows a stream: it counts only events that came whole, and comes back with the last number it has.
package final class Follower: Sendable {
  package struct Event: Sendable {
    package let id: Int
    package let name: String
    package let data: String
    package let at: ContinuousClock.Instant
  }

  private struct State {
    var events: [Event] = []
    var unnumbered: [String] = []
    var quiet: [String] = []
    var connections = 0
    var status: Int?
    var isEnded = false
  }

  private let state = Mutex(State())
  private let path: String
  private let cookie: String
  private let port: Int
  private let host: Int

  package init(_ path: String, cookie: String, port: Int, host: Int) {
    self.path = path
    self.cookie = cookie
    self.port = port
    self.host = host
  }

  package var events: [Event] { state.withLock { $0.events } }
  /// Whether it follows a practice round and not a room.
  package var isOfRound: Bool { path.hasPrefix("/rounds/") }
  /// What came under the name of quiet signals.
  package var quiet: [String] { state.withLock { $0.quiet } }
  /// Messages that stand for no event of the room.
  package var unnumbered: [String] { state.withLock { $0.unnumbered } }
  package var connections: Int { state.withLock { $0.connections } }
  /// The status of the newest answer.
  package var status: Int? { state.withLock { $0.status } }
  /// The stream said that it is over for this person, or the server no longer opens it for them.
  package var isEnded: Bool { state.withLock { $0.isEnded } }

  /// Follows until it is cancelled, told that it may not any more, or has reached `last`.
  package func run(until last: Int? = nil) async throws {
    while !Task.isCancelled, !isEnded {
      if let last, let known = events.last?.id, known >= last { return }
      do {
        try await connectOnce(until: last)
      } catch is CancellationError {
        return
      } catch {
        try await Task.sleep(for: .milliseconds(50))
      }
    }
  }

  private func connectOnce(until last: Int?) async throws {
    let known = state.withLock { state -> Int in
      state.connections += 1
      return state.events.last?.id ?? 0
    }
    var buffer = ""
    try await Wire.exchange(
      .GET, path + (path.contains("?") ? "&" : "?") + "since=0", [("Cookie", cookie), ("Last-Event-ID", String(known)), ("Sec-Fetch-Dest", "empty")],
      port: port, host: host
    ) { part in
      switch part {
      case .head(let head):
        state.withLock { state in
          state.status = Int(head.status.code)
          if head.status != .ok { state.isEnded = true }
        }
        return head.status == .ok
      case .body(let bytes):
        buffer += String(buffer: bytes)
        while let end = buffer.range(of: "\n\n") {
          take(String(buffer[..<end.lowerBound]))
          buffer.removeSubrange(..<end.upperBound)
        }
        if isEnded { return false }
        if let last, let known = events.last?.id { return known < last }
        return true
      case .end: throw Wire.Cut()
      }
    }
  }

  private func take(_ text: String) {
    var id: Int?
    var name = "message"
    var data: [Substring] = []
    for line in text.split(separator: "\n") {
      if line.hasPrefix("id: ") { id = Int(line.dropFirst(4)) }
      if line.hasPrefix("event: ") { name = String(line.dropFirst(7)) }
      if line.hasPrefix("data: ") { data.append(line.dropFirst(6)) }
    }
    if name == "ended" { state.withLock { $0.isEnded = true } }
    guard let id else {
      if name == "message", !data.isEmpty { state.withLock { $0.unnumbered.append(data.joined(separator: "\n")) } }
      if name == "quiet", !data.isEmpty { state.withLock { $0.quiet.append(data.joined(separator: "\n")) } }
      return
    }
    let event = Event(id: id, name: name, data: data.joined(separator: "\n"), at: .now)
    state.withLock { $0.events.append(event) }
  }
}
