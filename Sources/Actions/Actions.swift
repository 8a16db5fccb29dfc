// All that a person can do, once: permission, one transaction, audit, live event. Four doors open on these actions.
import Content
import Credentials
import Database
import Domain
import Foundation
import Messages
import Store

/// The one thing the doors hold. Each area adds its actions in files of its own (`GroupActions`, `RoomActions`, …).
package struct House: Sendable {
  package let engine: any Engine
  package let catalogue: Catalogue
  package let passwords: Passwords
  package let settings: HouseSettings
  /// The protocols and ready-made agendas to choose from.
  package let library: Library
  /// The open streams of live rooms.
  package let live: LiveEvents
  /// The open streams of practice rounds.
  package let roundEvents = RoundEvents()
  /// The newest rooms, so that a command need not replay the log.
  let rooms: RoomCache
  let wrongCodes: WrongCodes
  /// How much one person may still change in a room at this moment.
  let budgets: RoomBudgets
  /// The quiet signals that are up at this moment.
  package let signals = QuietSignals()
  /// The only clock of the house; tests pass one in.
  package var now: @Sendable () -> Instant

  package init(
    engine: any Engine, catalogue: Catalogue, passwords: Passwords = Passwords(), settings: HouseSettings = HouseSettings(),
    library: Library = Library(protocols: [], templates: []), now: @escaping @Sendable () -> Instant
  ) {
    self.engine = engine
    self.catalogue = catalogue
    self.passwords = passwords
    self.settings = settings
    self.library = library
    live = LiveEvents()
    rooms = RoomCache()
    wrongCodes = WrongCodes()
    budgets = RoomBudgets(perMinute: settings.changesAMinute)
    self.now = now
  }

  /// The machine's clock.
  package static let systemClock: @Sendable () -> Instant = {
    Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1_000))
  }

  /// A new id of the moment.
  package func newID<Thing>(_ thing: Thing.Type = Thing.self) -> ID<Thing> {
    var random = SystemRandomNumberGenerator()
    return ID.make(at: now(), using: &random)
  }
}
