// Who may do what: a pure function over values, asked by every action and printed with every route.

/// What a person stands to an object. A person may hold several relations to one object; the highest role never counts,
/// only the roles held in relation to this object.
package enum Relation: String, Sendable, CaseIterable {
  /// Nobody is signed in.
  case anonymous
  /// Signed in, and the object belongs to another program.
  case outsider
  /// Signed in and of the same program.
  case sameProgram
  /// The object is this person, or was written by them.
  case owner
  /// A member of the group now, and of the session's group when it was held.
  case member
  /// Left the group: sees what was shared while they belonged, and does nothing more.
  case formerMember
  /// Leads the group now.
  case facilitator
  /// Led the group before.
  case formerFacilitator
  /// Belonged to a group when it closed: reads its pages, and does nothing more.
  case memberAtClosing, facilitatorAtClosing
  case programLead
  case administrator
  /// Has not yet accepted the page that says who sees what: reads, but writes no word.
  case beforeNotice
}

/// What an action does, named once: it is the policy of a route, the word in the audit and the row of the permission table.
package enum Deed: String, Sendable, CaseIterable {
  // Open to anybody, signed in or not.
  case lookAtStartPage, fetchAsset, askForHealth, signIn, useOneTimeLink
  // Open to whoever is signed in, about themselves.
  case signOut, readNotice, acceptNotice, lookAtOwnAccount, changeOwnPassword, endOwnSignIns
  // Administration of a program.
  case lookAtPeople, addSchool, invitePerson, makeLink, endSignIns, disablePerson, giveRole, changeCoachKind
  // Groups.
  case lookAtGroups, lookAtGroup, makeGroup, changeGroup, changeMembers, writeNorms, acceptNorms, keepNotebook, answerOpenArcs, endHint
  case pairUp, closeGroup, keepFromGroup
  // Sessions.
  case lookAtSession, planSession, moveSession, cancelSession, prepareForSession
  case joinByCode, followRoom, confirmSpoken, runRoom, takePartInRoom, writeInRoom, lookAtWall, lookAtRecord
  case giveExitSlip, readExitSlips
  // Practice.
  case lookAtPractice, lookAtRound, startRound, setRounds, takePartInRound, lookAtFeedback, giveFeedback, receiveFeedback, keepRepertoire, addToShelf
  case changeAddition
}

package enum Verdict: Equatable, Sendable {
  case allowed
  /// 403: they may know of the object, but not do this.
  case notAllowed
  /// 404: they may not know that it exists.
  case notFound
  /// 303 to the sign-in page.
  case signInFirst
  /// 303 to the page that says who sees what.
  case noticeFirst
}

