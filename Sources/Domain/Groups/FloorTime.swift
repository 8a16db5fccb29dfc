// Time with the floor: who had it how long in one session, and on how many minutes with a name that rests.

/// The sums of one session. Member talk is `attributed` and `unattributed` together; the facilitator's time stands apart.
package struct FloorTime: Equatable, Sendable {
  package let held: [ID<Person>: Span]
  package let facilitator: Span
  /// Talk of members that has a name.
  package let attributed: Span
  /// Talk of members in which nobody was tapped: never split evenly.
  package let unattributed: Span
  /// How many members were there at any time.
  package let present: Int

  package var talk: Span { attributed + unattributed }

  package func held(by person: ID<Person>) -> Span { held[person] ?? .zero }

  /// The part of all attributed minutes; `nil` where nobody had the floor.
  package func share(of person: ID<Person>) -> Double? {
    guard attributed > .zero else { return nil }
    return Double(held(by: person).milliseconds) / Double(attributed.milliseconds)
  }
}

extension LiveRoom {
  /// As counted up to the newest event; `counted(at:)` first for this very moment.
  package var floorTime: FloorTime {
    var held: [ID<Person>: Span] = [:]
    var facilitator = Span.zero
    var attributed = Span.zero
    var unattributed = Span.zero
    for item in items {
      for step in item.allSteps {
        facilitator += step.facilitatorHeld
        unattributed += step.unattributed
        for share in step.held {
          held[share.personID, default: .zero] += share.span
          attributed += share.span
        }
      }
    }
    return FloorTime(
      held: held, facilitator: facilitator, attributed: attributed, unattributed: unattributed, present: attended.count)
  }

  /// The room with its time counted up to this moment: for looking, never for keeping.
  package func counted(at instant: Instant) -> LiveRoom {
    var room = self
    room.settle(until: instant)
    return room
  }
}
