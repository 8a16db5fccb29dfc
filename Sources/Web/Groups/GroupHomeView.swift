// What stands on the page of a group, section by section.
import Actions
import Domain
import HTML
import HTTP

struct GroupHomeView {
  let home: GroupHome
  let visit: Visit
  private let when: Moments
  private let after: GroupAfterView
  private let corrections: Corrections

  init(home: GroupHome, visit: Visit, _ problem: Problem? = nil) {
    corrections = Corrections(problem, visit.house.catalogue)
    after = GroupAfterView(home: home, corrections: corrections, visit: visit)
    self.home = home
    self.visit = visit
    when = Moments(visit.house.catalogue, zone: home.group.zone)
  }

  private var address: String { "/groups/\(home.group.id)" }

  /// When and what next, in one sentence.
  var lead: String {
    if home.isClosed { return visit.say("after.closing.readOnly") }
    guard let next = home.coming.first else { return visit.say("groups.home.leadNone") }
    if next.status != .planned { return visit.say("groups.home.leadNow") }
    return visit.say("groups.home.lead", ["when": when.dayAndTime(next.startsAt)])
  }

  var body: Markup {
    joined([
      corrections.summary, after.ending, asking, missed, home.isClosed ? "" : nextSession, bringing, turns, practice, hints, after.missed,
      commitments,
      after.buddyOf, further, notebook, norms, arcs, people, past,
    ])
  }

  /// What the house asks of this person before anything else.
  private var asking: Markup {
    guard home.asksForNorms else { return "" }
    let joined = home.joinedWithNorms.filter { $0.person != home.actor }.map(\.fullName)
    let why =
      joined.isEmpty ? visit.say("groups.home.normsAsk") : visit.say("groups.home.normsAgain", ["names": joined.joined(separator: ", ")])
    return notice(.note, why) {
      buttons { linkButton(visit.say("groups.home.normsRead"), href: address + "/norms") }
    }
  }

  private var missed: Markup {
    joined(
      home.missed.map { session in
        notice(.note, visit.say("groups.home.missed", ["when": when.dayAndTime(session.startsAt)])) {
          home.isFacilitator
            ? buttons { linkButton(visit.say("groups.home.missedDo"), href: "/sessions/\(session.id)", .quiet) } : ""
        }
      })
  }

  private var nextSession: Markup {
    let plan = home.isFacilitator ? linkButton(visit.say("groups.home.plan"), href: address + "/sessions/new", .quiet) : nil
    return section(visit.say("groups.home.next"), end: plan) {
      if let next = home.coming.first {
        facts(sessionFacts(next, when, visit))
        home.nextItems.isEmpty ? remark(visit.say("groups.home.noAgenda")) : numberedRows(home.nextItems.map { row($0) })
        buttons {
          linkButton(
            next.status == .planned ? visit.say("groups.home.open") : visit.say("groups.home.enter"), href: "/sessions/\(next.id)")
        }
      } else {
        emptiness(visit.say("groups.home.none"), rhythm)
      }
    }
  }

  /// What everybody brings to the next session, and the way to one's own line.
  private var bringing: Markup {
    guard let next = home.coming.first, next.status == .planned else { return "" }
    let own = home.isMember ? linkButton(visit.say("before.bring.leave"), href: "/sessions/\(next.id)#bring", .quiet) : nil
    return section(visit.say("before.title"), end: own) {
      PreparationView(home.preparation, people: home.people, when: when, visit: visit).lines
    }
  }

  private var rhythm: String {
    let weeks = visit.say("groups.home.rhythm", count: home.group.rhythmWeeks, ["minutes": String(home.group.sessionMinutes)])
    guard let next = home.rhythmSays else { return weeks }
    return weeks + " " + visit.say("groups.home.rhythmNext", ["when": when.dayAndTime(next)])
  }

  private var turns: Markup {
    guard !home.ownTurns.isEmpty else { return "" }
    return section(visit.say("groups.home.turn")) {
      answer(visit.say("groups.home.turnSentence", ["items": home.ownTurns.joined(separator: ", ")]))
    }
  }

