// Programs and their schools.
import Database
import Domain

extension Transaction {
  package func insert(_ program: Program) throws {
    try execute(
      "INSERT INTO program (id, name, zone, created_at) VALUES (\(program.id), \(program.name), \(program.zone), \(program.createdAt))")
  }

  package func program(_ id: ID<Program>) throws -> Program? {
    try row("SELECT id, name, zone, created_at FROM program WHERE id = \(id)").map(Program.init(row:))
  }

  package func program(named name: String) throws -> Program? {
    try row("SELECT id, name, zone, created_at FROM program WHERE name = \(name) ORDER BY id LIMIT 1").map(Program.init(row:))
  }

  package func programs() throws -> [Program] {
    try rows("SELECT id, name, zone, created_at FROM program ORDER BY name, id").map(Program.init(row:))
  }

  package func insert(_ school: School) throws {
    try execute("INSERT INTO school (id, program_id, name) VALUES (\(school.id), \(school.programID), \(school.name))")
  }

  package func school(_ id: ID<School>) throws -> School? {
    try row("SELECT id, program_id, name FROM school WHERE id = \(id)").map(School.init(row:))
  }

  package func schools(of program: ID<Program>) throws -> [School] {
    try rows("SELECT id, program_id, name FROM school WHERE program_id = \(program) ORDER BY name").map(School.init(row:))
  }
}

extension Program {
  init(row: Row) throws {
    self.init(id: try row["id"], name: try row["name"], zone: try row["zone"], createdAt: try row["created_at"])
  }
}

extension School {
  init(row: Row) throws { self.init(id: try row["id"], programID: try row["program_id"], name: try row["name"]) }
}