package enum Permission {
  /// The relations that allow a deed. `nil`: open to everybody, signed in or not.
  static func allowedRelations(_ deed: Deed) -> Set<Relation>? {
    switch deed {
    case .lookAtStartPage, .fetchAsset, .askForHealth, .signIn, .useOneTimeLink: nil
    case .signOut, .readNotice, .acceptNotice, .lookAtOwnAccount, .changeOwnPassword, .endOwnSignIns, .lookAtGroups: [.owner]
    case .lookAtPeople, .addSchool, .invitePerson, .makeLink, .endSignIns, .disablePerson, .giveRole, .changeCoachKind: [.administrator]
    case .makeGroup: [.programLead, .administrator]
    case .changeGroup, .changeMembers, .closeGroup: [.facilitator, .administrator, .programLead]
    case .lookAtGroup: [.member, .facilitator, .memberAtClosing, .facilitatorAtClosing]
    case .keepFromGroup: [.member, .memberAtClosing]
    // Whoever led the session; a successor was not there, and reads none of it.
    case .readExitSlips: [.facilitator, .formerFacilitator]
    case .writeNorms, .planSession, .moveSession, .cancelSession, .runRoom: [.facilitator]
    case .acceptNorms, .prepareForSession, .answerOpenArcs, .endHint, .pairUp, .giveExitSlip: [.member]
    // One's own notebook of the group: it stays with its author when the group goes to somebody else, and when it closes.
    case .keepNotebook: [.facilitator, .formerFacilitator, .facilitatorAtClosing]
    case .confirmSpoken: [.member, .formerMember]
    case .lookAtSession, .followRoom, .takePartInRoom, .writeInRoom: [.member, .facilitator]
    case .lookAtWall, .joinByCode: [.member, .facilitator]
    case .lookAtRecord: [.member, .facilitator, .formerMember, .formerFacilitator]
    case .lookAtPractice: [.member, .facilitator, .memberAtClosing, .facilitatorAtClosing]
    case .startRound, .addToShelf, .setRounds: [.member, .facilitator]
    // To a round, a member is who has a part in it, and the facilitator whoever leads its group or its room.
    case .lookAtRound, .takePartInRound: [.member, .facilitator]
    // To a note, its receiver is the owner and its giver a member; to everybody else there is none.
    case .lookAtFeedback: [.owner, .member]
    case .giveFeedback: [.member]
    case .receiveFeedback, .keepRepertoire: [.owner]
    // What somebody has added stays theirs to change as long as they belong to the group.
    case .changeAddition: [.owner]
    }
  }

  /// Relations that may know that the object exists: they are answered 403 where a stranger is answered 404.
  static func knowsOfIt(_ relations: Set<Relation>) -> Bool {
    !relations.isDisjoint(with: [.owner, .member, .facilitator, .memberAtClosing, .facilitatorAtClosing, .programLead, .administrator])
  }

  /// Deeds by which words come to be written about people: before the first of them, the notice has to be accepted.
  static func writesWords(_ deed: Deed) -> Bool {
    switch deed {
    case .lookAtStartPage, .fetchAsset, .askForHealth, .signIn, .useOneTimeLink: false
    case .signOut, .readNotice, .acceptNotice, .lookAtOwnAccount, .changeOwnPassword, .endOwnSignIns: false
    case .lookAtPeople, .addSchool, .invitePerson, .makeLink, .endSignIns, .disablePerson, .giveRole, .changeCoachKind: false
    case .lookAtGroups, .lookAtGroup, .changeMembers, .closeGroup, .readExitSlips, .lookAtSession, .joinByCode, .followRoom, .lookAtWall,
      .lookAtRecord:
      false
    case .answerOpenArcs, .endHint, .lookAtPractice, .lookAtRound, .lookAtFeedback: false
    case .startRound, .setRounds, .takePartInRound, .giveFeedback, .receiveFeedback, .keepRepertoire, .addToShelf, .changeAddition: true
    case .makeGroup, .changeGroup, .writeNorms, .acceptNorms, .keepNotebook, .pairUp, .keepFromGroup, .giveExitSlip: true
    case .planSession, .moveSession, .cancelSession, .prepareForSession, .runRoom, .takePartInRoom, .writeInRoom, .confirmSpoken: true
    }
  }

  package static func verdict(_ deed: Deed, _ relations: Set<Relation>) -> Verdict {
    guard let allowed = allowedRelations(deed) else { return .allowed }
    if relations.contains(.anonymous) { return .signInFirst }
    if !allowed.isDisjoint(with: relations) {
      return relations.contains(.beforeNotice) && writesWords(deed) ? .noticeFirst : .allowed
    }
    return knowsOfIt(relations) ? .notAllowed : .notFound
  }

  /// Throws the refusal that the verdict means.
  package static func require(_ deed: Deed, _ relations: Set<Relation>) throws(Refusal) {
    switch verdict(deed, relations) {
    case .allowed: return
    case .notAllowed: throw .notAllowed
    case .notFound: throw .notFound
    case .signInFirst: throw .signedOut
    case .noticeFirst: throw .noticeFirst
    }
  }
}
