// Rounds in a running session, on both engines: who sets them, who sits where, what is kept when somebody comes, goes or stops.
import Actions
import Database
import Domain
import Store
import TestSupport
import Testing

@Suite struct SessionRoundsTests {
  static let six = TableHouse.alder + ["Keisha Grant", "Wren Osei"]

  /// A room of six in its practice, before the first round.
  struct Room {
    let table: TableHouse
    var house: House { table.house }
    var tomas: Actor { table.facilitator }

    init(_ engine: TestEngine, members: [String] = SessionRoundsTests.six, rounds: Int? = nil) async throws {
      table = try await TableHouse.open(
        engine, members: members,
        items: [AgendaItem(id: RoomPlay.itemID(1), shape: RoomPlay.rounds, rounds: rounds), RoomPlay.item(3, RoomPlay.closing)])
      try await table.openRoom()
      try await table.lead(.moveOn(from: nil))
    }

    func set(_ number: Int, withMe: Bool = false, anew: Bool = false, as actor: Actor? = nil) async throws {
      try await house.setRound(RoundSetting(number: number, facilitatorPlays: withMe, isAnew: anew), in: table.session, as: actor ?? tomas)
    }

    func rounds() async throws -> [PracticeRound] {
      let session = table.session
      return try await house.engine.read { try $0.rounds(of: session) }
    }

    func practice(_ actor: Actor? = nil) async throws -> SessionPractice? {
      try await house.room(table.session, as: actor ?? tomas).practice
    }

    func room() async throws -> LiveRoom { try await house.room(table.session, as: tomas).room }

    /// Brings the newest round to its end at these tables, or stops it there.
    func finish(_ phase: RoundPhase = .done, tables: Set<Int> = [1, 2, 3]) async throws {
      let (session, now) = (table.session, table.clock.now)
      try await house.engine.write { tx in
        for round in try tx.rounds(of: session) where !round.phase.isOver && tables.contains(round.table) {
          guard let found = try tx.round(round.id) else { continue }
          var ended = found.round
          (ended.phase, ended.endedAt) = (phase, now)
          _ = try tx.save(ended, after: found.version, partsChanged: false)
        }
      }
    }

    var members: Set<ID<Person>> { Set(table.members.map(\.personID)) }
  }

  @Test(arguments: TestEngine.allCases) func whoeverLeadsSetsARoundForEverybodyHere(_ engine: TestEngine) async throws {
    let room = try await Room(engine)
    let before = try #require(try await room.practice())
    #expect(before.number == 0 && !before.isRunning && before.next?.rounds == 3 && before.next?.resting == [])
    try await room.set(1)
    let rounds = try await room.rounds()
    #expect(rounds.map(\.number) == [1, 1] && rounds.map(\.table) == [1, 2] && rounds.allSatisfy { $0.phase == .set })
    #expect(Set(rounds.flatMap(\.parts.people)) == room.members && rounds.allSatisfy { $0.parts.people.count == 3 })
    // The minutes follow from what is left of the box: twelve for each round, six of them around the talk and one to change.
    #expect(rounds.allSatisfy { $0.minutes == RoundMinutes(play: .minutes(3), feedback: .minutes(2)) })
    // The room seats them as they play, and everybody finds the same.
    #expect(try await room.room().tables.map { Set($0.members) } == rounds.map { Set($0.parts.people) })
    for actor in room.table.members {
      let seen = try #require(try await room.practice(actor))
      #expect(seen.table(of: actor.personID)?.parts.part(of: actor.personID) != nil && seen.next == nil)
    }
    // A second tap changes nothing; the round that runs is not over.
    let seq = try await room.room().seq
    try await room.set(1)
    await #expect(throws: Problem(nil, "room.practice.stillPlaying")) { try await room.set(2) }
    #expect(try await room.rounds() == rounds)
    #expect(try await room.room().seq == seq)
  }

