// The kinds of thing that a deed is done to: named with every route, in the audit and where a role is held.

package enum ObjectKind: String, Sendable, Codable, CaseIterable {
  /// The installation itself: start page, assets, health.
  case house
  case program, school, person
  case signIn, link, notice
  case group, session
  /// A practice round, a feedback note, and a scenario that a group has written for itself.
  case round, note, ownScenario
  case ownStem
}
