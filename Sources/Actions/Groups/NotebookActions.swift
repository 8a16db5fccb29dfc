// The facilitator's private notebook of a group: kept as it is typed, read by its author alone, also after they handed the group over.
import Domain
import Store

package struct NotebookPage: Sendable {
  package let group: Group
  package let writing: Writing
  /// Whether its author still leads the group.
  package let leads: Bool
}

extension House {
  /// One's own notebook; there is no way to anybody else's.
  package func notebook(of id: ID<Group>, as actor: Actor) async throws -> NotebookPage {
    let now = now()
    return try await engine.read { tx in
      let relations = try tx.relations(of: actor, toGroup: id, at: now)
      try Permission.require(.keepNotebook, relations)
      guard let group = try tx.group(id) else { throw Refusal.notFound }
      return NotebookPage(
        group: group, writing: try tx.notebook(of: id, by: actor.personID), leads: relations.contains(.facilitator))
    }
  }

  /// As with own writing in a session: the version after `version`, or the newer one that is kept. Nothing in the audit: that
  /// somebody wrote, and how often, is theirs too.
  package func keepNotebook(_ body: String, after version: Int, of id: ID<Group>, as actor: Actor) async throws -> Int {
    guard body.unicodeScalars.count <= House.longestWriting else {
      throw Problem("body", "room.text.tooLong", ["limit": String(House.longestWriting)])
    }
    let now = now()
    return try await engine.write { tx in
      try Permission.require(.keepNotebook, try tx.relations(of: actor, toGroup: id, at: now))
      let kept = try tx.notebook(of: id, by: actor.personID)
      if kept.body == body { return kept.version }
      guard kept.version == version, try tx.keepNotebook(body, of: id, by: actor.personID, after: version, at: now) else {
        throw NewerWriting(kept: kept)
      }
      return version + 1
    }
  }
}
