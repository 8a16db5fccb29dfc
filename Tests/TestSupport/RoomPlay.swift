// Rooms for tests: people by number, protocols with every kind of floor, and random but seeded play.
import Domain

package enum RoomPlay {
  package static func person(_ number: Int) -> ID<Person> {
    ID(trusted: "00000000-0000-7000-8000-" + String(String(1_000_000_000_000 + number).dropFirst()))
  }

  package static let facilitator = person(99)
  package static let sessionID = ID<Session>(trusted: "00000000-0000-7000-9000-000000000001")
  package static let start = Instant(milliseconds: 1_792_500_000_000)

  package static func itemID(_ number: Int) -> ID<AgendaItem> { ID(trusted: "00000000-0000-7000-a000-\(100_000_000_000 + number)") }
  package static func roundID(_ number: Int) -> ID<PracticeRound> { ID(trusted: "00000000-0000-7000-d000-\(100_000_000_000 + number)") }
  package static func cardID(_ number: Int) -> ID<RoomCard> { ID(trusted: "00000000-0000-7000-b000-\(100_000_000_000 + number)") }
  package static func commitmentID(_ number: Int) -> ID<RoomCommitment> {
    ID(trusted: "00000000-0000-7000-c000-\(100_000_000_000 + number)")
  }

  private static func step(_ key: String, _ floor: FloorKind, _ fixed: Int, perPresent: Int = 0, perOther: Int = 0) -> ProtocolStep {
    ProtocolStep(
      key: key, title: "Step \(key)", instruction: "Do \(key).", floor: floor, fixed: fixed, perPresent: perPresent, perOther: perOther)
  }

  /// Facilitator, then a round.
  package static let check = SessionProtocol(
    key: "check", title: "Check", summary: "", minimumPresent: 2, steps: [step("tone", .facilitator, 60), step("round", .each, 0, perPresent: 120)])
  /// A presenter, open talk of the others, silence.
  package static let help = SessionProtocol(
    key: "help", title: "Help", summary: "", minimumPresent: 3,
    steps: [
      step("present", .presenter, 300), step("clarify", .others, 0, perOther: 60), step("think", .none, 60),
      step("respond", .presenter, 180), step("talk", .all, 120),
    ])
  /// Rounds with practitioner, coachee and observers.
  package static let practice = SessionProtocol(
    key: "practice", title: "Practice", summary: "", minimumPresent: 2, repeats: .perMember, opening: [step("focus", .each, 240)],
    steps: [step("play", .practitioner, 360), step("voice", .coachee, 60), step("watch", .observer, 90), step("keep", .practitioner, 60)],
    closing: [step("harvest", .each, 60, perPresent: 60)], roundsMayBeCapped: true)
  package static let pairs = SessionProtocol(
    key: "pairs", title: "Pairs", summary: "", minimumPresent: 2, steps: [step("ask", .client, 90), step("pairs", .pairs, 180)])
  package static let closing = SessionProtocol(
    key: "quiet-close", title: "Quiet close", summary: "", minimumPresent: 2,
    steps: [
      step("quiet-writing", .none, 300), step("share-one", .each, 0, perPresent: 30), step("commitments", .each, 0, perPresent: 60),
      step("next-agenda", .facilitator, 60),
    ])

  /// Splits five into three and two, and four or six in halves; everybody practices once at their table.
  package static let split = SessionProtocol(
    key: "split", title: "Split", summary: "At tables.", minimumPresent: 2,
    circles: [
      4: [Seating(coaches: 2), Seating(coaches: 2)], 5: [Seating(coaches: 3), Seating(coaches: 2, facilitatorObserves: true)],
      6: [Seating(coaches: 3), Seating(coaches: 3)],
    ], repeats: .perTableMember, opening: [step("choose", .each, 120)],
    steps: [step("play", .practitioner, 360), step("talk", .all, 120), step("round", .each, 60)],
    closing: [step("gather", .each, 60, perPresent: 60)], roundsMayBeCapped: true)

  /// Practice as the house's own protocol has it: one table up to four, two for five and six, played as rounds.
  package static let rounds = SessionProtocol(
    key: "rounds", title: "Practice", summary: "Rounds are played.", minimumPresent: 2,
    circles: [
      2: [Seating(coaches: 2, facilitatorObserves: true)], 5: [Seating(coaches: 3), Seating(coaches: 2, facilitatorObserves: true)],
      6: [Seating(coaches: 3), Seating(coaches: 3)],
    ], repeats: .perTableMember, opening: [step("focus", .each, 240)],
    steps: [step("play", .practitioner, 540), step("watch", .observer, 180)], closing: [step("harvest", .each, 60, perPresent: 60)],
    roundsMayBeCapped: true, practice: .rounds)

  /// What a group can run without its facilitator.
  package static let caseCircle = SessionProtocol(
    key: "case-circle", title: "Case circle", summary: "", minimumPresent: 3,
    steps: [step("case-tone", .facilitator, 60), step("case", .presenter, 240), step("ideas", .each, 0, perPresent: 60)])

  package static func item(_ number: Int, _ shape: SessionProtocol, turns: [Int] = [], rounds: Int? = nil) -> AgendaItem {
    AgendaItem(id: itemID(number), shape: shape, turns: turns.map(person), rounds: rounds)
  }

  package static func opening(
    members: Int = 4, present: [Int]? = nil, late: [Int] = [], absent: [Int] = [], video: [Int] = [], items: [AgendaItem]? = nil, minutes: Int = 90,
    carried: [CarriedCommitment] = [], leader: Int? = nil
  ) -> RoomOpening {
    let away = Set(late + absent)
    let here = present ?? (1...members).filter { !away.contains($0) }
    return RoomOpening(
      facilitatorID: leader == nil ? facilitator : nil, leaderID: leader.map(person), roster: (1...members).map(person), present: here.map(person),
      comingLate: late.map(person), absent: absent.map(person), byVideo: video.isEmpty ? nil : video.map(person),
      items: items ?? [item(1, check), item(2, help, turns: [2]), item(3, closing)], minutes: minutes,
      carried: carried)
  }

  /// A room just opened at `start`.
  package static func opened(_ opening: RoomOpening = opening()) throws -> LiveRoom {
    var room = LiveRoom(sessionID: sessionID)
    try room.apply(.open(opening), by: opening.opener, at: start)
    return room
  }
}

