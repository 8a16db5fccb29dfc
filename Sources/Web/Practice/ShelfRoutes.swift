// The addresses of what one practices with: a group's shelf, what was added to it, and one's own lists.
import Domain
import HTTP

extension Site {
  static func addShelfPages(to table: inout RouteTable) {
    table.get("/groups/{id}/practice", .lookAtPractice, on: .group, PracticePages.show)
    table.get("/groups/{id}/practice/skills/{skill}", .lookAtPractice, on: .group, SkillPages.show)
    table.get("/groups/{id}/practice/stems", .lookAtPractice, on: .group, StemPages.show)
    table.post("/groups/{id}/practice/stems", .addToShelf, on: .group, StemPages.add)
    table.get("/groups/{id}/practice/models", .lookAtPractice, on: .group, FeedbackModelPages.show)
    table.get("/groups/{id}/practice/scenarios/new", .addToShelf, on: .group, OwnScenarioPages.new)
    table.post("/groups/{id}/practice/scenarios", .addToShelf, on: .group, OwnScenarioPages.add)

    table.get("/own-scenarios/{id}", .changeAddition, on: .ownScenario, OwnScenarioPages.show)
    table.post("/own-scenarios/{id}", .changeAddition, on: .ownScenario, OwnScenarioPages.change)
    table.post("/own-scenarios/{id}/withdrawal", .changeAddition, on: .ownScenario, OwnScenarioPages.withdraw)
    table.get("/own-stems/{id}", .changeAddition, on: .ownStem, OwnStemPages.show)
    table.post("/own-stems/{id}", .changeAddition, on: .ownStem, OwnStemPages.change)
    table.post("/own-stems/{id}/withdrawal", .changeAddition, on: .ownStem, OwnStemPages.withdraw)

    table.get("/stems", .keepRepertoire, on: .person, RepertoirePages.show)
    table.post("/stems", .keepRepertoire, on: .person, RepertoirePages.mark)
    table.post("/stems/removals", .keepRepertoire, on: .person, RepertoirePages.forget)
    table.post("/confidence-checks", .keepRepertoire, on: .person, RepertoirePages.check)
    table.post("/confidence-checks/removals", .keepRepertoire, on: .person, RepertoirePages.forgetChecks)
  }
}
