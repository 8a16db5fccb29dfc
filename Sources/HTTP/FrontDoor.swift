// Every request comes through here: read, recognised, checked, handed to its route, answered; nothing else answers.
import Actions
import Credentials
import Domain
import Foundation
import HTML
import HTTPTypes
import Hummingbird
import Logging
import NIOCore

package struct FrontDoor: HTTPResponder {
  /// What Hummingbird hands over with a request: where it came from.
  package struct Context: InitializableFromSource, Sendable {
    let address: String
    let hasConnection: Bool

    package init(source: ApplicationRequestContextSource) {
      address = source.channel.remoteAddress?.ipAddress ?? ""
      hasConnection = true
    }

    /// For a request that is handed over directly.
    package init(address: String) {
      self.address = address
      hasConnection = false
    }
  }

  let house: House
  let table: RouteTable
  let assets: Assets
  let entrance: Entrance
  let logger: Logger
  private let drawings = Drawings()

  package init(house: House, table: RouteTable, assets: Assets, entrance: Entrance, logger: Logger) {
    self.logger = logger
    self.house = house
    self.entrance = entrance
    self.table = table
    self.assets = assets
  }

  @Sendable package func respond(to request: Request, context: Context) async throws -> Response {
    let started = ContinuousClock.now
    var arrival = Arrival(request, context, entrance, isSecure: house.settings.isSecure)
    let reply = await answer(&arrival)
    let response = finished(reply, request, context)
    let spent = started.duration(to: .now)
    // The route's pattern, never the address: addresses hold tokens and ids.
    logger.info(
      "\(request.method.rawValue.prefix(16)) \(arrival.route?.path ?? "-") \(response.status.code)",
      metadata: ["request": "\(arrival.requestID)", "ms": "\(spent / .milliseconds(1))"])
    return response
  }

  private func answer(_ arrival: inout Arrival) async -> Reply {
    do {
      try arrival.checkHost()
      let address = try arrival.readAddress()
      try arrival.findRoute(in: table, address)
      try await recognise(&arrival)
      if arrival.signedIn == nil, let route = arrival.route { try Permission.require(route.deed, [.anonymous]) }
      try await arrival.readForm()
      let visit = arrival.visit(house, assets, drawings)
      return arrival.markingVisitor(try await visit.route.handler(visit))
    } catch {
      return arrival.markingVisitor(ErrorPages.reply(to: error, for: arrival.visit(house, assets, drawings), logger: logger))
    }
  }

  private func recognise(_ arrival: inout Arrival) async throws {
    guard arrival.route?.deed != .fetchAsset, arrival.route?.deed != .askForHealth else { return }
    guard let token = Cookies.value(.session(secure: arrival.isSecure), in: arrival.request.headers) else { return }
    arrival.signedIn = try await house.signedIn(token: token)
    if arrival.signedIn != nil { arrival.formSecret = token }
  }

  /// The reply as bytes on the wire.
  private func finished(_ reply: Reply, _ request: Request, _ context: Context) -> Response {
    var headers = reply.headers
    let isSecure = house.settings.isSecure
    for cookie in reply.cookies {
      let line = Cookies.header(cookie.name(isSecure), cookie.value, secure: isSecure, maxAge: cookie.maxAge)
      headers.append(HTTPField(name: .setCookie, value: line))
    }
    SecurityHeaders.add(to: &headers, isSecure: isSecure)
    let body: ResponseBody =
      switch reply.body {
      case .none: ResponseBody()
      case .bytes(let plain, let packed): ResponseBody(byteBuffer: chosen(plain, packed, &headers, request))
      case .events(let run): EventStream.body(of: request, hasConnection: context.hasConnection, run)
      }
    let response = Response(status: reply.status, headers: headers, body: body)
    return request.method == .head ? response.createHeadResponse() : response
  }

  /// The packed form of a body where there is one to be had and the browser takes it.
  private func chosen(_ plain: ByteBuffer, _ packed: ByteBuffer?, _ headers: inout HTTPFields, _ request: Request) -> ByteBuffer {
    guard packed != nil || Compression.isWorthIt(type: headers[.contentType], bytes: plain.readableBytes) else { return plain }
    headers[.vary] = "Accept-Encoding"
    guard Compression.accepts(request.headers), let packed = packed ?? Compression.packed(plain, level: 4) else { return plain }
    headers[.contentEncoding] = "gzip"
    return packed
  }
}
