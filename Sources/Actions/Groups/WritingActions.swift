// Own quiet writing: kept as it is typed, read by its author alone, and never lost to a newer version.
import Database
import Domain
import Store

/// The text on the page is older than the one that is kept: both are the author's, and neither is thrown away.
package struct NewerWriting: Error, Equatable, Sendable {
  package let kept: Writing

  package init(kept: Writing) { self.kept = kept }
}

extension House {
  package static let longestWriting = 50_000

  /// Whoever may read the record may read what they wrote themselves, also after they left the group.
  package func ownWriting(in id: ID<Session>, as actor: Actor) async throws -> Writing {
    let now = now()
    return try await engine.read { tx in
      _ = try tx.session(id, for: .lookAtRecord, as: actor, at: now)
      return try tx.writing(in: id, of: actor.personID)
    }
  }

  /// Keeps the text as the version after `version` and says which that is. The same text again is no new version, so a
  /// save that comes twice does no harm. Writing stays open after the session was closed: the words are the author's own.
  package func keepWriting(_ body: String, after version: Int, in id: ID<Session>, as actor: Actor) async throws -> Int {
    guard body.unicodeScalars.count <= House.longestWriting else {
      throw Problem("body", "room.text.tooLong", ["limit": String(House.longestWriting)])
    }
    let now = now()
    return try await engine.write { tx in
      _ = try tx.session(id, for: .writeInRoom, as: actor, at: now)
      let kept = try tx.writing(in: id, of: actor.personID)
      if kept.body == body { return kept.version }
      guard kept.version == version, try tx.keepWriting(body, in: id, of: actor.personID, after: version, at: now) else {
        throw NewerWriting(kept: kept)
      }
      return version + 1
    }
  }
}
