// What a round names by keys, looked up: on the library's shelf, and among what its group has written for itself.
import Content
import Database
import Domain
import Store

extension Transaction {
  func material(of round: PracticeRound, shelf: PracticeShelf) throws -> RoundMaterial {
    var material = RoundMaterial(
      skill: round.skill.flatMap { key in shelf.skills.first { $0.key == key } }, stems: shelf.stems(round.stems))
    if case .library(let key) = round.situation { material.scenario = shelf.scenarios.first { $0.key == key } }
    return material
  }

  /// All that can be played in the group.
  func situations(of group: ID<Group>, shelf: PracticeShelf) throws -> [(situation: Situation, scenario: Scenario)] {
    shelf.scenarios.map { (.library($0.key), $0) }
  }

  /// The stems that a round of the group can try, all types.
  func stems(of group: ID<Group>, shelf: PracticeShelf) throws -> [Stem] { shelf.stemTypes.flatMap(\.stems) }
}

extension PracticeShelf {
  /// In the order of the keys; a stem that has been taken off the shelf is left out.
  package func stems(_ keys: [String]) -> [Stem] {
    keys.compactMap { key in stemTypes.lazy.flatMap(\.stems).first { $0.key == key } }
  }

  package func stems(for skill: FocusSkill?) -> [StemType] {
    guard let skill else { return [] }
    return stemTypes.filter { skill.stems.contains($0.key) }
  }
}
