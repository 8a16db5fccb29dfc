// The addresses of signing in and out, links, the notice, one's own account, and the people of a program.
import Domain
import HTTP

extension Site {
  static func addPeoplePages(to table: inout RouteTable) {
    table.get("/", .lookAtStartPage, on: .house, StartPages.show)
    table.post("/sign-ins", .signIn, on: .house, StartPages.signIn)
    table.post("/sign-outs", .signOut, on: .signIn, StartPages.signOut)

    table.get("/links/{token}", .useOneTimeLink, on: .link, LinkPages.show)
    table.post("/links/{token}", .useOneTimeLink, on: .link, LinkPages.use)

    table.get("/notice", .readNotice, on: .notice, NoticePages.show)
    table.post("/notice/acceptances", .acceptNotice, on: .notice, NoticePages.accept)

    table.get("/account", .lookAtOwnAccount, on: .person, AccountPages.show)
    table.post("/account/passwords", .changeOwnPassword, on: .person, AccountPages.changePassword)
    table.post("/account/sign-in-endings", .endOwnSignIns, on: .person, AccountPages.endSignIn)

    table.get("/people", .lookAtPeople, on: .program, PeoplePages.list)
    table.post("/people", .invitePerson, on: .program, PeoplePages.invite)
    table.post("/schools", .addSchool, on: .program, PeoplePages.addSchool)
    table.get("/people/{id}", .lookAtPeople, on: .person, PersonPages.show)
    table.post("/people/{id}/links", .makeLink, on: .person, PersonPages.makeLink)
    table.post("/people/{id}/coach-kinds", .changeCoachKind, on: .person, PersonPages.changeCoachKind)
    table.post("/people/{id}/sign-in-endings", .endSignIns, on: .person, PersonPages.endSignIns)
    table.post("/people/{id}/roles", .giveRole, on: .person, PersonPages.giveRole)
    table.post("/people/{id}/role-endings", .giveRole, on: .person, PersonPages.endRole)
    table.post("/people/{id}/closures", .disablePerson, on: .person, PersonPages.close)
    table.post("/people/{id}/openings", .disablePerson, on: .person, PersonPages.open)
  }
}
