// Counting tries before they are checked, so that many at once cannot slip past the limit together.
import Credentials
import Database
import Domain
import Foundation
import Store

/// A try that has been counted as a failure already; a success takes it back.
struct ReservedTry: Sendable {
  let person: Person?
  let password: String?
  let isKnownDevice: Bool
  let subject: String
  let failures: [ID<FailureCount>]
  /// Too many failures in all: the right password no longer helps, and the answer does not say so to a stranger.
  let needsReset: Bool
}

extension House {
  /// What the failures of an account are counted under: a hash, because people type all sorts of things into the field of the name.
  static func accountSubject(_ foldedName: String) -> String { SecretToken.digest("account:\(foldedName)") }

  /// Counts the try, or refuses it where there were too many. The statements are the same for a name that nobody has.
  func reserveTry(name: String, address: String, knownDevice: String?) async throws -> ReservedTry {
    let now = now()
    let device = knownDevice.flatMap { SecretToken($0) }?.hash ?? ""
    let byAccount: ID<FailureCount> = newID()
    let byAddress: ID<FailureCount> = newID()
    return try await engine.write { transaction in
      let found = try transaction.personAndPassword(signInName: name)
      let isKnown = try transaction.isKnownDevice(tokenHash: device, of: found?.person.id ?? ID(trusted: ""))
      // The owner's own browser is counted apart, so that a stranger's guesses do not lock the owner out.
      let subject = isKnown ? SecretToken.digest("device:\(device)") : Self.accountSubject(name)
      let place = SecretToken.digest("address:\(NetworkAddress.counted(address))")
      let failures = try transaction.failures(of: subject, at: now)
      let fiftieth = try transaction.failure(number: Guessing.perAddress, of: place, at: now)
      let wait = max(
        Guessing.waitForAccount(inWindow: failures.inWindow, latest: failures.latest, at: now),
        Guessing.waitForAddress(fiftiethLatest: fiftieth, at: now))
      guard wait == .zero else { throw Refusal.tooMany(after: wait) }
      try transaction.forgetFailures(before: now - Guessing.memory)
      try transaction.insertFailure(byAccount, subject: subject, at: now)
      try transaction.insertFailure(byAddress, subject: place, at: now)
      return ReservedTry(
        person: found?.person, password: found?.password, isKnownDevice: isKnown, subject: subject, failures: [byAccount, byAddress],
        needsReset: failures.total >= Guessing.untilReset)
    }
  }
}

/// The part of a network address that one household or school has: all of an IPv4 address, the first half of an IPv6 one.
enum NetworkAddress {
  static func counted(_ text: String) -> String {
    var bytes = in6_addr()
    guard text.contains(":"), inet_pton(AF_INET6, text, &bytes) == 1 else { return text }
    let all = withUnsafeBytes(of: &bytes) { Array($0) }
    // An IPv4 address written as IPv6 is counted as what it is.
    if all.prefix(12).elementsEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF]) {
      return all.suffix(4).map(String.init).joined(separator: ".")
    }
    return all.prefix(8).map { String($0, radix: 16) }.joined(separator: ":")
  }
}
