// Sessions before they run: planned in the group's zone, moved and cancelled by whoever read the newest plan.
import Actions
import Database
import Domain
import Foundation
import Store
import TestSupport
import Testing

@Suite struct SessionActionsTests {
  private func draft(_ starts: String = "2026-10-20T15:30", minutes: Int? = 90, place: String = "Library") -> SessionDraft {
    SessionDraft(starts: starts, minutes: minutes, place: place, meetingLink: "")
  }

  @Test(arguments: TestEngine.allCases) func aSessionIsPlannedInTheGroupsZone(_ engine: TestEngine) async throws {
    let district = try await District.open(engine.open())
    let id = try await district.house.planSession(draft(), in: district.alder, as: district.tomas)
    let plan = try await district.house.sessionPlan(id, as: district.dana)
    // Tuesday, 15:30 in Chicago, daylight saving time: 20:30 UTC.
    #expect(plan.session.startsAt == District.monday + .days(1) + .hours(7) + .minutes(30))
    #expect(plan.agenda.items.isEmpty && plan.agenda.present == 4 && !plan.isFacilitator)
    #expect(try await district.house.groupHome(district.alder, as: district.dana).coming.map(\.id) == [id])
    let audit = try await district.house.engine.read { try $0.auditEntries(of: district.dana.programID) }
    #expect(audit.filter { $0.objectID == id.text }.map(\.deed) == ["planSession"])
  }

  @Test(arguments: TestEngine.allCases) func theNextDateIsTheSameTimeOfDayAcrossTheClockChange(_ engine: TestEngine) async throws {
    let district = try await District.open(engine.open())
    _ = try await district.house.planSession(draft(place: "Room 12"), in: district.alder, as: district.tomas)
    district.clock.advance(.days(2))
    // The clocks go back on 1 November; two weeks later it is again 15:30 on the wall.
    let form = try await district.house.newSession(in: district.alder, as: district.tomas)
    #expect(form.draft == draft("2026-11-03T15:30", place: "Room 12"))
    let id = try await district.house.planSession(form.draft, in: district.alder, as: district.tomas)
    let plan = try await district.house.sessionPlan(id, as: district.tomas)
    #expect(plan.session.startsAt == District.monday + .days(15) + .hours(8) + .minutes(30))
    let zone = try #require(TimeZone(identifier: plan.group.zone))
    let home = try await district.house.groupHome(district.alder, as: district.dana)
    #expect(home.rhythmSays.map { LocalMoment($0, in: zone).fieldText } == "2026-11-17T15:30")
  }

  @Test(arguments: TestEngine.allCases) func theFirstFormIsEmpty(_ engine: TestEngine) async throws {
    let district = try await District.open(engine.open())
    let form = try await district.house.newSession(in: district.alder, as: district.tomas)
    #expect(form.draft == SessionDraft(starts: "", minutes: 90, place: "", meetingLink: "") && form.membersNow == 4)
  }

  @Test(arguments: TestEngine.allCases) func twoSessionsOfAGroupDoNotOverlap(_ engine: TestEngine) async throws {
    let district = try await District.open(engine.open())
    let planned = await withTaskGroup(of: Bool.self) { tasks in
      for minute in 0..<5 {
        tasks.addTask {
          (try? await district.house.planSession(draft("2026-10-20T15:3\(minute)"), in: district.alder, as: district.tomas)) != nil
        }
      }
      return await tasks.reduce(into: 0) { $0 += $1 ? 1 : 0 }
    }
    #expect(planned == 1)
    // Another group meets when it wants.
    _ = try await district.house.planSession(draft(), in: district.birch, as: district.tomas)
  }

