// The furnished district is what the domain says it is, and furnishing twice changes nothing.
import Actions
import Domain
import Store
import TestSupport
import Testing

@Suite struct FurnishTests {
  @Test(arguments: TestEngine.allCases)
  func twelvePeopleElevenSchoolsAndTwoGroups(_ engine: TestEngine) async throws {
    let district = try await District.open(try await engine.open())
    let doors = try await district.house.demoDoors()
    #expect(
      doors.map(\.fullName) == [
        "Dana Whitfield", "Marcus Bell", "Priya Raman", "Yolanda Reyes", "Ines Calder", "Jonah Frost", "Keisha Grant", "Leo Marchetti",
        "Wren Osei", "Tomas Lindqvist", "Renata Okafor", "Sam Ostrander",
      ])
    #expect(doors.filter { $0.coachKind == .ic }.count == 6)
    #expect(doors.filter { $0.coachKind == .itc }.map(\.fullName) == ["Dana Whitfield", "Jonah Frost", "Wren Osei"])
    let people = try await district.house.people(as: district.sam)
    #expect(people.schools.count == 11)
    #expect(Set(people.people.flatMap { $0.roles }.filter { $0.role == .coach }.map(\.objectID)).count == 11)
    let alder = try await district.house.groupHome(district.alder, as: district.dana)
    #expect(alder.people.members.map(\.fullName).sorted() == ["Dana Whitfield", "Marcus Bell", "Priya Raman", "Yolanda Reyes"])
    #expect(alder.people.facilitators.map(\.fullName) == ["Tomas Lindqvist"])
    #expect(!alder.asksForNorms)
    let birch = try await district.house.groupHome(district.birch, as: district.tomas)
    #expect(birch.people.members.count == 5)
    #expect(birch.acceptances.count == 5)
  }

  @Test(arguments: TestEngine.allCases)
  func furnishingAgainFindsWhatIsThere(_ engine: TestEngine) async throws {
    let district = try await District.open(try await engine.open())
    district.clock.advance(.days(9))
    let again = try await district.house.furnishGroups(try await district.house.furnishPeople())
    #expect(again.people == district.valley.people)
    #expect(again.groups == district.valley.groups)
    let program = district.valley.programID
    let counts = try await district.house.engine.read { tx in
      [try tx.persons(of: program).count, try tx.schools(of: program).count, try tx.groups(in: program).count]
    }
    #expect(counts == [12, 11, 2])
  }

  @Test func theWeekIsMovedByWholeWeeks() {
    let week = District.week
    #expect(week.moment(week: 0, day: 1, 8) == District.monday)
    #expect(week.date(week: 0, day: 2) == "2026-10-20")
    // Standard time begins on 1 November: nine in the morning stays nine in the morning.
    #expect(week.moment(week: 2, day: 2, 9).since(week.moment(week: 0, day: 2, 9)) == .hours(14 * 24 + 1))
    let sunday = FurnishedWeek(District.monday + .days(6) + .hours(15))
    #expect(sunday.date(week: 0, day: 1) == "2026-10-19")
    let nextMonday = FurnishedWeek(District.monday + .days(7) - .hours(8))
    #expect(nextMonday.date(week: 0, day: 1) == "2026-10-26")
  }

  /// Tuesday, 20 October 2026, 15:40 in America/Chicago.
  static let tuesday = District.week.moment(week: 0, day: 2, 15, 40)

  @Test(arguments: TestEngine.allCases)
  func eachGroupHasAPastAPresentAndANextSession(_ engine: TestEngine) async throws {
    let district = try await District.open(try await engine.open())
    district.clock.set(FurnishTests.tuesday)
    try await district.house.furnish()
    for (group, members) in [(district.alder, 4), (district.birch, 5)] {
      let home = try await district.house.groupHome(group, as: district.tomas)
      #expect(home.past.map(\.status) == [.held])
      #expect(home.coming.map(\.status) == [.planned, .planned])
      let ready = try #require(home.coming.first)
      #expect(FurnishTests.tuesday.since(ready.startsAt) < .minutes(15))
      #expect(home.coming[1].startsAt.since(FurnishTests.tuesday) > .days(12))
      let plan = try await district.house.sessionPlan(ready.id, as: district.tomas)
      #expect(plan.agenda.present == members)
      #expect(plan.agenda.fits && plan.agenda.concerns.isEmpty)
    }
    let shelf = try await district.house.engine.read { (try $0.ownShelf(of: district.alder), try $0.ownShelf(of: district.birch)) }
    #expect(shelf.0.scenarios.map(\.scenario.title) == ["The bus is late again"] && shelf.0.stems.count == 1 && shelf.1 == OwnShelf())
    #expect(try await district.house.repertoire(as: district.priya).repertoire.shortList.count == 2)
    let alder = try await district.house.groupHome(district.alder, as: district.yolanda)
    #expect(alder.ownTurns == ["Practice triad"])
    #expect(alder.commitments.map(\.text) == ["Record one talk, sound only, and count how long I speak"])
  }

  @Test(arguments: TestEngine.allCases)
  func thePastSessionOfAlderLeftItsRecord(_ engine: TestEngine) async throws {
    let district = try await District.open(try await engine.open())
    district.clock.set(FurnishTests.tuesday)
    try await district.house.furnish()
    let house = district.house
    let past = try #require(try await house.groupHome(district.alder, as: district.dana).past.first)
    #expect(past.startsAt == District.week.moment(week: -2, day: 2, 15, 30))
    let record = try await house.sessionRecord(past.id, as: district.dana)
    #expect(record.items.map(\.title) == ["Celebration round", "Consultancy", "Toolbox exchange", "Quiet close"])
    #expect(record.attendance.allSatisfy { $0.attended })
    #expect(record.commitments.count == 4)
    #expect(record.keptCards.count == 2)
    let time = try await house.room(past.id, as: district.tomas).room.floorTime
    let held = [district.dana, district.marcus, district.priya, district.yolanda].map { time.held(by: $0.personID).minutes }
    #expect(held == [11.5, 12.5, 2.5, 14.5])
    #expect(try #require(time.share(of: district.priya.personID)) < 0.125)
    #expect(time.attributed.minutes / time.talk.minutes > 0.5)
    // Once under half of the fair share is no hint yet.
    #expect(try await house.groupHome(district.alder, as: district.tomas).hints.isEmpty)
    #expect(try await house.ownWriting(in: past.id, as: district.priya).body.hasPrefix("I had a small win"))
    #expect(try await house.ownWriting(in: past.id, as: district.tomas).body.isEmpty)
  }

  @Test(arguments: TestEngine.allCases)
  func inBirchOneCameLateAndOneWasAway(_ engine: TestEngine) async throws {
    let district = try await District.open(try await engine.open())
    try await district.house.furnish()
    let past = try #require(try await district.house.groupHome(district.birch, as: district.leo).past.first)
    let record = try await district.house.sessionRecord(past.id, as: district.leo)
    #expect(record.attendance.filter { !$0.attended }.map(\.personID) == [district.leo.personID])
    #expect(record.attendance.filter { $0.cameLateBy != nil }.map(\.personID) == [district.wren.personID])
  }

  @Test(arguments: TestEngine.allCases)
  func startedAgainNothingIsDoubledAndTheReadySessionIsReady(_ engine: TestEngine) async throws {
    let district = try await District.open(try await engine.open())
    district.clock.set(FurnishTests.tuesday)
    try await district.house.furnish()
    let before = try await district.house.groupSessions(district.alder, as: district.tomas).sessions
    try await district.house.furnish()
    #expect(try await district.house.groupSessions(district.alder, as: district.tomas).sessions == before)
    // Twenty days later both planned sessions went by unused.
    district.clock.advance(.days(20))
    try await district.house.furnish()
    for group in [district.alder, district.birch] {
      let home = try await district.house.groupHome(group, as: district.tomas)
      #expect(home.coming.count == 2 && home.past.count == 1)
      #expect(district.clock.now.since(try #require(home.coming.first).startsAt) < .minutes(15))
    }
  }

  @Test(arguments: TestEngine.allCases)
  func theReadySessionRunsWithLastTimesCommitments(_ engine: TestEngine) async throws {
    let district = try await District.open(try await engine.open())
    district.clock.set(FurnishTests.tuesday)
    try await district.house.furnish()
    let house = district.house
    let ready = try #require(try await house.groupHome(district.alder, as: district.tomas).coming.first)
    let everybody = [district.dana, district.marcus, district.priya, district.yolanda].map(\.personID)
    try await house.act(.open(present: everybody, comingLate: [], absent: []), in: ready.id, as: district.tomas)
    let room = try await house.room(ready.id, as: district.dana).room
    #expect(room.carried.count == 4)
    #expect(room.carried.allSatisfy { $0.state == .open })
    district.clock.advance(.minutes(1))
    try await house.furnish()
    #expect(try await house.groupHome(district.alder, as: district.tomas).coming.first?.status == .live)
  }

  @Test(arguments: TestEngine.allCases)
  func whatSomebodyChangedWhileTryingThingsOutStays(_ engine: TestEngine) async throws {
    let district = try await District.open(try await engine.open())
    district.clock.set(FurnishTests.tuesday)
    let house = district.house
    try await house.furnish()
    let draft = GroupDraft(name: "Willow", zone: "America/Chicago", rhythmWeeks: 3, sessionMinutes: 60)
    try await house.changeGroup(district.alder, draft, as: district.tomas)
    try await house.writeNorms(of: district.birch, body: "Be kind.", basedOn: 1, as: district.tomas)
    let ready = try #require(try await house.groupHome(district.birch, as: district.tomas).coming.first)
    try await house.cancelSession(ready.id, reason: "Snow", basedOn: ready.version, as: district.tomas)
    let again = try await house.furnish()
    #expect(again.groups == [.birch: district.birch])
    #expect(try await house.groupHome(district.alder, as: district.tomas).group.name == "Willow")
    let birch = try await house.groupHome(district.birch, as: district.ines)
    #expect(birch.asksForNorms)
    #expect(birch.coming.count == 1)
  }

  @Test(arguments: TestEngine.allCases)
  func anInterruptedStartIsFinishedByTheNext(_ engine: TestEngine) async throws {
    let district = try await District.open(try await engine.open())
    let (alder, dana) = (district.alder, district.dana.personID)
    // As if the program had been stopped between the people and their groups' sessions.
    try await district.house.engine.write { tx in
      try tx.execute("DELETE FROM norms_acceptance WHERE group_id = \(alder) AND person_id = \(dana)")
      try tx.execute("DELETE FROM notice_acceptance WHERE person_id = \(dana)")
    }
    try await district.house.furnish()
    let home = try await district.house.groupHome(alder, as: district.dana)
    #expect(!home.asksForNorms && home.past.count == 1)
  }

  @Test func aHouseWithPeopleOfItsOwnIsNotFurnished() async throws {
    let district = try await District.open(try await TestEngine.sqlite.open())
    let draft = PersonDraft(fullName: "Ada North", signInName: "ada@north.example", programRoles: [.administrator])
    _ = try await district.house.addPersonAsOperator(draft, programName: "North", newProgramZone: "America/Denver")
    await #expect(throws: Problem(nil, "furnish.notEmpty")) { try await district.house.furnish() }
  }
}