  private var practice: Markup {
    section(visit.say("shelf.practice.title")) {
      paragraph(home.ownRound == nil ? visit.say("shelf.practice.lead") : visit.say("shelf.practice.running"))
      buttons {
        home.ownRound.map { linkButton(visit.say("shelf.practice.backToRound"), href: "/rounds/\($0)") }
        linkButton(visit.say("shelf.practice.open"), href: address + "/practice", .quiet)
      }
    }
  }

  /// The same sentence for the member and for the facilitator, and for nobody else.
  private var hints: Markup {
    guard !home.hints.isEmpty else { return "" }
    let lines = home.hints.map { line -> Markup in
      switch line.hint {
      case .little: paragraph(visit.say("groups.hints.little", ["name": line.fullName])) + suits(line)
      case .much: paragraph(visit.say("groups.hints.much", ["name": line.fullName])) + suits(line)
      }
    }
    return section(visit.say("groups.hints.title")) {
      joined(lines)
      remark(visit.say("groups.hints.what"))
      home.isFacilitator
        ? remark(visit.say("groups.hints.theyRead")) : whoSeesLine(isForOneselfAlone ? .onlyYou : .facilitator, visit.house.catalogue)
    }
  }

  /// Nobody else reads a word about somebody whom the facilitator appraises, and one that its member has ended.
  private var isForOneselfAlone: Bool { !home.appraised.isEmpty || home.hints.allSatisfy { $0.restsUntil != nil } }

  /// The member ends the word for the term; it says until when before it is done.
  private func suits(_ line: FloorHintLine) -> Markup {
    guard line.isOwn, home.isMember else { return "" }
    if let until = line.restsUntil { return remark(visit.say("groups.hints.rests", ["day": when.day(until)])) }
    let until = FloorTerm.end(after: visit.house.now(), in: when.zone)
    return joined([
      postButton(
        visit.say("groups.hints.suits"), action: address + "/hint-endings", token: visit.formToken, hidden: [("hint", line.hint.rawValue)]),
      remark(visit.say("groups.hints.suitsWhat", ["day": when.day(until)])),
    ])
  }

  /// On or off, and one's own answer: who else said what is nowhere to be read.
  private var arcs: Markup {
    section(visit.say("groups.arcs.title")) {
      answer(home.arcsAreOpen ? visit.say("groups.arcs.on") : visit.say("groups.arcs.off"))
      if let own = home.ownArcsAnswer {
        paragraph(own ? visit.say("groups.arcs.ownYes") : visit.say("groups.arcs.ownNo"))
        postButton(
          own ? visit.say("groups.arcs.takeBack") : visit.say("groups.arcs.agree"), action: address + "/open-arcs", token: visit.formToken,
          hidden: [("answer", own ? "no" : "yes")])
      }
      remark(visit.say("groups.arcs.what"))
    }
  }

  private var notebook: Markup {
    guard home.isFacilitator else { return "" }
    return section(visit.say("notebook.title")) {
      remark(visit.say("notebook.what"))
      buttons { linkButton(visit.say("notebook.open"), href: address + "/notebook", .quiet) }
    }
  }

  private var further: Markup {
    guard home.coming.count > 1 else { return "" }
    return section(visit.say("groups.home.further")) {
      rows(
        home.coming.dropFirst().map {
          row(when.dayAndHours(from: $0.startsAt, minutes: $0.minutes), href: "/sessions/\($0.id)", detail: $0.where)
        })
    }
  }

  private var commitments: Markup {
    guard home.isMember else { return "" }
    return section(visit.say("groups.home.commitments")) {
      home.commitments.isEmpty
        ? remark(visit.say("groups.home.noCommitments"))
        : rows(
          home.commitments.map { commitment in
            row {
              "<span class=\"row-title\">\(commitment.text)</span>"
              commitment.byDate.map { remark(visit.say("groups.home.by", ["day": when.date($0)])) }
              spoken(commitment)
              after.buddy(of: commitment)
            }
          })
      home.commitments.isEmpty ? "" : remark(visit.say("groups.home.commitmentsNext"))
    }
  }

  /// One's own word that another hand has noted, and the way to settle it.
  private func spoken(_ commitment: CarriedCommitment) -> Markup? {
    guard let session = commitment.spokenIn else { return nil }
    return RoomSpoken.mark(visit.house.catalogue) + "<a href=\"/sessions/\(session.text)/spoken\">\(visit.say("spoken.settle"))</a>"
  }

