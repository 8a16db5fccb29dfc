// How many make a group: three to six members, the facilitator not counted; a seventh is a reason to become two groups.

package enum GroupSize: Equatable, Sendable {
  /// Fewer than three: the group is forming and may already plan.
  case forming(missing: Int)
  case meeting(roomFor: Int)
  case full

  package static let least = 3
  package static let most = 6

  package init(members: Int) {
    if members < GroupSize.least {
      self = .forming(missing: GroupSize.least - members)
    } else if members < GroupSize.most {
      self = .meeting(roomFor: GroupSize.most - members)
    } else {
      self = .full
    }
  }
}

/// Seven people as two groups of four and three.
package struct SplitProposal: Equatable, Sendable {
  package let staying: [ID<Person>]
  package let leaving: [ID<Person>]

  /// Every second person in the order in which they joined goes, so that both groups hold some who have met for long and some who are new.
  package init(_ seven: [ID<Person>]) {
    staying = seven.enumerated().filter { $0.offset % 2 == 0 }.map(\.element)
    leaving = seven.enumerated().filter { $0.offset % 2 == 1 }.map(\.element)
  }

  /// What a person made of the proposal: three or four go, all of them out of the seven.
  package init(_ seven: [ID<Person>], leaving chosen: Set<ID<Person>>) throws(Problem) {
    leaving = seven.filter(chosen.contains)
    staying = seven.filter { !chosen.contains($0) }
    guard leaving.count == chosen.count, leaving.count >= GroupSize.least, staying.count >= GroupSize.least else {
      throw Problem("leaving", "groups.split.sizes")
    }
  }
}
