// Which route an address leads to.
import Domain
import Testing

@testable import HTTP

@Suite struct RouteTableTests {
  private let table: RouteTable = {
    var table = RouteTable()
    for path in ["/", "/groups", "/groups/{id}", "/groups/{id}/norms", "/groups/{id}/sessions", "/groups/{id}/{part}", "/links/{token}"] {
      table.get(path, .lookAtGroup, on: .group) { _ in .text(path) }
    }
    table.post("/groups", .makeGroup, on: .program) { _ in .done }
    table.post("/sign-ins", .signIn, on: .house) { _ in .done }
    return table
  }()

  private func find(_ method: Route.Method, _ address: String) -> String {
    switch table.find(method, address.split(separator: "/").map(String.init)) {
    case .found(let route, let values):
      ([route.path] + values.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }).joined(separator: " ")
    case .otherMethod(let methods): "only " + methods.map(\.rawValue).joined(separator: ",")
    case .nothing: "nothing"
    }
  }

  @Test(arguments: [
    ("/", "/"), ("/groups", "/groups"), ("/groups/7", "/groups/{id} id=7"), ("/groups/7/norms", "/groups/{id}/norms id=7"),
    ("/groups/7/other", "/groups/{id}/{part} id=7 part=other"), ("/links/abc", "/links/{token} token=abc"), ("/groups/7/norms/8", "nothing"),
    ("/nowhere", "nothing"), ("/groupss", "nothing"), ("/GROUPS", "nothing"), ("/sign-ins", "only POST"),
  ])
  func anAddressLeadsToItsRoute(_ address: String, _ expected: String) { #expect(find(.get, address) == expected) }

  @Test func theMethodIsPartOfTheRoute() {
    #expect(find(.post, "/groups") == "/groups")
    #expect(find(.post, "/groups/7") == "only GET")
    #expect(find(.post, "/nowhere") == "nothing")
  }

  @Test func aWordWinsOverAParameterInWhateverOrderTheyWereWritten() {
    var table = RouteTable()
    table.get("/sessions/{id}", .lookAtSession, on: .session) { _ in .done }
    table.get("/sessions/new", .planSession, on: .group) { _ in .done }
    guard case .found(let route, _) = table.find(.get, ["sessions", "new"]) else {
      Issue.record("not found")
      return
    }
    #expect(route.path == "/sessions/new")
  }

  @Test func everyRouteNamesItsPolicyAndItsObject() {
    #expect(table.routes.count == 9)
    #expect(table.routes.last?.deed == .signIn && table.routes.last?.object == .house)
  }
}
