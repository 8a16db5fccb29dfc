// The house's cookies: opaque, for this host only, never readable by a script.
import HTTPTypes
import Hummingbird

/// `__Host-session` over TLS; `session` over plain HTTP, which browsers would not send back with the prefix.
package struct CookieName: Sendable {
  let name: String

  package static func session(secure: Bool) -> CookieName { CookieName(name: secure ? "__Host-session" : "session") }
  /// Binds the forms of a browser that is not signed in.
  package static func visitor(secure: Bool) -> CookieName { CookieName(name: secure ? "__Host-visitor" : "visitor") }
  /// Says that this browser has signed in before.
  package static func device(secure: Bool) -> CookieName { CookieName(name: secure ? "__Host-device" : "device") }
}

enum Cookies {
  /// The value of a cookie; `nil` where it is missing, empty or longer than any of ours.
  static func value(_ name: CookieName, in headers: HTTPFields) -> String? {
    for line in headers[values: .cookie] {
      for pair in line.utf8.split(separator: UInt8(ascii: ";")) {
        let trimmed = pair.drop { $0 == UInt8(ascii: " ") }
        guard let equals = trimmed.firstIndex(of: UInt8(ascii: "=")), trimmed[..<equals].elementsEqual(name.name.utf8) else { continue }
        let value = trimmed[trimmed.index(after: equals)...]
        return value.isEmpty || value.count > 256 ? nil : String(value)
      }
    }
    return nil
  }

  /// `maxAge` in seconds; `nil` lasts until the browser is closed, 0 removes the cookie.
  static func header(_ name: CookieName, _ value: String, secure: Bool, maxAge: Int?) -> String {
    var line = "\(name.name)=\(value); Path=/; HttpOnly; SameSite=Lax"
    if secure { line += "; Secure" }
    if let maxAge { line += "; Max-Age=\(maxAge)" }
    return line
  }
}
