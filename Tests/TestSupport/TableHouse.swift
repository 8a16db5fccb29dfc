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

  /// Opens a house of its own. The agenda is that of `RoomPlay` unless another is given.
  package static func open(
    _ engine: TestEngine, members names: [String] = ["Dana Whitfield", "Marcus Bell", "Priya Raman", "Yolanda Reyes"], items: [AgendaItem]? = nil,
    library: Library = Library(protocols: [], templates: [])
  ) async throws -> TableHouse {
    let opened = try await engine.open()
    let clock = TestClock(RoomPlay.start - .days(60))
    let house = House(engine: opened, catalogue: try Catalogue.english(), library: library, now: { clock.now })
    let program: ID<Program> = house.newID()
    let group: ID<Group> = house.newID()
    let now = clock.now
    // Ids in a row, so that the order of the seats is the order of the names.
    let people = (["Tomas Lindqvist"] + names).enumerated().map { number, name in
      Person(
        id: ID(trusted: "01900000-0000-7000-8000-\(100_000_000_000 + number)"), programID: program, fullName: name,
        signInName: name.lowercased().replacing(" ", with: "."), coachKind: .ic, isDemo: false, createdAt: now)
    }
    try await opened.write { tx in
      try tx.insert(Program(id: program, name: "Marlow Valley", zone: "America/Chicago", createdAt: now))
      for person in people {
        try tx.insert(person)
        try tx.acceptNotice(person.id, at: now)
      }
      try tx.insert(Group(id: group, programID: program, name: "Alder", zone: "America/Chicago", createdAt: now))
      try tx.insertFacilitator(Belonging(personID: people[0].id, from: now), of: group)
      try tx.insertMembers(people.dropFirst().map(\.id), of: group, at: now)
    }
    let actors = people.map { Actor(personID: $0.id, programID: program) }
    let members = Array(actors.dropFirst())
    let agenda = items ?? [
      RoomPlay.item(1, RoomPlay.check), AgendaItem(id: RoomPlay.itemID(2), shape: RoomPlay.help, turns: [members[1].personID]),
      RoomPlay.item(3, RoomPlay.closing),
    ]
    let session = try await planSession(in: house, group: group, at: RoomPlay.start, items: agenda)
    clock.set(RoomPlay.start)
    return TableHouse(
      house: house, clock: clock, program: program, group: group, session: session, facilitator: actors[0], members: members)
  }

  /// Plans a session as it stands in the rows, without asking whether the agenda fits.
  package static func planSession(in house: House, group: ID<Group>, at start: Instant, items: [AgendaItem]) async throws -> ID<Session> {
    let id: ID<Session> = house.newID()
    let now = house.now()
    try await house.engine.write { tx in
      try tx.insert(Session(id: id, groupID: group, startsAt: start, minutes: 90, place: "Library", meetingLink: ""), at: now)
      try tx.replaceAgenda(of: id, with: items)
    }
    return id
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
