// How much one person may change in a live room or a practice round in a minute: nobody fills the table or the log alone.
import Domain
import Synchronization

/// Kept in memory: a server that starts anew gives everybody a full purse, and that does no harm.
package final class RoomBudgets: Sendable {
  private struct Spot: Hashable {
    /// The id of the session or the round.
    let id: String
    let person: ID<Person>
  }

  private struct Purse {
    var left: Int64
    var at: Instant
  }

  /// A purse counts in parts of a change, so that it fills evenly; a minute fills it.
  private static let minute: Int64 = 60_000
  private static let most = 5_000

  private let perMinute: Int64
  private let purses = Mutex<[Spot: Purse]>([:])

  package init(perMinute: Int) { self.perMinute = Int64(max(1, perMinute)) }

  /// Takes one change out of the person's purse, or says that they have to wait a moment. A clock set back fills nothing and costs nothing.
  package func spend<Place>(by person: ID<Person>, in place: ID<Place>, at now: Instant) throws(Problem) {
    let isPaid = purses.withLock { purses in
      let place = Spot(id: place.text, person: person)
      let full = perMinute * RoomBudgets.minute
      let old = purses[place] ?? Purse(left: full, at: now)
      let passed = min(RoomBudgets.minute, max(0, now.since(old.at).milliseconds))
      let left = min(full, old.left + passed * perMinute)
      let isPaid = left >= RoomBudgets.minute
      if purses.count >= RoomBudgets.most, purses[place] == nil {
        purses = purses.filter { now.since($0.value.at).milliseconds < RoomBudgets.minute }
      }
      purses[place] = Purse(left: isPaid ? left - RoomBudgets.minute : left, at: now)
      return isPaid
    }
    guard isPaid else { throw Problem(nil, "room.tooFast") }
  }
}
