// "The group" means the people in it when something was shared: what later members, later facilitators and those who left can know of.
import Actions
import Database
import Domain
import Store
import TestSupport
import Testing

@Suite struct GroupVisibilityTests {
  /// Alder with one session held in October, before anything changes; the clock stands a day after it.
  private struct Alder {
    let district: District
    let held: ID<Session>
    var house: House { district.house }

    init(_ engine: TestEngine) async throws {
      district = try await District.open(engine.open())
      let draft = SessionDraft(starts: "2026-10-20T15:30", minutes: 90, place: "Library", meetingLink: "")
      held = try await district.house.planSession(draft, in: district.alder, as: district.tomas)
      try await hold(held)
      district.clock.advance(.days(2))
    }

    func hold(_ id: ID<Session>) async throws {
      try await district.house.engine.write { tx in
        guard let session = try tx.session(id) else { return }
        try tx.execute("UPDATE session SET status = 'held', opened_at = \(session.startsAt), held_at = \(session.endsAt) WHERE id = \(id)")
      }
    }

    func plan(_ starts: String) async throws -> ID<Session> {
      let draft = SessionDraft(starts: starts, minutes: 90, place: "Library", meetingLink: "")
      return try await house.planSession(draft, in: district.alder, as: district.tomas)
    }

    /// The past sessions that the group's page and the list of sessions show this person.
    func past(_ actor: Actor) async throws -> [ID<Session>] {
      let home = try await house.groupHome(district.alder, as: actor).past.map(\.id)
      let all = try await house.groupSessions(district.alder, as: actor).sessions.filter { $0.past != nil }.map(\.id)
      #expect(home == all)
      return all
    }

    func may(_ deed: Deed, _ session: ID<Session>, _ actor: Actor) async throws -> Verdict {
      let now = district.clock.now
      return Permission.verdict(deed, try await house.engine.read { try $0.relations(of: actor, toSession: session, at: now) })
    }
  }

  @Test(arguments: TestEngine.allCases) func membersOfThenSeeIt(_ engine: TestEngine) async throws {
    let alder = try await Alder(engine)
    for actor in [alder.district.dana, alder.district.tomas] {
      #expect(try await alder.past(actor) == [alder.held])
      #expect(try await alder.may(.lookAtRecord, alder.held, actor) == .allowed)
    }
    for (actor, verdict) in [
      (alder.district.ines, Verdict.notFound), (alder.district.renata, .notAllowed), (alder.district.sam, .notAllowed),
    ] {
      #expect(try await alder.may(.lookAtRecord, alder.held, actor) == verdict)
    }
  }

  @Test(arguments: TestEngine.allCases) func aLaterMemberSeesFromTheirOwnFirstSessionOn(_ engine: TestEngine) async throws {
    let alder = try await Alder(engine)
    let ines = alder.district.ines
    _ = try await alder.house.addMember(ines.personID, to: alder.district.alder, secondGroupAgreed: true, as: alder.district.renata)
    #expect(try await alder.past(ines) == [])
    #expect(try await alder.may(.lookAtRecord, alder.held, ines) == .notFound)
    await #expect(throws: Refusal.notFound) { try await alder.house.sessionPlan(alder.held, as: ines) }

    let own = try await alder.plan("2026-11-03T15:30")
    #expect(try await alder.house.sessionPlan(own, as: ines).session.id == own)
    try await alder.hold(own)
    alder.district.clock.advance(.days(20))
    #expect(try await alder.past(ines) == [own])
    #expect(try await alder.past(alder.district.dana) == [own, alder.held])
  }

  @Test(arguments: TestEngine.allCases) func aLaterFacilitatorToo(_ engine: TestEngine) async throws {
    let alder = try await Alder(engine)
    let ines = alder.district.ines
    try await alder.house.handOver(alder.district.alder, to: ines.personID, as: alder.district.tomas)
    #expect(try await alder.past(ines) == [])
    #expect(try await alder.may(.lookAtRecord, alder.held, ines) == .notFound)
    // Who led it keeps the record of what they led, and nothing that comes later.
    #expect(try await alder.may(.lookAtRecord, alder.held, alder.district.tomas) == .allowed)
    #expect(try await alder.may(.runRoom, alder.held, alder.district.tomas) == .notFound)
  }

