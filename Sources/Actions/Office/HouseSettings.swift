// What the operator decides about this installation at its start.

package struct HouseSettings: Sendable {
  /// Where people reach the house, such as `https://coaching.example.org`; without it links lead to the loopback address.
  package var publicURL: String?
  /// A furnished installation: its start page lets anybody in as one of the people named there.
  package var isDemo: Bool
  /// How often one person may change a live room in a minute: more than any hand does, less than would fill a log.
  package var changesAMinute = 60

  package init(publicURL: String? = nil, isDemo: Bool = false) {
    self.publicURL = publicURL
    self.isDemo = isDemo
  }

  /// Whether browsers reach the house over TLS: cookies are then `__Host-` and `Secure`.
  package var isSecure: Bool { publicURL?.hasPrefix("https://") == true }

  /// What every link to the house begins with.
  package var address: String {
    guard let publicURL else { return "http://127.0.0.1:8080" }
    return publicURL.hasSuffix("/") ? String(publicURL.dropLast()) : publicURL
  }
}
