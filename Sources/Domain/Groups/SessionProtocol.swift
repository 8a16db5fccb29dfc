// A protocol: a time-boxed way of talking as data. Minutes follow from how many coaches are present, facilitator not counted.

/// Whose time with the floor a step is. In `others`, `all` and `pairs` whoever is tapped holds it; `none`, `facilitator`,
/// `coachee` and `observer` count for no member.
package enum FloorKind: String, Sendable, Codable, CaseIterable {
  case facilitator, presenter, practitioner, client, each, others, all, pairs, coachee, observer, none

  /// The floor belongs to the one member whose turn the round is.
  package var isTurn: Bool { self == .presenter || self == .practitioner || self == .client }
  /// Talk that belongs to whoever is tapped, and to nobody where nobody is.
  package var isOpenTalk: Bool { self == .others || self == .all || self == .pairs }
}

/// How often the middle part of a protocol runs.
package enum Repeat: Equatable, Sendable, Codable, Hashable {
  case once
  case times(Int)
  /// Once for each member present.
  case perMember
  /// Once for each member of a circle.
  case perCircleMember
  /// Once for each member at a table.
  case perTableMember
  /// The first step once, the rest once for each presenter.
  case presenters
}

/// One step as written in the library. Lengths are whole seconds so that half minutes stay exact.
package struct ProtocolStep: Equatable, Sendable, Codable, Hashable {
  package var key: String
  package var title: String
  /// What to do now, in one or two sentences for those at the table.
  package var instruction: String
  /// A sentence that whoever leads can say in this step; `nil` where the library offers none.
  package var say: String?
  /// What whoever leads watches for in this step.
  package var watch: String?
  package var floor: FloorKind
  package var fixed: Int
  package var perPresent: Int
  package var perOther: Int
  package var perCircle: Int
  package var perObserver: Int
  package var oddEvenRounds: Int

  package init(
    key: String, title: String, instruction: String, say: String? = nil, watch: String? = nil, floor: FloorKind, fixed: Int = 0,
    perPresent: Int = 0, perOther: Int = 0, perCircle: Int = 0, perObserver: Int = 0, oddEvenRounds: Int = 0
  ) {
    self.key = key
    self.title = title
    self.instruction = instruction
    self.say = say
    self.watch = watch
    self.floor = floor
    self.fixed = fixed
    self.perPresent = perPresent
    self.perOther = perOther
    self.perCircle = perCircle
    self.perObserver = perObserver
    self.oddEvenRounds = oddEvenRounds
  }

  /// Seconds for `present` coaches, a circle or table of `circle`, and `observers` at it; rounded up to half a minute.
  package func seconds(present: Int, circle: Int, observers: Int) -> Int {
    let rounds = present % 2 == 0 ? present - 1 : present
    let sum =
      fixed + perPresent * present + perOther * max(0, circle - 1) + perCircle * circle + perObserver * observers
      + oddEvenRounds * max(0, rounds)
    return (sum + 29) / 30 * 30
  }
}

/// One circle or table of a protocol that splits: how many coaches sit at it, and whether the facilitator observes there.
package struct Seating: Equatable, Sendable, Codable, Hashable {
  package var coaches: Int
  package var facilitatorObserves: Bool

  package init(coaches: Int, facilitatorObserves: Bool = false) {
    self.coaches = coaches
    self.facilitatorObserves = facilitatorObserves
  }

  package var observers: Int { max(0, coaches - 2) + (facilitatorObserves ? 1 : 0) }
}

/// What is practiced in a protocol.
package enum PracticeKind: String, Sendable, Codable, CaseIterable {
  /// Its steps say what a round is like; the rounds themselves are set by rotation and played on pages of their own.
  case rounds
}

