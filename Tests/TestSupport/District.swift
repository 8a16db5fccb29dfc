// The furnished district for tests: `let district = try await District.open(engine)`, then `district.dana`, `district.alder`.
import Actions
import Content
import Database
import Domain
import Messages

/// Marlow Valley with its twelve people, both groups, norms and notice accepted, and no session yet.
/// The clock stands at Monday, 19 October 2026, 8:00 in America/Chicago.
package struct District: Sendable {
  package let house: House
  package let clock: TestClock
  package let valley: MarlowValley
  package let dana, marcus, priya, yolanda, ines, jonah, keisha, leo, wren, tomas, renata, sam: Actor
  package let alder, birch: ID<Group>

  /// 2026-10-19T13:00:00Z
  package static let monday = Instant(milliseconds: 1_792_414_800_000)
  package static let week = FurnishedWeek(monday)

  package static func open(_ engine: any Engine, settings: HouseSettings = HouseSettings(isDemo: true)) async throws -> District {
    let clock = TestClock(monday)
    let house = House(
      engine: engine, catalogue: try Catalogue.english(), settings: settings, library: try Library.load(), now: { clock.now })
    let valley = try await house.furnishGroups(try await house.furnishPeople())
    return try District(house: house, clock: clock, valley: valley)
  }

  private init(house: House, clock: TestClock, valley: MarlowValley) throws {
    self.house = house
    self.clock = clock
    self.valley = valley
    dana = try valley.actor(.dana)
    marcus = try valley.actor(.marcus)
    priya = try valley.actor(.priya)
    yolanda = try valley.actor(.yolanda)
    ines = try valley.actor(.ines)
    jonah = try valley.actor(.jonah)
    keisha = try valley.actor(.keisha)
    leo = try valley.actor(.leo)
    wren = try valley.actor(.wren)
    tomas = try valley.actor(.tomas)
    renata = try valley.actor(.renata)
    sam = try valley.actor(.sam)
    alder = try valley.group(.alder)
    birch = try valley.group(.birch)
  }
}
