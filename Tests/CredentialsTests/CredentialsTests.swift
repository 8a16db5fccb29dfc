// Tokens: what they look like, what is taken for one, and that only the hash can be found again.
import Credentials
import Testing

@Suite struct TokenTests {
  @Test func aTokenHas256BitsAndIsNeverTheSame() {
    let tokens = (0..<500).map { _ in SecretToken().text }
    #expect(Set(tokens).count == 500)
    #expect(tokens.allSatisfy { $0.utf8.count == 43 })
    #expect(tokens.allSatisfy { SecretToken($0)?.text == $0 })
  }

  @Test(arguments: [
    "", "abc", String(repeating: "a", count: 42), String(repeating: "a", count: 44), String(repeating: "+", count: 43),
    String(repeating: "é", count: 43),
  ])
  func whatIsNoTokenIsNoToken(_ sent: String) { #expect(SecretToken(sent) == nil) }

  @Test func theHashIsSHA256InHexadecimal() {
    #expect(SecretToken.digest("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    let token = SecretToken()
    #expect(token.hash == SecretToken.digest(token.text))
    #expect(!token.hash.contains(token.text))
  }
}
