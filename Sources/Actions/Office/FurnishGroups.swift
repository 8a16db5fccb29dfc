// Furnishes the groups Alder and Birch with their facilitator, their members and norms that everybody has accepted.
import Domain
import Store

extension House {
  /// The two groups; each is made once and found again afterwards. One that somebody renamed or took apart while trying things
  /// out is left as it is.
  package func furnishGroups(_ valley: MarlowValley) async throws -> MarlowValley {
    var valley = valley
    for group in MarlowGroup.allCases {
      let program = valley.programID
      let found = try await engine.read { try $0.group(named: group.name, in: program)?.id }
      do {
        let id = if let found { found } else { try await make(group, valley) }
        try await furnishNorms(of: group, id, valley)
        valley.groups[group] = id
      } catch is Problem {
        continue
      }
    }
    return valley
  }

  private func make(_ group: MarlowGroup, _ valley: MarlowValley) async throws -> ID<Group> {
    let draft = GroupDraft(name: group.name, zone: MarlowValley.zone, rhythmWeeks: 2, sessionMinutes: 90)
    return try await at(FurnishedWeek(now()).moment(week: -8, day: 1, 9)).makeGroup(
      draft, members: try group.members.map { try valley.actor($0).personID }, facilitator: try valley.actor(.tomas).personID,
      as: try valley.actor(.renata))
  }

  /// Only the first version is furnished: newer norms are the affair of whoever wrote them.
  private func furnishNorms(of group: MarlowGroup, _ id: ID<Group>, _ valley: MarlowValley) async throws {
    let week = FurnishedWeek(now())
    let (norms, acceptances) = try await engine.read { try $0.normsAndAcceptances(of: id) }
    guard (norms?.version ?? 1) == 1 else { return }
    if norms == nil {
      let writing = at(week.moment(week: -8, day: 1, 10))
      try await writing.writeNorms(of: id, body: catalogue.say("furnish.norms"), basedOn: 0, as: try valley.actor(.tomas))
    }
    for (place, member) in group.members.enumerated() {
      let actor = try valley.actor(member)
      guard acceptances[actor.personID] == nil else { continue }
      try await at(week.moment(week: -8, day: 2, 15, place)).acceptNorms(of: id, version: 1, as: actor)
    }
  }
}
