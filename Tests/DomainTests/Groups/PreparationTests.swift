// What may be left before a session, who sees which part of it, when arriving begins, and which question a session asks.
import TestSupport
import Testing

@testable import Domain

@Suite struct PreparationTests {
  private let dana = RoomPlay.person(1), marcus = RoomPlay.person(2), gone = RoomPlay.person(9)

  @Test func aLineNeedsItsWantAndItsWords() throws {
    #expect(
      try Bring.read(want: "help", text: "  My data talk\nwent silent ", of: dana)
        == Bring(personID: dana, want: .help, text: "My data talk went silent"))
    #expect(try Bring.read(want: "", text: " \u{200B} ", of: dana) == nil)
    #expect(throws: Problem("want", "before.bring.wantMissing")) { try Bring.read(want: "shout", text: "x", of: dana) }
    #expect(throws: Problem("line", "before.bring.lineMissing")) { try Bring.read(want: "share", text: "", of: dana) }
    #expect(throws: Problem("line", "before.bring.long", ["most": "200"])) {
      try Bring.read(want: "share", text: String(repeating: "e\u{301}", count: 101), of: dana)
    }
  }

  @Test func reasonsAreForTheFacilitatorAndOneself() {
    var all = Preparation()
    all.brings = [Bring(personID: dana, want: .share, text: "a"), Bring(personID: gone, want: .help, text: "b")]
    all.absences = [dana: "a doctor", marcus: "a funeral", gone: "moved"]
    all.arrivals = [gone, marcus]
    let members: Set = [dana, marcus]
    let seen = all.seen(by: dana, isFacilitator: false, members: members)
    #expect(seen.absences == [dana: "a doctor", marcus: ""] && seen.brings.map(\.personID) == [dana] && seen.arrivals == [marcus])
    #expect(all.seen(by: RoomPlay.facilitator, isFacilitator: true, members: members).absences == [dana: "a doctor", marcus: "a funeral"])
  }

  @Test func arrivingBeginsTenMinutesBeforeAndEndsWithTheSession() {
    let start = RoomPlay.start
    var session = Session(id: RoomPlay.sessionID, groupID: ID(trusted: "g"), startsAt: start, minutes: 90, place: "x", meetingLink: "")
    #expect(!session.isArriving(at: start - .minutes(10) - Span(milliseconds: 1)) && session.isArriving(at: start - .minutes(10)))
    #expect(session.isArriving(at: start + .minutes(89)) && !session.isArriving(at: start + .minutes(90)))
    #expect(session.waitsForBeginning(at: start - .minutes(1)) && !session.waitsForBeginning(at: start))
    #expect(!session.waitsForBeginning(at: start - .hours(1)))
    session.status = .live
    #expect(!session.isArriving(at: start))
  }

  @Test func thoseExpectedAreThoseWhoDidNotSayOtherwise() {
    var people = GroupPeople()
    people.members = (1...4).map {
      GroupPerson(
        person: RoomPlay.person($0), fullName: "N", coachKind: nil, belonging: Belonging(personID: RoomPlay.person($0), from: RoomPlay.start))
    }
    #expect(people.expected(without: [dana]) == 3 && people.expected(without: [gone]) == 4)
    #expect(people.expected(without: people.members.map(\.person)) == 2)
  }

  @Test func aSessionAsksTheSameQuestionEachTimeAndSessionsDiffer() {
    let questions = (1...10).map { ArrivalQuestion(key: "q-\($0)", text: "Question \($0)?") }
    var asked: [String: Int] = [:]
    for number in 0..<500 {
      let id: ID<Session> = ID(trusted: "01912d68-783e-7a90-b1a2-\(100_000_000_000 + number)")
      let question = ArrivalQuestion.of(id, wanted: nil, among: questions)
      #expect(question == ArrivalQuestion.of(id, wanted: nil, among: questions.reversed()))
      asked[question?.key ?? "", default: 0] += 1
    }
    #expect(asked.count == 10 && asked.values.allSatisfy { $0 > 10 }, "\(asked)")
    #expect(ArrivalQuestion.of(RoomPlay.sessionID, wanted: "q-4", among: questions)?.key == "q-4")
    #expect(ArrivalQuestion.of(RoomPlay.sessionID, wanted: "gone", among: questions) != nil)
    #expect(ArrivalQuestion.of(RoomPlay.sessionID, wanted: nil, among: []) == nil)
  }

  @Test func aReadingNeedsATitleAndSomethingToRead() throws {
    #expect(try AgendaReading(title: " ").checked() == nil)
    #expect(throws: Problem("read-link", "agenda.read.nothing")) { try AgendaReading(title: "Talk moves").checked() }
    #expect(throws: Problem("read-link", "agenda.read.link")) { try AgendaReading(title: "x", link: "javascript:alert(1)").checked() }
    #expect(throws: Problem("read-title", "agenda.read.titleMissing")) { try AgendaReading(title: "", text: "x").checked() }
    let item = RoomPlay.item(1, RoomPlay.check)
    let edit = AgendaEdit.reading(item.id, AgendaReading(title: "Talk moves", link: "https://example.org/a"))
    #expect(try edit.apply(to: [item]).first?.reading?.link == "https://example.org/a")
    #expect(try AgendaEdit.reading(item.id, AgendaReading(title: "")).apply(to: edit.apply(to: [item])).first?.reading == nil)
  }
}
