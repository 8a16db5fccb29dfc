// The list of groups, and the page of one: when and what next, my turn, my commitments, our norms, who we are.
import Actions
import Domain
import HTML
import HTTP
import HTTPTypes

enum GroupPages {
  @Sendable static func list(_ visit: Visit) async throws -> Reply {
    let list = try await visit.house.groupList(as: visit.actor)
    let body = joined([
      list.own.isEmpty && list.others.isEmpty && list.kept.isEmpty && list.closed.isEmpty && !list.mayMake
        ? section(visit.say("groups.list.own")) { emptiness(visit.say("groups.list.none"), visit.say("groups.list.noneHint")) } : "",
      list.own.isEmpty ? "" : section(visit.say("groups.list.own")) { rows(list.own.map { ownLine($0, visit) }) },
      list.mayMake && list.own.isEmpty && list.others.isEmpty ? firstGroup(list, visit) : "",
      list.mayMake && !(list.own.isEmpty && list.others.isEmpty)
        ? section(
          list.own.isEmpty ? visit.say("groups.list.all") : visit.say("groups.list.others"),
          end: linkButton(visit.say("groups.list.make"), href: "/groups/new", .quiet)
        ) {
          list.others.isEmpty
            ? remark(visit.say("groups.list.noOthers"))
            : rows(list.others.map { row($0.group.name, href: "/groups/\($0.group.id)/members", detail: names($0, visit)) })
        } : "",
      list.own.isEmpty
        ? "" : section(visit.say("feedback.home.title")) { rows([row(visit.say("feedback.home.link"), href: "/feedback")]) },
      list.own.isEmpty ? "" : section(visit.say("join.title")) { JoinPages.form(visit) },
      list.notebooks.isEmpty
        ? ""
        : section(visit.say("notebook.old")) { rows(list.notebooks.map { row($0.name, href: "/groups/\($0.id)/notebook") }) },
      list.closed.isEmpty
        ? "" : section(visit.say("groups.list.closed")) { rows(list.closed.map { row($0.name, href: "/groups/\($0.id)") }) },
      list.kept.isEmpty ? "" : section(visit.say("groups.list.kept")) { rows(list.kept.map { keptLine($0, visit) }) },
    ])
    return visit.page(visit.say("groups.list.title"), lead: lead(list, visit), body)
  }

  /// Nothing is here yet: what a group is, and the next thing to do.
  private static func firstGroup(_ list: GroupList, _ visit: Visit) -> Markup {
    section(visit.say("groups.list.all")) {
      emptiness(visit.say("groups.list.noneYet"), visit.say("groups.list.noneYetHint")) {
        buttons {
          list.mayInvite ? linkButton(visit.say("groups.list.invite"), href: "/people") : ""
          linkButton(visit.say("groups.list.make"), href: "/groups/new", list.mayInvite ? .quiet : .first)
        }
      }
    }
  }

  private static func lead(_ list: GroupList, _ visit: Visit) -> String? {
    let next = list.own.compactMap { line in line.next.map { (line.group, $0) } }.min { $0.1.startsAt < $1.1.startsAt }
    guard let (group, session) = next else { return nil }
    if session.status != .planned { return visit.say("groups.list.leadNow", ["group": group.name]) }
    return visit.say(
      "groups.list.lead", ["group": group.name, "when": Moments(visit.house.catalogue, zone: group.zone).dayAndTime(session.startsAt)])
  }

  private static func ownLine(_ line: GroupList.Line, _ visit: Visit) -> Markup {
    var end: Markup?
    if let next = line.next {
      end = statusWord(
        next.status == .planned
          ? Moments(visit.house.catalogue, zone: line.group.zone).dayAndTime(next.startsAt) : visit.say("groups.list.meetsNow"))
    }
    return row(line.group.name, href: "/groups/\(line.group.id)", detail: names(line, visit), end: end)
  }

  private static func keptLine(_ kept: GroupList.Kept, _ visit: Visit) -> Markup {
    let day = Moments(visit.house.catalogue, zone: kept.group.zone).dayOfYear(kept.session.startsAt)
    return row(visit.say("groups.list.keptRow", ["group": kept.group.name, "day": day]), href: "/sessions/\(kept.session.id)/record")
  }

  private static func names(_ line: GroupList.Line, _ visit: Visit) -> String {
    let members = line.members.isEmpty ? visit.say("groups.list.nobody") : line.members.joined(separator: ", ")
    guard !line.facilitators.isEmpty else { return members }
    return visit.say("groups.list.names", ["members": members, "facilitator": line.facilitators.joined(separator: ", ")])
  }

  @Sendable static func answerOpenArcs(_ visit: Visit) async throws -> Reply {
    let id = try visit.id(as: Group.self)
    try await visit.house.answerOpenArcs(visit.form.isOn("answer"), in: id, as: visit.actor)
    return .redirect("/groups/\(id)")
  }

  /// A word that does not exist cannot be ended; whoever sends one is back where they were.
  @Sendable static func endHint(_ visit: Visit) async throws -> Reply {
    let id = try visit.id(as: Group.self)
    try await visit.house.endHint(FloorHint(rawValue: visit.form["hint"]) ?? .little, in: id, as: visit.actor)
    return .redirect("/groups/\(id)")
  }

  @Sendable static func home(_ visit: Visit) async throws -> Reply { try await home(visit, nil, .ok) }

  /// `problem` is that of a form on the page.
  static func home(_ visit: Visit, _ problem: Problem?, _ status: HTTPResponse.Status) async throws -> Reply {
    let id = try visit.id(as: Group.self)
    let home = try await visit.house.groupHome(id, as: visit.actor)
    let view = GroupHomeView(home: home, visit: visit, problem)
    return visit.page(
      home.group.name, status: status, lead: view.lead, back: Shell.Link(address: "/groups", label: visit.say("groups.list.title")), view.body)
  }
}