package struct SessionProtocol: Equatable, Sendable, Codable, Hashable {
  package var key: String
  package var title: String
  package var summary: String
  package var minimumPresent: Int
  /// By number present; empty where the group stays together.
  package var circles: [Int: [Seating]]
  package var repeats: Repeat
  package var opening: [ProtocolStep]
  package var steps: [ProtocolStep]
  package var closing: [ProtocolStep]
  /// Whether fewer rounds than a full turn may be run (the others come next time).
  package var roundsMayBeCapped: Bool
  /// `nil` for talk without parts, and in logs from before rounds were played.
  package var practice: PracticeKind?

  package init(
    key: String, title: String, summary: String, minimumPresent: Int, circles: [Int: [Seating]] = [:], repeats: Repeat = .once,
    opening: [ProtocolStep] = [], steps: [ProtocolStep], closing: [ProtocolStep] = [], roundsMayBeCapped: Bool = false,
    practice: PracticeKind? = nil
  ) {
    self.key = key
    self.title = title
    self.summary = summary
    self.minimumPresent = minimumPresent
    self.circles = circles
    self.repeats = repeats
    self.opening = opening
    self.steps = steps
    self.closing = closing
    self.roundsMayBeCapped = roundsMayBeCapped
    self.practice = practice
  }

  /// Whether its middle is played as practice rounds, each on a page of its own.
  package var playsRounds: Bool { practice == .rounds }

  /// A block of talk that is no protocol, such as ten minutes for agreements.
  package static func freeBlock(key: String = "free-block", title: String, instruction: String, minutes: Int) -> SessionProtocol {
    SessionProtocol(
      key: key, title: title, summary: instruction, minimumPresent: 1,
      steps: [ProtocolStep(key: "talk", title: title, instruction: instruction, floor: .all, fixed: minutes * 60)])
  }

  /// The circles or tables for this many present: one of everybody unless the protocol says otherwise.
  package func seating(present: Int) -> [Seating] { circles[present] ?? [Seating(coaches: present)] }

  /// Whether those present would sit at more than one table at the same time.
  package func splits(present: Int) -> Bool { seating(present: present).count > 1 }

  /// How many rounds a full turn takes; `cap` is the number of rounds or presenters wanted, `nil` for the protocol's own.
  package func rounds(present: Int, cap: Int? = nil) -> Int {
    let own =
      switch repeats {
      case .once: 1
      case .times(let count): count
      case .perMember: present
      case .perCircleMember, .perTableMember: seating(present: present).map(\.coaches).max() ?? present
      case .presenters: 1
      }
    guard let cap, cap > 0 else { return own }
    return repeats == .presenters ? min(cap, present) : min(cap, own)
  }

  /// The steps one after the other for `present` coaches, as they run at the table that takes longest.
  /// `turns` names whose round each is (presenter, client, practitioner); rounds without a name stay open.
  package func plan(present: Int, cap: Int? = nil, turns: [ID<Person>] = []) -> [PlannedStep] {
    let (longest, count) = longest(present: present, cap: cap)
    let around = { (step: ProtocolStep) in planned(step, round: 0, of: 0, present: present, at: longest, turns: turns) }
    return opening.map(around) + middle(present: present, rounds: count, at: longest, turns: turns) + closing.map(around)
  }

  /// The table that takes longest, and how many rounds it goes.
  private func longest(present: Int, cap: Int?) -> (table: Seating, rounds: Int) {
    let tables = seating(present: present)
    let most = rounds(present: present, cap: cap)
    guard let first = tables.first else { return (Seating(coaches: present), most) }
    let table =
      tables.count == 1
      ? first : tables.max { length(of: $0, present: present, cap: cap) < length(of: $1, present: present, cap: cap) } ?? first
    return (table, repeats == .perTableMember ? min(most, table.coaches) : most)
  }

  /// The rounds at one table, without what comes before and after them.
  func middle(present: Int, rounds count: Int, at table: Seating, turns: [ID<Person>]) -> [PlannedStep] {
    var middle: [PlannedStep] = []
    for round in 1...max(1, count) {
      for (place, step) in steps.enumerated() {
        if repeats == .presenters && place == 0 {
          if round == 1 { middle.append(planned(step, round: 0, of: 0, present: present, at: table, turns: turns)) }
        } else {
          middle.append(planned(step, round: round, of: count, present: present, at: table, turns: turns))
        }
      }
    }
    return middle
  }

  private func planned(_ step: ProtocolStep, round: Int, of rounds: Int, present: Int, at table: Seating, turns: [ID<Person>]) -> PlannedStep {
    let turn = round > 0 && turns.indices.contains(round - 1) && hasTurns ? turns[round - 1] : nil
    return PlannedStep(
      key: step.key, title: step.title, instruction: step.instruction, say: step.say, watch: step.watch, floor: step.floor, round: round,
      rounds: rounds, seconds: step.seconds(present: present, circle: table.coaches, observers: table.observers), turnOf: turn)
  }

  /// Whether its rounds belong to somebody.
  package var hasTurns: Bool {
    opening.contains { $0.floor.isTurn } || steps.contains { $0.floor.isTurn } || closing.contains { $0.floor.isTurn }
  }

  /// Seconds for `present` coaches, the longest table counting: as long as its plan, which is not made for it. Pages ask for many.
  package func seconds(present: Int, cap: Int? = nil) -> Int {
    let (table, rounds) = longest(present: present, cap: cap)
    let once = repeats == .presenters ? seconds(of: steps.prefix(1), present: present, at: table) : 0
    let each = seconds(of: steps[...], present: present, at: table) - once
    return seconds(of: opening[...], present: present, at: table) + once + each * max(1, rounds)
      + seconds(of: closing[...], present: present, at: table)
  }

  private func length(of table: Seating, present: Int, cap: Int?) -> Int {
    let rounds = min(rounds(present: present, cap: cap), repeats == .perTableMember ? table.coaches : .max)
    return seconds(of: steps[...], present: present, at: table) * rounds
  }

  private func seconds(of steps: ArraySlice<ProtocolStep>, present: Int, at table: Seating) -> Int {
    let observers = table.observers
    // By index: a step that is taken out of its list is copied with all its texts.
    return steps.indices.reduce(0) { $0 + steps[$1].seconds(present: present, circle: table.coaches, observers: observers) }
  }
}

/// One step as it will run: its round, its length and, where the round is somebody's, whose.
package struct PlannedStep: Equatable, Sendable, Codable, Hashable {
  package var key: String
  package var title: String
  package var instruction: String
  package var say: String?
  package var watch: String?
  package var floor: FloorKind
  /// 1-based; 0 for steps that run once before or after the rounds.
  package var round: Int
  package var rounds: Int
  package var seconds: Int
  package var turnOf: ID<Person>?

  package init(
    key: String, title: String, instruction: String, say: String? = nil, watch: String? = nil, floor: FloorKind, round: Int, rounds: Int,
    seconds: Int, turnOf: ID<Person>?
  ) {
    self.key = key
    self.title = title
    self.instruction = instruction
    self.say = say
    self.watch = watch
    self.floor = floor
    self.round = round
    self.rounds = rounds
    self.seconds = seconds
    self.turnOf = turnOf
  }
}
