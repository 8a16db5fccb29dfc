// What a person is to a group and to a session: the rows that permission decides on, in one statement.
import Database
import Domain

extension Transaction {
  /// The ties of one person to a group; `nil` where there is no such group.
  package func ties(of person: ID<Person>, to group: ID<Group>) throws -> GroupTies? {
    let found = try rows(
      """
      SELECT 'group' AS kind, program_id AS detail, created_at AS from_at, closed_at AS until_at FROM small_group WHERE id = \(group)
      UNION ALL
      SELECT 'member', '', joined_at, left_at FROM group_member WHERE group_id = \(group) AND person_id = \(person)
      UNION ALL
      SELECT 'facilitator', '', from_at, until_at FROM group_facilitator WHERE group_id = \(group) AND person_id = \(person)
      UNION ALL
      SELECT role, object_id, from_at, until_at FROM role_held
      WHERE person_id = \(person) AND object_kind = 'program' AND role IN ('programLead', 'administrator') AND until_at IS NULL
      """)
    var ties: GroupTies?
    for row in found where try row["kind"] == "group" { ties = GroupTies(programID: try row["detail"]) }
    guard var ties else { return nil }
    for row in found {
      let kind: String = try row["kind"]
      switch kind {
      case "member": ties.asMember.append(Belonging(personID: person, from: try row["from_at"], until: try row["until_at"]))
      case "facilitator": ties.asFacilitator.append(Belonging(personID: person, from: try row["from_at"], until: try row["until_at"]))
      case "programLead": if try row["detail"] == ties.programID.text { ties.isProgramLead = true }
      case "administrator": if try row["detail"] == ties.programID.text { ties.isAdministrator = true }
      default: continue
      }
    }
    return ties
  }

  /// What the actor is to the group now. A group that does not exist is as unknown as one of another program.
  package func relations(of actor: Actor, toGroup group: ID<Group>, at now: Instant) throws -> Set<Relation> {
    try ties(of: actor.personID, to: group)?.relationsToGroup(of: actor, at: now) ?? [.outsider]
  }

  package func relations(of actor: Actor, toSession id: ID<Session>, at now: Instant) throws -> Set<Relation> {
    guard let session = try session(id) else { return [.outsider] }
    return try relations(of: actor, to: session, at: now)
  }

  /// For actions that have loaded the session anyway: one statement less.
  package func relations(of actor: Actor, to session: Session, at now: Instant) throws -> Set<Relation> {
    try ties(of: actor.personID, to: session.groupID)?.relations(to: session, of: actor, at: now) ?? [.outsider]
  }
}