  @Test(arguments: TestEngine.allCases) func onlyWhoeverLeadsSetsRounds(_ engine: TestEngine) async throws {
    let room = try await Room(engine)
    await #expect(throws: Problem(nil, "room.control.otherLeads")) { try await room.set(1, as: room.table.members[0]) }
    let stranger = try await TableHouse.furnish(room.house, clock: room.table.clock, number: 2).members[0]
    await #expect(throws: Refusal.notFound) { try await room.set(1, as: stranger) }
    #expect(try await room.rounds().isEmpty)
    // A member who holds control does.
    try await room.table.lead(.handControl(to: room.table.members[2].personID))
    try await room.set(1, as: room.table.members[2])
    #expect(try await room.rounds().count == 2)
    await #expect(throws: Problem(nil, "room.control.otherLeads")) { try await room.set(1) }
    // Outside of the rounds there is nothing to set.
    try await room.finish()
    try await room.table.lead(.handControl(to: room.tomas.personID))
    try await room.table.lead(.moveOn(from: nil))
    await #expect(throws: Problem(nil, "room.practice.over")) { try await room.set(2) }
  }

  @Test(arguments: TestEngine.allCases) func whatWasHeldStaysWhenSomebodyLeaves(_ engine: TestEngine) async throws {
    let room = try await Room(engine)
    try await room.set(1)
    try await room.finish()
    let held = try await room.rounds()
    let gone = try #require(held.first?.parts.practitioner)
    try await room.table.lead(.markAttendance(gone, .leave))
    let next = try #require(try await room.practice()?.next)
    #expect(next.number == 2 && next.tables.map(\.people.count).sorted() == [2, 3])
    try await room.set(2)
    let rounds = try await room.rounds()
    #expect(Array(rounds.prefix(2)) == held && rounds.count == 4)
    let second = rounds.dropFirst(2)
    // Five are left: in the pair the facilitator observes.
    #expect(Set(second.flatMap(\.parts.people)) == room.members.subtracting([gone]).union([room.tomas.personID]))
    #expect(second.allSatisfy { round in !held.map(\.parts.practitioner).contains(round.parts.practitioner) })
    let tables = try await room.room().tables
    #expect(tables.flatMap(\.members).contains(gone) == false && tables.count { $0.facilitatorObserves } == 1)
    // They come back, and are planned for again.
    try await room.finish()
    try await room.table.lead(.markAttendance(gone, .comeBack))
    #expect(try await room.practice()?.next?.tables.flatMap(\.people).contains(gone) == true)
  }

  @Test(arguments: TestEngine.allCases) func aRoundThatNobodyHasBegunIsSetAnew(_ engine: TestEngine) async throws {
    let room = try await Room(engine)
    try await room.set(1)
    let first = try await room.rounds()
    let gone = try #require(first.last?.parts.coachee)
    try await room.table.lead(.markAttendance(gone, .leave))
    try await room.set(1, anew: true)
    let anew = try await room.rounds()
    #expect(anew.map(\.number) == [1, 1] && Set(anew.map(\.id)).isDisjoint(with: first.map(\.id)))
    #expect(!anew.flatMap(\.parts.people).contains(gone))
    // Where nothing changes, nobody's page goes; and once one table has begun, the round stays.
    try await room.set(1, anew: true)
    #expect(try await room.rounds().map(\.id) == anew.map(\.id))
    try await room.finish(.briefed, tables: [1])
    await #expect(throws: Problem(nil, "room.practice.begun")) { try await room.set(1, anew: true) }
    #expect(try await room.rounds().map(\.id) == anew.map(\.id))
  }

