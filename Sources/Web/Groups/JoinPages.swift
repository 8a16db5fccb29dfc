// Coming in by a short code: the address that a QR leads to, and the field for those who read it off the wall.
import Domain
import HTML
import HTTP
import HTTPTypes
import Messages

enum JoinPages {
  /// The field, and the address it sends to: a form without a script cannot put what is typed into a path.
  @Sendable static func typed(_ visit: Visit) async throws -> Reply {
    _ = try visit.actor
    guard let typed = visit.query("code") else { return page(visit, "", nil) }
    guard let code = JoinCode(typed: typed) else {
      return page(visit, String(typed.prefix(40)), Problem("code", "join.noCode"), .unprocessableContent)
    }
    return .redirect("/j/\(code.text)")
  }

  @Sendable static func enter(_ visit: Visit) async throws -> Reply {
    let code = visit.parameter("code")
    do {
      return .redirect("/sessions/\(try await visit.house.session(withCode: code, as: visit.actor))")
    } catch Refusal.notFound {
      return page(visit, String(code.prefix(40)), Problem("code", "join.nothing"), .notFound)
    }
  }

  private static func page(_ visit: Visit, _ typed: String, _ problem: Problem?, _ status: HTTPResponse.Status = .ok) -> Reply {
    visit.page(visit.say("join.title"), status: status, lead: visit.say("join.lead"), form(visit, typed, problem))
  }

  static func form(_ visit: Visit, _ typed: String = "", _ problem: Problem? = nil) -> Markup {
    let corrections = Corrections(problem, visit.house.catalogue)
    return """
      <form class="form" method="get" action="/j">
      \(textField(Field("code", visit.say("join.field"), value: typed, hint: visit.say("join.hint"), corrections), .code))
      \(buttons { submitButton(visit.say("join.button"), .quiet) })</form>

      """
  }
}

extension Site {
  static func addJoinPages(to table: inout RouteTable) {
    table.get("/j", .lookAtGroups, on: .program, JoinPages.typed)
    table.get("/j/{code}", .joinByCode, on: .program, JoinPages.enter)
  }
}

/// How somebody comes into this room: the code in words and the address as a picture, where the room is open or about to be.
struct Invitation {
  let code: JoinCode
  /// What the address begins with.
  let house: String
  let isOnlyOnThisMachine: Bool
  let catalogue: Catalogue
  /// The QR picture of the address; empty where it cannot be drawn.
  let picture: Markup

  private var address: String { Invitation.address(code, house) }
  private static func address(_ code: JoinCode, _ house: String) -> String { "\(house)/j/\(code.text)" }
  /// Without what every browser adds by itself.
  private var shortAddress: String { Invitation.short(address) }
  private static func short(_ address: String) -> String { String(address.drop { $0 != "/" }.dropFirst(2)) }

  var markup: Markup {
    """
    <div class="invitation">\(picture)<div class="invitation-words"><p>\(catalogue.say("join.how"))</p><p class="join-code">\(code.spoken)</p><p class="join-address">\(shortAddress)</p></div></div>
    \(isOnlyOnThisMachine ? remark(catalogue.say("join.onlyHere")) : "")
    """
  }

  /// For the wall, in its large letters.
  var wallMarkup: Markup {
    """
    <div class="wall-join">\(picture)<p><span class="wall-join-how">\(catalogue.say("join.wall"))</span> <strong class="join-code">\(code.spoken)</strong> <span class="join-address">\(shortAddress)</span></p></div>

    """
  }
}

extension Invitation {
  /// How long before its time a planned session is about to open.
  static let ahead = Span.hours(1)

  init?(_ session: Session, _ visit: Visit) {
    switch session.status {
    case .live, .closing: break
    case .planned: guard session.startsAt <= visit.house.now() + Invitation.ahead else { return nil }
    case .held, .cancelled: return nil
    }
    code = JoinCode(session.id)
    house = visit.outsideAddress
    isOnlyOnThisMachine = visit.isOnlyOnThisMachine
    catalogue = visit.house.catalogue
    let address = Invitation.address(code, house)
    picture = visit.drawnOnce("QR of \(address)") {
      QRPicture.markup(address, told: visit.say("join.picture", ["address": Invitation.short(address)])) ?? ""
    }
  }
}
