// A planned term as it is printed: JSON in the form that a judge of rotations reads, or one row for each table.
import Domain
import Foundation

struct PracticePlan: Encodable {
  struct Shown: Encodable {
    let madeAfterRound: Int
    let rounds: [RotationRound]

    enum CodingKeys: String, CodingKey { case madeAfterRound, rounds }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(madeAfterRound, forKey: .madeAfterRound)
      try container.encode(rounds.map(Round.init), forKey: .rounds)
    }
  }

  struct Session: Encodable {
    let present: [String]
    let events: [PracticeTerm.Event]
    let rounds: [RotationRound]
    let plans: [Shown]

    enum CodingKeys: String, CodingKey { case present, events, rounds, plans }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(present, forKey: .present)
      try container.encode(events, forKey: .events)
      try container.encode(rounds.map(Round.init), forKey: .rounds)
      try container.encode(plans, forKey: .plans)
    }
  }

  /// The judge calls a table a cell, and our practitioner the coach.
  private struct Round: Encodable {
    struct Cell: Encodable {
      let coach: String
      let coachee: String
      let observers: [String]
      let feedback: [Feedback]
      /// Only where the facilitator observes.
      let facilitator: String?
    }

    struct Feedback: Encodable {
      let from: String
      let to: String
    }

    let cells: [Cell]

    init(_ round: RotationRound) {
      cells = round.tables.map { table in
        Cell(
          coach: table.practitioner.text, coachee: table.coachee.text, observers: table.observers.map(\.text),
          feedback: table.givers.map { Feedback(from: $0.text, to: table.practitioner.text) },
          facilitator: table.facilitatorObserves ? "observes" : nil)
      }
    }
  }

  private struct Line: Encodable {
    let id: String
    let plan: PracticePlan
  }

  let id: String
  let tableSize: Int
  let sessions: [Session]

  enum CodingKeys: String, CodingKey { case format, cellSize, sessions }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode("fulcrum-rotation/1", forKey: .format)
    try container.encode(tableSize, forKey: .cellSize)
    try container.encode(sessions, forKey: .sessions)
  }

  func line() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(Line(id: id, plan: self)), as: UTF8.self)
  }

  /// Term, session, round, practitioner, coachee, observers, parted by tabs.
  func rows() -> [String] {
    sessions.enumerated().flatMap { session, held in
      held.rounds.enumerated().flatMap { round, held in
        held.tables.map { table in
          let observers = table.observers.map(\.text) + (table.facilitatorObserves ? ["facilitator"] : [])
          return [id, "\(session + 1)", "\(round + 1)", table.practitioner.text, table.coachee.text, observers.joined(separator: " ")]
            .joined(separator: "\t")
        }
      }
    }
  }
}
