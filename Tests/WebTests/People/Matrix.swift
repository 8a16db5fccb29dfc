// Who is answered how, written down by hand: the table that the house is held to, deed by deed and address by address.
import Domain

/// Y done or shown · 3 refused by 403 · 4 as if it did not exist · I to the sign-in page · N to the notice first.
/// The letters stand in the order of `Principal`, a group for each of its lines:
/// visitor expired disabled | member newcomer formerMember unread | facilitator newFacilitator formerFacilitator |
/// birchMember birchFacilitator loner | lead administrator leadAndMember administratorAndMember leadAndBirchFacilitator |
/// hillMember hillFacilitator hillLead hillAdministrator
enum Matrix {
  static let everybody = "YYY YYYY YYY YYY YYYYY YYYY"
  static let signedIn = "III YYYY YYY YYY YYYYY YYYY"
  static let nobody = "III 4444 444 444 44444 4444"

  /// Deeds on the program one belongs to, on oneself, or on nothing in particular.
  static let plain: [Deed: String] = [
    .lookAtStartPage: everybody, .fetchAsset: everybody, .askForHealth: everybody, .signIn: everybody, .useOneTimeLink: everybody,
    .signOut: signedIn, .readNotice: signedIn, .acceptNotice: signedIn, .lookAtOwnAccount: signedIn, .changeOwnPassword: signedIn,
    .endOwnSignIns: signedIn, .lookAtGroups: signedIn, .lookAtFeedback: signedIn,
    // One's own list, for whoever has read who sees what.
    .keepRepertoire: "III YYYN YYY YYY YYYYY YYYY",
    // The code of the running session: whoever is not at its table is told that there is nothing.
    .joinByCode: "III YY4Y YY4 444 44YY4 4444",
    .makeGroup: "III 4444 444 444 YYYYY 44YY",
    .lookAtPeople: "III 4444 444 444 3Y3Y3 443Y", .addSchool: "III 4444 444 444 3Y3Y3 443Y", .invitePerson: "III 4444 444 444 3Y3Y3 443Y",
  ]
  /// A coach of Marlow Valley who is none of the principals.
  static let person: [Deed: String] = [
    .lookAtPeople: "III 4444 444 444 3Y3Y3 4444", .makeLink: "III 4444 444 444 3Y3Y3 4444", .endSignIns: "III 4444 444 444 3Y3Y3 4444",
    .disablePerson: "III 4444 444 444 3Y3Y3 4444",
    .giveRole: "III 4444 444 444 3Y3Y3 4444", .changeCoachKind: "III 4444 444 444 3Y3Y3 4444",
  ]
  static let alder: [Deed: String] = [
    .lookAtGroup: "III YY4Y YY4 444 33YY3 4444",
    .changeGroup: "III 3343 YY4 444 YYYYY 4444", .changeMembers: "III 3343 YY4 444 YYYYY 4444",
    .writeNorms: "III 3343 YY4 444 33333 4444", .planSession: "III 3343 YY4 444 33333 4444",
    .acceptNorms: "III YY4N 334 444 33YY3 4444", .pairUp: "III YY4N 334 444 33YY3 4444", .keepFromGroup: "III YY4N 334 444 33YY3 4444",
    .closeGroup: "III 3343 YY4 444 YYYYY 4444",
    .answerOpenArcs: "III YY4Y 334 444 33YY3 4444", .endHint: "III YY4Y 334 444 33YY3 4444",
    // It stays with its author: whoever led the group before keeps their own, and has nobody else's.
    .keepNotebook: "III 3343 YYY 444 33333 4444",
    .startRound: "III YY4N YY4 444 33YY3 4444", .addToShelf: "III YY4N YY4 444 33YY3 4444",
    .lookAtPractice: "III YY4Y YY4 444 33YY3 4444",
  ]
  static let birch: [Deed: String] = [
    .lookAtGroup: "III 4444 444 YY4 3333Y 4444",
    .changeGroup: "III 4444 444 3Y4 YYYYY 4444", .changeMembers: "III 4444 444 3Y4 YYYYY 4444",
    .writeNorms: "III 4444 444 3Y4 3333Y 4444", .planSession: "III 4444 444 3Y4 3333Y 4444",
    .acceptNorms: "III 4444 444 Y34 33333 4444", .pairUp: "III 4444 444 Y34 33333 4444", .keepFromGroup: "III 4444 444 Y34 33333 4444",
    .closeGroup: "III 4444 444 3Y4 YYYYY 4444",
    .answerOpenArcs: "III 4444 444 Y34 33333 4444", .endHint: "III 4444 444 Y34 33333 4444",
    .keepNotebook: "III 4444 444 3Y4 3333Y 4444",
    .startRound: "III 4444 444 YY4 3333Y 4444", .addToShelf: "III 4444 444 YY4 3333Y 4444",
    .lookAtPractice: "III 4444 444 YY4 3333Y 4444",
  ]
  /// Dell has closed: whoever was in it then reads it, nobody changes it, and to everybody else it does not exist.
  static let closed: [Deed: String] = [
    .lookAtGroup: "III Y444 444 4Y4 44Y44 4444", .keepFromGroup: "III Y444 444 434 44Y44 4444",
    .changeGroup: closedToAll, .changeMembers: closedToAll, .closeGroup: closedToAll, .writeNorms: closedToAll, .planSession: closedToAll,
    .lookAtPractice: "III Y444 444 4Y4 44Y44 4444", .addToShelf: closedToAll,
    .startRound: closedToAll, .acceptNorms: closedToAll, .pairUp: closedToAll, .answerOpenArcs: closedToAll, .endHint: closedToAll,
    .keepNotebook: "III 3444 444 4Y4 44344 4444",
  ]
  private static let closedToAll = "III 3444 444 434 44344 4444"

