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
  /// One's own word that rests until then; nobody else reads that there is one.
  package let restsUntil: Instant?
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
    let standing = about.compactMap { member in FloorHint.about(history[member.person] ?? []).map { (member, $0) } }
    guard !standing.isEmpty else { return [] }
    let ended = try endedHints(in: group, at: now)
    return standing.compactMap { member, hint in
      let (isOwn, rests) = (member.person == actor.personID, ended[member.person]?[hint])
      // Whoever ended it need not explain it to the facilitator, so it is gone there.
      if rests != nil, !isOwn { return nil }
      return FloorHintLine(personID: member.person, fullName: member.fullName, hint: hint, isOwn: isOwn, restsUntil: rests)
    }
  }
}