  @Test(arguments: TestEngine.allCases) func aStoppedTableGoesOnWithTheNextRoundAndLeavesNothing(_ engine: TestEngine) async throws {
    let room = try await Room(engine)
    try await room.set(1)
    let stopped = try #require(try await room.rounds().first { $0.table == 2 })
    try await room.finish(.stopped, tables: [2])
    #expect(try await room.practice()?.isRunning == true)
    try await room.finish(.done, tables: [1])
    let practice = try #require(try await room.practice())
    #expect(!practice.isRunning && practice.next?.number == 2)
    try await room.set(2)
    let rounds = try await room.rounds()
    #expect(rounds.map(\.number) == [1, 2, 2] && !rounds.map(\.id).contains(stopped.id))
    // It counted as no turn: who was stopped may practice before who had one.
    #expect(rounds.dropFirst().allSatisfy { $0.parts.practitioner != rounds.first?.parts.practitioner })
  }

  @Test(arguments: TestEngine.allCases) func closingEndsWhatWasPlayedAndDropsWhatNobodyBegan(_ engine: TestEngine) async throws {
    let room = try await Room(engine)
    try await room.set(1)
    try await room.finish(.outOfRole, tables: [1])
    let rounds = try await room.rounds()
    let session = room.table.session
    try await room.house.engine.write { try $0.endRounds(of: session) }
    let kept = try await room.rounds()
    #expect(rounds.count == 2 && kept.map(\.id) == [rounds[0].id] && kept.first?.phase == .done && kept.first?.endedAt != nil)
    let done = try await room.house.engine.read { try $0.doneRounds(of: room.table.group, since: Instant(milliseconds: 0)) }
    #expect(done.map(\.id) == [rounds[0].id])
  }

  @Test(arguments: TestEngine.allCases) func theFacilitatorMayFillAPart(_ engine: TestEngine) async throws {
    let room = try await Room(engine, members: Array(TableHouse.alder.prefix(2)))
    try await room.set(1, withMe: true)
    let rounds = try await room.rounds()
    #expect(rounds.count == 1 && Set(rounds[0].parts.people) == room.members.union([room.tomas.personID]))
    #expect(try await room.room().tables.isEmpty)
    // Left alone with one member, the facilitator is their partner.
    try await room.finish()
    try await room.table.lead(.markAttendance(room.table.members[1].personID, .leave))
    let next = try await room.practice()?.next
    #expect(Set(next?.tables.flatMap(\.people) ?? []) == [room.table.members[0].personID, room.tomas.personID])
    await #expect(throws: Problem("present", "practice.rotation.present")) { try await room.set(2) }
    try await room.set(2, withMe: true)
    #expect(try await room.rounds().count == 2)
  }

  @Test(arguments: TestEngine.allCases) func theTermRemembersWhoHadATurn(_ engine: TestEngine) async throws {
    let room = try await Room(engine, members: TableHouse.alder, rounds: 1)
    let people = room.table.members.map(\.personID)
    let (group, now) = (room.table.group, room.table.clock.now)
    let last = people[3]
    // A session in which three of four practiced.
    let earlier = try await TableHouse.planSession(in: room.house, group: group, at: now - .days(14), items: [], number: 2)
    try await room.house.engine.write { tx in
      for place in 0..<3 {
        let (practitioner, coachee) = (people[place], people[place + 1])
        var round = PracticeRound(
          id: RoomPlay.roundID(place), groupID: group, sessionID: earlier, number: place + 1,
          parts: RoundParts(
            practitioner: practitioner, coachee: coachee, observers: people.filter { $0 != practitioner && $0 != coachee }),
          at: now - .days(14))
        (round.phase, round.endedAt) = (.done, now - .days(14))
        try tx.insert(round, at: now - .days(14))
      }
    }
    let next = try #require(try await room.practice()?.next)
    #expect(next.tables.map(\.practitioner) == [last] && next.resting.count == 3)
  }

  @Test(arguments: TestEngine.allCases) func twoWhoTapAtOnceSetOneRound(_ engine: TestEngine) async throws {
    let room = try await Room(engine)
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<4 { group.addTask { try? await room.set(1) } }
    }
    let rounds = try await room.rounds()
    #expect(rounds.map(\.table) == [1, 2])
    #expect(try await room.room().tables.map { Set($0.members) } == rounds.map { Set($0.parts.people) })
  }
}
