// What a handler gives back; headers, compression and logging are added on the way out.
import Domain
import HTML
import HTTPTypes
import Hummingbird

package struct Reply: Sendable {
  enum Body: Sendable {
    case none
    /// The bytes, and the same bytes packed where that was done beforehand.
    case bytes(ByteBuffer, packed: ByteBuffer? = nil)
    case events(@Sendable (EventWriter) async throws -> Void)
  }

  package var status: HTTPResponse.Status
  package var headers: HTTPFields
  var body: Body
  var cookies: [(name: @Sendable (Bool) -> CookieName, value: String, maxAge: Int?)] = []

  init(_ status: HTTPResponse.Status, _ type: String? = nil, _ body: Body = .none) {
    self.status = status
    self.body = body
    headers = HTTPFields()
    if let type { headers[.contentType] = type }
  }

  package static func html(_ markup: Markup, status: HTTPResponse.Status = .ok) -> Reply {
    Reply(status, "text/html; charset=utf-8", .bytes(ByteBuffer(bytes: markup.bytes)))
  }

  package static func text(_ text: String, status: HTTPResponse.Status = .ok) -> Reply {
    Reply(status, "text/plain; charset=utf-8", .bytes(ByteBuffer(string: text)))
  }

  /// Bytes that are already JSON.
  package static func json(_ bytes: [UInt8], status: HTTPResponse.Status = .ok) -> Reply {
    Reply(status, "application/json", .bytes(ByteBuffer(bytes: bytes)))
  }

  /// Bytes that a browser saves under a name of ours.
  package static func attachment(_ bytes: [UInt8], type: String, name: StaticString) -> Reply {
    var reply = Reply(.ok, type, .bytes(ByteBuffer(bytes: bytes)))
    reply.headers[.contentDisposition] = "attachment; filename=\"\(name)\""
    return reply
  }

  /// 303: the browser fetches the next page with GET. Only paths of our own; anything else leads to the start page.
  package static func redirect(_ address: String) -> Reply {
    var reply = Reply(.seeOther)
    reply.headers[.location] = LocalAddress.isLocal(address) ? address : "/"
    return reply
  }

  /// Done, and there is nothing to show: for scripts that keep the page they have.
  package static var done: Reply { Reply(.noContent) }

  /// A stream of server-sent events. `run` is cancelled when the browser goes away or the server stops.
  package static func eventStream(_ run: @escaping @Sendable (EventWriter) async throws -> Void) -> Reply {
    var reply = Reply(.ok, "text/event-stream; charset=utf-8", .events(run))
    reply.headers[.init("X-Accel-Buffering") ?? .via] = "no"
    return reply
  }

  /// Signs the browser in: the cookie lasts `seconds`.
  package func settingSession(_ token: String, seconds: Int) -> Reply {
    settingCookie({ CookieName.session(secure: $0) }, token, seconds)
  }

  package func clearingSession() -> Reply { settingCookie({ CookieName.session(secure: $0) }, "", 0) }

  /// Remembers that this browser has signed in before.
  package func settingDevice(_ token: String, seconds: Int) -> Reply {
    settingCookie({ CookieName.device(secure: $0) }, token, seconds)
  }

  /// Says when the next try is worth it.
  package func retrying(after wait: Span) -> Reply {
    var reply = self
    reply.headers[.retryAfter] = String(max(1, Int(wait.seconds.rounded(.up))))
    return reply
  }

  func settingCookie(_ name: @escaping @Sendable (Bool) -> CookieName, _ value: String, _ maxAge: Int?) -> Reply {
    var reply = self
    reply.cookies.append((name, value, maxAge))
    return reply
  }
}

/// An address of our own: a path, never another host.
package enum LocalAddress {
  package static func isLocal(_ address: String) -> Bool {
    let bytes = Array(address.utf8)
    guard bytes.first == UInt8(ascii: "/"), bytes.count <= Limits.addressBytes else { return false }
    guard bytes.count == 1 || bytes[1] != UInt8(ascii: "/") else { return false }
    return bytes.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\\") }
  }

  /// The address as the value of a field in another address.
  package static func encoded(_ address: String) -> String {
    var result = ""
    for byte in address.utf8 {
      switch byte {
      case 0x2F, 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F: result.unicodeScalars.append(UnicodeScalar(byte))
      default: result += (byte < 16 ? "%0" : "%") + String(byte, radix: 16, uppercase: true)
      }
    }
    return result
  }
}
