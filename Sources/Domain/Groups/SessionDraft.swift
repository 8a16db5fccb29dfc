// What is typed to plan or move a session: a time in the group's zone, a length, and a place, a meeting link or both.
import Foundation

package struct SessionDraft: Equatable, Sendable {
  /// As the browser's date-and-time field sends it.
  package var starts: String
  package var minutes: Int?
  package var place: String
  package var meetingLink: String

  package static let longestPlace = 200
  package static let longestLink = 2_000
  package static let longestReason = 300

  package init(starts: String, minutes: Int?, place: String, meetingLink: String) {
    self.starts = starts
    self.minutes = minutes
    self.place = TypedText.line(place)
    self.meetingLink = TypedText.line(meetingLink)
  }

  /// A session as the form shows it again.
  package init(_ session: Session, zone: TimeZone) {
    self.init(
      starts: LocalMoment(session.startsAt, in: zone).fieldText, minutes: session.minutes, place: session.place,
      meetingLink: session.meetingLink)
  }

  /// The session this becomes. `others` are the group's sessions that still stand: two cannot run at the same time.
  package func session(id: ID<Session>, of group: Group, beside others: [Session], at now: Instant) throws(Problem) -> Session {
    let (start, minutes) = try checked(zone: group.zone, beside: others.filter { $0.id != id }, at: now)
    try group.requireOpen(until: start + .minutes(minutes))
    return Session(id: id, groupID: group.id, startsAt: start, minutes: minutes, place: place, meetingLink: meetingLink)
  }

  package func moved(_ session: Session, in group: Group, beside others: [Session], at now: Instant) throws(Problem) -> Session {
    let (start, minutes) = try checked(zone: group.zone, beside: others.filter { $0.id != session.id }, at: now)
    try group.requireOpen(until: start + .minutes(minutes))
    var session = session
    (session.startsAt, session.minutes, session.place, session.meetingLink) = (start, minutes, place, meetingLink)
    return session
  }

  private func checked(zone name: String, beside others: [Session], at now: Instant) throws(Problem) -> (Instant, Int) {
    var problem = Problem(lines: [])
    let zone = TimeZone(identifier: name) ?? .gmt
    let local = LocalMoment(starts)
    let start = local?.instant(in: zone)
    if local == nil {
      problem.add("day", Sentence("sessions.form.startMissing"))
    } else if start == nil {
      problem.add("day", Sentence("sessions.form.startSkipped"))
    }
    // Today may be typed late: a session that began ten minutes ago can still be planned.
    if let start, start < now - .days(1) { problem.add("day", Sentence("sessions.form.startPast")) }
    let length = minutes.flatMap { GroupDraft.lengths.contains($0) ? $0 : nil }
    if length == nil { problem.add("minutes", Sentence("groups.form.minutes")) }
    if place.isEmpty && meetingLink.isEmpty { problem.add("place", Sentence("sessions.form.nowhere")) }
    if TypedText.isLonger(place, than: SessionDraft.longestPlace) {
      problem.add("place", Sentence("sessions.form.placeLong", ["most": String(SessionDraft.longestPlace)]))
    }
    if !meetingLink.isEmpty && !SessionDraft.isMeetingLink(meetingLink) { problem.add("meeting-link", Sentence("sessions.form.link")) }
    if let start, let length, others.contains(where: { $0.meets(from: start, until: start + .minutes(length)) }) {
      problem.add("day", Sentence("sessions.form.overlaps"))
    }
    guard problem.lines.isEmpty, let start, let length else { throw problem }
    return (start, length)
  }

  /// A web address with a host and nothing in it that a browser would read otherwise.
  package static func isMeetingLink(_ text: String) -> Bool {
    guard text.utf8.count <= longestLink,
      text.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F && $0 != 0x5C && $0 != 0x22 && $0 != 0x3C && $0 != 0x3E })
    else { return false }
    for scheme in ["https://", "http://"] where text.lowercased().hasPrefix(scheme) {
      let host = text.dropFirst(scheme.count).prefix { $0 != "/" && $0 != "?" && $0 != "#" }
      return !host.isEmpty && !host.contains("@")
    }
    return false
  }
}

extension Session {
  package var endsAt: Instant { startsAt + .minutes(minutes) }

  /// Planned, and its time is over without anybody having opened it.
  package func isMissed(at now: Instant) -> Bool { status == .planned && endsAt <= now }

  /// Whether the session stands in this stretch of time.
  package func meets(from start: Instant, until end: Instant) -> Bool {
    switch status {
    case .planned, .live, .closing: startsAt < end && endsAt > start
    case .held, .cancelled: false
    }
  }
}
