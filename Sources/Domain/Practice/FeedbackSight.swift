// A note as one of the two sees it who may: what is the other's own is not in the value at all.

/// For the receiver: without any draft.
package struct ReceivedNote: Equatable, Sendable {
  package let id: ID<FeedbackNote>
  package let groupID: ID<Group>
  package let roundID: ID<PracticeRound>
  package let giverID: ID<Person>
  package let skill: String
  package let stage: FeedbackStage
  package let wording: Int
  package let given: FeedbackWording
  /// What it said before, until the receiver has decided again.
  package let earlier: FeedbackWording?
  package let givenAt: Instant
  /// What was decided last; of an earlier wording where `stage` is `reworded`.
  package let decision: FeedbackDecision?
  package let line: FeedbackLine?
  package let isNew: Bool
}

/// For the giver: without what the receiver decided, and without the five words.
package struct GivenNote: Equatable, Sendable {
  package let id: ID<FeedbackNote>
  package let groupID: ID<Group>
  package let roundID: ID<PracticeRound>
  package let receiverID: ID<Person>
  package let skill: String
  package let draft: FeedbackDraft?
  package let version: Int
  package let wording: Int
  /// Their own text, until the end of the group's next session.
  package let given: FeedbackWording?
  package let writtenAt: Instant
  package let givenAt: Instant?
  package let wasOpened: Bool
  /// What the receiver sent back.
  package let line: FeedbackLine?
  package let isDeleted: Bool

  /// Whether it can be given again in other words.
  package var mayReword: Bool { given != nil && !isDeleted }
}

extension FeedbackNote {
  /// `nil` for everybody but the receiver, and as long as nothing was given.
  package func seen(byReceiver person: ID<Person>) -> ReceivedNote? {
    guard person == receiverID, deletedAt == nil, wording > 0, let given, let givenAt else { return nil }
    return ReceivedNote(
      id: id, groupID: groupID, roundID: roundID, giverID: giverID, skill: skill, stage: stage, wording: wording, given: given,
      earlier: decidedWording < wording ? earlier : nil, givenAt: givenAt, decision: decision, line: line, isNew: receivedWording < wording)
  }

  /// `nil` for everybody but the giver. `keepsText`: whether the giver still has what they gave.
  package func seen(byGiver person: ID<Person>, keepsText: Bool) -> GivenNote? {
    guard person == giverID else { return nil }
    return GivenNote(
      id: id, groupID: groupID, roundID: roundID, receiverID: receiverID, skill: skill, draft: wording == 0 || keepsText ? draft : nil,
      version: version, wording: wording,
      given: keepsText ? given : nil, writtenAt: writtenAt, givenAt: givenAt, wasOpened: wording > 0 && receivedWording == wording,
      line: keepsText ? line : nil, isDeleted: deletedAt != nil)
  }
}