  @Test(arguments: TestEngine.allCases) func movingNeedsTheNewestPlan(_ engine: TestEngine) async throws {
    let district = try await District.open(engine.open())
    let house = district.house
    let id = try await house.planSession(draft(), in: district.alder, as: district.tomas)
    try await house.moveSession(
      id, draft("2026-10-21T15:30", place: ""), basedOn: 1, as: district.tomas, expecting: Problem("place", "sessions.form.nowhere"))
    try await house.moveSession(id, draft("2026-10-21T16:00", minutes: 60, place: "Gym"), basedOn: 1, as: district.tomas)
    await #expect(throws: Refusal.stale(Sentence("sessions.stale"))) {
      try await house.moveSession(id, draft("2026-10-22T15:30"), basedOn: 1, as: district.tomas)
    }
    await #expect(throws: Refusal.stale(Sentence("sessions.stale"))) {
      try await house.cancelSession(id, reason: "Snow", basedOn: 1, as: district.tomas)
    }
    let session = try await house.sessionPlan(id, as: district.tomas).session
    #expect(session.place == "Gym" && session.minutes == 60 && session.version == 2)
  }

  @Test(arguments: TestEngine.allCases) func ofTenWhoMoveAtOnceOneDoes(_ engine: TestEngine) async throws {
    let district = try await District.open(engine.open())
    let id = try await district.house.planSession(draft(), in: district.alder, as: district.tomas)
    let moved = await withTaskGroup(of: Bool.self) { tasks in
      for day in 20..<30 {
        tasks.addTask { (try? await district.house.moveSession(id, draft("2026-10-\(day)T16:00"), basedOn: 1, as: district.tomas)) != nil }
      }
      return await tasks.reduce(into: 0) { $0 += $1 ? 1 : 0 }
    }
    #expect(moved == 1)
    #expect(try await district.house.sessionPlan(id, as: district.tomas).session.version == 2)
  }

  @Test(arguments: TestEngine.allCases) func cancellingSaysWhyAndIsFinal(_ engine: TestEngine) async throws {
    let district = try await District.open(engine.open())
    let house = district.house
    let id = try await house.planSession(draft(), in: district.alder, as: district.tomas)
    await #expect(throws: Problem("reason", "sessions.cancel.reasonMissing")) {
      try await house.cancelSession(id, reason: "  ", basedOn: 1, as: district.tomas)
    }
    await #expect(throws: Problem("reason", "sessions.cancel.reasonLong", ["most": "300"])) {
      try await house.cancelSession(id, reason: String(repeating: "x", count: 301), basedOn: 1, as: district.tomas)
    }
    try await house.cancelSession(id, reason: "School is closed for snow", basedOn: 1, as: district.tomas)
    let session = try await house.sessionPlan(id, as: district.dana).session
    #expect(session.status == .cancelled && session.cancelledReason == "School is closed for snow")
    await #expect(throws: Refusal.stale(Sentence("sessions.notPlanned"))) {
      try await house.moveSession(id, draft("2026-10-22T15:30"), basedOn: 2, as: district.tomas)
    }
    // Its time is free again.
    _ = try await house.planSession(draft(), in: district.alder, as: district.tomas)
  }

  @Test(arguments: TestEngine.allCases) func whatNobodyOpenedIsSaidAndCanStillBeMoved(_ engine: TestEngine) async throws {
    let district = try await District.open(engine.open())
    let id = try await district.house.planSession(draft(), in: district.alder, as: district.tomas)
    district.clock.set(try await district.house.sessionPlan(id, as: district.tomas).session.endsAt - .minutes(1))
    #expect(try await district.house.groupHome(district.alder, as: district.dana).coming.map(\.id) == [id])
    district.clock.advance(.minutes(1))
    let home = try await district.house.groupHome(district.alder, as: district.dana)
    #expect(home.coming.isEmpty && home.missed.map(\.id) == [id] && home.past.isEmpty)
    #expect(try await district.house.groupList(as: district.dana).own.first?.next == nil)
    try await district.house.moveSession(id, draft("2026-10-27T15:30"), basedOn: 1, as: district.tomas)
    let moved = try await district.house.groupHome(district.alder, as: district.dana)
    #expect(moved.coming.map(\.id) == [id] && moved.missed.isEmpty)
  }

  @Test(arguments: TestEngine.allCases) func whatRunsIsNotMovedHere(_ engine: TestEngine) async throws {
    let district = try await District.open(engine.open())
    let id = try await district.house.planSession(draft(), in: district.alder, as: district.tomas)
    try await district.house.engine.write { try $0.execute("UPDATE session SET status = 'live' WHERE id = \(id)") }
    await #expect(throws: Refusal.stale(Sentence("sessions.notPlanned"))) {
      try await district.house.moveSession(id, draft("2026-10-22T15:30"), basedOn: 1, as: district.tomas)
    }
    await #expect(throws: Refusal.stale(Sentence("sessions.notPlanned"))) {
      try await district.house.cancelSession(id, reason: "Snow", basedOn: 1, as: district.tomas)
    }
  }

  @Test(arguments: TestEngine.allCases) func whoMayNotIsRefused(_ engine: TestEngine) async throws {
    let district = try await District.open(engine.open())
    let house = district.house
    let id = try await house.planSession(draft(), in: district.alder, as: district.tomas)
    for (actor, refusal) in [
      (district.dana, Refusal.notAllowed), (district.renata, .notAllowed), (district.sam, .notAllowed), (district.ines, .notFound),
    ] {
      await #expect(throws: refusal) { try await house.planSession(draft("2026-10-27T15:30"), in: district.alder, as: actor) }
      await #expect(throws: refusal) { try await house.moveSession(id, draft(), basedOn: 1, as: actor) }
      await #expect(throws: refusal) { try await house.cancelSession(id, reason: "x", basedOn: 1, as: actor) }
      await #expect(throws: refusal) { try await house.changeAgenda(of: id, .addProtocol("consultancy"), basedOn: 1, as: actor) }
      await #expect(throws: refusal) { try await house.planner(id, as: actor) }
      await #expect(throws: refusal) { try await house.newSession(in: district.alder, as: actor) }
      await #expect(throws: refusal) { try await house.sessionPlan(id, for: .moveSession, as: actor) }
    }
    await #expect(throws: Refusal.notFound) { try await house.sessionPlan(id, as: district.ines) }
    await #expect(throws: Refusal.notFound) { try await house.sessionPlan(house.newID(), as: district.tomas) }
    #expect(try await house.sessionPlan(id, as: district.tomas).session.version == 1)
  }
}

extension House {
  /// Moves a session and expects to be told what is wrong.
  fileprivate func moveSession(
    _ id: ID<Session>, _ draft: SessionDraft, basedOn version: Int, as actor: Actor, expecting problem: Problem
  ) async throws {
    await #expect(throws: problem) { try await self.moveSession(id, draft, basedOn: version, as: actor) }
  }
}
