// The program as an operator meets it: what it says, how it ends, and what it refuses.
import Foundation
import Testing

@Suite(.timeLimit(.minutes(3))) struct CommandLineTests {
  private static let commands = ["serve", "person", "content", "practice", "backup", "restore", "routes", "doctor"]

  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path
  /// The program that was built beside the tests.
  static let program = ProcessInfo.processInfo.environment["FULCRUM_BINARY"] ?? root + "/.build/debug/fulcrum"

  /// Runs a few lines of bash in an empty folder; `$F` is the program, `$P` a port that is probably free. Two at a time, and
  /// beside the few threads on which all other tests run.
  static func bash(_ script: String) async throws -> (said: String, exit: Int32) {
    try await withCheckedThrowingContinuation { done in
      threads.addOperation { done.resume(with: Result { try run(script) }) }
    }
  }

  private static let threads = {
    let threads = OperationQueue()
    threads.maxConcurrentOperationCount = 2
    return threads
  }()

  private static func run(_ script: String) throws -> (said: String, exit: Int32) {
    let folder = FileManager.default.temporaryDirectory.appending(path: "fulcrum-cli-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let whole = """
      cd '\(folder.path)'; export F='\(program)' P=\(Int.random(in: 20_000...31_000))
      ready() { for i in $(seq 300); do grep -qs 'is ready' "$1" && return 0; sleep 0.1; done; echo 'not ready'; cat "$1"; return 1; }
      ask() { exec 3<>/dev/tcp/127.0.0.1/$P && printf 'GET %s HTTP/1.1\\r\\nHost: localhost\\r\\nConnection: close\\r\\n\\r\\n' "$1" >&3 && head -1 <&3; exec 3>&-; }
      \(script)
      """
    let file = folder.appending(path: "script")
    try Data(whole.utf8).write(to: file)
    let pipe = try #require(popen("timeout 110 bash '\(file.path)' 2>&1 </dev/null", "r"))
    var said: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4_096)
    while true {
      let count = fread(&buffer, 1, buffer.count, pipe)
      if count == 0 { break }
      said += buffer.prefix(count)
    }
    return (String(decoding: said, as: UTF8.self), pclose(pipe) >> 8 & 0xFF)
  }

  @Test(arguments: [
    ("serv", "There is no command 'serv'. Did you mean 'serve'?"), ("Doctr", "Did you mean 'doctor'?"), ("route", "Did you mean 'routes'?"),
    ("frobnicate", "There is no command 'frobnicate'.\n"), ("serve --prot 9000", "Did you mean '--port'?"),
    ("serve --pubic-url x", "Did you mean '--public-url'?"), ("routes --jsn", "Did you mean '--json'?"),
    ("serve --port 0", "from 1 to 65535"), ("serve --port nine", "nine"), ("serve --public-url coaching.example.org", "--public-url"),
    ("serve --public-url https://coaching.example.org/app", "--public-url"),
  ])
  func aSlipIsAnsweredWithTheNearWordAndSixtyFour(_ arguments: String, _ words: String) async throws {
    let (said, exit) = try await CommandLineTests.bash("$F \(arguments)")
    #expect(said.contains(words), "\(said)")
    #expect(exit == 64)
  }

  @Test(arguments: commands) func everyCommandShowsExamples(_ command: String) async throws {
    let (said, exit) = try await CommandLineTests.bash("$F \(command) --help")
    #expect(exit == 0 && said.contains("EXAMPLES") && said.contains("fulcrum \(command)"))
  }

  @Test func theWholeHelpNamesEveryCommandAndEveryEnding() async throws {
    let (said, exit) = try await CommandLineTests.bash("$F --help")
    #expect(exit == 0)
    for command in CommandLineTests.commands { #expect(said.contains("  \(command) "), "\(command)") }
    #expect(said.contains("0 done   1 the answer is no   2 bad input   64 wrong usage   70 fault"))
  }

  @Test func routesArePrintedAsAListThatAProgramReads() async throws {
    let (said, exit) = try await CommandLineTests.bash("$F routes --json")
    let lines = try JSONDecoder().decode([[String: String]].self, from: Data(said.utf8))
    #expect(exit == 0 && lines.count > 50)
    for line in lines {
      #expect(Set(line.keys) == ["method", "path", "policy", "object"])
      #expect(line.values.allSatisfy { !$0.isEmpty })
    }
    #expect(Set(lines.map { ($0["method"] ?? "") + ($0["path"] ?? "") }).count == lines.count)
  }

  @Test func itServesUntilItIsToldToStopAlsoWithAnOpenConnection() async throws {
    let (said, exit) = try await CommandLineTests.bash(
      """
      $F serve --port $P >out 2>err & S=$!
      ready out || exit 9
      ask /healthz
      exec 4<>/dev/tcp/127.0.0.1/$P
      kill -TERM $S; wait $S; echo "ended with $?"
      grep -c 'links/' out; cat out
      """)
    #expect(exit == 0 && said.contains("HTTP/1.1 200 OK") && said.contains("ended with 0"), "\(said)")
    #expect(said.contains("Fulcrum is ready: http://127.0.0.1:") && said.contains("http://127.0.0.1:"))
  }

  @Test func aSecondServerOnTheSameFileIsRefused() async throws {
    let (said, _) = try await CommandLineTests.bash(
      """
      $F serve --port $P --data here >out 2>err & S=$!
      ready out || exit 9
      $F serve --port $((P + 1)) --data here; echo "second ended with $?"
      $F serve --port $P --data there; echo "same port ended with $?"
      ask /healthz
      kill -TERM $S; wait $S
      """)
    #expect(said.contains("second ended with 1") && said.contains("same port ended with 70") && said.contains("HTTP/1.1 200 OK"), "\(said)")
  }

  @Test func dangersAreSaidAloud() async throws {
    let (said, _) = try await CommandLineTests.bash(
      """
      $F serve --port $P --listen 0.0.0.0 --demo >out 2>err & S=$!
      ready out || exit 9
      kill -TERM $S; wait $S; cat err
      """)
    #expect(said.contains("*** Fulcrum listens on 0.0.0.0 without TLS.") && said.contains("*** This is a furnished district"), "\(said)")
  }

  @Test func badPlacesEndWithTheirOwnCode() async throws {
    let (said, _) = try await CommandLineTests.bash(
      """
      $F serve --database mysql://db/x; echo "=$?"
      $F serve --database postgres://127.0.0.1:1/x; echo "=$?"
      $F serve --data /proc/nowhere; echo "=$?"
      """)
    #expect(said.contains("postgres://") && said.contains("=2\n") && said.components(separatedBy: "=70\n").count == 3, "\(said)")
  }

  @Test func theDoctorSaysWhatIsInForce() async throws {
    let (said, exit) = try await CommandLineTests.bash("$F doctor --data here")
    #expect(
      exit == 0 && said.contains("SQLite") && said.contains("synchronous: ") && said.contains("Time zones known: ") && said.contains("Free space: "),
      "\(said)")
  }
}
