// The start page: the way in, and for a furnished installation a door for each of its people.
import Actions
import Domain
import HTML
import HTTP
import HTTPTypes

enum StartPages {
  @Sendable static func show(_ visit: Visit) async throws -> Reply {
    guard let signedIn = visit.signedIn else { return try await page(visit, name: "", problem: nil) }
    guard signedIn.hasAcceptedNotice else { return goal(visit, signedIn) }
    let groups = try await visit.house.groupList(as: signedIn.actor)
    // Most people have one group, and it is what they came for.
    if let only = groups.own.first, groups.own.count == 1, groups.others.isEmpty { return .redirect("/groups/\(only.group.id)") }
    return .redirect("/groups")
  }

  @Sendable static func signIn(_ visit: Visit) async throws -> Reply {
    let form = visit.form
    let new: NewSignIn
    do {
      if let person = form.id("person", as: Person.self) {
        new = try await visit.house.signInToDemo(person, device: visit.device)
      } else {
        let attempt = SignInAttempt(
          name: form["name"], password: form.raw("password") ?? "", address: visit.clientAddress, device: visit.device,
          knownDevice: visit.deviceToken)
        new = try await visit.house.signIn(attempt)
      }
    } catch let problem as Problem {
      return try await page(visit, name: form["name"], problem: problem, status: .unprocessableContent)
    } catch Refusal.tooMany(let wait) {
      let minutes = max(1, Int(wait.minutes.rounded(.up)))
      let problem = Problem(nil, "people.signIn.tooMany", ["count": "\(minutes)"])
      return try await page(visit, name: form["name"], problem: problem, status: .tooManyRequests).retrying(after: wait)
    }
    // A browser has one sign-in: whoever was signed in on it before is not any more.
    if let before = visit.signedIn { try await visit.house.signOut(before) }
    return goal(visit, new.signedIn).signingIn(new)
  }

  @Sendable static func signOut(_ visit: Visit) async throws -> Reply {
    guard let signedIn = visit.signedIn else { throw Refusal.signedOut }
    try await visit.house.signOut(signedIn)
    return Reply.redirect("/").clearingSession()
  }

  private static func page(_ visit: Visit, name: String, problem: Problem?, status: HTTPResponse.Status = .ok) async throws -> Reply {
    let doors = try await visit.house.demoDoors()
    if doors.isEmpty, try await visit.house.isEmpty() {
      return visit.page(
        visit.say("product.name"), status: status, lead: visit.say("people.start.nobodyLead"), paragraph(visit.say("people.start.nobody")))
    }
    let corrections = Corrections(problem, visit.house.catalogue)
    let body = joined([
      doors.isEmpty ? "" : doorsSection(doors, visit),
      section(visit.say(doors.isEmpty ? "people.start.signIn" : "people.start.signInWithPassword")) {
        postForm("/sign-ins", token: visit.formToken) {
          corrections.summary
          nextField(visit)
          textField(
            Field("name", visit.say("people.start.name"), value: name, hint: visit.say("people.start.nameHint"), corrections), .signInName)
          textField(
            Field("password", visit.say("people.start.password"), hint: visit.say("people.start.passwordHint"), corrections), .password)
          buttons { submitButton(visit.say("people.start.signInButton"), doors.isEmpty ? .first : .quiet) }
        }
      },
      section(visit.say("join.title")) { JoinPages.form(visit) },
    ])
    return visit.page(
      visit.say("product.name"), status: status, lead: visit.say(doors.isEmpty ? "people.start.lead" : "people.start.demoLead"), body)
  }

  /// To the page the person was going to; but first, once, to the page that says who sees what.
  private static func goal(_ visit: Visit, _ signedIn: SignedIn) -> Reply {
    if signedIn.hasAcceptedNotice { return .redirect(visit.next ?? "/") }
    return .redirect("/notice" + (visit.next.map { "?next=" + LocalAddress.encoded($0) } ?? ""))
  }

  private static func doorsSection(_ doors: [Person], _ visit: Visit) -> Markup {
    let drawn = doors.map { door -> Markup in
      """
      <li><form class="inline" method="post" action="/sign-ins">\(visit.formToken)\(nextField(visit))<input type="hidden" name="person" value="\(door.id.text)"><button class="button quiet"><span class="initials" aria-hidden="true">\(Shell.initials(door.fullName))</span>\(visit.say("people.start.door", ["name": door.fullName]))</button></form></li>

      """
    }
    return section(visit.say("people.start.doors")) { "<ul class=\"doors\">\n\(drawn)</ul>\n" }
  }
}
