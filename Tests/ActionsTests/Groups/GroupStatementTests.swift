// The number of statements behind each page of groups does not grow with its rows.
import Actions
import Database
import Domain
import Store
import TestSupport
import Testing

@Suite struct GroupStatementTests {
  private func count(_ work: () async throws -> Void) async throws -> Int {
    let counter = StatementCounter()
    try await StatementCounter.$current.withValue(counter) { try await work() }
    return counter.count
  }

  /// Fills group Alder: sessions held and planned, commitments, a sixth member, an agenda of many items.
  private func fill(_ district: District, session: ID<Session>) async throws {
    _ = try await district.house.addMember(district.ines.personID, to: district.alder, secondGroupAgreed: true, as: district.renata)
    _ = try await district.house.addMember(district.jonah.personID, to: district.alder, secondGroupAgreed: true, as: district.renata)
    for version in 1...12 {
      try await district.house.changeAgenda(
        of: session, .addBlock(title: "Block \(version)", minutes: 5), basedOn: version, as: district.tomas)
    }
    try await district.house.engine.write { tx in
      for week in 1...30 {
        let id: ID<Session> = district.house.newID()
        let start = District.monday - .days(week * 7)
        try tx.insert(
          Session(
            id: id, groupID: district.alder, startsAt: start, minutes: 90, place: "Library", meetingLink: "", status: .held,
            openedAt: start, heldAt: start),
          at: start)
        let commitment: ID<RoomCommitment> = district.house.newID()
        try tx.execute(
          """
          INSERT INTO commitment (id, group_id, session_id, owner_id, body, by_date, state, created_at)
          VALUES (\(commitment), \(district.alder), \(id), \(district.dana.personID), 'Ask first', NULL, 'open', \(start))
          """)
      }
    }
    for day in 10..<20 {
      let draft = SessionDraft(starts: "2026-11-\(day)T15:30", minutes: 90, place: "Library", meetingLink: "")
      _ = try await district.house.planSession(draft, in: district.alder, as: district.tomas)
    }
  }

  @Test(arguments: TestEngine.allCases) func pagesCostTheSameWithManyRows(_ engine: TestEngine) async throws {
    let district = try await District.open(engine.open())
    let (house, alder) = (district.house, district.alder)
    let draft = SessionDraft(starts: "2026-10-20T15:30", minutes: 90, place: "Library", meetingLink: "")
    let session = try await house.planSession(draft, in: alder, as: district.tomas)
    let pages: [(name: String, most: Int, read: @Sendable () async throws -> Void)] = [
      ("groups", 6, { _ = try await house.groupList(as: district.dana) }),
      ("groups of the lead", 7, { _ = try await house.groupList(as: district.renata) }),
      // One of them finds the practice round that a colleague has begun with the reader.
      ("group home", 11, { _ = try await house.groupHome(alder, as: district.dana) }),
      ("sessions", 3, { _ = try await house.groupSessions(alder, as: district.dana) }),
      ("members", 6, { _ = try await house.membersPage(alder, as: district.tomas) }),
      ("norms", 4, { _ = try await house.normsPage(alder, as: district.dana) }),
      ("session", 6, { _ = try await house.sessionPlan(session, as: district.dana) }),
      ("planner", 6, { _ = try await house.planner(session, as: district.tomas) }),
    ]
    var before: [Int] = []
    for page in pages { before.append(try await count(page.read)) }
    try await fill(district, session: session)
    for (page, few) in zip(pages, before) {
      let many = try await count(page.read)
      #expect(many == few, "\(page.name): \(few) statements with few rows, \(many) with many")
      #expect(many <= page.most, "\(page.name) takes \(many) statements")
      print("figure: statements behind \(page.name) on \(engine): \(many)")
    }
  }

  @Test(arguments: TestEngine.allCases) func anEditOfTheAgendaCostsTheSameForManyItems(_ engine: TestEngine) async throws {
    let district = try await District.open(engine.open())
    let draft = SessionDraft(starts: "2026-10-20T15:30", minutes: 90, place: "Library", meetingLink: "")
    let session = try await district.house.planSession(draft, in: district.alder, as: district.tomas)
    func add(_ version: Int) async throws {
      try await district.house.changeAgenda(of: session, .addBlock(title: "Block", minutes: 5), basedOn: version, as: district.tomas)
    }
    let first = try await count { try await add(1) }
    for version in 2...15 { try await add(version) }
    let last = try await count { try await add(16) }
    #expect(first == last && last <= 7)
  }
}
