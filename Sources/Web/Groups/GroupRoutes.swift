// The addresses of groups, their norms and members, and of sessions before they run.
import Domain
import HTTP

extension Site {
  static func addGroupPages(to table: inout RouteTable) {
    table.get("/groups", .lookAtGroups, on: .program, GroupPages.list)
    table.get("/groups/new", .makeGroup, on: .program, GroupFormPages.new)
    table.post("/groups", .makeGroup, on: .program, GroupFormPages.make)
    table.get("/groups/{id}", .lookAtGroup, on: .group, GroupPages.home)
    table.get("/groups/{id}/settings", .changeGroup, on: .group, GroupFormPages.settings)
    table.post("/groups/{id}/settings", .changeGroup, on: .group, GroupFormPages.change)

    table.get("/groups/{id}/norms", .lookAtGroup, on: .group, NormsPages.show)
    table.post("/groups/{id}/norms", .writeNorms, on: .group, NormsPages.write)
    table.post("/groups/{id}/norms/acceptances", .acceptNorms, on: .group, NormsPages.accept)

    table.get("/groups/{id}/notebook", .keepNotebook, on: .group, NotebookPages.show)
    table.post("/groups/{id}/notebook", .keepNotebook, on: .group, NotebookPages.write)
    table.post("/groups/{id}/open-arcs", .answerOpenArcs, on: .group, GroupPages.answerOpenArcs)
    table.post("/groups/{id}/hint-endings", .endHint, on: .group, GroupPages.endHint)

    table.post("/groups/{id}/buddies", .pairUp, on: .group, GroupAfterView.pairUp)
    table.get("/groups/{id}/closing", .closeGroup, on: .group, ClosingPages.show)
    table.post("/groups/{id}/closing", .closeGroup, on: .group, ClosingPages.close)
    table.get("/groups/{id}/keep", .keepFromGroup, on: .group, ClosingPages.keep)
    table.post("/groups/{id}/keep", .keepFromGroup, on: .group, ClosingPages.save)
    table.get("/groups/{id}/members", .changeMembers, on: .group, MemberPages.show)
    table.post("/groups/{id}/members", .changeMembers, on: .group, MemberPages.add)
    table.post("/groups/{id}/departures", .changeMembers, on: .group, MemberPages.end)
    table.post("/groups/{id}/facilitator", .changeMembers, on: .group, MemberPages.handOver)
    table.get("/groups/{id}/split", .changeMembers, on: .group, SplitPages.show)
    table.post("/groups/{id}/split", .changeMembers, on: .group, SplitPages.split)

    table.get("/groups/{id}/sessions", .lookAtGroup, on: .group, SessionListPages.list)
    table.get("/groups/{id}/sessions/new", .planSession, on: .group, SessionFormPages.new)
    table.post("/groups/{id}/sessions", .planSession, on: .group, SessionFormPages.plan)
    table.get("/sessions/{id}", .lookAtSession, on: .session, SessionPages.show)
    table.get("/sessions/{id}/calendar", .lookAtSession, on: .session, PreparationPages.calendar)
    table.post("/sessions/{id}/brings", .prepareForSession, on: .session, PreparationPages.bring)
    table.post("/sessions/{id}/absences", .prepareForSession, on: .session, PreparationPages.absence)
    table.post("/sessions/{id}/arrivals", .prepareForSession, on: .session, PreparationPages.arrive)
    table.get("/sessions/{id}/pack", .lookAtSession, on: .session, PackPages.show)
    table.post("/sessions/{id}/slips", .giveExitSlip, on: .session, ExitSlipView.give)
    table.get("/sessions/{id}/time", .moveSession, on: .session, SessionFormPages.time)
    table.post("/sessions/{id}/time", .moveSession, on: .session, SessionFormPages.move)
    table.get("/sessions/{id}/cancellation", .cancelSession, on: .session, SessionFormPages.cancellation)
    table.post("/sessions/{id}/cancellation", .cancelSession, on: .session, SessionFormPages.cancel)
    table.get("/sessions/{id}/agenda", .planSession, on: .session, PlannerPages.show)
    table.post("/sessions/{id}/agenda", .planSession, on: .session, PlannerPages.change)
  }
}
