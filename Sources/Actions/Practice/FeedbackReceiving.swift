// Feedback from the receiver's side: reading it, keep or try or park, five words, one line back, and deleting it. And the page of all of one's own.
import Database
import Domain
import Store

/// A note with what its page says beside it, for one of the two.
package struct FeedbackPage: Sendable {
  package enum Sight: Sendable {
    case receiver(ReceivedNote, FeedbackRubric)
    case giver(GivenNote)
  }

  package let sight: Sight
  /// The other of the two.
  package let otherName: String
  package let groupName: String
  package let zone: String
}

/// All of one's own: what was given to one, and what one gives.
package struct FeedbackHome: Sendable {
  package struct Line<Note: Sendable>: Sendable {
    package let note: Note
    package let otherName: String
    package let zone: String
  }

  package let received: [Line<ReceivedNote>]
  /// Drafts that were never given.
  package let drafts: [Line<GivenNote>]
  package let given: [Line<GivenNote>]
}

extension House {
  /// As many notes stand on one's own page, the newest first.
  package static let mostNotes = 200

  package func feedbackHome(as actor: Actor) async throws -> FeedbackHome {
    try Permission.require(.lookAtFeedback, [.owner])
    return try await engine.read { tx in
      let rows = try tx.feedback(of: actor.personID, most: House.mostNotes)
      let given = rows.compactMap { row in
        row.note.seen(byGiver: actor.personID, keepsText: row.giverKeepsText).map {
          FeedbackHome.Line(note: $0, otherName: row.receiverName, zone: row.zone)
        }
      }
      return FeedbackHome(
        received: rows.compactMap { row in
          row.note.seen(byReceiver: actor.personID).map { FeedbackHome.Line(note: $0, otherName: row.giverName, zone: row.zone) }
        },
        drafts: given.filter { $0.note.wording == 0 && $0.note.draft?.isEmpty == false }, given: given.filter { $0.note.wording > 0 })
    }
  }

  /// Reading it is receiving it.
  package func feedbackNote(_ id: ID<FeedbackNote>, as actor: Actor) async throws -> FeedbackPage {
    let page = try await engine.read { tx in
      let row = try tx.feedback(id, for: .lookAtFeedback, as: actor)
      if let received = row.note.seen(byReceiver: actor.personID) {
        return FeedbackPage(
          sight: .receiver(received, try tx.rubric(of: id, for: actor.personID)), otherName: row.giverName, groupName: row.groupName, zone: row.zone)
      }
      guard let own = row.note.seen(byGiver: actor.personID, keepsText: row.giverKeepsText) else { throw Refusal.notFound }
      return FeedbackPage(sight: .giver(own), otherName: row.receiverName, groupName: row.groupName, zone: row.zone)
    }
    if case .receiver(let note, _) = page.sight, note.isNew { try await openFeedback([note], as: actor) }
    return page
  }

  /// What the receiver has before them is received.
  package func openFeedback(_ notes: [ReceivedNote], as actor: Actor) async throws {
    let new = notes.filter(\.isNew).map(\.id)
    guard !new.isEmpty else { return }
    try await engine.write { try $0.openFeedback(new, for: actor.personID) }
  }

  /// One tap, in the room or later; it can be changed as often as the receiver likes.
  package func decide(_ word: String, on id: ID<FeedbackNote>, as actor: Actor) async throws {
    let round = try await receive(id, as: actor) { note, tx in
      guard let decision = FeedbackDecision(rawValue: word) else { throw Problem("decision", "feedback.decision.unknown") }
      note.decide(decision)
      try tx.saveReceivers(note)
    }
    roundEvents.tell(.changed, to: round)
  }

  package func describe(_ typed: [FeedbackDimension: String], on id: ID<FeedbackNote>, as actor: Actor) async throws {
    let now = now()
    try await receive(id, as: actor) { _, tx in try tx.keep(try FeedbackRubric.read(typed), about: id, at: now) }
  }

  package func answerFeedback(kind: String, text: String, on id: ID<FeedbackNote>, as actor: Actor) async throws {
    let now = now()
    try await receive(id, as: actor) { note, tx in
      let line = try FeedbackLine.read(kind: kind, text: text, wording: note.wording, at: now)
      let before = note.line
      try note.send(line)
      if note.line != before { try tx.keep(line, about: id) }
    }
  }

  /// The receiver's choice. The giver keeps the own text until the end of the group's next session; then nothing is left.
  package func deleteFeedback(_ id: ID<FeedbackNote>, as actor: Actor) async throws {
    let now = now()
    let round = try await receive(id, as: actor) { note, tx in
      note.delete(at: now)
      try tx.saveReceivers(note)
      try tx.keep(FeedbackRubric(), about: id, at: now)
      try tx.forgetDeletedNotes(of: note.groupID)
    }
    roundEvents.tell(.changed, to: round)
  }

  /// What only the receiver may do; says in which round it was given.
  @discardableResult
  private func receive(
    _ id: ID<FeedbackNote>, as actor: Actor, _ change: @escaping @Sendable (inout FeedbackNote, Transaction) throws -> Void
  ) async throws -> ID<PracticeRound> {
    try await engine.write { tx in
      var note = try tx.feedback(id, for: .receiveFeedback, as: actor).note
      try change(&note, tx)
      return note.roundID
    }
  }

  /// Which models and stances were useful to a group; never about a person.
  package func usefulness(of group: ID<Group>, as actor: Actor) async throws -> FeedbackUsefulness {
    let now = now()
    return try await engine.read { tx in
      try Permission.require(.lookAtPractice, try tx.relations(of: actor, toGroup: group, at: now))
      return FeedbackUsefulness(try tx.decidedNotes(of: group))
    }
  }
}
