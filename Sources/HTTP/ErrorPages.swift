// One answer for each thing that can go wrong: bad input, a refusal, an engine that is away, a fault.
import Database
import Domain
import HTML
import HTTPTypes
import Hummingbird
import Logging

enum ErrorPages {
  /// The answer to an error, in the shell. Only a fault is logged as an error; nothing of its content is shown.
  static func reply(to error: any Error, for visit: Visit, logger: Logger) -> Reply {
    switch error {
    case let problem as Problem: return page(422, "errors.problem", visit, lines: problem.lines.map { visit.say($0.sentence) })
    case let refusal as Refusal: return reply(to: refusal, for: visit)
    case let unreadable as Unreadable:
      var reply = page(unreadable.status, unreadable.key, visit)
      if !unreadable.allowedMethods.isEmpty { reply.headers[.allow] = unreadable.allowedMethods.joined(separator: ", ") }
      return reply
    case DatabaseFault.unavailable: return page(503, "errors.unavailable", visit).retrying(after: .seconds(5))
    case DatabaseFault.full: return page(507, "errors.full", visit)
    default:
      logger.error("fault", metadata: ["request": "\(visit.requestID)", "route": "\(visit.route.path)", "fault": "\(named(error))"])
      return page(500, "errors.fault", visit, lines: [visit.say("errors.requestID", ["id": visit.requestID])])
    }
  }

  /// What broke, by kind: a fault's own words may hold what somebody wrote, so only an engine's are kept.
  private static func named(_ error: any Error) -> String {
    switch error {
    case DatabaseFault.other(let code, let message): return "database \(code): \(message)"
    case DatabaseFault.undecodable(let column, let wanted): return "column \(column) is no \(wanted)"
    default: return "\(type(of: error))"
    }
  }

  private static func reply(to refusal: Refusal, for visit: Visit) -> Reply {
    switch refusal {
    case .notFound: page(404, "errors.notFound", visit)
    case .notAllowed: page(403, "errors.notAllowed", visit)
    case .stale(let sentence): page(409, "errors.stale", visit, lines: [visit.say(sentence)])
    case .signedOut: visit.isFromScript ? page(401, "errors.signedOut", visit) : .redirect(signInAddress(for: visit))
    case .noticeFirst: visit.isFromScript ? page(403, "errors.noticeFirst", visit) : .redirect("/notice")
    case .tooMany(let span): page(429, "errors.tooMany", visit).retrying(after: span)
    case .unavailable(let span): page(503, "errors.unavailable", visit).retrying(after: span)
    }
  }

  /// The start page, which leads on to where the person was going once they are signed in.
  private static func signInAddress(for visit: Visit) -> String {
    guard visit.route.method == .get, visit.address != "/", LocalAddress.isLocal(visit.address) else { return "/" }
    return "/?next=" + LocalAddress.encoded(visit.address)
  }

  private static func page(_ status: HTTPResponse.Status, _ key: String, _ visit: Visit, lines: [String] = []) -> Reply {
    let body: Markup = """
      \(lines.map { line -> Markup in "<p>\(line)</p>" })
      <p><a href="/">\(visit.say("errors.back"))</a></p>
      """
    return visit.page(visit.say(key), status: status, body)
  }
}
