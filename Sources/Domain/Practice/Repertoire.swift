// What somebody has tried and found their own, and how sure they feel: theirs alone.

package enum Felt: String, Sendable, CaseIterable { case yes, notYet }

/// A stem that was tried once: in a round, or elsewhere.
package struct StemTried: Equatable, Sendable {
  package let stem: String
  package let roundID: ID<PracticeRound>?
  /// `nil` until its owner says whether it felt like them.
  package let felt: Felt?
  package let triedAt: Instant

  package init(stem: String, roundID: ID<PracticeRound>?, felt: Felt?, triedAt: Instant) {
    self.stem = stem
    self.roundID = roundID
    self.felt = felt
    self.triedAt = triedAt
  }
}

/// One's own list of stems as it grows out of what was tried.
package struct Repertoire: Equatable, Sendable {
  package struct Line: Equatable, Sendable {
    package let stem: String
    /// The newest word that was said about it.
    package let felt: Felt?
    package let rounds: Int
    package let lastTried: Instant
  }

  /// The stem tried last comes first.
  package let lines: [Line]

  package var shortList: [Line] { lines.filter { $0.felt == .yes } }
  package var stillTrying: [Line] { lines.filter { $0.felt != .yes } }

  package init(_ tried: [StemTried]) {
    let byStem = Dictionary(grouping: tried, by: \.stem)
    lines = byStem.map { stem, times in
      let newest = times.sorted { $0.triedAt > $1.triedAt }
      return Line(
        stem: stem, felt: newest.lazy.compactMap(\.felt).first, rounds: Set(times.compactMap(\.roundID)).count,
        lastTried: newest.first?.triedAt ?? Instant(milliseconds: 0))
    }.sorted { $0.lastTried == $1.lastTried ? $0.stem < $1.stem : $0.lastTried > $1.lastTried }
  }

  package func felt(_ stem: String) -> Felt? { lines.first { $0.stem == stem }?.felt }
}

/// How sure somebody feels about a skill, by themselves, in words.
package struct ConfidenceCheck: Equatable, Sendable {
  package enum Moment: String, Sendable, CaseIterable { case before, after }
  package enum Standing: String, Sendable, CaseIterable { case new, shaky, growing, steady, natural }

  package let skill: String
  package let moment: Moment
  package let standing: Standing
  package let checkedAt: Instant

  package init(skill: String, moment: Moment, standing: Standing, checkedAt: Instant) {
    self.skill = skill
    self.moment = moment
    self.standing = standing
    self.checkedAt = checkedAt
  }

  /// Who answers again within half a day has thought again: the newer word stands in the place of the older.
  package static let sameMoment = Span.hours(12)

  package static func read(skill: String, moment: String, standing: String, skills known: [String], at now: Instant) throws(Problem)
    -> ConfidenceCheck
  {
    var problem = Problem(lines: [])
    if !known.contains(skill) { problem.add("skill", Sentence("shelf.confidence.skillUnknown")) }
    let when = Moment(rawValue: moment)
    if when == nil { problem.add("moment", Sentence("shelf.confidence.momentMissing")) }
    let word = Standing(rawValue: standing)
    if word == nil { problem.add("standing", Sentence("shelf.confidence.standingMissing")) }
    guard problem.lines.isEmpty, let when, let word else { throw problem }
    return ConfidenceCheck(skill: skill, moment: when, standing: word, checkedAt: now)
  }
}
