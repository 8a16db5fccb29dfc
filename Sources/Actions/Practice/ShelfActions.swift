// Adding to a group's shelf, changing what one has added, and taking it back: scenarios with their cards, and stems.
import Database
import Domain
import Store

/// What the forms of the shelf offer.
package struct ShelfForm: Sendable {
  package let group: Group
  package let skills: [FocusSkill]
  package let stemTypes: [StemType]
}

extension House {
  package func additionForm(for id: ID<Group>, as actor: Actor) async throws -> ShelfForm {
    let now = now()
    let library = library.practice
    return try await engine.read { tx in
      try Permission.require(.addToShelf, try tx.relations(of: actor, toGroup: id, at: now))
      guard let group = try tx.group(id) else { throw Refusal.notFound }
      return ShelfForm(group: group, skills: library.skills, stemTypes: library.stemTypes)
    }
  }

  @discardableResult
  package func addScenario(_ draft: ScenarioDraft, to group: ID<Group>, as actor: Actor) async throws -> ID<OwnScenario> {
    let id: ID<OwnScenario> = newID()
    let skills = library.practice.skills.map(\.key)
    try await add(to: group, as: actor) { tx, own, now in
      let scenario = try draft.scenario(key: id.text, skills: skills)
      guard own.scenarios.count < OwnShelf.mostScenarios else {
        throw Problem(nil, "shelf.scenario.full", ["most": String(OwnShelf.mostScenarios)])
      }
      try tx.insert(scenario, as: id, of: group, by: actor.personID, at: now)
    }
    return id
  }

  @discardableResult
  package func addStem(_ draft: StemDraft, to group: ID<Group>, as actor: Actor) async throws -> ID<OwnStem> {
    let id: ID<OwnStem> = newID()
    let types = library.practice.stemTypes.map(\.key)
    try await add(to: group, as: actor) { tx, own, now in
      try draft.checked(types: types)
      guard own.stems.count < OwnShelf.mostStems else { throw Problem(nil, "shelf.stem.full", ["most": String(OwnShelf.mostStems)]) }
      guard !own.stems.contains(where: { $0.text.lowercased() == draft.text.lowercased() }) else { throw Problem("text", "shelf.stem.twice") }
      try tx.insertStem(draft, as: id, of: group, by: actor.personID, at: now)
    }
    return id
  }

  private func add(
    to group: ID<Group>, as actor: Actor, _ change: @escaping @Sendable (Transaction, OwnShelf, Instant) throws -> Void
  ) async throws {
    let now = now()
    let auditID: ID<AuditEntry> = newID()
    try await engine.write { tx in
      try Permission.require(.addToShelf, try tx.relations(of: actor, toGroup: group, at: now))
      guard try tx.hold(group: group) else { throw Refusal.notFound }
      try change(tx, try tx.ownShelf(of: group), now)
      try tx.audit(.addToShelf, by: actor, on: .group, group.text, id: auditID, at: now)
    }
  }

  /// The scenario with its card, for its author alone.
  package func ownScenario(_ id: ID<OwnScenario>, as actor: Actor) async throws -> (form: ShelfForm, scenario: OwnScenario) {
    let now = now()
    let library = library.practice
    return try await engine.read { tx in
      let scenario = try tx.ownScenario(id, as: actor, at: now)
      guard let group = try tx.group(scenario.groupID) else { throw Refusal.notFound }
      return (ShelfForm(group: group, skills: library.skills, stemTypes: library.stemTypes), scenario)
    }
  }

  /// The group it belongs to. A newer wording from another window is not overwritten.
  @discardableResult
  package func changeScenario(_ id: ID<OwnScenario>, _ draft: ScenarioDraft, after version: Int, as actor: Actor) async throws -> ID<Group> {
    let skills = library.practice.skills.map(\.key)
    return try await change(.ownScenario, id.text, as: actor) { tx, now in
      let old = try tx.ownScenario(id, as: actor, at: now)
      let scenario = try draft.scenario(key: id.text, skills: skills)
      guard try tx.update(scenario, as: id, after: version) else { throw Refusal.stale(Sentence("shelf.scenario.stale")) }
      return old.groupID
    }
  }

  @discardableResult
  package func withdrawScenario(_ id: ID<OwnScenario>, as actor: Actor) async throws -> ID<Group> {
    try await change(.ownScenario, id.text, as: actor) { tx, now in
      let old = try tx.ownScenario(id, as: actor, at: now)
      try tx.withdrawScenario(id, at: now)
      return old.groupID
    }
  }

  package func ownStem(_ id: ID<OwnStem>, as actor: Actor) async throws -> (form: ShelfForm, stem: OwnStem) {
    let now = now()
    let library = library.practice
    return try await engine.read { tx in
      let stem = try tx.ownStem(id, as: actor, at: now)
      guard let group = try tx.group(stem.groupID) else { throw Refusal.notFound }
      return (ShelfForm(group: group, skills: library.skills, stemTypes: library.stemTypes), stem)
    }
  }

  @discardableResult
  package func changeStem(_ id: ID<OwnStem>, _ draft: StemDraft, as actor: Actor) async throws -> ID<Group> {
    let types = library.practice.stemTypes.map(\.key)
    return try await change(.ownStem, id.text, as: actor) { tx, now in
      let old = try tx.ownStem(id, as: actor, at: now)
      try draft.checked(types: types)
      try tx.updateStem(draft, as: id)
      return old.groupID
    }
  }

  @discardableResult
  package func withdrawStem(_ id: ID<OwnStem>, as actor: Actor) async throws -> ID<Group> {
    try await change(.ownStem, id.text, as: actor) { tx, now in
      let old = try tx.ownStem(id, as: actor, at: now)
      try tx.withdrawStem(id, at: now)
      return old.groupID
    }
  }

  private func change(
    _ kind: ObjectKind, _ id: String, as actor: Actor, _ change: @escaping @Sendable (Transaction, Instant) throws -> ID<Group>
  ) async throws -> ID<Group> {
    let now = now()
    let auditID: ID<AuditEntry> = newID()
    return try await engine.write { tx in
      let group = try change(tx, now)
      try tx.audit(.changeAddition, by: actor, on: kind, id, id: auditID, at: now)
      return group
    }
  }
}

extension Transaction {
  /// What one has added oneself, as long as one belongs to the group and it has not been taken back.
  fileprivate func ownScenario(_ id: ID<OwnScenario>, as actor: Actor, at now: Instant) throws -> OwnScenario {
    guard let scenario = try ownScenario(id), scenario.withdrawnAt == nil else { throw Refusal.notFound }
    try requireAuthorship(of: scenario.authorID, in: scenario.groupID, as: actor, at: now)
    return scenario
  }

  fileprivate func ownStem(_ id: ID<OwnStem>, as actor: Actor, at now: Instant) throws -> OwnStem {
    guard let stem = try ownStem(id), stem.withdrawnAt == nil else { throw Refusal.notFound }
    try requireAuthorship(of: stem.authorID, in: stem.groupID, as: actor, at: now)
    return stem
  }

  /// To the others of the group it exists, and is not theirs to change.
  private func requireAuthorship(of author: ID<Person>, in group: ID<Group>, as actor: Actor, at now: Instant) throws {
    var relations = try relations(of: actor, toGroup: group, at: now)
    if author == actor.personID, !relations.isDisjoint(with: [.member, .facilitator]) { relations.insert(.owner) }
    try Permission.require(.changeAddition, relations)
  }
}
