// From how many notes of how many people on a group reads what was useful, and that it never reads about a person.
import Domain
import Testing

@Suite struct FeedbackUsefulnessTests {
  private func note(
    _ giver: Int, _ receiver: Int, _ decision: FeedbackDecision = .keep, model: String = "sbi", stance: FeedbackStance = .facilitative
  ) -> DecidedNote {
    DecidedNote(
      giver: FeedbackNoteTests.person(giver), receiver: FeedbackNoteTests.person(receiver), model: model, stance: stance, decision: decision)
  }

  @Test func fiveNotesByThreeToThree() {
    #expect(FeedbackUsefulness([]).missing.counts == [5, 3, 3])
    let four = [note(1, 2), note(2, 3), note(3, 1), note(1, 3)]
    #expect(FeedbackUsefulness(four).missing.counts == [1, 0, 0])
    #expect(FeedbackUsefulness(four).models.isEmpty)
    let twoGivers = [note(1, 2), note(1, 3), note(2, 1), note(2, 3), note(1, 4), note(2, 4)]
    #expect(FeedbackUsefulness(twoGivers).missing.counts == [0, 1, 0])
    let twoReceivers = [note(1, 2), note(3, 2), note(4, 2), note(2, 1), note(3, 1)]
    #expect(FeedbackUsefulness(twoReceivers).missing.counts == [0, 0, 1])
    let enough = four + [note(2, 1)]
    #expect(FeedbackUsefulness(enough).missing.isNothing)
    #expect(FeedbackUsefulness(enough).models.map(\.key) == ["sbi"] && FeedbackUsefulness(enough).models.map(\.share) == [.mostly])
    #expect(FeedbackUsefulness(enough).stances.map(\.key) == [.facilitative])
  }

  /// What is true of all is shown of no part that is one person's.
  @Test func aModelIsShownWhereItHasEnoughOfItsOwn() {
    let base = [note(1, 2), note(2, 3), note(3, 1), note(1, 3), note(2, 1)]
    let one = FeedbackUsefulness(base + [note(3, 2, .park, model: "tag", stance: .directive)])
    #expect(one.models.map(\.key) == ["sbi"] && one.stances.map(\.key) == [.facilitative])
    let spread = FeedbackUsefulness(
      base.enumerated().map { place, each in
        DecidedNote(giver: each.giver, receiver: each.receiver, model: "m\(place)", stance: each.stance, decision: each.decision)
      })
    #expect(spread.missing.isNothing && spread.models.isEmpty && spread.stances.count == 1)
  }

  @Test func sharesAreWords() {
    func share(_ decisions: [FeedbackDecision]) -> FeedbackUsefulness.Share? {
      let pairs = [(1, 2), (2, 3), (3, 1), (1, 3), (2, 1), (3, 2)]
      return FeedbackUsefulness(zip(pairs, decisions).map { note($0.0, $0.1, $1) }).models.first?.share
    }
    #expect(share([.keep, .keep, .keep, .keep, .park, .park]) == .mostly)
    #expect(share([.keep, .try, .keep, .try, .try, .keep]) == .mostly)
    #expect(share([.keep, .try, .keep, .park, .park, .park]) == .half)
    #expect(share([.keep, .try, .park, .park, .park, .park]) == .seldom)
    #expect(share([.park, .park, .park, .park, .park, .park]) == .seldom)
  }

  /// One more decision moves a word at most where a third is crossed: for most decisions nothing is to be read from before and after.
  @Test func noCountLeavesIt() {
    let notes = [note(1, 2), note(2, 3), note(3, 1), note(1, 3), note(2, 1), note(3, 2)]
    let before = FeedbackUsefulness(notes)
    #expect(FeedbackUsefulness(notes + [note(1, 2, .park)]) == before)
    #expect(FeedbackUsefulness(notes + [note(1, 2, .keep)]) == before)
  }
}

extension FeedbackUsefulness.Missing {
  fileprivate var counts: [Int] { [notes, givers, receivers] }
}
