// Three to six, a seventh, one group each, and what may be typed into the forms of groups and sessions.
import Domain
import Foundation
import Testing

@Suite struct GroupSizeTests {
  @Test func fromFormingToFull() {
    #expect(GroupSize(members: 0) == .forming(missing: 3))
    #expect(GroupSize(members: 2) == .forming(missing: 1))
    #expect(GroupSize(members: 3) == .meeting(roomFor: 3))
    #expect(GroupSize(members: 5) == .meeting(roomFor: 1))
    #expect(GroupSize(members: 6) == .full)
  }

  private let seven = (1...7).map { ID<Person>(trusted: "\($0)") }

  @Test func sevenBecomeFourAndThree() throws {
    let proposal = SplitProposal(seven)
    #expect(proposal.staying.map(\.text) == ["1", "3", "5", "7"])
    #expect(proposal.leaving.map(\.text) == ["2", "4", "6"])
    #expect(try SplitProposal(seven, leaving: Set(proposal.leaving)) == proposal)
    #expect(try SplitProposal(seven, leaving: Set(proposal.staying)).staying == proposal.leaving)
  }

  @Test(arguments: [0, 1, 2, 5, 6, 7]) func bothGroupsNeedThree(_ leaving: Int) {
    #expect(throws: Problem("leaving", "groups.split.sizes")) { try SplitProposal(seven, leaving: Set(seven.prefix(leaving))) }
  }

  @Test func nobodyFromOutsideGoes() {
    let chosen = Set(seven.prefix(3)).union([ID(trusted: "stranger")])
    #expect(throws: Problem.self) { try SplitProposal(seven, leaving: chosen) }
  }
}

@Suite struct JoiningTests {
  private let members = (1...4).map { ID<Person>(trusted: "\($0)") }

  private func coach(_ id: String = "new", kind: CoachKind? = .ic, disabled: Bool = false) -> Person {
    Person(
      id: ID(trusted: id), programID: ID(trusted: "p"), fullName: "Wren Osei", signInName: "wren", coachKind: kind, isDemo: false,
      createdAt: Instant(milliseconds: 0), disabledAt: disabled ? Instant(milliseconds: 1) : nil)
  }

  private func decide(
    _ person: Person, members: [ID<Person>]? = nil, others: [String] = [], agreed: Bool = false, lead: Bool = false
  ) throws -> Joining {
    try Joining.decide(
      person, members: members ?? self.members, facilitators: [ID(trusted: "tomas")], otherGroups: others, secondGroupAgreed: agreed,
      byLead: lead)
  }

  @Test func aCoachJoins() throws { #expect(try decide(coach()) == .joins) }

  @Test func theSeventhIsNoDeadEnd() throws {
    let six = (1...6).map { ID<Person>(trusted: "\($0)") }
    #expect(try decide(coach(), members: six) == .wouldBeSeventh)
  }

  @Test func whoCannotJoin() {
    #expect(throws: Problem("person", "groups.joining.noCoach", ["name": "Wren Osei"])) { try decide(coach(kind: nil)) }
    #expect(throws: Problem("person", "groups.joining.noCoach", ["name": "Wren Osei"])) { try decide(coach(disabled: true)) }
    #expect(throws: Problem("person", "groups.joining.already", ["name": "Wren Osei"])) { try decide(coach("2")) }
    #expect(throws: Problem("person", "groups.joining.facilitates", ["name": "Wren Osei"])) { try decide(coach("tomas")) }
  }

  @Test func aSecondGroupNeedsTheLeadsWord() throws {
    let values = ["name": "Wren Osei", "groups": "Birch"]
    let asked = Problem("person", "groups.joining.otherGroupAskLead", ["name": "Wren Osei"])
    #expect(throws: asked) { try decide(coach(), others: ["Birch"]) }
    #expect(throws: asked) { try decide(coach(), others: ["Birch"], agreed: true) }
    #expect(throws: Problem("person", "groups.joining.otherGroup", values)) { try decide(coach(), others: ["Birch"], lead: true) }
    #expect(try decide(coach(), others: ["Birch"], agreed: true, lead: true) == .joins)
  }
}

@Suite struct GroupDraftTests {
  private func draft(name: String = "Alder", zone: String = "America/Chicago", weeks: Int? = 2, minutes: Int? = 90) -> GroupDraft {
    GroupDraft(name: name, zone: zone, rhythmWeeks: weeks, sessionMinutes: minutes)
  }

  private func fields(_ draft: GroupDraft) -> [String?] {
    do {
      _ = try draft.group(id: ID(trusted: "g"), program: ID(trusted: "p"), at: Instant(milliseconds: 7))
      return []
    } catch { return error.lines.map(\.field) }
  }

  @Test func aGroupComesOfIt() throws {
    let group = try draft(name: "  Alder \u{202E}").group(id: ID(trusted: "g"), program: ID(trusted: "p"), at: Instant(milliseconds: 7))
    #expect(
      group
        == Group(
          id: ID(trusted: "g"), programID: ID(trusted: "p"), name: "Alder", zone: "America/Chicago", createdAt: Instant(milliseconds: 7)))
    #expect(try draft(name: "Elm", weeks: 3).changed(group).rhythmWeeks == 3)
  }

  @Test func everythingWrongIsSaidAtOnce() {
    #expect(fields(draft(name: " ", zone: "Mars/Olympus", weeks: 0, minutes: nil)) == ["name", "zone", "rhythm", "minutes"])
  }

