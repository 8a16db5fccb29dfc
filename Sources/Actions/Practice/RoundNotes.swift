// The notes of a round for one viewer: what they give, and what they were given. To whoever only leads there are none.
import Database
import Domain
import Store

package struct RoundNotes: Equatable, Sendable {
  package var own: GivenNote?
  package var received: [ReceivedNote] = []
}

extension Transaction {
  func notes(in round: PracticeRound, for hand: RoundHand) throws -> RoundNotes {
    guard hand.part != nil, round.phase.isPlayed else { return RoundNotes() }
    let rows = try feedback(in: round.id, for: hand.person)
    return RoundNotes(
      own: rows.lazy.compactMap { $0.note.seen(byGiver: hand.person, keepsText: $0.giverKeepsText) }.first,
      received: rows.compactMap { $0.note.seen(byReceiver: hand.person) })
  }
}
