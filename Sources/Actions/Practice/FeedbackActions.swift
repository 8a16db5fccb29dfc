// Feedback from the giver's side: a draft that nobody else reads, giving it, and giving it again in better words. No line of the audit
// tells of notes: that somebody wrote one, and when, is theirs too.
import Database
import Domain
import Foundation
import Store

/// The draft on the page is older than the one that is kept: both are the giver's, and neither is thrown away.
package struct NewerFeedback: Error, Equatable, Sendable {
  package let kept: FeedbackDraft
  package let version: Int
}

/// Where somebody writes feedback in a round.
package struct FeedbackDesk: Sendable {
  package let round: PracticeRound
  package let note: GivenNote?
  package let receiverName: String
  package let models: [FeedbackModel]
  package let skill: FocusSkill?
}

extension House {
  /// For whoever gives feedback in this round; everybody else at the table is told whose it is.
  package func feedbackDesk(in id: ID<PracticeRound>, as actor: Actor) async throws -> FeedbackDesk {
    let now = now()
    return try await engine.read { [rooms, library] tx in
      let round = try tx.round(id, for: .giveFeedback, as: actor, cached: rooms.room, at: now).round
      try FeedbackNote.requireGiver(actor.personID, in: round)
      let row = try tx.feedback(in: id, by: actor.personID)
      return FeedbackDesk(
        round: round, note: row.flatMap { $0.note.seen(byGiver: actor.personID, keepsText: $0.giverKeepsText) },
        receiverName: try tx.persons([round.parts.practitioner]).first?.fullName ?? "", models: library.practice.feedbackModels,
        skill: library.practice.skills.first { $0.key == round.skill })
    }
  }

  /// Keeps what is typed as the version after `version` and says which that is. The same again is no new version.
  package func writeFeedback(_ typed: FeedbackTyped, after version: Int, in id: ID<PracticeRound>, as actor: Actor) async throws -> Int {
    let now = now()
    let newID: ID<FeedbackNote> = newID()
    let models = library.practice.feedbackModels
    return try await engine.write { [rooms] tx in
      let round = try tx.round(id, for: .giveFeedback, as: actor, cached: rooms.room, at: now).round
      try FeedbackNote.requireGiver(actor.personID, in: round)
      guard let row = try tx.feedback(in: id, by: actor.personID) else {
        var note = try FeedbackNote.begin(newID, by: actor.personID, in: round, at: now)
        let draft = try FeedbackDraft().taking(typed, models)
        guard draft != FeedbackDraft() else { return 0 }
        note.write(draft, at: now)
        guard try tx.insert(note) else { throw Refusal.stale(Sentence("feedback.otherWindow")) }
        return note.version
      }
      guard row.note.wording == 0 else { throw Problem(nil, "feedback.alreadyGiven") }
      return try tx.write(typed, after: version, over: row.note, models, at: now)
    }
  }

  /// Gives it to whoever practiced. What is still missing does not undo what was typed: that is kept first.
  package func giveFeedback(_ typed: FeedbackTyped, after version: Int, in id: ID<PracticeRound>, as actor: Actor) async throws {
    do {
      _ = try await writeFeedback(typed, after: version, in: id, as: actor)
    } catch let problem as Problem {
      // A second tap finds it given.
      guard try await hasGiven(typed, in: id, as: actor) else { throw problem }
      return
    }
    let now = now()
    let models = library.practice.feedbackModels
    let round = try await engine.write { [rooms] tx in
      let round = try tx.round(id, for: .giveFeedback, as: actor, cached: rooms.room, at: now).round
      try FeedbackNote.requireGiver(actor.personID, in: round)
      guard let row = try tx.feedback(in: id, by: actor.personID) else { throw Problem("model", "feedback.model.missing") }
      guard let draft = row.note.draft else { return round }
      guard round.phase.letsFeedbackBeGiven else { throw Problem(nil, "feedback.notTheirTurn") }
      // Parts may have been exchanged since the first word was typed.
      guard row.note.receiverID == round.parts.practitioner else { throw Problem(nil, "feedback.otherReceiver") }
      try tx.give(draft, in: row, timing: .of(now, round.endedAt ?? now, zone: row.zone), skill: round.skill, models, at: now)
      return round
    }
    roundChanged(round)
  }

