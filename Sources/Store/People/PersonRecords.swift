// Persons. Their password hash is read only where it is checked and is no part of the value.
import Database
import Domain

private let columns: SQL =
  "person.id, person.program_id, person.full_name, person.sign_in_name, person.coach_kind, person.is_demo, person.created_at, person.disabled_at"

extension Transaction {
  package func insert(_ person: Person) throws {
    try execute(
      """
      INSERT INTO person (id, program_id, full_name, sign_in_name, coach_kind, is_demo, created_at, disabled_at)
      VALUES (\(person.id), \(person.programID), \(person.fullName), \(person.signInName), \(person.coachKind?.rawValue), \(person.isDemo),
        \(person.createdAt), \(person.disabledAt))
      """)
  }

  package func person(_ id: ID<Person>) throws -> Person? {
    try row("SELECT \(columns) FROM person WHERE id = \(id)").map(Person.init(row:))
  }

  package func person(signInName: String) throws -> Person? {
    try row("SELECT \(columns) FROM person WHERE sign_in_name = \(signInName)").map(Person.init(row:))
  }

  package func persons(of program: ID<Program>) throws -> [Person] {
    try rows("SELECT \(columns) FROM person WHERE program_id = \(program) ORDER BY full_name, id").map(Person.init(row:))
  }

  package func persons(_ ids: [ID<Person>]) throws -> [Person] {
    try rows("SELECT \(columns) FROM person WHERE id IN (\(list: ids)) ORDER BY full_name, id").map(Person.init(row:))
  }

  /// Those whom a furnished installation offers a button on its start page.
  package func demoPersons() throws -> [Person] {
    try rows("SELECT \(columns) FROM person WHERE is_demo = TRUE AND disabled_at IS NULL ORDER BY created_at, full_name, id").map(
      Person.init(row:))
  }

  package func hasAnyPerson() throws -> Bool { try row("SELECT 1 AS one FROM person LIMIT 1") != nil }

  /// The person with this name and the hash of their password, if they have set one.
  package func personAndPassword(signInName: String) throws -> (person: Person, password: String?)? {
    guard let row = try row("SELECT \(columns), person.password FROM person WHERE sign_in_name = \(signInName)") else { return nil }
    return (try Person(row: row), try row["password"])
  }

  package func password(of person: ID<Person>) throws -> String? {
    guard let row = try row("SELECT password FROM person WHERE id = \(person)") else { return nil }
    return try row["password"]
  }

  package func personsWithPassword(of program: ID<Program>) throws -> Set<ID<Person>> {
    Set(try rows("SELECT id FROM person WHERE program_id = \(program) AND password IS NOT NULL").map { try $0["id"] })
  }

  package func setPassword(_ hash: String?, of person: ID<Person>) throws {
    try execute("UPDATE person SET password = \(hash) WHERE id = \(person)")
  }

  package func setCoachKind(_ kind: CoachKind?, of person: ID<Person>) throws {
    try execute("UPDATE person SET coach_kind = \(kind?.rawValue) WHERE id = \(person)")
  }

  package func disable(_ person: ID<Person>, at instant: Instant?) throws {
    try execute("UPDATE person SET disabled_at = \(instant) WHERE id = \(person)")
  }
}

extension Person {
  init(row: Row) throws {
    let kind: String? = try row["coach_kind"]
    self.init(
      id: try row["id"], programID: try row["program_id"], fullName: try row["full_name"], signInName: try row["sign_in_name"],
      coachKind: kind.flatMap(CoachKind.init(rawValue:)), isDemo: try row["is_demo"], createdAt: try row["created_at"],
      disabledAt: try row["disabled_at"])
  }
}
