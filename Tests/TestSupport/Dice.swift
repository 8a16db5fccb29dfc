// Seeded randomness: a failing random case prints its seed and can be played again.
import Foundation

package struct Dice: RandomNumberGenerator {
  private var state: UInt64

  /// The seed is mixed first: neighbouring seeds would otherwise walk the same sequence one step apart.
  package init(seed: Int) {
    state = UInt64(bitPattern: Int64(seed))
    state = next() ^ 0x1234_5678_9ABC_DEF1
  }

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  package mutating func roll(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }
  package mutating func pick<Element>(_ elements: [Element]) -> Element? { elements.randomElement(using: &self) }
  package mutating func chance(_ percent: Int) -> Bool { roll(1...100) <= percent }
}

/// How many random cases a test plays: the small number in every run, the large one with `FULCRUM_FULL=1`.
package func randomCases(_ small: Int, full: Int) -> Int {
  ProcessInfo.processInfo.environment["FULCRUM_FULL"] == "1" ? full : small
}
