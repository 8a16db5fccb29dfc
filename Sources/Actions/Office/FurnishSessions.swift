// Furnishes each group with a session that was held, one that is ready to open, and the next one; keeps the ready one ready.
import Database
import Domain
import Foundation
import Store

extension House {
  /// The whole furnished district. Started again, it finds what is there; a session that nobody opened is moved to today.
  /// Refuses to come into a house in which another program lives already.
  @discardableResult
  package func furnish() async throws -> MarlowValley {
    let others = try await engine.read { try $0.programs() }.filter { $0.name != MarlowValley.name }
    guard others.isEmpty else { throw Problem(nil, "furnish.notEmpty") }
    let valley = try await furnishGroups(try await furnishPeople())
    for group in MarlowGroup.allCases {
      guard let id = valley.groups[group] else { continue }
      try await engine.write { [self] tx in
        // Two starts at once: the second waits here and then finds the sessions.
        guard try tx.hold(group: id), let made = try tx.group(id) else { throw Refusal.notFound }
        let sessions = try tx.sessions(of: id)
        if sessions.isEmpty {
          try furnishSessions(of: group, made, valley, in: tx)
          try furnishShelf(of: group, made, valley, in: tx)
        } else {
          try keepReady(sessions, of: group, in: tx)
        }
      }
    }
    return valley
  }

  private func furnishSessions(of group: MarlowGroup, _ made: Group, _ valley: MarlowValley, in tx: Transaction) throws {
    let week = FurnishedWeek(now(), zone: made.zone)
    try furnishPast(of: group, made, valley, week, in: tx)
    try furnishRounds(of: group, made, valley, week, in: tx)
    for (items, start) in [(group.present, ready(group)), (group.next, week.moment(week: 2, day: group.day, 15, 30))] {
      let planned = at(week.moment(week: -1, day: 1, 12))
      let session = try planned.plan(group, made, at: start, beside: try tx.openSessions(of: [made.id]))
      try tx.insert(session, at: planned.now())
      try tx.replaceAgenda(of: session.id, with: try planned.agenda(items, valley))
      try planned.audit(.planSession, by: try valley.actor(.tomas), on: .session, session.id.text, in: tx)
    }
  }

  /// The session of two weeks ago, played by the rules of the room and written down as its closure writes it.
  private func furnishPast(of group: MarlowGroup, _ made: Group, _ valley: MarlowValley, _ week: FurnishedWeek, in tx: Transaction) throws {
    let story = group.past
    let planned = at(week.moment(week: -3, day: 1, 12))
    let session = try planned.plan(group, made, at: week.moment(week: -2, day: group.day, 15, 30), beside: [])
    let items = try planned.agenda(story.items, valley)
    try tx.insert(session, at: planned.now())
    try tx.replaceAgenda(of: session.id, with: items)
    func ids(_ people: [MarlowPerson]) throws -> [ID<Person>] { try people.map { try valley.actor($0).personID } }
    let roster = try tx.members(of: made.id, at: session.startsAt).map(\.person)
    let away = try ids(story.late + story.absent)
    let tomas = try valley.actor(.tomas)
    let opening = RoomOpening(
      facilitatorID: tomas.personID, roster: roster, present: roster.filter { !away.contains($0) }, comingLate: try ids(story.late),
      absent: try ids(story.absent), items: items, minutes: session.minutes)
    let played = try PlayedSession(story, of: session, opening: opening, valley: valley, week: week, house: self)
    guard try tx.append(played.events, to: played.room, after: 0), let heldAt = played.room.heldAt else {
      throw MarlowValley.Incomplete(missing: group.name)
    }
    let closing = at(heldAt)
    try tx.keepWhatWasClosed(played.room, of: session, at: heldAt)
    try tx.keepSnapshot(of: played.room)
    for (author, text) in story.writing {
      _ = try tx.keepWriting(
        catalogue.say(text.key), in: session.id, of: try valley.actor(author).personID, after: 0, at: heldAt - .minutes(6))
    }
    for moment in [at(session.startsAt), closing] { try moment.audit(.runRoom, by: tomas, on: .session, session.id.text, in: tx) }
  }

  /// Planned sessions whose time went by unused: the first is made ready again, the others follow the group's rhythm.
  private func keepReady(_ sessions: [Session], of group: MarlowGroup, in tx: Transaction) throws {
    let now = now()
    guard !sessions.contains(where: { $0.status == .live || $0.status == .closing }) else { return }
    let week = FurnishedWeek(now)
    let missed = sessions.filter { $0.status == .planned && $0.endsAt <= now }
    for (place, session) in missed.enumerated() {
      var moved = session
      moved.startsAt = place == 0 ? ready(group) : week.moment(week: 2 * place, day: group.day, 15, 30)
      _ = try tx.update(moved, basedOn: session.version)
    }
  }

  /// The last quarter of an hour; Birch meets two hours after Alder, since Tomas leads both.
  private func ready(_ group: MarlowGroup) -> Instant {
    let quarter: Int64 = 15 * 60_000
    let start = Instant(milliseconds: now().milliseconds / quarter * quarter)
    return group == .alder ? start : start + .hours(2)
  }

  private func plan(_ group: MarlowGroup, _ made: Group, at start: Instant, beside others: [Session]) throws -> Session {
    let zone = TimeZone(identifier: made.zone) ?? .gmt
    let draft = SessionDraft(
      starts: LocalMoment(start, in: zone).fieldText, minutes: made.sessionMinutes, place: catalogue.say(group.place.key),
      meetingLink: group.meetingLink)
    return try draft.session(id: newID(), of: made, beside: others, at: now())
  }

  private func agenda(_ items: [SessionStory.Item], _ valley: MarlowValley) throws -> [AgendaItem] {
    try items.map { item in
      guard let entry = library[item.key] else { throw MarlowValley.Incomplete(missing: item.key) }
      return AgendaItem(
        id: newID(), shape: entry.shape, turns: try item.turns.map { try valley.actor($0).personID }, rounds: item.rounds)
    }
  }
}
