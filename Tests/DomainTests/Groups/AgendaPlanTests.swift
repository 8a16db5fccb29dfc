// Does the agenda fit: buffer, sum, by how much it is too long, what would make it fit, what is on offer.
import Domain
import Testing

@Suite struct AgendaPlanTests {
  static func block(_ key: String, _ minutes: Int) -> AgendaItem {
    AgendaItem(id: ID(trusted: key), shape: .freeBlock(key: key, title: key, instruction: key, minutes: minutes))
  }

  static let closing = SessionProtocol(
    key: "close", title: "Close", summary: "", minimumPresent: 2,
    steps: [
      ProtocolStep(key: "write", title: "Write", instruction: "Write.", floor: .none, fixed: 300),
      ProtocolStep(key: "commitments", title: "Commitments", instruction: "Name one.", floor: .each, perPresent: 60),
    ])

  static let practice = SessionProtocol(
    key: "practice", title: "Practice", summary: "", minimumPresent: 2, circles: [5: [Seating(coaches: 3), Seating(coaches: 2)]],
    repeats: .perMember, steps: [ProtocolStep(key: "play", title: "Play", instruction: "Play.", floor: .practitioner, fixed: 600)],
    roundsMayBeCapped: true)

  static func item(_ shape: SessionProtocol, rounds: Int? = nil) -> AgendaItem {
    AgendaItem(id: ID(trusted: shape.key), shape: shape, rounds: rounds)
  }

  static func entry(_ key: String, minutes: Int, minimum: Int = 2) -> ProtocolEntry {
    ProtocolEntry(
      shape: SessionProtocol(
        key: key, title: key, summary: "", minimumPresent: minimum,
        steps: [ProtocolStep(key: "talk", title: "Talk", instruction: "Talk.", floor: .all, fixed: minutes * 60)]),
      use: key)
  }

  @Test(arguments: [(30, 300), (60, 300), (90, 300), (100, 300), (101, 330), (120, 360), (125, 390), (240, 720)])
  func theBufferIsTheLargerOfFiveMinutesAndFivePercent(_ minutes: Int, _ seconds: Int) {
    #expect(AgendaPlan.buffer(minutes: minutes) == seconds)
  }

  @Test func anAgendaThatFitsExactlyFits() {
    let plan = AgendaPlan(
      minutes: 60, present: 4, items: [AgendaPlanTests.block("talk", 46), AgendaPlanTests.item(AgendaPlanTests.closing)])
    #expect(plan.itemSeconds == 55 * 60)
    #expect(plan.fits && plan.spare == 0 && plan.overBy == 0)
    #expect(plan.starts == [0, 46 * 60])
    #expect(plan.remedies(from: []).isEmpty)
    #expect(plan.concerns.isEmpty)
  }

  @Test func aSecondMoreDoesNotFit() {
    let plan = AgendaPlan(
      minutes: 60, present: 5, items: [AgendaPlanTests.block("talk", 46), AgendaPlanTests.item(AgendaPlanTests.closing)])
    #expect(!plan.fits)
    #expect(plan.overBy == 60)
    #expect(plan.spare == 0)
  }

