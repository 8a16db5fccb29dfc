// A house in which nobody is yet.
import Actions
import Credentials
import Database
import Domain
import Messages

package enum EmptyHouse {
  package static func open(_ engine: any Engine) throws -> House {
    House(
      engine: engine, catalogue: try Catalogue.english(), passwords: Passwords(cost: .low),
      now: { Instant(milliseconds: 1_792_414_800_000) })
  }
}
