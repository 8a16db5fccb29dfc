// What a round names by keys, looked up: on the library's shelf, and among what its group has written for itself.
import Content
import Database
import Domain
import Store

extension Transaction {
  /// A scenario that was taken back while it is played, or a stem, is still there: the round goes on with it.
  func material(of round: PracticeRound, shelf: PracticeShelf) throws -> RoundMaterial {
    var material = RoundMaterial(skill: round.skill.flatMap(shelf.skill), stems: try stems(round.stems, of: round.groupID, shelf: shelf))
    switch round.situation {
    case .library(let key): material.scenario = shelf.scenarios.first { $0.key == key }
    case .ownScenario(let id):
      guard let own = try ownScenario(id), own.groupID == round.groupID else { break }
      (material.scenario, material.author) = (own.scenario, own.authorID)
    case .comingTalk, nil: break
    }
    return material
  }

  /// In the order of the keys; a stem that is on no shelf any more is left out.
  func stems(_ keys: [String], of group: ID<Group>, shelf: PracticeShelf) throws -> [Stem] {
    let own = try ownStems(keys.filter { shelf.stem($0) == nil }.compactMap { ID<OwnStem>($0) }).filter { $0.groupID == group }
    return keys.compactMap { key in shelf.stem(key) ?? own.first { $0.id.text == key }?.stem }
  }

  /// All that can be played in the round. What its practitioner wrote is not among it: they would know the card.
  func situations(of round: PracticeRound, shelf: PracticeShelf) throws -> [(situation: Situation, scenario: Scenario)] {
    let own = try ownShelf(of: round.groupID).scenarios.filter { $0.authorID != round.parts.practitioner }
    return own.map { (.ownScenario($0.id), $0.scenario) } + shelf.scenarios.map { (.library($0.key), $0) }
  }

  /// Parts were traded: whoever practices now wrote what lies on the table, and would know the card. Another one is drawn.
  func dropWhatThePractitionerWrote(from round: inout PracticeRound) throws {
    guard round.phase == .set, case .ownScenario(let id) = round.situation, try ownScenario(id)?.authorID == round.parts.practitioner else { return }
    (round.situation, round.level, round.agreed) = (nil, nil, [])
  }

  /// The stems that a round of the group can try, all types.
  func stems(of group: ID<Group>, shelf: PracticeShelf) throws -> [Stem] {
    shelf.adding(try ownShelf(of: group)).stemTypes.flatMap(\.stems)
  }
}
