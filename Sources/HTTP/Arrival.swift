// A request on its way in: what has been read and recognised of it so far.
import Actions
import Credentials
import Domain
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

struct Arrival {
  let request: Request
  let context: FrontDoor.Context
  let entrance: Entrance
  let isSecure: Bool
  let requestID: String
  var route: Route?
  var parameters: [String: String] = [:]
  var queryFields = Form()
  var typed = Form()
  var signedIn: SignedIn?
  var formSecret: String
  private let hadVisitor: Bool

  init(_ request: Request, _ context: FrontDoor.Context, _ entrance: Entrance, isSecure: Bool) {
    self.request = request
    self.context = context
    self.entrance = entrance
    self.isSecure = isSecure
    var random = SystemRandomNumberGenerator()
    requestID = String(UInt64.random(in: .min ... .max, using: &random), radix: 36)
    let visitor = Cookies.value(.visitor(secure: isSecure), in: request.headers)
    hadVisitor = visitor != nil
    formSecret = visitor ?? SecretToken().text
  }

  /// Refuses a name that is not ours. A watchdog may ask for health by any name.
  func checkHost() throws(Unreadable) {
    guard let host = request.head.authority, !host.isEmpty else { throw Unreadable(.badRequest, "unreadable.badEncoding") }
    guard entrance.answers(to: host) || request.head.path == "/healthz" else { throw Unreadable(.misdirectedRequest, "unreadable.otherHost") }
  }

  /// The segments of the path, decoded. What no browser sends (a dot segment, an encoded slash, bytes that are no text) is refused.
  mutating func readAddress() throws -> [String] {
    let whole = request.head.path ?? ""
    guard whole.utf8.count <= Limits.addressBytes else { throw Unreadable(.uriTooLong, "unreadable.longAddress") }
    let parts = whole.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    guard let path = parts.first, path.hasPrefix("/") else { throw Unreadable(.badRequest, "unreadable.badEncoding") }
    if parts.count > 1 { queryFields = try Form(encoded: parts[1].utf8) }
    var segments = try path.dropFirst().split(separator: "/", omittingEmptySubsequences: false).map { segment in
      try Form.decoded(segment.utf8, plusIsSpace: false)
    }
    if segments == [""] { segments = [] }
    guard
      !segments.contains(where: { segment in
        segment.isEmpty || segment == "." || segment == ".." || segment.utf8.contains { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "\\") }
      })
    else {
      throw Refusal.notFound
    }
    return segments
  }

  mutating func findRoute(in table: RouteTable, _ address: [String]) throws {
    let method: Route.Method? =
      switch request.method {
      case .get, .head: .get
      case .post: .post
      default: nil
      }
    switch table.find(method ?? .get, address) {
    case .found(let route, let values):
      guard method != nil else { throw Unreadable(.methodNotAllowed, "unreadable.otherMethod", allowedMethods: [route.method.rawValue]) }
      self.route = route
      parameters = values
    case .otherMethod(let methods):
      throw Unreadable(.methodNotAllowed, "unreadable.otherMethod", allowedMethods: methods.map(\.rawValue))
    case .nothing: throw Refusal.notFound
    }
  }

  /// Reads the form of a request that changes something, and refuses it unless it comes from a page of ours.
  mutating func readForm() async throws {
    guard request.method == .post else { return }
    try FormGuard.checkOrigin(request.headers, host: request.head.authority ?? "", entrance)
    let type = request.headers[.contentType] ?? ""
    let bytes = try await readBody()
    guard type.lowercased().hasPrefix("application/x-www-form-urlencoded") || (type.isEmpty && bytes.readableBytes == 0) else {
      throw Unreadable(.unsupportedMediaType, "unreadable.otherType")
    }
    typed = try Form(encoded: bytes.readableBytesView)
    let isKnown = signedIn != nil || hadVisitor
    try FormGuard.checkToken(typed, request.headers, secret: isKnown ? formSecret : nil)
  }

  private func readBody() async throws -> ByteBuffer {
    let said = request.headers[.contentLength].flatMap { Int($0) }
    if let said, said > Limits.formBytes { throw Unreadable(.contentTooLarge, "unreadable.tooLarge") }
    var bytes = ByteBuffer()
    for try await var part in request.body {
      guard bytes.readableBytes + part.readableBytes <= Limits.formBytes else { throw Unreadable(.contentTooLarge, "unreadable.tooLarge") }
      bytes.writeBuffer(&part)
    }
    // A connection that broke off ends the body early and looks like a whole one.
    if let said, said != bytes.readableBytes { throw Unreadable(.badRequest, "unreadable.cutShort") }
    return bytes
  }

  func visit(_ house: House, _ assets: Assets, _ drawings: Drawings) -> Visit {
    Visit(
      house: house, signedIn: signedIn, route: route ?? Arrival.nowhere, requestID: requestID,
      clientAddress: entrance.clientAddress(peer: context.address, forwarded: request.headers[values: .xForwardedFor]),
      isSecure: isSecure, assets: assets, host: request.head.authority ?? "", address: request.head.path ?? "/", parameters: parameters,
      queryFields: queryFields, form: typed,
      headers: request.headers, formToken: Visit.formToken(for: formSecret), drawings: drawings)
  }

  private static let nowhere = Route(.get, "-", .lookAtStartPage, on: .house) { _ in throw Refusal.notFound }

  /// A visitor's forms need a secret to be bound to: it is set with the first page that is not an asset.
  func markingVisitor(_ reply: Reply) -> Reply {
    guard signedIn == nil, !hadVisitor, let deed = route?.deed, deed != .fetchAsset, deed != .askForHealth else { return reply }
    return reply.settingCookie({ CookieName.visitor(secure: $0) }, formSecret, nil)
  }
}

extension HTTPField.Name {
  static let xForwardedFor = HTTPField.Name("X-Forwarded-For") ?? .via
}
