// From the shape of a protocol to the steps that run: minutes by those present, rounds, turns, tables.
import Domain
import TestSupport
import Testing

@Suite struct SessionProtocolTests {
  static func step(_ key: String, _ floor: FloorKind = .all, _ fixed: Int = 60) -> ProtocolStep {
    ProtocolStep(key: key, title: key, instruction: key, floor: floor, fixed: fixed)
  }

  static func shape(
    _ repeats: Repeat, circles: [Int: [Seating]] = [:], opening: [String] = [], steps: [String] = ["a", "b"], closing: [String] = [],
    floor: FloorKind = .all
  ) -> SessionProtocol {
    SessionProtocol(
      key: "shape", title: "Shape", summary: "", minimumPresent: 2, circles: circles, repeats: repeats,
      opening: opening.map { step($0) }, steps: steps.map { step($0, floor) }, closing: closing.map { step($0) })
  }

  static func run(_ shape: SessionProtocol, _ present: Int, cap: Int? = nil) -> [String] {
    shape.plan(present: present, cap: cap).map { $0.round == 0 ? $0.key : "\($0.key)\($0.round)/\($0.rounds)" }
  }

  @Test func eachPartOfTheMinutesCountsWhatItSays() {
    let all = ProtocolStep(
      key: "k", title: "t", instruction: "i", floor: .all, fixed: 1_000_000, perPresent: 100_000, perOther: 10_000, perCircle: 1_000,
      perObserver: 30, oddEvenRounds: 300)
    // Three sit at this table of six; one observes; six meet in five rounds.
    #expect(all.seconds(present: 6, circle: 3, observers: 1) == (1_000_000 + 600_000 + 20_000 + 3_000 + 30 + 1_500 + 29) / 30 * 30)
    // Five meet in five rounds too, since one sits out each time.
    #expect(all.seconds(present: 5, circle: 5, observers: 0) - all.seconds(present: 5, circle: 5, observers: 1) == -30)
  }

  @Test(arguments: [(2, 1), (3, 3), (4, 3), (5, 5), (6, 5)])
  func everybodyMeetsEverybodyInPairs(_ present: Int, _ rounds: Int) {
    let pairs = ProtocolStep(key: "k", title: "t", instruction: "i", floor: .pairs, oddEvenRounds: 240)
    #expect(pairs.seconds(present: present, circle: present, observers: 0) == rounds * 240)
  }

  @Test func lengthsAreRoundedUpToHalfMinutes() {
    for (fixed, seconds) in [(0, 0), (1, 30), (30, 30), (31, 60), (89, 90), (90, 90)] {
      #expect(SessionProtocolTests.step("k", .all, fixed).seconds(present: 4, circle: 4, observers: 0) == seconds)
    }
  }

  @Test func roundsInTheirOrder() {
    let once = SessionProtocolTests.shape(.once, opening: ["o"], closing: ["c"])
    #expect(SessionProtocolTests.run(once, 4) == ["o", "a1/1", "b1/1", "c"])
    let thrice = SessionProtocolTests.shape(.times(3), steps: ["a"], closing: ["c"])
    #expect(SessionProtocolTests.run(thrice, 4) == ["a1/3", "a2/3", "a3/3", "c"])
    let members = SessionProtocolTests.shape(.perMember, steps: ["a"])
    #expect(SessionProtocolTests.run(members, 3) == ["a1/3", "a2/3", "a3/3"])
    #expect(SessionProtocolTests.run(members, 3, cap: 2) == ["a1/2", "a2/2"])
    // Nobody has two turns in one item, and a cap of nothing is no cap.
    #expect(SessionProtocolTests.run(members, 3, cap: 9).count == 3)
    #expect(SessionProtocolTests.run(members, 3, cap: 0).count == 3)
  }

  @Test func theFirstStepOfPresentersRunsOnce() {
    let shape = SessionProtocolTests.shape(.presenters, steps: ["write", "tell", "ask"])
    #expect(SessionProtocolTests.run(shape, 4) == ["write", "tell1/1", "ask1/1"])
    #expect(SessionProtocolTests.run(shape, 4, cap: 2) == ["write", "tell1/2", "ask1/2", "tell2/2", "ask2/2"])
    #expect(SessionProtocolTests.run(shape, 3, cap: 6).count == 7)
  }

