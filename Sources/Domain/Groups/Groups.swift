// Small groups of coaches, who leads them and when, and the sessions they meet in.

package struct Group: Equatable, Sendable {
  package let id: ID<Group>
  package let programID: ID<Program>
  package var name: String
  /// The time zone in which the group's sessions are set, such as `America/Chicago`.
  package var zone: String
  package var rhythmWeeks: Int
  package var sessionMinutes: Int
  package let createdAt: Instant
  /// From this moment on the group is closed; `nil` while no end is set.
  package var closesAt: Instant?

  package init(
    id: ID<Group>, programID: ID<Program>, name: String, zone: String, rhythmWeeks: Int = 2, sessionMinutes: Int = 90,
    createdAt: Instant, closesAt: Instant? = nil
  ) {
    self.id = id
    self.programID = programID
    self.name = name
    self.zone = zone
    self.rhythmWeeks = rhythmWeeks
    self.sessionMinutes = sessionMinutes
    self.createdAt = createdAt
    self.closesAt = closesAt
  }
}

/// A stretch of belonging to a group: a member's from joining to leaving, a facilitator's from taking on to handing over.
package struct Belonging: Equatable, Sendable {
  package let personID: ID<Person>
  package let from: Instant
  package var until: Instant?

  package init(personID: ID<Person>, from: Instant, until: Instant? = nil) {
    self.personID = personID
    self.from = from
    self.until = until
  }

  package func covers(_ instant: Instant) -> Bool {
    guard from <= instant else { return false }
    guard let until else { return true }
    return instant < until
  }
}

package enum SessionStatus: String, Sendable, Codable { case planned, live, closing, held, cancelled }

package struct Session: Equatable, Sendable {
  package let id: ID<Session>
  package let groupID: ID<Group>
  package var startsAt: Instant
  package var minutes: Int
  package var place: String
  package var meetingLink: String
  package var status: SessionStatus
  package var cancelledReason: String?
  /// Counts the edits of plan and agenda; a stale edit is refused.
  package var version: Int
  /// The number of the newest event; 0 before the session was opened.
  package var lastSeq: Int
  package var openedAt: Instant?
  package var heldAt: Instant?
  /// The key of the arrival question that the facilitator chose; `nil` where the house chooses.
  package var arrivalQuestion: String?

  package init(
    id: ID<Session>, groupID: ID<Group>, startsAt: Instant, minutes: Int, place: String, meetingLink: String,
    status: SessionStatus = .planned, cancelledReason: String? = nil, version: Int = 1, lastSeq: Int = 0, openedAt: Instant? = nil,
    heldAt: Instant? = nil, arrivalQuestion: String? = nil
  ) {
    self.id = id
    self.groupID = groupID
    self.startsAt = startsAt
    self.minutes = minutes
    self.place = place
    self.meetingLink = meetingLink
    self.status = status
    self.cancelledReason = cancelledReason
    self.version = version
    self.lastSeq = lastSeq
    self.openedAt = openedAt
    self.heldAt = heldAt
    self.arrivalQuestion = arrivalQuestion
  }
}
