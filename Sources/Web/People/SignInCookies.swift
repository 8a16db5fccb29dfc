// What a browser keeps of a sign-in: the cookie of the sign-in itself, the one by which its owner is known again, and where they were going.
import Actions
import Domain
import HTML
import HTTP
import HTTPTypes

/// Where the person was going when they were led here.
func nextField(_ visit: Visit) -> Markup { visit.next.map { "<input type=\"hidden\" name=\"next\" value=\"\($0)\">\n" } ?? "" }

extension Reply {
  func signingIn(_ new: NewSignIn) -> Reply {
    var reply = settingSession(new.token.text, seconds: Int(SignInLimits.longest.seconds))
    if let device = new.newDevice { reply = reply.settingDevice(device.text, seconds: 365 * 24 * 3_600) }
    return reply
  }
}
