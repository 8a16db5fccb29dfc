// One's own account: roles, a new password, where one is signed in, and every link that was ever made to get in.
import Actions
import Domain
import HTML
import HTTP

enum AccountPages {
  @Sendable static func show(_ visit: Visit) async throws -> Reply { try await page(visit, problem: nil) }

  @Sendable static func changePassword(_ visit: Visit) async throws -> Reply {
    guard let signedIn = visit.signedIn else { throw Refusal.signedOut }
    let form = visit.form
    do {
      let new = try await visit.house.changeOwnPassword(
        from: form.raw("current") ?? "", to: form.raw("password") ?? "", again: form.raw("again") ?? "", address: visit.clientAddress,
        signedIn: signedIn, device: visit.device)
      return Reply.redirect("/account").signingIn(new)
    } catch let problem as Problem {
      return try await page(visit, problem: problem)
    }
  }

  /// One sign-in, or all of them where none is named.
  @Sendable static func endSignIn(_ visit: Visit) async throws -> Reply {
    guard let signedIn = visit.signedIn else { throw Refusal.signedOut }
    let form = visit.form
    guard form.has("sign-in") else {
      try await visit.house.signOutEverywhere(as: signedIn.actor)
      return Reply.redirect("/").clearingSession()
    }
    guard let id = form.id("sign-in", as: SignIn.self) else { throw Refusal.notFound }
    try await visit.house.endOwnSignIn(id, as: signedIn.actor)
    return id == signedIn.signInID ? Reply.redirect("/").clearingSession() : .redirect("/account")
  }

  private static func page(_ visit: Visit, problem: Problem?) async throws -> Reply {
    let account = try await visit.house.account(as: visit.actor)
    let moments = Moments(visit.house.catalogue, zone: account.program.zone)
    let corrections = Corrections(problem, visit.house.catalogue)
    let body = joined([
      section(visit.say("people.account.who")) {
        facts([
          (visit.say("people.field.fullName"), Markup(text: account.person.fullName)),
          (visit.say("people.field.signInName"), Markup(text: account.person.signInName)),
          (visit.say("people.account.program"), Markup(text: account.program.name)),
          (visit.say("people.account.roles"), Markup(text: roles(account, visit))),
          (visit.say("people.account.notice"), noticeFact(account, moments, visit)),
        ])
        buttons { linkButton(visit.say("feedback.home.link"), href: "/feedback", .quiet) }
      },
      signIns(account, moments, visit),
      links(account, moments, visit),
      passwordSection(account, corrections, visit),
    ])
    let lead = visit.say("people.account.lead", count: account.signIns.count)
    return visit.page(visit.say("people.account.title"), status: problem == nil ? .ok : .unprocessableContent, lead: lead, body)
  }

  private static func roles(_ account: Account, _ visit: Visit) -> String {
    let words = account.roles.compactMap { held -> String? in
      switch held.role {
      case .programLead: visit.say("people.role.programLead")
      case .administrator: visit.say("people.role.administrator")
      case .coach: account.schools.first { $0.id.text == held.objectID }.map { visit.say("people.role.coachAt", ["school": $0.name]) }
      case .appraiser: visit.say("people.role.appraiser")
      }
    }
    return words.isEmpty ? visit.say("people.role.none") : words.sorted().joined(separator: ", ")
  }

  private static func noticeFact(_ account: Account, _ moments: Moments, _ visit: Visit) -> Markup {
    let words =
      account.acceptedNoticeAt.map { visit.say("people.account.noticeAccepted", ["day": moments.dayOfYear($0)]) }
      ?? visit.say("people.account.noticeOpen")
    return "<a href=\"/notice\">\(words)</a>"
  }

  private static func signIns(_ account: Account, _ moments: Moments, _ visit: Visit) -> Markup {
    section(visit.say("people.account.signIns")) {
      rows(
        account.signIns.map { signIn in
          let isThis = signIn.id == visit.signedIn?.signInID
          let device = Browsers.name(signIn.device, visit)
          return row(
            device, detail: visit.say("people.account.lastUsed", ["moment": moments.dayAndTime(signIn.seenAt)]),
            end: isThis
              ? statusWord(visit.say("people.account.thisBrowser"))
              : postButton(
                visit.say("people.account.end"), action: "/account/sign-in-endings", token: visit.formToken, .quiet,
                hidden: [("sign-in", signIn.id.text)], told: device))
        })
      buttons {
        postButton(visit.say("people.account.endAll"), action: "/account/sign-in-endings", token: visit.formToken, .quiet)
      }
    }
  }

  /// Whoever can make a link for somebody could come in as them: so every one of them stands here, where its owner sees it.
  private static func links(_ account: Account, _ moments: Moments, _ visit: Visit) -> Markup {
    section(visit.say("people.account.links")) {
      remark(visit.say("people.account.linksRemark"))
      account.links.isEmpty
        ? remark(visit.say("people.account.noLinks"))
        : rows(
          account.links.map { link in
            let made = ["who": link.madeBy ?? visit.say("people.account.operator"), "moment": moments.dayAndTime(link.createdAt)]
            let used = link.usedAt.map { visit.say("people.account.linkUsed", ["moment": moments.dayAndTime($0)]) }
            return row(visit.say("people.account.linkMade", made), detail: used ?? visit.say("people.account.linkUnused"))
          })
    }
  }

  private static func passwordSection(_ account: Account, _ corrections: Corrections, _ visit: Visit) -> Markup {
    section(visit.say("people.account.password")) {
      account.hasPassword
        ? postForm("/account/passwords", token: visit.formToken) {
          corrections.summary
          textField(Field("current", visit.say("people.field.currentPassword"), corrections), .password)
          passwordFields(visit, corrections)
          remark(visit.say("people.account.passwordRemark"))
          buttons { submitButton(visit.say("people.account.passwordButton")) }
        } : remark(visit.say("people.account.noPassword"))
    }
  }
}
