// Who is in a group: the page on which members join and leave and the group is handed over.
import Actions
import Domain
import HTML
import HTTP

enum MemberPages {
  private struct Typed {
    var person = ""
    var secondGroup = false
    var facilitator = ""
    var until = ""
  }

  @Sendable static func show(_ visit: Visit) async throws -> Reply {
    try await page(try visit.id(), Typed(), nil, visit)
  }

  @Sendable static func add(_ visit: Visit) async throws -> Reply {
    let id = try visit.id(as: Group.self)
    let form = visit.form
    let person = form.id("person", as: Person.self)
    do {
      switch try await visit.house.addMember(person, to: id, secondGroupAgreed: form.isOn("second-group"), as: visit.actor) {
      case .joins: return .redirect("/groups/\(id)/members")
      case .wouldBeSeventh:
        let agreed = form.isOn("second-group") ? "&second-group=yes" : ""
        return .redirect("/groups/\(id)/split?with=\(form["person"])\(agreed)")
      }
    } catch let problem as Problem {
      return try await page(id, Typed(person: form["person"], secondGroup: form.isOn("second-group")), problem, visit)
    }
  }

  @Sendable static func end(_ visit: Visit) async throws -> Reply {
    let id = try visit.id(as: Group.self)
    guard let person = visit.form.id("person", as: Person.self) else { throw Refusal.notFound }
    try await visit.house.endMembership(of: person, in: id, as: visit.actor)
    return .redirect("/groups/\(id)/members")
  }

  @Sendable static func handOver(_ visit: Visit) async throws -> Reply {
    let id = try visit.id(as: Group.self)
    let form = visit.form
    do {
      let zone = try await visit.house.membersPage(id, as: visit.actor).group.zone
      try await visit.house.handOver(
        id, to: form.id("facilitator"), until: try GroupFormPages.endOfDay(form["until"], zone: zone), as: visit.actor)
    } catch let problem as Problem {
      return try await page(id, Typed(facilitator: form["facilitator"], until: form["until"]), problem, visit)
    }
    // Whoever hands a group over may no longer be somebody who changes it.
    let stays = (try? await visit.house.membersPage(id, as: visit.actor)) != nil
    return .redirect(stays ? "/groups/\(id)/members" : "/groups")
  }

  private static func page(_ id: ID<Group>, _ typed: Typed, _ problem: Problem?, _ visit: Visit) async throws -> Reply {
    let page = try await visit.house.membersPage(id, as: visit.actor)
    let when = Moments(visit.house.catalogue, zone: page.group.zone)
    let corrections = Corrections(problem, visit.house.catalogue)
    let body = joined([
      corrections.summary, people(page, when, visit), joining(page, typed, corrections, visit), leading(page, typed, when, corrections, visit),
      former(page, when, visit), settings(page, visit),
    ])
    let back =
      page.belongs
      ? Shell.Link(address: "/groups/\(id)", label: page.group.name) : Shell.Link(address: "/groups", label: visit.say("groups.list.title"))
    return visit.page(
      visit.say("groups.members.titleOf", ["group": page.group.name]), status: problem == nil ? .ok : .unprocessableContent,
      lead: lead(page, visit), back: back, body)
  }

  private static func lead(_ page: MembersPage, _ visit: Visit) -> String {
    switch page.size {
    case .forming(let missing): visit.say("groups.members.leadForming", count: missing)
    case .meeting: visit.say("groups.members.lead", count: page.people.members.count)
    case .full: visit.say("groups.members.leadFull")
    }
  }

  private static func people(_ page: MembersPage, _ when: Moments, _ visit: Visit) -> Markup {
    let token = visit.formToken
    let members = page.people.members.map { member in
      row(
        {
          person(member.fullName, note: kind(member.coachKind, visit))
          remark(visit.say("groups.members.since", ["day": when.day(member.belonging.from)]))
        },
        end: postButton(
          visit.say("groups.members.end"), action: "/groups/\(page.group.id)/departures", token: token, .plain,
          hidden: [("person", member.person.text)], told: member.fullName))
    }
    return section(visit.say("groups.members.title")) {
      members.isEmpty ? emptiness(visit.say("groups.members.none"), visit.say("groups.members.noneHint")) : rows(members)
    }
  }

