// Before a session: lines, standings, absences and arrivals on both engines, who may leave and read them, and what the room makes of them.
import Actions
import Content
import Database
import Domain
import Store
import TestSupport
import Testing

@Suite struct PreparationActionsTests {
  @Test(arguments: TestEngine.allCases) func aLineStandsUntilTheRoomOpens(_ engine: TestEngine) async throws {
    let table = try await TableHouse.open(engine)
    let (house, session, dana) = (table.house, table.session, table.members[0])
    try await house.bring(want: "help", text: "My data talk went silent", standings: [:], to: session, as: dana)
    try await house.bring(want: "celebrate", text: "It spoke again", standings: [:], to: session, as: dana)
    for reader in [table.facilitator, table.members[3]] {
      let brings = try await house.sessionPlan(session, as: reader).preparation.brings
      #expect(brings == [Bring(personID: dana.personID, want: .celebrate, text: "It spoke again")])
    }
    #expect(try await house.groupHome(table.group, as: table.members[2]).preparation.brings.count == 1)
    #expect(try await house.planner(session, as: table.facilitator).preparation.brings.count == 1)
    await #expect(throws: Problem("want", "before.bring.wantMissing")) {
      try await house.bring(want: "", text: "x", standings: [:], to: session, as: dana)
    }
    try await house.bring(want: "", text: "", standings: [:], to: session, as: dana)
    #expect(try await house.sessionPlan(session, as: dana).preparation.brings.isEmpty)
    try await table.openRoom()
    await #expect(throws: Refusal.stale(Sentence("before.tooLate"))) {
      try await house.bring(want: "help", text: "late", standings: [:], to: session, as: dana)
    }
    await #expect(throws: Refusal.stale(Sentence("before.tooLate"))) { try await house.sayAbsence(reason: "", from: session, as: dana) }
    await #expect(throws: Refusal.stale(Sentence("before.tooLate"))) { try await house.arrive(at: session, as: dana) }
  }

  @Test(arguments: TestEngine.allCases) func howACommitmentStandsIsSaidByItsOwnerAndTakenIntoTheRoom(_ engine: TestEngine) async throws {
    let table = try await TableHouse.open(engine)
    let (house, session, dana, marcus) = (table.house, table.session, table.members[0], table.members[1])
    let (own, other): (ID<RoomCommitment>, ID<RoomCommitment>) = (house.newID(), house.newID())
    try await house.engine.write { tx in
      for (id, owner, text) in [(own, dana, "Ask first"), (other, marcus, "Visit room 4")] {
        try tx.insert(
          [RoomCommitment(id: id, ownerID: owner.personID, text: text, byDate: "2026-11-20")], of: session, in: table.group, at: table.clock.now)
      }
    }
    try await house.bring(want: "", text: "", standings: [own: "partly"], to: session, as: dana)
    let seen = try await house.sessionPlan(session, as: marcus).preparation
    #expect(seen.said == [own] && seen.commitments.first { $0.id == own }?.state == .partly && seen.commitments.count == 2)
    await #expect(throws: Problem(nil, "room.commitment.notYours")) {
      try await house.bring(want: "help", text: "x", standings: [other: "done"], to: session, as: dana)
    }
    await #expect(throws: Problem("standing", "before.bring.state")) {
      try await house.bring(want: "help", text: "x", standings: [own: "failed"], to: session, as: dana)
    }
    // A form that is refused leaves nothing half done.
    #expect(try await house.sessionPlan(session, as: dana).preparation.brings.isEmpty)
    try await house.bring(want: "", text: "", standings: [own: "done"], to: session, as: dana)
    // What is said before is a word for this session; the commitment itself is settled when the session is closed.
    #expect(try await house.groupHome(table.group, as: dana).commitments.map(\.state) == [.open])
    try await table.openRoom()
    let carried = try await house.room(session, as: dana).room.carried
    #expect(carried.map(\.id).sorted() == [own, other].sorted())
    #expect(carried.first { $0.id == own }?.state == .done && carried.first { $0.id == other }?.state == .open)
    #expect(carried.first { $0.id == own }?.byDate == "2026-11-20")
  }

  @Test(arguments: TestEngine.allCases) func whoCannotComeIsAbsentAndTheMinutesFollow(_ engine: TestEngine) async throws {
    let table = try await TableHouse.open(engine)
    let (house, session, dana, marcus) = (table.house, table.session, table.members[0], table.members[1])
    try await house.sayAbsence(reason: "A doctor", from: session, as: dana)
    #expect(try await house.sessionPlan(session, as: dana).preparation.absences == [dana.personID: "A doctor"])
    #expect(try await house.sessionPlan(session, as: marcus).preparation.absences == [dana.personID: ""])
    #expect(try await house.groupHome(table.group, as: marcus).preparation.absences == [dana.personID: ""])
    #expect(try await house.groupHome(table.group, as: table.facilitator).preparation.absences == [dana.personID: "A doctor"])
    #expect(try await house.planner(session, as: table.facilitator).expected == 3)
    #expect(try await house.sessionPlan(session, as: marcus).agenda.present == 3)
    #expect(try await house.planner(session, expected: 4, as: table.facilitator).expected == 4)
    try await house.takeBackAbsence(from: session, as: dana)
    #expect(try await house.planner(session, as: table.facilitator).expected == 4)
    try await house.sayAbsence(reason: "", from: session, as: dana)
    // A form that says nothing about her: she is absent as she said.
    let others = table.members.dropFirst().map(\.personID)
    _ = try await house.act(.open(present: Array(others), comingLate: [], absent: []), in: session, as: table.facilitator)
    let room = try await house.room(session, as: marcus).room
    #expect(room.seats.first { $0.personID == dana.personID }?.presence == .absent)
    let events = try await house.engine.read { try $0.events(of: session, after: 0) }
    #expect(!"\(events)".contains("doctor"))
  }

  @Test(arguments: TestEngine.allCases) func whoTappedIsPresentAndNoClockRunsBeforeTheTime(_ engine: TestEngine) async throws {
    let table = try await TableHouse.open(engine)
    let (house, session, clock) = (table.house, table.session, table.clock)
    clock.set(RoomPlay.start - .minutes(11))
    await #expect(throws: Refusal.stale(Sentence("before.arrival.notNow"))) { try await house.arrive(at: session, as: table.members[0]) }
    clock.set(RoomPlay.start - .minutes(9))
    try await house.sayAbsence(reason: "", from: session, as: table.members[2])
    for member in [0, 2] { try await house.arrive(at: session, as: table.members[member]) }
    try await house.arrive(at: session, as: table.members[0])
    let plan = try await house.sessionPlan(session, as: table.members[1])
    #expect(plan.isArriving && plan.preparation.arrivals == [0, 2].map { table.members[$0].personID } && plan.preparation.absences.isEmpty)
    // An older form still says that the third is absent: the tap is newer.
    let ids = table.members.map(\.personID)
    _ = try await house.act(.open(present: [ids[1]], comingLate: [ids[3]], absent: [ids[2]]), in: session, as: table.facilitator)
    var room = try await house.room(session, as: table.members[1]).room
    #expect(room.seats.map(\.presence) == [.here, .here, .here, .comingLate] && room.isPaused && room.phase == .live)
    clock.set(RoomPlay.start)
    try await table.lead(.resume)
    clock.advance(.seconds(30))
    room = try await house.room(session, as: table.members[1]).room
    #expect(!room.isPaused && room.items.map(\.used).allSatisfy { $0 == .zero })
    #expect(try await table.view(table.members[1]).agenda.first?.used == .seconds(30))
  }

  @Test(arguments: TestEngine.allCases) func theFacilitatorMayChooseTheQuestion(_ engine: TestEngine) async throws {
    let table = try await TableHouse.open(engine, library: try Library.load())
    let (house, session) = (table.house, table.session)
    let first = try await house.planner(session, as: table.facilitator)
    #expect(first.arrivalQuestion != nil && first.session.arrivalQuestion == nil)
    #expect(try await house.sessionPlan(session, as: table.members[0]).arrivalQuestion == first.arrivalQuestion)
    let other = try #require(house.library.arrivalQuestions.first { $0 != first.arrivalQuestion })
    try await house.changeAgenda(of: session, .askAtArrival(other.key), basedOn: 1, as: table.facilitator)
    #expect(try await house.sessionPlan(session, as: table.members[0]).arrivalQuestion == other)
    await #expect(throws: Problem("question", "before.arrival.unknown")) {
      try await house.changeAgenda(of: session, .askAtArrival("nonsense"), basedOn: 2, as: table.facilitator)
    }
    try await house.changeAgenda(of: session, .askAtArrival(""), basedOn: 2, as: table.facilitator)
    #expect(try await house.sessionPlan(session, as: table.members[0]).arrivalQuestion == first.arrivalQuestion)
  }

  @Test(arguments: TestEngine.allCases) func onlyMembersLeaveAnything(_ engine: TestEngine) async throws {
    let district = try await District.open(engine.open())
    let house = district.house
    let draft = SessionDraft(starts: "2026-10-20T15:30", minutes: 90, place: "Library", meetingLink: "")
    let id = try await house.planSession(draft, in: district.alder, as: district.tomas)
    for (actor, refusal) in [(district.tomas, Refusal.notAllowed), (district.renata, .notAllowed), (district.ines, .notFound)] {
      await #expect(throws: refusal) { try await house.bring(want: "help", text: "x", standings: [:], to: id, as: actor) }
      await #expect(throws: refusal) { try await house.sayAbsence(reason: "x", from: id, as: actor) }
      await #expect(throws: refusal) { try await house.takeBackAbsence(from: id, as: actor) }
      await #expect(throws: refusal) { try await house.arrive(at: id, as: actor) }
    }
    await #expect(throws: Refusal.notFound) { _ = try await house.sessionForCalendar(id, as: district.ines) }
    // Whoever leaves the group takes their line along.
    try await house.bring(want: "help", text: "x", standings: [:], to: id, as: district.dana)
    try await house.endMembership(of: district.dana.personID, in: district.alder, as: district.tomas)
    #expect(try await house.sessionPlan(id, as: district.tomas).preparation.brings.isEmpty)
  }
}
