// What a group practices with, as its people read it: the library and their own additions, without any private card.
import Content
import Database
import Domain
import Store

/// What every page of a group's shelf knows.
package struct ShelfFrame: Sendable {
  package let group: Group
  package let actor: ID<Person>
  /// Whether they belong to the group now: a closed group is only read.
  package let mayAct: Bool
}

package struct PracticePage: Sendable {
  package let frame: ShelfFrame
  package let people: GroupPeople
  package let wish: PracticeWish
  package let skills: [FocusSkill]
  /// What serves the wish: the public side only.
  package let scenarios: [ScenarioFront]
  package let practiced: [PracticedRound]
  /// The round that waits for the actor, in whatever group.
  package let ownRound: ID<PracticeRound>?
  package let usefulness: FeedbackUsefulness
}

package struct SkillPage: Sendable {
  package let frame: ShelfFrame
  package let skill: FocusSkill
  package let stems: [StemType]
  package let scenarios: [ScenarioFront]
  package let repertoire: Repertoire
  /// Only the reader's own, in the order of time.
  package let checks: [ConfidenceCheck]
}

package struct StemsPage: Sendable {
  package let frame: ShelfFrame
  package let types: [StemType]
  /// The group's own by their key.
  package let own: [String: OwnStem]
  package let repertoire: Repertoire
}

extension House {
  package func practicePage(_ wish: PracticeWish, of id: ID<Group>, as actor: Actor) async throws -> PracticePage {
    let now = now()
    let library = library.practice
    return try await engine.read { tx in
      let frame = try tx.shelfFrame(of: id, as: actor, at: now)
      let own = try tx.ownShelf(of: id)
      return PracticePage(
        frame: frame, people: try tx.people(of: id, at: now), wish: wish, skills: library.skills,
        scenarios: library.adding(own).filtered(wish).fronts(own),
        practiced: try tx.practiced(by: actor.personID, in: id, most: 12),
        ownRound: try tx.busyInRounds([actor.personID])[actor.personID], usefulness: FeedbackUsefulness(try tx.decidedNotes(of: id)))
    }
  }

  package func skillPage(_ key: String, of id: ID<Group>, as actor: Actor) async throws -> SkillPage {
    let now = now()
    let library = library.practice
    return try await engine.read { tx in
      let frame = try tx.shelfFrame(of: id, as: actor, at: now)
      guard let skill = library.skill(key) else { throw Refusal.notFound }
      let own = try tx.ownShelf(of: id)
      let shelf = library.adding(own)
      return SkillPage(
        frame: frame, skill: skill, stems: shelf.stemTypes(serving: skill), scenarios: shelf.filtered(skill: key).fronts(own),
        repertoire: Repertoire(try tx.stemsTried(by: actor.personID)),
        checks: try tx.confidenceChecks(of: actor.personID).filter { $0.skill == key })
    }
  }

  package func stemsPage(of id: ID<Group>, as actor: Actor) async throws -> StemsPage {
    let now = now()
    let library = library.practice
    return try await engine.read { tx in
      let frame = try tx.shelfFrame(of: id, as: actor, at: now)
      let own = try tx.ownShelf(of: id)
      return StemsPage(
        frame: frame, types: library.adding(own).stemTypes, own: Dictionary(own.stems.map { ($0.id.text, $0) }) { first, _ in first },
        repertoire: Repertoire(try tx.stemsTried(by: actor.personID)))
    }
  }

  /// The feedback models, and nothing of the group but its name.
  package func shelfFrame(of id: ID<Group>, as actor: Actor) async throws -> ShelfFrame {
    let now = now()
    return try await engine.read { try $0.shelfFrame(of: id, as: actor, at: now) }
  }
}

extension PracticeShelf {
  /// The public sides, with whose they are.
  func fronts(_ own: OwnShelf) -> [ScenarioFront] {
    let byKey = Dictionary(own.scenarios.map { ($0.scenario.key, $0) }) { first, _ in first }
    return scenarios.map { $0.front(byKey[$0.key]) }
  }
}

extension Transaction {
  func shelfFrame(of id: ID<Group>, as actor: Actor, at now: Instant) throws -> ShelfFrame {
    let relations = try relations(of: actor, toGroup: id, at: now)
    try Permission.require(.lookAtPractice, relations)
    guard let group = try group(id) else { throw Refusal.notFound }
    return ShelfFrame(group: group, actor: actor.personID, mayAct: !relations.isDisjoint(with: [.member, .facilitator]))
  }
}
