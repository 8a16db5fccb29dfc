// Furnishes the program, its eleven schools and its twelve people, each of whom has read who sees what.
import Database
import Domain
import Store

extension House {
  /// The people of the district; made once, found again afterwards. What an interrupted start left undone is done.
  package func furnishPeople() async throws -> MarlowValley {
    let week = FurnishedWeek(now())
    let valley: MarlowValley
    if let found = try await furnishedPeople() {
      valley = found
    } else {
      let house = at(week.moment(week: -12, day: 1, 8))
      valley = try await house.engine.write { try house.writePeople(in: $0) }
    }
    let unread = try await engine.read { tx in
      try MarlowPerson.allCases.filter { try tx.noticeAcceptance(of: try valley.actor($0).personID) == nil }
    }
    for (place, person) in unread.enumerated() {
      let reading = at(week.moment(week: -11, day: 1, 9, place))
      try await reading.acceptNotice(version: Notice.version, as: try valley.actor(person))
    }
    return valley
  }

  func furnishedPeople() async throws -> MarlowValley? {
    try await engine.read { tx in
      guard let program = try tx.program(named: MarlowValley.name) else { return nil }
      let byName = Dictionary(try tx.persons(of: program.id).map { ($0.signInName, $0.id) }) { first, _ in first }
      var people: [MarlowPerson: ID<Person>] = [:]
      for person in MarlowPerson.allCases { people[person] = byName[person.signInName] }
      return MarlowValley(programID: program.id, people: people)
    }
  }

  /// All of it in one transaction: a district is there or it is not.
  private func writePeople(in transaction: Transaction) throws -> MarlowValley {
    let program = Program(id: newID(), name: MarlowValley.name, zone: MarlowValley.zone, createdAt: now())
    try transaction.insert(program)
    let schools = MarlowValley.schools.map { School(id: newID(), programID: program.id, name: $0) }
    for school in schools { try transaction.insert(school) }
    var people: [MarlowPerson: ID<Person>] = [:]
    for (place, cast) in MarlowPerson.allCases.enumerated() {
      // A moment apart, so that the ids keep the order in which the start page names them.
      let moment = now() + .seconds(place)
      let person = Person(
        id: at(moment).newID(), programID: program.id, fullName: cast.fullName, signInName: cast.signInName, coachKind: cast.coachKind,
        isDemo: true, createdAt: moment)
      try transaction.insert(person)
      if let role = cast.programRole { try transaction.give(role, to: person, on: program.id.text, id: newID(), at: now()) }
      for school in cast.schools where schools.indices.contains(school) {
        try transaction.give(.coach, to: person, on: schools[school].id.text, id: newID(), at: now())
      }
      try audit(.invitePerson, by: nil, program: program.id, on: .person, person.id.text, in: transaction)
      people[cast] = person.id
    }
    return MarlowValley(programID: program.id, people: people)
  }
}
