// What is typed to make or change a group, and the group that comes of it.

package struct GroupDraft: Equatable, Sendable {
  package var name: String
  package var zone: String
  package var rhythmWeeks: Int?
  package var sessionMinutes: Int?

  package static let longestName = 80
  package static let rhythms = 1...12
  package static let lengths = 15...240

  package init(name: String, zone: String, rhythmWeeks: Int?, sessionMinutes: Int?) {
    self.name = TypedText.line(name)
    self.zone = zone
    self.rhythmWeeks = rhythmWeeks
    self.sessionMinutes = sessionMinutes
  }

  package func group(id: ID<Group>, program: ID<Program>, at now: Instant) throws(Problem) -> Group {
    let (weeks, minutes) = try checked()
    return Group(
      id: id, programID: program, name: name, zone: zone, rhythmWeeks: weeks, sessionMinutes: minutes, createdAt: now)
  }

  package func changed(_ group: Group) throws(Problem) -> Group {
    let (weeks, minutes) = try checked()
    var group = group
    (group.name, group.zone, group.rhythmWeeks, group.sessionMinutes) = (name, zone, weeks, minutes)
    return group
  }

  private func checked() throws(Problem) -> (weeks: Int, minutes: Int) {
    var problem = Problem(lines: [])
    if name.isEmpty { problem.add("name", Sentence("groups.form.nameMissing")) }
    if TypedText.isLonger(name, than: GroupDraft.longestName) {
      problem.add("name", Sentence("groups.form.nameLong", ["most": String(GroupDraft.longestName)]))
    }
    if !ProgramRule.zones.contains(zone) { problem.add("zone", Sentence("groups.form.zoneUnknown")) }
    let weeks = rhythmWeeks.flatMap { GroupDraft.rhythms.contains($0) ? $0 : nil }
    if weeks == nil { problem.add("rhythm", Sentence("groups.form.rhythm")) }
    let minutes = sessionMinutes.flatMap { GroupDraft.lengths.contains($0) ? $0 : nil }
    if minutes == nil { problem.add("minutes", Sentence("groups.form.minutes")) }
    guard problem.lines.isEmpty, let weeks, let minutes else { throw problem }
    return (weeks, minutes)
  }
}