  @Test func everyRemedyByItselfMakesItFit() throws {
    let entries = [
      AgendaPlanTests.entry("long", minutes: 40), AgendaPlanTests.entry("middle", minutes: 15), AgendaPlanTests.entry("short", minutes: 5),
      AgendaPlanTests.entry("crowd", minutes: 1, minimum: 6),
    ]
    let items = [
      AgendaPlanTests.block("news", 10), AgendaPlanTests.item(AgendaPlanTests.practice), AgendaPlanTests.block("talk", 28),
      AgendaPlanTests.item(AgendaPlanTests.closing),
    ]
    let plan = AgendaPlan(minutes: 75, present: 4, items: items)
    // 10 + 40 + 28 + 9 = 87, and 5 of buffer: 17 too long.
    #expect(plan.overBy == 17 * 60)
    let remedies = plan.remedies(from: entries)
    #expect(
      remedies == [
        .fewerRounds(item: ID(trusted: "practice"), rounds: 2, saves: 20 * 60),
        .replace(item: ID(trusted: "talk"), with: "short", saves: 23 * 60),
        .leaveOut(item: ID(trusted: "talk"), saves: 28 * 60),
        .longer(minutes: 95),
      ])
    for remedy in remedies {
      #expect(try AgendaPlanTests.taking(remedy, plan, entries).fits, "\(remedy)")
    }
  }

  static func taking(_ remedy: AgendaPlan.Remedy, _ plan: AgendaPlan, _ entries: [ProtocolEntry]) throws -> AgendaPlan {
    var items = plan.items
    var minutes = plan.minutes
    switch remedy {
    case .fewerRounds(let id, let rounds, _):
      let place = try #require(items.firstIndex { $0.id == id })
      items[place].rounds = rounds
    case .replace(let id, let key, _):
      let place = try #require(items.firstIndex { $0.id == id })
      items[place] = AgendaItem(id: id, shape: try #require(entries.first { $0.key == key }).shape)
    case .leaveOut(let id, _): items.removeAll { $0.id == id }
    case .longer(let longer): minutes = longer
    }
    return AgendaPlan(minutes: minutes, present: plan.present, items: items)
  }

  @Test func theClosingIsNeverGivenUp() {
    let plan = AgendaPlan(minutes: 15, present: 6, items: [AgendaPlanTests.item(AgendaPlanTests.closing)])
    #expect(plan.overBy == 60)
    #expect(plan.remedies(from: [AgendaPlanTests.entry("short", minutes: 1)]) == [.longer(minutes: 20)])
  }

  @Test func whereNoSingleItemIsEnoughOnlyALongerSessionHelps() {
    let items = (1...10).map { AgendaPlanTests.block("talk-\($0)", 10) } + [AgendaPlanTests.item(AgendaPlanTests.closing)]
    let plan = AgendaPlan(minutes: 60, present: 4, items: items)
    #expect(plan.remedies(from: []) == [.longer(minutes: 115)])
  }

  @Test func concernsNameWhatCannotRun() {
    let six = AgendaPlanTests.entry("six", minutes: 5, minimum: 6).shape
    let plan = AgendaPlan(
      minutes: 90, present: 5,
      items: [AgendaPlanTests.item(AgendaPlanTests.closing), AgendaPlanTests.item(six), AgendaPlanTests.item(AgendaPlanTests.practice)])
    #expect(
      plan.concerns == [
        .tooFew(item: ID(trusted: "six"), minimum: 6),
        .closingNotLast(item: ID(trusted: "close")),
      ])
    #expect(AgendaPlan(minutes: 90, present: 4, items: []).concerns == [.closingMissing])
  }

  @Test func replacementsFitInTheItemsPlaceAndAreNotThereYet() {
    let entries = [
      AgendaPlanTests.entry("a", minutes: 10), AgendaPlanTests.entry("b", minutes: 30), AgendaPlanTests.entry("talk", minutes: 5),
      ProtocolEntry(shape: AgendaPlanTests.closing, use: ""), ProtocolEntry(shape: AgendaPlanTests.practice, use: ""),
    ]
    let items = [AgendaPlanTests.block("talk", 20), AgendaPlanTests.item(AgendaPlanTests.closing)]
    let plan = AgendaPlan(minutes: 45, present: 5, items: items)
    #expect(plan.replacements(for: ID(trusted: "talk"), from: entries).map(\.entry.key) == ["a", "b"])
    #expect(
      AgendaPlan(minutes: 44, present: 5, items: items).replacements(for: ID(trusted: "talk"), from: entries).map(\.entry.key) == ["a"])
    #expect(plan.replacements(for: ID(trusted: "gone"), from: entries).isEmpty)
  }

  @Test func offersSayWhyTheyAreNotOnOffer() {
    let entry = ProtocolEntry(shape: AgendaPlanTests.practice, use: "")
    #expect(ProtocolOffer(entry, present: 1).state == .tooFew(minimum: 2))
    #expect(ProtocolOffer(entry, present: 1).seconds == 0)
    #expect(ProtocolOffer(entry, present: 4).state == .offered)
    #expect(ProtocolOffer(entry, present: 4).tables == [] && ProtocolOffer(entry, present: 5).tables == [3, 2])
    #expect(ProtocolOffer(entry, present: 5).isOffered && ProtocolOffer(entry, present: 5).seconds > 0)
    let entries = (1...9).map { AgendaPlanTests.entry("p\($0)", minutes: $0, minimum: $0 == 3 ? 6 : 2) }
    #expect(ProtocolOffer.shelf(entries, present: 4).map(\.entry.key) == ["p1", "p2", "p4", "p5", "p6", "p7"])
  }

  @Test func whatClosesASession() {
    #expect(AgendaPlanTests.closing.closesSession)
    var hasty = AgendaPlanTests.closing
    hasty.steps[0].fixed = 240
    #expect(!hasty.closesSession)
    var reversed = AgendaPlanTests.closing
    reversed.steps.reverse()
    #expect(!reversed.closesSession)
    #expect(!AgendaPlanTests.practice.closesSession)
  }
}
