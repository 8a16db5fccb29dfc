// The private card given by somebody else's hand: a change of the round that its table sees, and the card as its answer.
import Database
import Domain
import Store

extension House {
  /// Opens the card for the coachee on the device of whoever leads, or for paper. Refused where they practice in this round.
  package func openCard(_ way: CardOpening.Way, inRound id: ID<PracticeRound>, as actor: Actor) async throws -> Scenario.Card {
    _ = try await act(.command(.openCard(way)), inRound: id, as: actor)
    let now = now()
    let shelf = library.practice
    return try await engine.read { [rooms] tx in
      let found = try tx.round(id, for: .takePartInRound, as: actor, cached: rooms.room, at: now)
      let isOwn = found.hand.part == .coachee
      guard let scenario = try tx.material(of: found.round, shelf: shelf).scenario, found.round.hasCardOut,
        isOwn || found.round.cardOpened == CardOpening(by: actor.personID, way: way)
      else { throw Problem(nil, "round.card.notNow") }
      return scenario.card
    }
  }
}