  private var norms: Markup {
    let more = linkButton(visit.say("groups.home.normsAll"), href: address + "/norms", .plain)
    return section(visit.say("groups.home.norms"), end: home.norms == nil ? nil : more) {
      if let norms = home.norms {
        written(norms.body)
        remark(
          visit.say(
            "groups.home.accepted",
            ["count": String(acceptedCount), "all": String(home.people.members.count), "version": String(norms.version)]))
      } else {
        emptiness(visit.say("norms.none"), visit.say("norms.noneHint")) {
          home.isFacilitator ? buttons { linkButton(visit.say("norms.writeFirst"), href: address + "/norms", .quiet) } : ""
        }
      }
    }
  }

  private var acceptedCount: Int { home.people.members.count { home.acceptances[$0.person] != nil } }

  private var people: Markup {
    let change = home.mayChangeGroup ? linkButton(visit.say("groups.home.change"), href: address + "/members", .plain) : nil
    return section(visit.say("groups.home.people"), end: change) {
      size
      peopleRows(home.people, when, visit)
      flags
    }
  }

  private var size: Markup {
    switch home.size {
    case .forming where home.isClosed: ""
    case .forming(let missing): notice(.note, visit.say("groups.home.forming", count: missing))
    case .meeting, .full: ""
    }
  }

  /// A conflict of interest is allowed, and said to both; a facilitator who leads the program is named to the whole group.
  private var flags: Markup {
    var lines: [String] = []
    for member in home.appraised {
      lines.append(
        home.isFacilitator
          ? visit.say("groups.flags.youAppraise", ["name": member.fullName])
          : visit.say("groups.flags.appraisesYou", ["name": home.people.facilitators.map(\.fullName).joined(separator: ", ")]))
    }
    for leader in home.leadingFacilitators { lines.append(visit.say("groups.flags.leads", ["name": leader.fullName])) }
    return joined(lines.map { notice(.note, $0) })
  }

  private var past: Markup {
    guard !home.past.isEmpty else { return "" }
    return section(
      visit.say("groups.home.past"), end: linkButton(visit.say("groups.home.allSessions"), href: address + "/sessions", .plain)
    ) {
      rows(home.past.map { pastRow($0, when, visit) })
    }
  }
}

/// A session that is over: the record of one that was held, the reason of one that was cancelled, or that nobody opened it.
func pastRow(_ session: Session, _ when: Moments, _ visit: Visit) -> Markup {
  if session.status == .planned {
    return row(
      when.dayAndTime(session.startsAt), href: "/sessions/\(session.id)", detail: session.where,
      end: statusWord(visit.say("sessions.list.missed")))
  }
  guard session.status == .held else {
    return row(
      when.dayAndTime(session.startsAt), href: "/sessions/\(session.id)", detail: session.cancelledReason,
      end: statusWord(visit.say("sessions.page.cancelled")))
  }
  return row(when.dayAndTime(session.startsAt), href: "/sessions/\(session.id)/record", detail: session.where)
}

/// Members in the order in which they sit, then who leads.
func peopleRows(_ people: GroupPeople, _ when: Moments, _ visit: Visit) -> Markup {
  let members = people.members.map { member in row { person(member.fullName, note: kind(member.coachKind, visit)) } }
  let facilitators = people.facilitators.map { leader in
    let until = leader.belonging.until.map { visit.say("groups.members.until", ["day": when.lastDay(before: $0)]) }
    return row {
      person(leader.fullName, note: [visit.say("groups.members.facilitator"), until].compactMap { $0 }.joined(separator: ", "))
    }
  }
  return rows(members + facilitators)
}

func kind(_ kind: CoachKind?, _ visit: Visit) -> String? {
  switch kind {
  case .ic: visit.say("groups.members.ic")
  case .itc: visit.say("groups.members.itc")
  case .both: visit.say("groups.members.both")
  case nil: nil
  }
}

extension Session {
  /// Where it is held, for a quiet line.
  var `where`: String { place.isEmpty ? meetingLink : place }
}
