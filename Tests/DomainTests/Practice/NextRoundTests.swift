// The next round of a session: from who is here, what was held and the time that is left.
import Domain
import Foundation
import TestSupport
import Testing

@Suite struct NextRoundTests {
  static let group = ID<Group>(trusted: "00000000-0000-7000-9000-000000000002")
  static let people = (1...6).map { RoomPlay.person($0) }

  static func ground(
    _ here: [ID<Person>], session: [PracticeRound] = [], term: [PracticeRound] = [], minutes: Int = 36, rounds: Int? = nil,
    turns: [ID<Person>] = [], facilitator: ID<Person>? = RoomPlay.facilitator
  ) -> NextRound.Ground {
    NextRound.Ground(
      here: here, facilitator: facilitator, item: AgendaItem(id: RoomPlay.itemID(1), shape: RoomPlay.rounds, turns: turns, rounds: rounds),
      session: session, term: term, facilitators: [RoomPlay.facilitator], left: .minutes(minutes),
      seed: NextRound.seed(group, RoomPlay.sessionID))
  }

  /// The round as it was played to its end at all its tables, or stopped at some.
  static func played(_ next: NextRound, stopped: Set<Int> = [], in session: ID<Session>? = RoomPlay.sessionID) -> [PracticeRound] {
    next.tables.enumerated().map { place, table in
      var round = PracticeRound(
        id: RoomPlay.roundID(next.number * 10 + place), groupID: group, sessionID: session, number: next.number, table: place + 1,
        parts: table.parts(facilitator: RoomPlay.facilitator), at: RoomPlay.start)
      round.phase = stopped.contains(place + 1) ? .stopped : .done
      return round
    }
  }

  @Test func sixSitAtTwoTablesAndEverybodyPracticesOnceInThreeRounds() throws {
    var session: [PracticeRound] = []
    var practiced: [ID<Person>] = []
    for number in 1...3 {
      let next = try NextRound(NextRoundTests.ground(NextRoundTests.people, session: session, minutes: 36 - 12 * (number - 1)))
      #expect(next.number == number && next.rounds == 4 - number && next.resting.isEmpty && !next.isExtra)
      #expect(next.tables.map(\.people.count) == [3, 3] && Set(next.tables.flatMap(\.people)) == Set(NextRoundTests.people))
      practiced += next.tables.map(\.practitioner)
      session += NextRoundTests.played(next)
    }
    #expect(Set(practiced).count == 6)
    #expect(try NextRound(NextRoundTests.ground(NextRoundTests.people, session: session)).isExtra)
  }

  @Test func whoHasNoTurnTodayIsSaidBeforeAndComesFirstNextTime() throws {
    let five = Array(NextRoundTests.people.prefix(5))
    let next = try NextRound(NextRoundTests.ground(five, minutes: 40, rounds: 1))
    #expect(next.tables.map(\.people.count) == [3, 2] && next.resting.count == 3)
    // In the pair the facilitator observes, and gives the feedback.
    let pair = try #require(next.tables.first { $0.observers.isEmpty })
    #expect(pair.facilitatorObserves && pair.parts(facilitator: RoomPlay.facilitator).givers == [RoomPlay.facilitator])
    let term = NextRoundTests.played(next, in: ID(trusted: "00000000-0000-7000-9000-000000000003"))
    let after = try NextRound(NextRoundTests.ground(five, term: term, minutes: 40, rounds: 1))
    #expect(after.tables.allSatisfy { next.resting.contains($0.practitioner) })
  }

  @Test func whoeverWasPromisedATurnComesFirst() throws {
    for promised in NextRoundTests.people.prefix(4) {
      let next = try NextRound(NextRoundTests.ground(Array(NextRoundTests.people.prefix(4)), rounds: 2, turns: [promised]))
      #expect(next.tables.map(\.practitioner) == [promised])
    }
  }

