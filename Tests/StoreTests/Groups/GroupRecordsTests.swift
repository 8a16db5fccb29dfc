// Rows of groups, norms, sessions and agendas come back as they were written, on both engines.
import Database
import Domain
import Store
import TestSupport
import Testing

@Suite struct GroupRecordsTests {
  private let now = Instant(milliseconds: 1_792_414_800_000)
  private let program = ID<Program>(trusted: "p")
  private let group = Group(
    id: ID(trusted: "g"), programID: ID(trusted: "p"), name: "Alder", zone: "America/Chicago", rhythmWeeks: 3, sessionMinutes: 75,
    createdAt: Instant(milliseconds: 5))

  private func person(_ id: String, kind: CoachKind? = .both) -> Person {
    Person(
      id: ID(trusted: id), programID: program, fullName: "Name of \(id)", signInName: id, coachKind: kind, isDemo: false,
      createdAt: Instant(milliseconds: 1))
  }

  /// A database with a program, its group and three people: a, b and the facilitator f.
  private func furnished(_ engine: TestEngine) async throws -> any Engine {
    let engine = try await engine.open()
    try await engine.write { tx in
      try tx.insert(Program(id: program, name: "Valley", zone: "America/Chicago", createdAt: Instant(milliseconds: 1)))
      for id in ["a", "b"] { try tx.insert(person(id)) }
      try tx.insert(person("f", kind: nil))
      try tx.insert(group)
    }
    return engine
  }

  @Test(arguments: TestEngine.allCases) func aGroupComesBack(_ engine: TestEngine) async throws {
    let engine = try await furnished(engine)
    let read = try await engine.read { tx in (try tx.group(group.id), try tx.group(named: "Alder", in: program), try tx.groups(in: program))
    }
    #expect(read.0 == group && read.1 == group && read.2 == [group])
    var changed = group
    changed.name = "Birch"
    let second = changed
    let after = try await engine.write { tx in
      try tx.update(second)
      return (try tx.group(group.id), try tx.groups(in: program), try tx.hold(group: group.id), try tx.hold(group: ID(trusted: "none")))
    }
    #expect(after.0 == changed && after.1 == [changed] && after.2 && !after.3)
  }

