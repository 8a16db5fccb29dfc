// Whether a coach can become a member of a group, and what stands in the way otherwise.

package enum Joining: Equatable, Sendable {
  case joins
  /// The coach would be the seventh: the answer is a proposal to become two groups.
  case wouldBeSeventh

  /// `otherGroups` names the groups in which the coach is a member now. A second one needs the program lead's word.
  package static func decide(
    _ person: Person, members: [ID<Person>], facilitators: [ID<Person>], otherGroups: [String], secondGroupAgreed: Bool, byLead: Bool
  ) throws(Problem) -> Joining {
    let named = ["name": person.fullName]
    guard person.disabledAt == nil, person.coachKind != nil else { throw Problem("person", "groups.joining.noCoach", named) }
    guard !members.contains(person.id) else { throw Problem("person", "groups.joining.already", named) }
    guard !facilitators.contains(person.id) else { throw Problem("person", "groups.joining.facilitates", named) }
    if !otherGroups.isEmpty {
      // Which group it is, is no business of another group's facilitator.
      guard byLead else { throw Problem("person", "groups.joining.otherGroupAskLead", named) }
      let values = named.merging(["groups": otherGroups.joined(separator: ", ")]) { own, _ in own }
      guard secondGroupAgreed else { throw Problem("person", "groups.joining.otherGroup", values) }
    }
    return members.count >= GroupSize.most ? .wouldBeSeventh : .joins
  }
}
