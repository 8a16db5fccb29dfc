// The quiet word about time with the floor: for the member it is about and for the facilitator, and for nobody else.
import Database
import Domain
import Store

/// One hint as the group's page says it. Its rule has looked at closed sessions only.
package struct FloorHintLine: Equatable, Sendable {
  package let personID: ID<Person>
  package let fullName: String
  package let hint: FloorHint
  /// Whether the reader is the one it is about.
  package let isOwn: Bool
}

extension Transaction {
  /// A member's page holds at most the own hint. A facilitator's holds those of all members, but of nobody whom they appraise
  /// at work, and rests only on sessions since they took the group on.
  func floorHints(of group: ID<Group>, among people: GroupPeople, ties: GroupTies, as actor: Actor, at now: Instant) throws -> [FloorHintLine] {
    let leadsSince = ties.asFacilitator.filter { $0.covers(now) }.map(\.from).min()
    let about = people.members.filter { member in
      member.person == actor.personID || (leadsSince != nil && !people.appraised.contains(member.person))
    }
    guard !about.isEmpty else { return [] }
    let history = try floorHistory(of: about.map(\.person), in: group, since: leadsSince)
    return about.compactMap { member in
      guard let hint = FloorHint.about(history[member.person] ?? []) else { return nil }
      return FloorHintLine(personID: member.person, fullName: member.fullName, hint: hint, isOwn: member.person == actor.personID)
    }
  }
}
