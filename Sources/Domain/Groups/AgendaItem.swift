// One protocol or free block placed in a session, with whose rounds it holds.

package struct AgendaItem: Equatable, Sendable, Codable {
  package let id: ID<AgendaItem>
  /// The protocol as it was when it was placed: a later edit of the library changes no agenda.
  package var shape: SessionProtocol
  /// Presenters, clients or practitioners in the order of the rounds; may be empty until somebody is named.
  package var turns: [ID<Person>]
  /// How many rounds or presenters; `nil` for the protocol's own number.
  package var rounds: Int?
  /// What to read before the session.
  package var reading: AgendaReading?

  package init(id: ID<AgendaItem>, shape: SessionProtocol, turns: [ID<Person>] = [], rounds: Int? = nil, reading: AgendaReading? = nil) {
    self.id = id
    self.shape = shape
    self.turns = turns
    self.rounds = rounds
    self.reading = reading
  }

  package func steps(present: Int) -> [PlannedStep] { shape.plan(present: present, cap: rounds, turns: turns) }
  package func seconds(present: Int) -> Int { shape.seconds(present: present, cap: rounds) }
}
