// One's own page of feedback: what was given to me and waits for a word, what I keep, try and parked, and what I give.
import Actions
import Domain
import HTML
import HTTP

enum FeedbackHomePages {
  @Sendable static func show(_ visit: Visit) async throws -> Reply {
    let home = try await visit.house.feedbackHome(as: visit.actor)
    let waiting = home.received.filter { $0.note.stage != .decided }
    let decided = home.received.filter { $0.note.stage == .decided }
    let lines = home.given.filter { isLineNew($0.note) }
    let rest = home.given.filter { !isLineNew($0.note) }
    let body = joined([
      home.received.isEmpty && home.given.isEmpty && home.drafts.isEmpty
        ? section(visit.say("feedback.home.mine")) { emptiness(visit.say("feedback.home.none"), visit.say("feedback.home.noneHint")) } : "",
      waiting.isEmpty ? "" : section(visit.say("feedback.home.waiting")) { rows(waiting.map { received($0, visit) }) },
      home.drafts.isEmpty
        ? ""
        : section(visit.say("feedback.home.drafts")) {
          remark(visit.say("feedback.home.draftsWhat"))
          rows(home.drafts.map { draft($0, visit) })
        },
      lines.isEmpty ? "" : section(visit.say("feedback.home.lines")) { rows(lines.map { given($0, visit) }) },
      joined(FeedbackDecision.allCases.map { decision in byDecision(decided.filter { $0.note.decision == decision }, decision, visit) }),
      rest.isEmpty
        ? ""
        : section(visit.say("feedback.home.given")) {
          rows(rest.map { given($0, visit) })
          remark(visit.say("feedback.note.yoursUntil"))
        },
    ])
    return visit.page(
      visit.say("feedback.home.title"), lead: lead(home, waiting: waiting.count, visit),
      back: Shell.Link(address: "/groups", label: visit.say("groups.list.title")), body)
  }

  private static func lead(_ home: FeedbackHome, waiting: Int, _ visit: Visit) -> String {
    if waiting > 0 { return visit.say("feedback.home.leadWaiting", count: waiting) }
    if !home.received.isEmpty { return visit.say("feedback.home.lead", count: home.received.count) }
    return visit.say("feedback.home.leadNone")
  }

  /// Asked to say it again, and not yet done.
  private static func isLineNew(_ note: GivenNote) -> Bool { note.mayReword && note.line?.kind == .sayAgain && note.line?.wording == note.wording }

  private static func byDecision(_ notes: [FeedbackHome.Line<ReceivedNote>], _ decision: FeedbackDecision, _ visit: Visit) -> Markup {
    guard !notes.isEmpty else { return "" }
    let heading =
      switch decision {
      case .keep: visit.say("feedback.home.keep")
      case .try: visit.say("feedback.home.try")
      case .park: visit.say("feedback.home.park")
      }
    return section(heading) { rows(notes.map { received($0, visit) }) }
  }

  private static func received(_ line: FeedbackHome.Line<ReceivedNote>, _ visit: Visit) -> Markup {
    let note = line.note
    return row(
      visit.say("feedback.note.from", ["name": line.otherName]), href: "/notes/\(note.id)", detail: gist(note.given, note.skill, visit),
      end: statusWord(note.stage == .reworded ? visit.say("feedback.home.reworded") : day(note.givenAt, line.zone, visit)))
  }

  private static func draft(_ line: FeedbackHome.Line<GivenNote>, _ visit: Visit) -> Markup {
    row(
      visit.say("feedback.home.draftFor", ["name": line.otherName]), href: "/rounds/\(line.note.roundID)/feedback",
      detail: visit.house.library.practice.skillTitle(line.note.skill), end: statusWord(day(line.note.writtenAt, line.zone, visit)))
  }

  private static func given(_ line: FeedbackHome.Line<GivenNote>, _ visit: Visit) -> Markup {
    let note = line.note
    let detail = note.given.map { gist($0, note.skill, visit) } ?? visit.say("feedback.home.textGone")
    return row(
      visit.say("feedback.note.to", ["name": line.otherName]), href: "/notes/\(note.id)", detail: detail,
      end: statusWord(isLineNew(note) ? visit.say("feedback.home.askedAgain") : day(note.givenAt ?? note.writtenAt, line.zone, visit)))
  }

  /// The beginning of what it says, to find it again by.
  private static func gist(_ wording: FeedbackWording, _ skill: String, _ visit: Visit) -> String {
    let text = wording.parts.first?.text.split(whereSeparator: \.isWhitespace).joined(separator: " ") ?? ""
    let scalars = text.unicodeScalars
    let short = scalars.count > 90 ? wholeWords(String(String.UnicodeScalarView(scalars.prefix(88)))) + " …" : text
    return [visit.house.library.practice.skillTitle(skill), short].compactMap { $0 }.joined(separator: " · ")
  }

  /// Without the word that was cut; one word alone stays as it is.
  private static func wholeWords(_ text: String) -> String {
    text.lastIndex(of: " ").map { String(text[..<$0]) } ?? text
  }

  private static func day(_ instant: Instant, _ zone: String, _ visit: Visit) -> String {
    Moments(visit.house.catalogue, zone: zone).dayOfYear(instant)
  }
}
