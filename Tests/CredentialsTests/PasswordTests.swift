// Hashing and checking passwords: the stored form, equal time for nobody, the gate, and raising the cost.
import Foundation
import Testing

@testable import Credentials

@Suite struct PasswordTests {
  let passwords = Passwords(cost: .low)

  @Test func theRightPasswordIsRightAndNoOther() async throws {
    let hash = try await passwords.hash("correct horse battery staple")
    #expect(try await passwords.check("correct horse battery staple", against: hash) == .right)
    #expect(try await passwords.check("correct horse battery stapl", against: hash) == .wrong)
    #expect(try await passwords.check("correct horse battery staple", against: nil) == .wrong)
  }

  @Test func theSamePasswordIsNeverStoredAlike() async throws {
    let first = try await passwords.hash("the same words every time")
    let second = try await passwords.hash("the same words every time")
    #expect(first != second)
    #expect(first.hasPrefix("$scrypt$ln=4,r=8,p=1$"))
    #expect(!first.contains("same words"))
  }

  @Test func composedAndDecomposedLettersAreTheSamePassword() async throws {
    let hash = try await passwords.hash("caf\u{E9} au lait in Z\u{FC}rich")
    #expect(try await passwords.check("cafe\u{301} au lait in Zu\u{308}rich", against: hash) == .right)
  }

  @Test func aHashOfAnotherCostIsRenewed() async throws {
    let old = try await passwords.hash("a password from long ago")
    let dearer = Passwords(cost: .init(logN: 5, blockSize: 8, parallelism: 1))
    guard case .rightButRenew(let renewed) = try await dearer.check("a password from long ago", against: old) else {
      Issue.record("the old hash was not renewed")
      return
    }
    #expect(renewed.hasPrefix("$scrypt$ln=5,"))
    #expect(try await dearer.check("a password from long ago", against: renewed) == .right)
    #expect(try await dearer.check("another password", against: old) == .wrong)
  }

  @Test(arguments: [
    "", "plain text", "$scrypt$ln=4,r=8,p=1$c2hvcnQ=$c2hvcnQ=", "$scrypt$ln=99,r=8,p=1$AAAAAAAAAAAAAAAAAAAAAA==$AAAA",
    "$argon2id$v=19$m=1,t=1,p=1$AAAA$AAAA", "$scrypt$ln=4,r=8$AAAAAAAAAAAAAAAAAAAAAA==$AAAA",
  ])
  func aBrokenHashLetsNobodyIn(_ broken: String) async throws {
    #expect(try await passwords.check("anything at all", against: broken) == .wrong)
  }

  @Test func anEmptyPasswordIsRefusedAndDoesNotTrap() async throws {
    await #expect(throws: Passwords.Fault.self) { try await passwords.check("", against: nil) }
    await #expect(throws: Passwords.Fault.self) { try await passwords.hash("") }
  }

  @Test func whoeverComesWhenTheQueueIsFullIsToldSo() async throws {
    let slow = Passwords(cost: .init(logN: 13, blockSize: 8, parallelism: 1), atATime: 2, queue: 20)
    let answers = await withTaskGroup(of: Bool.self) { tasks in
      for _ in 0..<60 {
        tasks.addTask {
          do {
            _ = try await slow.check("whatever", against: nil)
            return true
          } catch { return false }
        }
      }
      var answers: [Bool] = []
      for await answer in tasks { answers.append(answer) }
      return answers
    }
    let served = answers.filter { $0 }.count
    #expect(served >= 22)
    #expect(served < 60, "nobody was turned away")
    // Once the queue has emptied, the gate is open again.
    #expect(try await slow.check("whatever", against: nil) == .wrong)
  }

  @Test func theFullCostIsTheOneAgreed() async throws {
    let hash = try await Passwords().hash("long enough for anybody")
    #expect(hash.hasPrefix("$scrypt$ln=15,r=8,p=3$"))
  }
}
