// `fulcrum practice plan`: the rounds of whole terms from a file, for whoever wants to see or check how practice rotates.
import ArgumentParser
import Domain
import Foundation
import Messages

struct PracticeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "practice", abstract: "Plan who practices with whom.",
    discussion: """
      EXAMPLES
        fulcrum practice plan scenarios.json
        fulcrum practice plan scenarios.json --json
      """,
    subcommands: [PracticePlanCommand.self])
}

struct PracticePlanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan", abstract: "Plan the rounds of terms that a file describes, session by session.",
    discussion: """
      A file holds {"scenarios": [{"id", "cellSize", "rounds", "sessions": [{"present", "events"}]}]}: cellSize is the size of a
      table (2, 3, 4; anything larger seats everybody at one), an event {"afterRound", "leave", "join"} is known only after its
      round, and "facilitator": true seats the facilitator where a table has no observer. Ends with 2 where the file cannot be
      used, and then prints nothing.

      EXAMPLES
        fulcrum practice plan scenarios.json
        fulcrum practice plan scenarios.json --json --seed 7 > plans.jsonl
      """)

  @Argument(help: "A JSON file with scenarios.") var file: String
  @Flag(help: "Print JSON Lines: one {\"id\", \"plan\"} for each scenario.") var json = false
  @Option(help: ArgumentHelp("Decides between plans that are equally even.", valueName: "NUMBER")) var seed: UInt64 = 0
  @Flag(help: "Say on standard error how long planning took.") var timing = false

  func run() throws {
    let catalogue = try Catalogue.english()
    let terms: [PracticeTerm]
    do {
      terms = try PracticeScenarios.read(file)
    } catch let fault as PracticeFault {
      throw Ending.badInput("\(file): \(fault.place): \(catalogue.say(fault.sentence.key, fault.sentence.values))")
    }
    var times: [Double] = []
    var lines: [String] = []
    for term in terms {
      do {
        let plan = try term.plan(seed: seed, times: &times)
        lines += json ? [try plan.line()] : plan.rows()
      } catch let fault as PracticeFault {
        throw Ending.badInput("\(file): \(fault.place): \(catalogue.say(fault.sentence.key, fault.sentence.values))")
      }
    }
    for line in lines { print(line) }
    guard timing, !times.isEmpty else { return }
    times.sort()
    let (half, late) = (times[times.count / 2], times[min(times.count - 1, times.count * 99 / 100)])
    let said = String(format: "%d plans, processor time of one: p50 %.2f ms, p99 %.2f ms\n", times.count, half, late)
    FileHandle.standardError.write(Data(said.utf8))
  }
}

/// What a scenario file got wrong, and where.
struct PracticeFault: Error {
  let place: String
  let sentence: Sentence
}

/// One term of the file: its sessions one by one.
struct PracticeTerm {
  struct Session {
    let present: [String]
    let events: [Event]
  }

  struct Event: Encodable {
    let afterRound: Int
    let leave: [String]
    let join: [String]
  }

  let id: String
  let tableSize: Int
  let rounds: Int
  let facilitator: Bool
  let sessions: [Session]

  func plan(seed: UInt64, times: inout [Double]) throws -> PracticePlan {
    var memory = RotationMemory()
    var planned: [PracticePlan.Session] = []
    for (number, session) in sessions.enumerated() {
      let place = "\(id): sessions[\(number + 1)]"
      var plans: [PracticePlan.Shown] = []
      var rotation = try timed(&times, place) {
        try Rotation(
          present: session.present.map(ID.init(trusted:)), tableSize: tableSize, rounds: rounds, facilitatorObserves: facilitator,
          memory: memory, seed: mixed(seed, number))
      }
      func show() { plans.append(PracticePlan.Shown(madeAfterRound: rotation.held.count, rounds: rotation.held + rotation.planned)) }
      func change(_ round: Int) throws {
        for (count, event) in session.events.enumerated() where event.afterRound == round {
          try timed(&times, "\(place).events[\(count + 1)]") {
            try rotation.change(leaving: event.leave.map(ID.init(trusted:)), joining: event.join.map(ID.init(trusted:)))
          }
          guard rotation.present.count >= Rotation.numberPresent.lowerBound else {
            throw PracticeFault(place: "\(place).events[\(count + 1)].leave", sentence: Sentence("practice.rotation.present"))
          }
          show()
        }
      }
      show()
      try change(0)
      for round in 1...rounds {
        guard let next = rotation.planned.first else { break }
        rotation.hold(next)
        try change(round)
      }
      memory.add(session: rotation.held)
      planned.append(PracticePlan.Session(present: session.present, events: session.events, rounds: rotation.held, plans: plans))
    }
    return PracticePlan(id: id, tableSize: tableSize, sessions: planned)
  }

  /// Ties fall differently in each session of each term, and the same whenever they are planned.
  private func mixed(_ seed: UInt64, _ session: Int) -> UInt64 {
    (Array(id.utf8) + Array("/\(session)".utf8)).reduce(0xCBF2_9CE4_8422_2325 ^ seed) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }

  private func timed<Answer>(_ times: inout [Double], _ place: String, _ act: () throws -> Answer) throws -> Answer {
    func now() -> Double {
      var time = timespec()
      clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
      return Double(time.tv_sec) * 1_000 + Double(time.tv_nsec) / 1_000_000
    }
    let start = now()
    do {
      let answer = try act()
      times.append(now() - start)
      return answer
    } catch let problem as Problem {
      guard let line = problem.lines.first else { throw problem }
      throw PracticeFault(place: "\(place).\(line.field ?? "present")", sentence: line.sentence)
    }
  }
}