extension RoomOpening {
  /// Who opens the room with this.
  package var opener: ID<Person> { facilitatorID ?? leaderID ?? RoomPlay.facilitator }
}

// MARK: Random play

extension RoomPlay {
  package static func randomOpening(_ dice: inout Dice) -> RoomOpening {
    let members = dice.roll(3...6)
    let late = dice.chance(40) ? [members] : []
    let absent = members > 3 && dice.chance(30) ? [members - 1] : []
    var items: [AgendaItem] = []
    for number in 1...dice.roll(1...4) {
      let shape = dice.pick([check, help, practice, pairs, split, split]) ?? check
      let turns = dice.chance(60) ? Array((1...members).shuffled(using: &dice).prefix(2)) : []
      items.append(item(number, shape, turns: turns, rounds: shape.roundsMayBeCapped ? dice.roll(1...3) : nil))
    }
    items.append(item(50, closing))
    let carried = (1...members).filter { _ in dice.chance(50) }.map {
      CarriedCommitment(id: commitmentID(900 + $0), ownerID: person($0), text: "Ask \($0) teachers", byDate: nil, state: .open)
    }
    // Now and then the facilitator is away, and three or more run a case circle by themselves.
    let leader = members - late.count - absent.count >= 3 && dice.chance(15) ? 1 : nil
    if leader != nil { items.insert(item(60, caseCircle), at: 0) }
    let video = dice.chance(40) ? Array((1...members).shuffled(using: &dice).prefix(dice.roll(1...3))) : []
    return opening(
      members: members, late: late, absent: absent, video: video, items: items, minutes: dice.pick([15, 45, 90]) ?? 90, carried: carried,
      leader: leader)
  }

