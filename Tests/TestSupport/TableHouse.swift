// A house with one group, its facilitator and one planned session, and a clock that stands still until a test moves it.
import Actions
import Content
import Database
import Domain
import Messages
import Store

package struct TableHouse: Sendable {
  package let house: House
  package let clock: TestClock
  package let program: ID<Program>
  package let group: ID<Group>
  package let session: ID<Session>
  package let facilitator: Actor
  /// In the order in which they sit.
  package let members: [Actor]

  package static let alder = ["Dana Whitfield", "Marcus Bell", "Priya Raman", "Yolanda Reyes"]

  /// Opens a house of its own. The agenda is that of `RoomPlay` unless another is given.
  package static func open(
    _ engine: TestEngine, members names: [String] = alder, items: [AgendaItem]? = nil,
    library: Library = Library(protocols: [], templates: [])
  ) async throws -> TableHouse {
    let clock = TestClock(RoomPlay.start)
    let house = House(engine: try await engine.open(), catalogue: try Catalogue.english(), library: library, now: { clock.now })
    return try await furnish(house, clock: clock, members: names, items: items)
  }

  /// Makes a group and its session in a house; each number gives people of their own, and `program` a group in another one's program.
  package static func furnish(
    _ house: House, clock: TestClock, number: Int = 1, members names: [String] = alder, items: [AgendaItem]? = nil
  ) async throws -> TableHouse {
    let program: ID<Program> = house.newID()
    let group: ID<Group> = house.newID()
    let before = RoomPlay.start - .days(60)
    // Ids in a row, so that the order of the seats is the order of the names.
    let people = (["Tomas Lindqvist"] + names).enumerated().map { place, name in
      Person(
        id: person(place, of: number), programID: program, fullName: name,
        signInName: "\(name.lowercased().replacing(" ", with: ".")).\(number)", coachKind: .ic, isDemo: false, createdAt: before)
    }
    try await house.engine.write { tx in
      try tx.insert(Program(id: program, name: "Marlow Valley \(number)", zone: "America/Chicago", createdAt: before))
      for person in people {
        try tx.insert(person)
        try tx.acceptNotice(person.id, at: before)
      }
      try tx.insert(Group(id: group, programID: program, name: "Alder", zone: "America/Chicago", createdAt: before))
      try tx.insertFacilitator(Belonging(personID: people[0].id, from: before), of: group)
      try tx.insertMembers(people.dropFirst().map(\.id), of: group, at: before)
    }
    let actors = people.map { Actor(personID: $0.id, programID: program) }
    let members = Array(actors.dropFirst())
    let agenda =
      items ?? [
        RoomPlay.item(1, RoomPlay.check), AgendaItem(id: RoomPlay.itemID(2), shape: RoomPlay.help, turns: [members[1].personID]),
        RoomPlay.item(3, RoomPlay.closing),
      ]
    let session = try await planSession(in: house, group: group, at: RoomPlay.start, items: agenda, number: number)
    return TableHouse(
      house: house, clock: clock, program: program, group: group, session: session, facilitator: actors[0], members: members)
  }

  /// The facilitator is person 0, the members follow in the order of their seats.
  package static func person(_ place: Int, of table: Int = 1) -> ID<Person> {
    ID(trusted: "01900000-0000-7000-8000-\(100_000_000_000 + table * 1_000 + place)")
  }

  /// Plans a session as it stands in the rows, without asking whether the agenda fits.
  package static func planSession(in house: House, group: ID<Group>, at start: Instant, items: [AgendaItem], number: Int = 1) async throws -> ID<
    Session
  > {
    let id: ID<Session> = house.newID()
    // Ids of agenda items are unique over the whole house.
    let items = items.map { item in
      number == 1 ? item : AgendaItem(id: house.newID(), shape: item.shape, turns: item.turns, rounds: item.rounds)
    }
    let now = house.now()
    try await house.engine.write { tx in
      try tx.insert(Session(id: id, groupID: group, startsAt: start, minutes: 90, place: "Library", meetingLink: ""), at: now)
      try tx.replaceAgenda(of: id, with: items)
    }
    return id
  }

  /// Hands the group over to somebody of the program who was not in it before.
  package func anotherFacilitator(_ name: String) async throws -> Actor {
    let now = clock.now
    let person = Person(
      id: house.newID(), programID: program, fullName: name, signInName: name.lowercased(), coachKind: nil, isDemo: false, createdAt: now)
    try await house.engine.write { [self] tx in
      try tx.insert(person)
      try tx.acceptNotice(person.id, at: now)
      try tx.endFacilitator(facilitator.personID, of: group, at: now)
      try tx.insertFacilitator(Belonging(personID: person.id, from: now), of: group)
    }
    return Actor(personID: person.id, programID: program)
  }

  @discardableResult
  package func lead(_ command: RoomCommand, key: String? = nil) async throws -> Int {
    try await house.act(.command(command), in: session, key: key, as: facilitator)
  }

  @discardableResult
  package func act(_ command: RoomCommand, by member: Int, key: String? = nil) async throws -> Int {
    try await house.act(.command(command), in: session, key: key, as: members[member])
  }

  /// Opens the room with everybody here but those named by number.
  @discardableResult
  package func openRoom(late: [Int] = []) async throws -> Int {
    let present = members.indices.filter { !late.contains($0) }.map { members[$0].personID }
    return try await house.act(.open(present: present, comingLate: late.map { members[$0].personID }, absent: []), in: session, as: facilitator)
  }

  package func view(_ actor: Actor) async throws -> RoomView { try await house.room(session, as: actor).view(at: clock.now) }
}