  private func hasGiven(_ typed: FeedbackTyped, in id: ID<PracticeRound>, as actor: Actor) async throws -> Bool {
    let models = library.practice.feedbackModels
    return try await engine.read { tx in
      guard let given = try tx.feedback(in: id, by: actor.personID)?.note.given else { return false }
      guard let draft = try? FeedbackDraft().taking(typed, models), let words = try? FeedbackWording.of(draft, given.timing, models: models) else {
        return false
      }
      return given.saysTheSame(as: words)
    }
  }

  /// Keeps what is typed of a better wording; the one that was given stands until it is given.
  package func writeRewording(_ typed: FeedbackTyped, after version: Int, of id: ID<FeedbackNote>, as actor: Actor) async throws -> Int {
    let now = now()
    let models = library.practice.feedbackModels
    return try await engine.write { tx in
      let row = try tx.feedback(id, for: .giveFeedback, as: actor)
      try row.requireRewording()
      return try tx.write(typed, after: version, over: row.note, models, at: now)
    }
  }

  package func reword(_ typed: FeedbackTyped, after version: Int, of id: ID<FeedbackNote>, as actor: Actor) async throws {
    _ = try await writeRewording(typed, after: version, of: id, as: actor)
    let now = now()
    let models = library.practice.feedbackModels
    let round = try await engine.write { tx in
      let row = try tx.feedback(id, for: .giveFeedback, as: actor)
      try row.requireRewording()
      let round = try tx.round(row.note.roundID)?.round
      // Whoever taps twice has nothing left to give.
      if let draft = row.note.draft {
        try tx.give(draft, in: row, timing: .of(now, round?.endedAt ?? now, zone: row.zone), skill: nil, models, at: now)
      }
      return row.note.roundID
    }
    roundEvents.tell(.changed, to: round)
  }
}

extension FeedbackRow {
  /// As long as the giver has their own text, and the receiver has it too.
  fileprivate func requireRewording() throws {
    guard note.wording > 0 else { throw Refusal.notFound }
    guard note.deletedAt == nil else { throw Problem(nil, "feedback.wasDeleted") }
    guard giverKeepsText else { throw Problem(nil, "feedback.textIsGone") }
  }
}

extension FeedbackDraft {
  fileprivate func taking(_ typed: FeedbackTyped, _ models: [FeedbackModel]) throws -> FeedbackDraft {
    var draft = self
    draft.take(typed, models)
    try draft.requireFitting(models)
    return draft
  }
}

extension FeedbackTiming {
  /// Immediate is on the day of the round, as its group counts days.
  static func of(_ now: Instant, _ round: Instant, zone: String) -> FeedbackTiming {
    let zone = TimeZone(identifier: zone) ?? .gmt
    let (today, then) = (LocalMoment(now, in: zone), LocalMoment(round, in: zone))
    return (today.year, today.month, today.day) == (then.year, then.month, then.day) ? .immediate : .delayed
  }
}

extension Transaction {
  /// The note and whether the actor may do this with it. To a note its receiver is the owner and its giver a member: to everybody else there is none.
  func feedback(_ id: ID<FeedbackNote>, for deed: Deed, as actor: Actor) throws -> FeedbackRow {
    guard let row = try feedback(id, for: actor.personID) else { throw Refusal.notFound }
    var relations: Set<Relation> = [row.note.receiverID == actor.personID ? .owner : .member]
    if try noticeAcceptance(of: actor.personID) == nil { relations.insert(.beforeNotice) }
    try Permission.require(deed, relations)
    return row
  }

  fileprivate func write(
    _ typed: FeedbackTyped, after version: Int, over note: FeedbackNote, _ models: [FeedbackModel], at now: Instant
  ) throws -> Int {
    let kept = note.draft ?? note.given.map(FeedbackDraft.init) ?? FeedbackDraft()
    let draft = try kept.taking(typed, models)
    if draft == kept, note.version > 0 { return note.version }
    guard note.version == version else { throw NewerFeedback(kept: kept, version: note.version) }
    var note = note
    note.write(draft, at: now)
    guard try saveGivers(note, after: version) else { throw NewerFeedback(kept: kept, version: note.version) }
    return note.version
  }

  fileprivate func give(
    _ draft: FeedbackDraft, in row: FeedbackRow, timing: FeedbackTiming, skill: String?, _ models: [FeedbackModel], at now: Instant
  ) throws {
    var note = row.note
    try note.give(try FeedbackWording.of(draft, timing, models: models), skill: skill, at: now)
    guard try saveGivers(note, after: row.note.version) else { throw Refusal.stale(Sentence("feedback.otherWindow")) }
  }
}