  @Test(arguments: TestEngine.allCases) func twoGroupsOfAProgramHaveTwoNames(_ engine: TestEngine) async throws {
    let engine = try await furnished(engine)
    let twin = Group(id: ID(trusted: "g2"), programID: program, name: "Alder", zone: "UTC", createdAt: now)
    await #expect { try await engine.write { try $0.insert(twin) } } throws: { error in
      if case .notUnique = error as? DatabaseFault { return true }
      return false
    }
  }

  @Test(arguments: TestEngine.allCases) func membersSitInTheOrderInWhichTheyJoined(_ engine: TestEngine) async throws {
    let engine = try await furnished(engine)
    let (a, b, f) = (ID<Person>(trusted: "a"), ID<Person>(trusted: "b"), ID<Person>(trusted: "f"))
    let people = try await engine.write { tx in
      try tx.insertMember(Belonging(personID: b, from: now), of: group.id)
      try tx.insertMember(Belonging(personID: a, from: now + .days(1)), of: group.id)
      try tx.insertFacilitator(Belonging(personID: f, from: now, until: now + .days(9)), of: group.id)
      return try (0...9).map { try tx.people(of: group.id, at: now + .days($0)) }
    }
    #expect(people[0].members.map(\.person) == [b] && people[2].members.map(\.person) == [b, a])
    #expect(people[2].members[0].fullName == "Name of b" && people[2].members[0].coachKind == .both)
    #expect(people[8].facilitators.map(\.person) == [f] && people[9].facilitators.isEmpty)
    #expect(people[2].facilitators[0].belonging.until == now + .days(9) && people[2].appraised.isEmpty && people[2].leads.isEmpty)
    let ended = try await engine.write { tx in
      (
        try tx.endMember(b, of: group.id, at: now + .days(3)), try tx.endMember(b, of: group.id, at: now + .days(4)),
        try tx.members(of: group.id, at: now + .days(3)).map(\.person), try tx.memberships(of: [a, b], at: now + .days(3))
      )
    }
    #expect(ended.0 && !ended.1 && ended.2 == [a] && ended.3 == [a: ["Alder"]])
    let groups = try await engine.read { tx in
      (
        try tx.groups(of: a, at: now + .days(5)).count, try tx.groups(of: b, at: now + .days(5)).count,
        try tx.groups(of: f, at: now + .days(5)).count
      )
    }
    #expect(groups == (1, 0, 1))
  }

  @Test(arguments: TestEngine.allCases) func tiesAreReadInOneStatement(_ engine: TestEngine) async throws {
    let engine = try await furnished(engine)
    let a = ID<Person>(trusted: "a")
    let read = try await engine.write { tx in
      try tx.insertMember(Belonging(personID: a, from: now, until: now + .days(2)), of: group.id)
      try tx.insertMember(Belonging(personID: a, from: now + .days(5)), of: group.id)
      try tx.insert(RoleHeld(id: ID(trusted: "r"), personID: a, role: .programLead, objectID: program.text, from: now))
      let before = tx.statementCount
      let ties = try tx.ties(of: a, to: group.id, at: now)
      return (
        ties, tx.statementCount - before, try tx.ties(of: a, to: ID(trusted: "none"), at: now),
        try tx.ties(of: ID(trusted: "none"), to: group.id, at: now)
      )
    }
    #expect(
      read.0?.asMember.count == 2 && read.0?.isProgramLead == true && read.0?.isAdministrator == false && read.0?.hasAcceptedNotice == false
    )
    #expect(read.1 == 1 && read.2 == nil && read.3 == nil)
  }

  @Test(arguments: TestEngine.allCases) func whoIsDisabledHasNoTies(_ engine: TestEngine) async throws {
    let engine = try await furnished(engine)
    let ties = try await engine.write { tx in
      try tx.insertMember(Belonging(personID: ID(trusted: "a"), from: now), of: group.id)
      try tx.disable(ID(trusted: "a"), at: now)
      return try tx.ties(of: ID(trusted: "a"), to: group.id, at: now)
    }
    #expect(ties == nil)
  }

  private func session(_ id: String, day: Int, _ status: SessionStatus = .planned) -> Session {
    Session(
      id: ID(trusted: id), groupID: group.id, startsAt: now + .days(day), minutes: 75, place: "Room ❄︎ 12", meetingLink: "", status: status,
      openedAt: status == .held ? now + .days(day) : nil, heldAt: status == .held ? now + .days(day) + .minutes(80) : nil)
  }

  @Test(arguments: TestEngine.allCases) func aSessionComesBackAndOnlyTheNewestVersionIsChanged(_ engine: TestEngine) async throws {
    let engine = try await furnished(engine)
    let planned = session("s", day: 3)
    try await engine.write { try $0.insert(planned, at: now) }
    #expect(try await engine.read { try $0.session(planned.id) } == planned)
    var moved = planned
    (moved.place, moved.meetingLink, moved.startsAt) = ("", "https://meet.example", now + .days(4))
    let changed = moved
    let answers = try await engine.write { tx in
      (
        try tx.update(changed, basedOn: 1), try tx.update(changed, basedOn: 1), try tx.countEdit(of: planned.id, basedOn: 2),
        try tx.countEdit(of: planned.id, basedOn: 2)
      )
    }
    #expect(answers == (true, false, true, false))
    moved.version = 3
    #expect(try await engine.read { try $0.session(planned.id) } == moved)
  }

  @Test(arguments: TestEngine.allCases) func nearSessionsAreAllToComeAndTheNewestThatWere(_ engine: TestEngine) async throws {
    let engine = try await furnished(engine)
    let near = try await engine.write { tx in
      for day in 1...5 { try tx.insert(session("past\(day)", day: -day, day == 2 ? .cancelled : .held), at: now) }
      for day in [7, 3] { try tx.insert(session("next\(day)", day: day), at: now) }
      try tx.insert(session("live", day: 0, .live), at: now)
      return (
        try tx.nearSessions(of: group.id, past: 3).map(\.id.text), try tx.openSessions(of: [group.id]).map(\.id.text),
        try tx.openSessions(of: []).count
      )
    }
    #expect(near.0 == ["past3", "past2", "past1", "live", "next3", "next7"])
    #expect(near.1 == ["live", "next3", "next7"] && near.2 == 0)
  }

  @Test(arguments: TestEngine.allCases) func anAgendaComesBackWhole(_ engine: TestEngine) async throws {
    let engine = try await furnished(engine)
    let step = ProtocolStep(
      key: "k", title: "Say \"it\"", instruction: "Ünïcode \u{1F342} / \\ '", floor: .presenter, fixed: 90, perOther: 30)
    let shape = SessionProtocol(
      key: "case", title: "Case", summary: "One case", minimumPresent: 3,
      circles: [6: [Seating(coaches: 3), Seating(coaches: 3, facilitatorObserves: true)]],
      repeats: .times(3), opening: [step], steps: [step], closing: [step], roundsMayBeCapped: true)
    let items = (1...3).map {
      AgendaItem(
        id: RoomPlay.itemID($0), shape: shape, turns: $0 == 2 ? [RoomPlay.person(1), RoomPlay.person(2)] : [], rounds: $0 == 3 ? 2 : nil)
    }
    let read = try await engine.write { tx in
      try tx.insert(session("s", day: 3), at: now)
      try tx.replaceAgenda(of: ID(trusted: "s"), with: items.reversed())
      try tx.replaceAgenda(of: ID(trusted: "s"), with: items)
      return (
        try tx.agenda(of: ID(trusted: "s")), try tx.agendaTitles(of: ID(trusted: "s")).map(\.title),
        try tx.agendaTitles(of: ID(trusted: "s")).map(\.turns)
      )
    }
    #expect(read.0 == items && read.1 == ["Case", "Case", "Case"] && read.2[1] == [RoomPlay.person(1), RoomPlay.person(2)])
    try await engine.write { try $0.replaceAgenda(of: ID(trusted: "s"), with: []) }
    #expect(try await engine.read { try $0.agenda(of: ID(trusted: "s")) }.isEmpty)
  }

  @Test(arguments: TestEngine.allCases) func normsComeBackWithWhoAccepted(_ engine: TestEngine) async throws {
    let engine = try await furnished(engine)
    let (a, b) = (ID<Person>(trusted: "a"), ID<Person>(trusted: "b"))
    let empty = try await engine.read { try $0.normsAndAcceptances(of: group.id) }
    #expect(empty.norms == nil && empty.acceptances.isEmpty)
    let second = Norms(version: 2, body: "Two\nlines", writtenBy: b, createdAt: now)
    let read = try await engine.write { tx in
      try tx.insert(Norms(version: 1, body: "One", writtenBy: a, createdAt: now), of: group.id)
      try tx.acceptNorms(of: group.id, version: 1, by: a, at: now)
      try tx.insert(second, of: group.id)
      let fresh = try tx.normsAndAcceptances(of: group.id)
      try tx.acceptNorms(of: group.id, version: 2, by: b, at: now + .days(1))
      try tx.acceptNorms(of: group.id, version: 2, by: b, at: now + .days(2))
      return (fresh, try tx.normsAndAcceptances(of: group.id), try tx.norms(of: group.id))
    }
    #expect(read.0.norms == second && read.0.acceptances.isEmpty)
    #expect(read.1.acceptances == [b: now + .days(1)] && read.2 == second)
  }
}
