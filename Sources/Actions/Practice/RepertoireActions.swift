// One's own list of stems and how sure one feels about a skill: nobody else's pages ask for it, and no audit counts it.
import Database
import Domain
import Store

package struct RepertoirePage: Sendable {
  package let repertoire: Repertoire
  /// What the stems on the list say, by key; one that has left the library is not among them.
  package let stems: [String: Stem]
  /// The checks of each skill in the order of time, the skills in the order of the library.
  package let confidence: [(skill: FocusSkill, checks: [ConfidenceCheck])]
  /// Groups in which there is something to practice with.
  package let groups: [Group]
}

extension House {
  package func repertoire(as actor: Actor) async throws -> RepertoirePage {
    let now = now()
    let library = library.practice
    return try await engine.read { tx in
      try tx.requireOwn(actor, at: now)
      let repertoire = Repertoire(try tx.stemsTried(by: actor.personID))
      let shipped = repertoire.lines.compactMap { library.stem($0.stem) }
      let own = try tx.ownStems(repertoire.lines.filter { library.stem($0.stem) == nil }.compactMap { ID<OwnStem>($0.stem) }).map(\.stem)
      let checks = Dictionary(grouping: try tx.confidenceChecks(of: actor.personID), by: \.skill)
      return RepertoirePage(
        repertoire: repertoire, stems: Dictionary((shipped + own).map { ($0.key, $0) }) { first, _ in first },
        confidence: library.skills.compactMap { skill in checks[skill.key].map { (skill, $0) } },
        groups: try tx.groups(of: actor.personID, at: now).filter { !$0.isClosed(at: now) })
    }
  }

  /// It was tried somewhere; outside of a round that is one's own word. Only what stands on a shelf one can see.
  package func markStem(_ key: String, felt: Felt?, as actor: Actor) async throws {
    let now = now()
    let id: ID<StemTried> = newID()
    let library = library.practice
    try await engine.write { tx in
      try tx.requireOwn(actor, at: now)
      guard try tx.knowsStem(key, library: library, of: actor, at: now) else { throw Problem("stem", "shelf.stem.unknown") }
      try tx.keep(StemTried(stem: key, roundID: nil, felt: felt, triedAt: now), of: actor.personID, id: id)
    }
  }

  package func forgetStem(_ key: String, as actor: Actor) async throws {
    let now = now()
    try await engine.write { tx in
      try tx.requireOwn(actor, at: now)
      try tx.forgetStemTried(key, by: actor.personID)
    }
  }

  package func checkConfidence(skill: String, moment: String, standing: String, as actor: Actor) async throws {
    let now = now()
    let id: ID<ConfidenceCheck> = newID()
    let skills = library.practice.skills.map(\.key)
    try await engine.write { tx in
      try tx.requireOwn(actor, at: now)
      let check = try ConfidenceCheck.read(skill: skill, moment: moment, standing: standing, skills: skills, at: now)
      try tx.keep(check, of: actor.personID, id: id)
    }
  }

  package func forgetConfidence(in skill: String, as actor: Actor) async throws {
    let now = now()
    try await engine.write { tx in
      try tx.requireOwn(actor, at: now)
      try tx.forgetConfidence(in: skill, of: actor.personID)
    }
  }
}

extension Transaction {
  /// It is one's own whatever else one is; the notice comes first all the same.
  fileprivate func requireOwn(_ actor: Actor, at now: Instant) throws {
    try Permission.require(.keepRepertoire, try relations(of: actor, to: actor.programID, at: now).union([.owner]))
  }

  /// The library's, one of a group's they belong to, or one that stands on their list already.
  fileprivate func knowsStem(_ key: String, library: PracticeShelf, of actor: Actor, at now: Instant) throws -> Bool {
    if library.stem(key) != nil { return true }
    guard let id = ID<OwnStem>(key), let stem = try ownStem(id) else { return false }
    if try stemsTried(by: actor.personID).contains(where: { $0.stem == key }) { return true }
    let relations = try relations(of: actor, toGroup: stem.groupID, at: now)
    return stem.withdrawnAt == nil && Permission.verdict(.lookAtPractice, relations) == .allowed
  }
}