  @Test func whoGoesOrComesChangesOnlyWhatIsToCome() throws {
    let first = try NextRound(NextRoundTests.ground(NextRoundTests.people))
    let held = NextRoundTests.played(first)
    let five = NextRoundTests.people.filter { $0 != first.tables[0].practitioner }
    let second = try NextRound(NextRoundTests.ground(five, session: held, minutes: 24))
    #expect(second.number == 2 && Set(second.tables.flatMap(\.people)) == Set(five) && second.tables.map(\.people.count).sorted() == [2, 3])
    // Whoever has practiced already does not come before the others.
    #expect(second.tables.allSatisfy { table in !first.tables.map(\.practitioner).contains(table.practitioner) })
    #expect(try NextRound(NextRoundTests.ground(five.reversed(), session: held, minutes: 24)) == second)
  }

  @Test func aRoundThatWasStoppedCountsAsNoTurn() throws {
    let first = try NextRound(NextRoundTests.ground(NextRoundTests.people))
    let second = try NextRound(
      NextRoundTests.ground(NextRoundTests.people, session: NextRoundTests.played(first, stopped: [1, 2]), rounds: 2))
    // As if it had not been.
    let without = try NextRound(NextRoundTests.ground(NextRoundTests.people, rounds: 1))
    #expect(second.number == 2 && second.tables == without.tables)
  }

  @Test func aloneNobodyPractices() {
    #expect(throws: Problem("present", "practice.rotation.present")) { try NextRound(NextRoundTests.ground([NextRoundTests.people[0]])) }
    #expect(throws: Problem("present", "practice.rotation.present")) { try NextRound(NextRoundTests.ground([])) }
  }

  /// T1 to T4 of the notes on rotation: the box holds, one row for each round, all equal, no minute lost.
  @Test func noMinuteOfTheBoxIsLostAndNoneIsBorrowed() {
    for box in 0...120 {
      for wanted in 1...6 {
        for givers in 1...4 {
          let time = PracticeTime(box: .minutes(box), rounds: wanted, givers: givers)
          let round = time.minutes.round(givers: givers) + .minutes(PracticeTime.change)
          #expect((1...wanted).contains(time.rounds) && time.minutes.play >= .minutes(2))
          #expect(Span(milliseconds: time.minutes.feedback.milliseconds * Int64(givers)) >= .minutes(2) && time.minutes.feedback >= .minutes(1))
          let all = Int64(time.rounds) * round.milliseconds
          // A box too small even for one short round gets that round all the same.
          guard time.rounds > 1 || all <= Span.minutes(box).milliseconds else { continue }
          #expect(all <= Span.minutes(box).milliseconds, "\(box), \(wanted), \(givers)")
          #expect(Span.minutes(box).milliseconds - all < Span.minutes(time.rounds).milliseconds, "\(box), \(wanted), \(givers)")
        }
      }
    }
  }

  @Test func afterALateStartTheRoundsAreShorterAndStillEqual() throws {
    let four = Array(NextRoundTests.people.prefix(4))
    let early = try NextRound(NextRoundTests.ground(four, minutes: 56))
    let late = try NextRound(NextRoundTests.ground(four, minutes: 44))
    #expect(early.rounds == 4 && late.rounds == 4)
    #expect(early.minutes.play - late.minutes.play == .minutes(3) && early.minutes.feedback == late.minutes.feedback)
    // Rather fewer rounds than hurried ones.
    let short = try NextRound(NextRoundTests.ground(four, minutes: 24))
    #expect(short.rounds == 2 && short.resting.count == 2)
  }
}

/// The running room: rounds are one stretch of it, and the tables are those of the round.
@Suite struct RoomOfRoundsTests {
  private func room(_ count: Int) throws -> LiveRoom {
    var room = LiveRoom(sessionID: RoomPlay.sessionID)
    let people = (1...count).map { RoomPlay.person($0) }
    var opening = RoomOpening(
      facilitatorID: RoomPlay.facilitator, roster: people, present: people,
      items: [RoomPlay.item(1, RoomPlay.rounds), RoomPlay.item(2, RoomPlay.closing)],
      minutes: 90)
    opening.runsTables = true
    try room.apply(.open(opening), by: RoomPlay.facilitator, at: RoomPlay.start)
    return room
  }

