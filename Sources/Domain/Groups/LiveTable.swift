// One table of a room that has split: members, steps for its size, a clock, a floor and a queue of its own, inside the room's one log.

package struct LiveTable: Equatable, Sendable, Codable {
  /// 1 for the first.
  package let number: Int
  /// Those who sit here, whether they are in the room just now or not.
  package internal(set) var members: [ID<Person>]
  package let facilitatorObserves: Bool
  /// Where its members meet by video.
  package internal(set) var link: String?
  package internal(set) var steps: [RoomStep]
  package internal(set) var place = 0
  package internal(set) var isPaused = false
  package internal(set) var holder: FloorHolder?
  package internal(set) var queue: [ID<Person>] = []

  package var currentStep: RoomStep? { steps.indices.contains(place) ? steps[place] : nil }
  var seconds: Int { steps.reduce(0) { $0 + $1.seconds } }

  /// Until its last step is over; below zero once nothing else is to come and that runs over.
  var remaining: Span {
    let now = currentStep.map { $0.length - $0.used } ?? .zero
    let rest = steps.dropFirst(place + 1).reduce(0) { $0 + $1.seconds }
    return rest == 0 ? now : max(.zero, now) + .seconds(rest)
  }

  /// Its own pause stops its own clock and no other.
  mutating func run(_ passed: Span) {
    guard !isPaused, !members.isEmpty, steps.indices.contains(place) else { return }
    steps[place].run(passed, holder)
  }

  mutating func stop() {
    isPaused = false
    holder = nil
    queue = []
  }
}

/// Who sits down at a table when the stretch begins.
package struct TableLaying: Equatable, Sendable, Codable {
  package let number: Int
  package let members: [ID<Person>]
  package let facilitatorObserves: Bool

  package init(number: Int, members: [ID<Person>], facilitatorObserves: Bool = false) {
    self.number = number
    self.members = members
    self.facilitatorObserves = facilitatorObserves
  }
}

extension LiveRoom {
  package static let mostAtTable = 6

  /// The tables that run now; empty while the room is together.
  package var tables: [LiveTable] { heldAt == nil ? currentStep?.tables ?? [] : [] }

  /// Those at which somebody sits.
  package var openTables: [LiveTable] { tables.filter { !$0.members.isEmpty } }

  package func table(_ number: Int) -> LiveTable? { tables.first { $0.number == number } }

  /// The table that somebody sits at.
  package func table(of person: ID<Person>) -> LiveTable? { tables.first { $0.members.contains(person) } }

  func countHere(at table: LiveTable) -> Int { table.members.count(where: isHere) }

  /// A table seen as the small room it is: only its members, only its steps. Every rule of the floor holds in it as in any room.
  /// `nil` where nobody sits.
  func room(at number: Int) -> LiveRoom? {
    guard let place, let table = table(number), !table.steps.isEmpty, !table.members.isEmpty else { return nil }
    var small = self
    small.seats = seats.filter { table.members.contains($0.personID) }
    small.items = Array(items.prefix(place.item + 1))
    for index in small.items.indices where index < place.item { small.items[index].steps = [] }
    small.items[place.item].steps = table.steps
    small.place = StepPlace(item: place.item, step: table.place)
    small.isPaused = table.isPaused
    small.holder = table.holder
    small.queue = table.queue
    return small
  }

  /// Takes over what has become of a table in its small room.
  mutating func keep(_ small: LiveRoom, at number: Int) {
    guard let item = small.items.last, let step = small.place?.step else { return }
    changeTable(number) { table in
      table.steps = item.steps
      table.place = step
      table.isPaused = small.isPaused
      table.holder = small.holder
      table.queue = small.queue
    }
  }

  mutating func changeTable(_ number: Int, _ change: (inout LiveTable) -> Void) {
    changeCurrentStep { step in
      guard let index = step.tables.firstIndex(where: { $0.number == number }) else { return }
      change(&step.tables[index])
    }
  }
}
