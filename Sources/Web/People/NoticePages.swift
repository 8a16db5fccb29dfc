// The page that says in plain sentences who sees what and who does not, accepted before the first word is written.
import Actions
import Domain
import HTML
import HTTP

enum NoticePages {
  @Sendable static func show(_ visit: Visit) async throws -> Reply {
    let accepted = try await visit.house.notice(as: visit.actor)
    let body = joined([
      section(visit.say("people.notice.nobodyTitle")) {
        list([
          visit.say("people.notice.principal"), visit.say("people.notice.supervisor"), visit.say("people.notice.district"),
          visit.say("people.notice.administrator"),
        ])
      },
      section(visit.say("people.notice.groupTitle")) {
        list([
          visit.say("people.notice.onlyYou"), visit.say("people.notice.group"), visit.say("people.notice.floor"),
          visit.say("people.notice.later"),
        ])
      },
      section(visit.say("people.notice.honestTitle")) {
        list([
          visit.say("people.notice.records"), visit.say("people.notice.operator"), visit.say("people.notice.students"),
          visit.say("people.notice.widening"),
        ])
      },
      accepted.map { _ in notice(.done, visit.say("people.notice.accepted")) } ?? acceptance(visit),
    ])
    return visit.page(visit.say("people.notice.title"), lead: visit.say("people.notice.lead"), body)
  }

  @Sendable static func accept(_ visit: Visit) async throws -> Reply {
    let form = visit.form
    try await visit.house.acceptNotice(version: form.integer("version") ?? 0, as: visit.actor)
    return .redirect(visit.next ?? "/")
  }

  private static func acceptance(_ visit: Visit) -> Markup {
    postForm("/notice/acceptances", token: visit.formToken) {
      "<input type=\"hidden\" name=\"version\" value=\"\(Notice.version)\">\n"
      nextField(visit)
      buttons { submitButton(visit.say("people.notice.accept")) }
    }
  }

  private static func list(_ sentences: [String]) -> Markup {
    let items = sentences.map { sentence -> Markup in "<li>\(sentence)</li>\n" }
    return "<ul>\n\(items)</ul>\n"
  }
}
