// Passwords are slow to check on purpose; a small pool of own threads and a short queue keep that slowness from the rest of the house.
import Crypto
import CryptoExtras
import Foundation
import NIOPosix

/// Turns passwords into hashes and checks them, two at a time. Whoever comes when the queue is full is told to come again.
package final class Passwords: Sendable {
  /// What scrypt may cost. It is stored with each hash, so that it can be raised later.
  package struct Cost: Equatable, Sendable {
    /// The power of two of scrypt's N.
    package let logN: Int
    package let blockSize: Int
    package let parallelism: Int

    package init(logN: Int, blockSize: Int, parallelism: Int) {
      self.logN = logN
      self.blockSize = blockSize
      self.parallelism = parallelism
    }

    /// 32 MiB and about a fifth of a second.
    package static let full = Cost(logN: 15, blockSize: 8, parallelism: 3)
    /// For tests, which sign in hundreds of times.
    package static let low = Cost(logN: 4, blockSize: 8, parallelism: 1)
  }

  package enum Check: Equatable, Sendable {
    case wrong
    case right
    /// Right, but kept at another cost than today's: store this hash instead.
    case rightButRenew(String)
  }

  /// Too many wait already.
  package struct Busy: Error, Equatable {}
  package struct Fault: Error, Equatable { package let reason: String }

  package static let longestInBytes = 1_024

  private let cost: Cost
  private let gate: Gate
  private let threads: NIOThreadPool
  /// Checked against where there is no hash, so that an unknown name costs the same time as a known one.
  private let nobody: String

  package init(cost: Cost = .full, atATime: Int = 2, queue: Int = 20) {
    self.cost = cost
    gate = Gate(places: atATime + queue)
    threads = NIOThreadPool(numberOfThreads: atATime)
    threads.start()
    let empty = Data(repeating: 0, count: 32)
    nobody = EncodedHash(cost: cost, salt: Data(SecretToken.digest("nobody").utf8.prefix(16)), key: empty).text
  }

  deinit { threads.shutdownGracefully { _ in } }

  package func hash(_ password: String) async throws -> String {
    var random = SystemRandomNumberGenerator()
    let salt = Data((0..<16).map { _ in UInt8.random(in: .min ... .max, using: &random) })
    let cost = cost
    let key = try await slowly { try Passwords.derive(password, salt: salt, cost: cost) }
    return EncodedHash(cost: cost, salt: salt, key: key).text
  }

  /// Takes the same time whether there is a hash or not.
  package func check(_ password: String, against encoded: String?) async throws -> Check {
    let kept = EncodedHash(encoded ?? nobody)
    guard let target = kept ?? EncodedHash(nobody) else { throw Fault(reason: "a stored password hash cannot be read") }
    let found = try await slowly { try Passwords.derive(password, salt: target.salt, cost: target.cost) }
    guard encoded != nil, kept != nil, Passwords.isEqual(found, target.key) else { return .wrong }
    if target.cost == cost { return .right }
    // Renewing can wait for a quieter moment; signing in cannot.
    guard let renewed = try? await hash(password) else { return .right }
    return .rightButRenew(renewed)
  }

  private func slowly(_ work: @escaping @Sendable () throws -> Data) async throws -> Data {
    guard gate.enter() else { throw Busy() }
    defer { gate.leave() }
    return try await threads.runIfActive {
      // On Linux this is the priority of the one thread: whoever reads a page goes before whoever signs in.
      _ = setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, 10)
      return try work()
    }
  }

  private static func derive(_ password: String, salt: Data, cost: Cost) throws -> Data {
    // The same password typed on two systems may arrive composed or decomposed. Scrypt below cannot take an empty one.
    let bytes = Data(password.precomposedStringWithCanonicalMapping.utf8)
    guard !bytes.isEmpty, bytes.count <= longestInBytes * 4, (1...20).contains(cost.logN) else {
      throw Fault(reason: "a password of this length, or this cost, is not derived")
    }
    let key = try KDF.Scrypt.deriveKey(
      from: bytes, salt: salt, outputByteCount: 32, rounds: 1 << cost.logN, blockSize: cost.blockSize, parallelism: cost.parallelism)
    return key.withUnsafeBytes { Data($0) }
  }

  /// Looks at every byte, so that the time does not tell how many were right.
  private static func isEqual(_ left: Data, _ right: Data) -> Bool {
    guard left.count == right.count else { return false }
    return zip(left, right).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
  }
}

/// Counts who is inside or waiting.
private final class Gate: @unchecked Sendable {
  private let lock = NSLock()
  private let places: Int
  private var taken = 0

  init(places: Int) { self.places = places }

  func enter() -> Bool {
    lock.withLock {
      guard taken < places else { return false }
      taken += 1
      return true
    }
  }

  func leave() { lock.withLock { taken -= 1 } }
}