  /// A round of Alder in which the member practices, the lead who is a member plays the colleague, and one who has not read the notice
  /// observes. To everybody else of the group it does not exist; whoever leads the group looks after it.
  static let round: [Deed: String] = [
    .lookAtRound: "III Y44Y YY4 444 44Y44 4444", .takePartInRound: "III Y44N YY4 444 44Y44 4444",
    // Whoever leads writes no feedback in somebody else's round; whoever practices or plays is told so in a sentence.
    .giveFeedback: "III Y44N 334 444 44Y44 4444",
  ]
  /// A round in which the member practiced, the newcomer played, and two observed.
  static let noted: [Deed: String] = [
    .lookAtRound: "III YY44 YY4 444 44YY4 4444", .takePartInRound: "III YY44 YY4 444 44YY4 4444",
    .giveFeedback: "III YY44 334 444 44YY4 4444",
  ]
  /// A note to the member from the lead who is a member: the receiver's words are not the giver's, nor the other way round.
  static let note: [Deed: String] = [
    .lookAtFeedback: "III Y444 444 444 44Y44 4444", .receiveFeedback: "III Y444 444 444 44344 4444",
    .giveFeedback: "III 3444 444 444 44Y44 4444",
  ]
  /// A note to the member that its giver, the administrator who is a member, has not given: to the member too it does not exist.
  static let draft: [Deed: String] = [
    .lookAtFeedback: "III 4444 444 444 444Y4 4444", .receiveFeedback: "III 4444 444 444 44434 4444",
    .giveFeedback: nobody,
  ]

  /// A scenario and a stem that the member has added to Alder's shelf: theirs to change, and to the others of the group only to be read there.
  static let addition: [Deed: String] = [.changeAddition: "III Y343 334 444 33333 4444"]

