// The time box of practice: every round the same minutes to play and to talk about it, none lost, and fewer rounds rather than hurried ones.

package struct PracticeTime: Equatable, Sendable {
  /// How many of the rounds that were wanted fit; one always.
  package let rounds: Int
  package let minutes: RoundMinutes

  /// A talk shorter than this is none.
  static let leastPlay = 2
  /// For all who give feedback together, and for each of them.
  static let leastFeedback = (all: 2, each: 1)
  /// Sitting down anew and choosing what is played.
  package static let change = 1

  /// `box`: what is left for all rounds. `givers`: how many give feedback at the largest table.
  package init(box: Span, rounds wanted: Int, givers: Int) {
    let givers = max(1, givers)
    let around = Int(clamping: RoundMinutes(play: .zero, feedback: .zero).round(givers: 1).milliseconds / 60_000) + PracticeTime.change
    let talk = max(PracticeTime.leastFeedback.all, PracticeTime.leastFeedback.each * givers)
    // To the nearest minute: a tap that comes a few seconds late costs nobody a minute.
    let whole = max(0, Int(clamping: (box.milliseconds &+ 30_000) / 60_000))
    let fitting = whole / (around + talk + PracticeTime.leastPlay)
    rounds = max(1, min(wanted, fitting))
    let play = max(PracticeTime.leastPlay, whole / rounds - around - talk)
    minutes = RoundMinutes(play: .minutes(play), feedback: Span(milliseconds: Int64(talk) * 60_000 / Int64(givers)))
  }
}
