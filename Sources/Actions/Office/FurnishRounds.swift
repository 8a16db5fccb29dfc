// What group Alder has practiced between its sessions: two rounds played to their end, each with a note that was given and decided.
import Database
import Domain
import Store

/// A practice round as it is told, and what was said about it.
struct PlayedRound {
  let week: Int
  let day: Int
  let practitioner: MarlowPerson
  let coachee: MarlowPerson
  let observer: MarlowPerson
  let scenario: String
  let skill: String
  let model: String
  let stance: FeedbackStance
  /// One for each part of the model that was filled in, in its order.
  let words: [Sentence]
  let decision: FeedbackDecision
}

extension MarlowGroup {
  var rounds: [PlayedRound] {
    switch self {
    case .alder:
      [
        PlayedRound(
          week: -1, day: 2, practitioner: .dana, coachee: .yolanda, observer: .marcus, scenario: "testing-needs-you", skill: "boundary", model: "sbi",
          stance: .dialogical,
          words: [
            Sentence("furnish.alder.round.dana.moment"), Sentence("furnish.alder.round.dana.words"), Sentence("furnish.alder.round.dana.effect"),
          ],
          decision: .keep),
        PlayedRound(
          week: -1, day: 4, practitioner: .yolanda, coachee: .marcus, observer: .priya, scenario: "nobody-talks", skill: "wait-time",
          model: "glow-grow", stance: .facilitative,
          words: [Sentence("furnish.alder.round.yolanda.glow"), Sentence("furnish.alder.round.yolanda.grow")], decision: .try),
      ]
    case .birch: []
    }
  }
}

extension House {
  func furnishRounds(of group: MarlowGroup, _ made: Group, _ valley: MarlowValley, _ week: FurnishedWeek, in tx: Transaction) throws {
    for told in group.rounds {
      let begun = at(week.moment(week: told.week, day: told.day, 12, 10))
      let ended = at(begun.now() + .minutes(16))
      let (giver, receiver) = (try valley.actor(told.observer).personID, try valley.actor(told.practitioner).personID)
      guard let scenario = library.practice.scenarios.first(where: { $0.key == told.scenario }) else {
        throw MarlowValley.Incomplete(missing: told.scenario)
      }
      guard let model = library.practice.feedbackModels.first(where: { $0.key == told.model }) else {
        throw MarlowValley.Incomplete(missing: told.model)
      }
      var round = PracticeRound(
        id: begun.newID(), groupID: made.id, sessionID: nil,
        parts: RoundParts(practitioner: receiver, coachee: try valley.actor(told.coachee).personID, observers: [giver]), at: ended.now())
      (round.situation, round.level, round.skill) = (.library(scenario.key), scenario.level, told.skill)
      (round.phase, round.endedAt) = (.done, ended.now())
      try tx.insert(round, at: begun.now())
      try begun.audit(.startRound, by: try valley.actor(told.practitioner), on: .round, round.id.text, in: tx)
      var note = FeedbackNote(
        id: ended.newID(), groupID: made.id, roundID: round.id, from: giver, to: receiver, skill: told.skill, at: ended.now() - .minutes(4))
      let parts = zip(model.parts, told.words).map { FeedbackWording.Part(key: $0.key, title: $0.title, text: catalogue.say($1.key)) }
      try note.give(
        FeedbackWording(model: model.key, modelTitle: model.title, medium: .verbal, timing: .immediate, stance: told.stance, parts: parts),
        skill: told.skill, at: ended.now() - .minutes(3))
      note.decide(told.decision)
      guard try tx.insert(note) else { throw MarlowValley.Incomplete(missing: told.scenario) }
    }
  }
}
