// What a round's page shows beside the round, for its viewer alone: read together with the round, in the same transaction.
import Database
import Domain
import Store

/// Each part of the practice area that has something to show in a round adds it here.
package struct RoundBeside: Equatable, Sendable {
  package var notes = RoundNotes()
  /// What the practitioner may mark as used, and what they have marked; empty for everybody else.
  package var stemsToMark: [Stem] = []
  package var stemsTried: [StemTried] = []
}

extension Transaction {
  func beside(_ round: PracticeRound, for hand: RoundHand, shelf: PracticeShelf, at now: Instant) throws -> RoundBeside {
    var beside = RoundBeside(notes: try notes(in: round, for: hand))
    if hand.part == .practitioner, round.phase.isPlayed {
      beside.stemsToMark = try stemsToMark(in: round, shelf: shelf)
      beside.stemsTried = try stemsTried(by: hand.person, in: round.id)
    }
    return beside
  }
}
