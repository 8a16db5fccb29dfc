// The listeners of a round: each is told, none is kept for ever, and one browser cannot open them without end.
import Actions
import Domain
import Testing

@Suite struct RoundEventsTests {
  private let round = ID<PracticeRound>(trusted: "01900000-0000-7000-8000-0000000000aa")
  private let other = ID<PracticeRound>(trusted: "01900000-0000-7000-8000-0000000000ab")
  private let signIn = ID<SignIn>(trusted: "01900000-0000-7000-8000-0000000000ac")

  @Test func onlyTheListenersOfThatRoundAreTold() async {
    let events = RoundEvents()
    let here = events.listen(to: round, for: signIn)
    let there = events.listen(to: other, for: signIn)
    events.tell(.changed, to: round)
    events.tell(.gone(.left), to: round)
    here.end()
    there.end()
    var heard: [RoundSignal] = []
    for await signal in here.signals { heard.append(signal) }
    #expect(heard == [.changed, .gone(.left)])
    for await signal in there.signals { Issue.record("told \(signal)") }
    #expect(events.count(of: round) == 0 && events.count(of: other) == 0)
  }

  @Test func whoeverIsSlowHearsTheNewest() async {
    let events = RoundEvents()
    let listening = events.listen(to: round, for: signIn)
    for _ in 0..<100 { events.tell(.changed, to: round) }
    events.tell(.gone(.withFacilitator), to: round)
    listening.end()
    var heard: [RoundSignal] = []
    for await signal in listening.signals { heard.append(signal) }
    #expect(heard.count <= 8 && heard.last == .gone(.withFacilitator))
  }

  @Test func theOldestEndsWhenOneSignInOpensTooMany() async {
    let events = RoundEvents()
    let first = events.listen(to: round, for: signIn)
    let rest = (0..<RoundEvents.mostOfOneSignIn).map { _ in events.listen(to: round, for: signIn) }
    for await signal in first.signals { Issue.record("told \(signal)") }
    #expect(events.count(of: round) == RoundEvents.mostOfOneSignIn)
    for listening in rest { listening.end() }
    #expect(events.count(of: round) == 0)
  }
}
