// What the operator does from the command line: whoever runs the machine lets the first people in and helps those locked out.
import Credentials
import Database
import Domain
import Foundation
import Store

extension House {
  /// Writes a person down and makes their invitation. The program has to exist already unless `zone` is given for a new one,
  /// so that a slip of the pen does not open a second program.
  package func addPersonAsOperator(_ draft: PersonDraft, programName: String, newProgramZone zone: String?) async throws -> NewLink {
    let now = now()
    return try await engine.write { [self] transaction in
      let program: Program
      switch (try transaction.program(named: programName), zone) {
      case (let found?, nil): program = found
      case (nil, let zone?):
        program = try ProgramRule.check(Program(id: newID(), name: programName, zone: zone, createdAt: now))
        try transaction.insert(program)
      case (.some, .some): throw Problem("program", "people.operator.programExists", ["name": programName])
      case (nil, nil):
        let names = try transaction.programs().map(\.name)
        guard !names.isEmpty else { throw Problem("program", "people.operator.noProgram") }
        throw Problem("program", "people.operator.programUnknown", ["name": programName, "names": names.joined(separator: ", ")])
      }
      let person = try draft.person(in: program.id, id: newID(), at: now)
      try add(person, draft, at: now, in: transaction)
      try audit(.invitePerson, by: nil, program: program.id, on: .person, person.id.text, in: transaction)
      return try makeLink(for: person, purpose: .invitation, madeBy: nil, in: transaction)
    }
  }

  /// A new link for somebody by the name they sign in with.
  package func makeLinkAsOperator(signInName typed: String) async throws -> NewLink {
    try await engine.write { [self] transaction in
      guard let person = try transaction.person(signInName: SignInName.folded(typed)) else {
        throw Problem("name", "people.operator.nobody", ["name": typed])
      }
      guard person.disabledAt == nil else { throw Problem("name", "people.problem.disabled") }
      let purpose: LinkPurpose = try transaction.password(of: person.id) == nil ? .invitation : .reset
      try audit(.makeLink, by: nil, program: person.programID, on: .person, person.id.text, in: transaction)
      return try makeLink(for: person, purpose: purpose, madeBy: nil, in: transaction)
    }
  }
}
