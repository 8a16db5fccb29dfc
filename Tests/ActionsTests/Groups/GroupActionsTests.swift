// Groups through their actions on both engines: making, joining, leaving, splitting, handing over, and who may do it.
import Actions
import Database
import Domain
import Store
import TestSupport
import Testing

@Suite struct GroupActionsTests {
  private func draft(_ name: String = "Cedar") -> GroupDraft {
    GroupDraft(name: name, zone: "America/Chicago", rhythmWeeks: 2, sessionMinutes: 90)
  }

  /// Coaches of the district who are in no group.
  private func newCoaches(_ count: Int, in district: District) async throws -> [Actor] {
    let program = district.dana.programID
    let now = district.clock.now
    let people = (0..<count).map { number in
      Person(
        id: district.house.newID(), programID: program, fullName: "New Coach \(number)", signInName: "new\(number)@example.org",
        coachKind: .ic,
        isDemo: false, createdAt: now)
    }
    try await district.house.engine.write { tx in
      for person in people {
        try tx.insert(person)
        try tx.acceptNotice(person.id, at: now)
      }
    }
    return people.map { Actor(personID: $0.id, programID: program) }
  }

  private func members(_ group: ID<Group>, _ district: District) async throws -> [ID<Person>] {
    try await district.house.membersPage(group, as: district.renata).people.members.map(\.person)
  }

  @Test(arguments: TestEngine.allCases) func theDistrictHasItsTwoGroups(_ engine: TestEngine) async throws {
    let district = try await District.open(engine.open())
    let home = try await district.house.groupHome(district.alder, as: district.dana)
    #expect(home.people.members.map(\.fullName).sorted() == ["Dana Whitfield", "Marcus Bell", "Priya Raman", "Yolanda Reyes"])
    #expect(home.people.facilitators.map(\.fullName) == ["Tomas Lindqvist"])
    #expect(home.size == .meeting(roomFor: 2))
    #expect(home.isMember && !home.isFacilitator && !home.asksForNorms)
    let list = try await district.house.groupList(as: district.tomas)
    #expect(list.own.map(\.group.name) == ["Alder", "Birch"] && list.others.isEmpty && !list.mayMake)
    #expect(list.own.first?.members.count == 4)
    #expect(try await district.house.groupList(as: district.ines).own.map(\.group.name) == ["Birch"])
    let lead = try await district.house.groupList(as: district.renata)
    #expect(lead.own.isEmpty && lead.others.map(\.group.name) == ["Alder", "Birch"] && lead.mayMake)
  }

  @Test(arguments: TestEngine.allCases) func aGroupIsMadeAndForms(_ engine: TestEngine) async throws {
    let district = try await District.open(engine.open())
    let coaches = try await newCoaches(3, in: district)
    let id = try await district.house.makeGroup(
      draft(), members: coaches.prefix(2).map(\.personID), facilitator: district.tomas.personID, as: district.renata)
    #expect(try await district.house.groupHome(id, as: coaches[0]).size == .forming(missing: 1))
    #expect(try await district.house.addMember(coaches[2].personID, to: id, as: district.tomas) == .joins)
    #expect(try await district.house.groupHome(id, as: coaches[2]).size == .meeting(roomFor: 3))
    let audit = try await district.house.engine.read { try $0.auditEntries(of: district.dana.programID) }
    #expect(Set(audit.filter { $0.objectID == id.text }.map(\.deed)) == ["makeGroup", "changeMembers"])
  }

