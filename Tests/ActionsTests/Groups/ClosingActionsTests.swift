// A group that ends: until its day everything goes on, then its people read it, are free, and keep what they chose.
import Actions
import Database
import Domain
import Store
import TestSupport
import Testing

@Suite struct ClosingActionsTests {
  private let draft = SessionDraft(starts: "2026-10-20T15:30", minutes: 90, place: "Library", meetingLink: "")
  /// Midnight after Friday, 23 October, in Chicago.
  private let friday = District.monday + .days(4) + .hours(16)

  @Test(arguments: TestEngine.allCases) func aGroupClosesOnItsDay(_ engine: TestEngine) async throws {
    let district = try await District.open(engine.open())
    let (house, alder) = (district.house, district.alder)
    let session = try await house.planSession(draft, in: alder, as: district.tomas)
    await #expect(throws: Problem("until", "after.closing.sessions")) {
      try await house.closeGroup(alder, at: District.monday + .hours(10), as: district.tomas)
    }
    await #expect(throws: Problem("until", "after.closing.past")) {
      try await house.closeGroup(alder, at: District.monday, as: district.tomas)
    }
    await #expect(throws: Problem("until", "after.closing.missing")) { try await house.closeGroup(alder, at: nil, as: district.tomas) }
    for (actor, refusal) in [(district.dana, Refusal.notAllowed), (district.ines, .notFound)] {
      await #expect(throws: refusal) { try await house.closeGroup(alder, at: friday, as: actor) }
      await #expect(throws: refusal) { try await house.takeBackClosing(of: alder, as: actor) }
    }
    try await house.closeGroup(alder, at: friday, as: district.tomas)
    try await house.takeBackClosing(of: alder, as: district.renata)
    #expect(try await house.groupHome(alder, as: district.dana).group.closesAt == nil)
    try await house.closeGroup(alder, at: friday, as: district.tomas)
    await #expect(throws: Problem("day", "after.closing.noSession")) {
      try await house.planSession(
        SessionDraft(starts: "2026-10-27T15:30", minutes: 90, place: "Library", meetingLink: ""), in: alder, as: district.tomas)
    }
    await #expect(throws: Problem("day", "after.closing.noSession")) {
      try await house.moveSession(
        session, SessionDraft(starts: "2026-10-27T15:30", minutes: 90, place: "x", meetingLink: ""), basedOn: 1, as: district.tomas)
    }
    try await house.cancelSession(session, reason: "Snow", basedOn: 1, as: district.tomas)
    #expect(try await !house.groupHome(alder, as: district.dana).isClosed)

    district.clock.set(friday)
    let home = try await house.groupHome(alder, as: district.dana)
    #expect(home.isClosed && !home.isMember && !home.isFacilitator && home.norms != nil && home.past.map(\.id) == [session])
    #expect(try await house.groupHome(alder, as: district.tomas).isClosed)
    let list = try await house.groupList(as: district.dana)
    #expect(list.own.isEmpty && list.closed.map(\.id) == [alder])
    #expect(try await house.groupList(as: district.renata).others.map(\.group.name) == ["Birch"])
    // Nobody changes it any more; to those who lead the program it is gone.
    await #expect(throws: Refusal.notAllowed) { try await house.planSession(draft, in: alder, as: district.tomas) }
    await #expect(throws: Refusal.notAllowed) { try await house.takeBackClosing(of: alder, as: district.tomas) }
    await #expect(throws: Refusal.notAllowed) { try await house.acceptNorms(of: alder, version: 1, as: district.dana) }
    for actor in [district.renata, district.sam, district.ines] {
      await #expect(throws: Refusal.notFound) { try await house.groupHome(alder, as: actor) }
      await #expect(throws: Refusal.notFound) { try await house.membersPage(alder, as: actor) }
    }
    // Its members are free: no second group, nobody's word needed.
    #expect(try await house.addMember(district.dana.personID, to: district.birch, as: district.tomas) == .joins)
    await #expect(throws: Refusal.notFound) { try await house.groupHome(alder, as: district.ines) }
  }

  @Test(arguments: TestEngine.allCases) func whatIsTakenAlongIsOnesOwn(_ engine: TestEngine) async throws {
    let district = try await District.open(engine.open())
    let (house, alder) = (district.house, district.alder)
    let session = try await house.planSession(draft, in: alder, as: district.tomas)
    let (own, other): (ID<RoomCommitment>, ID<RoomCommitment>) = (house.newID(), house.newID())
    try await house.engine.write { tx in
      for (id, owner) in [(own, district.dana), (other, district.marcus)] {
        try tx.insert([RoomCommitment(id: id, ownerID: owner.personID, text: "Ask", byDate: nil)], of: session, in: alder, at: District.monday)
      }
    }
    await #expect(throws: Refusal.stale(Sentence("after.keep.notYet"))) { try await house.keepPage(alder, as: district.dana) }
    try await house.closeGroup(alder, at: friday, as: district.tomas)
    try await house.keepFromGroup(alder, body: "Silence works", commitments: [own, other], as: district.dana)
    let page = try await house.keepPage(alder, as: district.dana)
    #expect(page.keep == GroupKeep(body: "Silence works", commitments: [own]) && page.commitments.map(\.id) == [own])
    #expect(try await house.keepPage(alder, as: district.marcus).keep == GroupKeep(body: "", commitments: []))
    for (actor, refusal) in [(district.tomas, Refusal.notAllowed), (district.renata, .notAllowed), (district.ines, .notFound)] {
      await #expect(throws: refusal) { try await house.keepPage(alder, as: actor) }
      await #expect(throws: refusal) { try await house.keepFromGroup(alder, body: "x", commitments: [], as: actor) }
    }
    await #expect(throws: Problem("body", "room.text.tooLong", ["limit": "20000"])) {
      try await house.keepFromGroup(alder, body: String(repeating: "x", count: 20_001), commitments: [], as: district.dana)
    }
    district.clock.set(friday + .days(30))
    try await house.keepFromGroup(alder, body: "Silence still works", commitments: [], as: district.dana)
    #expect(try await house.keepPage(alder, as: district.dana).keep == GroupKeep(body: "Silence still works", commitments: []))
  }

  @Test(arguments: TestEngine.allCases) func joiningPutsTheNormsToEverybodyAndSaysWhy(_ engine: TestEngine) async throws {
    let district = try await District.open(engine.open())
    let (house, alder) = (district.house, district.alder)
    #expect(try await house.groupHome(alder, as: district.dana).joinedWithNorms.isEmpty)
    district.clock.advance(.hours(1))
    _ = try await house.addMember(district.ines.personID, to: alder, secondGroupAgreed: true, as: district.renata)
    let home = try await house.groupHome(alder, as: district.dana)
    #expect(home.asksForNorms && home.joinedWithNorms.map(\.person) == [district.ines.personID])
  }

  @Test(arguments: TestEngine.allCases) func anAdministratorChangesTheKindOfCoach(_ engine: TestEngine) async throws {
    let district = try await District.open(engine.open())
    let (house, dana) = (district.house, district.dana.personID)
    try await house.changeCoachKind(of: dana, to: "both", as: district.sam)
    #expect(try await house.person(dana, as: district.sam).line.person.coachKind == .both)
    await #expect(throws: Problem("coach-kind", "people.problem.stillMember")) {
      try await house.changeCoachKind(of: dana, to: "", as: district.sam)
    }
    await #expect(throws: Problem("coach-kind", "people.problem.kindUnknown")) {
      try await house.changeCoachKind(of: dana, to: "pilot", as: district.sam)
    }
    await #expect(throws: Refusal.notAllowed) { try await house.changeCoachKind(of: dana, to: "ic", as: district.renata) }
    try await house.endMembership(of: dana, in: district.alder, as: district.tomas)
    try await house.changeCoachKind(of: dana, to: "", as: district.sam)
    #expect(try await house.person(dana, as: district.sam).line.person.coachKind == nil)
  }
}
