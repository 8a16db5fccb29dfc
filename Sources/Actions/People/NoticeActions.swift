// Accepting the page that says who sees what, before the first word is written.
import Database
import Domain
import Store

extension House {
  /// When the actor accepted its present version, if they did.
  package func notice(as actor: Actor) async throws -> Instant? {
    try await engine.read { [self] transaction in
      let person = try require(.readNotice, on: actor.personID, as: actor, in: transaction)
      return try transaction.noticeAcceptance(of: person.id)
    }
  }

  /// `version` is that of the page the person read: one that has been replaced meanwhile is not accepted unread.
  package func acceptNotice(version: Int, as actor: Actor) async throws {
    try await engine.write { [self] transaction in
      let person = try require(.acceptNotice, on: actor.personID, as: actor, in: transaction)
      guard version == Notice.version else { throw Refusal.stale(Sentence("people.notice.newer")) }
      guard try transaction.noticeAcceptance(of: person.id) == nil else { return }
      try transaction.acceptNotice(person.id, at: now())
      try audit(.acceptNotice, by: actor, on: .notice, "\(version)", in: transaction)
    }
  }
}
