// All sessions of a group that one may know of: those to come, and the records of those that were held.
import Domain
import HTML
import HTTP

enum SessionListPages {
  @Sendable static func list(_ visit: Visit) async throws -> Reply {
    let id = try visit.id(as: Group.self)
    let (group, sessions) = try await visit.house.groupSessions(id, as: visit.actor)
    let when = Moments(visit.house.catalogue, zone: group.zone)
    let now = visit.house.now()
    let coming = sessions.filter { $0.past == nil && !$0.isMissed(at: now) }.reversed()
    let past = sessions.filter { $0.past != nil || $0.isMissed(at: now) }
    let body = joined([
      section(visit.say("sessions.list.coming")) {
        coming.isEmpty
          ? remark(visit.say("sessions.list.none"))
          : rows(coming.map { row(when.dayAndHours(from: $0.startsAt, minutes: $0.minutes), href: "/sessions/\($0.id)", detail: $0.where) })
      },
      section(visit.say("sessions.list.past")) {
        past.isEmpty ? remark(visit.say("sessions.list.nonePast")) : rows(past.map { pastRow($0, when, visit) })
      },
    ])
    return visit.page(
      visit.say("sessions.list.title", ["group": group.name]),
      lead: visit.say("sessions.list.lead", count: past.count { $0.status == .held }),
      back: Shell.Link(address: "/groups/\(id)", label: group.name), body)
  }
}
