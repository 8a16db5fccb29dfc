// What a round's page shows beside the round, for its viewer alone: read together with the round, in the same transaction.
import Database
import Domain
import Store

/// Each part of the practice area that has something to show in a round adds it here.
package struct RoundBeside: Sendable {}

extension Transaction {
  func beside(_ round: PracticeRound, for hand: RoundHand, at now: Instant) throws -> RoundBeside {
    RoundBeside()
  }
}
