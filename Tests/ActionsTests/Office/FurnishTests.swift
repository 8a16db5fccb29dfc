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
}
