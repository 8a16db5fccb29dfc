// The operator's way to let somebody in: what it prints, how it ends, beside a running server too.
import Foundation
import Testing

@Suite(.timeLimit(.minutes(3))) struct PersonCommandTests {
  @Test func theFirstPersonIsLetInWithAProgramAndTheNextWithoutItsZone() async throws {
    let (said, exit) = try await CommandLineTests.bash(
      """
      $F person add 'Sam Ostrander' sam@x.example --program 'Marlow Valley' --role administrator 2>/dev/null; echo "=$?"
      $F person add 'Sam Ostrander' sam@x.example --program 'Marlow Valley' --new-program-zone America/Chicago --role administrator >link 2>err; echo "=$?"
      grep -cE '^http://127.0.0.1:8080/links/[A-Za-z0-9_-]{43}$' link; grep -c 'Sam Ostrander' err
      $F person add 'Dana Whitfield' dana@x.example --program 'Marlow Valley' --coach itc --public-url https://c.example.org/ 2>/dev/null; echo "=$?"
      $F person add 'Dana Whitfield' dana@x.example --program 'Marlow Valley'; echo "=$?"
      """)
    #expect(exit == 0)
    #expect(said.hasPrefix("=2\n=0\n1\n1\nhttps://c.example.org/links/"), "\(said)")
    #expect(said.contains("This sign-in name is taken.") && said.hasSuffix("=2\n"), "\(said)")
  }

  @Test func aLinkIsMadeBesideARunningServer() async throws {
    let (said, _) = try await CommandLineTests.bash(
      """
      $F serve --port $P >out 2>err & S=$!
      ready out || exit 9
      grep -cE 'http://127.0.0.1:[0-9]+/links/[A-Za-z0-9_-]{43}$' out
      $F person add 'Dana Whitfield' dana@x.example --program 'Marlow Valley' --new-program-zone America/Chicago --public-url http://127.0.0.1:$P >link 2>/dev/null
      ask "/links/$(sed 's|.*/links/||' link)"
      $F person reset DANA@x.example --public-url http://127.0.0.1:$P >newer 2>/dev/null; echo "=$?"
      ask "/links/$(sed 's|.*/links/||' link)"
      ask "/links/$(sed 's|.*/links/||' newer)"
      $F person reset nobody@x.example; echo "=$?"
      kill -TERM $S; wait $S
      grep -c -e "$(sed 's|.*/links/||' newer)" err
      """)
    let lines = said.replacing("\r\n", with: "\n").split(separator: "\n").map(String.init)
    #expect(
      lines == [
        "1", "HTTP/1.1 200 OK", "=0", "HTTP/1.1 404 Not Found", "HTTP/1.1 200 OK", "Nobody signs in as nobody@x.example.", "=2", "0",
      ], "\(said)")
  }

  @Test(arguments: [
    ("person add X", 64), ("person add 'X Y' xyz --program P --role superuser", 64), ("person add 'X Y' xyz --program P --coach maybe", 64),
    ("person reset x --public-url nowhere", 64), ("person add '' xyz --program P --new-program-zone UTC", 2),
    ("person add 'X Y' 'a b' --program P --new-program-zone UTC", 2),
    ("person add 'X Y' xyz --program P --new-program-zone Middle/Earth", 2),
  ])
  func wrongWordsEndWithTheirCode(_ arguments: String, _ code: Int32) async throws {
    let (said, exit) = try await CommandLineTests.bash("$F \(arguments)")
    #expect(exit == code, "\(said)")
    #expect(!said.isEmpty)
  }
}
