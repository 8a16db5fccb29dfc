// What binds one person to one group, and what that makes of them: the relations that permission asks for.

/// Everything that counts for one person and one group: their stretches as member and as facilitator, their roles in its program.
package struct GroupTies: Equatable, Sendable {
  /// The program the group belongs to.
  package var programID: ID<Program>
  package var asMember: [Belonging]
  package var asFacilitator: [Belonging]
  package var isProgramLead: Bool
  package var isAdministrator: Bool
  /// Whether they accepted the page that says who sees what.
  package var hasAcceptedNotice: Bool
  /// The end of the group, where one is set.
  package var closesAt: Instant?

  package init(
    programID: ID<Program>, asMember: [Belonging] = [], asFacilitator: [Belonging] = [], isProgramLead: Bool = false,
    isAdministrator: Bool = false, hasAcceptedNotice: Bool = false, closesAt: Instant? = nil
  ) {
    self.programID = programID
    self.asMember = asMember
    self.asFacilitator = asFacilitator
    self.isProgramLead = isProgramLead
    self.isAdministrator = isAdministrator
    self.hasAcceptedNotice = hasAcceptedNotice
    self.closesAt = closesAt
  }

  /// What the person is to the group itself.
  package func relationsToGroup(of actor: Actor, at now: Instant) -> Set<Relation> {
    guard actor.programID == programID else { return [.outsider] }
    if let closesAt, closesAt <= now { return relationsToClosedGroup(closesAt) }
    var relations = relationsToProgram
    if asMember.contains(where: { $0.covers(now) }) {
      relations.insert(.member)
    } else if asMember.contains(where: { $0.from <= now }) {
      relations.insert(.formerMember)
    }
    if asFacilitator.contains(where: { $0.covers(now) }) {
      relations.insert(.facilitator)
    } else if asFacilitator.contains(where: { $0.from <= now }) {
      relations.insert(.formerFacilitator)
    }
    return relations
  }

  /// What the person is to one session of the group. "The group" means the people in it when the session ran: whoever joined
  /// after it was held is a stranger to it, whoever left since keeps what was shared while they belonged.
  package func relations(to session: Session, of actor: Actor, at now: Instant) -> Set<Relation> {
    guard actor.programID == programID else { return [.outsider] }
    let isClosed = (closesAt.map { $0 <= now } ?? false) && session.status != .live && session.status != .closing
    var relations = isClosed ? relationsToClosedProgram : relationsToProgram
    switch GroupTies.tie(asMember, to: session, isClosed: isClosed, at: now) {
    case .now: relations.insert(.member)
    case .then: relations.insert(.formerMember)
    case .never: break
    }
    switch GroupTies.tie(asFacilitator, to: session, isClosed: isClosed, at: now) {
    case .now: relations.insert(.facilitator)
    case .then: relations.insert(.formerFacilitator)
    case .never: break
    }
    return relations
  }

  private var relationsToProgram: Set<Relation> {
    var relations: Set<Relation> = [.sameProgram]
    if isProgramLead { relations.insert(.programLead) }
    if isAdministrator { relations.insert(.administrator) }
    if !hasAcceptedNotice { relations.insert(.beforeNotice) }
    return relations
  }

  /// A closed group is nothing to those who lead or administer the program: there is nothing left to change.
  private var relationsToClosedProgram: Set<Relation> { relationsToProgram.subtracting([.programLead, .administrator]) }

  /// Whoever belonged to it when it closed reads its pages; whoever left before reads what they were there for.
  private func relationsToClosedGroup(_ closesAt: Instant) -> Set<Relation> {
    let last = closesAt - Span(milliseconds: 1)
    var relations = relationsToClosedProgram
    if asMember.contains(where: { $0.covers(last) }) {
      relations.insert(.memberAtClosing)
    } else if asMember.contains(where: { $0.from <= last }) {
      relations.insert(.formerMember)
    }
    if asFacilitator.contains(where: { $0.covers(last) }) {
      relations.insert(.facilitatorAtClosing)
    } else if asFacilitator.contains(where: { $0.from <= last }) {
      relations.insert(.formerFacilitator)
    }
    return relations
  }

  private enum Tie { case now, then, never }

  private static func tie(_ stretches: [Belonging], to session: Session, isClosed: Bool, at now: Instant) -> Tie {
    let belongsNow = !isClosed && stretches.contains { $0.covers(now) }
    guard let (start, end) = session.past else { return belongsNow ? .now : .never }
    let belongedThen = stretches.contains { $0.overlaps(from: start, until: end) }
    guard belongedThen else { return .never }
    return belongsNow ? .now : .then
  }
}

extension Session {
  /// When a session that is over ran; `nil` while it is planned or runs. A cancelled session counts at the time it was set for.
  package var past: (from: Instant, until: Instant)? {
    switch status {
    case .planned, .live, .closing: nil
    case .held: (openedAt ?? startsAt, heldAt ?? startsAt + .minutes(minutes))
    case .cancelled: (startsAt, startsAt + .minutes(minutes))
    }
  }
}

extension Belonging {
  package func overlaps(from start: Instant, until end: Instant) -> Bool {
    guard from < end else { return false }
    guard let until else { return true }
    return until > start
  }
}