  /// Sessions that are planned or run belong to whoever is in the group now.
  static let current: [Deed: String] = [
    .lookAtSession: "III YY4Y YY4 444 33YY3 4444", .followRoom: "III YY4Y YY4 444 33YY3 4444", .lookAtWall: "III YY4Y YY4 444 33YY3 4444",
    // There is no record yet: for whoever may read it one day it does not exist.
    .lookAtRecord: "III 4444 444 444 33443 4444",
    .planSession: "III 3343 YY4 444 33333 4444", .moveSession: "III 3343 YY4 444 33333 4444", .cancelSession: "III 3343 YY4 444 33333 4444",
    .runRoom: "III 3343 YY4 444 33333 4444",
    .confirmSpoken: "III YY4N 334 444 33YY3 4444",
    .takePartInRoom: "III YY4N YY4 444 33YY3 4444", .writeInRoom: "III YY4N YY4 444 33YY3 4444",
    .setRounds: "III YY4N YY4 444 33YY3 4444",
    .prepareForSession: "III YY4N 334 444 33YY3 4444", .giveExitSlip: "III YY4N 334 444 33YY3 4444",
  ]
  /// A held session belongs to whoever was in the group when it was held; whoever left since reads its record and nothing else.
  static let held: [Deed: String] = [
    .lookAtSession: "III Y44Y Y44 444 33YY3 4444", .followRoom: "III Y44Y Y44 444 33YY3 4444", .lookAtWall: "III Y44Y Y44 444 33YY3 4444",
    .lookAtRecord: "III Y4YY Y4Y 444 33YY3 4444",
    .planSession: "III 3443 Y44 444 33333 4444", .moveSession: "III 3443 Y44 444 33333 4444", .cancelSession: "III 3443 Y44 444 33333 4444",
    .runRoom: "III 3443 Y44 444 33333 4444",
    .confirmSpoken: "III Y4YN 344 444 33YY3 4444",
    .takePartInRoom: "III Y44N Y44 444 33YY3 4444", .writeInRoom: "III Y44N Y44 444 33YY3 4444",
    .setRounds: "III Y44N Y44 444 33YY3 4444",
    .prepareForSession: "III Y44N 344 444 33YY3 4444", .giveExitSlip: "III Y44N 344 444 33YY3 4444",
  ]