  @Test(arguments: TestEngine.allCases) func whoLeftKeepsWhatTheyWereThereFor(_ engine: TestEngine) async throws {
    let alder = try await Alder(engine)
    let priya = alder.district.priya
    let next = try await alder.plan("2026-11-03T15:30")
    try await alder.house.endMembership(of: priya.personID, in: alder.district.alder, as: alder.district.tomas)
    #expect(try await alder.may(.lookAtRecord, alder.held, priya) == .allowed)
    #expect(try await alder.may(.lookAtSession, next, priya) == .notFound)
    try await alder.hold(next)
    alder.district.clock.advance(.days(20))
    #expect(try await alder.may(.lookAtRecord, next, priya) == .notFound)
    // The way to it stands on their list of groups, until they are back.
    func kept(_ actor: Actor) async throws -> [ID<Session>] { try await alder.house.groupList(as: actor).kept.map(\.session.id) }
    #expect(try await kept(priya) == [alder.held])
    for actor in [alder.district.dana, alder.district.ines, alder.district.tomas] { #expect(try await kept(actor) == []) }
    _ = try await alder.house.addMember(priya.personID, to: alder.district.alder, as: alder.district.tomas)
    #expect(try await kept(priya) == [])
    try await alder.house.endMembership(of: priya.personID, in: alder.district.alder, as: alder.district.tomas)
    await #expect(throws: Refusal.notFound) { try await alder.house.groupHome(alder.district.alder, as: priya) }
  }

  @Test(arguments: TestEngine.allCases) func aCancelledSessionOfBeforeIsUnknownToo(_ engine: TestEngine) async throws {
    let alder = try await Alder(engine)
    let cancelled = try await alder.plan("2026-10-27T15:30")
    try await alder.house.cancelSession(cancelled, reason: "Snow", basedOn: 1, as: alder.district.tomas)
    #expect(try await alder.past(alder.district.dana) == [cancelled, alder.held])
    alder.district.clock.advance(.days(14))
    _ = try await alder.house.addMember(
      alder.district.ines.personID, to: alder.district.alder, secondGroupAgreed: true, as: alder.district.renata)
    #expect(try await alder.past(alder.district.ines) == [])
    await #expect(throws: Refusal.notFound) { try await alder.house.sessionPlan(cancelled, as: alder.district.ines) }
  }

  @Test(arguments: TestEngine.allCases) func anotherProgramKnowsNothing(_ engine: TestEngine) async throws {
    let alder = try await Alder(engine)
    let now = alder.district.clock.now
    let other: ID<Program> = alder.house.newID()
    let person = Person(
      id: alder.house.newID(), programID: other, fullName: "Stranger", signInName: "stranger@example.org", coachKind: .ic, isDemo: false,
      createdAt: now)
    let roleID: ID<RoleHeld> = alder.house.newID()
    try await alder.house.engine.write { tx in
      try tx.insert(Program(id: other, name: "Elsewhere", zone: "UTC", createdAt: now))
      try tx.insert(person)
      try tx.acceptNotice(person.id, at: now)
      // A role over another program is written down but counts for nothing here.
      try tx.insert(
        RoleHeld(id: roleID, personID: person.id, role: .administrator, objectID: alder.district.dana.programID.text, from: now))
    }
    let stranger = Actor(personID: person.id, programID: other)
    #expect(try await alder.may(.lookAtRecord, alder.held, stranger) == .notFound)
    #expect(try await alder.may(.changeMembers, alder.held, stranger) == .notFound)
    await #expect(throws: Refusal.notFound) { try await alder.house.membersPage(alder.district.alder, as: stranger) }
    await #expect(throws: Problem.self) {
      try await alder.house.addMember(person.id, to: alder.district.alder, as: alder.district.tomas)
    }
    await #expect(throws: Problem.self) {
      try await alder.house.handOver(alder.district.alder, to: person.id, as: alder.district.tomas)
    }
  }
}
