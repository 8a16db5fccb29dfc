// A note from draft to decision and better words, and everything that it refuses.
import Domain
import Testing

@Suite struct FeedbackNoteTests {
  static let now = Instant(milliseconds: 1_792_500_000_000)
  static func person(_ number: Int) -> ID<Person> { ID(trusted: "00000000-0000-7000-8000-00000000000\(number)") }
  static let (dana, marcus, priya) = (person(1), person(2), person(3))
  static let models = [
    FeedbackModel(
      key: "sbi", title: "Moment, behavior, effect", summary: "", bestFor: "", trap: "",
      parts: [
        .init(key: "situation", title: "The moment", prompt: "", isRequired: true),
        .init(key: "intent", title: "What was going on", prompt: "", isRequired: false),
      ], origin: nil),
    FeedbackModel(
      key: "glow", title: "Glow", summary: "", bestFor: "", trap: "",
      parts: [.init(key: "glow", title: "Glow", prompt: "", isRequired: true)], origin: nil),
  ]

  static func round(_ phase: RoundPhase, observers: [ID<Person>] = [priya]) -> PracticeRound {
    var round = PracticeRound(
      id: ID(trusted: "round"), groupID: ID(trusted: "group"), sessionID: nil,
      parts: RoundParts(practitioner: dana, coachee: marcus, observers: observers), at: now)
    round.phase = phase
    round.skill = "paraphrase"
    return round
  }

  static func draft(_ text: String = "When she went silent") -> FeedbackDraft {
    var draft = FeedbackDraft(model: "sbi", medium: .verbal, stance: .facilitative)
    draft["sbi", "situation"] = text
    return draft
  }

  static func note(in phase: RoundPhase = .observerFeedback) throws -> FeedbackNote {
    try FeedbackNote.begin(ID(trusted: "note"), by: priya, in: round(phase), at: now)
  }

  static func words(_ text: String) throws -> FeedbackWording { try FeedbackWording.of(draft(text), .immediate, models: models) }

  private func sentences(_ work: () throws -> Void) -> [String] {
    do {
      try work()
      return []
    } catch let problem as Problem { return problem.lines.map { "\($0.field ?? "-") \($0.sentence.key)" } } catch { return ["\(error)"] }
  }

  @Test func whoGivesAndWhoDoesNot() {
    let (dana, marcus, priya) = (Self.dana, Self.marcus, Self.priya)
    func answer(_ person: ID<Person>, _ round: PracticeRound) -> [String] { sentences { try FeedbackNote.requireGiver(person, in: round) } }
    #expect(answer(priya, Self.round(.playing)) == [])
    #expect(answer(dana, Self.round(.playing)) == ["- feedback.toOneself"])
    #expect(answer(marcus, Self.round(.playing)) == ["- feedback.coacheeSpeaks"])
    // In a pair the coachee observes too.
    #expect(answer(marcus, Self.round(.playing, observers: [])) == [])
    #expect(answer(dana, Self.round(.playing, observers: [])) == ["- feedback.toOneself"])
    #expect(answer(priya, Self.round(.stopped)) == ["- feedback.stopped"])
  }

  /// Phones rest while it is played, and the practitioner speaks first.
  @Test func whenItIsDraftedAndWhenGiven() {
    let drafted = RoundPhase.allCases.filter { phase in
      (try? FeedbackNote.begin(ID(trusted: "n"), by: Self.priya, in: Self.round(phase), at: Self.now)) != nil
    }
    #expect(drafted == [.jotting, .selfDebrief, .coacheeVoice, .observerFeedback, .keepOrTry, .secondTake, .outOfRole, .done])
    #expect(RoundPhase.allCases.filter(\.letsFeedbackBeGiven) == [.observerFeedback, .keepOrTry, .secondTake, .outOfRole, .done])
  }

  @Test func itGoesToThePractitionerAndIsAboutTheSkill() throws {
    let note = try Self.note()
    #expect(note.receiverID == Self.dana && note.giverID == Self.priya && note.skill == "paraphrase" && note.stage == .drafted)
  }

  @Test func fromDraftToBetterWords() throws {
    var note = try Self.note()
    note.write(Self.draft("Whe"), at: Self.now)
    note.write(Self.draft(), at: Self.now)
    #expect(note.version == 2 && note.stage == .drafted)
    #expect(note.seen(byReceiver: Self.dana) == nil)
    try note.give(try Self.words("When she went silent"), skill: "silence", at: Self.now)
    #expect(note.stage == .given && note.draft == nil && note.wording == 1 && note.skill == "silence")
    // Giving it twice is giving it once.
    try note.give(try Self.words("When she went silent"), skill: nil, at: Self.now + .minutes(1))
    #expect(note.wording == 1 && note.givenAt == Self.now)
    note.open()
    #expect(note.stage == .received)
    note.decide(.try)
    #expect(note.stage == .decided)
    try note.give(try Self.words("You waited, and she went on"), skill: nil, at: Self.now + .days(1))
    #expect(note.stage == .reworded && note.wording == 2)
    var seen = try #require(note.seen(byReceiver: Self.dana))
    #expect(seen.earlier?.parts.map(\.text) == ["When she went silent"] && seen.decision == .try && seen.isNew)
    note.decide(.keep)
    seen = try #require(note.seen(byReceiver: Self.dana))
    #expect(seen.earlier == nil && seen.stage == .decided && seen.decision == .keep && !seen.isNew)
  }

