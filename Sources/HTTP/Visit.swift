// What a handler gets: the house, who is signed in, what the address and the form say, and the words to answer with.
import Actions
import Domain
import HTML
import HTTPTypes
import Hummingbird
import Messages

package struct Visit: Sendable {
  package let house: House
  /// Who is signed in; `nil` for a visitor.
  package let signedIn: SignedIn?
  /// The route that the address led to.
  package let route: Route
  /// Names this request in the log and on the page of a fault.
  package let requestID: String
  /// Where the request came from, for limits on guessing; behind a configured proxy, the address that the proxy names.
  package let clientAddress: String
  /// Whether browsers reach the house over TLS.
  package let isSecure: Bool
  package let assets: Assets

  /// The name by which the browser came; the front door has checked that it is one of ours.
  let host: String
  /// Path and query as they were asked for.
  package let address: String

  let parameters: [String: String]
  let queryFields: Form
  /// The form that was sent. Its size, its encoding and its token have been checked.
  package let form: Form
  let headers: HTTPFields
  /// Stands in every form that posts: without it the form is refused. One for all forms of a page, another one on the next page.
  package let formToken: Markup
  let drawings: Drawings

  /// The acting person; refused where nobody is signed in.
  package var actor: Actor {
    get throws {
      guard let signedIn else { throw Refusal.signedOut }
      return signedIn.actor
    }
  }

  /// What an address begins with that somebody else's device is to follow: the public one, or else the name by which this browser came.
  package var outsideAddress: String {
    guard house.settings.publicURL == nil, Entrance.isName(host) else { return house.settings.address }
    return "http://" + host
  }

  /// Whether that address leads nowhere but to this machine itself.
  package var isOnlyOnThisMachine: Bool {
    house.settings.publicURL == nil && (!Entrance.isName(host) || Entrance.isLoopback(Entrance.name(of: host)))
  }

  /// An id in the address. One that is malformed cannot exist.
  package func id<Thing>(_ name: String = "id", as: Thing.Type = Thing.self) throws -> ID<Thing> {
    guard let text = parameters[name], let id = ID<Thing>(text) else { throw Refusal.notFound }
    return id
  }

  /// A parameter of the address as it stands there; empty if the route has none of that name.
  package func parameter(_ name: String) -> String { parameters[name] ?? "" }

  package func query(_ name: String) -> String? { queryFields.raw(name) }

  /// Where somebody was going when they were asked to sign in first; only ever a page of ours.
  package var next: String? {
    let address = form.raw("next") ?? queryFields.raw("next") ?? ""
    return LocalAddress.isLocal(address) ? address : nil
  }

  /// A header of the request, such as `Last-Event-ID`.
  package func header(_ name: String) -> String? { HTTPField.Name(name).flatMap { headers[$0] } }

  /// Says that this browser has signed in before.
  package var deviceToken: String? { Cookies.value(.device(secure: isSecure), in: headers) }
  /// The browser as it names itself, for the list of one's own sign-ins.
  package var device: String { String((headers[.userAgent] ?? "").prefix(200)) }

  /// Whether a script of ours asks (it wants a fragment or nothing), not the browser itself.
  package var isFromScript: Bool { headers[.secFetchDest] == "empty" }

  package func say(_ key: String, _ values: [String: String] = [:]) -> String { house.catalogue.say(key, values) }
  package func say(_ key: String, count: Int, _ values: [String: String] = [:]) -> String {
    house.catalogue.say(key, count: count, values)
  }
  package func say(_ sentence: Sentence) -> String { house.catalogue.say(sentence.key, sentence.values) }

  /// The field that binds a form to a secret of this browser: the cookie of its sign-in, or of the visitor.
  static func formToken(for secret: String) -> Markup {
    "<input type=\"hidden\" name=\"\(FormGuard.fieldName)\" value=\"\(FormGuard.token(for: secret))\">"
  }

  /// A piece of a page that is the same for everybody as long as the house stands, such as what the library offers for four: drawn for
  /// the first who asks. `name` says what it is and all that it depends on.
  package func drawnOnce(_ name: String, _ draw: () -> Markup) -> Markup { drawings.once(name, draw) }

  /// An event for a stream. `reader` names whoever it is drawn for: their other streams send it without drawing it again, unless they
  /// came by another address, which may stand in it.
  package func drawnEvent(_ id: String, for reader: String, _ draw: () -> Markup) -> DrawnEvent { drawings.event(id, for: "\(reader) \(host)", draw) }

  /// A whole page in the shell. `lead` is the answer in one sentence, `modules` are scripts of this page beyond the one that every page loads.
  package func page(
    _ title: String, status: HTTPResponse.Status = .ok, frame: Shell.Frame = .page, lead: String? = nil, back: Shell.Link? = nil,
    modules: [String] = [], _ body: Markup
  ) -> Reply {
    let shell = Shell(
      title: title, frame: frame, lead: lead, back: back, links: links,
      account: signedIn.map { Shell.Account(fullName: $0.fullName, formToken: formToken) }, modules: modules,
      address: assets.address, say: { say($0) })
    return .html(shell.document(body), status: status)
  }

  /// The few ways that stand on every page.
  private var links: [Shell.Link] {
    guard let signedIn else { return [] }
    var links = [Shell.Link(address: "/groups", label: say("shell.groups"), isHere: route.path == "/groups")]
    if signedIn.isAdministrator { links.append(Shell.Link(address: "/people", label: say("shell.people"), isHere: route.path == "/people")) }
    return links
  }
}

extension HTTPField.Name {
  static let secFetchDest = HTTPField.Name("Sec-Fetch-Dest") ?? .via
  static let secFetchSite = HTTPField.Name("Sec-Fetch-Site") ?? .via
}
