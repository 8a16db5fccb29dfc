// Which names the house answers to, and whom it believes about where a request came from.
import HTTPTypes

package struct Entrance: Sendable {
  /// The public address as an origin, such as `https://coaching.example.org`; `nil` where none was set.
  let publicOrigin: String?
  /// Without a public address, a house that listens beyond this machine cannot know its own names.
  let answersToAnyName: Bool
  /// The proxies whose `X-Forwarded-For` is believed.
  let proxies: Set<String>

  package init(publicURL: String?, listensBeyondThisMachine: Bool = false, proxies: [String] = []) {
    publicOrigin = publicURL?.lowercased()
    answersToAnyName = publicURL == nil && listensBeyondThisMachine
    self.proxies = Set(proxies)
  }

  /// Whether the name in the `Host` header is one of ours. On this machine only its own names count: a page elsewhere
  /// whose name was pointed here (DNS rebinding) is turned away.
  func answers(to host: String) -> Bool {
    if answersToAnyName { return true }
    let host = host.lowercased()
    if let publicOrigin, publicOrigin == "https://" + host || publicOrigin == "http://" + host { return true }
    return Entrance.isLoopback(Entrance.name(of: host))
  }

  /// Whether an `Origin` header names the page that this host serves.
  func isOwn(origin: String, host: String) -> Bool {
    let origin = origin.lowercased()
    return origin == publicOrigin || origin == "http://" + host.lowercased() && publicOrigin?.hasPrefix("https://") != true
  }

  /// Where the request came from: the peer, or, behind a proxy of ours, the nearest address that is not a proxy of ours.
  func clientAddress(peer: String, forwarded: [String]) -> String {
    guard proxies.contains(peer) else { return peer }
    let chain = forwarded.joined(separator: ",").split(separator: ",").map { $0.filter { $0 != " " } }
    guard let address = chain.last(where: { !proxies.contains($0) }), (2...45).contains(address.utf8.count),
      address.utf8.allSatisfy({ Entrance.isAddressByte($0) })
    else { return peer }
    return address
  }

  package static func isLoopback(_ name: String) -> Bool {
    name == "localhost" || name == "127.0.0.1" || name == "::1" || name == "[::1]"
  }

  /// A host with or without a port, of the characters that such names have: fit to stand in an address.
  static func isName(_ host: String) -> Bool {
    (1...255).contains(host.utf8.count)
      && host.utf8.allSatisfy { isAddressByte($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0) || [0x2D, 0x5B, 0x5D].contains($0) }
  }

  static func name(of host: String) -> String {
    if host.hasPrefix("[") { return host.firstIndex(of: "]").map { String(host[...$0]) } ?? host }
    return String(host.prefix { $0 != ":" })
  }

  private static func isAddressByte(_ byte: UInt8) -> Bool {
    (0x30...0x3A).contains(byte) || (0x41...0x46).contains(byte) || (0x61...0x66).contains(byte) || byte == 0x2E
  }
}
