// `fulcrum practice plan` as it is run, and its plans before the judge that knows nothing of how they were made.
import Foundation
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(15))) struct PracticeCommandTests {
  static func plan(_ text: String, _ options: String = "--json") async throws -> (said: String, exit: Int32) {
    try await CommandLineTests.bash("cat > terms.json <<'END'\n\(text)\nEND\n$F practice plan terms.json \(options)")
  }

  static let small = """
    {"scenarios": [{"id": "a", "cellSize": 2, "rounds": 2, "facilitator": true, "sessions": [{"present": ["bo", "ann"], "events": []}]}]}
    """

  @Test func aTermIsPrintedForProgramsAndForPeople() async throws {
    let (said, exit) = try await PracticeCommandTests.plan(PracticeCommandTests.small)
    #expect(exit == 0 && said.hasPrefix("{\"id\":\"a\",\"plan\":{\"cellSize\":2,\"format\":\"fulcrum-rotation/1\",\"sessions\":[{"), "\(said)")
    #expect(said.contains("\"facilitator\":\"observes\"") && said.contains("\"madeAfterRound\":0"))
    #expect(said.filter { $0 == "\n" }.count == 1)
    let rows = try await PracticeCommandTests.plan(PracticeCommandTests.small, "").said.split(separator: "\n").map { $0.split(separator: "\t") }
    #expect(rows.count == 2 && rows.allSatisfy { $0.count == 6 && $0[5] == "facilitator" && Set([$0[3], $0[4]]) == ["ann", "bo"] })
    #expect(Set(rows.map { $0[3] }).count == 2)
  }

  @Test func theSameSeedGivesTheSameBytes() async throws {
    let text = """
      {"scenarios": [{"id": "six", "cellSize": 3, "rounds": 4, "sessions": [{"present": ["a", "b", "c", "d", "e", "f"]}]}]}
      """
    var plans: [String] = []
    for seed in [1, 1, 2] { plans.append(try await PracticeCommandTests.plan(text, "--json --seed \(seed)").said) }
    #expect(plans[0] == plans[1] && plans[0] != plans[2])
  }

  @Test(arguments: [
    ("\"id\": \"a\"", "\"id\": 7", "scenarios[1].id: a word"),
    ("\"cellSize\": 2", "\"cellSize\": 1", "a: cellSize: a whole number from 2 to 99"),
    ("\"rounds\": 2", "\"rounds\": true", "a: rounds: a whole number from 1 to 12"),
    ("\"rounds\": 2", "\"rounds\": 1e300", "a: rounds: a whole number"),
    ("\"facilitator\": true", "\"facilitator\": 1.5", "a: facilitator: true or false"),
    ("[\"bo\", \"ann\"]", "[\"bo\", 3]", "a: sessions[1].present: a list of names"),
    ("[\"bo\", \"ann\"]", "[\"bo\"]", "a: sessions[1].present: Practice needs two people"),
    ("[\"bo\", \"ann\"]", "[\"bo\", \"bo\"]", "a: sessions[1].present: The same person"),
    ("\"events\": []", "\"events\": [{\"afterRound\": 9}]", "a: sessions[1].events[1].afterRound: a whole number from 0 to 2"),
    ("\"events\": []", "\"events\": [{\"afterRound\": 1, \"leave\": [\"cy\"]}]", "a: sessions[1].events[1].leave: Somebody is to leave"),
    ("\"events\": []", "\"events\": [{\"afterRound\": 1, \"leave\": [\"bo\"]}]", "a: sessions[1].events[1].leave: Practice needs two people"),
    ("\"events\": []", "\"events\": [{\"afterRound\": 1, \"join\": [\"bo\"]}]", "a: sessions[1].events[1].join: The same person"),
    ("[{\"present\"", "[{\"presnt\"", "a: sessions[1].present: a list"),
    ("{\"scenarios\"", "{\"scenario\"", "scenarios: a list"),
    ("{\"scenarios\"", "[\"scenarios\"", "scenarios: this is not a JSON file"),
  ])
  func whatCannotBeUsedIsNamedAndNothingIsPrinted(_ old: String, _ new: String, _ words: String) async throws {
    // A sound scenario before it shows that nothing is printed by halves.
    let first = "{\"id\": \"sound\", \"cellSize\": 3, \"rounds\": 1, \"sessions\": [{\"present\": [\"a\", \"b\"]}]}, "
    var text = PracticeCommandTests.small.replacingOccurrences(of: old, with: new)
    if words.hasPrefix("a:") { text = text.replacingOccurrences(of: "[{\"id\"", with: "[\(first){\"id\"") }
    let (said, exit) = try await PracticeCommandTests.plan(text)
    #expect(exit == 2 && said.hasPrefix("terms.json: \(words)") && said.filter { $0 == "\n" }.count == 1, "\(said)")
  }

  @Test func twoTermsOfOneNameAndNoFileAreRefused() async throws {
    let other = "{\"id\": \"a\", \"cellSize\": 2, \"rounds\": 1, \"sessions\": []}, "
    let twice = PracticeCommandTests.small.replacingOccurrences(of: "[{\"id\"", with: "[\(other){\"id\"")
    #expect(try await PracticeCommandTests.plan(twice).said == "terms.json: a: id: two scenarios have this id\n")
    #expect(try await CommandLineTests.bash("$F practice plan nowhere.json") == ("nowhere.json: scenarios: the file cannot be read\n", 2))
  }

  /// The judge lies beside the repository where the house is built; elsewhere this says so.
  private static let judge = """
    import json, sys
    sys.path.insert(0, sys.argv[1])
    import check_rotation
    count, worst, pair = 0, 0.0, 0.0
    for line in open("plans.jsonl"):
        row = json.loads(line)
        answer = check_rotation.check(row["plan"])
        count += 1
        worst = max(worst, answer["figures"]["termRoleDeviation"])
        pair = max(pair, answer["figures"]["termPairDeviation"])
        if not answer["ok"]:
            print("failed", row["id"], answer["failures"][:3])
    print("judged %d plans: parts %.2f, pairs %.2f from the fair share" % (count, worst, pair))
    """

  private static func judged(_ scenarios: String) async throws -> String? {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let shared = root.deletingLastPathComponent().appending(path: "shared")
    guard FileManager.default.fileExists(atPath: shared.appending(path: "tools/check_rotation.py").path) else {
      print("skipped: the judge of rotations: there is no ../shared/tools/check_rotation.py beside this tree")
      return nil
    }
    let source = scenarios.isEmpty ? shared.appending(path: "data/rotation/dev-scenarios.json").path : "terms.json"
    let text = scenarios.isEmpty ? "{}" : scenarios
    return try await CommandLineTests.bash(
      """
      cat > terms.json <<'END'
      \(text)
      END
      cat > judge.py <<'END'
      \(judge)
      END
      $F practice plan '\(source)' --json > plans.jsonl && python3 judge.py '\(shared.path)/tools'
      """
    ).said
  }

  @Test func theJudgePassesTheScenariosThatWereGiven() async throws {
    guard let said = try await PracticeCommandTests.judged("") else { return }
    #expect(said.hasPrefix("judged 16 plans"), "\(said)")
    print("figure: rotation, given scenarios: \(said)", terminator: "")
  }

  @Test func theJudgePassesRandomTerms() async throws {
    let known = [
      (3, 3, 3), (4, 99, 3), (4, 4, 4), (4, 2, 2), (4, 2, 4), (5, 4, 4), (5, 99, 5), (5, 2, 4), (5, 2, 5), (6, 4, 4), (6, 99, 6), (6, 3, 3),
    ]
    let cases = randomCases(300, full: 10_000)
    // In portions: one run of the program is given less than two minutes.
    for first in stride(from: 0, to: cases, by: 50) {
      var dice = Dice(seed: 7_000 + first)
      let count = min(50, cases - first)
      let terms = (0..<count).map { number in
        let (people, size, rounds) = known[dice.roll(0...(known.count - 1))]
        let names = (0..<people).map { "\"p\($0)\"" }.joined(separator: ", ")
        let sessions = Array(repeating: "{\"present\": [\(names)]}", count: dice.roll(1...10)).joined(separator: ", ")
        return "{\"id\": \"random-\(first + number)\", \"cellSize\": \(size), \"rounds\": \(rounds), \"sessions\": [\(sessions)]}"
      }
      guard let said = try await PracticeCommandTests.judged("{\"scenarios\": [\(terms.joined(separator: ",\n"))]}") else { return }
      #expect(said.hasPrefix("judged \(count) plans"), "\(said)")
    }
    print("figure: rotation, \(cases) random terms before the judge: 0 violations expected")
  }
}