  @Test(arguments: [Repeat.once, .times(3), .perMember, .perCircleMember, .perTableMember, .presenters])
  func aLengthIsThatOfItsPlan(_ repeats: Repeat) {
    let seating: [Int: [Seating]] = [5: [Seating(coaches: 2, facilitatorObserves: true), Seating(coaches: 3)]]
    for steps in [[], ["a"], ["a", "b", "c"]] {
      var shape = SessionProtocolTests.shape(repeats, circles: seating, opening: ["o"], steps: steps, closing: ["c"])
      for place in shape.steps.indices { (shape.steps[place].perCircle, shape.steps[place].perObserver) = (70 + place, 40) }
      for present in 1...6 {
        for cap in [nil, 0, 1, 2, 9] {
          let planned = shape.plan(present: present, cap: cap).reduce(0) { $0 + $1.seconds }
          #expect(shape.seconds(present: present, cap: cap) == planned)
        }
      }
    }
  }

  @Test func theLongestTableGivesRoundsAndMinutes() {
    let seating: [Int: [Seating]] = [5: [Seating(coaches: 2, facilitatorObserves: true), Seating(coaches: 3)]]
    let shape = SessionProtocolTests.shape(.perTableMember, circles: seating, steps: ["a"])
    #expect(SessionProtocolTests.run(shape, 5).count == 3)
    #expect(shape.splits(present: 5) && !shape.splits(present: 4))
    #expect(shape.seating(present: 4) == [Seating(coaches: 4)])
    #expect(Seating(coaches: 2, facilitatorObserves: true).observers == 1)
    #expect(Seating(coaches: 3).observers == 1 && Seating(coaches: 4).observers == 2 && Seating(coaches: 2).observers == 0)
  }

  @Test func turnsBelongToTheRoundsOfWhoeverIsNamed() {
    let shape = SessionProtocolTests.shape(.perMember, opening: ["o"], steps: ["a", "b"], floor: .presenter)
    let turns = [RoomPlay.person(3), RoomPlay.person(1)]
    let plan = shape.plan(present: 3, turns: turns)
    #expect(plan.map(\.turnOf) == [nil, turns[0], turns[0], turns[1], turns[1], nil, nil])
    // Where no step is anybody's, a name in the agenda means nothing.
    let open = SessionProtocolTests.shape(.perMember, steps: ["a"])
    #expect(open.plan(present: 2, turns: turns).allSatisfy { $0.turnOf == nil })
  }

  @Test func theSumOfThePlanIsTheLength() {
    var dice = Dice(seed: 7)
    for _ in 0..<200 {
      let repeats = dice.pick([Repeat.once, .times(2), .perMember, .presenters]) ?? .once
      let shape = SessionProtocolTests.shape(repeats, opening: dice.chance(50) ? ["o"] : [], closing: dice.chance(50) ? ["c"] : [])
      let present = dice.roll(2...6)
      let cap = dice.chance(50) ? dice.roll(1...6) : nil
      let plan = shape.plan(present: present, cap: cap)
      #expect(plan.reduce(0) { $0 + $1.seconds } == shape.seconds(present: present, cap: cap))
      #expect(plan.map(\.round).max() == shape.rounds(present: present, cap: cap))
    }
  }

  @Test func aFreeBlockIsOneStepOfOpenTalk() {
    let block = SessionProtocol.freeBlock(title: "News", instruction: "Tell.", minutes: 10)
    #expect(block.plan(present: 5).map(\.seconds) == [600])
    #expect(block.plan(present: 5).first?.floor == .all)
    #expect(!block.closesSession)
  }

  @Test func creditSaysWhoseTheIdeaIs() {
    func keys(_ origin: Origin) -> [String] { origin.credit.map { String($0.key.split(separator: ".").last ?? "") } }
    #expect(keys(Origin(name: "N", author: "A", size: "S", time: "T")) == ["adapted", "sizeAndTime"])
    #expect(keys(Origin(name: "N", size: "S")) == ["adaptedNameOnly", "size"])
    #expect(keys(Origin(name: "N", author: "A", time: "T", adapted: false)) == ["whole", "time"])
    #expect(keys(Origin(name: "N", adapted: false)) == ["nameOnly"])
    #expect(Origin(name: "Tuning", author: "Them").credit.first?.values["author"] == "Them")
  }
}
