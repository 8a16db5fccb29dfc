// A browser window without a browser: asks the front door directly, keeps cookies, sends forms with their token.
import Actions
import Credentials
import Database
import Domain
import Foundation
import HTTP
import HTTPTypes
import Hummingbird
import Logging
import Messages
import NIOCore
import Store
import Synchronization
import Web

package actor Window {
  package struct Page: Sendable {
    package let status: Int
    package let headers: HTTPFields
    package let bytes: [UInt8]
    package var text: String { String(decoding: bytes, as: UTF8.self) }
    /// Where a redirect leads.
    package var location: String? { headers[.location] }
    package func header(_ name: String) -> String? { HTTPField.Name(name).flatMap { headers[$0] } }
  }

  package nonisolated let door: FrontDoor
  private let host: String
  private let isSecure: Bool
  /// The token of the form that was seen last.
  private var token: String?
  package private(set) var cookies: [String: String] = [:]

  /// With `session`, the window holds the cookie of a sign-in that is stored already.
  package init(
    _ house: House, session: SecretToken? = nil, host: String = "127.0.0.1:8080", table: RouteTable = Site.routes(), logger: Logger? = nil
  ) throws {
    if let session { cookies[house.settings.isSecure ? "__Host-session" : "session"] = session.text }
    door = FrontDoor(
      house: house, table: table, assets: try Site.assets(), entrance: Entrance(publicURL: house.settings.publicURL),
      logger: logger ?? Window.silent)
    self.host = host
    isSecure = house.settings.isSecure
  }

  /// A window in which this person has just signed in, whatever way they took.
  package init(_ house: House, as person: ID<Person>, host: String = "127.0.0.1:8080", table: RouteTable = Site.routes()) async throws {
    try self.init(house, host: host, table: table)
    let token = SecretToken()
    let now = house.now()
    let signIn = SignIn(id: house.newID(), personID: person, device: "a test", createdAt: now, seenAt: now)
    try await house.engine.write { try $0.insert(signIn, tokenHash: token.hash) }
    cookies[isSecure ? "__Host-session" : "session"] = token.text
  }

  package func get(_ path: String, headers: [String: String] = [:]) async throws -> Page {
    try await send("GET", path, headers: headers)
  }

  /// Sends a form as a page of ours would: with its token, from the same origin.
  package func post(_ path: String, _ fields: [String: String] = [:], headers: [String: String] = [:]) async throws -> Page {
    // The token stands on every page with a form; whoever is signed in and has seen none yet gets it from their cookie.
    if token == nil { _ = try await get("/") }
    var fields = fields
    if fields["form-token"] == nil { fields["form-token"] = token ?? FormToken.masked(secret ?? "") }
    var sent = ["Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "same-origin", "Origin": "null"]
    for (name, value) in headers { sent[name] = value }
    return try await send("POST", path, headers: sent, body: Window.encoded(fields))
  }

  /// Sends anything at all. The cookies go along unless a header of that name is given.
  package func send(_ method: String, _ path: String, headers: [String: String] = [:], body: String = "") async throws -> Page {
    var fields = HTTPFields()
    if !cookies.isEmpty, headers["Cookie"] == nil {
      fields[.cookie] = cookies.map { "\($0.key)=\($0.value)" }.sorted().joined(separator: "; ")
    }
    for (name, value) in headers {
      guard let name = HTTPField.Name(name) else { continue }
      fields[name] = value
    }
    let head = HTTPRequest(
      method: HTTPRequest.Method(rawValue: method) ?? .get, scheme: "http", authority: headers["Host"] ?? host, path: path, headerFields: fields)
    let request = Request(head: head, body: RequestBody(buffer: ByteBuffer(string: body)))
    let response = try await door.respond(to: request, context: FrontDoor.Context(address: "127.0.0.1"))
    for line in response.headers[values: .setCookie] { keep(line) }
    let sink = Sink()
    if response.headers[.contentType]?.hasPrefix("text/event-stream") == true {
      // An open stream never ends by itself: what came at once is what a test looks at.
      let body = response.body
      let reading = Task { try await body.write(sink) }
      for _ in 0..<100 where !sink.text.contains("data:") { try await Task.sleep(for: .milliseconds(10)) }
      reading.cancel()
      _ = await reading.result
    } else {
      try await response.body.write(sink)
    }
    if let found = sink.text.firstMatch(of: /name="form-token" value="([0-9a-f]+)"/) { token = String(found.1) }
    return Page(status: response.status.code, headers: response.headers, bytes: sink.bytes)
  }

  /// The secret that this window's forms are bound to.
  private var secret: String? {
    let prefix = isSecure ? "__Host-" : ""
    return cookies[prefix + "session"] ?? cookies[prefix + "visitor"]
  }

  private func keep(_ line: String) {
    let parts = line.split(separator: ";").map { $0.drop { $0 == " " } }
    guard let pair = parts.first, let equals = pair.firstIndex(of: "=") else { return }
    let value = String(pair[pair.index(after: equals)...])
    cookies[String(pair[..<equals])] = parts.contains("Max-Age=0") ? nil : value
  }

  private static func encoded(_ fields: [String: String]) -> String {
    fields.sorted { $0.key < $1.key }.map { "\(encoded($0.key))=\(encoded($0.value))" }.joined(separator: "&")
  }

  private static func encoded(_ text: String) -> String {
    text.utf8.map { byte in
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F: String(UnicodeScalar(byte))
      case 0x20: "+"
      default: (byte < 16 ? "%0" : "%") + String(byte, radix: 16, uppercase: true)
      }
    }.joined()
  }

  package static let silent: Logger = {
    var logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    logger.logLevel = .critical
    return logger
  }()
}

/// Gathers a body.
private final class Sink: ResponseBodyWriter, Sendable {
  private let gathered = Mutex<[UInt8]>([])
  var bytes: [UInt8] { gathered.withLock { $0 } }
  var text: String { String(decoding: bytes, as: UTF8.self) }
  func write(_ buffer: ByteBuffer) async throws { gathered.withLock { $0.append(contentsOf: buffer.readableBytesView) } }
  func finish(_ trailingHeaders: HTTPFields?) async throws {}
}
