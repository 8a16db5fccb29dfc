// The record of a session that was held: one page to read at the next one, to print, and to go on writing for oneself.
import Actions
import Domain
import HTML
import HTTP
import HTTPTypes

enum RecordPages {
  @Sendable static func show(_ visit: Visit) async throws -> Reply { try await page(visit, nil, Form(), .ok) }

  /// `problem` and `typed` are those of an exit slip that could not be taken.
  static func page(_ visit: Visit, _ problem: Problem?, _ typed: Form, _ status: HTTPResponse.Status) async throws -> Reply {
    let id = try visit.id(as: Session.self)
    let record = try await visit.house.sessionRecord(id, as: visit.actor)
    let view = RecordView(record: record, visit: visit)
    let slip = ExitSlipView(record: record, corrections: Corrections(problem, visit.house.catalogue), typed: typed, visit: visit)
    return visit.page(
      visit.say("record.title", ["group": record.group.name]), status: status, lead: view.lead,
      back: Shell.Link(address: "/groups/\(record.group.id)", label: record.group.name), modules: ["room.js"],
      view.body + slip.markup + view.own)
  }
}

struct RecordView {
  let record: SessionRecord
  let visit: Visit
  private let when: Moments

  init(record: SessionRecord, visit: Visit) {
    self.record = record
    self.visit = visit
    when = Moments(visit.house.catalogue, zone: record.group.zone)
  }

  private func name(_ id: ID<Person>) -> String { record.names[id] ?? visit.say("table.somebody") }

  /// When it was, how many were there, what came of it.
  var lead: String {
    let there = record.attendance.filter(\.attended).count
    return [
      visit.say(
        "record.lead", ["day": when.dayOfYear(record.session.startsAt), "there": String(there), "members": String(record.attendance.count)]),
      visit.say("record.promises", count: record.commitments.count),
    ].joined(separator: " ")
  }

  var body: Markup { joined([attendance, items, commitments, carried, cards, next]) }

  private var attendance: Markup {
    section(
      visit.say("record.attendance"), end: "<button type=\"button\" class=\"plain no-print\" data-print hidden>\(visit.say("record.print"))</button>"
    ) {
      rows(record.attendance.map { seat in row({ person(name(seat.personID)) }, end: statusWord(presence(seat))) })
      remark(led)
    }
  }

  private var led: String {
    if let facilitator = record.facilitatorID { return visit.say("record.facilitator", ["name": name(facilitator)]) }
    return visit.say("record.withoutFacilitator", ["name": record.leaderID.map(name) ?? visit.say("table.somebody")])
  }

  private func presence(_ seat: SessionRecord.Attendance) -> String {
    guard seat.attended else { return visit.say("record.wasAbsent") }
    var words: [String] = []
    if let late = seat.cameLateBy { words.append(visit.say("record.cameLate", count: max(1, Int(late.minutes.rounded())))) }
    if let leftAt = seat.leftAt { words.append(visit.say("record.left", ["time": when.time(leftAt)])) }
    return words.isEmpty ? visit.say("record.wasThere") : words.joined(separator: ", ")
  }

  private var items: Markup {
    section(visit.say("record.items")) {
      dataTable(
        caption: visit.say("record.itemsCaption"),
        columns: [
          Column(visit.say("record.item")), Column(visit.say("record.planned"), figure: true), Column(visit.say("record.real"), figure: true),
        ],
        rows: record.items.map { item in
          [
            Markup(text: item.title), Markup(text: minutes(item.plannedSeconds)),
            Markup(text: item.wasSkipped ? visit.say("record.skipped") : minutes(Int(clamping: item.used.milliseconds / 1_000))),
          ]
        })
    }
  }

  /// The caption says that these are minutes.
  private func minutes(_ seconds: Int) -> String { Moments.halves(seconds) }

  private var commitments: Markup {
    section(visit.say("record.commitments")) {
      record.commitments.isEmpty && record.passedCommitment.isEmpty ? remark(visit.say("record.noCommitments")) : ""
      rows(
        record.commitments.map { promise in
          row(promise.text, detail: owned(promise.ownerID, by: promise.byDate), end: promise.isSpoken ? spoken(promise.ownerID) : nil)
        } + record.passedCommitment.map { owner in row({ remark(visit.say("table.commitments.passed", ["name": name(owner)])) }) })
    }
  }

  /// Marked for everybody; for its owner also the way to settle it.
  private func spoken(_ owner: ID<Person>) -> Markup {
    let mark = RoomSpoken.mark(visit.house.catalogue)
    guard owner == (try? visit.actor.personID) else { return mark }
    return mark + "<a class=\"no-print\" href=\"/sessions/\(record.session.id.text)/spoken\">\(visit.say("spoken.settle"))</a>"
  }

  private func owned(_ owner: ID<Person>, by date: String?) -> String {
    [name(owner), date.map { visit.say("table.commitments.by", ["date": when.date($0)]) }].compactMap { $0 }.joined(separator: " · ")
  }

  private var carried: Markup {
    guard !record.carried.isEmpty else { return "" }
    return section(visit.say("table.carried.heading")) {
      rows(
        record.carried.map { promise in
          row(
            promise.text, detail: owned(promise.ownerID, by: promise.byDate),
            end: statusWord(commitmentStateWord(promise.state, visit.house.catalogue)))
        })
    }
  }

  private var cards: Markup {
    section(visit.say("record.cards")) {
      record.keptCards.isEmpty ? remark(visit.say("record.noCards")) : ""
      "<ul class=\"cards\">\(record.keptCards.map { card -> Markup in "<li class=\"card\"><p class=\"card-text\">\(card.text)</p><p class=\"card-foot\"><span>\(name(card.authorID))</span> \(card.isSpoken ? spoken(card.authorID) : "")</p></li>" })</ul>"
    }
  }

  private var next: Markup {
    guard let next = record.next else { return "" }
    return section(visit.say("record.next")) {
      answer(when.dayAndHours(from: next.startsAt, minutes: next.minutes))
      paragraph(next.where)
    }
  }

  /// The author's own words stand on the author's own page, never on the printed one.
  var own: Markup {
    "<div class=\"no-print\">\(section(visit.say("table.writing.heading"), id: "writing") { WritingForm(session: record.session.id, writing: record.ownWriting, token: visit.formToken, catalogue: visit.house.catalogue).markup })</div>"
  }
}