  /// A command that somebody might send, sensible or not, and who sends it.
  package static func randomCommand(in room: LiveRoom, number: Int, _ dice: inout Dice) -> (RoomCommand, ID<Person>) {
    let anybody = dice.pick(room.seats.map(\.personID)) ?? person(1)
    let stranger = person(77)
    let member = dice.chance(3) ? stranger : anybody
    let actor = dice.chance(45) ? room.controllerID ?? facilitator : dice.chance(10) ? facilitator : member
    let command: RoomCommand
    if dice.chance(4) { return (.handControl(to: dice.chance(30) ? facilitator : dice.chance(20) ? actor : anybody), actor) }
    if !room.tables.isEmpty, dice.chance(50) { return (tableCommand(in: room, actor, &dice), actor) }
    // Another facilitator of the group, and the one before them again.
    if dice.chance(1) { return (.takeOver, dice.chance(60) ? facilitator : anybody) }
    // What is rare by itself: a round that is talk again, and an owner's word about what was noted for them.
    if room.currentStep?.openFloor != nil, dice.chance(25) { return (.turnBackIntoTalk, actor) }
    if dice.chance(4), let note = dice.pick(room.seats.flatMap { room.spokenNotes(of: $0.personID) }) {
      let isCard = note.kind == .card
      return (
        isCard
          ? .confirmCard(ID(trusted: note.id.text), text: nil) : .confirmCommitment(ID(trusted: note.id.text), text: "I will \(number)", byDate: nil),
        note.ownerID
      )
    }
    switch dice.roll(1...100) {
    case 1: command = dice.chance(70) ? .turnIntoRound : .turnBackIntoTalk
    case 2: command = dice.chance(20) ? .closeInThreeMinutes : .turnBackIntoTalk
    case 3: command = randomSpoken(in: room, member, number: number, &dice)
    case 4:
      let place = max(0, room.place?.item ?? 0)
      command = .takePlanB(
        item(2_000 + number, dice.pick([check, help, practice, pairs, split, closing]) ?? check),
        insteadOf: (dice.chance(50) ? room.item(at: place)?.item.id : dice.pick(room.items.map(\.item.id))) ?? itemID(1))
    case 5...14: command = .moveOn(from: dice.chance(70) ? room.place : StepPlace(item: dice.roll(0...3), step: dice.roll(0...4)))
    case 15...17: command = .moveBack(from: nil)
    case 18...19: command = .goTo((dice.chance(40) ? room.items.last?.item.id : dice.pick(room.items.map(\.item.id))) ?? itemID(1))
    case 20...24: command = .pause
    case 25...30: command = .resume
    case 31...33: command = .changeMinutes(seconds: dice.pick([-600, -60, 60, 120, 5_000, .max, .min]) ?? 60)
    case 34...42: command = .markAttendance(anybody, dice.pick(AttendanceMark.allCases) ?? .arrive)
    case 43...45: command = .planFor(present: dice.roll(0...7))
    case 46...47: command = .changeAgenda(randomAgenda(from: room, number: number, &dice))
    case 48...57: command = .giveFloor(dice.chance(15) ? .facilitator : .member(member))
    case 58...67: command = .takeFloor
    case 68...77: command = .passFloor(of: dice.chance(50) ? room.holder : nil)
    case 78...82: command = .askForFloor
    case 83: command = .withdrawAsk
    case 84: command = .sitByVideo(anybody, dice.chance(60))
    case 85...86: command = .putCard(id: cardID(number), text: dice.chance(90) ? "Card \(number)" : "  ")
    case 87...88: command = randomSpoken(in: room, member, number: number, &dice)
    case 89: command = .takeBackCard(dice.pick(room.cards.map(\.id)) ?? cardID(0))
    case 90...91: command = .keepCard(dice.pick(room.cards.map(\.id)) ?? cardID(0), dice.chance(70))
    case 92...94:
      command = .nameCommitment(
        id: commitmentID(number), text: "Visit room \(number)", byDate: dice.pick([nil, "2026-11-20", "2026-02-30", ""]) ?? nil)
    case 95: command = .takeBackCommitment(dice.pick(room.commitments.map(\.id)) ?? commitmentID(0))
    case 96: command = .passCommitment
    case 97...98:
      command = .checkCommitment(
        dice.pick(room.carried.map(\.id)) ?? commitmentID(0), dice.pick(CommitmentState.allCases) ?? .done)
    case 99: command = .open(opening())
    default: command = dice.chance(75) ? .close : .moveOn(from: nil)
    }
    return (command, actor)
  }