  @Test func bounds() {
    for weeks in [1, 12] { #expect(fields(draft(weeks: weeks)).isEmpty) }
    for weeks in [-1, 0, 13, Int.max, Int.min] { #expect(fields(draft(weeks: weeks)) == ["rhythm"]) }
    for minutes in [15, 240] { #expect(fields(draft(minutes: minutes)).isEmpty) }
    for minutes in [14, 241, Int.max, Int.min] { #expect(fields(draft(minutes: minutes)) == ["minutes"]) }
    #expect(fields(draft(name: String(repeating: "x", count: 80))).isEmpty)
    #expect(fields(draft(name: String(repeating: "x", count: 81))) == ["name"])
    #expect(fields(draft(name: "\u{200B}")) == ["name"])
    for zone in ["", "../../etc/passwd", "/etc/localtime", "America/Chicago\u{0}", "GMT+99"] {
      #expect(fields(draft(zone: zone)) == ["zone"])
    }
  }
}

@Suite struct SessionDraftTests {
  private let group = Group(
    id: ID(trusted: "g"), programID: ID(trusted: "p"), name: "Alder", zone: "America/Chicago", createdAt: Instant(milliseconds: 0))
  /// 2026-10-19T13:00:00Z, 8:00 in Chicago.
  private let now = Instant(milliseconds: 1_792_414_800_000)

  private func draft(
    _ starts: String = "2026-10-20T15:30", minutes: Int? = 90, place: String = "Library", link: String = ""
  ) -> SessionDraft { SessionDraft(starts: starts, minutes: minutes, place: place, meetingLink: link) }

  private func session(_ draft: SessionDraft, beside others: [Session] = []) throws -> Session {
    try draft.session(id: ID(trusted: "new"), of: group, beside: others, at: now)
  }

  private func fields(_ draft: SessionDraft, beside others: [Session] = []) -> [String?] {
    do {
      _ = try session(draft, beside: others)
      return []
    } catch let problem as Problem { return problem.lines.map(\.field) } catch { return ["?"] }
  }

  @Test func aSessionComesOfIt() throws {
    let made = try session(draft())
    // 15:30 in Chicago in October is 20:30 UTC.
    #expect(made.startsAt == now + .days(1) + .hours(7) + .minutes(30))
    #expect(made.status == .planned && made.version == 1 && made.lastSeq == 0)
    #expect(made.endsAt == made.startsAt + .minutes(90))
  }

  @Test func everythingWrongIsSaidAtOnce() {
    #expect(fields(draft("soon", minutes: 3, place: "", link: "")) == ["day", "minutes", "place"])
  }

  @Test func aSkippedTimeHasItsOwnSentence() {
    #expect(throws: Problem("day", "sessions.form.startSkipped")) { try session(draft("2027-03-14T02:30")) }
  }

  @Test func notBeforeYesterday() {
    #expect(fields(draft("2026-10-18T07:59")) == ["day"])
    #expect(fields(draft("2026-10-19T07:50")).isEmpty)
  }

  @Test func somewhereAtLeast() {
    #expect(fields(draft(place: "", link: "https://meet.example.org/alder")).isEmpty)
    #expect(fields(draft(place: String(repeating: "x", count: 201))) == ["place"])
  }

  @Test(arguments: [
    "javascript:alert(1)", "http:/x", "https://", "https:///x", "https://a b", "//meet", "ftp://x", "https://user@host/", "https://x\"y",
    "data:text/html,x", "meet.example.org", "https://x\\y", "HTTPS//x",
  ]) func whatIsNoMeetingLink(_ link: String) { #expect(fields(draft(link: link)) == ["meeting-link"]) }

  @Test(arguments: ["https://meet.example.org/j/123?pwd=x#y", "http://10.0.0.7:8080/room", "HTTPS://MEET.example"]) func whatIsAMeetingLink(
    _ link: String
  ) {
    #expect(fields(draft(link: link)).isEmpty)
  }

  @Test func twoSessionsDoNotOverlap() throws {
    var other = try session(draft("2026-10-20T17:00"))
    other = Session(
      id: ID(trusted: "other"), groupID: other.groupID, startsAt: other.startsAt, minutes: 60, place: "Library", meetingLink: "")
    // 15:30 + 90 minutes ends as the other begins.
    #expect(fields(draft(), beside: [other]).isEmpty)
    #expect(fields(draft(minutes: 91), beside: [other]) == ["day"])
    #expect(fields(draft("2026-10-20T17:59"), beside: [other]) == ["day"])
    #expect(fields(draft("2026-10-20T18:00"), beside: [other]).isEmpty)
    other.status = .cancelled
    #expect(fields(draft(minutes: 91), beside: [other]).isEmpty)
  }

  @Test func aSessionMayMoveOverItself() throws {
    let planned = try session(draft())
    let moved = try draft("2026-10-20T16:00", place: "", link: "https://meet.example").moved(planned, in: group, beside: [planned], at: now)
    #expect(moved.id == planned.id && moved.startsAt == planned.startsAt + .minutes(30) && moved.place.isEmpty)
  }

  @Test func theFormShowsASessionAsItIs() throws {
    let planned = try session(draft())
    #expect(SessionDraft(planned, zone: try #require(TimeZone(identifier: "America/Chicago"))) == draft())
  }
}
