// The permission table itself: what no relation may ever do, who is told that a thing exists, and that the notice comes first.
import Testing

@testable import Domain

@Suite struct PermissionTests {
  static let openDeeds: Set<Deed> = [.lookAtStartPage, .fetchAsset, .askForHealth, .signIn, .useOneTimeLink]

  @Test(arguments: Deed.allCases) func aVisitorMayOnlyDoWhatIsOpen(_ deed: Deed) {
    #expect(Permission.verdict(deed, [.anonymous]) == (Self.openDeeds.contains(deed) ? .allowed : .signInFirst))
  }

  @Test(arguments: Deed.allCases) func anOutsiderLearnsNothing(_ deed: Deed) {
    #expect(Permission.verdict(deed, [.outsider]) == (Self.openDeeds.contains(deed) ? .allowed : .notFound))
  }

  @Test(arguments: Deed.allCases) func somebodyOfTheProgramAloneIsNoMoreThanAnOutsider(_ deed: Deed) {
    #expect(Permission.verdict(deed, [.sameProgram]) == Permission.verdict(deed, [.outsider]))
  }

  @Test(arguments: [
    Deed.writeInRoom, .takePartInRoom, .runRoom, .followRoom, .lookAtSession, .lookAtWall, .lookAtRecord, .lookAtGroup, .prepareForSession,
    .giveExitSlip, .readExitSlips, .pairUp, .keepFromGroup,
  ])
  func leadingOrAdministeringAProgramOpensNoGroup(_ deed: Deed) {
    #expect(Permission.verdict(deed, [.sameProgram, .programLead, .administrator]) == .notAllowed)
  }

  @Test func noRelationAllowsWritingWordsBeforeTheNoticeIsAccepted() {
    for deed in Deed.allCases where Permission.writesWords(deed) {
      for relation in Relation.allCases where relation != .beforeNotice && Permission.verdict(deed, [relation]) == .allowed {
        #expect(Permission.verdict(deed, [relation, .beforeNotice]) == .noticeFirst, "\(deed) as \(relation)")
      }
    }
  }

  @Test func readingTheNoticeAndSigningOutNeedNoNotice() {
    for deed in [Deed.readNotice, .acceptNotice, .signOut, .lookAtOwnAccount, .changeOwnPassword, .endOwnSignIns] {
      #expect(Permission.verdict(deed, [.owner, .sameProgram, .beforeNotice]) == .allowed)
    }
  }

  @Test func notHavingAcceptedTheNoticeNeverOpensAnything() {
    for deed in Deed.allCases where Permission.verdict(deed, [.outsider]) != .allowed {
      #expect(Permission.verdict(deed, [.beforeNotice]) == .notFound)
      #expect(Permission.verdict(deed, [.outsider, .beforeNotice]) == .notFound)
    }
  }

  @Test func peopleAreTheAdministratorsBusinessOnly() {
    for deed in [Deed.lookAtPeople, .addSchool, .invitePerson, .makeLink, .endSignIns, .disablePerson, .giveRole, .changeCoachKind] {
      #expect(Permission.verdict(deed, [.sameProgram, .administrator]) == .allowed)
      #expect(Permission.verdict(deed, [.sameProgram, .programLead]) == .notAllowed)
      #expect(Permission.verdict(deed, [.sameProgram, .owner]) == .notAllowed)
      #expect(Permission.verdict(deed, [.sameProgram, .member, .facilitator]) == .notAllowed)
    }
  }

  @Test func eachVerdictThrowsItsRefusal() {
    #expect(throws: Refusal.signedOut) { try Permission.require(.runRoom, [.anonymous]) }
    #expect(throws: Refusal.notFound) { try Permission.require(.runRoom, [.outsider]) }
    #expect(throws: Refusal.notAllowed) { try Permission.require(.runRoom, [.member]) }
    #expect(throws: Refusal.noticeFirst) { try Permission.require(.runRoom, [.facilitator, .beforeNotice]) }
    #expect(throws: Never.self) { try Permission.require(.runRoom, [.facilitator]) }
  }

  @Test func aRoleIsHeldInRelationToItsKindOfObjectAndForATime() {
    #expect(Role.allCases.map(\.objectKind) == [.program, .program, .school, .person])
    let start = Instant(milliseconds: 10_000)
    var held = RoleHeld(id: ID(trusted: "r"), personID: ID(trusted: "p"), role: .coach, objectID: "s", from: start)
    #expect(!held.isHeld(at: start - .seconds(1)))
    #expect(held.isHeld(at: start))
    held.until = start + .seconds(5)
    #expect(held.isHeld(at: start + .seconds(4)))
    #expect(!held.isHeld(at: start + .seconds(5)))
  }
}
