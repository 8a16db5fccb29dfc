// Who is what to a group and to its sessions: now, before and after joining, after leaving, in another program.
import Domain
import Testing

@Suite struct GroupTiesTests {
  private let program = ID<Program>(trusted: "p")
  private let actor = Actor(personID: ID(trusted: "dana"), programID: ID(trusted: "p"))
  private let now = Instant(milliseconds: 1_792_500_000_000)

  private func ties(member: [(Int, Int?)] = [], facilitator: [(Int, Int?)] = [], lead: Bool = false, administrator: Bool = false)
    -> GroupTies
  {
    func stretches(_ days: [(Int, Int?)]) -> [Belonging] {
      days.map { Belonging(personID: actor.personID, from: now + .days($0.0), until: $0.1.map { now + .days($0) }) }
    }
    return GroupTies(
      programID: program, asMember: stretches(member), asFacilitator: stretches(facilitator), isProgramLead: lead,
      isAdministrator: administrator, hasAcceptedNotice: true)
  }

  private func session(_ status: SessionStatus, day: Int) -> Session {
    let start = now + .days(day)
    return Session(
      id: ID(trusted: "s"), groupID: ID(trusted: "g"), startsAt: start, minutes: 90, place: "Library", meetingLink: "", status: status,
      openedAt: status == .planned || status == .cancelled ? nil : start, heldAt: status == .held ? start + .minutes(95) : nil)
  }

  @Test func toTheGroup() {
    #expect(ties(member: [(-10, nil)]).relationsToGroup(of: actor, at: now) == [.sameProgram, .member])
    #expect(ties(member: [(-10, -1)]).relationsToGroup(of: actor, at: now) == [.sameProgram, .formerMember])
    #expect(ties(member: [(1, nil)]).relationsToGroup(of: actor, at: now) == [.sameProgram])
    #expect(ties(member: [(-30, -20), (-10, nil)]).relationsToGroup(of: actor, at: now) == [.sameProgram, .member])
    #expect(ties(facilitator: [(-10, 5)]).relationsToGroup(of: actor, at: now) == [.sameProgram, .facilitator])
    #expect(ties(facilitator: [(-10, 0)]).relationsToGroup(of: actor, at: now) == [.sameProgram, .formerFacilitator])
    #expect(
      ties(member: [(-30, -20)], facilitator: [(-10, nil)]).relationsToGroup(of: actor, at: now) == [
        .sameProgram, .formerMember, .facilitator,
      ])
    #expect(ties(lead: true, administrator: true).relationsToGroup(of: actor, at: now) == [.sameProgram, .programLead, .administrator])
  }

  @Test func whoeverIsOfAnotherProgramIsAnOutsider() {
    let other = Actor(personID: actor.personID, programID: ID(trusted: "q"))
    let all = ties(member: [(-10, nil)], facilitator: [(-10, nil)], lead: true)
    #expect(all.relationsToGroup(of: other, at: now) == [.outsider])
    #expect(all.relations(to: session(.held, day: -5), of: other, at: now) == [.outsider])
  }

  @Test func withoutTheNoticeThatIsSaid() {
    var ties = ties(member: [(-10, nil)])
    ties.hasAcceptedNotice = false
    #expect(ties.relationsToGroup(of: actor, at: now) == [.sameProgram, .member, .beforeNotice])
  }

  /// When they joined and left, the session, and what they are to it.
  static let cases: [(joined: Int, left: Int?, status: SessionStatus, day: Int, relation: Relation?)] = [
    (-10, nil, .planned, 3, .member), (-10, nil, .live, 0, .member), (-10, nil, .held, -5, .member),
    // Held before they joined: as if it did not exist.
    (-10, nil, .held, -11, nil), (-10, nil, .cancelled, -11, nil), (-10, nil, .cancelled, -5, .member),
    // Joined on the day: their own first session.
    (-5, nil, .held, -5, .member),
    // Left since: what they were there for stays, what came later does not.
    (-10, -1, .held, -5, .formerMember), (-10, -6, .held, -5, nil), (-10, -1, .planned, 3, nil), (-10, -1, .live, 0, nil),
    // Not joined yet.
    (2, nil, .planned, 3, nil),
  ]

  @Test(arguments: cases.indices) func toASession(_ place: Int) {
    let test = Self.cases[place]
    let session = session(test.status, day: test.day)
    let asMember = ties(member: [(test.joined, test.left)]).relations(to: session, of: actor, at: now)
    #expect(asMember == Set([.sameProgram] + (test.relation.map { [$0] } ?? [])))
    let led: Relation? = test.relation.map { $0 == .member ? .facilitator : .formerFacilitator }
    let asFacilitator = ties(facilitator: [(test.joined, test.left)]).relations(to: session, of: actor, at: now)
    #expect(asFacilitator == Set([.sameProgram] + (led.map { [$0] } ?? [])))
  }

  @Test func whoComesWhileTheSessionRunsWasThere() {
    let held = session(.held, day: -5)
    let joined = Belonging(personID: actor.personID, from: held.startsAt + .minutes(30))
    var ties = ties()
    ties.asMember = [joined]
    #expect(ties.relations(to: held, of: actor, at: now).contains(.member))
    ties.asMember = [Belonging(personID: actor.personID, from: held.startsAt + .minutes(96))]
    #expect(!ties.relations(to: held, of: actor, at: now).contains(.member))
  }

  @Test func whoCameBackSeesWhatTheyWereThereForAndWhatIsNew() {
    let ties = ties(member: [(-30, -20), (-10, nil)])
    #expect(ties.relations(to: session(.held, day: -25), of: actor, at: now).contains(.member))
    #expect(!ties.relations(to: session(.held, day: -15), of: actor, at: now).contains(.member))
    #expect(ties.relations(to: session(.held, day: -5), of: actor, at: now).contains(.member))
  }

  @Test func theLeadIsNoMember() {
    for status in [SessionStatus.planned, .live, .held] {
      let relations = ties(lead: true).relations(to: session(status, day: -5), of: actor, at: now)
      #expect(relations == [.sameProgram, .programLead])
      #expect(Permission.verdict(.lookAtSession, relations) == .notAllowed)
      #expect(Permission.verdict(.lookAtRecord, relations) == .notAllowed)
    }
  }
}