  @Test func theMiddleIsOneStretchAtOneTableOrTwo() throws {
    for (count, minutes) in [(3, 36), (4, 48), (5, 36), (6, 36)] {
      var room = try room(count)
      #expect(room.items[0].steps.map(\.planned.key) == ["focus", "(tables)", "harvest"])
      #expect(room.practiceItem != nil && !room.isPlayingRounds && room.timeForRounds(at: RoomPlay.start) == .minutes(minutes), "\(count)")
      try room.apply(.moveOn(from: nil), by: RoomPlay.facilitator, at: RoomPlay.start + .minutes(4))
      #expect(room.isPlayingRounds && room.tables.isEmpty && room.holder == nil)
      #expect(room.timeForRounds(at: RoomPlay.start + .minutes(14)) == .minutes(minutes - 10))
      // What comes after the rounds says nothing more of them, and going back finds them again.
      try room.apply(.moveOn(from: nil), by: RoomPlay.facilitator, at: RoomPlay.start + .minutes(15))
      #expect(room.currentStep?.planned.key == "harvest" && room.practiceItem == nil)
      try room.apply(.moveBack(from: nil), by: RoomPlay.facilitator, at: RoomPlay.start + .minutes(16))
      #expect(room.practiceItem != nil)
    }
  }

  @Test func tablesAreLaidAnewForEachRoundAndKeepTheirTime() throws {
    var room = try room(6)
    let people = (1...6).map { RoomPlay.person($0) }
    try room.apply(.moveOn(from: nil), by: RoomPlay.facilitator, at: RoomPlay.start)
    func lay(_ tables: [[ID<Person>]], by person: ID<Person> = RoomPlay.facilitator, after minutes: Int) throws -> [NumberedEvent] {
      let parts = tables.map { RoundParts(practitioner: $0[0], coachee: $0[1], observers: Array($0.dropFirst(2))) }
      return try room.apply(.layTables(room.laying(parts)), by: person, at: RoomPlay.start + .minutes(minutes))
    }
    let log = try lay([[people[0], people[1], people[2]], [people[3], people[4], people[5]]], after: 1)
    #expect(log.count == 1 && room.tables.map(\.members.count) == [3, 3])
    #expect(try lay([[people[0], people[1], people[2]], [people[3], people[4], people[5]]], after: 2).isEmpty)
    try room.apply(.linkTable(2, "https://meet.example/2"), by: RoomPlay.facilitator, at: RoomPlay.start + .minutes(2))
    _ = try lay([[people[5], people[1], people[2]], [people[3], people[4], people[0]]], after: 12)
    #expect(room.tables.map(\.members) == [[people[5], people[1], people[2]], [people[3], people[4], people[0]]])
    #expect(room.tables[1].link == "https://meet.example/2" && room.tables[0].steps.count == 1)
    #expect(room.timeForRounds(at: RoomPlay.start + .minutes(12)) == .minutes(24))
    // The facilitator's part takes no chair, one table is the room itself, and the parts alone say who sits where.
    _ = try lay([[people[5], RoomPlay.facilitator], [people[3], people[4]]], after: 13)
    #expect(room.tables[0].facilitatorObserves)
    #expect(throws: Problem(nil, "room.practice.partsDecide")) {
      try room.apply(.seatAtTable(people[0], 2), by: RoomPlay.facilitator, at: RoomPlay.start + .minutes(13))
    }
    #expect(throws: Problem(nil, "room.control.otherLeads")) { _ = try lay([[people[0], people[1]]], by: people[0], after: 14) }
    _ = try lay([[people[0], people[1]]], after: 14)
    #expect(room.tables.isEmpty)
    try room.apply(.moveOn(from: nil), by: RoomPlay.facilitator, at: RoomPlay.start + .minutes(20))
    #expect(throws: Problem(nil, "room.practice.over")) { _ = try lay([[people[0], people[1]]], after: 21) }
  }

  /// Agendas from before rounds were played say nothing of them, and run as they did.
  @Test func aProtocolFromBeforeRunsAsItDid() throws {
    let old = try JSONDecoder().decode(SessionProtocol.self, from: JSONEncoder().encode(RoomPlay.practice))
    #expect(!String(decoding: try JSONEncoder().encode(RoomPlay.practice), as: UTF8.self).contains("\"practice\":"))
    #expect(!old.playsRounds && old.planAtTables(present: 3).count == 14)
  }
}
