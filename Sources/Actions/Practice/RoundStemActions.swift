// Which stems the practitioner used in a round and whether they felt like them: marked after the play, theirs alone.
import Database
import Domain
import Store

extension House {
  /// `felt` as it was said; `used` is false where it was not tried after all.
  package func markStem(_ key: String, used: Bool, felt: Felt?, inRound id: ID<PracticeRound>, as actor: Actor) async throws {
    let now = now()
    let tried: ID<StemTried> = newID()
    try await engine.write { [rooms, library, budgets] tx in
      let found = try tx.round(id, for: .takePartInRound, as: actor, cached: rooms.room, at: now)
      guard found.hand.part == .practitioner else { throw Problem("stem", "shelf.round.notYours") }
      guard found.round.phase.isPlayed else { throw Problem("stem", "shelf.round.notNow") }
      guard try tx.stemsToMark(in: found.round, shelf: library.practice).contains(where: { $0.key == key }) else {
        throw Problem("stem", "round.stems.unknown")
      }
      try budgets.spend(by: actor.personID, in: id, at: now)
      if used {
        try tx.keep(StemTried(stem: key, roundID: id, felt: felt, triedAt: now), of: actor.personID, id: tried)
      } else {
        try tx.forgetStemTried(key, by: actor.personID, in: id)
      }
    }
    // Nobody else's page changes by it: each stream looks whether its own does.
    roundEvents.tell(.tick, to: id)
  }
}

extension Transaction {
  /// Those that were chosen for the round; where none was, all that serve its skill.
  func stemsToMark(in round: PracticeRound, shelf: PracticeShelf) throws -> [Stem] {
    let chosen = try stems(round.stems, of: round.groupID, shelf: shelf)
    guard chosen.isEmpty, let skill = round.skill.flatMap(shelf.skill) else { return chosen }
    return shelf.adding(try ownShelf(of: round.groupID)).stemTypes(serving: skill).flatMap(\.stems)
  }
}
