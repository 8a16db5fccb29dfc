// What happened in the live room: the session is the list of these, and everything else follows from it.

/// Events say what came of a command, with every decision already taken, so that replaying them decides nothing anew.
package enum RoomEvent: Equatable, Sendable, Codable {
  case opened(RoomOpening)
  case facilitatorChanged(to: ID<Person>)
  /// Who leads from now on: a member here, or the facilitator.
  case controlHanded(to: ID<Person>)
  /// The room went to a step. `skipped` items lie between the old place and the new one.
  case stepBegan(StepPlace, skipped: [ID<AgendaItem>])
  case paused
  case resumed
  case minutesChanged(seconds: Int)
  case attendanceMarked(person: ID<Person>, mark: AttendanceMark)
  /// Somebody who joined the group while its session runs has a chair now, and is expected on it.
  case seatAdded(person: ID<Person>)
  case seatMoved(person: ID<Person>, byVideo: Bool)
  case plannedFor(present: Int)
  case agendaChanged(items: [AgendaItem])
  /// Whose round it is, where the agenda had not said so.
  case turnNamed(item: ID<AgendaItem>, round: Int, person: ID<Person>)
  case floorGiven(to: FloorHolder)
  /// Nobody has the floor.
  case floorFreed
  case floorAsked(by: ID<Person>)
  case askWithdrawn(by: ID<Person>)
  case cardPut(RoomCard)
  case cardKept(id: ID<RoomCard>, isKept: Bool)
  case cardTakenBack(id: ID<RoomCard>)
  case commitmentNamed(RoomCommitment)
  case commitmentTakenBack(id: ID<RoomCommitment>)
  case commitmentPassed(by: ID<Person>)
  /// Its author's own words from now on.
  case cardConfirmed(id: ID<RoomCard>, text: String)
  case commitmentConfirmed(id: ID<RoomCommitment>, text: String, byDate: String?)
  case talkBecameRound
  case roundBecameTalk
  /// The closing keeps a minute of writing and two of commitments; what else it holds is left out.
  case closingShortened
  case commitmentChecked(id: ID<RoomCommitment>, state: CommitmentState)
  case closed
  // While the room is split.
  case tablesLaid([TableLaying])
  case seatedAtTable(person: ID<Person>, table: Int)
  case tableLinked(table: Int, link: String?)
  /// What happens at one table, as it would in a room.
  indirect case atTable(table: Int, RoomEvent)
}

/// An event with its number in the session, gapless from 1, and the moment it happened.
package struct NumberedEvent: Equatable, Sendable, Codable {
  package let seq: Int
  package let at: Instant
  package let event: RoomEvent

  package init(seq: Int, at: Instant, event: RoomEvent) {
    self.seq = seq
    self.at = at
    self.event = event
  }
}

/// Where a room is: an item and a step in it, both counted from 0.
package struct StepPlace: Hashable, Sendable, Codable {
  package var item: Int
  package var step: Int

  package init(item: Int, step: Int) {
    self.item = item
    self.step = step
  }
}
