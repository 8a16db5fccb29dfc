// Keeps other sites from sending forms in a signed-in person's name: where the request comes from, and the form's token.
import Credentials
import Domain
import HTTPTypes
import Hummingbird

enum FormGuard {
  static let fieldName = "form-token"
  static let headerName = HTTPField.Name("Form-Token") ?? .via

  static func token(for secret: String) -> String { FormToken.masked(secret) }

  /// Throws if the browser says that the request comes from elsewhere. Our pages send no referrer, so browsers name their
  /// origin `null`: that says nothing, and neither does an old browser; the token decides for both.
  static func checkOrigin(_ headers: HTTPFields, host: String, _ entrance: Entrance) throws(Unreadable) {
    if let site = headers[.secFetchSite], site != "same-origin" { throw Unreadable(.forbidden, "unreadable.otherSite") }
    if let origin = headers[.origin], origin != "null", !entrance.isOwn(origin: origin, host: host) {
      throw Unreadable(.forbidden, "unreadable.otherSite")
    }
  }

  static func checkToken(_ form: Form, _ headers: HTTPFields, secret: String?) throws(Unreadable) {
    let token = headers[headerName] ?? form.raw(fieldName) ?? ""
    guard let secret, FormToken.matches(token, secret: secret) else { throw Unreadable(.forbidden, "unreadable.oldForm") }
  }
}
