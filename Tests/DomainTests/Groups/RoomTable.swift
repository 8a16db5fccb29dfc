// A live room with a hand on its clock, for tests that say who does what.
import Domain
import TestSupport

/// A room with a hand on its clock.
struct RoomTable {
  var room: LiveRoom
  var now = RoomPlay.start

  init(_ opening: RoomOpening = RoomPlay.opening()) throws { room = try RoomPlay.opened(opening) }

  mutating func wait(_ seconds: Int) { now = now + .seconds(seconds) }

  @discardableResult
  mutating func lead(_ command: RoomCommand) throws(Problem) -> [RoomEvent] {
    try room.apply(command, by: RoomPlay.facilitator, at: now).map(\.event)
  }

  @discardableResult
  mutating func act(_ command: RoomCommand, _ person: Int) throws(Problem) -> [RoomEvent] {
    try room.apply(command, by: RoomPlay.person(person), at: now).map(\.event)
  }

  @discardableResult
  mutating func hand(to person: Int?, by: Int? = nil) throws(Problem) -> [RoomEvent] {
    let actor = by.map(RoomPlay.person) ?? RoomPlay.facilitator
    return try room.apply(.handControl(to: person.map(RoomPlay.person) ?? RoomPlay.facilitator), by: actor, at: now).map(\.event)
  }

  mutating func moveOn(_ times: Int = 1) throws(Problem) { for _ in 0..<times { try lead(.moveOn(from: nil)) } }

  func view(_ person: Int) -> RoomView { room.view(for: .member(RoomPlay.person(person)), at: now) }
  var lead: RoomView { room.view(for: .facilitator(RoomPlay.facilitator), at: now) }
  var holder: Int? { (1...9).first { room.holder == .member(RoomPlay.person($0)) } }

  func refused(_ command: RoomCommand, by person: Int?) -> String? {
    var room = room
    do {
      _ = try room.apply(command, by: person.map(RoomPlay.person) ?? RoomPlay.facilitator, at: now)
      return nil
    } catch { return error.lines.first?.sentence.key }
  }
}

extension RoomItem {
  /// Those at its tables too: all in which somebody can have had the floor.
  var allSteps: [RoomStep] { steps.flatMap { [$0] + $0.tables.flatMap(\.steps) } }
}
