// Furnishes a group's own shelf: a situation and a stem that one of its members has added, and what that member has tried so far.
import Database
import Domain
import Store

extension House {
  func furnishShelf(of group: MarlowGroup, _ made: Group, _ valley: MarlowValley, in tx: Transaction) throws {
    guard group == .alder else { return }
    let week = FurnishedWeek(now(), zone: made.zone)
    let priya = try valley.actor(.priya)
    let (scenario, stem): (ID<OwnScenario>, ID<OwnStem>) = (newID(), newID())
    var draft = ScenarioDraft()
    (draft.title, draft.brief) = (catalogue.say("furnish.shelf.title"), catalogue.say("furnish.shelf.brief"))
    (draft.role, draft.wants) = (catalogue.say("furnish.shelf.role"), catalogue.say("furnish.shelf.wants"))
    (draft.truth, draft.softens, draft.limit) = (
      catalogue.say("furnish.shelf.truth"), catalogue.say("furnish.shelf.softens"), catalogue.say("furnish.shelf.limit")
    )
    (draft.level, draft.stance, draft.skills) = ("1", Scenario.Stance.torn.rawValue, ["acknowledging", "listening"])
    let shelf = library.practice
    // An operator may have another library: what does not fit it is left out.
    guard let written = try? draft.scenario(key: scenario.text, skills: shelf.skills.map(\.key)) else { return }
    let writing = at(week.moment(week: -1, day: 3, 16))
    try tx.insert(written, as: scenario, of: made.id, by: priya.personID, at: writing.now())
    try writing.audit(.addToShelf, by: priya, on: .group, made.id.text, in: tx)
    guard let type = shelf.stemTypes.first(where: { $0.key == "hypothetical" }) else { return }
    try tx.insertStem(
      StemDraft(type: type.key, text: catalogue.say("furnish.shelf.stem")), as: stem, of: made.id, by: priya.personID, at: writing.now())
    try writing.audit(.addToShelf, by: priya, on: .group, made.id.text, in: tx)
    for (key, felt) in [(stem.text, Felt.yes), ("what-else", .yes), ("what-stood-out", .notYet)] where key == stem.text || shelf.stem(key) != nil {
      try tx.keep(StemTried(stem: key, roundID: nil, felt: felt, triedAt: writing.now()), of: priya.personID, id: newID())
    }
  }
}
