// Time with the floor: who had it how long in one session, and on how many minutes with a name that rests.

/// The sums of one session. Member talk is `attributed` and `unattributed` together; the facilitator's time stands apart.
package struct FloorTime: Equatable, Sendable {
  package private(set) var held: [ID<Person>: Span]
  package private(set) var facilitator: Span
  /// Talk of members that has a name.
  package private(set) var attributed: Span
  /// Talk of members in which nobody was tapped: never split evenly.
  package private(set) var unattributed: Span
  /// How many members were there at any time.
  package let present: Int

  package var talk: Span { attributed + unattributed }

  package func held(by person: ID<Person>) -> Span { held[person] ?? .zero }

  /// The part of all attributed minutes; `nil` where nobody had the floor.
  package func share(of person: ID<Person>) -> Double? {
    guard attributed > .zero else { return nil }
    return Double(held(by: person).milliseconds) / Double(attributed.milliseconds)
  }

  /// What was said in these steps, and at their tables.
  fileprivate mutating func add(_ steps: [RoomStep]) {
    for step in steps.indices {
      facilitator += steps[step].facilitatorHeld
      unattributed += steps[step].unattributed
      for share in steps[step].held {
        held[share.personID, default: .zero] += share.span
        attributed += share.span
      }
      for table in steps[step].tables.indices { add(steps[step].tables[table].steps) }
    }
  }
}

extension LiveRoom {
  /// As counted up to the newest event; `counted(at:)` first for this very moment.
  package var floorTime: FloorTime {
    var sums = FloorTime(held: [:], facilitator: .zero, attributed: .zero, unattributed: .zero, present: attended.count)
    // By index: a step that is taken out of its list is copied with all its texts, and every page of a room asks.
    for item in items.indices { sums.add(items[item].steps) }
    return sums
  }

  /// The room with its time counted up to this moment: for looking, never for keeping.
  package func counted(at instant: Instant) -> LiveRoom {
    var room = self
    room.settle(until: instant)
    return room
  }
}