  private static func randomSpoken(in room: LiveRoom, _ member: ID<Person>, number: Int, _ dice: inout Dice) -> RoomCommand {
    switch dice.roll(1...5) {
    case 1: .noteCard(for: member, id: cardID(number), text: "They said \(number)")
    case 2: .noteCommitment(for: member, id: commitmentID(number), text: "They will \(number)", byDate: nil)
    case 3: .passCommitmentFor(member)
    case 4: .confirmCard(dice.pick(room.cards.map(\.id)) ?? cardID(0), text: dice.chance(50) ? "I said \(number)" : nil)
    default:
      .confirmCommitment(
        dice.pick(room.commitments.map(\.id) + room.carried.map(\.id)) ?? commitmentID(0), text: dice.chance(50) ? "I will \(number)" : nil,
        byDate: dice.pick([nil, "", "2026-11-20"]) ?? nil)
    }
  }

  /// At the own table, at another one, or at one that there is not.
  private static func tableCommand(in room: LiveRoom, _ actor: ID<Person>, _ dice: inout Dice) -> RoomCommand {
    let own = room.table(of: actor)?.number ?? 1
    let table = dice.chance(60) ? own : dice.roll(0...3)
    let person = dice.pick(room.seats.map(\.personID)) ?? actor
    let place = room.place.map { StepPlace(item: $0.item, step: room.table(table)?.place ?? 0) }
    switch dice.roll(1...23) {
    case 21...22: return .atTable(table, .turnIntoRound)
    case 23: return .atTable(table, .turnBackIntoTalk)
    case 1...4: return .atTable(table, .moveOn(from: dice.chance(70) ? place : StepPlace(item: 0, step: dice.roll(0...5))))
    case 5: return .atTable(table, .moveBack(from: place))
    case 6...7: return .atTable(table, .pause)
    case 8: return .atTable(table, .resume)
    case 9: return .atTable(table, .changeMinutes(seconds: dice.pick([-60, 60, 600]) ?? 60))
    case 10...11: return .atTable(table, .giveFloor(dice.chance(30) ? .facilitator : .member(person)))
    case 12...14: return .atTable(table, .takeFloor)
    case 15: return .atTable(table, .askForFloor)
    case 16...17: return .atTable(table, .passFloor(of: dice.chance(40) ? room.table(table)?.holder : nil))
    case 18...19: return .seatAtTable(person, table)
    default: return dice.chance(60) ? .linkTable(table, dice.pick(["https://meet.example/t", "", "javascript:x"]) ?? "") : .atTable(table, .close)
    }
  }

  private static func randomAgenda(from room: LiveRoom, number: Int, _ dice: inout Dice) -> [AgendaItem] {
    var items = room.items.map(\.item)
    if dice.chance(60) {
      items.insert(item(1_000 + number, dice.pick([check, help, pairs]) ?? check), at: min(room.lastBegunItem + 1, max(0, items.count - 1)))
    } else if items.count > 2 {
      items.remove(at: dice.roll(0...items.count - 2))
    }
    return items
  }
}