  /// Every address with its policy and its object. One that is not here fails the test, and so does one that is no longer served.
  static let routes = """
    GET / lookAtStartPage house
    GET /account lookAtOwnAccount person
    POST /account/passwords changeOwnPassword person
    POST /account/sign-in-endings endOwnSignIns person
    GET /assets/{edition}/{name} fetchAsset house
    GET /feedback lookAtFeedback person
    GET /groups lookAtGroups program
    POST /groups makeGroup program
    GET /groups/new makeGroup program
    GET /groups/{id} lookAtGroup group
    POST /groups/{id}/buddies pairUp group
    GET /groups/{id}/closing closeGroup group
    POST /groups/{id}/closing closeGroup group
    POST /groups/{id}/departures changeMembers group
    POST /groups/{id}/facilitator changeMembers group
    POST /groups/{id}/hint-endings endHint group
    GET /groups/{id}/keep keepFromGroup group
    POST /groups/{id}/keep keepFromGroup group
    GET /groups/{id}/members changeMembers group
    POST /groups/{id}/members changeMembers group
    GET /groups/{id}/norms lookAtGroup group
    POST /groups/{id}/norms writeNorms group
    POST /groups/{id}/norms/acceptances acceptNorms group
    GET /groups/{id}/notebook keepNotebook group
    POST /groups/{id}/notebook keepNotebook group
    POST /groups/{id}/open-arcs answerOpenArcs group
    GET /groups/{id}/practice lookAtPractice group
    GET /groups/{id}/practice/models lookAtPractice group
    POST /groups/{id}/practice/scenarios addToShelf group
    GET /groups/{id}/practice/scenarios/new addToShelf group
    GET /groups/{id}/practice/skills/{skill} lookAtPractice group
    GET /groups/{id}/practice/stems lookAtPractice group
    POST /groups/{id}/practice/stems addToShelf group
    GET /groups/{id}/sessions lookAtGroup group
    POST /groups/{id}/sessions planSession group
    GET /groups/{id}/sessions/new planSession group
    GET /groups/{id}/settings changeGroup group
    POST /groups/{id}/settings changeGroup group
    GET /groups/{id}/split changeMembers group
    POST /groups/{id}/split changeMembers group
    GET /healthz askForHealth house
    GET /j lookAtGroups program
    GET /j/{code} joinByCode program
    GET /links/{token} useOneTimeLink link
    POST /links/{token} useOneTimeLink link
    GET /notice readNotice notice
    POST /notice/acceptances acceptNotice notice
    GET /own-scenarios/{id} changeAddition ownScenario
    POST /own-scenarios/{id} changeAddition ownScenario
    POST /own-scenarios/{id}/withdrawal changeAddition ownScenario
    GET /own-stems/{id} changeAddition ownStem
    POST /own-stems/{id} changeAddition ownStem
    POST /own-stems/{id}/withdrawal changeAddition ownStem
    POST /people invitePerson program
    GET /people lookAtPeople program
    GET /people/{id} lookAtPeople person
    POST /people/{id}/closures disablePerson person
    POST /people/{id}/coach-kinds changeCoachKind person
    POST /people/{id}/links makeLink person
    POST /people/{id}/openings disablePerson person
    POST /people/{id}/role-endings giveRole person
    POST /people/{id}/roles giveRole person
    POST /people/{id}/sign-in-endings endSignIns person
    POST /groups/{id}/rounds startRound group
    GET /rounds/{id} lookAtRound round
    GET /rounds/{id}/card takePartInRound round
    POST /rounds/{id}/card takePartInRound round
    GET /rounds/{id}/events lookAtRound round
    GET /rounds/{id}/feedback giveFeedback round
    POST /rounds/{id}/feedback giveFeedback round
    GET /notes/{id} lookAtFeedback note
    POST /notes/{id}/decisions receiveFeedback note
    POST /notes/{id}/deletion receiveFeedback note
    POST /notes/{id}/lines receiveFeedback note
    POST /notes/{id}/wordings giveFeedback note
    POST /notes/{id}/words receiveFeedback note
    POST /rounds/{id}/setting takePartInRound round
    POST /rounds/{id}/stems takePartInRound round
    POST /rounds/{id}/steps takePartInRound round
    POST /confidence-checks keepRepertoire person
    POST /confidence-checks/removals keepRepertoire person
    POST /schools addSchool program
    GET /stems keepRepertoire person
    POST /stems keepRepertoire person
    POST /stems/removals keepRepertoire person
    GET /sessions/{id} lookAtSession session
    POST /sessions/{id}/absences prepareForSession session
    GET /sessions/{id}/agenda planSession session
    POST /sessions/{id}/agenda planSession session
    POST /sessions/{id}/arrivals prepareForSession session
    POST /sessions/{id}/attendance takePartInRoom session
    POST /sessions/{id}/brings prepareForSession session
    GET /sessions/{id}/calendar lookAtSession session
    GET /sessions/{id}/cancellation cancelSession session
    POST /sessions/{id}/cancellation cancelSession session
    POST /sessions/{id}/cards takePartInRoom session
    POST /sessions/{id}/closure takePartInRoom session
    POST /sessions/{id}/commitments takePartInRoom session
    POST /sessions/{id}/control takePartInRoom session
    GET /sessions/{id}/events followRoom session
    POST /sessions/{id}/floor takePartInRoom session
    POST /sessions/{id}/headcount takePartInRoom session
    POST /sessions/{id}/minutes takePartInRoom session
    POST /sessions/{id}/opening takePartInRoom session
    GET /sessions/{id}/pack lookAtSession session
    POST /sessions/{id}/pauses takePartInRoom session
    POST /sessions/{id}/notes takePartInRoom session
    POST /sessions/{id}/plan-b takePartInRoom session
    GET /sessions/{id}/record lookAtRecord session
    POST /sessions/{id}/practice setRounds session
    POST /sessions/{id}/rounds takePartInRoom session
    POST /sessions/{id}/seats takePartInRoom session
    POST /sessions/{id}/slips giveExitSlip session
    POST /sessions/{id}/steps takePartInRoom session
    POST /sessions/{id}/signals takePartInRoom session
    GET /sessions/{id}/spoken confirmSpoken session
    POST /sessions/{id}/spoken confirmSpoken session
    POST /sessions/{id}/tables takePartInRoom session
    GET /sessions/{id}/time moveSession session
    POST /sessions/{id}/time moveSession session
    GET /sessions/{id}/wall lookAtWall session
    GET /sessions/{id}/wall/events lookAtWall session
    POST /sessions/{id}/writing writeInRoom session
    POST /sign-ins signIn house
    POST /sign-outs signOut signIn
    """

  /// The letter of a principal in a row.
  static func letter(_ row: String, _ principal: Principal) -> Character? {
    let letters = row.filter { $0 != " " }
    guard letters.count == Principal.allCases.count, let place = Principal.allCases.firstIndex(of: principal) else { return nil }
    return letters[letters.index(letters.startIndex, offsetBy: place)]
  }
}
