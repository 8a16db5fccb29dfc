// A small town for tests about people: one program with an administrator, a lead and a coach, a second program next to it.
import Actions
import Credentials
import Database
import Domain
import Messages
import Store

package struct Town: Sendable {
  package let house: House
  package let clock: TestClock
  package let program, otherProgram: Program
  package let school: School
  /// Administrator, program lead, coach, and a coach who has accepted nothing yet; Fay administers the other program.
  package let ada, lea, ben, cal, fay: Person

  package static let password = "seven green kettles hum"

  package static func open(_ engine: any Engine, isDemo: Bool = false) async throws -> Town {
    let clock = TestClock(Instant(milliseconds: 1_792_414_800_000))
    let house = House(
      engine: engine, catalogue: try Catalogue.english(), passwords: Passwords(cost: .low),
      settings: HouseSettings(publicURL: "http://127.0.0.1:8080", isDemo: isDemo), now: { clock.now })
    let now = clock.now
    let program = Program(id: house.newID(), name: "Harbor Point", zone: "America/Chicago", createdAt: now)
    let other = Program(id: house.newID(), name: "Far Hills", zone: "America/New_York", createdAt: now)
    let school = School(id: house.newID(), programID: program.id, name: "Pier Street Elementary")
    func person(_ fullName: String, _ name: String, in program: Program, _ kind: CoachKind? = nil) -> Person {
      Person(
        id: house.newID(), programID: program.id, fullName: fullName, signInName: name, coachKind: kind, isDemo: isDemo, createdAt: now)
    }
    let town = Town(
      house: house, clock: clock, program: program, otherProgram: other, school: school,
      ada: person("Ada Moss", "ada@harbor.example", in: program), lea: person("Lea Stone", "lea@harbor.example", in: program),
      ben: person("Ben Reed", "ben@harbor.example", in: program, .ic), cal: person("Cal Frye", "cal@harbor.example", in: program, .itc),
      fay: person("Fay Hill", "fay@hills.example", in: other))
    let hash = try await house.passwords.hash(password)
    try await engine.write { tx in
      for program in [program, other] { try tx.insert(program) }
      try tx.insert(school)
      for person in [town.ada, town.lea, town.ben, town.cal, town.fay] {
        try tx.insert(person)
        try tx.setPassword(hash, of: person.id)
        if person != town.cal { try tx.acceptNotice(person.id, at: now) }
      }
      func hold(_ role: Role, _ person: Person, _ object: String) throws {
        try tx.insert(RoleHeld(id: house.newID(), personID: person.id, role: role, objectID: object, from: now))
      }
      try hold(.administrator, town.ada, program.id.text)
      try hold(.programLead, town.lea, program.id.text)
      try hold(.coach, town.ben, school.id.text)
      try hold(.administrator, town.fay, other.id.text)
    }
    return town
  }

  package func actor(_ person: Person) -> Actor { Actor(personID: person.id, programID: person.programID) }

  package func attempt(
    _ person: Person, _ password: String = Town.password, from address: String = "192.0.2.1", knownDevice: String? = nil
  ) -> SignInAttempt {
    SignInAttempt(name: person.signInName, password: password, address: address, device: "a browser", knownDevice: knownDevice)
  }

  package func signIn(_ person: Person) async throws -> NewSignIn { try await house.signIn(attempt(person)) }
}