  private static func joining(_ page: MembersPage, _ typed: Typed, _ corrections: Corrections, _ visit: Visit) -> Markup {
    let choices = page.joinable.map { candidate -> Choice in
      let hint = GroupFormPages.groupsHint(candidate, visit)
      return Choice(candidate.person.id.text, hint.map { "\(candidate.person.fullName) (\($0))" } ?? candidate.person.fullName)
    }
    return section(visit.say("groups.members.add")) {
      postForm("/groups/\(page.group.id)/members", token: visit.formToken) {
        choiceField(
          Field("person", visit.say("groups.members.coach"), value: typed.person, hint: visit.say("groups.members.addHint"), corrections),
          [Choice("", visit.say("groups.form.choose"))] + choices)
        page.mayAgreeToSecondGroup
          ? checkField(Field("second-group", visit.say("groups.form.secondGroup"), value: typed.secondGroup ? "yes" : "", corrections)) : ""
        buttons { submitButton(visit.say("groups.members.addNow")) }
      }
    }
  }

  private static func leading(_ page: MembersPage, _ typed: Typed, _ when: Moments, _ corrections: Corrections, _ visit: Visit) -> Markup {
    let choices = page.leaders.map { Choice($0.id.text, $0.fullName) }
    let now = page.people.facilitators.map { leader in
      let until = leader.belonging.until.map { visit.say("groups.members.until", ["day": when.lastDay(before: $0)]) }
      return row { person(leader.fullName, note: until) }
    }
    return section(visit.say("groups.members.leads")) {
      now.isEmpty ? remark(visit.say("groups.members.nobodyLeads")) : rows(now)
      joined(
        page.people.members.filter { page.belongs && page.people.appraised.contains($0.person) }.map {
          notice(.note, visit.say("groups.flags.appraises", ["name": $0.fullName]))
        })
      postForm("/groups/\(page.group.id)/facilitator", token: visit.formToken) {
        choiceField(
          Field(
            "facilitator", visit.say("groups.members.handOverTo"), value: typed.facilitator, hint: visit.say("groups.members.handOverHint"),
            corrections),
          [Choice("", visit.say("groups.form.choose"))] + choices)
        textField(
          Field(
            "until", visit.say("groups.form.until"), value: typed.until, hint: visit.say("groups.form.untilHint"), optional: true,
            corrections), .date)
        buttons { submitButton(visit.say("groups.members.handOver"), .quiet) }
      }
    }
  }

  private static func former(_ page: MembersPage, _ when: Moments, _ visit: Visit) -> Markup {
    guard !page.former.isEmpty else { return "" }
    return section(visit.say("groups.members.former")) {
      rows(
        page.former.map { member in
          let days = [
            "from": when.day(member.belonging.from), "until": member.belonging.until.map(when.day) ?? "",
          ]
          return row(member.fullName, detail: visit.say("groups.members.stretch", days))
        })
    }
  }

  private static func settings(_ page: MembersPage, _ visit: Visit) -> Markup {
    section(
      visit.say("groups.members.settings"),
      end: linkButton(visit.say("groups.members.changeSettings"), href: "/groups/\(page.group.id)/settings", .plain)
    ) {
      facts([
        (visit.say("groups.form.name"), Markup(text: page.group.name)),
        (visit.say("groups.form.zone"), Markup(text: page.group.zone.replacing("_", with: " "))),
        (
          visit.say("groups.members.rhythm"),
          Markup(text: visit.say("groups.home.rhythm", count: page.group.rhythmWeeks, ["minutes": String(page.group.sessionMinutes)]))
        ),
      ])
      buttons { linkButton(visit.say("after.closing.link"), href: "/groups/\(page.group.id)/closing", .plain) }
    }
  }
}