  @Test func eachOfTheTwoSeesTheirOwnSide() throws {
    var note = try Self.note()
    try note.give(try Self.words("Said"), skill: nil, at: Self.now)
    note.write(Self.draft("secret new wording"), at: Self.now)
    note.decide(.park)
    let receiver = try #require(note.seen(byReceiver: Self.dana))
    #expect(!"\(receiver)".contains("secret new wording"))
    let giver = try #require(note.seen(byGiver: Self.priya, keepsText: true))
    #expect(!"\(giver)".contains("park") && giver.draft?["sbi", "situation"] == "secret new wording" && giver.wasOpened && giver.mayReword)
    // Nobody else, and not the one in the place of the other.
    for person in [Self.priya, Self.marcus] { #expect(note.seen(byReceiver: person) == nil) }
    for person in [Self.dana, Self.marcus] { #expect(note.seen(byGiver: person, keepsText: true) == nil) }
    // After the group's next session the giver knows that there was one, and nothing of what it said.
    let later = try #require(note.seen(byGiver: Self.priya, keepsText: false))
    #expect(later.given == nil && later.draft == nil && !later.mayReword)
  }

  @Test func deletingIsTheReceivers() throws {
    var note = try Self.note()
    try note.give(try Self.words("Said"), skill: nil, at: Self.now)
    note.decide(.keep)
    note.delete(at: Self.now)
    #expect(note.seen(byReceiver: Self.dana) == nil && note.decision == nil)
    #expect(note.seen(byGiver: Self.priya, keepsText: true)?.mayReword == false)
    #expect(sentences { try note.give(try Self.words("Again"), skill: nil, at: Self.now) } == ["- feedback.wasDeleted"])
  }

  @Test func oneLineForEachWording() throws {
    var note = try Self.note()
    try note.give(try Self.words("Said"), skill: nil, at: Self.now)
    let line = try FeedbackLine.read(kind: "sayAgain", text: " as a   question ", wording: 1, at: Self.now)
    #expect(line.text == "as a question")
    try note.send(line)
    // The same line again, by a second tap, is no second line.
    try note.send(try FeedbackLine.read(kind: "sayAgain", text: "as a question", wording: 1, at: Self.now + .minutes(1)))
    #expect(note.line == line)
    #expect(sentences { try note.send(try FeedbackLine.read(kind: "helped", text: "more", wording: 1, at: Self.now)) } == ["- feedback.line.once"])
    try note.give(try Self.words("What did you hear?"), skill: nil, at: Self.now)
    try note.send(try FeedbackLine.read(kind: "helped", text: "the question", wording: 2, at: Self.now))
    #expect(note.line?.kind == .helped)
    #expect(
      sentences { _ = try FeedbackLine.read(kind: "thanks", text: "\u{200B} ", wording: 1, at: Self.now) } == [
        "line feedback.line.empty", "kind feedback.line.kindMissing",
      ])
    #expect(
      sentences { _ = try FeedbackLine.read(kind: "helped", text: String(repeating: "x", count: 301), wording: 1, at: Self.now) } == [
        "line feedback.line.long"
      ])
  }

  @Test func whatIsMissingIsSaidAtOnce() {
    func answer(_ draft: FeedbackDraft) -> [String] { sentences { _ = try FeedbackWording.of(draft, .immediate, models: Self.models) } }
    #expect(answer(FeedbackDraft()) == ["model feedback.model.missing"])
    #expect(answer(FeedbackDraft(model: "gone")) == ["model feedback.model.missing"])
    #expect(
      answer(FeedbackDraft(model: "sbi", texts: ["sbi.situation": " \u{200B}\n"]))
        == ["part-situation feedback.part.missing", "stance feedback.stance.missing", "medium feedback.medium.missing"])
    #expect(answer(Self.draft()) == [])
    #expect(answer(Self.draft(String(repeating: "x", count: 2_001))) == ["part-situation feedback.part.long"])
  }

  /// Changing one's mind about the model costs no word.
  @Test func wordsOfAnotherModelStay() throws {
    var draft = FeedbackDraft()
    draft.take(FeedbackTyped(along: "sbi", parts: ["situation": "typed", "nonsense": "x"], medium: "smoke", stance: "directive"), Self.models)
    #expect(draft.model == "sbi" && draft.medium == nil && draft.stance == .directive && draft.texts == ["sbi.situation": "typed"])
    draft.take(FeedbackTyped(along: "sbi", parts: ["situation": "typed on"], chooses: "glow"), Self.models)
    #expect(draft.model == "glow" && draft.elsewhere(in: Self.models).map(\.text) == ["typed on"])
    draft.take(FeedbackTyped(along: "glow", parts: ["glow": "kept"], medium: "written", chooses: "gone"), Self.models)
    #expect(draft.model == "glow")
    let words = try FeedbackWording.of(draft, .delayed, models: Self.models)
    #expect(words.parts.map(\.text) == ["kept"] && words.timing == .delayed)
    draft.take(FeedbackTyped(chooses: "sbi"), Self.models)
    #expect(draft["sbi", "situation"] == "typed on")
  }

  @Test func fiveWordsAsFarAsTheyAreWanted() throws {
    let rubric = try FeedbackRubric.read([.specific: "there", .kind: "", .timely: "missing"])
    #expect(rubric[.specific] == .there && rubric[.kind] == nil && rubric[.timely] == .missing)
    #expect(try FeedbackRubric.read([:]).isEmpty)
    #expect(sentences { _ = try FeedbackRubric.read([.kind: "5"]) } == ["kind feedback.rubric.unknown"])
  }
}
