// The headers that stand on every answer, whatever it is: what the page may load, who may frame it, what it may tell others.
import HTTPTypes
import Hummingbird

enum SecurityHeaders {
  static let contentSecurityPolicy = [
    "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data:", "connect-src 'self'", "font-src 'self'",
    "manifest-src 'self'", "worker-src 'self'", "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'",
    "require-trusted-types-for 'script'", "trusted-types fulcrum",
  ].joined(separator: "; ")

  private static let fixed: [HTTPField] = [
    ("Content-Security-Policy", contentSecurityPolicy),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Permissions-Policy", "camera=(), microphone=(), geolocation=()"),
    ("X-Frame-Options", "DENY"),
  ].compactMap { name, value in HTTPField.Name(name).map { HTTPField(name: $0, value: value) } }

  private static let transport = HTTPField.Name("Strict-Transport-Security")

  /// Whether the front door has put them there already.
  static func stand(on headers: HTTPFields) -> Bool {
    guard let first = fixed.first else { return false }
    return headers.contains(first.name)
  }

  /// Adds what is missing. HSTS only where browsers reach the house over TLS.
  static func add(to headers: inout HTTPFields, isSecure: Bool) {
    for field in fixed where !headers.contains(field.name) { headers.append(field) }
    if isSecure, let transport { headers[transport] = "max-age=63072000; includeSubDomains" }
    if !headers.contains(.cacheControl) { headers[.cacheControl] = "no-store" }
  }
}
