// What a person is to a group and to a session: the rows that permission decides on, in one statement.
import Database
import Domain

extension Transaction {
  /// The ties of one person to a group at a moment; `nil` where there is no such group, or the person is disabled.
  package func ties(of person: ID<Person>, to group: ID<Group>, at moment: Instant) throws -> GroupTies? {
    let found = try rows(
      """
      SELECT 'group' AS kind, g.program_id AS detail, g.created_at AS from_at, g.closes_at AS until_at
      FROM small_group g JOIN person p ON p.id = \(person) AND p.disabled_at IS NULL WHERE g.id = \(group)
      UNION ALL
      SELECT 'member', '', joined_at, left_at FROM group_member WHERE group_id = \(group) AND person_id = \(person)
      UNION ALL
      SELECT 'facilitator', '', from_at, until_at FROM group_facilitator WHERE group_id = \(group) AND person_id = \(person)
      UNION ALL
      SELECT role, object_id, from_at, until_at FROM role_held
      WHERE person_id = \(person) AND object_kind = 'program' AND role IN ('programLead', 'administrator')
        AND from_at <= \(moment) AND (until_at IS NULL OR until_at > \(moment))
      UNION ALL
      SELECT 'accepted', '', accepted_at, NULL FROM notice_acceptance WHERE person_id = \(person) AND version = \(Notice.version)
      """)
    guard let row = try found.first(where: { try $0["kind"] == "group" }) else { return nil }
    var ties = GroupTies(programID: try row["detail"], closesAt: try row["until_at"])
    for row in found {
      switch try row["kind"] as String {
      case "member": ties.asMember.append(Belonging(personID: person, from: try row["from_at"], until: try row["until_at"]))
      case "facilitator": ties.asFacilitator.append(Belonging(personID: person, from: try row["from_at"], until: try row["until_at"]))
      case "programLead": if try row["detail"] == ties.programID.text { ties.isProgramLead = true }
      case "administrator": if try row["detail"] == ties.programID.text { ties.isAdministrator = true }
      case "accepted": ties.hasAcceptedNotice = true
      default: continue
      }
    }
    return ties
  }

  /// What the actor is to the group now. A group that does not exist is as unknown as one of another program.
  package func relations(of actor: Actor, toGroup group: ID<Group>, at now: Instant) throws -> Set<Relation> {
    try ties(of: actor.personID, to: group, at: now)?.relationsToGroup(of: actor, at: now) ?? [.outsider]
  }

  package func relations(of actor: Actor, toSession id: ID<Session>, at now: Instant) throws -> Set<Relation> {
    guard let session = try session(id) else { return [.outsider] }
    return try relations(of: actor, to: session, at: now)
  }

  /// For actions that have loaded the session anyway: one statement less.
  package func relations(of actor: Actor, to session: Session, at now: Instant) throws -> Set<Relation> {
    try ties(of: actor.personID, to: session.groupID, at: now)?.relations(to: session, of: actor, at: now) ?? [.outsider]
  }
}
