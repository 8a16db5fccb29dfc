// Whose time with the floor one viewer may see beside their own: decided outside of the room, because the room does not know it.

package struct FloorSight: Equatable, Sendable {
  /// The members whose time every member sees: all of them once each has said yes, nobody before.
  package var openArcs: Set<ID<Person>>
  /// Members whom the facilitator who looks appraises at work: their time is theirs alone.
  package var appraised: Set<ID<Person>>

  package init(openArcs: Set<ID<Person>> = [], appraised: Set<ID<Person>> = []) {
    self.openArcs = openArcs
    self.appraised = appraised
  }

  /// Tells one sight from another.
  package var key: String { openArcs.sorted().map(\.text).joined(separator: ",") + "/" + appraised.sorted().map(\.text).joined(separator: ",") }

  /// Members see their own time, the facilitator everybody's.
  package static let usual = FloorSight()
}
