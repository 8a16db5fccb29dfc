// A password takes a while to check: what changed meanwhile counts, not what stood there before.
import Actions
import Credentials
import Domain
import Store
import TestSupport
import Testing

@Suite struct LateCheckTests {
  private let new = "nine blue lamps in rain"

  /// Waits until the try has been counted: from then on its password is being checked.
  private func waitForTry(_ town: Town) async throws {
    for _ in 0..<2_000 {
      let counted = try await town.house.engine.read { try $0.row("SELECT 1 AS one FROM failed_sign_in") != nil }
      if counted { return }
      try await Task.sleep(for: .milliseconds(1))
    }
    Issue.record("the try was never counted")
  }

  /// Ben's password at a cost that keeps its check busy for a while, and that asks to be renewed.
  private func makeSlow(_ town: Town) async throws {
    let slow = try await Passwords(cost: Passwords.Cost(logN: 14, blockSize: 8, parallelism: 3)).hash(Town.password)
    try await town.house.engine.write { try $0.setPassword(slow, of: town.ben.id) }
  }

  @Test(arguments: TestEngine.allCases) func aPasswordThatWasResetMeanwhileSignsNobodyIn(_ which: TestEngine) async throws {
    let town = try await Town.open(try await which.open())
    try await makeSlow(town)
    let link = try await town.house.makeLink(for: town.ben.id, as: town.actor(town.ada))
    let old = Task { try await town.house.signIn(town.attempt(town.ben)) }
    try await waitForTry(town)
    let owner = try await town.house.useLink(link.token.text, password: new, again: new, device: "")
    await #expect(throws: Problem(nil, "people.signIn.wrong")) { _ = try await old.value }
    #expect(try await town.house.signedIn(token: owner.token.text) != nil)
    #expect(try await town.house.account(as: town.actor(town.ben)).signIns.count == 1)
    _ = try await town.house.signIn(town.attempt(town.ben, new))
  }

  @Test(arguments: TestEngine.allCases) func whoWasSignedOutMeanwhileChangesNoPassword(_ which: TestEngine) async throws {
    let town = try await Town.open(try await which.open())
    let thief = try await town.signIn(town.ben)
    try await makeSlow(town)
    let change = Task {
      try await town.house.changeOwnPassword(
        from: Town.password, to: new, again: new, address: "192.0.2.1", signedIn: thief.signedIn, device: "")
    }
    try await waitForTry(town)
    try await town.house.signOutEverywhere(as: town.actor(town.ben))
    await #expect(throws: Refusal.signedOut) { _ = try await change.value }
    _ = try await town.house.signIn(town.attempt(town.ben))
  }
}
