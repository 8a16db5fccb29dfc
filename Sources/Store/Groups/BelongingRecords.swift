// Who is in which group, as pages and rules ask for it: everybody of a group at once, everybody who could join one.
import Database
import Domain

extension Transaction {
  /// Holds other changes of this group off until the transaction ends; says whether there is such a group.
  package func hold(group: ID<Group>) throws -> Bool {
    try execute("UPDATE small_group SET name = name WHERE id = \(group)") == 1
  }

  /// Holds these persons, so that nobody makes them members elsewhere before the transaction ends.
  package func hold(persons: [ID<Person>]) throws {
    try execute("UPDATE person SET full_name = full_name WHERE id IN (\(list: persons.sorted()))")
  }

  package func people(of group: ID<Group>, at moment: Instant) throws -> GroupPeople {
    let found = try rows(
      """
      SELECT 'member' AS part, m.person_id, p.full_name, p.coach_kind, m.joined_at AS from_at, m.left_at AS until_at,
        EXISTS (SELECT 1 FROM role_held r JOIN group_facilitator f ON f.person_id = r.person_id AND f.group_id = \(group)
          WHERE r.role = 'appraiser' AND r.object_id = m.person_id AND r.from_at <= \(moment) AND (r.until_at IS NULL OR r.until_at > \(moment))
            AND f.from_at <= \(moment) AND (f.until_at IS NULL OR f.until_at > \(moment))) AS flag
      FROM group_member m JOIN person p ON p.id = m.person_id
      WHERE m.group_id = \(group) AND m.joined_at <= \(moment) AND (m.left_at IS NULL OR m.left_at > \(moment))
      UNION ALL
      SELECT 'facilitator', f.person_id, p.full_name, p.coach_kind, f.from_at, f.until_at,
        EXISTS (SELECT 1 FROM role_held r WHERE r.person_id = f.person_id AND r.role = 'programLead' AND r.object_id = p.program_id
          AND r.from_at <= \(moment) AND (r.until_at IS NULL OR r.until_at > \(moment)))
      FROM group_facilitator f JOIN person p ON p.id = f.person_id
      WHERE f.group_id = \(group) AND f.from_at <= \(moment) AND (f.until_at IS NULL OR f.until_at > \(moment))
      ORDER BY part, from_at, person_id
      """)
    var people = GroupPeople()
    for row in found {
      let person = try Transaction.groupPerson(row)
      let isFlagged: Bool = try row["flag"]
      if try row["part"] == "member" {
        people.members.append(person)
        if isFlagged { people.appraised.insert(person.person) }
      } else {
        people.facilitators.append(person)
        if isFlagged { people.leads.insert(person.person) }
      }
    }
    return people
  }

  /// The names of the people in several groups.
  package func names(inGroups groups: [ID<Group>], at moment: Instant) throws -> [ID<Group>: (members: [String], facilitators: [String])] {
    let found = try rows(
      """
      SELECT 'member' AS part, m.group_id, p.full_name FROM group_member m JOIN person p ON p.id = m.person_id
      WHERE m.group_id IN (\(list: groups)) AND m.joined_at <= \(moment) AND (m.left_at IS NULL OR m.left_at > \(moment))
      UNION ALL
      SELECT 'facilitator', f.group_id, p.full_name FROM group_facilitator f JOIN person p ON p.id = f.person_id
      WHERE f.group_id IN (\(list: groups)) AND f.from_at <= \(moment) AND (f.until_at IS NULL OR f.until_at > \(moment))
      ORDER BY full_name
      """)
    var names: [ID<Group>: (members: [String], facilitators: [String])] = [:]
    for row in found {
      let group: ID<Group> = try row["group_id"]
      if try row["part"] == "member" {
        names[group, default: ([], [])].members.append(try row["full_name"])
      } else {
        names[group, default: ([], [])].facilitators.append(try row["full_name"])
      }
    }
    return names
  }

  /// Everybody of a program who can be chosen, with the groups they are a member of.
  package func candidates(in program: ID<Program>, at moment: Instant) throws -> [Candidate] {
    let all = try persons(of: program).filter { $0.disabledAt == nil }
    let groups = try memberships(of: all.map(\.id), at: moment)
    return all.map { Candidate(person: $0, groups: groups[$0.id] ?? []) }
  }

  /// The names of the groups in which these persons are members, closed ones and one left out of account.
  package func memberships(
    of persons: [ID<Person>], except left: ID<Group>? = nil, at moment: Instant
  ) throws -> [ID<Person>: [String]] {
    let found = try rows(
      """
      SELECT m.person_id, g.name FROM group_member m JOIN small_group g ON g.id = m.group_id
      WHERE m.person_id IN (\(list: persons)) AND g.id <> \(left?.text ?? "")
        AND m.joined_at <= \(moment) AND (m.left_at IS NULL OR m.left_at > \(moment))
        AND (g.closes_at IS NULL OR g.closes_at > \(moment))
      ORDER BY g.name
      """)
    var groups: [ID<Person>: [String]] = [:]
    for row in found { groups[try row["person_id"], default: []].append(try row["name"]) }
    return groups
  }

  /// Several members from the same moment on, in one statement.
  package func insertMembers(_ persons: [ID<Person>], of group: ID<Group>, at moment: Instant) throws {
    guard !persons.isEmpty else { return }
    var lines: SQL = ""
    for (place, person) in persons.enumerated() {
      let line: SQL = "(\(group), \(person), \(moment))"
      lines = place == 0 ? line : "\(lines), \(line)"
    }
    try execute("INSERT INTO group_member (group_id, person_id, joined_at) VALUES \(lines)")
  }
}