  @Test(arguments: TestEngine.allCases) func whatIsWrongIsSaidAndNothingIsMade(_ engine: TestEngine) async throws {
    let district = try await District.open(engine.open())
    let (house, renata) = (district.house, district.renata)
    func problem(_ draft: GroupDraft, members: [Actor], leader: Actor?, agreed: Bool = false) async throws -> Problem? {
      do {
        _ = try await house.makeGroup(
          draft, members: members.map(\.personID), facilitator: leader?.personID, secondGroupAgreed: agreed, as: renata)
        return nil
      } catch let problem as Problem { return problem }
    }
    #expect(
      try await problem(draft("Alder"), members: [], leader: district.tomas) == Problem("name", "groups.form.nameTaken", ["name": "Alder"]))
    #expect(try await problem(draft(), members: [], leader: nil) == Problem("facilitator", "groups.form.facilitatorMissing"))
    #expect(
      try await problem(draft(), members: [district.dana], leader: district.dana)?.lines.first?.sentence.key == "groups.joining.facilitates"
    )
    let twice = try await problem(draft(), members: [district.dana, district.ines, district.sam], leader: district.tomas)
    #expect(
      Set(twice?.lines.map(\.sentence.key) ?? []) == ["groups.joining.otherGroup", "groups.joining.noCoach"] && twice?.lines.count == 3)
    let seven = try await newCoaches(7, in: district)
    #expect(try await problem(draft(), members: seven, leader: district.tomas) == Problem("members", "groups.form.tooMany", ["most": "6"]))
    #expect(try await problem(draft(), members: [], leader: Actor(personID: house.newID(), programID: renata.programID)) != nil)
    #expect(try await house.groupList(as: renata).others.count == 2)
    #expect(try await problem(draft(), members: [district.dana], leader: district.tomas, agreed: true) == nil)
  }

  @Test(arguments: TestEngine.allCases) func onlyTheProgramLeadAgreesToASecondGroup(_ engine: TestEngine) async throws {
    let district = try await District.open(engine.open())
    let values = ["name": "Dana Whitfield", "groups": "Alder"]
    for actor in [district.tomas, district.sam] {
      await #expect(throws: Problem("person", "groups.joining.otherGroupAskLead", ["name": "Dana Whitfield"])) {
        try await district.house.addMember(district.dana.personID, to: district.birch, secondGroupAgreed: true, as: actor)
      }
    }
    await #expect(throws: Problem("person", "groups.joining.otherGroup", values)) {
      try await district.house.addMember(district.dana.personID, to: district.birch, as: district.renata)
    }
    let joined = try await district.house.addMember(
      district.dana.personID, to: district.birch, secondGroupAgreed: true, as: district.renata)
    #expect(joined == .joins)
    #expect(try await district.house.groupList(as: district.dana).own.count == 2)
  }

  @Test(arguments: TestEngine.allCases) func whoLeftIsGoneAndMayComeBack(_ engine: TestEngine) async throws {
    let district = try await District.open(engine.open())
    try await district.house.endMembership(of: district.priya.personID, in: district.alder, as: district.tomas)
    await #expect(throws: Refusal.notFound) { try await district.house.groupHome(district.alder, as: district.priya) }
    await #expect(throws: Refusal.stale(Sentence("groups.members.goneAlready"))) {
      try await district.house.endMembership(of: district.priya.personID, in: district.alder, as: district.tomas)
    }
    let page = try await district.house.membersPage(district.alder, as: district.tomas)
    #expect(page.former.map(\.fullName) == ["Priya Raman"] && page.people.members.count == 3)
    #expect(page.joinable.map(\.person.id) == [district.priya.personID])
    // Who makes groups sees who is in which; a facilitator sees who is free.
    let lead = try await district.house.membersPage(district.alder, as: district.renata).joinable
    #expect(lead.contains { $0.person.id == district.ines.personID && $0.groups == ["Birch"] })
    district.clock.advance(.days(7))
    #expect(try await district.house.addMember(district.priya.personID, to: district.alder, as: district.tomas) == .joins)
    #expect(try await district.house.groupHome(district.alder, as: district.priya).isMember)
  }

  @Test(arguments: TestEngine.allCases) func theSeventhMakesTwoGroups(_ engine: TestEngine) async throws {
    let district = try await District.open(engine.open())
    let (house, birch) = (district.house, district.birch)
    let coaches = try await newCoaches(3, in: district)
    #expect(try await house.addMember(coaches[0].personID, to: birch, as: district.tomas) == .joins)
    await #expect(throws: Refusal.stale(Sentence("groups.split.notNow"))) {
      try await house.splitPage(birch, newcomer: coaches[0].personID, as: district.tomas)
    }
    #expect(try await house.addMember(coaches[1].personID, to: birch, as: district.tomas) == .wouldBeSeventh)
    #expect(try await members(birch, district).count == 6)

    let page = try await house.splitPage(birch, newcomer: coaches[1].personID, as: district.tomas)
    #expect(page.seven.count == 7 && page.proposal.leaving.count == 3 && page.proposal.staying.contains(coaches[1].personID))
    await #expect(throws: Problem("leaving", "groups.split.sizes")) {
      try await house.split(
        birch, newcomer: coaches[1].personID, leaving: Set(page.proposal.leaving.prefix(2)), name: "Cedar", as: district.tomas)
    }
    await #expect(throws: Problem("name", "groups.form.nameTaken", ["name": "Alder"])) {
      try await house.split(birch, newcomer: coaches[1].personID, leaving: Set(page.proposal.leaving), name: "Alder", as: district.tomas)
    }
    #expect(try await members(birch, district).count == 6)
    district.clock.advance(.minutes(1))
    let second = try await house.split(
      birch, newcomer: coaches[1].personID, leaving: Set(page.proposal.leaving), name: "Cedar", as: district.tomas)
    #expect(Set(try await members(birch, district)) == Set(page.proposal.staying))
    #expect(Set(try await members(second, district)) == Set(page.proposal.leaving))
    #expect(try await house.groupList(as: district.tomas).own.map(\.group.name) == ["Alder", "Birch", "Cedar"])
    // Both groups go on from there.
    #expect(try await house.addMember(coaches[2].personID, to: second, as: district.tomas) == .joins)
  }

  @Test(arguments: TestEngine.allCases) func ofManyWhoJoinAtOnceSixFit(_ engine: TestEngine) async throws {
    let district = try await District.open(engine.open())
    let coaches = try await newCoaches(6, in: district)
    let answers = try await withThrowingTaskGroup(of: Joining.self) { tasks in
      for coach in coaches {
        tasks.addTask { try await district.house.addMember(coach.personID, to: district.alder, as: district.tomas) }
      }
      return try await tasks.reduce(into: [Joining]()) { $0.append($1) }
    }
    #expect(answers.count { $0 == .joins } == 2 && answers.count { $0 == .wouldBeSeventh } == 4)
    #expect(try await members(district.alder, district).count == 6)
  }

  @Test(arguments: TestEngine.allCases) func oneCoachDoesNotJoinTwoGroupsAtOnce(_ engine: TestEngine) async throws {
    let district = try await District.open(engine.open())
    let coach = try await newCoaches(1, in: district)[0]
    let joined = await withTaskGroup(of: Bool.self) { tasks in
      for group in [district.alder, district.birch] {
        tasks.addTask { (try? await district.house.addMember(coach.personID, to: group, as: district.tomas)) == .joins }
      }
      return await tasks.reduce(into: 0) { $0 += $1 ? 1 : 0 }
    }
    #expect(joined == 1)
  }

  @Test(arguments: TestEngine.allCases) func theGroupIsHandedOver(_ engine: TestEngine) async throws {
    let district = try await District.open(engine.open())
    let house = district.house
    await #expect(throws: Problem("facilitator", "groups.members.leaderIsMember", ["name": "Dana Whitfield"])) {
      try await house.handOver(district.alder, to: district.dana.personID, as: district.renata)
    }
    await #expect(throws: Problem("until", "groups.form.untilPast")) {
      try await house.handOver(district.alder, to: district.ines.personID, until: district.clock.now - .days(1), as: district.renata)
    }
    try await house.handOver(district.alder, to: district.ines.personID, until: district.clock.now + .days(30), as: district.renata)
    #expect(try await house.groupHome(district.alder, as: district.ines).isFacilitator)
    await #expect(throws: Refusal.notFound) { try await house.groupHome(district.alder, as: district.tomas) }
    // Access from outside ends on its date, by itself.
    district.clock.advance(.days(30))
    await #expect(throws: Refusal.notFound) { try await house.groupHome(district.alder, as: district.ines) }
    #expect(try await house.groupHome(district.alder, as: district.dana).people.facilitators.isEmpty)
  }

  @Test(arguments: TestEngine.allCases) func aConflictOfInterestIsToldToBothAndToNobodyElse(_ engine: TestEngine) async throws {
    let district = try await District.open(engine.open())
    let now = district.clock.now
    let role = RoleHeld(
      id: district.house.newID(), personID: district.tomas.personID, role: .appraiser, objectID: district.dana.personID.text,
      from: now - .days(1))
    try await district.house.engine.write { try $0.insert(role) }
    func told(_ actor: Actor) async throws -> [String] {
      try await district.house.groupHome(district.alder, as: actor).appraised.map(\.fullName)
    }
    #expect(try await told(district.tomas) == ["Dana Whitfield"])
    #expect(try await told(district.dana) == ["Dana Whitfield"])
    #expect(try await told(district.marcus) == [])
    #expect(try await district.house.groupHome(district.birch, as: district.tomas).appraised.isEmpty)
  }

  @Test(arguments: TestEngine.allCases) func aLeadWhoFacilitatesIsNamedAsOne(_ engine: TestEngine) async throws {
    let district = try await District.open(engine.open())
    #expect(try await district.house.groupHome(district.alder, as: district.dana).leadingFacilitators.isEmpty)
    try await district.house.handOver(district.alder, to: district.renata.personID, as: district.renata)
    #expect(try await district.house.groupHome(district.alder, as: district.dana).leadingFacilitators.map(\.fullName) == ["Renata Okafor"])
    // In the other group she stays who she was: the role belongs to the object.
    await #expect(throws: Refusal.notAllowed) { try await district.house.groupHome(district.birch, as: district.renata) }
  }

  @Test(arguments: TestEngine.allCases) func settingsChangeAndNamesStayApart(_ engine: TestEngine) async throws {
    let district = try await District.open(engine.open())
    let changed = GroupDraft(name: "Alder", zone: "America/New_York", rhythmWeeks: 3, sessionMinutes: 75)
    try await district.house.changeGroup(district.alder, changed, as: district.tomas)
    let group = try await district.house.groupToChange(district.alder, as: district.renata)
    #expect(group.rhythmWeeks == 3 && group.zone == "America/New_York" && group.sessionMinutes == 75)
    await #expect(throws: Problem("name", "groups.form.nameTaken", ["name": "Birch"])) {
      try await district.house.changeGroup(district.alder, draft("Birch"), as: district.tomas)
    }
  }

  @Test(arguments: TestEngine.allCases) func whoMayNotIsRefused(_ engine: TestEngine) async throws {
    let district = try await District.open(engine.open())
    let house = district.house
    let stranger = Actor(personID: district.dana.personID, programID: house.newID())
    for (actor, refusal) in [(district.dana, Refusal.notAllowed), (district.ines, .notFound), (stranger, .notFound)] {
      await #expect(throws: refusal) { try await house.addMember(district.ines.personID, to: district.alder, as: actor) }
      await #expect(throws: refusal) { try await house.endMembership(of: district.marcus.personID, in: district.alder, as: actor) }
      await #expect(throws: refusal) { try await house.handOver(district.alder, to: district.ines.personID, as: actor) }
      await #expect(throws: refusal) { try await house.changeGroup(district.alder, draft(), as: actor) }
      await #expect(throws: refusal) { try await house.membersPage(district.alder, as: actor) }
    }
    await #expect(throws: Refusal.notFound) {
      try await house.makeGroup(draft(), members: [], facilitator: district.tomas.personID, as: district.tomas)
    }
    await #expect(throws: Refusal.notFound) { try await house.groupHome(house.newID(), as: district.dana) }
    for actor in [district.renata, district.sam] {
      await #expect(throws: Refusal.notAllowed) { try await house.groupHome(district.alder, as: actor) }
    }
    #expect(try await members(district.alder, district).count == 4)
  }
}
