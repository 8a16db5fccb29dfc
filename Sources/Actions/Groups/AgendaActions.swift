// The planner: what there is to choose from for those expected, whether it fits, and each edit of the agenda.
import Content
import Database
import Domain
import Store

/// The planner as the facilitator sees it.
package struct Planner: Sendable {
  package let session: Session
  package let group: Group
  package let people: GroupPeople
  /// The items with their minutes for those expected.
  package let plan: AgendaPlan
  package let library: Library
  /// How many items of a session that runs have begun: they stay as they are.
  package let begun: Int
  /// How the time stands in a session that runs.
  package let pressure: TimePressure?
  /// What was left before the session; nothing once it runs.
  package let preparation: Preparation
  package let arrivalQuestion: ArrivalQuestion?

  package var expected: Int { plan.present }
  package var isRunning: Bool { session.status == .live || session.status == .closing }
  package var mayChange: Bool { session.status == .planned || isRunning }
}

/// One wish of the facilitator; protocols and templates are named by their key in the library.
package enum AgendaWish: Equatable, Sendable {
  case addProtocol(String)
  case addBlock(title: String, minutes: Int?)
  case useTemplate(String)
  case swap(ID<AgendaItem>, for: String)
  case edit(AgendaEdit)
  /// On which question the group arrives; an empty key leaves it to the house.
  case askAtArrival(String)
}

extension House {
  /// `expected`: for how many the minutes are worked out; without it for all members of now.
  package func planner(_ id: ID<Session>, expected: Int? = nil, as actor: Actor) async throws -> Planner {
    let now = now()
    return try await engine.read { [library, rooms] tx in
      let (session, _) = try tx.session(id, for: .planSession, as: actor, at: now)
      guard let group = try tx.group(session.groupID) else { throw Refusal.notFound }
      let people = try tx.people(of: group.id, at: now)
      if session.status == .live || session.status == .closing {
        let room = try tx.room(of: session, cached: rooms.room(id))
        let plan = AgendaPlan(minutes: session.minutes, present: room.plannedFor, items: room.items.map(\.item))
        return Planner(
          session: session, group: group, people: people, plan: plan, library: library, begun: room.lastBegunItem + 1,
          pressure: room.pressure(at: now), preparation: Preparation(), arrivalQuestion: nil)
      }
      let preparation = try tx.preparation(of: id, in: group.id).seen(
        by: actor.personID, isFacilitator: true, members: Set(people.members.map(\.person)))
      let count =
        expected.flatMap { (2...GroupSize.most).contains($0) ? $0 : nil } ?? people.expected(without: preparation.absences.keys)
      let plan = AgendaPlan(minutes: session.minutes, present: count, items: try tx.agenda(of: id))
      return Planner(
        session: session, group: group, people: people, plan: plan, library: library, begun: 0, pressure: nil, preparation: preparation,
        arrivalQuestion: ArrivalQuestion.of(id, wanted: session.arrivalQuestion, among: library.arrivalQuestions))
    }
  }

  /// Changes the agenda of a session that is planned or runs; in a running one the clock is worked out anew for everybody.
  /// `version` is the one that was read: somebody else's newer agenda is never overwritten.
  package func changeAgenda(of id: ID<Session>, _ wish: AgendaWish, basedOn version: Int, as actor: Actor) async throws {
    let moment = RoomMoment(now: now(), card: newID(), commitment: newID(), audit: newID(), key: nil)
    let news = try await engine.write { [rooms] tx -> RoomNews? in
      let (session, _) = try tx.session(id, for: .planSession, as: actor, at: moment.now)
      guard session.status != .held, session.status != .cancelled else { throw Refusal.stale(Sentence("sessions.notPlanned")) }
      guard try tx.countEdit(of: id, basedOn: version) else { throw Refusal.stale(Sentence("agenda.stale")) }
      if case .askAtArrival(let key) = wish {
        guard session.status == .planned else { throw Refusal.stale(Sentence("sessions.notPlanned")) }
        try tx.chooseArrivalQuestion(try self.arrivalQuestion(key), of: id)
        try tx.audit(.planSession, by: actor, on: .session, id.text, id: moment.audit, at: moment.now)
        return nil
      }
      let edit = try self.edit(wish)
      try tx.requireMembers(edit.turns, of: session, at: moment.now)
      guard session.status == .planned else {
        let cached = rooms.room(id)
        let items = try edit.apply(to: try tx.room(of: session, cached: cached).items.map(\.item))
        return try tx.act(.command(.changeAgenda(items)), in: id, moment, cached: cached, as: actor).news
      }
      try tx.replaceAgenda(of: id, with: try edit.apply(to: try tx.agenda(of: id)))
      try tx.audit(.planSession, by: actor, on: .session, id.text, id: moment.audit, at: moment.now)
      return nil
    }
    if let news { tell(news) }
  }

  /// The wish as an edit, with what the library says.
  private func edit(_ wish: AgendaWish) throws(Problem) -> AgendaEdit {
    switch wish {
    case .addProtocol(let key):
      guard let entry = library[key] else { throw Problem("add", "agenda.unknownProtocol") }
      return .add(AgendaItem(id: newID(), shape: entry.shape))
    case .addBlock(let title, let minutes):
      let title = TypedText.line(title)
      var problem = Problem(lines: [])
      if title.isEmpty { problem.add("block-title", Sentence("agenda.blockTitle")) }
      if TypedText.isLonger(title, than: AgendaEdit.longestTitle) {
        problem.add("block-title", Sentence("agenda.blockTitleLong", ["most": String(AgendaEdit.longestTitle)]))
      }
      let length = minutes.flatMap { AgendaEdit.blockMinutes.contains($0) ? $0 : nil }
      if length == nil { problem.add("block-minutes", Sentence("agenda.blockMinutes")) }
      guard problem.lines.isEmpty, let length else { throw problem }
      let instruction = catalogue.say("agenda.blockInstruction")
      return .add(AgendaItem(id: newID(), shape: .freeBlock(title: title, instruction: instruction, minutes: length)))
    case .useTemplate(let key):
      guard let template = library.template(key) else { throw Problem("template", "agenda.unknownTemplate") }
      return .replace(template.agenda { newID() })
    case .swap(let id, let key):
      guard let entry = library[key] else { throw Problem("add", "agenda.unknownProtocol") }
      return .swap(id, for: AgendaItem(id: newID(), shape: entry.shape))
    case .edit(let edit): return edit
    case .askAtArrival: throw Problem("question", "before.arrival.unknown")
    }
  }

  /// The key as it is kept; `nil` where the house chooses.
  private func arrivalQuestion(_ key: String) throws(Problem) -> String? {
    if key.isEmpty { return nil }
    guard library.arrivalQuestions.contains(where: { $0.key == key }) else { throw Problem("question", "before.arrival.unknown") }
    return key
  }
}

extension Transaction {
  /// A round belongs to a member of the group.
  fileprivate func requireMembers(_ turns: [ID<Person>], of session: Session, at now: Instant) throws {
    guard !turns.isEmpty else { return }
    let members = Set(try members(of: session.groupID, at: now).map(\.person))
    guard members.isSuperset(of: turns) else { throw Problem("turns", "agenda.turnStranger") }
  }
}
