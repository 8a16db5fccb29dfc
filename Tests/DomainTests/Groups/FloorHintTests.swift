// When a quiet word about the floor is due, and when it is not.
import Domain
import Testing

@Suite struct FloorHintTests {
  /// Minutes of the floor of so many with a name, among four, with so many minutes of talk in all.
  private func session(_ held: Double, of attributed: Double = 40, talk: Double? = nil, present: Int = 4) -> FloorRecord {
    func span(_ minutes: Double) -> Span { Span(milliseconds: Int64(minutes * 60_000)) }
    return FloorRecord(held: span(held), attributed: span(attributed), talk: span(talk ?? attributed), present: present)
  }

  @Test func littleInTwoSessionsRunning() {
    #expect(FloorHint.about([session(4.9), session(4.9)]) == .little)
    // Exactly half of the fair share is not below it; one session is none running; the last two count, not any two.
    #expect(FloorHint.about([session(5), session(4.9)]) == nil)
    #expect(FloorHint.about([session(0)]) == nil)
    #expect(FloorHint.about([session(10), session(1), session(1)]) == nil)
    #expect(FloorHint.about([session(4), session(10), session(4)]) == nil)
    #expect(FloorHint.about([]) == nil)
  }

  @Test func muchOverFourSessions() {
    // Twice the fair share among four is half of all; more than that over four sessions together.
    #expect(FloorHint.about([session(21), session(21), session(21), session(21)]) == .much)
    #expect(FloorHint.about([session(20), session(20), session(20), session(20)]) == nil)
    #expect(FloorHint.about([session(40), session(40), session(40)]) == nil)
    // A presenter has most of one session; that is as it should be.
    #expect(FloorHint.about([session(36), session(8), session(8), session(8)]) == nil)
    // What lies further back than four is forgotten.
    #expect(FloorHint.about([session(10), session(10), session(10), session(10), session(40), session(40)]) == nil)
    // Sums over sessions, each with its own number present.
    #expect(
      FloorHint.about([
        session(33, of: 40, present: 2), session(33, of: 40, present: 2), session(33, of: 40, present: 2), session(33, of: 40, present: 2),
      ]) == nil)
    #expect(
      FloorHint.about([
        session(15, of: 40, present: 6), session(15, of: 40, present: 6), session(15, of: 40, present: 6), session(15, of: 40, present: 6),
      ]) == .much)
  }

  @Test func nothingIsConcludedWhereMostOfTheTalkHasNoName() {
    #expect(FloorHint.about([session(1, of: 40, talk: 80), session(1, of: 40, talk: 80)]) == .little)
    #expect(FloorHint.about([session(1, of: 40, talk: 81), session(1, of: 40, talk: 80)]) == nil)
    #expect(FloorHint.about([session(1, of: 40), session(1, of: 10, talk: 80)]) == nil)
    #expect(FloorHint.about([session(0, of: 0), session(0, of: 0)]) == nil)
    #expect(FloorHint.about([session(0, of: 0, present: 0), session(0, of: 0, present: 0)]) == nil)
    #expect(FloorHint.about([session(40), session(40), session(40), session(40, of: 40, talk: 100)]) == nil)
  }
}
