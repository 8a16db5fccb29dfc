// The forms that make a group and change its name, zone, rhythm and length.
import Actions
import Domain
import Foundation
import HTML
import HTTP

enum GroupFormPages {
  /// What was typed, as it goes back into the form.
  private struct Typed {
    var draft: GroupDraft
    var members: Set<String> = []
    var facilitator = ""
    var until = ""
    var secondGroup = false
  }

  @Sendable static func new(_ visit: Visit) async throws -> Reply {
    let page = try await visit.house.newGroup(as: visit.actor)
    let draft = GroupDraft(name: "", zone: page.zone, rhythmWeeks: 2, sessionMinutes: 90)
    return newPage(page, Typed(draft: draft), nil, visit)
  }

  @Sendable static func make(_ visit: Visit) async throws -> Reply {
    let form = visit.form
    let draft = draft(form)
    do {
      let id = try await visit.house.makeGroup(
        draft, members: form.all("members").compactMap { ID<Person>($0) }, facilitator: form.id("facilitator"),
        facilitatorUntil: try endOfDay(form["until"], zone: draft.zone), secondGroupAgreed: form.isOn("second-group"), as: visit.actor)
      return .redirect("/groups/\(id)/members")
    } catch let problem as Problem {
      let typed = Typed(
        draft: draft, members: Set(form.all("members")), facilitator: form["facilitator"], until: form["until"],
        secondGroup: form.isOn("second-group"))
      return newPage(try await visit.house.newGroup(as: visit.actor), typed, problem, visit)
    }
  }

  private static func newPage(_ page: NewGroup, _ typed: Typed, _ problem: Problem?, _ visit: Visit) -> Reply {
    let corrections = Corrections(problem, visit.house.catalogue)
    let coaches = page.people.filter(\.isCoach).map { candidate in
      Choice(candidate.person.id.text, candidate.person.fullName, hint: groupsHint(candidate, visit))
    }
    let everybody = page.people.map { Choice($0.person.id.text, $0.person.fullName) }
    let body = postForm("/groups", token: visit.formToken) {
      corrections.summary
      fields(typed.draft, corrections, visit)
      choiceField(
        Field(
          "facilitator", visit.say("groups.form.facilitator"), value: typed.facilitator, hint: visit.say("groups.form.facilitatorHint"),
          corrections),
        [Choice("", visit.say("groups.form.choose"))] + everybody)
      textField(
        Field(
          "until", visit.say("groups.form.until"), value: typed.until, hint: visit.say("groups.form.untilHint"), optional: true, corrections
        ), .date)
      coaches.isEmpty
        ? remark(visit.say("groups.form.noCoaches"))
        : tickField(
          Field("members", visit.say("groups.form.members"), hint: visit.say("groups.form.membersHint"), corrections), coaches,
          chosen: typed.members)
      coaches.contains { $0.hint != nil }
        ? checkField(Field("second-group", visit.say("groups.form.secondGroup"), value: typed.secondGroup ? "yes" : "", corrections)) : ""
      buttons {
        submitButton(visit.say("groups.form.make"))
        linkButton(visit.say("groups.form.back"), href: "/groups", .quiet)
      }
    }
    return visit.page(
      visit.say("groups.form.newTitle"), status: problem == nil ? .ok : .unprocessableContent,
      back: Shell.Link(address: "/groups", label: visit.say("groups.list.title")), body)
  }

  @Sendable static func settings(_ visit: Visit) async throws -> Reply {
    let group = try await visit.house.groupToChange(try visit.id(), as: visit.actor)
    let draft = GroupDraft(
      name: group.name, zone: group.zone, rhythmWeeks: group.rhythmWeeks, sessionMinutes: group.sessionMinutes)
    return settingsPage(group, draft, nil, visit)
  }

  @Sendable static func change(_ visit: Visit) async throws -> Reply {
    let id = try visit.id(as: Group.self)
    let form = visit.form
    do {
      try await visit.house.changeGroup(id, draft(form), as: visit.actor)
      return .redirect("/groups/\(id)/members")
    } catch let problem as Problem {
      return settingsPage(try await visit.house.groupToChange(id, as: visit.actor), draft(form), problem, visit)
    }
  }

  private static func settingsPage(_ group: Group, _ draft: GroupDraft, _ problem: Problem?, _ visit: Visit) -> Reply {
    let corrections = Corrections(problem, visit.house.catalogue)
    let address = "/groups/\(group.id)"
    let body = postForm(address + "/settings", token: visit.formToken) {
      corrections.summary
      fields(draft, corrections, visit)
      buttons {
        submitButton(visit.say("groups.form.save"))
        linkButton(visit.say("groups.form.back"), href: address + "/members", .quiet)
      }
    }
    return visit.page(
      visit.say("groups.form.changeTitle", ["group": group.name]), status: problem == nil ? .ok : .unprocessableContent,
      back: Shell.Link(address: address + "/members", label: visit.say("groups.members.title")), body)
  }

  private static func fields(_ draft: GroupDraft, _ corrections: Corrections, _ visit: Visit) -> Markup {
    joined([
      textField(Field("name", visit.say("groups.form.name"), value: draft.name, hint: visit.say("groups.form.nameHint"), corrections)),
      choiceField(Field("zone", visit.say("groups.form.zone"), value: draft.zone, corrections), Choice.zones),
      textField(
        Field(
          "rhythm", visit.say("groups.form.rhythmLabel"), value: draft.rhythmWeeks.map(String.init) ?? "",
          hint: visit.say("groups.form.rhythmHint"), corrections),
        .number(GroupDraft.rhythms, step: 1)),
      textField(
        Field("minutes", visit.say("groups.form.length"), value: draft.sessionMinutes.map(String.init) ?? "", corrections),
        .number(GroupDraft.lengths, step: 5)),
    ])
  }

  private static func draft(_ form: Form) -> GroupDraft {
    GroupDraft(name: form["name"], zone: form["zone"], rhythmWeeks: form.integer("rhythm"), sessionMinutes: form.integer("minutes"))
  }

  /// The last day typed counts in full. An empty field means for good.
  static func endOfDay(_ day: String, zone: String) throws -> Instant? {
    guard !day.isEmpty else { return nil }
    guard let start = LocalMoment(day + "T00:00") else { throw Problem("until", "groups.form.untilUnreadable") }
    return start.adding(days: 1).nearestInstant(in: TimeZone(identifier: zone) ?? .gmt)
  }

  static func groupsHint(_ candidate: Candidate, _ visit: Visit) -> String? {
    candidate.groups.isEmpty ? nil : visit.say("groups.form.isIn", ["groups": candidate.groups.joined(separator: ", ")])
  }
}
