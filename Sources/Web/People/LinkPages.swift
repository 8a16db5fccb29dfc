// The page behind a link that works once. Looking at it changes nothing; its button uses the link up.
import Actions
import Domain
import HTML
import HTTP

enum LinkPages {
  @Sendable static func show(_ visit: Visit) async throws -> Reply {
    do {
      let link = try await visit.house.lookAtLink(visit.parameter("token"))
      return page(visit, link, typed: Form(), problem: nil)
    } catch Refusal.notFound { return deadLink(visit) }
  }

  @Sendable static func use(_ visit: Visit) async throws -> Reply {
    let token = visit.parameter("token")
    let form = visit.form
    let password = form.raw("password") ?? ""
    let again = form.raw("again") ?? ""
    do {
      let link = try await visit.house.lookAtLink(token)
      do {
        let new: NewSignIn
        if link.purpose == .firstAdministrator {
          let first = FirstAdministrator(
            programName: form["program-name"], zone: form["zone"], fullName: form["full-name"], signInName: form["sign-in-name"])
          new = try await visit.house.becomeFirstAdministrator(token, first, password: password, again: again, device: visit.device)
        } else {
          new = try await visit.house.useLink(token, password: password, again: again, device: visit.device)
        }
        if let before = visit.signedIn { try await visit.house.signOut(before) }
        return Reply.redirect("/").signingIn(new)
      } catch let problem as Problem {
        return page(visit, link, typed: form, problem: problem)
      }
    } catch Refusal.notFound { return deadLink(visit) }
  }

  /// Unknown, used, too old: the same page, so that nobody learns which.
  private static func deadLink(_ visit: Visit) -> Reply {
    visit.page(
      visit.say("people.link.deadTitle"), status: .notFound,
      joined([
        paragraph(visit.say("people.link.dead")),
        buttons { linkButton(visit.say("people.link.toStart"), href: "/", .quiet) },
      ]))
  }

  private static func page(_ visit: Visit, _ link: OpenLink, typed: Form, problem: Problem?) -> Reply {
    let corrections = Corrections(problem, visit.house.catalogue)
    let title: String
    let lead: String
    switch link.purpose {
    case .firstAdministrator:
      title = visit.say("people.link.firstTitle")
      lead = visit.say("people.link.firstLead")
    case .invitation:
      title = visit.say("people.link.invitationTitle", ["name": link.fullName ?? ""])
      lead = visit.say("people.link.invitationLead", ["program": link.programName ?? "", "name": link.signInName ?? ""])
    case .reset:
      title = visit.say("people.link.resetTitle")
      lead = visit.say("people.link.resetLead", ["name": link.signInName ?? ""])
    }
    let form = postForm("/links/" + visit.parameter("token"), token: visit.formToken) {
      corrections.summary
      link.purpose == .firstAdministrator ? firstFields(visit, typed, corrections) : hiddenName(link)
      passwordFields(visit, corrections)
      buttons { submitButton(visit.say(link.purpose == .firstAdministrator ? "people.link.firstButton" : "people.link.button")) }
    }
    return visit.page(title, status: problem == nil ? .ok : .unprocessableContent, lead: lead, form)
  }

  private static func firstFields(_ visit: Visit, _ typed: Form, _ corrections: Corrections) -> Markup {
    let zone = typed["zone"]
    return joined([
      textField(
        Field(
          "program-name", visit.say("people.link.programName"), value: typed["program-name"], hint: visit.say("people.link.programHint"),
          whoSees: .program, corrections)),
      choiceField(
        Field(
          "zone", visit.say("people.link.zone"), value: zone.isEmpty ? "America/Chicago" : zone, hint: visit.say("people.link.zoneHint"),
          corrections), Choice.zones),
      textField(Field("full-name", visit.say("people.field.fullName"), value: typed["full-name"], whoSees: .program, corrections)),
      textField(
        Field(
          "sign-in-name", visit.say("people.field.signInName"), value: typed["sign-in-name"],
          hint: visit.say("people.field.signInNameHint"), whoSees: .administrators, corrections), .signInName),
    ])
  }

  /// Password managers keep a password under the name they find beside it.
  private static func hiddenName(_ link: OpenLink) -> Markup {
    "<input type=\"hidden\" name=\"username\" autocomplete=\"username\" value=\"\(link.signInName ?? "")\">\n"
  }
}

/// A new password, twice.
func passwordFields(_ visit: Visit, _ corrections: Corrections) -> Markup {
  joined([
    textField(
      Field(
        "password", visit.say("people.field.newPassword"),
        hint: visit.say("people.field.newPasswordHint", ["shortest": "\(PasswordRule.shortest)"]), corrections),
      .newPassword),
    textField(Field("again", visit.say("people.field.again"), corrections), .newPassword),
  ])
}
