// Every address of the house with what may be done there and on what: plain data beside its handlers, printed by `fulcrum routes`.
import Domain

package struct Route: Sendable {
  package enum Method: String, Sendable, CaseIterable { case get = "GET", post = "POST" }

  package let method: Method
  /// The address with its parameters in braces: `/groups/{id}/norms`.
  package let path: String
  /// The policy: the deed that the action behind this route asks permission for.
  package let deed: Deed
  /// What the deed is done to: the thing that the address names.
  package let object: ObjectKind
  package let handler: @Sendable (Visit) async throws -> Reply

  let segments: [Segment]

  enum Segment: Equatable, Sendable {
    case word(String)
    case parameter(String)
  }

  init(
    _ method: Method, _ path: String, _ deed: Deed, on object: ObjectKind,
    _ handler: @escaping @Sendable (Visit) async throws -> Reply
  ) {
    self.method = method
    self.path = path
    self.deed = deed
    self.object = object
    self.handler = handler
    segments = path.split(separator: "/").map { part in
      part.hasPrefix("{") && part.hasSuffix("}") ? .parameter(String(part.dropFirst().dropLast())) : .word(String(part))
    }
  }

  /// The values of the parameters if the segments are an address of this route.
  func parameters(of address: [String]) -> [String: String]? {
    guard address.count == segments.count else { return nil }
    for place in segments.indices { if case .word(let word) = segments[place], word != address[place] { return nil } }
    var values: [String: String] = [:]
    for place in segments.indices { if case .parameter(let name) = segments[place] { values[name] = address[place] } }
    return values
  }
}

package struct RouteTable: Sendable {
  package private(set) var routes: [Route] = []
  /// The routes by the number of their segments and their first word, so that a request looks at a handful.
  private var shelves: [String: [Int]] = [:]

  package init() {}

  package mutating func get(
    _ path: String, _ deed: Deed, on object: ObjectKind, _ handler: @escaping @Sendable (Visit) async throws -> Reply
  ) {
    add(Route(.get, path, deed, on: object, handler))
  }

  package mutating func post(
    _ path: String, _ deed: Deed, on object: ObjectKind, _ handler: @escaping @Sendable (Visit) async throws -> Reply
  ) {
    add(Route(.post, path, deed, on: object, handler))
  }

  private mutating func add(_ route: Route) {
    precondition(!routes.contains { $0.method == route.method && $0.path == route.path }, "\(route.path) is in the table twice")
    var first = ""
    if case .word(let word) = route.segments.first { first = word }
    precondition(!first.isEmpty || route.segments.isEmpty, "\(route.path): an address begins with a word")
    shelves["\(route.segments.count)/\(first)", default: []].append(routes.count)
    routes.append(route)
  }

  enum Finding {
    case found(Route, [String: String])
    case otherMethod([Route.Method])
    case nothing
  }

  /// The route of an address. A word wins over a parameter, whatever the order in which they were written.
  func find(_ method: Route.Method, _ address: [String]) -> Finding {
    var best: (place: Int, values: [String: String])?
    var others: Set<Route.Method> = []
    for place in shelves["\(address.count)/\(address.first ?? "")"] ?? [] {
      guard let values = routes[place].parameters(of: address) else { continue }
      if routes[place].method != method {
        others.insert(routes[place].method)
      } else if best.map({ values.count < $0.values.count }) ?? true {
        best = (place, values)
      }
    }
    if let best { return .found(routes[best.place], best.values) }
    return others.isEmpty ? .nothing : .otherMethod(Route.Method.allCases.filter(others.contains))
  }
}
