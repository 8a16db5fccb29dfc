// A slip of the fingers is answered with the word that was meant, and nonsense with none.
import Domain
import Testing

@Suite struct NearnessTests {
  static let commands = ["serve", "content", "person", "routes", "doctor", "backup", "restore"]

  @Test(arguments: [
    ("serv", "serve"), ("sevre", "serve"), ("contnet", "content"), ("contents", "content"), ("Doctor", "doctor"), ("docter", "doctor"),
    ("back", "backup"), ("re", "restore"), ("x", nil), ("", nil), ("something else", nil), ("perssson", "person"),
  ])
  func whatWasMeant(_ typed: String, _ meant: String?) {
    #expect(Nearness.nearest(to: typed, among: NearnessTests.commands) == meant)
  }

  @Test func longNonsenseIsCutAndNothingIsNearToNothing() {
    #expect(Nearness.nearest(to: String(repeating: "serve", count: 50_000), among: NearnessTests.commands) == nil)
    #expect(Nearness.nearest(to: "serve", among: []) == nil)
    #expect(Nearness.nearest(to: "a\u{301}\u{302}", among: ["a"]) == nil)
  }
}
