// What members leave before a session: what they bring, how their commitments stand, that they cannot come, that they are here.

package enum BringWant: String, Sendable, CaseIterable { case help, share, celebrate, practise }

/// One line of what a member brings. The group reads it.
package struct Bring: Equatable, Sendable {
  package let personID: ID<Person>
  package let want: BringWant
  package let text: String

  package init(personID: ID<Person>, want: BringWant, text: String) {
    self.personID = personID
    self.want = want
    self.text = text
  }

  package static let longest = 200

  /// The line as it was typed; `nil` where nothing was, which takes an earlier line back.
  package static func read(want: String, text: String, of person: ID<Person>) throws(Problem) -> Bring? {
    let text = TypedText.line(text)
    if text.isEmpty && want.isEmpty { return nil }
    var problem = Problem(lines: [])
    let chosen = BringWant(rawValue: want)
    if chosen == nil { problem.add("want", Sentence("before.bring.wantMissing")) }
    if text.isEmpty { problem.add("line", Sentence("before.bring.lineMissing")) }
    if TypedText.isLonger(text, than: longest) { problem.add("line", Sentence("before.bring.long", ["most": String(longest)])) }
    guard problem.lines.isEmpty, let chosen else { throw problem }
    return Bring(personID: person, want: chosen, text: text)
  }
}

/// Everything that was left for one session before it runs.
package struct Preparation: Equatable, Sendable {
  package var brings: [Bring] = []
  /// Who cannot come, with the reason they gave; empty where there is none, or where it is not for the reader.
  package var absences: [ID<Person>: String] = [:]
  /// Who tapped "I am here", the first one first.
  package var arrivals: [ID<Person>] = []
  /// The commitments that the session opens with, each in the state that its owner gave before.
  package var commitments: [CarriedCommitment] = []
  /// Those of which the owner has said so.
  package var said: Set<ID<RoomCommitment>> = []

  package init() {}

  /// As one reader may see it: what was left by who belongs to the group now, and no reasons but for the facilitator and oneself.
  package func seen(by reader: ID<Person>, isFacilitator: Bool, members: Set<ID<Person>>) -> Preparation {
    var seen = self
    seen.brings = brings.filter { members.contains($0.personID) }
    seen.absences = absences.filter { members.contains($0.key) }
    if !isFacilitator { for person in seen.absences.keys where person != reader { seen.absences[person] = "" } }
    seen.arrivals = arrivals.filter(members.contains)
    seen.commitments = commitments.filter { members.contains($0.ownerID) }
    return seen
  }
}

extension Session {
  /// The room is open for arriving before its time, without a clock.
  package static let arrivalMinutes = 10

  package func isArriving(at now: Instant) -> Bool {
    status == .planned && now >= startsAt - .minutes(Session.arrivalMinutes) && !isMissed(at: now)
  }

  /// Opened while people are still arriving: the first step waits until somebody says so.
  package func waitsForBeginning(at now: Instant) -> Bool { isArriving(at: now) && now < startsAt }
}

extension GroupPeople {
  /// How many are counted on when some have said that they cannot come; at least the two that a session needs.
  package func expected(without absent: some Collection<ID<Person>>) -> Int {
    let away = Set(absent)
    return min(GroupSize.most, max(2, members.count { !away.contains($0.person) }))
  }
}
