// The steps that making, joining and splitting groups share: everything is checked before the first row is written.
import Database
import Domain
import Store

extension Transaction {
  /// Two groups of a program with one name would be mistaken for each other.
  func requireUnused(groupName name: String, in program: ID<Program>) throws {
    if try group(named: name, in: program) != nil { throw Problem("name", "groups.form.nameTaken", ["name": name]) }
  }

  func makeGroup(
    _ group: Group, members: [ID<Person>], facilitator: ID<Person>?, until: Instant?, agreed: Bool, byLead: Bool, at now: Instant
  ) throws {
    try requireUnused(groupName: group.name, in: group.programID)
    let wanted = Array(Set(members)).sorted()
    guard wanted.count <= GroupSize.most else { throw Problem("members", "groups.form.tooMany", ["most": String(GroupSize.most)]) }
    let leader = try facilitatorToBe(facilitator, in: group.programID, until: until, at: now)
    guard !wanted.contains(leader.id) else { throw Problem("members", "groups.joining.facilitates", ["name": leader.fullName]) }
    let people = try heldCoaches(wanted, in: group.programID)
    let elsewhere = try memberships(of: wanted, except: group.id, at: now)
    var problem = Problem(lines: [])
    for person in people {
      do throws(Problem) {
        _ = try Joining.decide(
          person, members: [], facilitators: [], otherGroups: elsewhere[person.id] ?? [], secondGroupAgreed: agreed, byLead: byLead)
      } catch {
        for line in error.lines { problem.add("members", line.sentence) }
      }
    }
    guard problem.lines.isEmpty else { throw problem }
    try insert(group)
    try insertFacilitator(Belonging(personID: leader.id, from: now, until: until), of: group.id)
    try insertMembers(wanted, of: group.id, at: now)
  }

  /// The person who is to lead a group: somebody of the program, coach or not, until an end date or for good.
  func facilitatorToBe(_ id: ID<Person>?, in program: ID<Program>, until: Instant?, at now: Instant) throws -> Person {
    guard let id, let person = try person(id), person.programID == program, person.disabledAt == nil else {
      throw Problem("facilitator", "groups.form.facilitatorMissing")
    }
    if let until, until <= now { throw Problem("until", "groups.form.untilPast") }
    return person
  }

  /// The coaches by id, held so that nobody puts one of them into another group at the same moment.
  func heldCoaches(_ ids: [ID<Person>], in program: ID<Program>) throws -> [Person] {
    try hold(persons: ids)
    let found = try persons(ids).filter { $0.programID == program }
    guard found.count == Set(ids).count else { throw Problem("members", "groups.joining.unknown") }
    return found
  }

  /// Joining puts the norms to everybody again: the same text as a new version that each accepts anew.
  func putNormsAgain(of group: ID<Group>, by actor: Actor, at now: Instant) throws {
    guard let norms = try norms(of: group) else { return }
    try insert(Norms(version: norms.version + 1, body: norms.body, writtenBy: actor.personID, createdAt: now), of: group)
  }
}
