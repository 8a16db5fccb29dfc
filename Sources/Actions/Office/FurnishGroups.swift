// Furnishes the groups Alder and Birch with their facilitator, their members and norms that everybody has accepted.
import Domain
import Store

extension House {
  /// The two groups; each is made once and found again afterwards.
  package func furnishGroups(_ valley: MarlowValley) async throws -> MarlowValley {
    var valley = valley
    for group in MarlowGroup.allCases {
      let program = valley.programID
      let found = try await engine.read { try $0.group(named: group.name, in: program)?.id }
      if let found {
        valley.groups[group] = found
      } else {
        valley.groups[group] = try await furnish(group, valley)
      }
    }
    return valley
  }

  private func furnish(_ group: MarlowGroup, _ valley: MarlowValley) async throws -> ID<Group> {
    let week = FurnishedWeek(now())
    let draft = GroupDraft(name: group.name, zone: MarlowValley.zone, rhythmWeeks: 2, sessionMinutes: 90)
    let members = try group.members.map { try valley.actor($0).personID }
    let tomas = try valley.actor(.tomas)
    let id = try await at(week.moment(week: -8, day: 1, 9)).makeGroup(
      draft, members: members, facilitator: tomas.personID, as: try valley.actor(.renata))
    try await at(week.moment(week: -8, day: 1, 10)).writeNorms(of: id, body: catalogue.say("furnish.norms"), basedOn: 0, as: tomas)
    for (place, member) in group.members.enumerated() {
      try await at(week.moment(week: -8, day: 2, 15, place)).acceptNorms(of: id, version: 1, as: try valley.actor(member))
    }
    return id
  }
}
