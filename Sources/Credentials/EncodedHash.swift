// The stored form of a password's hash: `$scrypt$ln=15,r=8,p=3$SALT$KEY`, so that its cost is known when it is checked.
import Foundation

struct EncodedHash {
  let cost: Passwords.Cost
  let salt: Data
  let key: Data

  init(cost: Passwords.Cost, salt: Data, key: Data) {
    self.cost = cost
    self.salt = salt
    self.key = key
  }

  /// `nil` where the text is not a hash of ours, or names a cost beyond what the house would ever pay.
  init?(_ text: String) {
    let parts = text.split(separator: "$", omittingEmptySubsequences: true)
    guard parts.count == 4, parts[0] == "scrypt", let salt = Data(base64Encoded: String(parts[2])),
      let key = Data(base64Encoded: String(parts[3])), salt.count >= 16, key.count == 32
    else { return nil }
    var numbers: [String: Int] = [:]
    for field in parts[1].split(separator: ",") {
      let sides = field.split(separator: "=", maxSplits: 1)
      guard sides.count == 2, let number = Int(sides[1]) else { return nil }
      numbers[String(sides[0])] = number
    }
    guard let logN = numbers["ln"], let blockSize = numbers["r"], let parallelism = numbers["p"], (1...18).contains(logN),
      (1...16).contains(blockSize), (1...8).contains(parallelism)
    else { return nil }
    self.init(cost: Passwords.Cost(logN: logN, blockSize: blockSize, parallelism: parallelism), salt: salt, key: key)
  }

  var text: String {
    "$scrypt$ln=\(cost.logN),r=\(cost.blockSize),p=\(cost.parallelism)$\(salt.base64EncodedString())$\(key.base64EncodedString())"
  }
}
