// What follows sessions on the page of a group: what was missed, buddies of commitments, and that the group ends.
import Actions
import Domain
import HTML
import HTTP

struct GroupAfterView {
  let home: GroupHome
  let corrections: Corrections
  let visit: Visit
  private let when: Moments

  init(home: GroupHome, corrections: Corrections, visit: Visit) {
    self.home = home
    self.corrections = corrections
    self.visit = visit
    when = Moments(visit.house.catalogue, zone: home.group.zone)
  }

  private var address: String { "/groups/\(home.group.id)" }

  private func name(_ id: ID<Person>) -> String {
    (home.people.members + home.people.facilitators).first { $0.person == id }?.fullName ?? visit.say("table.somebody")
  }

  /// That the group ends or has ended, and the way to what one takes along.
  var ending: Markup {
    guard let closesAt = home.group.closesAt else { return "" }
    let day = ["day": when.lastDay(before: closesAt)]
    return notice(.note, home.isClosed ? visit.say("after.closing.closed", day) : visit.say("after.closing.closes", day)) {
      home.maySeeKeep ? buttons { linkButton(visit.say("after.keep.open"), href: address + "/keep") } : ""
    }
  }

  var missed: Markup {
    guard let missed = home.absence else { return "" }
    let record = linkButton(visit.say("after.missed.record"), href: "/sessions/\(missed.session.id)/record", .plain)
    let day = ["day": when.day(missed.session.startsAt)]
    return section(visit.say("after.missed.title"), end: record) {
      paragraph(missed.leftEarly ? visit.say("after.missed.leftEarly", day) : visit.say("after.missed.absent", day))
      missed.items.isEmpty ? nil : facts([(visit.say("after.missed.items"), Markup(text: missed.items.joined(separator: ", ")))])
      missed.commitments.isEmpty ? nil : "<h3>\(visit.say("after.missed.commitments"))</h3>\n"
      rows(missed.commitments.map { row($0.text, detail: promised($0), end: mark($0.isSpoken)) })
      missed.keptCards.isEmpty ? nil : "<h3>\(visit.say("after.missed.cards"))</h3>\n"
      rows(missed.keptCards.map { row($0.text, detail: name($0.authorID), end: mark($0.isSpoken)) })
      home.coming.first.map { remark(visit.say("after.missed.next", ["when": when.dayAndTime($0.startsAt)])) }
    }
  }

  /// Nobody takes for somebody's own word what they have not confirmed.
  private func mark(_ isSpoken: Bool) -> Markup? { isSpoken ? RoomSpoken.mark(visit.house.catalogue) : nil }

  private func promised(_ promise: RoomCommitment) -> String {
    let day = promise.byDate.map { visit.say("groups.home.by", ["day": when.date($0)]) }
    return [name(promise.ownerID), day].compactMap { $0 }.joined(separator: " · ")
  }

  // MARK: Buddies

  /// Under an own commitment: who asks about it, or a way to ask somebody.
  func buddy(of commitment: CarriedCommitment) -> Markup {
    if let pair = home.buddies.first(where: { $0.commitment.id == commitment.id }) {
      let name = ["name": name(pair.buddyID)]
      return joined([
        remark(pair.hasAccepted ? visit.say("after.buddy.isAsking", name) : visit.say("after.buddy.wasAsked", name)),
        button(pair.hasAccepted ? visit.say("after.buddy.end") : visit.say("after.buddy.takeBack"), pair, "end"),
      ])
    }
    let others = home.people.members.filter { $0.person != home.actor }
    guard !others.isEmpty else { return "" }
    let form = postForm(address + "/buddies", token: visit.formToken) {
      "<input type=\"hidden\" name=\"commitment\" value=\"\(commitment.id.text)\">"
      choiceField(
        Field("buddy", visit.say("after.buddy.who"), hint: visit.say("after.buddy.hint"), scope: commitment.id.text + "-", corrections),
        [Choice("", visit.say("groups.form.choose"))] + others.map { Choice($0.person.text, $0.fullName) })
      buttons { submitButton(visit.say("after.buddy.ask"), .quiet) }
    }
    return "<details class=\"rounds\"><summary>\(visit.say("after.buddy.find"))</summary>\n\(form)</details>\n"
  }

  /// Commitments of others whose buddy one is or is asked to be.
  var buddyOf: Markup {
    let pairs = home.buddies.filter { $0.buddyID == home.actor }
    guard !pairs.isEmpty else { return "" }
    return section(visit.say("after.buddy.title")) {
      rows(
        pairs.map { pair in
          let owner = name(pair.commitment.ownerID)
          return row(
            {
              "<span class=\"row-title\">\(pair.commitment.text)</span>"
              remark(
                pair.hasAccepted
                  ? visit.say("after.buddy.youAsk", ["name": owner]) : visit.say("after.buddy.asksYou", ["name": owner]))
            },
            end: joined([
              pair.hasAccepted ? "" : button(visit.say("after.buddy.accept"), pair, "accept"),
              button(pair.hasAccepted ? visit.say("after.buddy.end") : visit.say("after.buddy.decline"), pair, "end"),
            ]))
        })
    }
  }

  private func button(_ label: String, _ pair: Buddy, _ wish: String) -> Markup {
    postButton(
      label, action: address + "/buddies", token: visit.formToken, .quiet, hidden: [("commitment", pair.commitment.id.text), (wish, "yes")],
      told: pair.commitment.text)
  }

  @Sendable static func pairUp(_ visit: Visit) async throws -> Reply {
    let id = try visit.id(as: Group.self)
    let form = visit.form
    do {
      let wish: BuddyWish? =
        form.has("accept") ? .accept : form.has("end") ? .end : form.id("buddy", as: Person.self).map { .ask($0) }
      // Whoever may not do this at all is not told what their form lacks.
      guard let wish, let commitment = form.id("commitment", as: RoomCommitment.self) else {
        try await visit.house.require(.pairUp, inGroup: id, as: visit.actor)
        throw Problem("buddy", "after.buddy.nobody")
      }
      try await visit.house.pairUp(wish, for: commitment, in: id, as: visit.actor)
      return .redirect("/groups/\(id)")
    } catch let problem as Problem {
      return try await GroupPages.home(visit, problem, .unprocessableContent)
    } catch Refusal.stale(let sentence) {
      return try await GroupPages.home(visit, Problem(sentence), .conflict)
    }
  }
}
